"""Characters that no face on this machine has, with the places in the document where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from core.document import Document, DocumentBlock, Face, Grid, Heading, Para, Picture, Signature, Slip, Title
from core.drawing import Label
from core.exporters.fonts import assign, is_drawn
from core.places import place_label
from core.schema import Format, formats

_MOST_PLACES = 3


class _Piece(NamedTuple):
    """A stretch of text in one face: where it stands as findings name places, words for a place that those do not know, its start there."""

    face: Face
    text: str
    where: str
    label: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class MissingCharacter:
    """A character without a face: `code` as U+21334; the first places in words, and as findings name them (`Finding.where`)."""

    char: str
    code: str
    roles: tuple[Face, ...]
    places: tuple[str, ...]
    wheres: tuple[str, ...]


def missing_at(document: Document) -> tuple[MissingCharacter, ...]:
    """Name the characters that would be printed as 〓, in the order in which they stand, with up to three places each."""
    pieces = [piece for block in document.blocks for piece in _pieces(block)]
    used: dict[Face, set[str]] = {}
    for piece in pieces:
        used.setdefault(piece.face, set()).update(piece.text)
    lost = {role: {c for c, face in assign(role, chars).items() if face is None and is_drawn(c)} for role, chars in used.items()}
    found: dict[str, list[_Piece]] = {}
    for piece in pieces:
        for char in piece.text if lost[piece.face] else ():
            if char in lost[piece.face] and piece not in found.setdefault(char, []):
                found[char].append(piece)
    form = formats()[document.form]
    return tuple(_told(char, held, form) for char, held in found.items())


def _told(char: str, pieces: list[_Piece], form: Format) -> MissingCharacter:
    places = {piece.label or place_label(form, piece.where): _exact(piece, char) for piece in pieces}
    named = list(places.items())[:_MOST_PLACES]
    roles = tuple(dict.fromkeys(piece.face for piece in pieces))
    return MissingCharacter(char, f"U+{ord(char):04X}", roles, tuple(words for words, _ in named), tuple(where for _, where in named))


def _exact(piece: _Piece, char: str) -> str:
    """Name the place down to the character where the piece is part of a paragraph."""
    if piece.start is None:
        return piece.where
    start = piece.start + piece.text.index(char)
    return f"{piece.where}:{start}-{start + 1}"


def _pieces(block: DocumentBlock) -> Iterator[_Piece]:
    match block:
        case Title():
            yield from (_Piece(Face.TITLE, line, "title") for line in block.lines)
        case Heading():
            yield _Piece(Face.HEITI, block.text, block.section)
        case Para():
            start = 0
            for run in block.runs:
                yield _Piece(run.face, run.text, f"{block.part}:{block.index + 1}", start=start)
                start += len(run.text)
        case Grid():
            for cell in block.cells:
                yield _Piece(Face.SONG, cell.text, str(cell.cell) if cell.cell is not None else block.table)
        case Slip():
            yield _Piece(Face.TITLE, block.title, "", "审签单")
            for text in (*(line for cell in block.grid.cells for line in cell.text.splitlines()), block.note):
                yield _Piece(Face.SONG, text, "", "审签单")
        case Picture():
            yield from (_Piece(mark.face, mark.text, "", block.title) for mark in block.drawing.marks if isinstance(mark, Label))
        case Signature():
            yield _Piece(Face.FANGSONG, block.unit, "signed_unit")
            yield _Piece(Face.FANGSONG, block.date, "signed_date")
