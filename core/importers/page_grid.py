"""Find the tables of a page in its ruled lines: a line that is missing between two places means that they are one cell."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.importers.page import Char, Rule

_NEAR = 3.0
# An upright line that covers this share of a row's height walls it off.
_COVERED = 0.6
_MOST_LINES = 400


class Cell(NamedTuple):
    """A cell at (row, column) with its spans and text."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of one page: its columns' edges from left to right, its rows' edges from top to bottom, its cells in reading order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.ys[0]

    def outside(self, chars: Iterable[Char]) -> list[Char]:
        """Return the characters that stand outside the table's edges."""
        left, right, high, low = self.xs[0], self.xs[-1], self.ys[0], self.ys[-1]
        return [c for c in chars if not (low <= c[2] + c[4] * 0.3 <= high and left <= (c[1] + c[3]) / 2 <= right)]


def find_tables(level: Sequence[Rule], upright: Sequence[Rule], chars: Sequence[Char], text_of: Callable[..., str]) -> list[Table]:
    """Return the tables of a page, from the top down; `text_of(chars, left, right)` makes a cell's text."""
    found = [_table(rows, columns, chars, text_of) for rows, columns in _groups(_merged(level), _merged(upright))]
    return sorted((table for table in found if table), key=lambda table: -table.top)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Join rules that lie on one line and touch."""
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if lines and rule.at - lines[-1][0].at <= _NEAR / 2:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    found: list[Rule] = []
    for line in lines:
        line.sort(key=lambda r: r.first)
        for at, rule in enumerate(line):
            last = found[-1] if at else None
            if last and rule.first <= last.last + _NEAR:
                found[-1] = Rule(last.at, last.first, max(last.last, rule.last))
            else:
                found.append(rule)
    return found[:_MOST_LINES]


def _groups(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Gather rules that cross or touch one another, directly or through others."""
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, flat in enumerate(level):
        for j, wall in enumerate(upright, start=len(level)):
            if flat.first - _NEAR <= wall.at <= flat.last + _NEAR and wall.first - _NEAR <= flat.at <= wall.last + _NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate([*level, *upright]):
        groups.setdefault(root(at), ([], []))[at >= len(level)].append(rule)
    return list(groups.values())


def _edges(places: Iterable[float]) -> list[float]:
    """Return distinct places in rising order, near ones taken as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _table(level: list[Rule], upright: list[Rule], chars: Sequence[Char], text_of: Callable[..., str]) -> Table | None:
    xs, ys = _edges(rule.at for rule in upright), _edges(rule.at for rule in level)
    if len(xs) < 2 or len(ys) < 2 or (len(xs) == 2 and len(ys) == 2):
        return None
    ys.reverse()
    places = _Places(xs, ys, level, upright)
    inside: defaultdict[tuple[int, int], list[Char]] = defaultdict(list)
    spans = places.cells()
    owner = {
        (r, c): (row, column) for row, column, down, across in spans for r in range(row, row + down) for c in range(column, column + across)
    }
    falling = [-y for y in ys]
    for char in chars:
        _, x, y, right, size = char
        place = owner.get((bisect_left(falling, -(y + size * 0.3)) - 1, bisect_left(xs, (x + right) / 2) - 1))
        if place:
            inside[place].append(char)
    cells = tuple(
        Cell(row, column, down, across, text_of(inside.get((row, column), ()), xs[column], xs[column + across]))
        for row, column, down, across in spans
    )
    return Table(tuple(xs), tuple(ys), cells)


class _Places:
    """The elementary places of a table and the walls between them."""

    def __init__(self, xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule]) -> None:
        self.rows, self.columns = len(ys) - 1, len(xs) - 1
        # right[r][c]: a wall between columns c and c + 1 in row r; below[r][c]: one between rows r and r + 1 in column c.
        self.right = [[False] * self.columns for _ in range(self.rows)]
        self.below = [[False] * self.columns for _ in range(self.rows)]
        falling = [-y for y in ys]
        for rule in upright:
            column = _index(xs, rule.at) - 1
            if 0 <= column < self.columns:
                for row in _covered(falling, -rule.last, -rule.first):
                    self.right[row][column] = True
        for rule in level:
            row = _index(falling, -rule.at) - 1
            if 0 <= row < self.rows:
                for column in _covered(xs, rule.first, rule.last):
                    self.below[row][column] = True

    def cells(self) -> list[tuple[int, int, int, int]]:
        """Return (row, column, rows, columns) of every cell in reading order."""
        taken = [[False] * self.columns for _ in range(self.rows)]
        found: list[tuple[int, int, int, int]] = []
        for row in range(self.rows):
            for column in range(self.columns):
                if taken[row][column]:
                    continue
                across = 1
                while column + across < self.columns and not self.right[row][column + across - 1] and not taken[row][column + across]:
                    across += 1
                down = 1
                while row + down < self.rows and not any(self.below[row + down - 1][column : column + across]):
                    down += 1
                for r in range(row, row + down):
                    taken[r][column : column + across] = [True] * across
                found.append((row, column, down, across))
        return found


def _index(edges: Sequence[float], place: float) -> int:
    """Return the edge nearest to a place."""
    at = bisect_left(edges, place)
    if at == len(edges) or (at and place - edges[at - 1] <= edges[at] - place):
        return at - 1
    return at


def _covered(edges: Sequence[float], first: float, last: float) -> Iterator[int]:
    """Yield the places between rising edges that a line from `first` to `last` walls off."""
    for at in range(max(bisect_left(edges, first) - 1, 0), min(bisect_left(edges, last), len(edges) - 1)):
        low, high = edges[at], edges[at + 1]
        if (high if high < last else last) - (low if low > first else first) >= _COVERED * (high - low):
            yield at
