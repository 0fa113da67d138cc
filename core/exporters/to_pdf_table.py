"""Lay out the official tables: column widths by need, type as large as the page allows, spans that go on over a page's end."""

import math
from copy import copy
from dataclasses import replace
from itertools import accumulate

from core.document import Grid, GridCell, Role
from core.exporters.table_fit import Fit, column_widths
from core.exporters.to_pdf_cells import CellSetter
from core.exporters.to_pdf_measures import (
    CELL_SIDE,
    CELL_SIDE_TIGHT,
    TABLE_LEADING,
    TABLE_SIZE_BROKEN,
    TABLE_SIZE_TIGHT,
    TABLE_SIZES,
    WIDTH,
)
from core.exporters.to_pdf_table_draw import Part
from core.exporters.to_pdf_text import Typesetter
from core.layout import centred

# A table so many pages high fits no page at any size.
_HOPELESS = 2.0
_SHRINK_TOGETHER = 0.55
# A label over so many rows does not begin with one or two of them at the end of a page.
_TALL = 4
# Unless they are as high as this: remarks make rows high, and half a page would stay blank.
_TALL_START = 90.0


class TableLayout:
    """One table at the largest type with which it fits `page` (a height in points); the smallest where none does.

    `step` passes over so many of the roomiest types.
    """

    def __init__(self, setter: Typesetter, grid: Grid, page: float, step: int = 0) -> None:
        self.cells, self.grid, self.page = CellSetter(setter, page), grid, page
        self.centred = centred(grid)
        for size in TABLE_SIZES[step:]:
            if grid.rows * _row_height(*size) > page and size != TABLE_SIZES[-1]:
                continue
            height = self._try(size)
            if height <= page:
                return
            if height > _HOPELESS * page:
                break
        self._try(TABLE_SIZE_BROKEN)

    def _try(self, size: tuple[float, float]) -> float:
        """Lay the whole table out at a type size and return its height."""
        self.size, self.room = size
        self.widths = column_widths(self.grid, Fit(WIDTH, self.size, CELL_SIDE, CELL_SIDE_TIGHT), self.cells.needs)
        self.value_size = self._value_size()
        self.whole = self._part(self.grid)
        return self.whole.height

    def pieces(self, first: int, available: float) -> Part | None:
        """Return the piece from data row `first` on that fits the height, ending where a break looks best; None where no row fits."""
        heads = self.grid.head_rows
        if first == heads and self.whole.height <= available:
            return self.whole
        down = self.whole.down
        # Rows only grow when a span is cut, so no more rows can fit than would in the whole table.
        last = max((row for row in range(first, self.grid.rows + 1) if down[heads] + down[row] - down[first] <= available), default=first)
        last = last if last == self.grid.rows else self._good_end(first, last)
        while last > first:
            part = self._part(cut(self.grid, first, last))
            if part.height <= available:
                return part
            # The piece is too high by so much: at least as many of its last rows must go.
            excess, rows = part.height - available, 1
            while rows < last - first and part.down[-1] - part.down[-1 - rows] < excess:
                rows += 1
            last = self._good_end(first, last - rows)
        return None

    def _good_end(self, first: int, last: int) -> int:
        """Move a break up so that no band, no block's heading and no beginning of a tall label is left alone at the end of a page."""
        for cell in self.grid.cells:
            few = cell.row_span >= _TALL and first < cell.row < last <= cell.row + 2
            if few and self.whole.down[last] - self.whole.down[cell.row] < _TALL_START:
                last = cell.row
        roles = {cell.row: cell.role for cell in self.grid.cells if cell.column == 0}
        while last - 1 > first and roles.get(last - 1) in (Role.BAND, Role.CORNER):
            last -= 1
        return last

    def tighter(self, available: float) -> Part | None:
        """Return the whole table in the largest type with which it fits the height; None where it would be too tight to look well."""
        for size in TABLE_SIZES[: TABLE_SIZES.index(TABLE_SIZE_TIGHT) + 1]:
            if self.grid.rows * _row_height(*size) <= available:
                other = copy(self)
                if other._try(size) <= available:
                    return other.whole
        return None

    def single(self, first: int) -> Part:
        """Return the piece with one data row only, however high."""
        return self._part(cut(self.grid, first, first + 1))

    def _value_size(self) -> float:
        """Return the one size at which the table's numbers fit their columns; a number far longer than others shrinks alone."""
        size = self.size
        for cell in self.grid.cells:
            if cell.cell is not None and cell.text:
                inner = sum(self.widths[cell.column : cell.column + cell.column_span]) - 2 * CELL_SIDE
                if self.cells.needs(cell.text)[0] * self.size > inner:
                    widest = self.cells.number_width(cell.text) * self.size
                    inner += 2 * (CELL_SIDE - CELL_SIDE_TIGHT)
                    fitting = math.floor(2 * self.size * inner / widest) / 2 if widest > inner else self.size
                    size = min(size, fitting) if fitting >= _SHRINK_TOGETHER * self.size else size
        return size

    def _side(self, cell: GridCell) -> float:
        return CELL_SIDE_TIGHT if cell.cell is not None and self.cells.number_width(cell.text) else CELL_SIDE

    def _part(self, grid: Grid) -> Part:
        across = tuple(accumulate(self.widths, initial=0.0))
        inner = [across[cell.column + cell.column_span] - across[cell.column] - 2 * self._side(cell) for cell in grid.cells]
        sizes = [self.size if cell.cell is None else self.value_size for cell in grid.cells]
        texts = tuple(map(self.cells.text, grid.cells, inner, sizes))
        heights = [_row_height(self.size, self.room)] * grid.rows
        pairs = sorted(zip(grid.cells, texts, strict=True), key=lambda pair: pair[0].row_span)
        for cell, text in pairs:
            rows = range(cell.row, cell.row + cell.row_span)
            short = text.height + 2 * self.room - sum(heights[row] for row in rows)
            for row in rows if short > 0 else ():
                heights[row] += short / cell.row_span
        return Part(grid, texts, across, tuple(accumulate(heights, initial=0.0)), self.centred)


def _row_height(size: float, room: float) -> float:
    """Return the least height of a row: one line."""
    return size * TABLE_LEADING + 2 * room


def cut(grid: Grid, first: int, last: int) -> Grid:
    """Return the head rows and the data rows [first, last) as a grid of their own; a span that is cut keeps its text in every piece."""
    heads = grid.head_rows
    cells: list[GridCell] = []
    for cell in grid.cells:
        if cell.row < heads:
            cells.append(cell)
            continue
        top, bottom = max(cell.row, first), min(cell.row + cell.row_span, last)
        if top < bottom:
            cells.append(replace(cell, row=heads + top - first, row_span=bottom - top))
    return replace(grid, rows=heads + last - first, cells=tuple(cells))
