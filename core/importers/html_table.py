"""Tables of a web page as exact grids, and which tables only lay out the page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.importers.source import MAX_CELLS

CELLS = frozenset({"td", "th"})
GROUPS = frozenset({"thead", "tbody", "tfoot"})
MAX_SPAN = 1000
MAX_COLUMNS = 2000
MAX_AREA = 1_000_000
# Wider than any official table: there, columns in which no cell begins come from a span that was written too large.
_WIDE = 100


class TooLarge(Exception):
    """A table is larger than any report's."""


@dataclass(slots=True)
class HtmlCell:
    """A cell as written: its text and its spans; 0 rows means down to the end. A `loose` one is text between cells without a tag."""

    text: str
    rows: int = 1
    columns: int = 1
    loose: bool = False


# Head, bodies and foot: rows of cells.
Groups = Sequence[Sequence[Sequence[HtmlCell]]]


def span(text: str | None) -> int:
    """Read a rowspan or colspan: 1 where it is none."""
    digits = (text or "").strip()
    return min(int(digits), 65534) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 1


def lay_out(groups: Groups) -> tuple[tuple[str | None, ...], ...]:
    """Place groups (head, bodies, foot) of rows of cells as browsers do.

    None marks what a span covers; rows that are covered whole are left out. Spans end with their group.
    """
    height = sum(len(group) for group in groups)
    placed = list(_place(groups))
    width = max((column + columns for _, column, _, columns, _ in placed), default=0)
    kept = sorted({column for _, column, *_ in placed}) if width > _WIDE else range(width)
    if height * len(kept) > MAX_CELLS:
        raise TooLarge
    index = {column: place for place, column in enumerate(kept)}
    grid: list[list[str | None]] = [[""] * len(kept) for _ in range(height)]
    for row, column, rows, columns, text in placed:
        covered = [index[c] for c in range(column, column + columns) if c in index]
        for line in grid[row : row + rows]:
            for place in covered:
                line[place] = None
        grid[row][index[column]] = text
    return tuple(tuple(line) for line in grid if any(cell is not None for cell in line))


def row_ends(groups: Groups) -> list[int]:
    """Return for each row behind which column its last cell ends."""
    ends = [0] * sum(len(group) for group in groups)
    for row, column, _, columns, _ in _place(groups):
        ends[row] = column + columns
    return ends


def _place(groups: Groups) -> Iterator[tuple[int, int, int, int, str]]:
    """Yield (row, column, rows, columns, text) for each cell."""
    area = first = 0
    for group in groups:
        last = first + len(group)
        free: list[int] = []  # for each column, the first row that no span from above covers
        for row, cells in enumerate(group, start=first):
            column = 0
            for cell in cells:
                while column < len(free) and free[column] > row:
                    column += 1
                columns = max(1, min(cell.columns, MAX_SPAN))
                rows = min(cell.rows or last, last - row)
                free.extend([0] * (column + columns - len(free)))
                columns = _room(free, row, column, columns)
                free[column : column + columns] = [row + rows] * columns
                area += rows * columns
                if len(free) > MAX_COLUMNS or area > MAX_AREA:
                    raise TooLarge
                yield row, column, rows, columns, cell.text
                column += columns
        first = last


def _room(free: Sequence[int], row: int, column: int, columns: int) -> int:
    """Shorten a span that would run into one from above, so that no place is covered twice."""
    return next((i for i in range(1, columns) if free[column + i] > row), columns)


# ---- which tables lay out the page ----------------------------------------------------------------

_LONG_CELL = 300
_MANY_PARAGRAPHS = 3
_FEW = 8


@dataclass(slots=True)
class CellLook:
    """What was seen in one cell: its length, its paragraphs, and whether it holds a heading or a table."""

    length: int = 0
    paragraphs: int = 0
    has_block: bool = False

    @property
    def is_rich(self) -> bool:
        """Tell whether the cell holds what belongs on a page and not in a table's cell."""
        return self.has_block or self.paragraphs >= _MANY_PARAGRAPHS or self.length > _LONG_CELL

    def take(self, table: Sequence["CellLook"]) -> None:
        """Look at a table in this cell: one around a mere word is part of the word's look."""
        self.has_block |= len(table) > 1 or any(cell.is_rich for cell in table)
        self.length += sum(cell.length for cell in table)


def is_layout(cells: Iterable[CellLook]) -> bool:
    """Tell a table that only lays out the page: one cell, or cells full of page with few plain ones beside them."""
    seen = [cell for cell in cells if cell.length or cell.has_block]
    rich = sum(cell.is_rich for cell in seen)
    return len(seen) <= 1 or (rich > 0 and len(seen) - rich <= _FEW + 4 * rich)
