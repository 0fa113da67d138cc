"""What the window shows of one cell beside its number: its state, its findings, last year's value."""

from dataclasses import dataclass
from html import escape

from core.calculation import expected
from core.rules.engine import Finding, Level
from core.schema import CellId
from core.values import Value, number_of, show
from gui.finding_menu import mends
from gui.session import Session

_GRAVITY = (Level.ERROR, Level.CONFIRM, Level.HINT)


@dataclass(frozen=True, slots=True)
class CellState:
    """One value cell as it is drawn. `text` is the number without its remark; `last` and `difference` are printed, empty where unknown."""

    text: str
    remark: str
    memo: str
    number: bool
    empty: bool
    zero: bool
    summed: bool
    manual: bool
    carried: bool
    doubtful: bool
    level: Level | None
    last: str
    difference: str


def state_of(session: Session, cell: CellId) -> CellState:
    """Read a cell's state from the session."""
    report = session.report
    entry = report.entry(cell)
    number = number_of(entry.value)
    last = session.last_value(cell)
    return CellState(
        text=show(entry.value),
        remark=entry.remark,
        memo=report.memos.get(cell, ""),
        number=number is not None,
        empty=entry.value is None,
        zero=number == 0,
        summed=cell in report.form.sum_of,
        manual=entry.manual,
        carried=entry.carried,
        doubtful=entry.doubtful,
        level=gravest(session.findings_at(cell)),
        last=show(last),
        difference=difference(entry.value, last),
    )


def gravest(findings: tuple[Finding, ...]) -> Level | None:
    """Return the gravest level among findings."""
    levels = {finding.level for finding in findings}
    return next((level for level in _GRAVITY if level in levels), None)


def difference(value: Value, last: Value) -> str:
    """Print this year's number less last year's with its sign: +1, −2, ±0; empty where one is no number."""
    now, before = number_of(value), number_of(last)
    if now is None or before is None:
        return ""
    step = now - before
    if step == 0:
        return "±0"
    return f"+{show(step)}" if step > 0 else f"−{show(-step)}"


def _states(session: Session, cell: CellId, state: CellState) -> list[str]:
    told: list[str] = []
    if state.manual:
        told.append(f"手填：按合计应为 {show(expected(session.report, cell)) or '未填'}，按 Delete 恢复自动")
    elif state.summed:
        told.append("自动计算")
    if state.carried:
        told.append("由上年报告带入")
    if state.doubtful:
        told.append("待核对：读入时不能确定，请对照原文核对")
    if state.empty and not state.summed:
        told.append("未填")
    if state.remark:
        told.append(f"备注：{state.remark}")
    if state.memo:
        told.append(f"批注：{state.memo}")
    if state.last:
        told.append(f"上年 {state.last}" + (f"，相差 {state.difference}" if state.difference not in ("", "±0") else ""))
    return told


def told_about(session: Session, cell: CellId) -> list[str]:
    """Say in sentences what is wrong at a cell and what it is: findings first, then state, remark, last year's value."""
    found = session.findings_at(cell)
    wrong = [f"{finding.level.label}：{finding.message}" for finding in found]
    return wrong + mends(found) + _states(session, cell, state_of(session, cell))


def tooltip(session: Session, cell: CellId) -> str:
    """Return the tooltip of a cell as rich text, which Qt wraps; empty where nothing is to be said."""
    lines = told_about(session, cell)
    return "<qt>" + "<br>".join(escape(line).replace("\n", "<br>") for line in lines) + "</qt>" if lines else ""
