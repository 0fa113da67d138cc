"""How much of each section was read, in words. No widgets."""

from dataclasses import dataclass

from core.report import PREAMBLE, Report
from gui.progress import short_title
from gui.words import count_words

INFO = "info"


@dataclass(frozen=True, slots=True)
class Amount:
    """What was read of one section: `words` tell how much, `missing` where nothing was found, `doubtful` counts cells 待核对."""

    title: str
    words: str
    missing: bool
    doubtful: int = 0


def amount_of(report: Report, page: str) -> Amount:
    """Return what was read of a section, or of the report's particulars (`info`)."""
    if page == INFO:
        return _info(report)
    section = report.form.section(page)
    title = short_title(section)
    return _table(title, report, page) if section.kind == "table" else _prose(title, report, page)


def amounts(report: Report) -> list[Amount]:
    """Return what was read, section by section."""
    return [amount_of(report, section.id) for section in report.form.sections]


def whole_amount(report: Report) -> str:
    """Say how much of the whole report was read: 200 格中读到 198 格 · 2 部分没有读到."""
    cells = [cell for table in report.form.tables for cell in table.cells]
    read = sum(report.value(cell) is not None for cell in cells)
    missing = sum(amount.missing for amount in amounts(report))
    return f"{len(cells)} 格中读到 {read} 格" + (f" · {missing} 个部分没有读到" if missing else "")


def _info(report: Report) -> Amount:
    held = (("单位", report.unit), ("年度", report.year), ("前言", report.paragraphs(PREAMBLE)), ("落款日期", report.signed_date))
    missing = [name for name, value in held if not value]
    told = f"没有读到{'、'.join(missing)}" if missing else "单位、年度、前言和落款都读到了"
    return Amount("标题、前言和落款", told, not (report.unit and report.year))


def _prose(title: str, report: Report, part: str) -> Amount:
    held = report.paragraphs(part)
    count = count_words("".join(p.text for p in held))
    return Amount(title, f"{len(held)} 段 · {count} 字" if count else "没有读到文字", not count)


def _table(title: str, report: Report, table: str) -> Amount:
    cells = report.form.table(table).cells
    entries = [report.entry(cell) for cell in cells]
    read = sum(entry.value is not None for entry in entries)
    doubtful = sum(entry.doubtful for entry in entries)
    counts = (("未填", len(cells) - read), ("手填", sum(e.manual for e in entries)), ("待核对", doubtful))
    parts = [f"{len(cells)} 格中读到 {read} 格", *(f"{count} 格{name}" for name, count in counts if count)]
    return Amount(title, " · ".join(parts), not read, doubtful)
