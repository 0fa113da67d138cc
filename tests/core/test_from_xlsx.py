"""Workbooks give back what they show, the program's own in the order of the report; no file hangs, crashes or fills the memory."""

from datetime import date

import pytest
from hypothesis import given, settings
from openpyxl.comments import Comment
from openpyxl.styles import Border, Side

from core.importers import from_xlsx
from core.importers.recognition import recognise
from core.importers.sheet_values import number_text
from core.importers.source import RawText
from core.layout import document
from core.report import Entry, Report, paragraphs
from core.schema import CellId
from core.workbook import LONGEST_TEXT
from tests.core.sources import blocks_of, shown
from tests.core.workbooks import changed, read, rendered, sheet_of, whole_labels
from tests.helpers import cell_values, distinct_report, reports

# ---- round trip -----------------------------------------------------------------------------------


@given(reports(with_last=False))
@settings(max_examples=30)
def test_a_workbook_gives_back_every_block_of_any_report(report: Report) -> None:
    source = from_xlsx.read(rendered(report), "x.xlsx")
    laid = document(report)
    assert whole_labels(source.blocks, laid) == blocks_of(laid)
    assert source.notes == ()


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_workbook_recognised_is_the_same_report(form_id: str) -> None:
    report = distinct_report(form_id)
    report.entries[CellId("proactive", "licensing", "decisions")] = Entry(22, remark="其中变更3件")
    again = recognise(from_xlsx.read(rendered(report), "x.xlsx"), "x.xlsx")
    assert cell_values(again) == cell_values(report)
    assert again.entries == report.entries
    assert again.texts == report.texts
    assert (again.title, again.unit, again.year) == (report.title, report.unit, report.year)
    assert (again.signed_unit, again.signed_date) == (report.signed_unit, report.signed_date)


def test_long_paragraphs_and_odd_characters_survive() -> None:
    report = distinct_report()
    texts = ["甲" * (LONGEST_TEXT * 2 + 5), "乙" * LONGEST_TEXT, "丙", "_x0041_ a\u0003b", "𠮷" * 20_000, "丁"]
    report.texts["problems"] = paragraphs(texts)
    found = [b.text for b in from_xlsx.read(rendered(report), "x.xlsx").blocks if isinstance(b, RawText)]
    start = found.index(report.form.section("problems").title) + 1
    # A text that fills its last cell to the brim takes the next one with it: 乙 and 丙, the one loss, at a length no paragraph has.
    assert found[start : start + 5] == [texts[0], texts[1] + texts[2], *texts[3:]]


def test_without_the_prose_a_table_still_has_title_unit_and_year() -> None:
    report = distinct_report()
    shown_sheet = 'name="文字部分" sheetId="4" state="visible"'
    data = changed(rendered(report), "xl/workbook.xml", shown_sheet.encode(), shown_sheet.replace("visible", "hidden").encode())
    source = from_xlsx.read(data, "x.xlsx")
    assert shown(source)[:2] == [report.form.section("proactive").title, f"填报单位：{report.unit}　{report.year}年度"]
    assert "隐藏" in source.notes[0].message
    assert cell_values(recognise(source)) == cell_values(report)


# ---- workbooks of other programs ------------------------------------------------------------------


def test_a_plain_sheet_is_read_by_its_rows() -> None:
    book, _ = sheet_of((), ("", "二、主动公开"), (), ("", "第一条", 5), ("", "小计"), ("", "第二条", 0.1 + 0.2), (), ("", "说明一句"))
    assert shown(read(book)) == ["二、主动公开", (("第一条", "5"), ("小计", ""), ("第二条", "0.3")), "说明一句"]


def test_lines_tell_what_is_table() -> None:
    book, sheet = sheet_of(("单位：甲乡", "2024年"), ("项目", "件数"), ("合计",), ("规章", 3), (None, None), ("注意", "事项"))
    side = Side(style="thin")
    for row in sheet["A2:B5"]:
        for cell in row:
            cell.border = Border(side, side, side, side)
    rows = (("项目", "件数"), ("合计", ""), ("规章", "3"), ("", ""))
    assert shown(read(book)) == ["单位：甲乡　2024年", rows, "注意　事项"]


def test_merged_cells_and_gaps() -> None:
    book, sheet = sheet_of(("甲", "乙", None, "丙"), (None, 1, 2, 3), (), (), ("丁", 4, 5, 6), (), ("戊", 7), ("己", 8))
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("D2:D4")
    first = (("甲", "乙", None, "丙"), (None, "1", "2", "3"), ("丁", "4", "5", "6"))
    assert shown(read(book)) == [first, (("戊", "7"), ("己", "8"))]


def test_kinds_of_cells() -> None:
    book, sheet = sheet_of(("真", True), ("日", date(2026, 1, 20)), ("文", " 两端 "), ("行", "一\n二"), ("负", -12), ("大", 123456789012))
    sheet["C1"], sheet["C2"] = 45000, "=1/0"
    sheet["C1"].number_format = 'yyyy"年"m"月"'
    source = read(book)
    assert shown(source) == [
        (
            ("真", "TRUE", "2023年3月15日"),
            ("日", "2026年1月20日", ""),
            ("文", " 两端 ", ""),
            ("行", "一\n二", ""),
            ("负", "-12", ""),
            ("大", "123456789012", ""),
        )
    ]
    assert "C2" in source.notes[0].message


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0.30000000000000004", "0.3"),
        ("1E3", "1000"),
        ("1.2345E-2", "0.012345"),
        ("8.4100000000000001", "8.41"),
        ("12", "12"),
        ("12.0", "12"),
        ("-0.5", "-0.5"),
        ("3.1416", "3.1416"),
        ("12345678901234567890", "12345678901234567890"),
        ("1e400", "1e400"),
        ("1e300", "1e300"),
        ("nan", "nan"),
        ("12,5", "12,5"),
    ],
)
def test_numbers_come_without_noise(stored: str, text: str) -> None:
    assert number_text(stored) == text


def test_a_persons_comment_is_named_and_not_taken_for_a_remark() -> None:
    book, sheet = sheet_of(("项目", "件数"), ("规章", 3), ("文件", 4))
    sheet["B2"].comment = Comment("张三：请核对", "张三")
    sheet["B3"].comment = Comment("备注：含联合发文1件", "李四")
    source = read(book)
    assert shown(source) == [(("项目", "件数"), ("规章", "3"), ("文件", "4（含联合发文1件）"))]
    assert [note.message for note in source.notes] == ["工作表“Sheet”的 B2 有批注，没有读入"]


def test_texts_in_cells_prefixes_and_readings() -> None:
    data = rendered(distinct_report())
    strings = '<x:si xmlns:x="x"><x:r><x:t>一、</x:t></x:r><x:r><x:t>总体_x000A_情况</x:t></x:r><x:rPh><x:t>yi</x:t></x:rPh></x:si>'
    data = changed(data, "xl/sharedStrings.xml", b"<si>", strings.encode() + b"<si>")
    inline = '<c r="A1" t="inlineStr"><is><r><t>行内</t></r><r><t>文字</t></r><rPh><t>x</t></rPh></is></c><c t="s"><v>0</v></c></row>'
    data = changed(data, "xl/worksheets/sheet1.xml", b"</row>", inline.encode())
    texts = [b.text for b in from_xlsx.read(data, "x.xlsx").blocks if isinstance(b, RawText)]
    assert any("行内文字" in t for t in texts)


# ---- bad files ------------------------------------------------------------------------------------
