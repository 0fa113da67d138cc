"""H3: rows that changed more than tenfold against last year, or fell from many to none."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from core.report import Report
from core.rules.before import earlier_cells, year_before
from core.rules.engine import Finding, Level, Scope, rule
from core.rules.history import in_force
from core.rules.money import yuan_for_wan
from core.schema import CellId, Format, Table
from core.values import CellType, number_of, show

_FOLD = 10
# The larger of the two numbers must reach this: from 2 to 30 is everyday life.
_LEAST = 50
# So many that none at all is worth a question.
_MANY = 30


@dataclass(frozen=True, slots=True)
class _Place:
    """One cell that stands for its row; `group` where the rows of a table rise and fall with what came in; `leads` what came in."""

    cell: CellId
    group: str = ""
    leads: bool = False


@rule("H3", Level.CONFIRM, Scope.TABLE, "与上年相差十倍以上")
def leaps(report: Report) -> Iterator[Finding]:
    """对照上年报告，找出变化超过十倍的行，以及从几十件变成 0 的行：多半是填错了行、多打了一个 0，或者整行漏填。

    只有载入了上年报告才核对，每行只看总计一格，任何一边未填不提示。
    两年中较大的数不到 50 的不提示；上年不到 30 件、本年为 0 的不提示；上年为 0、本年 50 以上的也算。
    “二、上年结转”、（七）总计和“本年增/减”不看；新收申请大增大减时，同向变化的各项办理结果不再提示；H2、A5 已经指出的不再提示。
    改法：对照台账核对本年数；确实大增大减的，写明理由。
    """
    last = year_before(report)
    if last is None:
        return
    before = earlier_cells(report.form, last.form)
    named: set[str] | None = None
    turns: dict[str, bool] = {}
    for place in _places(report.form):
        source = before.get(place.cell)
        now, then = number_of(report.value(place.cell)), number_of(last.value(source)) if source else None
        if now is None or then is None or not _leaps(then, now):
            continue
        if place.leads:
            turns[place.group] = now > then
        elif place.group and turns.get(place.group) is (now > then):
            continue
        if named is None:
            named = {finding.where for check in (in_force, yuan_for_wan) for finding in check(report)}
        if str(place.cell) not in named:
            yield _finding(report, place.cell, then, now)


def _leaps(then: int | Decimal, now: int | Decimal) -> bool:
    if then < 0 or now < 0:
        return False
    if now == 0:
        return then >= _MANY
    return max(then, now) >= _LEAST and (now > _FOLD * then or then > _FOLD * now)


def _finding(report: Report, cell: CellId, then: int | Decimal, now: int | Decimal) -> Finding:
    if now == 0 or then == 0:
        how = f"相差 {show(abs(now - then))}"
    else:
        fold = Decimal(max(now, then)) / Decimal(min(now, then))
        how = f"{'是上年的' if now > then else '上年是本年的'} {show(fold.quantize(Decimal(1)))} 倍"
    message = f"{report.form.label(cell)}：填 {show(now)}，上年 {show(then)}，{how}，请核实"
    return Finding(str(cell), message, (cell,), expected=show(then), actual=show(now))


_PLACES: dict[str, tuple[Format, tuple[_Place, ...]]] = {}


def _places(form: Format) -> tuple[_Place, ...]:
    """Return the cells to compare, those that lead before those that follow; made once for a form."""
    made = _PLACES.get(form.id)
    if made is None or made[0] is not form:
        found = [place for table in form.tables for place in _of_table(table)]
        made = (form, tuple(sorted(found, key=lambda place: not place.leads)))
        _PLACES[form.id] = made
    return made[1]


def _of_table(table: Table) -> Iterator[_Place]:
    """Yield one cell a row (its total), one a group of a grouped table, every cell where rows have no total."""
    totals = {relation.target for relation in table.relations if relation.each in ("row", "group")}
    carried = {carry.this_year for carry in table.carries if not carry.plus + carry.minus}
    sums = {relation.target for relation in table.relations if relation.each == "column" and not relation.minus}
    balances = [relation for relation in table.relations if relation.minus]
    leading = {row for relation in balances for row in relation.plus} - carried
    for cell, (_, column) in table.cells.items():
        if (totals and cell.column not in totals) or column.type is CellType.SIGNED:
            continue
        if cell.row not in carried | sums:
            yield _Place(cell, table.id if balances else "", cell.row in leading)
