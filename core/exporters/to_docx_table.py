"""Turn a grid into a w:tbl: fixed widths, gridSpan and vMerge, repeated heading rows, rows that never break."""

import re
from collections.abc import Sequence
from copy import copy
from functools import cache
from itertools import accumulate, pairwise

from lxml import etree

from core.exporters.style import BAND_FILL
from core.exporters.to_docx_base import TYPE_WIDTH
from core.exporters.to_docx_styles import SMALL_SIZE, TABLE_SIZE, Style, table_look
from core.exporters.to_docx_xml import W_NS, W, add, add_all, add_text, paragraph
from core.layout import Grid, GridCell, Role

_MARGINS = 56
# The margin of cells with the smallest numbers, and of headings into which four characters, such as 商业企业, just do not fit; there
# characters are as wide as this.
_NARROW, _SQUEEZED = 10, 175
# More columns than this, or more rows: 小5号 and lower rows, so that the table keeps to its page.
_MANY_COLUMNS, _MANY_ROWS = 7, 20
# Least row heights in twentieths of a point: 5号 and 小5号.
_ROW, _SMALL_ROW, _SMALL_ROW_FEW = 440, 340, 460
# The half points that all numbers of a table shrink to together and that one alone may, and the width of a digit in parts of its
# size, that of the widest likely face.
_SHARED_LEAST, _LEAST = 13, 10
_DIGIT = 0.64
_NUMBER = re.compile(r"[0-9.,+-]+")


def add_table(parent: etree._Element, grid: Grid) -> etree._Element:
    """Append the grid to `parent` as a table of the width of the type area and return it."""
    widths = column_widths(grid.widths)
    table = start_table(parent, widths)
    writer = _Writer(grid, widths)
    for row in range(grid.rows):
        writer.add_row(table, row)
    return table


def start_table(parent: etree._Element, widths: Sequence[int]) -> etree._Element:
    """Append a table of the width of the type area without rows and return it."""
    table = add(parent, "tbl")
    properties = add(table, "tblPr")
    add(properties, "tblStyle", {"val": Style.TABLE})
    add(properties, "tblW", {"w": TYPE_WIDTH, "type": "dxa"})
    add(properties, "jc", {"val": "center"})
    table_look(properties, fixed=True)
    add(properties, "tblLook", {"val": "0000"})
    columns = add(table, "tblGrid")
    for width in widths:
        add(columns, "gridCol", {"w": width})
    return table


@cache
def column_widths(relative: tuple[float, ...]) -> tuple[int, ...]:
    """Share out the width of the type area so that the columns add up to it exactly."""
    scale = TYPE_WIDTH / sum(relative)
    edges = [0, *(round(edge * scale) for edge in accumulate(relative))]
    return tuple(right - left for left, right in pairwise(edges))


# Width, columns, merged rows (0 no, 1 a continuation, 2 the first), role, style, kept with the next, own size of type, no text.
_Kind = tuple[int, int, int, Role, Style, bool, int | None, bool]


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
        self.kinds: dict[_Kind, etree._Element] = {}
        least = (_SMALL_ROW if grid.rows > _MANY_ROWS else _SMALL_ROW_FEW) if self.small else _ROW
        self.rows = _empty_row(least, is_head=False), _empty_row(least, is_head=True)

    def _number_size(self) -> int:
        """Return one size for all numbers of the table where 小6号 will do, so that a column does not look uneven."""
        sizes = [self._fitting(cell) for cell in self.grid.cells if cell.role in (Role.VALUE, Role.SUM) and len(cell.text) > 4]
        return max(_SHARED_LEAST, min(sizes, default=self._full_size()))

    def _full_size(self) -> int:
        return SMALL_SIZE if self.small else TABLE_SIZE

    def _fitting(self, cell: GridCell) -> int:
        """Return the largest size at which the longest number of the cell stays on one line."""
        longest = max(map(len, _NUMBER.findall(cell.text)), default=0)
        if not longest:
            return self._full_size()
        width, digits = self._width(cell), longest * 10 * _DIGIT
        fitting = int((width - _MARGINS) / digits)
        if fitting < _SHARED_LEAST:
            # The margins of such a cell are narrow.
            fitting = min(int((width - 2 * _NARROW) / digits), _SHARED_LEAST - 1)
        return max(_LEAST, min(fitting, self._full_size()))

    def _width(self, cell: GridCell) -> int:
        return sum(self.widths[cell.column : cell.column + cell.column_span])

    def add_row(self, table: etree._Element, row: int) -> None:
        """Append one row; a cell merged from above is an empty continuation."""
        made = copy(self.rows[row < self.grid.head_rows])
        table.append(made)
        # Word and LibreOffice keep a table on one page, where it fits on one, if every row but the last is kept with the next.
        keep = row + 1 < self.grid.rows
        for cell, continued in self.starts[row]:
            made.append(self._cell(cell, continued, keep))

    def _cell(self, cell: GridCell, continued: bool, keep: bool) -> etree._Element:
        """Make a cell by copying an empty one of its kind: far faster than putting each together from its elements."""
        merge = 0 if cell.row_span == 1 else 1 if continued else 2
        text = "" if continued else cell.text
        size = self._own_size(cell) if text else None
        kind = (self._width(cell), cell.column_span, merge, cell.role, self._style(cell), keep, size, not text)
        empty = self.kinds.get(kind)
        if empty is None:
            empty = self.kinds[kind] = _empty_cell(kind)
        made = copy(empty)
        if text:
            add_text(made[-1][-1], text)
        return made

    def _own_size(self, cell: GridCell) -> int | None:
        """Return the size of a number that is not set in its style's."""
        if cell.role not in (Role.VALUE, Role.SUM):
            return None
        size = min(self.number_size, self._fitting(cell))
        return None if size == self._full_size() else size

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


def _empty_row(least: int, *, is_head: bool) -> etree._Element:
    made = etree.Element(W + "tr", nsmap={"w": W_NS})
    properties = add(made, "trPr")
    add(properties, "cantSplit")
    add(properties, "trHeight", {"val": least, "hRule": "atLeast"})
    if is_head:
        add(properties, "tblHeader")
    return made


def _empty_cell(kind: _Kind) -> etree._Element:
    width, span, merge, role, style, keep, size, is_blank = kind
    made = etree.Element(W + "tc", nsmap={"w": W_NS})
    properties = add(made, "tcPr")
    add(properties, "tcW", {"w": width, "type": "dxa"})
    if span > 1:
        add(properties, "gridSpan", {"val": span})
    if merge:
        add(properties, "vMerge", {"val": "restart"} if merge == 2 else {})
    if role is Role.BAND:
        add(properties, "shd", {"val": "clear", "color": "auto", "fill": BAND_FILL})
    is_squeezed = style is Style.SMALL_HEAD and 4 * _SQUEEZED + 2 * _NARROW <= width < 4 * 10 * SMALL_SIZE + _MARGINS
    if is_squeezed or (size is not None and size < _SHARED_LEAST):
        add_all(add(properties, "tcMar"), [("left", {"w": _NARROW, "type": "dxa"}), ("right", {"w": _NARROW, "type": "dxa"})])
    add(properties, "vAlign", {"val": "center"})
    text = paragraph(made, style, keep_next=keep)
    if not is_blank:
        run = add(text, "r")
        if is_squeezed:
            add(add(run, "rPr"), "spacing", {"val": _SQUEEZED - 10 * SMALL_SIZE})
        if size is not None:
            add_all(add(run, "rPr"), [("sz", {"val": size}), ("szCs", {"val": size})])
    return made
