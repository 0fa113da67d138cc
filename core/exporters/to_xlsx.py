"""Write a report as a workbook: a sheet a table with live totals, the prose, the findings."""

import io
from collections.abc import Sequence
from datetime import datetime

from core.exporters import to_xlsx_style as style
from core.exporters.to_xlsx_table import TableSheet
from core.exporters.to_xlsx_text import Finding, TextSheet, write_findings
from core.layout import Document, Grid, Heading
from core.report import Report
from core.workbook import FINDINGS_SHEET, TEXT_SHEET

# A workbook must say when it was made; the same report has to give the same bytes on any day.
_MADE = datetime(2000, 1, 1)
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME = 31


def render(document: Document, report: Report, findings: Sequence[Finding] = ()) -> bytes:
    """Return the workbook of a report.

    One sheet a table as the form has it, its declared sums as formulas with their results beside them, a total that is 手填 as its
    number; 未填 is blank. Then the prose, a paragraph a row, and the findings as (level, rule id, place, message).
    """
    from xlsxwriter.workbook import Workbook

    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "default_format_properties": {"font_name": style.SONG, "font_size": 10.5}})
    book.set_properties(
        {"title": style.sound(document.title), "author": style.sound(document.unit), "subject": _subject(document.year), "created": _MADE}
    )
    styles = style.Styles(book)
    titles = {block.section: block.text for block in document.blocks if isinstance(block, Heading)}
    names: dict[str, str] = {}
    for grid in (block for block in document.blocks if isinstance(block, Grid)):
        title = titles.get(grid.table, grid.table)
        names[grid.table] = sheet_name(title, grid.table)
        table = TableSheet(book.add_worksheet(names[grid.table]), styles, grid, report)
        table.write(title, document.unit, document.year)
        for name, place in table.names():
            book.define_name(name, f"='{names[grid.table]}'!{place}")
    TextSheet(book.add_worksheet(TEXT_SHEET), styles, names).write(document)
    write_findings(book.add_worksheet(FINDINGS_SHEET), styles, findings)
    book.close()
    return stream.getvalue()


def sheet_name(title: str, otherwise: str) -> str:
    """Turn a section's title into a name that a sheet may bear."""
    return title.translate(_FORBIDDEN).strip()[:_LONGEST_NAME] or otherwise


def _subject(year: int) -> str:
    return f"{year}年度政府信息公开工作年度报告" if year else "政府信息公开工作年度报告"
