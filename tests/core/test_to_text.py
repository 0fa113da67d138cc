"""A report as plain text is read by people as it stands, and by the program whole."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.columns import columns_of, slots
from core.exporters import to_text
from core.exporters.to_text_grid import drawn
from core.importers import from_text, text_grid
from core.importers.recognition import recognise
from core.importers.source import RawTable, RawText
from core.layout import Grid, document
from core.report import Entry, Paragraph, Report, paragraphs
from core.schema import CellId, formats
from tests.core.sources import blocks_of, seen
from tests.helpers import cell_values, distinct_report, prose_text, reports

LICENSING = CellId("proactive", "licensing", "decisions")


def text_of(report: Report) -> str:
    return to_text.render(document(report)).decode("utf-8-sig")


def grids(report: Report) -> list[Grid]:
    return [block for block in document(report).blocks if isinstance(block, Grid)]


@given(reports(with_last=False))
@settings(max_examples=30)
def test_a_text_gives_back_every_block_of_any_report(report: Report) -> None:
    laid = document(report)
    assert list(from_text.read(to_text.render(laid), "x.txt").blocks) == [seen(block) for block in blocks_of(laid)]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_text_recognised_is_the_same_report_and_nothing_is_left_to_note(form_id: str) -> None:
    report = distinct_report(form_id)
    again = recognise(from_text.read(to_text.render(document(report)), "x.txt"), "x.txt")
    assert cell_values(again) == cell_values(report)
    assert again.texts == report.texts
    assert (again.title, again.unit, again.year) == (report.title, report.unit, report.year)
    assert (again.signed_unit, again.signed_date) == (report.signed_unit, report.signed_date)
    assert again.notes == ()


def test_notepad_shows_it_as_it_is() -> None:
    data = to_text.render(document(distinct_report()))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data == to_text.render(document(distinct_report()))


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_lines_of_a_table_end_at_one_place_where_full_squares_take_two_columns(form_id: str) -> None:
    for grid in grids(distinct_report(form_id)):
        lines = drawn(grid)
        widths = {sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in lines}
        assert len(widths) == 1
        assert widths.pop() <= 110


def test_no_number_is_broken_and_no_character_of_a_head_stands_alone() -> None:
    report = distinct_report()
    cells = list(report.form.cells)
    report.entries[cells[0]] = Entry(123456789012345)
    report.entries[cells[-2]] = Entry(87654321)
    text = text_of(report)
    assert "123456789012345" in text
    assert "87654321" in text
    assert "|  商业  |" in text
    assert "|  企业  |" in text


def test_words_of_a_head_stay_whole_and_an_ordinal_has_a_line_of_its_own() -> None:
    lines = text_of(distinct_report()).splitlines()
    for words in ((" 社会 ", " 公益 ", " 组织 "), (" （三） ", " 不予公开 ")):
        at = next(row for row, line in enumerate(lines) if words[0] in line)
        assert all(word in line for word, line in zip(words, lines[at:], strict=False)), words


def test_what_looks_like_marks_of_a_list_a_heading_or_a_table_stays() -> None:
    report = distinct_report()
    texts = ["- 第一项", "# 第二项", "· 第三项", "**第四项**", "| 甲 | 乙 | 丙 |", "1. 第六项", "+--+--+", "a\\*b &lt; c"]
    report.texts["overview"] = paragraphs(texts)
    report.title = "- 某乡 | 年报"
    laid = document(report)
    assert list(from_text.read(to_text.render(laid), "x.txt").blocks) == [seen(block) for block in blocks_of(laid)]


@given(prose_text(30) | st.text("+|- 1a字", min_size=1, max_size=12).map(str.strip).filter(lambda t: t and "  " not in t))
@settings(max_examples=60)
def test_any_words_in_a_cell_come_back(words: str) -> None:
    [grid, *_] = grids(distinct_report())
    for span in (1, 3):
        cells = tuple(replace(c, text=words) if c.cell and c.column_span == span else c for c in grid.cells)
        filled = replace(grid, cells=cells)
        table = text_grid.read(drawn(filled))
        assert table is not None
        assert table.rows == tuple(tuple(_text(filled, y, x) for x in range(grid.columns)) for y in range(grid.rows))


def test_no_sign_in_a_merged_cell_passes_for_a_line_between_cells() -> None:
    [grid, *_] = grids(distinct_report())
    merged = next(c for c in grid.cells if c.cell and c.column_span == 3)
    for at in range(60):
        words = "1" * at + "+" + "1" * (59 - at)
        filled = replace(grid, cells=tuple(replace(c, text=words) if c is merged else c for c in grid.cells))
        table = text_grid.read(drawn(filled))
        assert table is not None
        assert table.rows[merged.row][merged.column] == words


def _text(grid: Grid, row: int, column: int) -> str | None:
    return next((c.text for c in grid.cells if (c.row, c.column) == (row, column)), None)


def test_what_no_text_can_hold_is_left_out_or_replaced() -> None:
    odd = "甲\x00\x03\x85\ud800乙\ufffe\ud842\udfb7丙\r\n丁"
    report = Report(formats()["2021"], unit="甲乡", year=2024, title=odd)
    report.texts["overview"] = (Paragraph(odd),)
    report.entries[LICENSING] = Entry(odd)
    text = text_of(report)
    assert text.count("甲\ufffd乙𠮷丙 丁") == 3


def test_a_mark_above_a_character_takes_no_column() -> None:
    assert columns_of("e\u0301") == 1
    assert slots("字e\u0301字") == ["字", "", "e\u0301", "字", ""]
    assert slots("字\u0301\u0302") == ["字\u0301\u0302", ""]


DRAWN = ["+----+----+", "| a  | b  |", "+----+----+"]


@pytest.mark.parametrize(
    "lines",
    [
        DRAWN[:2],
        [*DRAWN[:2], "+----+---+"],
        ["+----+----+", "| a  | b   ", "+----+----+"],
        ["+----+----+", "| a  | b  |", "|    +----+", "| c  . d  |", "+----+----+"],
        ["+--+--+--+", "|  |     |", "|  +--+--+", "|     |  |", "+--+--+  |", "|     |  |", "+--+--+--+"],
        ["+" + "-" * 500_000 + "+"] * 3,
        ["+-+" + "+" * 300 + "-+"] * 300,
    ],
)
def test_lines_that_draw_no_table_are_left_to_others(lines: list[str]) -> None:
    assert text_grid.read(lines) is None


def test_a_drawn_table_stands_anywhere_in_a_text() -> None:
    blocks = from_text.read("\n".join(["前文。", *DRAWN, "后文。", *DRAWN[:2], "末尾。"]).encode(), "x.txt").blocks
    assert blocks[:3] == (RawText("前文。"), RawTable((("a", "b"),)), RawText("后文。"))
    assert blocks[-1] == RawText("末尾。")
