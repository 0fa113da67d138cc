"""填报说明: what the place under the cursor asks for, from the form and the rules themselves. Also 关于."""

from core.rules.engine import rule_of
from gui.places import INFO, Place
from gui.session import Session
from gui.words import formula_words

ABOUT = (
    "公开年报 编制政府信息公开工作年度报告：读入上年报告，生成今年草稿，填表、写稿、检查，导出 Word、Excel、PDF。\n\n"
    "所有内容都只保存在本机。按 Apache-2.0 许可发布；界面用 Qt（LGPL），随附思源字体（OFL）。"
)


def help_for(session: Session, place: Place) -> tuple[str, str]:
    """Return a heading and an explanation for a place: how its cell is made up, what its section asks for, what is checked here."""
    form = session.report.form
    if place.page == INFO:
        text = "单位写机关全称。标题是“单位 + 年度 + 政府信息公开工作年度报告”。落款日期是报告的成文日期，不早于次年 1 月 1 日。"
        return "报告信息与前言", _with_findings(session, place, text)
    section = form.section(place.page)
    if section.kind == "text":
        aspects = f"本部分应写：{'、'.join(section.aspects)}。\n" if section.aspects else ""
        text = f"{aspects}灰色文字还是上年的，改过以后变为黑色。波浪线处请核对，右边有说明。"
        return section.title, _with_findings(session, place, text)
    if place.cell is None:
        return section.title, _with_findings(session, place, "逐格填写；没有发生的填 0，不要留空。着色的合计自动计算。")
    return form.label(place.cell), _with_findings(session, place, _cell(session, place))


def _cell(session: Session, place: Place) -> str:
    cell = place.cell
    if cell is None:
        return ""
    report = session.report
    row, column = report.form.cells[cell]
    kinds = {"count": "填写件数，是 0 或正整数", "signed": "填写增减数，可以带正负号", "money_wan": "单位为万元，可以有小数"}
    parts = ["、".join((*row.path, *column.path)) + "。"]
    parts.append(f"{kinds.get(column.type.value, '按实际填写')}；没有发生的填 0。")
    formula = formula_words(report.form, cell)
    if formula:
        parts.append(f"自动计算：{formula}" if cell in report.form.sum_of else formula)
    if report.entry(cell).manual:
        parts.append("这一格是手填的数，不再自动计算；用“恢复自动计算”改回。")
    last = session.last_value(cell)
    if last is not None:
        parts.append(f"上年：{last}")
    return "\n".join(parts)


def _with_findings(session: Session, place: Place, text: str) -> str:
    """Add what the rules that speak here say about themselves."""
    found = session.findings_at(place.cell) if place.cell else session.findings_in(place.page)
    helps = dict.fromkeys(f"【{rule.title}】{rule.help}" for f in found if (rule := rule_of(f)))
    return "\n\n".join((text, *helps))
