"""Find the declared sums that do not hold, and name each at the cell that is wrong, not at those that follow it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from core.report import Report
from core.schema import CellId, Format, Sum
from core.values import number_of

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """A form's sums by the cell that they are declared for; `order` has terms before what reads them."""

    form: Format
    order: tuple[CellId, ...]
    sums: Mapping[CellId, tuple[Sum, ...]]


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that is wrong, its number, and the sums of its own that fail with what each gives."""

    cell: CellId
    number: Number
    failing: tuple[tuple[Sum, Number], ...]


_PLANS: dict[str, Plan] = {}


def plan_of(form: Format) -> Plan:
    """Return the form's plan, made once."""
    plan = _PLANS.get(form.id)
    if plan is None or plan.form is not form:
        sums: dict[CellId, list[Sum]] = {}
        for each in form.sums:
            sums.setdefault(each.target, []).append(each)
        order = tuple(sorted(sums, key=form.evaluation_order.__getitem__))
        plan = Plan(form, order, {cell: tuple(found) for cell, found in sums.items()})
        _PLANS[form.id] = plan
    return plan


class Grid:
    """The report's numbers, those that its sums ought to give from the cells without a sum, and the cells that hold text."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.plan = plan_of(report.form)
        self.numbers: dict[CellId, Number] = {}
        self.texts: set[CellId] = set()
        for cell, entry in report.entries.items():
            if isinstance(entry.value, str):
                self.texts.add(cell)
            elif entry.value is not None:
                self.numbers[cell] = entry.value

    def result(self, each: Sum, numbers: Mapping[CellId, Number]) -> Number | None:
        """Return Σplus − Σminus; None where that cannot be told: a term is text, or none is filled, or one of a balance is not."""
        if self.texts and not self.texts.isdisjoint(each.terms):
            return None
        plus = [numbers[cell] for cell in each.plus if cell in numbers]
        if not each.minus:
            return sum(plus) if plus else None
        minus = [numbers[cell] for cell in each.minus if cell in numbers]
        if len(plus) + len(minus) < len(each.terms):
            return None
        return sum(plus) - sum(minus)

    def sound(self) -> dict[CellId, Number]:
        """Return what every cell would hold if all sums held, from the cells that have none.

        A total whose own terms cannot be added up is taken as it stands.
        """
        sound = dict(self.numbers)
        for cell in self.plan.order:
            result = self.result(self.report.form.sum_of[cell], sound)
            if result is not None:
                sound[cell] = result
        return sound

    def broken(self) -> list[Broken]:
        """Return the wrong cells in reading order.

        A cell is named only where it differs from what the cells without a sum give, so that a total that is right, or that merely
        follows a wrong one, is not named besides it; and only where a sum of its own fails, so that the numbers can be shown.
        An automatic cell follows its terms and is never the one at fault.
        """
        sound = self.sound()
        found = [self._examine(cell) for cell in self.plan.order if self.numbers.get(cell) != sound.get(cell)]
        places = {cell: place for place, cell in enumerate(self.report.form.cells)}
        return sorted((each for each in found if each), key=lambda each: places[each.cell])

    def _examine(self, cell: CellId) -> Broken | None:
        number = number_of(self.report.value(cell))
        if number is None:
            return None
        results = [(each, self.result(each, self.numbers)) for each in self.plan.sums[cell]]
        failing = tuple((each, result) for each, result in results if result is not None and result != number)
        if not failing:
            return None
        follows = not self.report.entry(cell).manual and failing[0][0] is not self.report.form.sum_of[cell]
        return None if follows else Broken(cell, number, failing)
