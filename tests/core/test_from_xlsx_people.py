"""Workbooks as people and other programs make them give every number its cell."""

import io
import re
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from core.importers import from_xlsx
from core.importers.recognition import recognise
from core.layout import Grid, Heading, Para, Signature, Title, document
from core.report import Report
from tests.core.sources import refused, shown
from tests.core.workbooks import rendered
from tests.helpers import cell_values, distinct_report

LINE = Side(style="thin")
BOX = Border(LINE, LINE, LINE, LINE)


def put(sheet: Worksheet, row: int, column: int, value: str | int | None) -> None:
    sheet.cell(row, column, value)


def fill(sheet: Worksheet, grid: Grid, top: int, *, ruled: bool, merge: bool, as_text: bool, repeat: bool = False) -> int:
    """Write a table from a row on; return the row below it. Unmerged cells repeat their labels, their numbers where asked."""
    for cell in grid.cells:
        number = cell.text.lstrip("-").isdigit() and not as_text
        rows = range(top + cell.row, top + cell.row + cell.row_span)
        columns = range(cell.column + 1, cell.column + cell.column_span + 1)
        for row in rows:
            for column in columns:
                once = merge or (cell.text.lstrip("-")[:1].isdigit() and not repeat)
                if not once or (row, column) == (rows[0], columns[0]):
                    put(sheet, row, column, int(cell.text) if number else cell.text or None)
                if ruled:
                    sheet.cell(row, column).border = BOX
        if merge and len(rows) * len(columns) > 1:
            sheet.merge_cells(start_row=rows[0], end_row=rows[-1], start_column=columns[0], end_column=columns[-1])
    return top + grid.rows


def book_of(
    report: Report, *, apart: bool = False, ruled: bool = True, merge: bool = True, as_text: bool = False, repeat: bool = False
) -> bytes:
    """Write a report on one sheet, or each table on a sheet of its own behind the prose."""
    book = Workbook()
    sheet = main = book.active
    assert isinstance(sheet, Worksheet)
    assert isinstance(main, Worksheet)
    row = 1
    heading = ""
    for block in document(report).blocks:
        match block:
            case Title(lines=lines):
                texts = list(lines)
            case Heading(text=text) | Para(text=text):
                texts = [text]
                heading = text if isinstance(block, Heading) else heading
            case Signature(unit=unit, date=date):
                texts = [unit, date]
            case _:
                assert isinstance(block, Grid)
                if apart:
                    sheet = book.create_sheet(f"表{len(book.sheetnames)}")
                    put(sheet, 1, 1, heading)
                    fill(sheet, block, 2, ruled=ruled, merge=merge, as_text=as_text, repeat=repeat)
                else:
                    row = fill(main, block, row, ruled=ruled, merge=merge, as_text=as_text, repeat=repeat) + 1
                continue
        for text in texts:
            put(main, row, 1, text)
            row += 1
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def replaced(data: bytes, change: dict[str, str]) -> bytes:
    """Rewrite every XML part of a workbook."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name).decode("utf-8")
            for old, new in change.items():
                content = re.sub(old, new, content)
            after.writestr(name, content)
    return stream.getvalue()


def assert_whole(data: bytes, report: Report, *, texts: bool = True) -> Report:
    again = recognise(from_xlsx.read(data, "年报.xlsx"), "年报.xlsx")
    assert cell_values(again) == cell_values(report)
    assert (again.title, again.year, again.signed_date) == (report.title, report.year, report.signed_date)
    assert not texts or again.texts == report.texts
    return again


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("apart", [False, True], ids=["one-sheet", "sheet-per-table"])
@pytest.mark.parametrize("ruled", [False, True], ids=["plain", "ruled"])
@pytest.mark.parametrize("merge", [False, True], ids=["repeated", "merged"])
def test_one_sheet_or_many_with_and_without_lines_and_merged_cells(form_id: str, apart: bool, ruled: bool, merge: bool) -> None:
    report = distinct_report(form_id)
    assert_whole(book_of(report, apart=apart, ruled=ruled, merge=merge), report)


def test_numbers_that_stand_in_every_place_of_a_cell_that_was_parted_are_right_or_named() -> None:
    report = distinct_report()
    again = recognise(from_xlsx.read(book_of(report, merge=False, repeat=True), "年报.xlsx"), "年报.xlsx")
    noted = {note.where for note in again.notes}
    read = cell_values(again)
    wrong = [cell for cell, value in cell_values(report).items() if read[cell] != value]
    assert [cell for cell in wrong if cell not in noted and cell.rpartition(".")[0] not in noted] == []
    assert all(read[cell] is None for cell in wrong)


@pytest.mark.parametrize("ruled", [False, True])
def test_numbers_stored_as_text_are_numbers(ruled: bool) -> None:
    report = distinct_report()
    assert_whole(book_of(report, ruled=ruled, as_text=True), report)


def test_the_results_that_formulas_hold_are_read() -> None:
    report = distinct_report()
    data = replaced(book_of(report), {r"(<c [^>]*?)( t=\"n\")?><v>(\d+)</v>": r"\1><f>SUM(Z1:Z9)</f><v>\3</v>"})
    assert_whole(data, report)


def test_strict_workbooks_are_read() -> None:
    report = distinct_report()
    names = {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    for data in (book_of(report), rendered(report)):
        assert_whole(replaced(data, names), report)


def test_days_of_strict_workbooks_are_days() -> None:
    data = book_of(distinct_report())
    cell = '<row r="900"><c r="A900" t="d"><v>2026-01-20T00:00:00</v></c></row></sheetData>'
    source = from_xlsx.read(replaced(data, {"</sheetData>": cell}), "年报.xlsx")
    assert shown(source)[-1] == "2026年1月20日"


def test_a_workbook_with_macros_is_read_and_nothing_of_them_run() -> None:
    report = distinct_report()
    kind = {r"vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main": "vnd.ms-excel.sheet.macroEnabled.main"}
    stream = io.BytesIO(replaced(book_of(report), kind))
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0Auto_Open")
    assert_whole(stream.getvalue(), report)


def test_a_binary_workbook_is_refused_in_a_sentence() -> None:
    data = replaced(book_of(distinct_report()), {r"workbook\.xml": "workbook.bin"})
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/workbook.bin", b"\x83\x01\x00")
    refused(from_xlsx.read, stream.getvalue(), "年报.xlsb", ".xlsb")


def test_lines_above_a_table_that_stands_in_the_prose_are_named_unless_they_are_unit_and_year() -> None:
    book = Workbook()
    prose, page = book.active, book.create_sheet("表一")
    assert isinstance(prose, Worksheet)
    for text in ("一、总体情况", "全年平稳。", "二、主动公开情况", "三、其他"):
        prose.append([text])
    above = ["二、主动公开情况"], ["填报单位：青石县柳河乡", "2025年度"], ["单位：件", "另有 17 件未列入"], ["制表：甲"]
    for row in (*above, ["项", "数"], ["甲", 12]):
        page.append(row)
    for line in page["A5:B6"]:
        for cell in line:
            cell.border = BOX
    stream = io.BytesIO()
    book.save(stream)
    source = from_xlsx.read(stream.getvalue(), "x.xlsx")
    assert shown(source) == ["一、总体情况", "全年平稳。", "二、主动公开情况", (("项", "数"), ("甲", "12")), "三、其他"]
    assert [note.message for note in source.notes] == ["工作表“表一”表格上方的文字没有读入，请核对：单位：件　另有 17 件未列入　制表：甲"]


def test_unit_and_year_above_the_tables_of_the_programs_own_workbook_need_no_note() -> None:
    report = distinct_report()
    assert report.unit
    assert report.year
    assert from_xlsx.read(rendered(report), "x.xlsx").notes == ()
