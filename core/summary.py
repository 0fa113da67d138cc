"""Say in sentences what a file was read as, for the check command: year, edition of the form, cells, amounts."""

from core.places import place_label
from core.report import Report
from core.schema import format_for_year
from core.values import CellType, with_remark

_AMOUNTS = (CellType.MONEY, CellType.MONEY_WAN)


def summary(report: Report) -> str:
    """Return one sentence: whose report of which year, which edition of the form, how many cells are filled, which amounts."""
    form = report.form
    year = f"{report.year} 年度报告" if report.year else "年度不明的报告"
    fits = "" if not report.year else "，与年度相符" if format_for_year(report.year).id == form.id else "，与年度不符"
    filled = sum(report.value(cell) is not None for cell in form.cells)
    amounts = [
        f"{form.label(cell)} {with_remark(report.entry(cell).value, report.entry(cell).remark)}"
        for cell, kind in form.types.items()
        if kind in _AMOUNTS and report.value(cell) not in (None, 0)
    ]
    parts = [
        f"{report.unit or '单位不明'} {year}",
        f"表样为 {form.basis}{fits}",
        f"{len(form.cells)} 格中填了 {filled} 格",
    ]
    return "；".join([*parts, *amounts])


def lines(report: Report) -> list[tuple[str, str]]:
    """Return (place, sentence) for the summary and for every note that the reader left."""
    notes = [(place_label(report.form, note.where), note.message) for note in report.notes]
    return [("全文", summary(report)), *notes]
