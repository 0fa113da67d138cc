"""Old workbooks give back what they show, cut as the new ones are."""

import struct
from pathlib import Path

import pytest

from core.importers import from_xls
from core.importers.recognition import recognise
from core.importers.source import Source
from core.layout import document
from tests.core.sources import blocks_of, shown
from tests.core.xls_samples import (
    DAY,
    EOF,
    RULED,
    blanks,
    bof,
    comment,
    formula,
    merged,
    number,
    old_text,
    old_workbook,
    record,
    row,
    shared,
    strings,
    text,
    workbook,
)
from tests.helpers import cell_values, distinct_report

FILES = Path(__file__).parent / "files" / "xls"


def read(data: bytes) -> Source:
    return from_xls.read(data, "旧.xls")


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_workbook_saved_in_the_old_format_is_the_same_report(form_id: str) -> None:
    report = distinct_report(form_id)
    source = read((FILES / f"report{form_id}.xls").read_bytes())
    assert source.kind == "xls"
    assert source.notes == ()
    assert source.blocks == blocks_of(document(report))
    again = recognise(source, "旧.xls")
    assert cell_values(again) == cell_values(report)
    assert again.texts == report.texts
    assert again.notes == ()


def test_kinds_of_cells_and_results_of_formulas() -> None:
    said = record(0x207, struct.pack("<HB", 2, 1) + "结果".encode("utf-16-le"))
    sheet = b"".join(
        (
            text(0, 0, " 两端 ") + number(0, 1, 0.1 + 0.2) + number(0, 2, 46042, DAY),
            text(1, 0, "真") + record(0x205, struct.pack("<HHHBB", 1, 1, 0, 1, 0)) + number(1, 2, -12),
            text(2, 0, "错") + record(0x205, struct.pack("<HHHBB", 2, 1, 0, 7, 1)) + number(2, 2, 123456789012),
            text(3, 0, "式") + formula(3, 1, struct.pack("<d", 8.41)) + formula(3, 2, bytes(6) + b"\xff\xff", said),
            text(4, 0, "式") + formula(4, 1, b"\x01\0\x01\0\0\0\xff\xff") + formula(4, 2, b"\x03" + bytes(5) + b"\xff\xff"),
            text(5, 0, "小") + record(0x27E, struct.pack("<HHHI", 5, 1, 0, 17 << 2 | 2)) + formula(5, 2, b"\x02\0\x2a\0\0\0\xff\xff"),
            text(6, 0, "连") + record(0xBD, struct.pack("<HHHIHIH", 6, 1, 0, 3 << 2 | 2, 0, 4 << 2 | 2, 2)),
        )
    )
    assert shown(read(workbook(sheet))) == [
        (
            (" 两端 ", "0.3", "2026年1月20日"),
            ("真", "TRUE", "-12"),
            ("错", "#DIV/0!", "123456789012"),
            ("式", "8.41", "结果"),
            ("式", "TRUE", ""),
            ("小", "17", "#N/A"),
            ("连", "3", "4"),
        )
    ]


def test_lines_tell_what_is_table_and_an_empty_last_row_belongs_to_it() -> None:
    sheet = b"".join(
        (
            text(0, 0, "单位：甲乡") + text(0, 1, "2024年"),
            text(1, 0, "项目", RULED) + text(1, 1, "件数", RULED) + text(1, 2, "说明", RULED),
            text(2, 0, "规章", RULED) + number(2, 1, 3, RULED) + blanks(2, 2, 1),
            blanks(3, 0, 3) + blanks(4, 0, 3),
            text(6, 0, "注意") + text(6, 1, "事项"),
        )
    )
    rows = (("项目", "件数", "说明"), ("规章", "3", ""), ("", "", ""))
    assert shown(read(workbook(sheet))) == ["单位：甲乡　2024年", rows, "注意　事项"]


def test_merged_cells_and_gaps() -> None:
    sheet = b"".join(
        (
            text(0, 0, "甲") + text(0, 1, "乙") + text(0, 3, "丙"),
            number(1, 1, 1) + number(1, 2, 2) + number(1, 3, 3),
            text(3, 0, "戊") + number(3, 1, 7) + text(4, 0, "己") + number(4, 1, 8),
            merged((0, 0, 1, 2), (0, 1, 0, 0)),
        )
    )
    first = (("甲", "乙", None, "丙"), (None, "1", "2", "3"))
    assert shown(read(workbook(sheet))) == [first, (("戊", "7"), ("己", "8"))]


def test_hidden_sheets_are_left_out_with_a_note_and_the_findings_without() -> None:
    data = workbook(text(0, 0, "正文"), text(0, 0, "草稿"), b"", text(0, 0, "发现"), hidden=(1, 2), names=("甲", "乙", "丙", "检查结果"))
    source = read(data)
    assert shown(source) == ["正文"]
    assert [note.message for note in source.notes] == ["工作表“乙”是隐藏的，没有读入；需要时请取消隐藏后重新导入"]


def test_comments_are_named_and_the_programs_own_remarks_kept() -> None:
    rows = text(0, 0, "规章") + number(0, 1, 3) + text(1, 0, "文件") + number(1, 1, 4)
    source = read(workbook(rows + comment(0, 1, "张三：请核对", 1) + comment(1, 1, "备注：含联合发文1件", 2)))
    assert shown(source) == [(("规章", "3"), ("文件", "4（含联合发文1件）"))]
    assert [note.message for note in source.notes] == ["工作表“表1”的 B1 有批注，没有读入"]


def test_drawings_that_xlrd_does_not_understand_do_no_harm() -> None:
    odd = record(0x5D, b"\x15\x00\x12\x00\x14\x00" + b"\xff" * 40) + record(0x1B6, b"\1") + record(0x1B8, b"link")
    named = record(0x18, b"\xff" * 30) + record(0x5C, b"\xff\xff") + record(0x92, b"\xff\xff")
    assert shown(read(workbook(text(0, 0, "正文") + odd, more=named))) == ["正文"]


@pytest.mark.parametrize("codepage", [936, None])
def test_workbooks_of_excel_5_are_read_whether_or_not_they_name_their_code_page(codepage: int | None) -> None:
    content = old_text(0, 0, "政府信息公开".encode("gbk")) + number(0, 1, 5) + old_text(1, 0, b"B") + number(1, 1, 6)
    assert shown(read(old_workbook(content, codepage))) == [(("政府信息公开", "5"), ("B", "6"))]


def test_the_oldest_workbooks_of_one_sheet_are_read() -> None:
    four = (
        bof(0x10, 4) + record(0x443, struct.pack("<BBHBBHI", 0, 0, 1, 0, 0, 0, 0)) + old_text(0, 0, "总体".encode("gbk")) + number(0, 1, 7)
    )
    assert shown(read(four + EOF)) == [(("总体", "7"),)]
    two = bof(0x10, 2) + record(0x04, struct.pack("<HH3sB", 0, 0, b"", 4) + "总体".encode("gbk"))
    two += record(0x02, struct.pack("<HH3sH", 0, 1, b"", 7))
    assert shown(read(two + EOF)) == [(("总体", "7"),)]


def test_texts_of_the_table_that_records_cut_anywhere_are_whole() -> None:
    whole = strings(["甲乙丙丁", "𠮷村", "abc", "末"])[4:]
    for cut in range(9, len(whole)):
        left, right = whole[:cut], whole[cut:]
        data = workbook(b"".join(shared(row, 0, row) for row in range(4)), more=_cut(left, right))
        assert shown(read(data)) == ["甲乙丙丁", "𠮷村", "abc", "末"]


def _cut(left: bytes, right: bytes) -> bytes:
    """Cut the table as programs do: within characters, the next record tells anew whether they are wide."""
    at, inside = 8, False
    for count in (4, 3, 3, 1):
        start, end = at + 3, at + 3 + 2 * count
        if at < len(left) < start or (start < len(left) < end and (len(left) - start) % 2):
            left, right = left[:at], left[at:] + right
        inside |= start <= len(left) < end
        at = end
    return record(0xFC, left) + record(0x3C, (b"\x01" if inside else b"") + right)


def test_narrow_and_formatted_texts_and_readings_are_read() -> None:
    narrow = struct.pack("<HB", 3, 0) + b"a\xe9c"
    rich = struct.pack("<HBHI", 2, 0x0D, 1, 6) + "总体".encode("utf-16-le") + b"runs" + b"pinyin"
    table = record(0xFC, struct.pack("<II", 3, 3) + narrow + rich + struct.pack("<HB", 1, 0) + b"z")
    data = workbook(shared(0, 0, 0) + shared(1, 0, 1) + shared(2, 0, 2), more=table)
    assert shown(read(data)) == ["aéc", "总体", "z"]


def test_hidden_rows_and_columns_are_left_out_and_named() -> None:
    columns = record(0x7D, struct.pack("<6H", 1, 2, 2560, 0, 1, 0)) + record(0x7D, struct.pack("<6H", 4, 4, 0, 0, 0, 0))
    columns += record(0x7D, struct.pack("<6H", 0, 0, 2560, 0, 2, 0))
    rows = row(0, 0x100) + row(1, 0x120) + row(2, 0x140, height=0) + row(3, 0x100, height=0)
    cells = b"".join(text(y, x, f"{y}{x}") for y in range(5) for x in range(6))
    source = read(workbook(columns + rows + cells, cells))
    assert shown(source)[0] == (("00", "03", "05"), ("30", "33", "35"), ("40", "43", "45"))
    assert [note.message for note in source.notes] == [
        "工作表“表1”的第 2、3 行，第 B、C、E 列是隐藏的，其中的内容没有读入；需要时请取消隐藏后重新导入"
    ]


def test_a_merged_area_that_begins_in_a_hidden_column_keeps_its_text() -> None:
    hide = record(0x7D, struct.pack("<6H", 0, 0, 2560, 0, 1, 0))
    cells = text(0, 0, "项") + text(0, 2, "数") + text(1, 1, "一") + text(1, 2, "二") + merged((0, 0, 0, 1))
    source = read(workbook(hide + cells))
    assert shown(source) == [(("项", "数"), ("一", "二"))]
    assert source.notes == ()
