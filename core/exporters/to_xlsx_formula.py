"""Declared sums as formulas of a sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.schema import CellId, Sum
from core.workbook import TOTAL, reference

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetSum:
    """A declared sum in the places of a sheet: where it stands, what it reads as ranges such as B5:G5."""

    place: Place
    plus: str
    minus: str
    # The terms as they lie from the place: sums that agree in it are one formula, filled down or to the right.
    offsets: tuple[tuple[Place, ...], tuple[Place, ...]]

    @property
    def _terms(self) -> str:
        return f"{self.plus},{self.minus}" if self.minus else self.plus

    @property
    def _result(self) -> str:
        return f"SUM({self.plus})-SUM({self.minus})" if self.minus else f"SUM({self.plus})"

    @property
    def formula(self) -> str:
        """The live total: blank while no term is filled in."""
        return f'={TOTAL}{self._terms})=0,"",{self._result})'

    @property
    def broken(self) -> str:
        """The condition, without the equals sign, under which the cell shows something else than the sum."""
        at = reference(self.place)
        return f'IF(COUNT({self._terms})=0,FALSE,IF(ISNUMBER({at}),ROUND({at}-({self._result}),6)<>0,{at}<>""))'


def sheet_sums(sums: Iterable[Sum], places: Mapping[CellId, Place]) -> list[SheetSum]:
    """Turn the sums whose target stands on this sheet into its formulas."""
    return [_sheet_sum(each, places) for each in sums if each.target in places]


def _sheet_sum(declared: Sum, places: Mapping[CellId, Place]) -> SheetSum:
    row, column = place = places[declared.target]
    plus, minus = [places[cell] for cell in declared.plus], [places[cell] for cell in declared.minus]
    offsets = (tuple((r - row, c - column) for r, c in plus), tuple((r - row, c - column) for r, c in minus))
    return SheetSum(place, ranges(plus), ranges(minus), offsets)


def conditions(sums: Iterable[SheetSum]) -> dict[str, str]:
    """Return by area (J7:J31) the condition under which its first cell is broken; for the others it moves along with them."""
    by_place: dict[Place, list[SheetSum]] = {}
    for each in sums:
        by_place.setdefault(each.place, []).append(each)
    alike: dict[tuple[object, ...], list[Place]] = {}
    for place, broken in by_place.items():
        alike.setdefault(tuple(each.offsets for each in broken), []).append(place)
    found: dict[str, str] = {}
    for places in alike.values():
        for first, last in areas(places):
            said = [each.broken for each in by_place[first]]
            found[area(first, last)] = f"OR({','.join(said)})" if len(said) > 1 else said[0]
    return found


def ranges(places: Sequence[Place]) -> str:
    """Write places as few ranges, joined by commas: runs down a column where all stand in one, else along the rows."""
    down = len({column for _, column in places}) == 1
    runs: list[list[Place]] = []
    for place in sorted(places, key=lambda p: (p[1], p[0]) if down else p):
        before = runs[-1][-1] if runs else None
        follows = before is not None and place == ((before[0] + 1, before[1]) if down else (before[0], before[1] + 1))
        if follows:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ",".join(area(run[0], run[-1]) for run in runs)


def area(first: Place, last: Place) -> str:
    """Name a rectangle of places as sheets do: B5:G7, or B5 for one place."""
    return reference(first) if first == last else f"{reference(first)}:{reference(last)}"


def areas(places: Iterable[Place]) -> list[tuple[Place, Place]]:
    """Cover places by rectangles (first, last): runs along the rows, joined where the row below has the same run."""
    runs: list[tuple[Place, Place]] = []
    for place in sorted(places):
        if runs and place == (runs[-1][1][0], runs[-1][1][1] + 1):
            runs[-1] = (runs[-1][0], place)
        else:
            runs.append((place, place))
    found: dict[tuple[int, int, int], Place] = {}
    for (row, left), (_, right) in runs:
        found[row, left, right] = found.pop((row - 1, left, right), (row, left))
    return sorted((first, (row, right)) for (row, _, right), first in found.items())
