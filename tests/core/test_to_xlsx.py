"""The workbook is a form that one can go on working in: live totals, checked entry, locked labels, a page that prints."""

import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.calculation import set_cells, settle
from core.exporters import to_xlsx
from core.finding_rows import FindingRow
from core.layout import Role, document
from core.report import Entry, Report, paragraphs
from core.schema import CellId, formats
from core.values import CellType, show
from core.workbook import FINDINGS_SHEET, TEXT_SHEET
from tests.core.workbooks import TABLE_TOP, Calculator, made, opened, places, table_sheets
from tests.helpers import distinct_report, reports

FORMS = ["2019", "2021"]
RISKY = ["=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("x")', "-——", "\t=1"]


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
                held = sheet.cell(cell.row + TABLE_TOP, cell.column + 1).value
                assert str(held or "").replace("\n", "") == cell.text
        assert all(row < 0 for row, _ in merged), "nothing else is merged but the lines above"
        assert report.unit in sheet["A2"].value


def test_a_heading_breaks_between_words_and_a_label_behind_its_ordinal() -> None:
    held = {str(cell.value) for _, sheet in made(distinct_report())[1] for row in sheet.iter_rows() for cell in row}
    assert {"社会公益\n组织", "（三）\n不予公开", "商业企业", "（七）总计"} <= held


def test_labels_stand_where_the_papers_have_them() -> None:
    two, three, _ = (sheet for _, sheet in made(distinct_report())[1])
    across = {
        str(cell.value): cell.alignment.horizontal for sheet in (two, three) for row in sheet.iter_rows() for cell in row if cell.value
    }
    assert across["行政许可"] == across["申请人情况"] == "center"
    assert across["一、本年新收政府信息公开申请数量"] == across["（一）予以公开"] == "left"
    assert next(look for text, look in across.items() if "勾稽关系" in text) == "left"


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
    for place, condition in watched(sheet):
        if calculator.result(condition):
            found.add(place)
    return found


def watched(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    """Yield each place with its condition, which a sheet moves along from the first place of its area."""
    for area in sheet.conditional_formatting:
        [whole] = area.sqref.ranges
        first = f"{get_column_letter(whole.min_col)}{whole.min_row}"
        for rule, (row, column) in product(area.rules, whole.cells):
            place = f"{get_column_letter(column)}{row}"
            yield place, Translator(f"={rule.formula[0]}", first).translate_formula(place)[1:]


@pytest.mark.parametrize("form_id", FORMS)
def test_every_declared_sum_is_watched_and_none_is_red_without_cause(form_id: str) -> None:
    report = distinct_report(form_id)
    targets = []
    for grid, sheet in made(report)[1]:
        at = {place: cell for cell, place in places(grid).items()}
        targets += [at[place] for place, _ in watched(sheet)]
        assert red(sheet) == set()
    assert sorted(targets) == sorted({each.target for each in report.form.sums})


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
            for row, column in (place for area in each.sqref.ranges for place in area.cells):
                place = f"{get_column_letter(column)}{row}"
                assert place not in found
                found[place] = (each.type, each.operator or "between", each.formula1)
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
    findings = [FindingRow("=错误", "@A1", "-1", text) for text in RISKY]
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
    book, ((_, sheet), *_) = made(report, [FindingRow("错误", "A1", odd, odd)])
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


def test_fonts_are_said_in_the_order_of_the_schema() -> None:
    report = distinct_report()
    data = to_xlsx.render(document(report), report)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        styles = etree.fromstring(package.read("xl/styles.xml"))
    order = ["u", "sz", "color", "name"]
    fonts = [[etree.QName(said).localname for said in font] for font in styles.iter("{*}font")]
    assert sum(len(font) > 2 for font in fonts) > 5
    assert fonts == [[name for name in order if name in font] for font in fonts]
