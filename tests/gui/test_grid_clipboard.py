from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import AppError
from core.layout import cell_text, grid
from core.report import Entry
from core.schema import CellId, formats
from gui.grid_clipboard import block_text, entries_for, fit, read_block
from gui.grid_places import Places
from tests.gui.grid_samples import T3, cell3, distinct_report, empty_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

ALL = [(form.id, table.id) for form in formats().values() for table in form.tables]


@pytest.mark.parametrize(("form", "table"), ALL)
def test_a_whole_table_copied_and_pasted_is_the_same_table(form, table):
    report, found = distinct_report(form), Places(grid(form, table))
    texts = {cell: cell_text(report, cell) for cell in found.by_id}
    block = read_block(block_text(list(found.by_id.values()), texts))
    target = empty_report(form)
    entries, assumed = entries_for(target, fit(found, found.first(), block))
    assert {cell: entry.value for cell, entry in entries.items()} == {cell: report.value(cell) for cell in found.by_id}
    assert not any(entry.manual for entry in entries.values()), "totals that agree stay 自动"
    assert assumed == []


@given(st.lists(st.lists(st.text("0123456789 \t\n\"'，（）件abc", max_size=8), min_size=3, max_size=3), min_size=1, max_size=4))
def test_any_texts_come_back_from_the_clipboard_as_they_went(rows):
    found = Places(grid("2021", T3))
    cells = [cell for line in found.lines[: len(rows)] for cell in line[:3]]
    texts = {cell.cell: text for cell, text in zip(cells, (t for row in rows for t in row), strict=True) if cell.cell}
    written = block_text(cells, texts)
    assert read_block(written) == rows


def test_a_spreadsheet_s_line_ends_make_no_extra_row():
    assert read_block("1\t2\r\n3\t4\r\n") == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize("text", ["", "\n", " ", "\r\n"])
def test_an_empty_clipboard_is_refused(text):
    with pytest.raises(AppError, match="没有文字"):
        read_block(text)


def test_a_book_on_the_clipboard_is_refused_at_once():
    with pytest.raises(AppError, match="内容太多"):
        read_block("一" * 1_000_000)


def test_a_block_too_wide_or_too_tall_names_the_room():
    found = Places(grid("2021", T3))
    anchor = found.by_id[cell3("results_total", "other")]
    with pytest.raises(AppError, match="要粘贴 1 行 3 列，从当前格起只有 2 行 2 列"):
        fit(found, anchor, [["1", "2", "3"]])
    with pytest.raises(AppError, match="要粘贴 3 行 1 列，从当前格起只有 2 行 2 列"):
        fit(found, anchor, [["1"], ["2"], ["3"]])


def test_empty_places_beyond_the_edge_do_not_count():
    found = Places(grid("2021", T3))
    pairs = fit(found, found.by_id[cell3("new", "other")], [["1", "2", "", " "]])
    assert pairs == [(cell3("new", "other"), "1"), (cell3("new", "total"), "2")]


def test_merged_cells_of_a_spreadsheet_fall_into_place():
    # The 2019 table's three columns are two places wide each in the printed form and in our workbook.
    found = Places(grid("2019", "proactive"))
    pairs = fit(found, found.first(), [["7", "", "8", "", "9", ""], ["4", "", "5", "", "6", ""]])
    ids = [
        CellId("proactive", row, c) for row in ("government_rules", "normative_documents") for c in ("created", "disclosed", "public_total")
    ]
    assert pairs == list(zip(ids, ["7", "8", "9", "4", "5", "6"], strict=True))


def test_a_wrong_total_comes_in_as_typed_by_hand_and_an_equal_one_stays_automatic():
    report = distinct_report()
    row = [cell3("granted", c) for c in ("natural_person", "business", "research", "social", "legal_service", "other", "total")]
    entries, _ = entries_for(report, list(zip(row, ["1", "2", "3", "4", "5", "6", "21"], strict=True)))
    assert entries[row[-1]] == Entry(21)
    entries, _ = entries_for(report, list(zip(row, ["1", "2", "3", "4", "5", "6", "22"], strict=True)))
    assert entries[row[-1]] == Entry(22, manual=True)


def test_a_total_is_held_against_totals_of_the_same_paste():
    # 总计 of 三（七） reads the row's own totals: the paste sets one of them by hand.
    report = empty_report()
    pairs = [
        (cell3("granted", "natural_person"), "5"),
        (cell3("results_total", "natural_person"), "9"),
        (cell3("results_total", "total"), "9"),
    ]
    entries, _ = entries_for(report, pairs)
    assert entries[cell3("results_total", "natural_person")] == Entry(9, manual=True)
    assert entries[cell3("results_total", "total")] == Entry(9)


def test_what_was_assumed_is_told():
    money = CellId("proactive", "fees", "amount")
    entries, assumed = entries_for(empty_report(), [(money, "4500元")])
    assert entries[money].value == Decimal("0.45")
    assert len(assumed) == 1
    assert "0.45 万元" in assumed[0]
