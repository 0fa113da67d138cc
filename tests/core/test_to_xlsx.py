"""The workbook is a form that one can go on working in: live totals, checked entry, locked labels, a page that prints."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from core.calculation import set_cells, settle
from core.exporters import to_xlsx
from core.layout import Grid, Role, document
from core.report import Entry, Report, paragraphs
from core.schema import CellId, formats
from core.values import CellType, show
from core.workbook import FINDINGS_SHEET, LONGEST_TEXT, TEXT_SHEET
from tests.core.workbooks import TABLE_TOP, Calculator, opened, places, table_sheets
from tests.helpers import distinct_report, reports

FORMS = ["2019", "2021"]
RISKY = ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("x")', "-——", "\t=1"]


def made(report: Report, findings: list[tuple[str, str, str, str]] | None = None) -> tuple[Workbook, list[tuple[Grid, Worksheet]]]:
    laid = document(report)
    book = opened(to_xlsx.render(laid, report, findings or []))
    return book, table_sheets(book, laid)


# ---- layout ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form_id", FORMS)
def test_a_sheet_has_the_cells_and_spans_of_the_form(form_id: str) -> None:
    report = distinct_report(form_id)
    book, sheets = made(report)
    assert book.sheetnames == [s.title for s in report.form.sections if s.kind == "table"] + [TEXT_SHEET, FINDINGS_SHEET]
    for grid, sheet in sheets:
        merged = {(r.min_row - TABLE_TOP, r.min_col - 1): (r.size["rows"], r.size["columns"]) for r in sheet.merged_cells.ranges}
        for cell in grid.cells:
            assert merged.pop((cell.row, cell.column), (1, 1)) == (cell.row_span, cell.column_span)
            if cell.cell is None:
                assert sheet.cell(cell.row + TABLE_TOP, cell.column + 1).value == cell.text
        assert all(row < 0 for row, _ in merged), "nothing else is merged but the lines above"
        assert report.unit in sheet["A2"].value


def test_numbers_are_numbers_and_blanks_are_blank() -> None:
    report = distinct_report()
    cells = [c for c in report.form.cells if c not in report.form.sum_of]
    report.entries[cells[0]] = Entry(None)
    report.entries[cells[1]] = Entry(0)
    report.entries[cells[2]] = Entry(Decimal("0.1"))
    report.entries[cells[3]] = Entry("约五件")
    report.entries[cells[4]] = Entry(123456789012345)
    report.entries[cells[5]] = Entry(-7, remark="更正")
    _, sheets = made(report)
    found = {cell: sheet[place] for grid, sheet in sheets for cell, place in places(grid).items()}
    assert [found[c].value for c in cells[:6]] == [None, 0, 0.1, "约五件", 123456789012345, -7]
    for cell in cells[6:]:
        assert show(Decimal(repr(found[cell].value))) == show(report.value(cell))


# ---- totals ---------------------------------------------------------------------------------------


@given(reports(with_last=False))
@settings(max_examples=5)
def test_totals_are_live_and_give_what_the_program_computes(report: Report) -> None:
    laid = document(report)
    data = to_xlsx.render(laid, report)
    for (grid, sheet), (_, shown) in zip(table_sheets(opened(data), laid), table_sheets(opened(data, results=True), laid), strict=True):
        calculator = Calculator(sheet)
        for cell, place in places(grid).items():
            live = sheet[place].data_type == "f"
            assert live == report.is_computed(cell), "automatic totals and nothing else are formulas"
            if live:
                computed = calculator.value(place)
                assert (None if computed == "" else computed) == pytest.approx(shown[place].value)
                assert shown[place].value == pytest.approx(None if report.value(cell) is None else float(str(report.value(cell))))


@pytest.mark.parametrize("form_id", FORMS)
def test_a_total_follows_what_is_typed_into_the_sheet(form_id: str) -> None:
    report = distinct_report(form_id)
    _, sheets = made(report)
    for grid, sheet in sheets:
        terms = [c for c in places(grid) if c not in report.form.sum_of and report.form.types[c] is CellType.COUNT]
        changed = report.copy()
        set_cells(changed, {terms[0]: Entry(5000), terms[-1]: Entry(None)})
        calculator = Calculator(sheet, {places(grid)[terms[0]]: 5000, places(grid)[terms[-1]]: None})
        totals = [c for c in places(grid) if c in report.form.sum_of]
        assert {c: calculator.value(places(grid)[c]) for c in totals} == {c: changed.value(c) for c in totals}


def test_a_total_without_terms_is_blank() -> None:
    report = Report(formats()["2021"], unit="甲乡", year=2024)
    _, sheets = made(report)
    totals = [(sheet, place) for grid, sheet in sheets for c, place in places(grid).items() if c in report.form.sum_of]
    assert totals
    assert {Calculator(sheet).value(place) for sheet, place in totals} == {""}


def test_a_wrong_total_stays_a_number_and_turns_red() -> None:
    report = distinct_report()
    wrong = CellId("applications", "granted", "total")
    right = report.value(wrong)
    settle(report, dict(report.entries) | {wrong: Entry(60)})
    _, (_, (grid, sheet), _) = made(report)
    assert sheet[places(grid)[wrong]].value == 60
    assert red(sheet) == {places(grid)[wrong], places(grid)[CellId("applications", "results_total", "total")]}
    typed = {places(grid)[wrong]: right}
    assert red(sheet, typed) == set(), "the right number typed in, nothing is red"


def red(sheet: Worksheet, typed: dict[str, Any] | None = None) -> set[str]:
    """Return the cells that the sheet's own conditions redden."""
    calculator = Calculator(sheet, typed)
    found = set()
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            if calculator.result(rule.formula[0]):
                found.add(str(area.sqref))
    return found


@pytest.mark.parametrize("form_id", FORMS)
def test_every_declared_sum_is_watched_and_none_is_red_without_cause(form_id: str) -> None:
    report = distinct_report(form_id)
    watched = set()
    for grid, sheet in made(report)[1]:
        at = {place: cell for cell, place in places(grid).items()}
        watched |= {at[str(area.sqref)] for area in sheet.conditional_formatting}
        assert red(sheet) == set()
    assert watched == {each.target for each in report.form.sums}


# ---- guards ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("form_id", FORMS)
def test_values_can_be_typed_over_and_labels_cannot(form_id: str) -> None:
    report = distinct_report(form_id)
    for grid, sheet in made(report)[1]:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        for cell in grid.cells:
            locked = sheet.cell(cell.row + TABLE_TOP, cell.column + 1).protection.locked
            assert locked == (cell.role not in (Role.VALUE, Role.SUM))
        assert sheet["A1"].protection.locked


@pytest.mark.parametrize("form_id", FORMS)
def test_entry_is_checked_by_the_type_of_the_column(form_id: str) -> None:
    report = distinct_report(form_id)
    rules = {CellType.COUNT: ("whole", "greaterThanOrEqual", "0"), CellType.SIGNED: ("whole", "between", "-999999999")}
    rules[CellType.MONEY_WAN] = ("decimal", "greaterThanOrEqual", "0")
    for grid, sheet in made(report)[1]:
        found = {}
        for each in sheet.data_validations.dataValidation:
            for area in each.sqref.ranges:
                assert area.size == {"rows": 1, "columns": 1}
                found[area.coord] = (each.type, each.operator or "between", each.formula1)
        wanted = {place: rules[report.form.types[c]] for c, place in places(grid).items() if report.form.types[c] in rules}
        assert found == wanted


def test_text_that_looks_like_a_formula_is_text() -> None:
    report = distinct_report("2019", unit="=甲乡")
    money = next(c for c, kind in report.form.types.items() if kind is CellType.MONEY)
    counts = [c for c, kind in report.form.types.items() if kind is CellType.COUNT and c not in report.form.sum_of]
    for cell, text in zip([money, *counts], RISKY, strict=False):
        report.entries[cell] = Entry(text)
    report.entries[counts[-1]] = Entry(3, remark="=1+1")
    report.title = "=A1"
    report.texts["overview"] = paragraphs(RISKY)
    report.signed_unit = "+甲乡"
    findings = [("=错误", "@A1", "-1", text) for text in RISKY]
    book, sheets = made(report, findings)
    totals = {(sheet.title, place) for grid, sheet in sheets for c, place in places(grid).items() if c in report.form.sum_of}
    texts = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or (sheet.title, cell.coordinate) in totals
                if cell.data_type == "s" and str(cell.value).startswith(("=", "+", "-", "@", "\t")):
                    assert cell.quotePrefix, cell.coordinate
                    texts.add(cell.value)
    assert texts >= {*RISKY, "=A1", "+甲乡", "=错误", "@A1", "-1"}


def test_what_xml_cannot_hold_does_no_harm() -> None:
    odd = "甲\x03\ud800\uffff_x0041_\x1f乙"
    report = distinct_report(unit=odd)
    report.title = odd
    cell = CellId("proactive", "licensing", "decisions")
    report.entries[cell] = Entry(5, remark=odd)
    book, ((_, sheet), *_) = made(report, [("错误", "A1", odd, odd)])
    assert (book.properties.title, book.properties.creator) == ("甲�_x0041_乙", "甲�_x0041_乙")
    assert sheet["A2"].value == "填报单位：甲_x0003_�_xFFFF__x0041__x001F_乙"
    findings = book[FINDINGS_SHEET]
    assert findings["C4"].value == findings["D4"].value == "甲_x0003_�_xFFFF__x0041__x001F_乙"


def test_texts_come_from_the_table_of_texts() -> None:
    """The previews of phones leave a cell blank whose text stands in the sheet itself."""
    report = distinct_report()
    report.texts["overview"] = paragraphs(["甲", "乙", "甲"])
    with zipfile.ZipFile(io.BytesIO(to_xlsx.render(document(report), report))) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        strings = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    assert all(b't="s"' in sheet and b"inlineStr" not in sheet for sheet in sheets)
    texts = [string.findtext("{*}t") for string in strings]
    assert len(texts) == len(set(texts)), "each text stands there once"


# ---- paper ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form_id", FORMS)
def test_every_sheet_prints_on_a4_and_repeats_its_head(form_id: str) -> None:
    book, sheets = made(distinct_report(form_id))
    for sheet in book.worksheets:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.orientation == "portrait"
        fit = sheet.sheet_properties.pageSetUpPr
        assert fit is not None
        assert fit.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_options.horizontalCentered
    for grid, sheet in sheets:
        if grid.head_rows:
            assert sheet.print_title_rows == f"${TABLE_TOP}:${TABLE_TOP + grid.head_rows - 1}"
        first = min((place for place in places(grid).values()), key=lambda p: (sheet[p].row, sheet[p].column))
        assert sheet.freeze_panes == (first if grid.head_rows else f"B{TABLE_TOP}")


@pytest.mark.parametrize("form_id", FORMS)
def test_every_label_has_room(form_id: str) -> None:
    """A square is 14 pixels, a line 14 points high: a rough measure of its own, below which text would be cut off."""
    for grid, sheet in made(distinct_report(form_id))[1]:
        widths = {i: sheet.column_dimensions[letter].width * 7 for i, letter in enumerate("ABCDEFGHIJKLMNO"[: grid.columns])}
        heights = {i: sheet.row_dimensions[i + TABLE_TOP].height for i in range(grid.rows)}
        for cell in grid.cells:
            squares = max(1, int(sum(widths[cell.column + i] for i in range(cell.column_span)) // 14))
            lines = -(-len(cell.text) // squares) if cell.cell is None else 1
            assert sum(heights[cell.row + i] for i in range(cell.row_span)) >= 14 * lines, cell.text


def test_cells_have_names() -> None:
    report = distinct_report()
    book, sheets = made(report)
    for grid, sheet in sheets:
        for cell, place in places(grid).items():
            [(title, area)] = book.defined_names[str(cell)].destinations
            assert (title, area.replace("$", "")) == (sheet.title, place)
    assert len(book.defined_names) == len(report.form.cells)


def test_remarks_stand_in_comments_and_below_the_table() -> None:
    report = distinct_report()
    cell = CellId("proactive", "normative_documents", "effective")
    report.entries[cell] = Entry(22, remark="其中修订16件")
    _, ((grid, sheet), *_) = made(report)
    commented = sheet[places(grid)[cell]]
    assert commented.value == 22
    assert "其中修订16件" in commented.comment.text
    below = str(sheet.cell(TABLE_TOP + grid.rows, 1).value)
    assert below.startswith("注：")
    assert "22（其中修订16件）" in below


# ---- the other sheets -------------------------------------------------------------------------------


def test_the_prose_is_whole_a_paragraph_a_row() -> None:
    report = distinct_report()
    long = "很长的一段，" * 400
    longer = "更长" * LONGEST_TEXT
    report.texts["overview"] = paragraphs(["<r>不是标记</r>", long, longer, "末段"])
    book, _ = made(report)
    sheet = book[TEXT_SHEET]
    texts = [cell.value for cell in sheet["A"] if cell.value]
    assert texts[:2] == [report.unit, report.title.removeprefix(report.unit)]
    assert "<r>不是标记</r>" in texts
    assert long in texts
    assert "".join(t for t in texts if t.startswith("更长")) == longer
    heights = sum(sheet.row_dimensions[r].height for area in sheet.merged_cells.ranges for r in range(area.min_row, area.max_row + 1))
    assert heights > 2 * 409, "what no row can hold goes over several"
    assert all(d.height <= 409 for d in sheet.row_dimensions.values())
    assert texts[-2:] == [report.unit, "2024年1月20日"]
    links = {cell.value: cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink}
    assert links == {name: f"'{name}'!A1" for name in book.sheetnames[:3]}


def test_findings_are_listed_and_counted() -> None:
    findings = [
        ("错误", "A1", "三（七）总计·自然人", "填 60，各项相加为 61，相差 1"),
        ("提示", "W6", "", "重复"),
        ("错误", "A4", "表二", "未填"),
    ]
    book, _ = made(distinct_report(), findings)
    rows = list(book[FINDINGS_SHEET].iter_rows(values_only=True))
    assert [tuple(v or "" for v in row) for row in rows[3:]] == findings
    assert rows[1][0] == "错误 2 条　提示 1 条"
    assert rows[2] == ("级别", "规则", "位置", "说明")
    empty, _ = made(distinct_report())
    assert empty[FINDINGS_SHEET]["A2"].value == "没有发现问题"


def test_the_same_report_gives_the_same_bytes_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    report = distinct_report()
    report.entries[CellId("proactive", "licensing", "decisions")] = Entry(5, remark="含变更")
    first = to_xlsx.render(document(report), report, [("错误", "A1", "甲", "乙")])
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert to_xlsx.render(document(report), report, [("错误", "A1", "甲", "乙")]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert report.title in core
