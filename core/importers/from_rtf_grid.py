"""Lay the rows of an RTF table, each with column edges of its own, out in one rectangle."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from core.importers.source import RawTable, RawText

# All in twips, of which a character of a small font is 180 wide. Edges nearer than this are one edge drawn by an unsteady hand …
_NEAR = 30
# … and a row may begin or end so much inside its table: no cell that holds anything is so narrow.
_SLIM = 150
_STEP = 1000


class Bound(NamedTuple):
    r"""What \cellx and the words before it say of a cell: its right edge; each merge as "first", "next" or ""."""

    right: int
    across: str = ""
    down: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text in lines, and what it holds where a table is part of it."""

    text: str
    framed: list[RawText | RawTable] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row as they came, and what its definition says of them."""

    left: int
    bounds: tuple[Bound, ...]
    cells: tuple[Cell, ...]


@dataclass(slots=True)
class Losses:
    """What did not fit: labels of rows with too few or too many cells, rows with bad edges, texts of merged cells."""

    uneven: list[str] = field(default_factory=list)
    senseless: int = 0
    covered: int = 0
    deleted: int = 0


def lay_out(rows: Sequence[Row], most: int, losses: Losses) -> tuple[tuple[str | None, ...], ...] | None:
    """Return the rectangle: None where a merge covers a place, "" where nothing stands; None for all where it has over `most` places."""
    fitted = _snapped([_increasing(row, losses) for row in _fitted(rows, losses)])
    columns = _columns({(row.left, *(bound.right for bound in row.bounds)) for row in fitted})
    width = len(set(columns.values())) - 1
    if width * len(fitted) > most:
        return None
    grid: list[tuple[str | None, ...]] = []
    above: set[int] = set()
    for row in fitted:
        placed, above = _placed(row, columns, width, above, losses)
        grid.append(placed)
    return tuple(grid)


def _fitted(rows: Sequence[Row], losses: Losses) -> Iterable[Row]:
    """Yield rows with as many bounds as cells: empty cells fill a row up, further ones stand right of the table."""
    far = max((bound.right for row in rows for bound in row.bounds), default=0)
    shapes: dict[int, tuple[Bound, ...]] = {}
    for row in rows:
        shapes.setdefault(len(row.bounds), row.bounds)
    for row in rows:
        if len(row.cells) == len(row.bounds):
            yield row
            continue
        bounds, cells = _bounds(row, shapes), list(row.cells)
        losses.senseless += not row.bounds
        # After a table in a cell, some programs write the marks of the outer row's cells twice.
        surplus = [cell for cell in cells[len(bounds) :] if cell.text]
        while len(cells) > len(bounds) and not cells[-1].text:
            cells.pop()
        is_known_habit = len(row.cells) > len(bounds) and not surplus and any(cell.framed for cell in cells)
        if len(row.cells) != len(bounds) and not is_known_habit:
            losses.uneven.append(next((cell.text for cell in cells if cell.text), ""))
        more = [Bound(far + _STEP * place) for place in range(1, len(cells) - len(bounds) + 1)]
        cells += [Cell("")] * (len(bounds) - len(cells))
        yield replace(row, bounds=(*bounds, *more), cells=tuple(cells))


def _bounds(row: Row, shapes: Mapping[int, tuple[Bound, ...]]) -> tuple[Bound, ...]:
    """Return a row's bounds; where it has none at all, those of the first row with as many cells, which `shapes` holds by their number."""
    if row.bounds:
        return row.bounds
    return tuple(Bound(bound.right) for bound in shapes.get(len(row.cells), ()))


def _increasing(row: Row, losses: Losses) -> Row:
    """Push edges that do not lie right of the one before to just there, so that every cell has a place."""
    edge = row.left
    rights = [edge, *(bound.right for bound in row.bounds)]
    if all(left < right for left, right in pairwise(rights)):
        return row
    bounds: list[Bound] = []
    for bound in row.bounds:
        edge = max(edge + 1, bound.right)
        bounds.append(bound if edge == bound.right else bound._replace(right=edge))
    losses.senseless += 1
    return replace(row, bounds=tuple(bounds))


def _snapped(rows: list[Row]) -> list[Row]:
    """Let rows that begin or end a little inside the table begin and end with it."""
    filled = [row for row in rows if row.bounds]
    first = min((row.left for row in filled), default=0)
    last = max((row.bounds[-1].right for row in filled), default=0)
    found = []
    for row in rows:
        bounds = row.bounds
        if bounds and 0 < last - bounds[-1].right <= _SLIM:
            bounds = (*bounds[:-1], bounds[-1]._replace(right=last))
        left = first if row.left - first <= _SLIM else row.left
        found.append(row if left == row.left and bounds is row.bounds else Row(left, bounds, row.cells))
    return found


def _columns(shapes: Iterable[tuple[int, ...]]) -> dict[int, int]:
    """Give the edges of all rows numbers from left to right; near ones share one, but never two edges of one row."""
    owners: dict[int, list[int]] = {}
    for index, shape in enumerate(shapes):
        for edge in shape:
            owners.setdefault(edge, []).append(index)
    numbers: dict[int, int] = {}
    number, start, taken = -1, 0, set[int]()
    for edge in sorted(owners):
        if number < 0 or edge - start > _NEAR or not taken.isdisjoint(owners[edge]):
            number, start, taken = number + 1, edge, set()
        taken.update(owners[edge])
        numbers[edge] = number
    return numbers


def _placed(row: Row, columns: dict[int, int], width: int, above: set[int], losses: Losses) -> tuple[tuple[str | None, ...], set[int]]:
    """Place one row; return it and the columns in which a merge may run on downwards."""
    places: list[str | None] = [""] * width
    below: set[int] = set()
    column, across = columns[row.left], False
    for bound, cell in zip(row.bounds, row.cells, strict=True):
        end = columns[bound.right]
        places[column:end] = [None] * (end - column)
        across = bound.across == "first" or (bound.across == "next" and across)
        is_covered = (bound.across == "next" and across) or (bound.down == "next" and column in above)
        if bound.down == "first" or (bound.down == "next" and column in above):
            below.add(column)
        if is_covered:
            losses.covered += bool(cell.text)
        elif bound.deleted:
            losses.deleted += bool(cell.text)
            places[column] = ""
        else:
            places[column] = cell.text
        column = end
    return tuple(places), below
