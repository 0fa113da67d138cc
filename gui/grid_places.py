"""Where things stand in a grid: which value cell lies next to which, what a rectangle holds, which heads belong to a cell.

Labels and heads are never reached: every step goes from value cell to value cell.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from core.layout import Grid, GridCell, Role
from core.schema import CellId


class Step(Enum):
    """A move of the current cell."""

    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    TOP = auto()
    BOTTOM = auto()
    HOME = auto()
    END = auto()
    FIRST = auto()
    LAST = auto()
    NEXT = auto()
    PREVIOUS = auto()


@dataclass(frozen=True, slots=True)
class Heads:
    """The innermost row label and column head of a value cell; None where the form has none."""

    label: GridCell | None
    head: GridCell | None


class Places:
    """An official grid, indexed. `lines` are the rows that hold value cells, each with its value cells from left to right."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._at: dict[tuple[int, int], GridCell] = {}
        self.by_id: dict[CellId, GridCell] = {}
        lines: dict[int, list[GridCell]] = {}
        for cell in grid.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    self._at[row, column] = cell
            if cell.cell is not None:
                self.by_id[cell.cell] = cell
                lines.setdefault(cell.row, []).append(cell)
        self.lines: list[list[GridCell]] = [lines[row] for row in sorted(lines)]
        self._line_of = {row: place for place, row in enumerate(sorted(lines))}
        self.label_columns = min(cell.column for cell in self.by_id.values())

    def at(self, row: int, column: int) -> GridCell | None:
        """Return the cell that covers a place."""
        return self._at.get((row, column))

    def first(self) -> GridCell:
        """Return the first value cell."""
        return self.lines[0][0]

    def position(self, cell: GridCell) -> tuple[int, int]:
        """Return (line, place in it) of a value cell."""
        line = self._line_of[cell.row]
        return line, self.lines[line].index(cell)

    def step(self, cell: GridCell, step: Step, column: int | None = None) -> GridCell:
        """Return the value cell that a step leads to; the cell itself at the edge.

        `column` is the grid column that up and down keep to where cells above are wider.
        """
        line, place = self.position(cell)
        cells, last = self.lines[line], len(self.lines) - 1
        match step:
            case Step.LEFT:
                return cells[max(place - 1, 0)]
            case Step.RIGHT:
                return cells[min(place + 1, len(cells) - 1)]
            case Step.HOME:
                return cells[0]
            case Step.END:
                return cells[-1]
            case Step.FIRST:
                return self.lines[0][0]
            case Step.LAST:
                return self.lines[-1][-1]
            case Step.NEXT | Step.PREVIOUS:
                return self._in_reading_order(line, place, 1 if step is Step.NEXT else -1)
        column = cell.column if column is None else column
        target = {Step.UP: max(line - 1, 0), Step.DOWN: min(line + 1, last), Step.TOP: 0, Step.BOTTOM: last}[step]
        return self.nearest(self.lines[target], column)

    def _in_reading_order(self, line: int, place: int, by: int) -> GridCell:
        place += by
        if 0 <= place < len(self.lines[line]):
            return self.lines[line][place]
        if 0 <= line + by < len(self.lines):
            return self.lines[line + by][0 if by > 0 else -1]
        return self.lines[line][place - by]

    @staticmethod
    def nearest(cells: Sequence[GridCell], column: int) -> GridCell:
        """Return the cell of a line that covers a grid column, else the one next to it."""
        return min(cells, key=lambda c: max(c.column - column, column - (c.column + c.column_span - 1), 0))

    def value_near(self, row: int, column: int) -> GridCell:
        """Return the value cell at a place, or the nearest one where labels stand."""
        line = min(self.lines, key=lambda cells: abs(cells[0].row - row))
        return self.nearest(line, column)

    def between(self, first: GridCell, second: GridCell) -> list[GridCell]:
        """Return the value cells of the rectangle that two cells span, in reading order."""
        return self.block((first, second))

    def block(self, cells: Sequence[GridCell]) -> list[GridCell]:
        """Return the value cells of the smallest rectangle that holds all of these, in reading order."""
        return self._within(
            min(c.row for c in cells),
            max(c.row + c.row_span for c in cells),
            min(c.column for c in cells),
            max(c.column + c.column_span for c in cells),
        )

    def belonging(self, cell: GridCell) -> list[GridCell]:
        """Return the value cells that a label, head, band or corner stands for, in reading order."""
        below, end = cell.row + cell.row_span, self.grid.rows
        match cell.role:
            case Role.LABEL:
                return self._within(cell.row, below, 0, self.grid.columns)
            case Role.HEAD:
                return self._within(below, self._block_end(below), cell.column, cell.column + cell.column_span)
            case Role.BAND | Role.CORNER:
                return self._within(below, self._block_end(below), 0, self.grid.columns)
            case _:
                return self._within(cell.row, min(below, end), cell.column, cell.column + cell.column_span)

    def _block_end(self, row: int) -> int:
        """Return the row of the next band below, the grid's end where there is none."""
        bands = (c.row for c in self.grid.cells if c.role is Role.BAND and c.row >= row)
        return min(bands, default=self.grid.rows)

    def _within(self, top: int, bottom: int, left: int, right: int) -> list[GridCell]:
        return [
            cell
            for cells in self.lines
            if top <= cells[0].row < bottom
            for cell in cells
            if cell.column < right and cell.column + cell.column_span > left
        ]

    def heads(self, cell: GridCell) -> Heads:
        """Return the innermost label and head of a value cell."""
        label = self._at.get((cell.row, self.label_columns - 1)) if self.label_columns else None
        above = (self._at[row, cell.column] for row in range(cell.row - 1, -1, -1))
        head = next((c for c in above if c.role is Role.HEAD), None)
        return Heads(label, head)
