"""Sentences about a cell: how it is computed, which sums it takes part in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.report import Report
    from core.schema import CellId, Format, Sum

# More terms than this are named by the first and the last.
_MOST_TERMS = 6


def formula_words(form: Format, cell: CellId) -> str:
    """Say how a computed cell is made up (`= 新收 + 上年结转 − 总计`), or which sums another cell takes part in."""
    formula = form.sum_of.get(cell)
    if formula is not None:
        return f"= {_terms(form, formula)}"
    targets = form.dependents.get(cell, ())
    return f"参与：{'、'.join(_short(form, target, cell) for target in targets)}" if targets else ""


def _terms(form: Format, formula: Sum) -> str:
    plus = [_short(form, cell, formula.target) for cell in formula.plus]
    minus = [_short(form, cell, formula.target) for cell in formula.minus]
    if len(plus) > _MOST_TERMS:
        plus = [*plus[:2], "…", plus[-1] + f"（共 {len(formula.plus)} 项）"]
    return "".join((" + ".join(plus), *(f" − {name}" for name in minus)))


def _short(form: Format, cell: CellId, beside: CellId) -> str:
    """Name a cell seen from another one: by its row where they share the column, by its column where they share the row."""
    row, column = form.cells[cell]
    if form.table(cell.table).grouped or cell.row == beside.row:
        return column.label
    label = row.label
    return label if len(label) <= 24 else label[:22] + "…"


def selection_words(report: Report, cells: Sequence[CellId]) -> str:
    """Say how many cells are selected and what they add up to: 选中 6 格 和 41."""
    from core.values import number_of, show

    if not cells:
        return ""
    numbers = [n for n in (number_of(report.value(cell)) for cell in cells) if n is not None]
    total = f"   和 {show(sum(numbers))}" if numbers else ""
    return f"选中 {len(cells)} 格{total}"


def count_words(text: str) -> int:
    """Count characters as Word counts 字: without blanks."""
    # At each key a whole section is counted: this does so without a turn for each character.
    return sum(map(len, text.split()))


def length_words(count: int, most: int = 0) -> str:
    """Say how long a text is, and how long it may be where there is a limit: 612 字, 612 / 800 字."""
    return f"{count} / {most} 字" if most else f"{count} 字"
