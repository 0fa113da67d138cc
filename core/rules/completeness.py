"""A3, A4: what stands in a cell is a number that can be, and nothing is left unfilled."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from core.report import Entry, Report
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.sums import plan_of
from core.schema import CellId, Format, Table
from core.values import CellType, Value, number_of, show

_AMOUNT = re.compile(r"[\d零〇一二三四五六七八九十百千万两壹贰叁肆伍陆柒捌玖拾佰仟]")
_LONGEST_TEXT = 20
_MOST_PLACES = 8
# More columns of a row than these are counted: their names say less than they hide.
_MOST_COLUMNS = 3


@rule("A3", Level.ERROR, Scope.TABLE, "不是有效的数")
def numbers(report: Report) -> Iterator[Finding]:
    """核对每一格填的是不是有效的数：件数不能是负数、小数，也不能是文字；结转下年度不能小于 0。

    “本年增/减”一列可以带正负号（如 +1036）；数字后面括号里的说明（如“22（其中修订16件）”）按 22 读，说明保留，不算错。
    结转下年度为负，说明办结的比收到的还多，一般是某项办理结果多填，或填错了列。
    改法：照台账改成整数；没有发生的填 0，需要解释的写在数字后面的括号里。
    """
    types, sums = report.form.types, report.form.sum_of
    negative: list[CellId] = []
    for cell, kind in types.items():
        value = report.value(cell)
        if isinstance(value, str):
            if kind is not CellType.MONEY or not _AMOUNT.search(unicodedata.normalize("NFKC", value)):
                yield _text(report, cell, value)
        elif kind in (CellType.COUNT, CellType.SIGNED) and value is not None:
            if isinstance(value, Decimal) and value != value.to_integral_value():
                if not report.is_computed(cell):
                    yield _finding(report, cell, f"填 {show(value)}，件数应是整数")
            elif value < 0 and kind is CellType.COUNT:
                negative.append(cell)
    balances = {cell for cell in negative if any(each.minus for each in plan_of(report.form).sums.get(cell, ()))}
    for cell in negative:
        if cell in balances:
            yield from _carry_over(report, cell, balances)
        elif cell not in sums or report.entry(cell).manual:
            yield _finding(report, cell, f"填 {show(report.value(cell))}，件数不能小于 0")


def _text(report: Report, cell: CellId, value: str) -> Finding:
    shown = value if len(value) <= _LONGEST_TEXT else value[:_LONGEST_TEXT] + "…"
    if report.form.types[cell] is CellType.MONEY:
        return _finding(report, cell, f"填“{shown}”，没有金额；应写明数额和单位，如 4万元")
    return _finding(report, cell, f"填“{shown}”，不是数；没有发生的填 0，说明写在数字后面的括号里")


def _carry_over(report: Report, cell: CellId, negative: set[CellId]) -> Iterator[Finding]:
    """Name a negative carry-over, once what it is computed from is filled in; a total that follows a negative column is not named."""
    each = next(s for s in plan_of(report.form).sums[cell] if s.minus)
    computed = report.is_computed(cell)
    if computed and any(number_of(report.value(term)) is None for term in each.plus):
        return
    if computed and not negative.isdisjoint(report.form.sum_of[cell].terms):
        return
    words = "办理总计比新收加上年结转还多，请核对各项办理结果是否多填或填错了列" if computed else "结转件数不能小于 0"
    verb = "算得" if computed else "填"
    cells = (cell, *each.terms)
    yield replace(_finding(report, cell, f"{verb} {show(report.value(cell))}，{words}"), cells=cells)


def _finding(report: Report, cell: CellId, message: str) -> Finding:
    return Finding(str(cell), f"{report.form.label(cell)}：{message}", (cell,), actual=show(report.value(cell)))


@rule("A4", Level.ERROR, Scope.TABLE, "有未填的格")
def blanks(report: Report) -> Iterator[Finding]:
    """列出每张表里还没有填的格。没有发生的事项填 0，不能留空：空着分不清是“没有”还是“漏填”。

    依据：年度报告格式要求各项数据逐项填报。合计格由程序算出，不在此列。
    改法：有数的补填；确实没有发生的，点“未填的格填 0”一次填好（可以撤销）。
    """
    for table in report.form.tables:
        own = [cell for cell in table.cells if cell not in report.form.sum_of]
        empty = [cell for cell in own if report.value(cell) is None]
        if empty:
            yield _unfilled(report, table, own, empty)


def _unfilled(report: Report, table: Table, own: Sequence[CellId], empty: Sequence[CellId]) -> Finding:
    number = report.form.section(table.id).number
    if len(empty) == len(own):
        message = f"表{number}还没有填：{len(empty)} 格全部空着"
    else:
        message = f"表{number}有 {len(empty)} 格未填：{_places(report.form, table, empty)}"
    change = {cell: _zeroed(report, cell) for cell in empty}
    fix = Fix(f"未填的 {len(empty)} 格填 0", change)
    return Finding(table.id, f"{message}。没有发生的填 0", tuple(empty), actual=f"{len(empty)} 格未填", fix=fix)


def zero(kind: CellType) -> Value:
    """Return 0 as a cell of this type holds it."""
    return {CellType.MONEY: "0", CellType.MONEY_WAN: Decimal(0)}.get(kind, 0)


def _zeroed(report: Report, cell: CellId) -> Entry:
    return Entry(zero(report.form.types[cell]), remark=report.entry(cell).remark)


def _places(form: Format, table: Table, empty: Sequence[CellId]) -> str:
    """Name the empty cells: runs of wholly empty rows as a range, single cells of a row by their columns."""
    rows: dict[str, list[CellId]] = {}
    for cell in table.cells:
        if cell not in form.sum_of:
            rows.setdefault(cell.row, []).append(cell)
    missing, named = set(empty), []
    run: list[CellId] = []
    for cells in rows.values():
        left = [cell for cell in cells if cell in missing]
        if len(left) == len(cells) > 1:
            run.append(cells[0])
            continue
        named += [_range(form, table, run), *([_row_place(form, left, whole=len(cells) == 1)] if left else [])]
        run = []
    places = [place for place in (*named, _range(form, table, run)) if place]
    more = f"等 {len(places)} 处" if len(places) > _MOST_PLACES else ""
    return "、".join(places[:_MOST_PLACES]) + more


def _range(form: Format, table: Table, run: Sequence[CellId]) -> str:
    if not run:
        return ""
    first, last = _row_name(form, run[0]), _row_name(form, run[-1])
    # On paper the groups of 表四 stand side by side in one row.
    kind = "组" if table.grouped else "行"
    return f"{first}整{kind}" if first == last else f"{first}至{last}（{len(run)} {kind}）"


def _row_place(form: Format, cells: Sequence[CellId], *, whole: bool) -> str:
    if whole:
        return _row_name(form, cells[0])
    many = len(cells) > _MOST_COLUMNS
    columns = f"{len(cells)} 格" if many else "、".join(form.cells[cell][1].label for cell in cells)
    return f"{_row_name(form, cells[0])}（{columns}）"


def _row_name(form: Format, cell: CellId) -> str:
    """Return the row's place in the form's words: its label without what the column adds."""
    return form.label(cell).rpartition("·")[0]
