"""What texts measure on a sheet, and what of them a sheet can hold."""

import math
import re

from core.columns import is_wide
from core.exporters.plain import whole
from core.workbook import LONGEST_TEXT

# The tallest row that a sheet can have, in points.
TALLEST_ROW = 400.0
# Pixels of 1/96 inch across a table. On A4 it prints at four fifths, at which the longest table takes one page.
TABLE_WIDTH = 780
# A number with more digits than this would lose its last ones in the sheet.
MOST_DIGITS = 15

# Pixels left and right of a cell's text, together.
CELL_MARGIN = 7

_LINE_HEIGHT = 1.4
# Pixels of a digit in the workbook's first font, which is the measure of columns.
_DIGIT = 7
# What XML cannot hold, and what would be taken for the escape of such a character.
_ESCAPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


def legal(text: str) -> str:
    """Return the text as XML can hold it: halves of surrogates replaced, control characters left out."""
    return "".join(c for c in whole(text) if c not in "\ufffe\uffff" and (c >= " " or c in "\t\n\r"))


def escaped(text: str) -> str:
    """Return the text as a cell or a comment holds it: what XML cannot hold is named, _x0003_, as sheets do."""
    return _ESCAPED.sub(lambda m: f"_x{ord(m[0]):04X}_", whole(text))


def pieces(text: str) -> list[str]:
    """Cut a text that is too long for one cell; all pieces but the last are exactly LONGEST_TEXT characters long."""
    return [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)] or [""]


def column_width(pixels: float) -> float:
    """Return a column's width in the measure of sheets."""
    return round(pixels / _DIGIT, 4)


def text_width(text: str, size: float) -> float:
    """Return the width of the widest line in pixels at `size` points."""
    return max((sum(1.0 if is_wide(c) else 0.56 for c in line) for line in text.split("\n")), default=0.0) * size * 96 / 72


def text_height(text: str, width: float, size: float) -> float:
    """Return the height in points that a text takes in a cell `width` pixels wide, its margins included."""
    room = max(width - CELL_MARGIN, size * 96 / 72)
    # A line is filled with whole characters only, so that up to one square of it stays empty.
    room = max(math.floor(room / (size * 96 / 72)) * size * 96 / 72, size * 96 / 72)
    lines = sum(max(1, math.ceil(text_width(line, size) / room)) for line in text.split("\n"))
    return lines * size * _LINE_HEIGHT + 6
