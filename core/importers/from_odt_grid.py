"""Lay the cells of an OpenDocument table out in a rectangle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from core.importers.from_odt_names import ROW, ROW_GROUPS
from core.importers.from_odt_text import DEEPEST, TooDeep
from core.importers.sheet import TooLarge
from core.importers.source import MAX_CELLS

_WIDEST = 500
# Characters that a table or sheet may show, repeated cells included.
MOST_TEXT = 32_000_000


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a row: its text, whether it is marked as covered, how often it is repeated, how many columns and rows it spans."""

    text: str
    covered: bool = False
    times: int = 1
    across: int = 1
    down: int = 1

    @property
    def is_void(self) -> bool:
        """Whether it shows nothing and reaches nowhere."""
        return not self.text and self.across == 1 and self.down == 1


class Grid:
    """Take rows and give them in one length: None where a span covers, "" where nothing stands.

    Empty cells and rows that are repeated at the end, which may be millions, are left out. `misfits` counts cells that stand where
    another one reaches over, and `buried` the covered cells that hold text.
    """

    def __init__(self) -> None:
        self._rows: list[list[str | None]] = []
        # By column, how many rows below a span still covers it.
        self._below: dict[int, int] = {}
        self._held: tuple[Sequence[Cell], int] = ((), 0)
        self.width = 0
        self.own_cells = self.misfits = self.buried = self._shown = 0

    def add_row(self, cells: Sequence[Cell], times: int) -> None:
        """Add a row so often; TooLarge where no report is that large."""
        if times > 1 and all(cell.is_void for cell in cells):
            self._flush()
            self._held = (cells, times)
            return
        self._flush()
        self._add(cells, times)

    def _flush(self) -> None:
        cells, times = self._held
        self._held = ((), 0)
        self._add(cells, times)

    def _add(self, cells: Sequence[Cell], times: int) -> None:
        if times > MAX_CELLS or (len(self._rows) + times) * max(self.width, 1) > MAX_CELLS:
            raise TooLarge
        for _ in range(times):
            self._rows.append(self._laid(cells))
            self.width = max(self.width, len(self._rows[-1]))
            if self.width > _WIDEST or len(self._rows) * self.width > MAX_CELLS:
                raise TooLarge

    def _laid(self, cells: Sequence[Cell]) -> list[str | None]:
        covered = {column for column, rows in self._below.items() if rows > 0}
        self._below = {column: rows - 1 for column, rows in self._below.items() if rows > 1}
        row: list[str | None] = []
        void = 0
        for cell in cells:
            left = self._under_spans(row, cell, covered) if cell.covered and not void else cell.times
            if cell.is_void and left != 1:
                void += left
                continue
            if void:
                self._put(row, Cell(""), void, covered)
                void = 0
            self._put(row, cell, left, covered)
        last = max(covered, default=-1)
        while len(row) <= last:
            row.append(None if len(row) in covered else "")
        return row

    def _under_spans(self, row: list[str | None], cell: Cell, covered: set[int]) -> int:
        """Put a covered cell under the spans that cover it; return how often it is left over, which no program writes."""
        times = cell.times
        while times and len(row) in covered:
            row.append(None)
            times -= 1
            self.buried += bool(cell.text)
        return times

    def _put(self, row: list[str | None], cell: Cell, times: int, covered: set[int]) -> None:
        """Put a cell so often at the next place, or where a span covers that place, behind it."""
        if len(row) + times * cell.across > 2 * _WIDEST:
            raise TooLarge
        for _ in range(times):
            if len(row) in covered:
                self.misfits += not cell.is_void
                while len(row) in covered:
                    row.append(None)
            self._place(row, cell, covered)

    def _place(self, row: list[str | None], cell: Cell, covered: set[int]) -> None:
        column = len(row)
        row.append(cell.text)
        self.own_cells += 1
        self._shown += len(cell.text)
        if self._shown > MOST_TEXT:
            raise TooLarge
        covered.update(range(column + 1, column + cell.across))
        if cell.down > 1:
            for each in range(column, column + cell.across):
                self._below[each] = max(self._below.get(each, 0), cell.down - 1)

    @property
    def is_single(self) -> bool:
        """Whether the table is one cell."""
        return self.own_cells == 1 and len(self._rows) == 1

    @property
    def size(self) -> int:
        """How many places the rectangle has."""
        return self.width * len(self._rows)

    def rows(self) -> tuple[tuple[str | None, ...], ...]:
        """Return the rectangle; short rows are filled up with empty cells."""
        return tuple((*row, *[""] * (self.width - len(row))) for row in self._rows)


def rows_of(table: etree._Element, depth: int = 0) -> Iterator[etree._Element]:
    """Yield the rows of a table, those in groups and heads included."""
    if depth > DEEPEST:
        raise TooDeep
    for child in table:
        if child.tag == ROW:
            yield child
        elif child.tag in ROW_GROUPS:
            yield from rows_of(child, depth + 1)
