"""The sheets print, name their cells, and carry prose, remarks and findings."""

import io
import re
import zipfile

import pytest
from lxml import etree

from core.exporters import to_xlsx
from core.finding_rows import FindingRow
from core.layout import document
from core.report import Entry, Report, paragraphs
from core.schema import CellId
from core.workbook import FINDINGS_SHEET, LONGEST_TEXT, TEXT_SHEET
from tests.core.workbooks import TABLE_TOP, made, places
from tests.helpers import distinct_report

FORMS = ["2019", "2021"]


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
    looks = {(str(cell.font.color.rgb), cell.font.underline) for cell in sheet["A"] if cell.value in report_titles(report)}
    assert looks == {("FF23272E", None)}, "a link prints as any other heading"


def report_titles(report: Report) -> set[str]:
    return {section.title for section in report.form.sections}


def test_findings_are_listed_and_counted() -> None:
    findings = [
        FindingRow("错误", "A1", "三（七）总计·自然人", "填 60，各项相加为 61，相差 1"),
        FindingRow("提示", "W6", "", "重复"),
        FindingRow("错误", "A4", "表二", "未填"),
    ]
    book, _ = made(distinct_report(), findings)
    rows = list(book[FINDINGS_SHEET].iter_rows(values_only=True))
    assert [tuple(v or "" for v in row) for row in rows[3:]] == findings
    assert rows[1][0] == "错误 2 条　提示 1 条"
    assert rows[2] == ("级别", "规则", "位置", "说明", "核实说明")
    empty, _ = made(distinct_report())
    assert empty[FINDINGS_SHEET]["A2"].value == "没有发现问题"


def test_what_was_accepted_is_listed_with_its_reason_and_counted_apart() -> None:
    accepted = FindingRow("核实", "H1", "二·规章", "比上年多 9 件", "=核对过台账")
    book, _ = made(distinct_report(), [FindingRow("错误", "A1", "三", "相差 1"), accepted, FindingRow("核实", "H2", "三", "没有")])
    sheet = book[FINDINGS_SHEET]
    assert sheet["A2"].value == "错误 1 条　核实 1 条　已作核实说明 1 条"
    assert [sheet[f"E{row}"].value for row in (4, 5, 6)] == [None, "=核对过台账", None]
    assert sheet["E5"].data_type == "s"
    assert sheet["E5"].quotePrefix
    assert sheet.auto_filter.ref == "A3:E6"
    book, _ = made(distinct_report(), [accepted])
    assert book[FINDINGS_SHEET]["A2"].value == "没有待处理的问题　已作核实说明 1 条"


@pytest.mark.parametrize("form_id", FORMS)
def test_the_names_of_cells_and_sheets_are_such_as_a_sheet_allows(form_id: str) -> None:
    """A letter first, then letters, digits, dots and underscores; neither A1 nor R1C1 nor R nor C; no two alike but for capitals."""
    report = distinct_report(form_id)
    book, _ = made(report)
    names = list(book.defined_names)
    assert names
    for name in names:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]{0,254}", name), name
        assert not re.fullmatch(r"[A-Za-z]{1,3}\d+|[Rr](\d*|\[-?\d+\])([Cc](\d*|\[-?\d+\]))?|[Cc](\d*|\[-?\d+\])", name), name
    assert len({name.lower() for name in names}) == len(names)
    for title in book.sheetnames:
        assert 0 < len(title.encode("utf-16-le")) // 2 <= 31
        assert not set(title) & set("[]:*?/\\")
        assert title.strip("'") == title
    assert len({title.lower() for title in book.sheetnames}) == len(book.sheetnames)


def test_the_same_report_gives_the_same_bytes_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    report = distinct_report()
    report.entries[CellId("proactive", "licensing", "decisions")] = Entry(5, remark="含变更")
    first = to_xlsx.render(document(report), report, [FindingRow("错误", "A1", "甲", "乙")])
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert to_xlsx.render(document(report), report, [FindingRow("错误", "A1", "甲", "乙")]) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2000-01-01T00:00:00Z") == 2
    assert report.title in core


_ORDER = {
    "worksheet": "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios"
    " autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks"
    " printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags"
    " drawing legacyDrawing",
    "workbook": "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences"
    " definedNames calcPr",
    "sst": "si",
    "styleSheet": "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
}


def test_the_parts_keep_the_order_that_the_schema_asks_for() -> None:
    """Excel offers to repair a workbook that departs from the order of ECMA-376."""
    report = distinct_report()
    report.entries[CellId("proactive", "licensing", "decisions")] = Entry(5, remark="含变更")
    seen = set()
    with zipfile.ZipFile(io.BytesIO(to_xlsx.render(document(report), report, [FindingRow("错误", "A1", "甲", "乙")]))) as archive:
        for root in (etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")):
            kind = etree.QName(root).localname
            order = _ORDER.get(kind, "").split()
            children = [etree.QName(child).localname for child in root]
            if order:
                seen.add(kind)
                assert [order.index(child) for child in children] == sorted(order.index(child) for child in children)
            for cell in root.iter("{*}c"):
                assert [etree.QName(child).localname for child in cell] in (["f", "v"], ["v"], [])
    assert seen == set(_ORDER)
