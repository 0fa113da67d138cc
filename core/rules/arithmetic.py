"""A1, A2: the declared sums of the tables and the balance of 表三."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.calculation import expected
from core.report import Report
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.sums import Broken, Grid, Number
from core.schema import CellId, Format, Sum
from core.values import show

_HOW = {"row": "各列", "column": "各项", "group": "各项"}
_ORDINAL = re.compile(r"([一二三四五六七八九十]+)、|(（[一二三四五六七八九十]+）)")


@rule("A1", Level.ERROR, Scope.TABLE, "合计不等于各项之和")
def totals(report: Report) -> Iterator[Finding]:
    """核对表中每一个“总计”：按行、按列、按组，合计都要等于各项相加。

    依据：年度报告格式各表的勾稽关系。合计与各项不一致，上级汇总时会被退回。
    只指出真正填错的那一格：随它变化的其他合计不重复提示；空着的合计由程序算出，也不提示。
    改法：先核对各项是否填全、填对；各项无误的，点“恢复自动”，由程序按各项相加填写。
    """
    for broken in Grid(report).broken():
        failing = tuple(pair for pair in broken.failing if not pair[0].minus)
        if failing:
            yield _total(report, replace(broken, failing=failing))


def _total(report: Report, broken: Broken) -> Finding:
    by_result: dict[Number, list[str]] = {}
    for each, result in broken.failing:
        by_result.setdefault(result, []).append(f"{_HOW[each.each]}相加")
    sums = "，".join(f"{'、'.join(how)}{'都' if len(how) > 1 else ''}为 {show(result)}" for result, how in by_result.items())
    first = broken.failing[0][1]
    difference = f"，相差 {show(abs(broken.number - first))}" if len(by_result) == 1 else ""
    blanks = _blanks(report, [each for each, _ in broken.failing])
    computed = expected(report, broken.cell)
    entry = replace(report.entry(broken.cell), value=computed, manual=False, carried=False, doubtful=False)
    return Finding(
        str(broken.cell),
        f"{report.form.label(broken.cell)}：填 {show(broken.number)}，{sums}{difference}{blanks}",
        (broken.cell, *dict.fromkeys(term for each, _ in broken.failing for term in each.terms)),
        expected=show(first),
        actual=show(broken.number),
        fix=Fix(f"恢复自动（{show(computed)}）", {broken.cell: entry}),
    )


def _blanks(report: Report, sums: Iterable[Sum]) -> str:
    count = len({cell for each in sums for cell in each.terms if report.value(cell) is None})
    return f"（有 {count} 格未填，按 0 计）" if count else ""


@dataclass(frozen=True, slots=True)
class _Unbalanced:
    """A column in which what came in differs from what went out."""

    sum: Sum
    received: Number
    handled: Number
    words: str

    @property
    def excess(self) -> Number:
        return self.received - self.handled

    @property
    def cells(self) -> tuple[CellId, ...]:
        return (self.sum.target, *self.sum.terms)


@rule("A2", Level.ERROR, Scope.TABLE, "收到与处理不平衡")
def balance(report: Report) -> Iterator[Finding]:
    """核对表三每一列的平衡：一（本年新收）加二（上年结转），等于三（七）（办理总计）加四（结转下年度）。

    依据：表三左上角注明的勾稽关系“第一项加第二项之和，等于第三项加第四项之和”，七列分别成立。
    两列一多一少、差数相同的，多半是有申请填错了列（例如自然人的办理结果填到了“其他”），会一并指出。
    改法：逐列核对新收、结转和各项办理结果，把填错列的件数移到申请人所在的列。
    """
    found = [_unbalanced(report, broken) for broken in Grid(report).broken() if all(each.minus for each, _ in broken.failing)]
    left = list(found)
    for each in found:
        if each not in left:
            continue
        left.remove(each)
        other = next((o for o in left if o.excess == -each.excess and not _is_total(report, o) and not _is_total(report, each)), None)
        if other:
            left.remove(other)
        yield _unequal(each, other)


def _unbalanced(report: Report, broken: Broken) -> _Unbalanced:
    each, result = broken.failing[0]
    taken = sum(report.value(cell) for cell in each.minus)  # pyright: ignore[reportArgumentType, reportCallIssue]
    received, handled = result + taken, broken.number + taken
    incoming = "+".join(_mark(report.form, cell) for cell in each.plus)
    outgoing = "+".join(_mark(report.form, cell) for cell in (*each.minus, each.target))
    column = report.form.cells[each.target][1].label
    place = f"{report.form.section(each.target.table).number}·{column}"
    return _Unbalanced(each, received, handled, f"{place}：{incoming} 为 {show(received)}，{outgoing} 为 {show(handled)}")


def _is_total(report: Report, each: _Unbalanced) -> bool:
    """Tell whether the column is itself a sum of columns, which nobody files an application under."""
    return each.sum is not report.form.sum_of[each.sum.target]


def _unequal(each: _Unbalanced, other: _Unbalanced | None) -> Finding:
    difference = show(abs(each.excess))
    if other is None:
        message = f"{each.words}，相差 {difference}"
    else:
        over, under = ("少", "多") if each.excess > 0 else ("多", "少")
        message = f"{each.words}，{over} {difference}；{other.words}，{under} {difference}。两列差数相抵，多半有 {difference} 件填错了列"
    cells = each.cells + (other.cells if other else ())
    return Finding(str(each.sum.target), message, cells, expected=show(each.received), actual=show(each.handled))


def _mark(form: Format, cell: CellId) -> str:
    """Return the ordinals of a row, such as 一 or 三（七）; its label where it has none."""
    row = form.cells[cell][0]
    marks = [match[1] or match[2] for text in row.path if (match := _ORDINAL.match(text))]
    return "".join(marks) or row.label
