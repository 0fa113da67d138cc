"""Write a report as a workbook: a sheet a table with live totals, the prose, the findings."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from core.exporters.to_xlsx_measure import legal
from core.exporters.to_xlsx_package import Results, finish
from core.exporters.to_xlsx_style import Styles
from core.exporters.to_xlsx_table import TableSheet
from core.exporters.to_xlsx_text import TextSheet, write_findings
from core.finding_rows import FindingRow
from core.layout import Document, Grid, Heading
from core.report import Report
from core.workbook import FINDINGS_SHEET, TEXT_SHEET

# A workbook must say when it was made; the same report has to give the same bytes on any day.
_MADE = datetime(2000, 1, 1)
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_NAME = 31


def render(document: Document, report: Report, findings: Sequence[FindingRow] = ()) -> bytes:
    """Return the workbook of a report.

    One sheet a table as the form has it, its declared sums as formulas with their results beside them, a total that is 手填 as its
    number; 未填 is blank. Then the prose, a paragraph a row, and the findings as (level, rule id, place, message).
    """
    book = _new_book(document)
    styles = Styles()
    titles = {block.section: block.text for block in document.blocks if isinstance(block, Heading)}
    tables: list[tuple[Worksheet, TableSheet]] = []
    sheets: dict[str, str] = {}
    names: dict[str, str] = {}
    for grid in (block for block in document.blocks if isinstance(block, Grid)):
        title = titles.get(grid.table, grid.table)
        sheet = book.create_sheet(sheet_name(title, grid.table))
        sheets[grid.table] = sheet.title
        table = TableSheet(sheet, styles, grid, report)
        table.write(title, document.unit, document.year)
        names |= {name: f"'{sheet.title}'!{place}" for name, place in table.names()}
        tables.append((sheet, table))
    TextSheet(book.create_sheet(TEXT_SHEET), styles, sheets).write(document)
    write_findings(book.create_sheet(FINDINGS_SHEET), styles, findings)
    saved = _saved(book)
    results: dict[str, Results] = {_part(sheet): {} for sheet in book.worksheets}
    results |= {_part(sheet): table.results for sheet, table in tables}
    return finish(saved, results, names)


def _saved(book: Workbook) -> bytes:
    """Return the workbook as the library writes it, not yet packed and with no note of the hour."""
    stream = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(stream, "w")).save()
    return stream.getvalue()


def _new_book(document: Document) -> Workbook:
    book = Workbook()
    del book[book.sheetnames[0]]
    properties = book.properties
    properties.title, properties.subject = legal(document.title), _subject(document.year)
    properties.creator = properties.lastModifiedBy = legal(document.unit)
    properties.created = properties.modified = _MADE
    return book


def _part(sheet: Worksheet) -> str:
    """Name the part of a saved sheet."""
    return sheet.path.removeprefix("/")


def sheet_name(title: str, otherwise: str) -> str:
    """Turn a section's title into a name that a sheet may bear."""
    return legal(title).translate(_FORBIDDEN).strip()[:_LONGEST_NAME] or otherwise


def _subject(year: int) -> str:
    return f"{year}年度政府信息公开工作年度报告" if year else "政府信息公开工作年度报告"
