"""What belongs together on the two sides of a review, what a person should look at, and how raw grids are laid out."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from core.errors import UnreadableFile
from core.importers.source import RawTable, RawText
from core.reading import Reading
from core.report import Note
from core.schema import CellId
from gui.review_items import FAILED, Item, Kind, items_of
from gui.review_lines import PARAGRAPH, info_lines, source_lines
from gui.review_links import Links, is_number
from gui.review_table import TableLayout
from tests.gui.review_samples import DOUBTFUL, STRANGE, SURE, TRUTH, UNREAD, clean, doubtful, noted


def links_of(reading: Reading) -> Links:
    return Links(reading.source, reading.origins, reading.report)


def items(reading: Reading, *kinds: Kind) -> list[Item]:
    return [item for item in items_of(links_of(reading)) if item.kind in kinds or not kinds]


@pytest.mark.parametrize("text", ["12", "１２", "1,234", "4.5万元", "12件"])
def test_a_number_is_told(text: str):
    assert is_number(text)


@pytest.mark.parametrize("text", ["", None, "总计", "-", "2024年", "1" * 40])
def test_words_are_no_numbers(text: str | None):
    assert not is_number(text)


def test_every_number_of_a_clean_source_has_its_cell_and_none_is_lost():
    links = links_of(clean())
    assert links.lost == {}
    for cell, place in links.origins.cells.items():
        assert links.cell_near(*place) == cell


def test_numbers_that_no_cell_took_are_lost():
    links = links_of(doubtful())
    ((block, places),) = links.lost.items()
    table = links.source.blocks[block]
    assert isinstance(table, RawTable)
    assert tuple(table.rows[row][column] for row, column in places) == STRANGE


def test_numbers_of_a_grid_that_became_prose_are_not_lost():
    reading = clean()
    assert reading.source is not None
    assert reading.origins is not None
    reading.origins.parts[len(reading.source.blocks)] = ["overview"]
    source = replace(reading.source, blocks=(*reading.source.blocks, RawTable((("公开", "12"),))))
    assert Links(source, reading.origins, reading.report).lost == {}


def test_a_row_without_numbers_leads_to_where_it_must_have_stood():
    reading = doubtful()
    links = links_of(reading)
    assert reading.origins is not None
    before = reading.origins.cells[CellId("applications", "carried_in", "total")]
    for cell in [cell for cell in reading.origins.cells if cell.row == "granted"]:
        del reading.origins.cells[cell]
    place = links.place_near((DOUBTFUL,))
    assert place is not None
    assert place[0] == before[0]
    assert place[1] > before[1]


def test_paragraphs_lead_to_each_other_even_when_two_were_joined():
    reading = clean()
    links = links_of(reading)
    for block, raw in enumerate(links.source.blocks):
        found = links.paragraph_of(block)
        if isinstance(raw, RawText) and found is not None:
            part, at = found
            assert reading.report.paragraphs(part)[at].text == raw.text
            assert links.block_of(part, at) == block
    assert {links.part_of(b) for b in range(len(links.source.blocks)) if links.paragraph_of(b)} >= {"preamble", "overview", "problems"}


def test_lines_say_where_they_went_once_for_each_run():
    lines = source_lines(links_of(doubtful()))
    assert (lines[0].text, lines[0].mark, lines[0].read) == (UNREAD, "未读入", False)
    marks = [line.mark for line in lines if line.first]
    assert marks == ["未读入", "标题", "前言", "一", "二", "三", "四", "五", "六", "落款"]
    assert [line.row for line in lines if line.part == "proactive"][:2] == [PARAGRAPH, 0]


def test_the_particulars_say_what_was_not_read():
    report = TRUTH.copy()
    report.year = 0
    told = {line.mark: (line.text, line.read) for line in info_lines(report)}
    assert told["年度"] == ("没有读到", False)
    assert told["单位"] == (report.unit, True)
    assert "年" in told["落款"][0]


def test_a_clean_report_has_nothing_to_look_at():
    assert items(clean()) == []


def test_rows_in_doubt_lost_numbers_and_unread_words_are_told_under_their_section():
    found = items(doubtful())
    assert {item.group for item in found} == {"报告信息", "三、收到和处理政府信息公开申请情况"}
    (doubt,) = [item for item in found if DOUBTFUL in item.cells]
    assert doubt.kind is Kind.DOUBT
    lost = [item for item in found if STRANGE[0] in item.message]
    assert lost
    assert all(item.kind is Kind.LOST for item in lost)
    assert any(UNREAD in item.message for item in found)
    assert sum(UNREAD in item.message for item in found) == 1


def test_a_note_leads_to_the_row_or_the_words_that_it_quotes():
    reading = doubtful()
    links = links_of(reading)
    places = {item.raw for item in items_of(links) if item.raw is not None}
    assert (0, PARAGRAPH, 0) in places
    ((block, lost),) = links.lost.items()
    assert {place[:2] for place in places if place[0] == block} == {(block, lost[0][0])}
    numbers = Note("applications.granted", f"没有填入（原文：{'、'.join(STRANGE)}）")
    reading.report.notes = (numbers,)
    (item,) = [item for item in items(reading) if item.message == numbers.message]
    assert item.raw == (block, *lost[0])


def test_a_row_that_was_not_read_is_told_once():
    told = [item for item in items(doubtful(), Kind.LOST) if STRANGE[0] in item.message]
    assert len(told) == 1
    assert told[0].raw is not None


def test_a_missing_table_is_told_once_and_a_note_on_pieces_leads_to_the_first():
    reading = clean()
    title = reading.report.form.section("review_litigation").title
    missing, no_table = f"原文没有“{title}”这一部分", "表格没有找到，按未填处理"
    reading.report.notes = (Note("review_litigation", no_table), Note("proactive", no_table), Note("review_litigation", missing))
    assert [item.message for item in items(reading)] == [no_table, f"{missing}，按未填处理"]

    whole = reading.report.paragraphs("overview")[-1].text
    (at,) = [at for at, raw in enumerate(links_of(reading).source.blocks) if isinstance(raw, RawText) and raw.text == whole]
    source = reading.source
    assert source is not None
    cut = replace(source, blocks=tuple(RawText(whole[:9]) if here == at else raw for here, raw in enumerate(source.blocks)))
    reading.report.notes = (Note("overview", "有 1 处段落在原文里被分页断开，已接上，请核对"),)
    assert [item.raw for item in items(replace(reading, source=cut))] == [(at, PARAGRAPH, 0)]


def test_each_row_in_doubt_is_told_even_without_a_note():
    reading = doubtful()
    reading.report.notes = ()
    found = [item for item in items(reading, Kind.DOUBT) if DOUBTFUL in item.cells]
    assert [item.message for item in found] == ["这一行有 5 格待核对"]
    assert SURE not in found[0].cells


def test_words_that_no_note_speaks_of_are_told():
    reading = doubtful()
    reading.report.notes = ()
    assert [item.raw for item in items(reading, Kind.LOST) if UNREAD in item.message] == [(0, PARAGRAPH, 0)]


def test_files_that_failed_come_first_with_their_sentence():
    found = items_of(links_of(noted(3)), [("坏.doc", UnreadableFile("打不开", "坏.doc 已损坏；请另存后再试"))])
    assert (found[0].group, found[0].place, found[0].message) == (FAILED, "坏.doc", "坏.doc 已损坏；请另存后再试")
    assert len(found) == 4


def test_merged_cells_are_found_as_the_form_has_them(qapp: QApplication):
    source = clean().source
    assert source is not None
    table = next(b for b in source.blocks if isinstance(b, RawTable) and any("予以公开" in (c or "") for row in b.rows for c in row))
    laid = TableLayout(table)
    corner = laid.spans[0, 0]
    assert corner == (3, 3)
    assert laid.spans[0, 3] == (1, 7)
    assert laid.spans[1, 3] == (2, 1)
    assert laid.spans[1, 9] == (2, 1)
    new = next(r for r, row in enumerate(table.rows) if "一、本年新收" in (row[0] or ""))
    assert laid.spans[new, 0] == (1, 3)
    total = next(r for r, row in enumerate(table.rows) if "（七）总计" in row)
    assert laid.spans[total, 1] == (1, 2)


@pytest.mark.parametrize("room", [90, 360, 900])
def test_a_grid_has_room_for_every_number_however_narrow_the_pane_is(qapp: QApplication, room: int):
    laid = TableLayout(RawTable((("一项", "数"), ("很长的一个名称，写了又写，还没有完", "123456789"), ("", "4"))))
    laid.fit(room, qapp.font().toString())
    assert laid.edges[2] - laid.edges[1] >= 9 * 7
    assert laid.edges == sorted(laid.edges)
    assert len(laid.heights) == 3
    assert (laid.heights[1] > laid.heights[2]) is (room < 300)


def test_heads_that_wrap_have_room_for_their_lines(qapp: QApplication):
    laid = TableLayout(RawTable((("项目", "本年废止件数", "本年废止件数"), ("规章", "1", "2"))))
    laid.fit(170, qapp.font().toString())
    assert laid.heights[0] > laid.heights[1]


def test_rows_of_different_lengths_are_laid_out(qapp: QApplication):
    laid = TableLayout(RawTable((("甲",), ("乙", "1", "2"), ()), exact=False))
    laid.fit(300, qapp.font().toString())
    assert [laid.text(0, 2), laid.text(1, 2), laid.text(2, 0)] == ["", "2", ""]
