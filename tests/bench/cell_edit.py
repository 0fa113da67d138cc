"""One cell edit: the sums that follow and every rule that reads tables, as the window does it at each keystroke's end."""

from itertools import cycle

from core.calculation import set_cells
from core.report import Entry
from core.rules.engine import Scope, run
from core.schema import CellId
from tests.bench.measure import Result, seconds
from tests.helpers import distinct_report


def bench() -> Result:
    """Change a cell whose change reaches its row's total, its column's total and what both carry out."""
    report = distinct_report("2021")
    cell = CellId("applications", "granted", "natural_person")
    values = cycle((7, 11_000))

    def edit() -> None:
        set_cells(report, {cell: Entry(next(values))})
        run(report, [Scope.TABLE])

    timer = seconds(edit)
    return Result("one cell edit with totals and table rules", [timer() * 1000 for _ in range(9)], 2, "ms")
