"""Turn a grid into a w:tbl: fixed widths, gridSpan and vMerge, repeated heading rows, rows that never break."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise

from lxml import etree

from core.exporters.style import BAND_FILL
from core.exporters.to_docx_base import TYPE_WIDTH
from core.exporters.to_docx_styles import SMALL_SIZE, TABLE_SIZE, Style, table_look
from core.exporters.to_docx_xml import add, add_text
from core.layout import Grid, GridCell, Role

_MARGINS = 56
# More columns than this, or more rows: 小5号 and lower rows, so that the table keeps to its page.
_MANY_COLUMNS, _MANY_ROWS = 7, 20
# Least row heights in twentieths of a point: 5号 and 小5号.
_ROW, _SMALL_ROW, _SMALL_ROW_FEW = 440, 340, 460
# The half points that all numbers of a table shrink to together and that one alone may, and the width of a digit in parts of its
# size, that of the widest likely face.
_SHARED_LEAST, _LEAST = 13, 10
_DIGIT = 0.55
_NUMBER = re.compile(r"[0-9.,+-]+")


def add_table(parent: etree._Element, grid: Grid) -> etree._Element:
    """Append the grid to `parent` as a table of the width of the type area and return it."""
    table = add(parent, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblStyle", {"val": Style.TABLE})
    add(properties, "tblW", {"w": TYPE_WIDTH, "type": "dxa"})
    add(properties, "jc", {"val": "center"})
    table_look(properties, fixed=True)
    add(properties, "tblLook", {"val": "0000"})
    widths = column_widths(grid.widths)
    columns = add(table, "tblGrid")
    for width in widths:
        add(columns, "gridCol", {"w": width})
    writer = _Writer(grid, widths)
    for row in range(grid.rows):
        writer.add_row(table, row)
    return table


@cache
def column_widths(relative: tuple[float, ...]) -> tuple[int, ...]:
    """Share out the width of the type area so that the columns add up to it exactly."""
    scale = TYPE_WIDTH / sum(relative)
    edges = [0, *(round(edge * scale) for edge in accumulate(relative))]
    return tuple(right - left for left, right in pairwise(edges))


class _Writer:
    """Write the rows of one grid."""

    def __init__(self, grid: Grid, widths: Sequence[int]) -> None:
        self.grid, self.widths = grid, widths
        self.small = grid.columns > _MANY_COLUMNS or grid.rows > _MANY_ROWS
        self.starts: dict[int, list[tuple[GridCell, bool]]] = {}
        for cell in grid.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                self.starts.setdefault(row, []).append((cell, row > cell.row))
        for cells in self.starts.values():
            cells.sort(key=lambda each: each[0].column)
        self.number_size = self._number_size()

    def _number_size(self) -> int:
        """Return one size for all numbers of the table where 小6号 will do, so that a column does not look uneven."""
        sizes = [self._fitting(cell) for cell in self.grid.cells if cell.role in (Role.VALUE, Role.SUM) and len(cell.text) > 4]
        return max(_SHARED_LEAST, min(sizes, default=self._full_size()))

    def _full_size(self) -> int:
        return SMALL_SIZE if self.small else TABLE_SIZE

    def _fitting(self, cell: GridCell) -> int:
        """Return the largest size at which the longest number of the cell stays on one line."""
        longest = max(map(len, _NUMBER.findall(cell.text)), default=0)
        room = self._width(cell) - _MARGINS
        fitting = int(room / (longest * 10 * _DIGIT)) if longest else self._full_size()
        return max(_LEAST, min(fitting, self._full_size()))

    def _width(self, cell: GridCell) -> int:
        return sum(self.widths[cell.column : cell.column + cell.column_span])

    def add_row(self, table: etree._Element, row: int) -> None:
        """Append one row; a cell merged from above is an empty continuation."""
        made = add(table, "tr")
        properties = add(made, "trPr")
        add(properties, "cantSplit")
        least = (_SMALL_ROW if self.grid.rows > _MANY_ROWS else _SMALL_ROW_FEW) if self.small else _ROW
        add(properties, "trHeight", {"val": least, "hRule": "atLeast"})
        if row < self.grid.head_rows:
            add(properties, "tblHeader")
        # Word and LibreOffice keep a table on one page, where it fits on one, if every row but the last is kept with the next.
        for cell, continued in self.starts[row]:
            self._add_cell(made, cell, continued, keep=row + 1 < self.grid.rows)

    def _add_cell(self, row: etree._Element, cell: GridCell, continued: bool, *, keep: bool) -> None:
        made = add(row, "tc")
        properties = add(made, "tcPr")
        add(properties, "tcW", {"w": self._width(cell), "type": "dxa"})
        if cell.column_span > 1:
            add(properties, "gridSpan", {"val": cell.column_span})
        if cell.row_span > 1:
            add(properties, "vMerge", {} if continued else {"val": "restart"})
        if cell.role is Role.BAND:
            add(properties, "shd", {"val": "clear", "color": "auto", "fill": BAND_FILL})
        add(properties, "vAlign", {"val": "center"})
        paragraph = add(made, "p")
        look = add(paragraph, "pPr")
        add(look, "pStyle", {"val": self._style(cell)})
        if keep:
            add(look, "keepNext")
        if cell.text and not continued:
            self._add_run(paragraph, cell)

    def _add_run(self, paragraph: etree._Element, cell: GridCell) -> None:
        run = add(paragraph, "r")
        if cell.role in (Role.VALUE, Role.SUM):
            size = min(self.number_size, self._fitting(cell))
            if size != self._full_size():
                properties = add(run, "rPr")
                add(properties, "sz", {"val": size})
                add(properties, "szCs", {"val": size})
        add_text(run, cell.text)

    def _style(self, cell: GridCell) -> Style:
        if cell.role in (Role.VALUE, Role.SUM):
            return Style.SMALL_NUMBER if self.small else Style.CELL_NUMBER
        if cell.role is Role.HEAD:
            return Style.SMALL_HEAD if self.small else Style.CELL_HEAD
        if self.small:
            return Style.SMALL_TALL if self._tall(cell) else Style.SMALL_LABEL
        return Style.CELL_LABEL if cell.role is Role.BAND else Style.CELL_HEAD

    def _tall(self, cell: GridCell) -> bool:
        """Tell whether a label over several rows stands in a column for one character a line."""
        return cell.row_span > 1 and self._width(cell) - _MARGINS < 2 * SMALL_SIZE * 10
