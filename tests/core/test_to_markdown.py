"""A report as Markdown says in every renderer what the form says, and comes back whole."""

import pytest
from hypothesis import given, settings

from core.calculation import settle
from core.exporters import to_markdown
from core.importers import from_text
from core.importers.recognition import recognise
from core.importers.source import RawTable, RawText
from core.importers.text_marks import unescaped
from core.layout import Document, Grid, Role, Title, document
from core.report import Entry, Paragraph, Report, paragraphs
from core.schema import formats
from tests.core.sources import blocks_of, raw_table
from tests.helpers import cell_values, distinct_report, reports


def text_of(report: Report) -> str:
    return to_markdown.render(document(report)).decode("utf-8")


def expected(laid: Document) -> list[RawText | RawTable]:
    """Return what is to be read: the title on one line, a table with blocks as a title and a table each."""
    found: list[RawText | RawTable] = []
    for block in laid.blocks:
        match block:
            case Title(lines=lines):
                found.append(RawText("".join(lines).strip()))
            case Grid(head_rows=0):
                found += stacked(block)
            case Grid():
                found.append(raw_table(block))
            case _:
                found += blocks_of(Document("", "", 0, "", (block,)))
    return found


def stacked(grid: Grid) -> list[RawText | RawTable]:
    found: list[RawText | RawTable] = []
    rows = [[cell for cell in grid.cells if cell.row == row] for row in range(grid.rows)]
    starts = [at for at, row in enumerate(rows) if row[0].role is Role.BAND]
    for start, end in zip(starts, [*starts[1:], grid.rows], strict=True):
        found.append(RawText(rows[start][0].text))
        found.append(RawTable(tuple(tuple(cell.text for cell in row) for row in rows[start + 1 : end])))
    return found


@given(reports(with_last=False))
@settings(max_examples=40)
def test_markdown_gives_back_every_block_of_any_report(report: Report) -> None:
    laid = document(report)
    assert list(from_text.read(to_markdown.render(laid), "x.md").blocks) == expected(laid)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_markdown_recognised_is_the_same_report_and_nothing_is_left_to_note(form_id: str) -> None:
    report = distinct_report(form_id)
    again = recognise(from_text.read(to_markdown.render(document(report)), "x.md"), "x.md")
    assert cell_values(again) == cell_values(report)
    assert again.texts == report.texts
    assert (again.title, again.unit, again.year) == (report.title, report.unit, report.year)
    assert (again.signed_unit, again.signed_date) == (report.signed_unit, report.signed_date)
    assert again.notes == ()


def test_every_table_has_one_row_of_heads_and_rows_of_its_width() -> None:
    tables = [part.split("\n") for part in text_of(distinct_report()).split("\n\n") if part.startswith("|")]
    assert len(tables) == 6
    for head, rule, *rows in tables:
        assert set(rule) <= set("|:- ")
        assert rows
        assert {row.count("|") for row in (head, rule, *rows)} == {head.count("|")}


def test_merged_heads_are_joined_and_merged_labels_repeated() -> None:
    text = text_of(distinct_report())
    assert "| 申请人情况·自然人 | 申请人情况·法人或其他组织·商业企业 |" in text
    assert "\n| 三、本年度办理结果 | （三）不予公开 | 4.保护第三方合法权益 |" in text
    assert "\n**第二十条第（五）项**\n\n| 信息内容 | 本年处理决定数量 |\n" in text


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("- 甲", r"\- 甲"),
        ("+ 甲", r"\+ 甲"),
        ("1. 甲。", r"1\. 甲。"),
        ("12) 甲。", r"12\) 甲。"),
        ("1.属于。", "1.属于。"),
        ("（一）甲；乙。丙。", "（一）甲；乙。丙。"),
        ("# 甲", r"\# 甲"),
        ("> 甲", r"\> 甲"),
        ("---", r"\---"),
        ("· 甲", "&#183; 甲"),
        ("**甲**", r"\*\*甲\*\*"),
        ("a_b_c 5~8天", r"a\_b\_c 5\~8天"),
        ("甲 | 乙", r"甲 \| 乙"),
        ("<b>甲</b> &lt; AT&T", "&lt;b>甲&lt;/b> &amp;lt; AT&amp;T"),
        ("[甲](乙) `丙` $丁$ 戊\\", r"\[甲\](乙) \`丙\` \$丁\$ 戊\\"),
    ],
)
def test_what_would_be_a_mark_is_written_as_text_and_read_as_it_was(words: str, written: str) -> None:
    report = distinct_report()
    report.texts["problems"] = (Paragraph(words),)
    text = text_of(report)
    assert f"\n\n{written}\n\n" in text
    assert RawText(words) in from_text.read(text.encode(), "x.md").blocks


def test_marks_in_cells_and_headings_are_text_too() -> None:
    report = distinct_report()
    report.entries[next(iter(report.form.cells))] = Entry("约|*3")
    report.texts["overview"] = paragraphs(["（一）*要点*"])
    report.title = "# 某乡 <年报> *"
    laid = document(report)
    assert r"| 约\|\*3 |" in text_of(report)
    assert "### （一）\\*要点\\*" in text_of(report)
    assert list(from_text.read(to_markdown.render(laid), "x.md").blocks) == expected(laid)


def test_what_no_text_can_hold_is_left_out_or_replaced() -> None:
    odd = "甲\x00\x03\x85\ud800乙\ufffe\ud842\udfb7丙\r\n丁"
    report = Report(formats()["2021"], unit="甲乡", year=2024, title=odd)
    report.texts["overview"] = (Paragraph(odd),)
    assert text_of(report).count("甲\ufffd乙𠮷丙 丁") == 2


def test_it_ends_lines_as_tools_expect_and_is_the_same_every_time() -> None:
    data = to_markdown.render(document(distinct_report()))
    assert b"\r" not in data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert data == to_markdown.render(document(distinct_report()))


def test_names_of_characters_are_known_and_others_stay() -> None:
    assert unescaped(r"&lt;&#183;&#x4e2d;&nosuch; A\&B \甲 \\") == r"<·中&nosuch; A&B \甲 " + "\\"


@pytest.mark.parametrize("words", ["见附件", "约3", "?", "12件（其中5件"])
def test_words_for_numbers_come_back_in_their_cells(words: str) -> None:
    report = distinct_report()
    for cell in list(report.form.cells)[::9]:
        if cell not in report.form.sum_of:
            report.entries[cell] = Entry(words)
    settle(report, dict(report.entries))
    again = recognise(from_text.read(to_markdown.render(document(report)), "x.md"), "x.md")
    assert cell_values(again) == cell_values(report)


def test_heads_that_no_columns_share_stay_as_they_are() -> None:
    text = "| 甲·乙 | 丙 |\n| --- | --- |\n| 1 | 2 |\n\n| 甲·乙 | 甲·丙 | 丁 |\n| --- | --- | --- |\n| 1 | 2 |\n"
    assert from_text.read(text.encode(), "x.md").blocks == (
        RawTable((("甲·乙", "丙"), ("1", "2"))),
        RawTable((("甲·乙", "甲·丙", "丁"), ("1", "2")), exact=False),
    )
