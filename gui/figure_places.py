"""Where the live figures (活数) of a part stand in the document that shows it, in the units that Qt counts in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock, QTextDocument

from core.live import UNFILLED, sound
from core.report import Paragraph
from core.schema import CellId
from gui.text_paragraphs import leading_blanks, plain, units

# A block's state is a number of 32 bits; its lowest bit is the highlighter's.
_STATES = 0x3FFFFFFF


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: from `start` to `end` of its block, in Qt's units; `paragraph` and `character` are its place in the report."""

    start: int
    end: int
    cell: CellId
    paragraph: int
    character: int
    is_empty: bool


@dataclass(frozen=True, slots=True)
class _Line:
    """The figures of a paragraph, which is held so that nothing else gets its identity; `state` differs where they do."""

    paragraph: Paragraph
    number: int
    figures: tuple[Figure, ...]
    state: int


class Figures:
    """The figures of one document, block by block."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._by_block: dict[int, _Line] = {}
        self._known: dict[int, _Line] = {}

    def read(self, blocks: Iterable[QTextBlock], paragraphs: Sequence[Paragraph]) -> None:
        """Lay the figures anew; a block without words is no paragraph."""
        before, self._known, self._by_block = self._known, {}, {}
        if not any(paragraph.live for paragraph in paragraphs):
            return
        numbered = ((number, paragraph) for number, paragraph in enumerate(paragraphs) if plain(paragraph.text))
        for block in blocks:
            text = plain(block.text())
            number, paragraph = next(numbered, (0, None)) if text else (0, None)
            if paragraph is None or not paragraph.live or text != plain(paragraph.text):
                continue
            # At each key one paragraph of many is new.
            kept = before.get(id(paragraph))
            made = kept if kept is not None and kept.number == number else _in_units(number, paragraph)
            self._known[id(paragraph)] = self._by_block[block.blockNumber()] = made

    def of(self, block: int) -> tuple[Figure, ...]:
        """Return the figures of a block."""
        return self._by_block[block].figures if block in self._by_block else ()

    def state(self, block: int) -> int:
        """Return a number that differs where the figures of a block do."""
        return self._by_block[block].state if block in self._by_block else 0

    def at(self, position: int) -> Figure | None:
        """Return the figure around a position of the document, its edges counted in."""
        return self._found(position, lambda figure, place: figure.start <= place <= figure.end)

    def ending_at(self, position: int) -> Figure | None:
        """Return the figure right before a position."""
        return self._found(position, lambda figure, place: figure.end == place)

    def beginning_at(self, position: int) -> Figure | None:
        """Return the figure right behind a position."""
        return self._found(position, lambda figure, place: figure.start == place)

    def _found(self, position: int, fits: Callable[[Figure, int], bool]) -> Figure | None:
        block = self._document.findBlock(position) if position >= 0 else QTextBlock()
        if not block.isValid():
            return None
        place = position - block.position()
        return next((figure for figure in self.of(block.blockNumber()) if fits(figure, place)), None)


def _in_units(number: int, paragraph: Paragraph) -> _Line:
    text, blanks = paragraph.text, leading_blanks(paragraph.text)
    made = tuple(
        Figure(units(text[blanks:start]), units(text[blanks:end]), cell, number, start, text[start:end] == UNFILLED)
        for start, end, cell in ((each.start, each.end, each.cell) for each in sound(text, paragraph.live))
        if start >= blanks
    )
    return _Line(paragraph, number, made, hash(tuple((each.start, each.end, each.is_empty) for each in made)) & _STATES)
