"""Draw a piece of a table: grounds, texts, hairlines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.document import Grid, GridCell, Role
from core.exporters.style import BAND_FILL
from core.exporters.to_pdf_measures import CELL_SIDE, HAIRLINE
from core.exporters.to_pdf_text import TextLine, show


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell's lines and the height that they take; `upright` where one character stands below the other."""

    lines: tuple[TextLine, ...]
    leadings: tuple[float, ...]

    @property
    def height(self) -> float:
        """The height of all lines."""
        return sum(self.leadings)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a table as it stands on one page: its grid, its cells' texts, its columns' and rows' edges from its upper left corner.

    Text of the roles in `centred` stands in the middle, other text `side` points from its cell's left edge.
    """

    grid: Grid
    texts: tuple[CellText, ...]
    across: tuple[float, ...]
    down: tuple[float, ...]
    centred: frozenset[Role]
    side: float = CELL_SIDE

    @property
    def height(self) -> float:
        """The height of the piece."""
        return self.down[-1]


def draw(part: Part, left: float, top: float, labels: dict[str, str]) -> Iterator[str]:
    """Write a piece's operators: grounds, texts, then hairlines, each line once."""
    for cell in part.grid.cells:
        if cell.role is Role.BAND:
            yield from _ground(part, cell, left, top)
    for cell, text in zip(part.grid.cells, part.texts, strict=True):
        yield from _draw_text(part, cell, text, left, top, labels)
    yield f"{HAIRLINE:g} w"
    for a, b, c, d in _rules(part):
        yield f"{left + a:.2f} {top - b:.2f} m {left + c:.2f} {top - d:.2f} l S"


def _ground(part: Part, cell: GridCell, left: float, top: float) -> Iterator[str]:
    red, green, blue = (int(BAND_FILL[at : at + 2], 16) / 255 for at in (0, 2, 4))
    x0, x1 = part.across[cell.column], part.across[cell.column + cell.column_span]
    y0, y1 = part.down[cell.row], part.down[cell.row + cell.row_span]
    box = f"{left + x0:.2f} {top - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re"
    yield f"q {red:.3f} {green:.3f} {blue:.3f} rg {box} f Q"


def _draw_text(part: Part, cell: GridCell, text: CellText, left: float, top: float, labels: dict[str, str]) -> Iterator[str]:
    x0, x1 = part.across[cell.column], part.across[cell.column + cell.column_span]
    y0, y1 = part.down[cell.row], part.down[cell.row + cell.row_span]
    y = y0 + (y1 - y0 - text.height) / 2
    narrow = bool(text.lines) and x1 - x0 - 2 * part.side < 2 * text.lines[0].size
    for line, leading in zip(text.lines, text.leadings, strict=True):
        x = (x0 + x1 - line.width) / 2 if narrow or cell.role in part.centred else x0 + part.side
        yield show(line, left + x, top - y, labels, leading)
        y += leading


def _rules(part: Part) -> list[tuple[float, float, float, float]]:
    """Return the rules as (x, y, x, y), neighbouring edges of cells joined."""
    flat: set[tuple[int, int]] = set()
    upright: set[tuple[int, int]] = set()
    for cell in part.grid.cells:
        rows, columns = range(cell.row, cell.row + cell.row_span), range(cell.column, cell.column + cell.column_span)
        flat.update((edge, column) for edge in (cell.row, cell.row + cell.row_span) for column in columns)
        upright.update((edge, row) for edge in (cell.column, cell.column + cell.column_span) for row in rows)
    across, down = part.across, part.down
    level = [(across[a], down[at], across[b], down[at]) for at, a, b in _runs(sorted(flat))]
    return level + [(across[at], down[a], across[at], down[b]) for at, a, b in _runs(sorted(upright))]


def _runs(edges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join (line, place) pairs into (line, first, end) runs."""
    start = 0
    for at in range(1, len(edges) + 1):
        if at == len(edges) or edges[at] != (edges[at - 1][0], edges[at - 1][1] + 1):
            yield edges[start][0], edges[start][1], edges[at - 1][1] + 1
            start = at
