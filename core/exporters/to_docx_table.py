"""Turn a grid into a w:tbl: fixed widths, gridSpan and vMerge, repeated heading rows, rows that never break."""

from collections.abc import Sequence
from copy import copy
from typing import NamedTuple

from lxml import etree

from core.exporters.style import BAND_FILL
from core.exporters.to_docx_base import TYPE_WIDTH
from core.exporters.to_docx_styles import SMALL_SIZE, Style, table_look
from core.exporters.to_docx_table_fit import (
    MARGINS,
    NARROW,
    has_many_rows,
    head_indent,
    is_small,
    is_tight,
    low_row,
    number_sizes,
    ordinal,
    type_size,
    widths_of,
)
from core.exporters.to_docx_xml import W_NS, W, add, add_all, add_text, paragraph
from core.layout import Grid, GridCell, Role, centred

# Least row heights in twentieths of a point: 5号, and 小5号 in a table of few rows.
_ROW, _SMALL_ROW_FEW = 440, 530


def add_table(parent: etree._Element, grid: Grid) -> etree._Element:
    """Append the grid to `parent` as a table of the width of the type area and return it."""
    widths = widths_of(grid)
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


class _Kind(NamedTuple):
    """What cells have in common that are made by copying one; `merge` is 0 for none, 1 for a continuation, 2 for the first."""

    width: int
    span: int
    merge: int
    role: Role
    style: Style
    keep: bool
    size: int | None  # of a number that is not set in its style's, in half points
    is_tight: bool
    indent: int
    is_blank: bool


class _Writer:
    """Write the rows of one grid."""

    def __init__(self, grid: Grid, widths: Sequence[int]) -> None:
        self.grid, self.widths = grid, widths
        self.small, self.type, self.centred = is_small(grid), type_size(grid), centred(grid)
        self.starts: dict[int, list[tuple[GridCell, bool]]] = {}
        for cell in grid.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                self.starts.setdefault(row, []).append((cell, row > cell.row))
        for cells in self.starts.values():
            cells.sort(key=lambda each: each[0].column)
        self.numbers = number_sizes(grid, widths)
        self.kinds: dict[_Kind, etree._Element] = {}
        least = (low_row(grid, widths) if has_many_rows(grid) else _SMALL_ROW_FEW) if self.small else _ROW
        self.rows = _empty_row(least, is_head=False), _empty_row(least, is_head=True)

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
        text, width = "" if continued else cell.text, self._width(cell)
        size = self.numbers.get(cell, self.type)
        is_number = bool(text) and cell in self.numbers
        kind = _Kind(
            width,
            cell.column_span,
            merge,
            cell.role,
            self._style(cell, width),
            keep,
            size if is_number and size != self.type else None,
            is_number and is_tight(text, width, size),
            head_indent(text, width, size) if text and cell.role is Role.HEAD else 0,
            not text,
        )
        empty = self.kinds.get(kind)
        if empty is None:
            empty = self.kinds[kind] = _empty_cell(kind)
        made = copy(empty)
        if text:
            at, gap = ordinal(text, width, size) if cell.role is Role.LABEL else (0, 0)
            _add_label(made[-1], text, at, gap)
        return made

    def _style(self, cell: GridCell, width: int) -> Style:
        if cell.role in (Role.VALUE, Role.SUM):
            return Style.SMALL_NUMBER if self.small else Style.CELL_NUMBER
        if cell.role in self.centred:
            return Style.SMALL_HEAD if self.small else Style.CELL_HEAD
        if self.small and cell.row_span > 1 and width - MARGINS < 2 * SMALL_SIZE * 10:
            # A label over several rows in a column for one character a line.
            return Style.SMALL_TALL
        return Style.SMALL_LABEL if self.small else Style.CELL_LABEL


def _add_label(text: etree._Element, words: str, at: int, gap: int) -> None:
    """Write a cell's words into the empty run of its paragraph; where they break behind an ordinal, its bracket takes the line's rest.

    A break of its own there would part the label where a table is copied into a sheet.
    """
    if not at:
        add_text(text[-1], words)
        return
    add_text(text[-1], words[: at - 1])
    bracket = add(text, "r")
    add(add(bracket, "rPr"), "spacing", {"val": gap})
    add_text(bracket, words[at - 1 : at])
    add_text(add(text, "r"), words[at:])


def _empty_row(least: int, *, is_head: bool) -> etree._Element:
    made = etree.Element(W + "tr", nsmap={"w": W_NS})
    properties = add(made, "trPr")
    add(properties, "cantSplit")
    add(properties, "trHeight", {"val": least, "hRule": "atLeast"})
    if is_head:
        add(properties, "tblHeader")
    return made


def _empty_cell(kind: _Kind) -> etree._Element:
    made = etree.Element(W + "tc", nsmap={"w": W_NS})
    properties = add(made, "tcPr")
    add(properties, "tcW", {"w": kind.width, "type": "dxa"})
    if kind.span > 1:
        add(properties, "gridSpan", {"val": kind.span})
    if kind.merge:
        add(properties, "vMerge", {"val": "restart"} if kind.merge == 2 else {})
    if kind.role is Role.BAND:
        add(properties, "shd", {"val": "clear", "color": "auto", "fill": BAND_FILL})
    if kind.is_tight:
        add_all(add(properties, "tcMar"), [(side, {"w": NARROW // 2, "type": "dxa"}) for side in ("left", "right")])
    add(properties, "vAlign", {"val": "center"})
    indent = {"left": kind.indent, "right": kind.indent} if kind.indent else None
    text = paragraph(made, kind.style, None, indent, keep_next=kind.keep)
    if not kind.is_blank:
        run = add(text, "r")
        if kind.size is not None:
            add_all(add(run, "rPr"), [("sz", {"val": kind.size}), ("szCs", {"val": kind.size})])
    return made
