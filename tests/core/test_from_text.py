"""Plain text comes in whatever its encoding and layout, and bytes that are no text are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableFile
from core.importers import from_text
from core.importers.from_text import decode, read
from core.importers.recognition import recognise
from core.importers.source import RawTable, RawText
from core.report import PREAMBLE
from tests.core.written import written
from tests.helpers import cell_values, distinct_report

TRUTH = distinct_report("2021")


def blocks(text: str) -> tuple[RawText | RawTable, ...]:
    return read(text.encode("utf-8"), "样本.txt").blocks


def ragged(*rows: tuple[str, ...]) -> RawTable:
    return RawTable(rows, exact=False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_usual_encoding_and_line_end_gives_the_same_report(encoding: str, newline: str) -> None:
    text = written(TRUTH).tab_rows().replace("\n", newline)
    marks = {"utf-16-le-bom": b"\xff\xfe", "utf-16-be-bom": b"\xfe\xff"}
    data = marks.get(encoding, b"") + text.encode(encoding.removesuffix("-bom"))
    report = recognise(read(data, "样本.txt"))
    assert cell_values(report) == cell_values(TRUTH)
    assert report.texts == TRUTH.texts


def test_characters_beyond_gbk_survive_gb18030() -> None:
    assert decode("𠮷岺乡\u3400".encode("gb18030"), "样本.txt") == "𠮷岺乡\u3400"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", b"\xff\xfe\x00", b"\x80\x80\xff\xff"])
def test_bytes_that_are_no_text_are_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"样本\.txt.*另存为"):
        read(data, "样本.txt")


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    try:
        read(data, "样本.txt")
    except UnreadableFile as fault:
        assert fault.message.startswith("样本.txt")  # noqa: PT017 - any bytes may also be text


def test_rows_of_cells_behind_tabs_are_one_table_until_a_blank_line() -> None:
    assert blocks("前文。\n甲\t1\t\n乙\t2\n\n丙\t3\n后文。") == (
        RawText("前文。"),
        ragged(("甲", "1", ""), ("乙", "2")),
        ragged(("丙", "3")),
        RawText("后文。"),
    )


def test_prose_indented_by_a_tab_is_prose() -> None:
    text = "\t今年工作正常开展，各项任务按期完成。\n\t明年继续努力。"
    assert blocks(text) == (RawText("今年工作正常开展，各项任务按期完成。"), RawText("明年继续努力。"))


def test_a_label_alone_behind_a_tab_inside_a_table_is_a_row() -> None:
    assert blocks("甲\t1\n\t（七）总计\n乙\t2") == (ragged(("甲", "1"), ("", "（七）总计"), ("乙", "2")),)


def test_tables_drawn_with_bars_are_tables() -> None:
    text = "正文。\n| 类别 | 件数 |\n| --- | :-: |\n| 甲 | 3 |\n\n后文。"
    assert blocks(text) == (RawText("正文。"), RawTable((("类别", "件数"), ("甲", "3"))), RawText("后文。"))
    blank = text.replace("类别", "  ")
    assert blocks(blank) == (RawText("正文。"), ragged(("", "件数"), ("甲", "3")), RawText("后文。")), "a head may go on over it"


def test_list_bullets_are_left_out_and_dashes_in_text_stay() -> None:
    assert blocks("- 第一项\n· 第二项\n-5度\n—— 结束") == (RawText("第一项"), RawText("第二项"), RawText("-5度"), RawText("—— 结束"))


def test_one_cell_a_line_is_told_from_rows() -> None:
    rows = "".join(f"\t{label}\n\t{n}\n\n" for n, label in enumerate("甲乙丙丁戊己"))
    assert blocks(f"前文。\n{rows}后文。") == (
        RawText("前文。"),
        ragged(*((label, str(n)) for n, label in enumerate("甲乙丙丁戊己"))),
        RawText("后文。"),
    )


def test_long_paragraphs_behind_a_tab_stay_prose_beside_cells_a_line() -> None:
    rows = "".join(f"\t{label}\n\t{n}\n\n" for n, label in enumerate("甲乙丙丁戊己"))
    prose = "长" * 80 + "。"
    assert RawText(prose) in blocks(f"{rows}\t{prose}\n")


def test_a_table_of_bars_gives_the_same_report() -> None:
    text = written(TRUTH).tab_rows()
    lines = [f"| {line.replace(chr(9), ' | ')} |" if "\t" in line else line for line in text.split("\n")]
    assert cell_values(recognise(read("\n".join(lines).encode(), "样本.md"))) == cell_values(TRUTH)


def test_a_heading_with_tabs_inside_opens_its_section() -> None:
    text = (
        written(TRUTH)
        .tab_rows()
        .replace("一、总体情况", "一、\t总体情况")
        .replace("六、其他需要报告的事项", "六、其他需要报告的事项\t无。")
    )
    report = recognise(read(text.encode(), "样本.txt"))
    assert report.paragraphs("overview") == TRUTH.paragraphs("overview")
    assert report.paragraphs("other")[0].text == "无。"
    assert report.paragraphs(PREAMBLE) == TRUTH.paragraphs(PREAMBLE)


def test_a_sentence_lost_among_the_rows_of_a_table_is_noted() -> None:
    source = written(TRUTH)
    for table in source.tables.values():
        table.append(["", "注：本表的数字由各办公室报送汇总。"])
    report = recognise(read(source.tab_rows().encode(), "样本.txt"))
    assert cell_values(report) == cell_values(TRUTH)
    lost = [n.where for n in report.notes if "注：本表的数字由各办公室报送汇总。" in n.message]
    assert lost == ["proactive", "applications", "review_litigation"]


@pytest.mark.parametrize("line", ["1\n", "\t1\n", "甲乙\t", "|甲", "\t\n", "字\r"])
def test_an_endless_text_is_refused_before_it_is_taken_apart(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> bool:
        raise AssertionError("taken apart")

    monkeypatch.setattr(from_text, "_one_cell_a_line", fail)
    with pytest.raises(UnreadableFile, match="太多"):
        read((line * 500_000).encode(), "样本.txt")


def test_lines_of_blanks_are_blank_lines() -> None:
    assert read("甲镇\n \n　\n  \n二段".encode(), "a.txt") == read("甲镇\n\n二段".encode(), "a.txt")
    assert read(("甲镇\n" + " \n" * 2_000_000 + "二段").encode(), "a.txt").blocks == (RawText("甲镇"), RawText("二段"))


def test_an_endless_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_text, "MAX_PARAGRAPHS", 10)
    monkeypatch.setattr(from_text, "MAX_CELLS", 10)
    for text in ("段落。\n" * 11, "\t".join("甲" * 11)):
        with pytest.raises(UnreadableFile, match="太多"):
            read(text.encode(), "样本.txt")
