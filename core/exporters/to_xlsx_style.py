"""Looks of cells, and texts put into the sheets of a workbook."""

from dataclasses import dataclass, replace
from typing import cast

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from core.exporters.to_xlsx_measure import column_width, escaped

SONG, HEITI, KAITI, FANGSONG = "宋体", "黑体", "楷体", "仿宋"
INK, LINE, HEAD_FILL, SUM_FILL = "FF23272E", "FF6B6F76", "FFF2F0EC", "FFEEF3F8"
ERROR, ERROR_FILL = "FFB93226", "FFFDECEA"
# Name and size in points of the workbook's first font, by whose digits columns are measured.
FIRST_FONT = SONG, 10.5

# What a sheet takes for a formula, or a list of marks that some programs turn into one when they read it as text.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
_A4 = 9


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks; sizes in points, colours as aRGB."""

    font: str = SONG
    size: float = 10.5
    color: str = INK
    across: str | None = None
    down: str = "center"
    wrap: bool = False
    shrink: bool = False
    fill: str = ""
    ruled: bool = False
    locked: bool = True
    quoted: bool = False


class Styles:
    """Put looks on the cells of one workbook, each made once, since making one is slow."""

    def __init__(self) -> None:
        self._made: dict[Look, StyleArray] = {}

    def cell(self, sheet: Worksheet, row: int, column: int, look: Look) -> Cell:
        """Return the cell at a place from 0, with the look on it."""
        cell = at(sheet, row, column)
        if look not in self._made:
            self._made[look] = _made(sheet, look)
        cell._style = self._made[look]
        return cell

    def merge(self, sheet: Worksheet, area: tuple[int, int, int, int], look: Look) -> None:
        """Merge from the first row and column to the last; every place gets the look, since lines are drawn by their own places.

        The sheet's own way of merging works the lines out from the first place, slowly and to the same end.
        """
        top, left, bottom, right = area
        sheet.merged_cells.ranges.add(CellRange(min_col=left + 1, min_row=top + 1, max_col=right + 1, max_row=bottom + 1))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self.cell(sheet, row, column, look)

    def text(self, sheet: Worksheet, row: int, column: int, text: str, look: Look) -> Cell:
        """Write a text as text, whatever it begins with; an empty one leaves a blank with its look."""
        cell = self.cell(sheet, row, column, replace(look, quoted=True) if text.startswith(_RISKY) else look)
        if text:
            cell.value = escaped(text)
            cell.data_type = "s"
        return cell

    def wide(self, sheet: Worksheet, row: int, columns: tuple[int, int], text: str, look: Look) -> None:
        """Write a text across the columns from the first to the last, merged where there is more than one."""
        first, last = columns
        if last > first:
            self.merge(sheet, (row, first, row, last), look)
        self.text(sheet, row, first, text, look)


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return the cell at a place from 0."""
    return cast(Cell, sheet.cell(row + 1, column + 1))


def _made(sheet: Worksheet, look: Look) -> StyleArray:
    holder = StyleableObject(sheet, StyleArray())
    holder.font = Font(name=look.font, size=look.size, color=look.color)
    holder.alignment = Alignment(look.across, look.down, wrap_text=look.wrap or None, shrink_to_fit=look.shrink or None)
    holder.protection = Protection(locked=look.locked)
    if look.ruled:
        side = Side("thin", LINE)
        holder.border = Border(side, side, side, side)
    if look.fill:
        holder.fill = PatternFill("solid", fgColor=look.fill)
    holder.quotePrefix = look.quoted
    return holder._style


def set_columns(sheet: Worksheet, widths: list[int]) -> None:
    """Set the widths of the columns from the first, in pixels."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = column_width(width)


def set_row(sheet: Worksheet, row: int, height: float) -> None:
    """Set the height in points of a row from 0."""
    sheet.row_dimensions[row + 1].height = round(height * 4 / 3) * 3 / 4


def page_setup(sheet: Worksheet) -> None:
    """Set the sheet up for A4 upright, as wide as the page, numbered at its foot."""
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight = _A4, "portrait", 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins.left = margins.right = 0.79
    margins.top = margins.bottom = 0.87
    margins.header = margins.footer = 0.3
    sheet.print_options.horizontalCentered = True
    foot = HeaderFooterItem()
    foot.center.text = f'&"{SONG}"&10— &P —'
    sheet.HeaderFooter.oddFooter = foot
    sheet.sheet_view.showGridLines = False
