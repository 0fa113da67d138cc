"""Text as outlines: what a drawing's labels become where no font may be asked for.

A picture of numbers goes to portals, phones and other people's machines: with outlines it looks the same everywhere, and no reader of
the papers takes its words for the report's. What it says stands in its description.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.drawing import Drawing, Label, text_width
from core.exporters.contours import Segment, segments
from core.exporters.fonts import GETA, assign, chain, is_drawn
from core.exporters.fonts_outlines import shapes
from core.exporters.fonts_scan import Typeface
from core.exporters.to_pdf_text import is_invisible
from core.faces import Face


@dataclass(frozen=True, slots=True)
class Letter:
    """A character of a typeface: its outline and advance, both in ems."""

    face: Typeface
    char: str
    segments: tuple[Segment, ...]
    advance: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A letter whose origin stands at (x, y) of the drawing, `across` and `size` points to an em."""

    letter: Letter
    x: float
    y: float
    across: float
    size: float


class Letters:
    """The letters of one drawing."""

    def __init__(self, drawing: Drawing) -> None:
        used: dict[Face, set[str]] = {}
        for mark in drawing.marks:
            if isinstance(mark, Label):
                used.setdefault(mark.face, set()).update(_shown(mark.text))
        self._letters: dict[tuple[Face, str], Letter] = {}
        for role in sorted(used):
            self._letters |= {(role, char): letter for char, letter in _letters(role, used[role]).items()}

    def placed(self, label: Label) -> list[Placed]:
        """Place a label's letters; one that is wider than the room kept for it is drawn narrower."""
        letters = [self._letters[label.face, char] for char in _shown(label.text)]
        width = sum(letter.advance for letter in letters) * label.size
        narrow = min(1.0, text_width(label.text, label.size) / width) if width else 1.0
        x = label.x - width * narrow * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
        found: list[Placed] = []
        for letter in letters:
            if letter.segments:
                found.append(Placed(letter, x, label.y, label.size * narrow, label.size))
            x += letter.advance * label.size * narrow
        return found


def _shown(text: str) -> str:
    return "".join(" " if char.isspace() and char != "\u3000" else char for char in text if not is_invisible(char))


def _letters(role: Face, chars: Iterable[str]) -> Mapping[str, Letter]:
    """Find the letters of a role; a character that no face has is shown as 〓."""
    floor = chain(Face.SONG)[-2]
    found: dict[str, Letter] = {}
    assigned = assign(role, chars)
    # All of a face's characters at once: a font is opened and its store written only once for them.
    for each in dict.fromkeys(face for face in assigned.values() if face is not None):
        shapes(each, [ord(char) for char, face in assigned.items() if face == each])
    for char, face in sorted(assigned.items()):
        if face is not None:
            found[char] = _letter(face, char)
        elif is_drawn(char):
            found[char] = _letter(floor, GETA)
        else:
            found[char] = Letter(floor, char, (), 1.0 if char == "\u3000" else 0.25)
    return found


@lru_cache(maxsize=4096)
def _letter(face: Typeface, char: str) -> Letter:
    held = shapes(face, [ord(char)])
    outline = held.outlines[ord(char)]
    found = _segments(outline.record) if outline.record else ()
    scaled = tuple((kind, tuple((x / held.units, y / held.units) for x, y in points)) for kind, points in found)
    return Letter(face, char, scaled, outline.advance / held.units)


def _segments(record: bytes) -> Iterator[Segment]:
    """Take a glyf record apart; its curves are quadratic."""
    from fontTools.pens.recordingPen import RecordingPen
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    glyph: Any = Glyph(record)
    pen = RecordingPen()
    glyph.expand(None)
    glyph.draw(pen, None)
    yield from segments(pen.value)
