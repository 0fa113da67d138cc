"""The two sides of a review lead to each other, the notes to both."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.reading import Reading
from core.schema import CellId
from gui.review_items import Kind
from tests.gui.review_hands import SHIFT, Key, focus, go, grid, open_review, press, raw_text, source
from tests.gui.review_samples import DOUBTFUL, STRANGE, SURE, UNREAD, clean, doubtful, noted
from tests.helpers import distinct_report


def test_a_cell_of_the_report_shows_the_number_it_was_read_from(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    for cell in (SURE, CellId("proactive", "normative_documents", "issued"), DOUBTFUL):
        go(box, cell)
        assert raw_text(box) == str(box.report.value(cell))


def test_the_arrows_go_along_the_source_and_the_report_follows(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    go(box, SURE)
    source(box).enter()
    press(qtbot, Key.Key_Right)
    assert grid(box).current_cell() == CellId("applications", "partial", "research")
    assert focus() is source(box)
    press(qtbot, Key.Key_Down)
    assert raw_text(box) in STRANGE
    press(qtbot, Key.Key_Left)
    press(qtbot, Key.Key_Up)
    assert grid(box).current_cell() == SURE
    press(qtbot, Key.Key_Return)
    assert focus() is grid(box)


def test_a_click_on_a_number_of_the_source_shows_its_cell(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    go(box, DOUBTFUL)
    row = source(box).currentIndex()
    go(box, CellId("applications", "new", "other"))
    source(box).scrollTo(row)
    rect = source(box).visualRect(row)
    label = QPoint(rect.left() + source(box).margin + 4, rect.center().y())
    qtbot.mouseClick(source(box).viewport(), Qt.MouseButton.LeftButton, pos=label)
    # A label stands for its row.
    assert grid(box).current_cell() == CellId("applications", "granted", "natural_person")


def test_a_paragraph_leads_to_the_other_side_and_back(qtbot: QtBot):
    box = open_review(qtbot, clean())
    pane = box.desk.result
    qtbot.mouseClick(pane.tabs["overview"], Qt.MouseButton.LeftButton)
    shown: Any = pane.pages["overview"]
    shown.enter()
    press(qtbot, Key.Key_Down)
    assert raw_text(box) == shown.current_line().text
    source(box).enter()
    press(qtbot, Key.Key_Up)
    assert shown.current_line().block == 0
    assert source(box).lit_part == "overview"


def test_particulars_lead_to_title_and_signature(qtbot: QtBot):
    box = open_review(qtbot, clean())
    qtbot.mouseClick(box.desk.result.tabs["info"], Qt.MouseButton.LeftButton)
    assert raw_text(box) == box.report.title
    page: Any = box.desk.result.pages["info"]
    page.enter()
    press(qtbot, Key.Key_End)
    assert raw_text(box) == box.report.signed_unit


def test_a_source_says_of_each_place_what_became_of_it(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    links, pane = box.desk.links, source(box)
    ((block, places),) = links.lost.items()
    assert pane.tint(block, *places[0], True)[0] == "error_ground"
    assert pane.tint(*links.origins.cells[DOUBTFUL], True)[0] == "confirm_ground"
    assert pane.tint(*links.origins.cells[SURE], True)[0] == "carried"
    pane.show_place(block, *places[0])
    assert pane._told(pane.currentIndex(), places[0][1]) == "这个数没有放进报告"
    go(box, DOUBTFUL)
    assert "待核对" in pane._told(pane.currentIndex(), links.origins.cells[DOUBTFUL][2])
    assert UNREAD in str(pane.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_a_report_of_the_program_itself_has_no_source_beside_it(qtbot: QtBot):
    box = open_review(qtbot, Reading(distinct_report()))
    assert box.desk.source is None
    go(box, SURE)
    assert grid(box).current_cell() == SURE


def test_a_hundred_notes_are_one_list_with_headings_counts_and_a_search(qtbot: QtBot):
    box = open_review(qtbot, noted(120))
    notes = box.desk.notes
    QAbstractItemModelTester(notes.list.notes, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert len(notes.shown()) == 120
    assert notes.list.notes.rows[0] == ("三、收到和处理政府信息公开申请情况", 120)
    notes.search.setFocus()
    qtbot.keyClicks(notes.search, "77")
    assert [item.message for item in notes.shown()] == ["第 77 处按列标题对齐，请核对"]
    qtbot.keyClicks(notes.search, "xyz")
    assert notes.shown() == []
    assert notes._none.isVisible()


def test_a_key_goes_through_the_notes_and_both_sides_follow(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    doubt = next(at for at, item in enumerate(box.desk.notes.shown()) if DOUBTFUL in item.cells)
    seen = []
    for _ in box.desk.notes.shown():
        press(qtbot, Key.Key_F8)
        item = box.desk.notes.list.item()
        seen.append(item)
        # The keyboard is where the note leads: in the report, or at what was not read.
        assert item is not None
        assert focus() is (grid(box) if item.kind is Kind.DOUBT else source(box))
    assert sorted(seen, key=str) == sorted(box.desk.notes.shown(), key=str)
    while box.desk.notes.list.item() != box.desk.notes.shown()[doubt]:
        press(qtbot, Key.Key_F8, SHIFT)
    assert DOUBTFUL in grid(box).selected_cells()
    assert raw_text(box) == str(box.report.value(CellId("applications", "granted", "natural_person")))


def test_a_click_and_return_on_a_note_go_to_its_place(qtbot: QtBot):
    reading = doubtful()
    reading.report.notes = tuple(note for note in reading.report.notes if STRANGE[0] not in note.message)
    box = open_review(qtbot, reading)
    notes = box.desk.notes
    lost = next(item for item in notes.shown() if "没有放进报告" in item.message)
    index = notes.list.notes.index(notes.list.notes.rows.index(lost))
    notes.list.scrollTo(index)
    qtbot.mouseClick(notes.list.viewport(), Qt.MouseButton.LeftButton, pos=notes.list.visualRect(index).center())
    assert raw_text(box) == STRANGE[0]
    doubt = next(item for item in notes.shown() if DOUBTFUL in item.cells)
    notes.list.go(doubt)
    notes.list.setFocus()
    press(qtbot, Key.Key_Return)
    assert focus() is grid(box)
    assert box.isVisible()


def test_the_arrows_pass_over_the_headings(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    box.desk.notes.enter()
    seen = [box.desk.notes.list.item()]
    for _ in range(len(box.desk.notes.shown()) - 1):
        press(qtbot, Key.Key_Down)
        seen.append(box.desk.notes.list.item())
    assert seen == box.desk.notes.shown()


def test_a_chip_filters_by_kind(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    qtbot.mouseClick(box.desk.notes.chips[Kind.LOST], Qt.MouseButton.LeftButton)
    assert {item.kind for item in box.desk.notes.shown()} == {Kind.LOST}
    assert box.desk.notes.chips[Kind.LOST].text().endswith(str(len(box.desk.notes.shown())))


def test_where_there_is_nothing_to_look_at_the_answer_has_the_keyboard(qtbot: QtBot):
    box = open_review(qtbot, clean())
    assert box.desk.notes.isHidden()
    assert focus() is box.last
    assert "没有猜测" in box.doubt.text()
