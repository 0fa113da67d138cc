"""Workbooks that are damaged, hostile or too large end in a sentence; odd ones cost nothing."""

import io
import tracemalloc
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Side

from core.importers import from_xlsx, from_xlsx_parts, from_xlsx_shared, from_xlsx_sheet, sheet_order
from core.layout import document
from tests.core.sources import blocks_of, refused, shown
from tests.core.workbooks import changed, read, rendered, sheet_of, whole_labels
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空文件"),
        (b"PK\x05\x06" + b"\0" * 18, "没有工作表"),
        (b"PK\x03\x04 no archive", "损坏"),
        (b"<html></html>", "不是 .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, ".xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"PK" + b"\0" * from_xlsx.MAX_BYTES, "50 兆"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    refused(from_xlsx.read, data, "坏.xlsx", says)


def test_a_workbook_cut_or_spoiled_anywhere_is_read_or_refused() -> None:
    data = rendered(distinct_report())
    for end in range(1, len(data), len(data) // 50):
        refused(from_xlsx.read, data[:end], "坏.xlsx", "请")
    spoiled = 0
    for at in range(40, len(data), len(data) // 60):
        try:
            from_xlsx.read(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :], "坏.xlsx")
        except from_xlsx.UnreadableFile:
            spoiled += 1
    assert spoiled > 10


def test_broken_xml_is_refused() -> None:
    data = rendered(distinct_report())
    for part in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            half = archive.read(part)
        refused(from_xlsx.read, changed(data, part, half, half[: len(half) // 2]), "坏.xlsx", "损坏")


@pytest.mark.parametrize("encoding", [b"UTF-88", b"gb18030"])
def test_an_encoding_that_no_workbook_has_is_refused(encoding: bytes) -> None:
    refused(from_xlsx.read, changed(rendered(distinct_report()), "xl/workbook.xml", b"UTF-8", encoding), "坏.xlsx", "损坏")


def test_declared_entities_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst'
    refused(from_xlsx.read, changed(rendered(distinct_report()), "xl/sharedStrings.xml", b"<sst", bomb), "坏.xlsx", "损坏")


def test_a_binary_workbook_says_so() -> None:
    data = rendered(distinct_report())
    data = changed(data, "_rels/.rels", b"xl/workbook.xml", b"xl/workbook.bin")
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/workbook.bin", b"x")
    refused(from_xlsx.read, stream.getvalue(), "坏.xlsx", ".xlsb")


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<x>" + b" " * 8_000_000 + b"</x></sheetData>"),
        ("xl/worksheets/sheet1.xml", b"<sheetData>", b'<x y="' + b"1" * 8_000_000 + b'"/><sheetData>'),
        ("xl/sharedStrings.xml", b"</sst>", b"<si><t>" + b"1" * 8_000_000 + b"</t></si></sst>"),
    ],
)
def test_a_bomb_is_refused_before_it_fills_the_memory(part: str, old: bytes, new: bytes) -> None:
    data = changed(rendered(distinct_report()), part, old, new)
    tracemalloc.start()
    try:
        refused(from_xlsx.read, data, "坏.xlsx", "太多")
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"<row><c><v>1</v></c></row>"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b'<row r="40"><c r="A40"><v>1</v></c></row>'),
        ("xl/worksheets/sheet1.xml", b"</mergeCells>", b'<mergeCell ref="Z1:AA9"/>'),
        ("xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="0"/>'),
        ("xl/sharedStrings.xml", b"</sst>", b"<si><t>1</t></si>"),
        ("xl/workbook.xml", b"</sheets>", b'<sheet name="s" r:id="rId1"/>'),
    ],
)
def test_more_than_a_report_can_hold_is_refused(part: str, old: bytes, new: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for module, name in ((from_xlsx_sheet, "MAX_CELLS"), (from_xlsx_sheet, "MAX_MERGES"), (from_xlsx_shared, "MAX_CELLS")):
        monkeypatch.setattr(module, name, 2_000)
    data = rendered(distinct_report())
    assert from_xlsx.read(changed(data, part, old, new * 20 + old), "x.xlsx").blocks
    refused(from_xlsx.read, changed(data, part, old, new * 2_001 + old), "坏.xlsx", "太多")


def test_an_endless_number_format_takes_no_time() -> None:
    # Without a bound this takes minutes.
    endless = b'<numFmts count="1"><numFmt numFmtId="200" formatCode="' + b"[" * 900_000 + b'"/></numFmts><fonts'
    data = changed(rendered(distinct_report()), "xl/styles.xml", b"<fonts", endless)
    data = changed(data, "xl/styles.xml", b"</cellXfs>", b'<xf numFmtId="200"/></cellXfs>')
    assert from_xlsx.read(data, "x.xlsx").blocks


def test_what_is_unpacked_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    void = b"".join(b'<row r="%d" ht="14"/>' % row for row in range(100, 60_000))
    data = changed(rendered(distinct_report()), "xl/worksheets/sheet1.xml", b"</sheetData>", void + b"</sheetData>")
    assert from_xlsx.read(data, "x.xlsx").blocks
    monkeypatch.setattr(from_xlsx_parts.Package, "__init__", _small_package)
    refused(from_xlsx.read, data, "坏.xlsx", "太多")


def _small_package(self: from_xlsx_parts.Package, archive: zipfile.ZipFile) -> None:
    self.archive, self.left = archive, 1_000_000


def test_the_formatted_void_below_a_table_costs_no_memory() -> None:
    report = distinct_report()
    void = b"".join(b'<row r="%d"><c r="A%d" s="5"/><c r="B%d" s="6"/></row>' % (row, row, row) for row in range(40, 20_040))
    end = b'<row r="1048576"><c r="A1048576" s="5"/><c r="XFD1048576" s="5"/></row></sheetData>'
    data = changed(rendered(report), "xl/worksheets/sheet1.xml", b"</sheetData>", void + end)
    tracemalloc.start()
    try:
        blocks = from_xlsx.read(data, "x.xlsx").blocks
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()
    laid = document(report)
    assert whole_labels(blocks, laid) == blocks_of(laid)


def test_cells_at_the_far_corners_are_read_without_what_lies_between() -> None:
    book, sheet = sheet_of(("甲", 1), ("乙", 2))
    for row in range(3, 40):
        sheet.cell(row, 1, f"第{row}行")
        sheet.cell(row, 16_384, row)
    sheet.cell(1_048_576, 1, "末")
    [table, last] = shown(read(book))
    assert last == "末"
    assert len(table[0]) in (3, 16_384)
    assert [cell for cell in table[5] if cell] == ["第6行", "6"]


def test_an_empty_workbook_says_so() -> None:
    stream = io.BytesIO()
    Workbook().save(stream)
    refused(from_xlsx.read, stream.getvalue(), "空.xlsx", "没有内容")


def test_tables_are_rectangles() -> None:
    book, _ = sheet_of(("甲", 1), ("乙", 2, 3), (None, None, 8, 9))
    stream = io.BytesIO()
    book.save(stream)
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="B1:XFD1"/><mergeCell ref="C3:B2"/></mergeCells>'
    source = from_xlsx.read(changed(stream.getvalue(), "xl/worksheets/sheet1.xml", b"</sheetData>", merged), "x.xlsx")
    [table] = shown(source)
    assert [row[:4] for row in table] == [("甲", "1", None, None), (None, "2", "3", ""), (None, "", "8", "9")]
    assert {len(row) for row in table} == {len(table[0])}


def test_a_frame_around_prose_is_no_table() -> None:
    book, sheet = sheet_of(("一、总体情况",), ("第一段\n第二段",), ("第三段",))
    side = Side(style="medium")
    for (cell,) in sheet["A1:A3"]:
        cell.border = Border(left=side, right=side)
    assert shown(read(book)) == ["一、总体情况", "第一段", "第二段", "第三段"]


def test_rows_that_merged_cells_cover_whole_are_left_out() -> None:
    book, sheet = sheet_of(("甲", "乙"), (), ("丙", "丁"))
    sheet.merge_cells("A1:A2")
    sheet.merge_cells("B1:B2")
    sheet["A2"].border = Border(bottom=Side(style="thin"))
    assert shown(read(book)) == [(("甲", "乙"), ("丙", "丁"))]


def test_a_table_of_scattered_cells_is_refused() -> None:
    book, sheet = sheet_of()
    for step in range(600):
        sheet.cell(step + 1, step + 1, "甲")
        sheet.cell(step + 1, step + 2, "乙")
    stream = io.BytesIO()
    book.save(stream)
    refused(from_xlsx.read, stream.getvalue(), "散.xlsx", "太多")


def test_sheets_without_cells_and_charts_are_passed_over() -> None:
    book, _ = sheet_of(("甲", 1), ("乙", 2))
    book.create_chartsheet("图")
    book.create_sheet("空")
    source = read(book)
    assert shown(source) == [(("甲", "1"), ("乙", "2"))]
    assert source.notes == ()


def test_more_paragraphs_than_a_report_are_refused() -> None:
    book, _ = sheet_of(*[(f"第{number}段",) for number in range(20_001)])
    stream = io.BytesIO()
    book.save(stream)
    refused(from_xlsx.read, stream.getvalue(), "长.xlsx", "太多")


def test_merged_areas_over_one_another_do_not_hang() -> None:
    book, _ = sheet_of(*[(f"第{row}行", *range(20)) for row in range(2_000)])
    stream = io.BytesIO()
    book.save(stream)
    merged = b"</sheetData><mergeCells>" + b'<mergeCell ref="A2:U1999"/>' * 5_000 + b"</mergeCells>"
    data = changed(stream.getvalue(), "xl/worksheets/sheet1.xml", b"</sheetData>", merged)
    refused(from_xlsx.read, data, "坏.xlsx", "太多")


def test_one_long_text_in_every_cell_is_counted_as_often_as_it_stands_there(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rendered(distinct_report())
    data = changed(data, "xl/sharedStrings.xml", b"<si><t>", b"<si><t>" + b"1" * 1_000)
    part, end = "xl/worksheets/sheet1.xml", b"</sheetData>"
    repeated = b'<row><c t="s"><v>0</v></c></row>'
    assert from_xlsx.read(changed(data, part, end, repeated * 90 + end), "x.xlsx").blocks
    monkeypatch.setattr(sheet_order, "MAX_CHARACTERS", 100_000)
    assert from_xlsx.read(changed(data, part, end, repeated * 80 + end), "x.xlsx").blocks
    refused(from_xlsx.read, changed(data, part, end, repeated * 100 + end), "坏.xlsx", "太多")


def test_one_long_text_in_two_hundred_thousand_cells_is_refused_without_much_memory() -> None:
    data = rendered(distinct_report())
    data = changed(data, "xl/sharedStrings.xml", b"<si><t>", b"<si><t>" + b"1" * 32_000)
    cells = b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>"
    data = changed(data, "xl/worksheets/sheet1.xml", b"</sheetData>", cells * 1_990 + b"</sheetData>")
    tracemalloc.start()
    try:
        refused(from_xlsx.read, data, "坏.xlsx", "太多")
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_the_cells_of_all_sheets_are_counted_together(monkeypatch: pytest.MonkeyPatch) -> None:
    book, _ = sheet_of(*[("甲", 1)] * 20)
    for _ in range(4):
        page = book.create_sheet()
        for _ in range(20):
            page.append(("甲", 1))
    stream = io.BytesIO()
    book.save(stream)
    monkeypatch.setattr(sheet_order, "MAX_CELLS", 200)
    assert from_xlsx.read(stream.getvalue(), "x.xlsx").blocks
    monkeypatch.setattr(sheet_order, "MAX_CELLS", 199)
    refused(from_xlsx.read, stream.getvalue(), "坏.xlsx", "太多")


def test_tags_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = rendered(distinct_report())
    tags = changed(data, "xl/worksheets/sheet1.xml", b"</sheetData>", b"<row><c></c></row>" * 50_000 + b"</sheetData>")
    monkeypatch.setattr(from_xlsx_parts.Package.__init__, "__defaults__", (from_xlsx_parts.MAX_XML, 100_000))
    assert from_xlsx.read(data, "x.xlsx").blocks
    refused(from_xlsx.read, tags, "坏.xlsx", "太多")
