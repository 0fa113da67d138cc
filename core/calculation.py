"""Evaluate the declared sums: what a change of some cells changes in others, and nothing more."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from heapq import heappop, heappush

from core.report import Change, Entry, Report, Slot
from core.schema import CellId, Sum
from core.values import MAX_DIGITS, Value, number_of, same, tidy_number

BEYOND = 10**MAX_DIGITS


def evaluate(formula: Sum, value_of: Callable[[CellId], Value]) -> Value:
    """Return Σplus − Σminus over the terms that hold numbers.

    None where none does, or where the sum is beyond what a cell can hold.
    """
    terms = [(number_of(value_of(cell)), 1) for cell in formula.plus]
    terms += [(number_of(value_of(cell)), -1) for cell in formula.minus]
    filled = [number * sign for number, sign in terms if number is not None]
    total = sum(filled)
    if not filled or abs(total) >= BEYOND:
        return None
    return tidy_number(total) if isinstance(total, Decimal) else total


def complete(report: Report, change: Change) -> Change:
    """Add to a change every computed cell that it moves, so that one `apply` and its inverse carry both.

    A cell with a declared sum that the change sets without `manual` is recomputed. Only sums with a changed term are evaluated.
    """
    full: dict[Slot, Entry] = dict(change)
    order, dependents, sum_of = report.form.evaluation_order, report.form.dependents, report.form.sum_of
    queue: list[tuple[int, CellId]] = []
    queued: set[CellId] = set()

    def value_of(cell: CellId) -> Value:
        return full[cell].value if cell in full else report.value(cell)

    def enqueue(cells: Iterable[CellId]) -> None:
        for cell in cells:
            if cell not in queued:
                queued.add(cell)
                heappush(queue, (order[cell], cell))

    for slot, entry in change.items():
        if isinstance(slot, CellId):
            if slot in sum_of and not entry.manual:
                enqueue([slot])
            if entry != report.entry(slot):
                enqueue(dependents.get(slot, ()))
    while queue:
        cell = heappop(queue)[1]
        held = full.get(cell, report.entry(cell))
        if held.manual:
            continue
        value = evaluate(sum_of[cell], value_of)
        before = report.value(cell)
        full[cell] = replace(held, value=value)
        if not (same(value, before) and type(value) is type(before)):
            enqueue(dependents.get(cell, ()))
        elif cell not in change:
            del full[cell]
    return full


def set_cells(report: Report, entries: Mapping[CellId, Entry]) -> Change:
    """Apply entries with all sums that follow and return the inverse change."""
    return report.apply(complete(report, dict(entries)))


def typed(report: Report, cell: CellId, value: Value, remark: str = "") -> Entry:
    """Return the entry for a value that a person types: in a cell with a declared sum it is 手填, and emptying it returns it to 自动."""
    manual = cell in report.form.sum_of and value is not None
    return Entry(value, manual=manual, remark=remark)


def expected(report: Report, cell: CellId) -> Value:
    """Return what the cell's declared sum gives now, whatever the cell holds."""
    return evaluate(report.form.sum_of[cell], report.value)


def settle(report: Report, entries: Mapping[CellId, Entry]) -> None:
    """Take in a source's cells: empty sums are computed, a source's own total that differs from its sum comes in as 手填.

    A source's total that agrees becomes 自动.
    """
    report.entries.clear()
    report.entries.update({cell: entry for cell, entry in entries.items() if entry != Entry()})
    sum_of, order = report.form.sum_of, report.form.evaluation_order
    for cell in sorted(sum_of, key=order.__getitem__):
        entry = report.entry(cell)
        computed = evaluate(sum_of[cell], report.value)
        if entry.value is None:
            entry = replace(entry, value=computed, manual=False)
        else:
            entry = replace(entry, manual=not same(entry.value, computed))
        if entry == Entry():
            report.entries.pop(cell, None)
        else:
            report.entries[cell] = entry
