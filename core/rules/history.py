"""H1, H2: this year's figures against last year's report."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.report import Entry, Report
from core.rules.before import earlier_cells, year_before
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.schema import Carry, CellId, Format
from core.values import number_of, show


@dataclass(frozen=True, slots=True)
class _Line:
    """A declared carry-over spelled out in cells: `cell` = `before` of last year + plus − minus of this year."""

    cell: CellId
    before: CellId
    plus: tuple[CellId, ...]
    minus: tuple[CellId, ...]


_LINES: dict[tuple[str, str], tuple[Format, Format, tuple[_Line, ...]]] = {}


def _lines(form: Format, last: Format) -> tuple[_Line, ...]:
    """Return the carry-overs between two editions, made once."""
    made = _LINES.get((form.id, last.id))
    if made is None or made[0] is not form or made[1] is not last:
        made = (form, last, tuple(_spell_out(form, last)))
        _LINES[form.id, last.id] = made
    return made[2]


def _spell_out(form: Format, last: Format) -> Iterator[_Line]:
    before = earlier_cells(form, last)
    for table in form.tables:
        for carry in table.carries:
            for cell in table.cells:
                if carry.this_year not in (cell.row, cell.column):
                    continue
                source = before.get(_beside(cell, carry, carry.last_year))
                if source is not None:
                    plus = tuple(_beside(cell, carry, name) for name in carry.plus)
                    minus = tuple(_beside(cell, carry, name) for name in carry.minus)
                    yield _Line(cell, source, plus, minus)


def _beside(cell: CellId, carry: Carry, name: str) -> CellId:
    """Return the cell with the carried row or column replaced by another of the same table."""
    return cell._replace(row=name) if cell.row == carry.this_year else cell._replace(column=name)


@rule("H1", Level.ERROR, Scope.TABLE, "上年结转与上年报告不符")
def carried_in(report: Report) -> Iterator[Finding]:
    """核对表三“二、上年结转”与上年报告“四、结转下年度继续办理”，七列分别相等。

    只有载入了上年报告才核对，任何一边未填不提示。
    上年数据作过更正、机构改革划转等原因造成不同的，可以保留，但要在核实说明里写清原因。
    改法：照上年已公开的报告填写；点“改为上年数”由程序填好。
    """
    last = year_before(report)
    if last is None:
        return
    found = {line.cell: line for line in _lines(report.form, last.form) if not line.plus + line.minus and _differs(report, last, line)}
    for cell, line in found.items():
        formula = report.form.sum_of.get(cell)
        follows = formula is not None and report.is_computed(cell) and not found.keys().isdisjoint(formula.terms)
        if not follows:
            yield _carried(report, last, line)


def _differs(report: Report, last: Report, line: _Line) -> bool:
    now, then = number_of(report.value(line.cell)), number_of(last.value(line.before))
    return now is not None and then is not None and now != then


def _carried(report: Report, last: Report, line: _Line) -> Finding:
    now, then = number_of(report.value(line.cell)) or 0, number_of(last.value(line.before)) or 0
    place = last.form.label(line.before)
    message = f"{report.form.label(line.cell)}：填 {show(now)}，上年报告“{place}”为 {show(then)}，相差 {show(abs(now - then))}"
    fix = None
    if line.cell not in report.form.sum_of:
        entry = Entry(then, remark=report.entry(line.cell).remark, carried=True)
        fix = Fix(f"改为上年数（{show(then)}）", {line.cell: entry})
    return Finding(str(line.cell), message, (line.cell,), expected=show(then), actual=show(now), fix=fix)


@rule("H2", Level.CONFIRM, Scope.TABLE, "现行有效件数与上年接不上")
def in_force(report: Report) -> Iterator[Finding]:
    """核对表二“现行有效件数”：等于上年现行有效件数，加本年制发，减本年废止。

    只有载入了上年报告才核对；改用 2021 年新格式的第一年，上年报告里没有这一栏，不核对；任何一个数未填不提示。
    属于文件清理、移交、统计口径调整等原因的，可以保留，但要在核实说明里写清原因。
    改法：对照规范性文件目录核对三个数；确属漏计的补上。
    """
    last = year_before(report)
    if last is None:
        return
    for line in _lines(report.form, last.form):
        plus = [number_of(report.value(cell)) for cell in line.plus]
        minus = [number_of(report.value(cell)) for cell in line.minus]
        now, then = number_of(report.value(line.cell)), number_of(last.value(line.before))
        if not line.plus + line.minus or now is None or then is None or None in plus or None in minus:
            continue
        want = then + sum(n for n in plus if n is not None) - sum(n for n in minus if n is not None)
        if now != want:
            steps = [f"加{report.form.cells[cell][1].label} {show(report.value(cell))}" for cell in line.plus]
            steps += [f"减{report.form.cells[cell][1].label} {show(report.value(cell))}" for cell in line.minus]
            message = (
                f"{report.form.label(line.cell)}：填 {show(now)}，上年 {show(then)} {'、'.join(steps)} 应为 {show(want)}，"
                f"相差 {show(abs(now - want))}"
            )
            yield Finding(str(line.cell), message, (line.cell, *line.plus, *line.minus), expected=show(want), actual=show(now))
