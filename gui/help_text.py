"""填报说明: what the place under the cursor asks for, from the official rules, the form, the report itself and what is checked here."""

from dataclasses import dataclass

from core.filling import guidance
from core.rollover import last_memo
from core.rules.engine import Rule, registered, rule_of
from core.schema import CellId, Section
from core.values import show
from gui.grid_state import difference
from gui.grid_terms import compositions, into, sentence
from gui.places import INFO, Place
from gui.session import Session

_KINDS = {
    "count": "件数，0 或者正整数",
    "signed": "增减数，可以带正负号",
    "money_wan": "金额，单位万元，可以有小数",
    "money": "金额，连同单位",
}
# What holds every cell of a table, every total, and every cell of the balance of 表三 against something.
_EVERYWHERE, _SUMS, _BALANCE = ("A3", "A4"), ("A1",), ("A2",)
_BALANCED = ("new", "carried_in", "results_total", "carried_out")


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the paragraphs under it."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Help:
    """What is known of a place: its name, the official words for it, the parts, and where it is laid down."""

    title: str
    under: str
    parts: tuple[Part, ...]
    source: str = ""

    @property
    def text(self) -> str:
        """All of it as plain text."""
        parts = "\n\n".join("\n".join((part.title, *part.lines)) for part in self.parts)
        return "\n\n".join(filter(None, (self.title, self.under, parts, self.source)))


def help_for(session: Session, place: Place) -> Help:
    """Return what is known of a place."""
    form = session.report.form
    if place.page == INFO:
        text = "单位写机关全称。标题是“单位 + 年度 + 政府信息公开工作年度报告”。落款日期是报告的成文日期，不早于次年 1 月 1 日。"
        return Help("报告信息与前言", "", _parts(("怎么填", (text,)), _found(session, place)))
    section = form.section(place.page)
    if section.kind == "text":
        return Help(section.title, "", _parts(("写什么", _prose(section)), _found(session, place)), f"依据：{form.basis}")
    if place.cell is None:
        text = "逐格填写；没有发生的填 0，不要留空。着色的合计自动计算。"
        return Help(section.title, "", _parts(("怎么填", (text,)), _found(session, place)), f"依据：{form.basis}")
    return _cell(session, place, place.cell)


def _prose(section: Section) -> tuple[str, ...]:
    aspects = (f"本部分应写：{'、'.join(section.aspects)}。",) if section.aspects else ()
    return (*aspects, "灰色文字还是上年的，改过以后变为黑色。波浪线处请核对，右边有说明。")


def _cell(session: Session, place: Place, cell: CellId) -> Help:
    report = session.report
    row, column = report.form.cells[cell]
    asked, beside = guidance(report.form, cell)
    kind = _KINDS.get(column.type.value, "按实际填写")
    typed = () if cell in report.form.sum_of else (f"填{kind}；没有发生的填 0，不要留空。",)
    fill = (
        asked.text,
        f"{column.label}：{beside.text}",
        *typed,
    )
    memo, last = report.memos.get(cell, ""), _last(session, cell)
    parts = _parts(
        ("填什么", fill),
        ("怎么算", _sums(session, cell)),
        ("上年", last),
        ("批注", (memo,) if memo else ()),
        ("这里检查什么", tuple(f"{each.title}（{each.level.label}）" for each in _checks(session, cell, (*asked.checks, *beside.checks)))),
        _found(session, place),
    )
    sources = "；".join(dict.fromkeys((asked.source, beside.source)))
    return Help(report.form.label(cell), " › ".join((*row.path, *column.path)), parts, f"依据：{sources}。表样：{report.form.basis}")


def _sums(session: Session, cell: CellId) -> tuple[str, ...]:
    report = session.report
    lines = [sentence(session, each) for each in compositions(session, cell)]
    targets = into(report.form, cell)
    if targets:
        lines.append(f"计入{'、'.join(report.form.label(target) for target in targets)}。")
    if report.entry(cell).manual:
        lines.append("这一格是手填的数，不再自动计算；用“恢复自动计算”改回。")
    elif cell in report.form.sum_of:
        lines.append("这一格自动计算，不用填。")
    return tuple(lines)


def _last(session: Session, cell: CellId) -> tuple[str, ...]:
    last, memo = session.last_value(cell), last_memo(session.report, cell)
    apart = difference(session.report.value(cell), last)
    lines = (f"上年 {show(last)}" + (f"，今年相差 {apart}。" if apart not in ("", "±0") else "。"),) if last is not None else ()
    return (*lines, f"上年批注：{memo}") if memo else lines


def _checks(session: Session, cell: CellId, named: tuple[str, ...]) -> list[Rule]:
    """Return the rules that hold this cell against something, those that the office has switched off left out."""
    form, settings = session.report.form, session.office.settings
    ids = [*named, *_EVERYWHERE]
    if any(each.target == cell for each in form.sums):
        ids += _SUMS
    if cell.table == "applications" and cell.row in _BALANCED:
        ids += _BALANCE
    rules = registered()
    return [rule for key, rule in rules.items() if key in ids and settings.level(rule) is not None]


def _found(session: Session, place: Place) -> tuple[str, tuple[str, ...]]:
    """Return what is wrong here, and what the rules that speak say about themselves."""
    found = session.findings_at(place.cell) if place.cell else session.findings_in(place.page)
    said = [f"{each.level.label}：{each.message}" for each in found] if place.cell else []
    helps = dict.fromkeys(f"【{rule.title}】{rule.help}" for each in found if (rule := rule_of(each)))
    return "现在查出的", (*said, *helps)


def _parts(*parts: tuple[str, tuple[str, ...]]) -> tuple[Part, ...]:
    return tuple(Part(title, lines) for title, lines in parts if lines)
