"""No old workbook, damaged or hostile, hangs, crashes, prints or fills the memory: it is read or refused in a sentence."""

import struct
from pathlib import Path

import pytest

from core.errors import UnreadableFile
from core.importers import from_xls, from_xls_records
from tests.core.docx_samples import docx, p
from tests.core.sources import refused, shown
from tests.core.xls_samples import RULED, blanks, formula, merged, number, old_workbook, record, row, shared, strings, text, workbook

FILE = (Path(__file__).parent / "files" / "xls" / "report2021.xls").read_bytes()
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = text(0, 0, "正文")
TWO = workbook(WORD, WORD)
FIRST, SECOND = (struct.pack("<I", len(TWO) - count * (len(WORD) + 24)) for count in (2, 1))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空文件"),
        (CONTAINER + bytes(from_xls.MAX_BYTES), "30 兆"),
        (CONTAINER, "损坏"),
        (CONTAINER + bytes(600), "损坏"),
        (FILE[:30_000], "损坏"),
        (FILE.replace("Workbook".encode("utf-16-le"), "Wirkbook".encode("utf-16-le")), "里没有工作表"),
        (CONTAINER + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (workbook(WORD, more=record(0x2F, b"\1\0\1\0\1\0")), "密码"),
        (docx(p("文字")), "不是 .xls"),
        ("只有文字".encode(), "不是 .xls"),
        (workbook(b""), "没有内容"),
        (workbook(WORD)[:-4], "损坏"),
        (b"\x09\x08", "损坏"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    refused(from_xls.read, data, "坏.xls", says)


@pytest.mark.parametrize(
    "data",
    [
        workbook(b"".join(number(row, 0, 1) for row in range(400)) * 501),
        workbook(*[number(65_535, 0, 1)] * 10),
        workbook(WORD + merged(*[(0, 0, 0, 1)] * 8_000) * 3),
        workbook(WORD, more=record(0xE0, bytes(20)) * 20_001),
        workbook(WORD + record(0x1C, b"") * 20_001),
        workbook(WORD + blanks(1, 0, 250) * 2_001),
        workbook(WORD, more=strings([""] * 12)[:8] + struct.pack("<I", 1_000_000) + bytes(30)),
        workbook(*[WORD] * 201),
        workbook(b"".join(shared(row, 0, 0) + shared(row, 1, 0) for row in range(400)), more=strings(["长" * 30_000])),
        workbook(b"".join(text(row, 0, "1\n2\n3") for row in range(7_000))),
    ],
    ids=["values", "rows", "merges", "formats", "comments", "blanks", "texts", "sheets", "characters", "paragraphs"],
)
def test_more_than_a_report_can_hold_is_refused(data: bytes) -> None:
    refused(from_xls.read, data, "坏.xls", "太多")


def test_records_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_xls_records, "_MOST_RECORDS", 1000)
    refused(from_xls.read, workbook(WORD + record(0x0208, bytes(16)) * 1000), "坏.xls", "太多")
    monkeypatch.setattr(from_xls_records, "_MOST_TEXT", 1000)
    refused(from_xls.read, workbook(WORD, more=strings(["长"]) + record(0x3C, bytes(900)) * 2), "坏.xls", "太多")


@pytest.mark.parametrize(
    "data",
    [
        # Sheets that begin at the same place, before the first sheet, or at no sheet's beginning: some would be read again and again.
        TWO.replace(SECOND, FIRST, 1),
        TWO.replace(SECOND, bytes(4), 1),
        TWO.replace(SECOND, struct.pack("<I", len(TWO) - len(WORD) - 4), 1),
        workbook(WORD, more=strings(["甲"])[:-2]),
        workbook(WORD, more=record(0xFC, struct.pack("<II", 1, 1) + struct.pack("<HBI", 1, 4, 0xFFFFFFF0) + b"a")),
        workbook(WORD, more=record(0xFC)),
        workbook(shared(0, 0, 5), more=strings(["甲"])),
        workbook(formula(0, 0, bytes(6) + b"\xff\xff")),
        workbook(record(0x203, b"\0")),
        old_workbook(WORD, 9999),
    ],
)
def test_what_does_not_hold_together_is_refused(data: bytes) -> None:
    refused(from_xls.read, data, "坏.xls", "损坏")


def test_hostile_records_cost_nothing() -> None:
    # Each of these takes xlrd minutes or all memory where it is shown them.
    link = record(
        0x1B8, struct.pack("<4H", 0, 65_535, 0, 255) + b"\xd0\xc9\xea\x79\xf9\xba\xce\x11\x8c\x82\0\xaa\0\x4b\xa9\x0b\x02\0\0\0" + bytes(4)
    )
    sizes = (record(0x200, bytes(14)) + blanks(60_000, 0, 250)) * 500
    endless = record(0x41E, struct.pack("<HHB", 200, 30_000, 0) + b"[" * 30_000) * 20
    assert shown(from_xls.read(workbook(WORD + link + sizes, more=endless), "x.xls")) == ["正文"]


def test_the_formatted_void_below_a_table_is_left_out() -> None:
    rows = text(0, 0, "甲", RULED) + number(0, 1, 5, RULED) + text(1, 0, "乙", RULED) + number(1, 1, 6, RULED)
    void = b"".join(blanks(row, 0, 250) for row in range(2, 5000))
    assert shown(from_xls.read(workbook(rows + void), "x.xls")) == [(("甲", "5"), ("乙", "6"), ("", ""))]


def test_a_workbook_cut_or_damaged_anywhere_is_read_or_refused(capsys: pytest.CaptureFixture[str]) -> None:
    bare = workbook(text(0, 0, "甲") + shared(0, 1, 0) + number(1, 0, 5) + merged((1, 1, 0, 1)), WORD, more=strings(["总体", "情况"]))
    for at in range(len(bare)):
        for data in (bare[:at], bare[:at] + bytes([bare[at] ^ 0xFF]) + bare[at + 1 :]):
            _read_or_refuse(data)
    for at in range(0, len(FILE), 211):
        _read_or_refuse(FILE[:at])
        _read_or_refuse(FILE[:at] + bytes([FILE[at] ^ 0x55]) + FILE[at + 1 :])
    said = capsys.readouterr()
    assert said.out == said.err == ""


def _read_or_refuse(data: bytes) -> None:
    try:
        source = from_xls.read(data, "坏.xls")
    except UnreadableFile:
        return
    assert source.blocks


def test_hidden_rows_and_columns_without_end_are_refused_and_short_records_of_them_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = record(0x7D, struct.pack("<6H", 0, 254, 0, 0, 1, 0))
    short = record(0x7D, bytes(9)) + record(0x208, bytes(15)) + record(0x7D, struct.pack("<6H", 9, 3, 0, 0, 1, 0))
    assert from_xls.read(workbook(short + text(0, 0, "字")), "x.xls").notes == ()
    monkeypatch.setattr(from_xls_records, "_MOST_HIDDEN", 50)
    monkeypatch.setattr(from_xls_records, "_MOST_HIDDEN_COLUMNS", 50)
    for each in (columns, row(3, 0x20)):
        source = from_xls.read(workbook(each * 50 + text(0, 0, "字") + text(3, 0, "字") + text(4, 255, "露")), "x.xls")
        assert "隐藏" in source.notes[0].message
        refused(from_xls.read, workbook(each * 51 + text(0, 0, "字")), "坏.xls", "太多")
