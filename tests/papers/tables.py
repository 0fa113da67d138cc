"""Hold the tables of a page against the document's grids: every text in its place, nothing over a rule."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

from core.layout import Grid, GridCell
from tests.papers.page import Glyph, lines_of
from tests.papers.paper import Paper, Piece, visible

_SAME_RULE = 1.5
# Half a rule's width, and what a letter may lean out of its own advance.
_OVER = 0.6


@dataclass(frozen=True)
class Lattice:
    """A piece's rules as edges: columns from the left, rows from above."""

    piece: Piece

    @cached_property
    def across(self) -> list[float]:
        """The places of the upright rules."""
        area = self.piece.area
        return _edges(rule.at for rule in self.piece.page.upright if rule.first < area.top and rule.last > area.bottom)

    @cached_property
    def down(self) -> list[float]:
        """The places of the level rules, from above."""
        area = self.piece.area
        inside = (rule.at for rule in self.piece.page.level if area.bottom - 2 <= rule.at <= area.top + 2)
        return _edges(inside)[::-1]

    @property
    def rows(self) -> int:
        """How many rows the piece has."""
        return len(self.down) - 1

    def glyphs(self, first: int, last: int, left: int, right: int) -> list[Glyph]:
        """Return the glyphs whose middle lies in the rows and columns given."""
        x0, x1, y1, y0 = self.across[left], self.across[right], self.down[first], self.down[last]
        return [g for g in self.piece.page.glyphs if x0 <= (g.left + g.right) / 2 < x1 and y0 <= (g.bottom + g.top) / 2 < y1]

    def over(self, glyphs: Iterable[Glyph], first: int, last: int, left: int, right: int) -> list[Glyph]:
        """Return the glyphs with ink over the edges given."""
        x0, x1, y1, y0 = self.across[left] - _OVER, self.across[right] + _OVER, self.down[first] + _OVER, self.down[last] - _OVER
        return [g for g in glyphs if g.left < x0 or g.right > x1 or g.bottom < y0 or g.top > y1]


def _edges(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME_RULE:
            found.append(place)
    return found


def table_faults(paper: Paper) -> list[str]:
    """Name every cell whose text is not in its place, and every letter that crosses a rule."""
    lattices = [Lattice(piece) for piece in paper.pieces]
    faults: list[str] = []
    for grid in paper.grids:
        taken, rows = _pieces_of(grid, lattices)
        if rows != grid.rows:
            return [*faults, f"table {grid.table}: {rows} rows of {grid.rows} are on paper"]
        lattices = lattices[len(taken) :]
        faults += _grid_faults(grid, taken)
    return faults + [f"page {lattice.piece.page.number}: a table too many" for lattice in lattices]


def number_faults(paper: Paper) -> Iterator[str]:
    """Name every number that is cut into lines within its cell."""
    for piece in paper.pieces:
        lattice = Lattice(piece)
        for row, column in product(range(lattice.rows), range(len(lattice.across) - 1)):
            lines = [line.text for line in lines_of(lattice.glyphs(row, row + 1, column, column + 1))]
            for before, after in pairwise(lines):
                if re.search(r"\d[.,]?$", before) and re.match(r"[.,]?\d", after):
                    yield f"page {piece.page.number}: the number {before}{after} is cut"


def _pieces_of(grid: Grid, lattices: Sequence[Lattice]) -> tuple[list[tuple[Lattice, int]], int]:
    """Take as many pieces as hold the grid's rows: each with the grid's row that its first data row is; all rows that they hold."""
    taken: list[tuple[Lattice, int]] = []
    rows = 0
    for lattice in lattices:
        if rows >= grid.rows:
            break
        heads = grid.head_rows if taken else 0
        taken.append((lattice, rows - heads))
        rows += lattice.rows - heads
    return taken, rows


def _grid_faults(grid: Grid, taken: Sequence[tuple[Lattice, int]]) -> Iterator[str]:
    said: dict[GridCell, list[str]] = defaultdict(list)
    for lattice, offset in taken:
        page, cells = lattice.piece.page.number, list(_cells_on(grid, lattice.rows, offset))
        edges = sorted({edge for cell, _, _ in cells for edge in (cell.column, cell.column + cell.column_span)})
        if len(lattice.across) != len(edges):
            yield f"table {grid.table}: {len(lattice.across) - 1} columns on page {page}, not {len(edges) - 1}"
            return
        for cell, first, last in cells:
            left, right = edges.index(cell.column), edges.index(cell.column + cell.column_span)
            glyphs = lattice.glyphs(first, last, left, right)
            said[cell].append("".join(line.text for line in lines_of(glyphs)))
            for glyph in lattice.over(glyphs, first, last, left, right):
                yield f"page {page}: {glyph.text} of “{cell.text[:12]}” crosses its cell's rule"
    for cell in grid.cells:
        # What spans a page's end may be said again on the next page, stay on one, or go on there.
        wanted, found = visible(cell.text), said[cell]
        whole = wanted in found and not set(found) - {"", wanted}
        if not whole and "".join(found) != wanted:
            yield f"table {grid.table} row {cell.row} column {cell.column}: {found} instead of “{wanted}”"


def _cells_on(grid: Grid, rows: int, offset: int) -> Iterator[tuple[GridCell, int, int]]:
    """Yield the cells on a piece with their first and last row there; heads are on every piece, a cut span is cut."""
    heads = grid.head_rows
    for cell in grid.cells:
        if cell.row < heads:
            yield cell, cell.row, cell.row + cell.row_span
            continue
        first = max(cell.row - offset, heads if offset else 0)
        last = min(cell.row + cell.row_span - offset, rows)
        if first < last:
            yield cell, first, last
