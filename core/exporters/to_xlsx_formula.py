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
    return [
        SheetSum(places[each.target], ranges([places[c] for c in each.plus]), ranges([places[c] for c in each.minus]))
        for each in sums
        if each.target in places
    ]


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
    return ",".join(reference(run[0]) if len(run) == 1 else f"{reference(run[0])}:{reference(run[-1])}" for run in runs)
