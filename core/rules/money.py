"""A5: amounts of money that look like 元 in a column of 万元."""

from collections.abc import Iterator
from decimal import Decimal

from core.report import Report
from core.rules.before import earlier_cells, year_before
from core.rules.engine import Finding, Level, Scope, rule
from core.rules.units import rank_of
from core.schema import CellId
from core.values import CellType, Value, number_of, parse, show, tidy_number

# 万元: no township takes or spends so much under one heading of the form in a year.
_MOST = Decimal(10_000)
# So many times last year's amount is a matter of the unit: 元 for 万元 alone makes ten thousand times.
_FOLD = 1_000
# Less than this, read as 元, is no amount that anybody reports.
_LEAST = Decimal(100)
_LARGE_UNITS = ("county", "city", "province")


@rule("A5", Level.CONFIRM, Scope.TABLE, "金额像是按元填的")
def yuan_for_wan(report: Report) -> Iterator[Finding]:
    """核对收费金额、采购金额是不是把“元”填进了“万元”的格子：乡镇、街道一年超过 10000 万元，或者是上年的 1000 倍以上，请核实单位。

    依据：年度报告格式第二十条第（八）项注明“单位：万元”。
    名称是县、区、市、省的单位数额大，不提示；不到 100 万元的不提示；没有载入上年报告的，只看是否超过 10000 万元。
    写明单位的（如“40000元”）按写明的单位折算后再看。
    改法：按元填的，除以 10000 改成万元；数额属实的，写明理由。
    """
    if rank_of(report.unit) in _LARGE_UNITS:
        return
    last = year_before(report)
    before = earlier_cells(report.form, last.form) if last else {}
    for cell, kind in report.form.types.items():
        if kind not in (CellType.MONEY, CellType.MONEY_WAN):
            continue
        amount = _wan(report.value(cell))
        if amount is None or amount < _LEAST:
            continue
        then = _wan(last.value(before[cell])) if last and cell in before else None
        if why := _why(report, amount, then):
            yield _finding(report, cell, amount, then, why)


def _wan(value: Value) -> Decimal | None:
    """Return an amount in 万元; None where none can be told."""
    if isinstance(value, str):
        value = parse(value, CellType.MONEY_WAN).value
    number = number_of(value)
    return None if number is None else Decimal(number)


def _why(report: Report, amount: Decimal, then: Decimal | None) -> str:
    if then and then > 0 and amount >= _FOLD * then:
        return f"上年 {show(tidy_number(then))} 万元，是上年的 {show(tidy_number((amount / then).quantize(Decimal(1))))} 倍"
    if rank_of(report.unit) == "township" and amount > _MOST:
        return f"超过乡镇、街道一年可能的 {show(_MOST)} 万元"
    return ""


def _finding(report: Report, cell: CellId, amount: Decimal, then: Decimal | None, why: str) -> Finding:
    shown = show(tidy_number(amount))
    as_yuan = show(tidy_number((amount / 10_000).quantize(Decimal("0.000001"))))
    return Finding(
        str(cell),
        f"{report.form.label(cell)}：填 {shown} 万元，{why}；如果填的是元，应为 {as_yuan} 万元",
        (cell,),
        expected=None if then is None else show(tidy_number(then)),
        actual=show(report.value(cell)),
    )
