"""Fit the text of the official tables into the cells of a .docx: column widths, sizes of numbers, places where lines break.

Nobody knows the face that Word, WPS or LibreOffice will set: no number may be too wide in the widest likely one.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

from core.document import Grid, GridCell, Role
from core.exporters import table_fit
from core.exporters.linebreak import break_lines
from core.exporters.to_docx_base import LINE, LINES, TYPE_WIDTH
from core.exporters.to_docx_styles import SMALL_LINE, SMALL_SIZE, TABLE_SIZE

# The margins of a cell in twentieths of a point, left and right together, and those of a cell with a long number.
MARGINS, NARROW = 56, 20
# The room beside a cell's text that columns are shared out by, in points.
_SIDE = 3.0
# More columns than this, or more rows: 小5号 and lower rows, so that the table keeps to its page.
_MANY_COLUMNS, _MANY_ROWS = 7, 20
# The half points that all numbers of a table shrink to together, and that a far longer one may alone.
_SHARED_LEAST, _LEAST = 10, 8
# What the labels keep at least, in characters; beyond the last their share of the width is their own anyway.
_LABELS_LEAST, _LABELS_MOST = 10, 14
# In twentieths of a point: the least height of a row of 小5号, the margins of a cell above and below, a rule, the indent of a label, and
# the room for a table below its heading.
LOW_ROW, _ABOVE_AND_BELOW, _RULE, _LABEL_INDENT = 340, 32, 10, 20
# Roomier rows are no reason to outgrow the page where a program sets each row a little higher.
_ROOMIER, _SPARE = (400, 385, 370, 355), 400
_PAGE = (LINES - 1) * LINE - 80 - 60
# The width of a digit in parts of its size: in a likely face, by which columns are shared out, and in the widest.
_DIGIT, _WIDE_DIGIT = 0.55, 0.64
# A bracket behind a number counts too: LibreOffice breaks the number where the bracket alone has no room.
_NUMBER = re.compile(r"[0-9.,+-]+（?")
# What is left of a line behind a label's ordinal and beside a heading's words, in characters: too little for one more.
_REST = 0.4


def is_small(grid: Grid) -> bool:
    """Tell whether a table is set in 小5号."""
    return grid.columns > _MANY_COLUMNS or grid.rows > _MANY_ROWS


def has_many_rows(grid: Grid) -> bool:
    """Tell whether a table needs low rows."""
    return grid.rows > _MANY_ROWS


def type_size(grid: Grid) -> int:
    """Return the size of a table's type in half points."""
    return SMALL_SIZE if is_small(grid) else TABLE_SIZE


def widths_of(grid: Grid) -> tuple[int, ...]:
    """Return the widths of a table's columns in twentieths of a point, shared out as in the .pdf.

    Where long numbers leave the labels so little room that the table outgrows its page, the labels take some back.
    """
    labels = _LABELS_LEAST
    widths = _widths(grid, labels)
    while has_many_rows(grid) and labels < _LABELS_MOST and _height(grid, widths) > _PAGE:
        labels += 1
        widths = _widths(grid, labels)
    return widths


def _widths(grid: Grid, labels: int) -> tuple[int, ...]:
    fit = table_fit.Fit(TYPE_WIDTH / 20, type_size(grid) / 2, _SIDE, NARROW / 40, labels)
    return column_widths(table_fit.column_widths(grid, fit, _needs))


def low_row(grid: Grid, widths: Sequence[int]) -> int:
    """Return the least height of the rows of a table of many: the roomiest with which it keeps to its page."""
    return next((least for least in _ROOMIER if _height(grid, widths, least) <= _PAGE - _SPARE), LOW_ROW)


def _height(grid: Grid, widths: Sequence[int], least: int = LOW_ROW) -> int:
    """Return the height of a table of many rows as far as labels and remarks make it, in twentieths of a point."""
    lines = [1] * grid.rows
    for cell in grid.cells:
        if cell.row_span == 1 and cell.text:
            room = sum(widths[cell.column : cell.column + cell.column_span]) - MARGINS - _LABEL_INDENT
            lines[cell.row] = max(lines[cell.row], _lines(cell.text, room))
    return sum(max(least, count * SMALL_LINE + _ABOVE_AND_BELOW) + _RULE for count in lines)


@cache
def _lines(text: str, room: int) -> int:
    em = SMALL_SIZE * 10
    widths = [_wide(char, _DIGIT) * em for char in text]
    return 1 if sum(widths) <= room else len(break_lines(text, widths, room, em=em, hang=False))


@cache
def column_widths(relative: tuple[float, ...]) -> tuple[int, ...]:
    """Share out the width of the type area so that the columns add up to it exactly."""
    scale = TYPE_WIDTH / sum(relative)
    edges = [0, *(round(edge * scale) for edge in accumulate(relative))]
    return tuple(right - left for left, right in pairwise(edges))


@cache
def _needs(text: str) -> tuple[float, float]:
    """Return in ems the width of the longest number of a value and that which the value wants, a remark on two lines or so."""
    bracketed = _widest(text) if "（" in text else 0.0
    longest = max((len(number) * _DIGIT for number in _NUMBER.findall(text)), default=0.0)
    return max(longest, bracketed), max(longest, bracketed, _wide(text, _DIGIT) / 2.5)


@cache
def _widest(text: str) -> float:
    """Return in ems how wide the longest number of a value may be in any face."""
    return max((_wide(number, _WIDE_DIGIT) for number in _NUMBER.findall(text)), default=0.0)


def _wide(text: str, digit: float) -> float:
    return sum(digit if char < "\x80" else 1.0 for char in text)


def number_sizes(grid: Grid, widths: Sequence[int]) -> dict[GridCell, int]:
    """Return the size in half points of each value: one for the whole table where that can be, so that columns look even."""
    fitting = {
        cell: min(type_size(grid), _fitting(cell.text, sum(widths[cell.column : cell.column + cell.column_span])))
        for cell in grid.cells
        if cell.role in (Role.VALUE, Role.SUM)
    }
    shared = min((size for size in fitting.values() if size >= _SHARED_LEAST), default=_SHARED_LEAST)
    return {cell: max(_LEAST, min(shared, size)) for cell, size in fitting.items()}


@cache
def _fitting(text: str, width: int) -> int:
    longest = _widest(text)
    return int((width - NARROW) / (longest * 10)) if longest else TABLE_SIZE


def is_tight(text: str, width: int, size: int) -> bool:
    """Tell whether a value needs narrow margins in a cell of this width."""
    return _widest(text) * size * 10 > width - MARGINS


def head_indent(text: str, width: int, size: int) -> int:
    """Return how far a heading's text stands from its cell's margins, so that its words stay whole; 0 where it fits or has none."""
    room, em = width - MARGINS, size * 10
    words = 0.0 if len(text) * em <= room else table_fit.words_room(text, room / em)
    return max(0, int(room - (words + _REST) * em) // 2) if words else 0


def ordinal(text: str, width: int, size: int) -> tuple[int, int]:
    """Return where a label's ordinal ends that has a line of its own, and the room behind it that leaves no place for another character.

    0 and 0 where the label is not broken there.
    """
    room, em = width - MARGINS, size * 10
    at = table_fit.ordinal_end(text, [_wide(char, _DIGIT) * em for char in text], room)
    return (at, max(0, int(room - (at + _REST) * em))) if at else (0, 0)
