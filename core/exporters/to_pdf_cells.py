"""Set the texts of a table's cells: on one line, wrapped, shrunk or upright, each text once for each width and size."""

import math
from collections.abc import Iterator
from dataclasses import replace

from core.document import Face, GridCell, Role
from core.exporters.linebreak_rules import opportunities
from core.exporters.table_fit import ordinal_end, words_room
from core.exporters.to_pdf_measures import SMALLEST, TABLE_LEADING
from core.exporters.to_pdf_table_draw import CellText
from core.exporters.to_pdf_text import TextBlock, TextLine, Typesetter, set_lines

_UPRIGHT_LEADING = 1.15
_UPRIGHT_MARK = 0.5
# Marks that stand in the lower left corner of their place in a line, and how far (in ems) it is from there to the upper right one.
_CORNER_MARKS = frozenset("、，。")
_MARK_RIGHT, _MARK_UP = 0.58, 0.37


class CellSetter:
    """Set the cells of one table on pages of a height."""

    def __init__(self, setter: Typesetter, page: float) -> None:
        self.setter, self.page = setter, page
        self._set: dict[tuple[str, bool, bool, float, float], CellText] = {}
        self._needs: dict[str, tuple[float, float]] = {}
        self._numbers: dict[str, float] = {}

    def text(self, cell: GridCell, inner: float, size: float) -> CellText:
        """Set a cell's text in `size` for a cell with so much room inside."""
        key = (cell.text, cell.role is Role.LABEL, cell.role is Role.HEAD, inner, size)
        if key not in self._set:
            self._set[key] = self._text(cell, inner, size)
        return self._set[key]

    def needs(self, text: str) -> tuple[float, float]:
        """Return in ems how wide a value must be, its longest piece on one line, and wants to be, a remark on two lines or so."""
        if text not in self._needs:
            block = self.setter.plain(text, Face.SONG, 1.0)
            longest = max((sum(block.widths[a:b]) for a, b in _pieces(block.text)), default=0.0)
            self._needs[text] = longest, max(longest, block.width / 2.5)
        return self._needs[text]

    def number_width(self, text: str) -> float:
        """Return the width in ems of a text that is one piece, 0 for one that can be broken."""
        if text not in self._numbers:
            whole = bool(text) and opportunities(text).count(True) == 1
            self._numbers[text] = self.setter.plain(text.strip(), Face.SONG, 1.0).width if whole else 0.0
        return self._numbers[text]

    def _text(self, cell: GridCell, inner: float, size: float) -> CellText:
        block = self.setter.plain(cell.text.strip(), Face.SONG, size)
        if not block.text:
            return CellText((), ())
        if inner < 2 * size and cell.role is Role.LABEL and len(block.text) > 1:
            return _upright(block, inner)
        return self._wrapped(cell, block, inner)

    def _wrapped(self, cell: GridCell, block: TextBlock, inner: float) -> CellText:
        """Wrap a text; shrink it while a piece without a break is wider than the cell or the whole is higher than a page holds."""
        size = block.size
        if block.width <= inner:
            return CellText(tuple(set_lines(block, inner)), (size * TABLE_LEADING,))
        widest = max((sum(block.widths[a:b]) for a, b in _pieces(block.text)), default=0.0)
        if widest > inner:
            # Half points look even; below the smallest size a long number is cut into lines instead.
            size = max(SMALLEST, math.floor(2 * size * inner / widest) / 2)
            block = self.setter.plain(cell.text.strip(), Face.SONG, size)
        lines = _even_lines(block, inner) if cell.role is Role.HEAD else _lines(block, inner)
        while len(lines) * size * TABLE_LEADING > self.page / 2 and size > 1.0:
            # Text of half the size takes a quarter of the room.
            size *= min(0.9, math.sqrt(self.page / 2 / (len(lines) * size * TABLE_LEADING)))
            block = self.setter.plain(cell.text.strip(), Face.SONG, size)
            lines = _lines(block, inner)
        return CellText(tuple(lines), (size * TABLE_LEADING,) * len(lines))


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that a line break must not cut."""
    allowed = opportunities(text)
    start = 0
    for at in range(1, len(text) + 1):
        if allowed[at]:
            end = at
            while end > start and text[end - 1].isspace():
                end -= 1
            yield start, end
            start = at


def _lines(block: TextBlock, inner: float) -> list[TextLine]:
    """Break a cell's text; a label's ordinal gets a line of its own where the rest then fits on one."""
    at = ordinal_end(block.text, block.widths, inner)
    if at:
        return [*set_lines(block.part(0, at), inner), *set_lines(block.part(at, len(block.text)), inner)]
    return set_lines(block, inner)


def _even_lines(block: TextBlock, inner: float) -> list[TextLine]:
    """Break a heading between its words, else into as few lines as fit, about as long as one another."""
    room = words_room(block.text, inner / block.size)
    if room:
        return set_lines(block, (room + 0.1) * block.size)
    lines = set_lines(block, inner)
    if len(lines) < 2:
        return lines
    even = set_lines(block, min(inner, block.width / len(lines) + block.size / 2))
    return even if len(even) == len(lines) else lines


def _upright(block: TextBlock, inner: float) -> CellText:
    """Set one character below the other; a mark stands to the upper right of its place, as in vertical setting, and takes half of one."""
    lines: list[TextLine] = []
    leadings: list[float] = []
    for at, char in enumerate(block.text):
        line = set_lines(block.part(at, at + 1), max(inner, block.size))[0]
        mark = char in _CORNER_MARKS
        lines.append(replace(line, indent=_MARK_RIGHT * block.size, rise=_MARK_UP * block.size) if mark else line)
        leadings.append(block.size * _UPRIGHT_LEADING * (_UPRIGHT_MARK if mark else 1.0))
    return CellText(tuple(lines), tuple(leadings))
