"""Formats, measures and safe texts for the sheets of a workbook."""

import math
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from core.workbook import LONGEST_TEXT

if TYPE_CHECKING:
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

SONG, HEITI, KAITI, FANGSONG = "宋体", "黑体", "楷体", "仿宋"
INK, LINE, HEAD_FILL, SUM_FILL = "#23272E", "#6B6F76", "#F2F0EC", "#EEF3F8"
ACCENT, ERROR, ERROR_FILL = "#1F5A8C", "#B93226", "#FDECEA"

# The tallest row that a sheet can have, in points.
TALLEST_ROW = 400.0
# A number with more digits than this would lose its last ones in the sheet.
MOST_DIGITS = 15
# Pixels of 1/96 inch across a table. On A4 it prints at four fifths, at which the longest table takes one page.
TABLE_WIDTH = 780

_LINE_HEIGHT = 1.4
_CELL_MARGIN = 7
# What a sheet takes for a formula, or a list of marks that some programs turn into one when they read it as text.
_RISKY = ("=", "+", "-", "@", "\t", "\r")


class Styles:
    """Hand out one cell format for each set of properties."""

    def __init__(self, book: "Workbook") -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], CellFormat] = {}

    def get(self, base: Mapping[str, Any], **more: object) -> "CellFormat":
        """Return the format with the properties of `base` and those named here."""
        properties = {**base, **more}
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def put_text(sheet: "Worksheet", styles: Styles, row: int, column: int, text: str, base: Mapping[str, Any]) -> None:
    """Write a text as text, whatever it begins with; an empty one leaves a formatted blank."""
    if not text:
        sheet.write_blank(row, column, None, styles.get(base))
        return
    style = styles.get(base, quote_prefix=True) if text.startswith(_RISKY) else styles.get(base)
    sheet.write_string(row, column, sound(text), style)


def put_wide(sheet: "Worksheet", styles: Styles, row: int, columns: tuple[int, int], text: str, base: Mapping[str, Any]) -> None:
    """Write a text across the columns from the first to the last, merged where there is more than one."""
    first, last = columns
    if last > first:
        sheet.merge_range(row, first, row, last, "", styles.get(base))
    put_text(sheet, styles, row, first, text, base)


def sound(text: str) -> str:
    """Return the text as a sheet can hold it: no half surrogates, and nothing that the writer would take for markup."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if text.startswith("<r>") and text.endswith("</r>"):
        # The writer hands such a string through as rich text; an invisible mark at its end keeps it a plain one.
        text += "\u200b"
    return text


def pieces(text: str) -> list[str]:
    """Cut a text that is too long for one cell; all pieces but the last are exactly LONGEST_TEXT characters long."""
    return [text[start : start + LONGEST_TEXT] for start in range(0, len(text), LONGEST_TEXT)] or [""]


def is_wide(character: str) -> bool:
    """Tell whether a character takes a full square."""
    return unicodedata.east_asian_width(character) in "WFA"


def text_width(text: str, size: float) -> float:
    """Return the width of the widest line in pixels at `size` points."""
    return max((sum(1.0 if is_wide(c) else 0.56 for c in line) for line in text.split("\n")), default=0.0) * size * 96 / 72


def text_height(text: str, width: float, size: float) -> float:
    """Return the height in points that a text takes in a cell `width` pixels wide, its margins included."""
    room = max(width - _CELL_MARGIN, size * 96 / 72)
    # A line is filled with whole characters only, so that up to one square of it stays empty.
    room = max(math.floor(room / (size * 96 / 72)) * size * 96 / 72, size * 96 / 72)
    lines = sum(max(1, math.ceil(text_width(line, size) / room)) for line in text.split("\n"))
    return lines * size * _LINE_HEIGHT + 6


def page_setup(sheet: "Worksheet") -> None:
    """Set the sheet up for A4 upright, as wide as the page, numbered at its foot."""
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.set_margins(left=0.79, right=0.79, top=0.87, bottom=0.87)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f'&C&"{SONG}"&10— &P —')
    sheet.hide_gridlines(2)
