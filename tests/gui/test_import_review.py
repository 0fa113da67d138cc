"""The review of an import: each side leads to the other, notes to both; cells are corrected there; only an answer changes anything."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.errors import UnreadableFile
from core.importers.source import RawTable
from core.reading import Reading
from core.schema import CellId
from gui.cell_delegate import CellEditor
from gui.import_review import Choice, ImportReview
from gui.review_items import Kind
from gui.review_list import ReviewList
from gui.settings import REVIEW, Settings
from tests.gui.conftest import Dialogs
from tests.gui.review_samples import DOUBTFUL, STRANGE, SURE, UNREAD, clean, doubtful, noted
from tests.helpers import distinct_report

Key = Qt.Key
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TOTAL = CellId("applications", "partial", "total")
Open = Callable[..., ImportReview]


def forget(box: ImportReview) -> None:
    """Take back what was corrected: closing would ask about it."""
    for desk in box._desks.values():
        desk.session.stack.setIndex(0)


@pytest.fixture
def review(qtbot: QtBot, qapp: QApplication) -> Open:
    """Open a review of one or several readings."""

    def open_it(*readings: Reading, size: tuple[int, int] = (1350, 720), **more: Any) -> ImportReview:
        named = [(f"{at}.docx", reading) for at, reading in enumerate(readings, start=1)]
        box = ImportReview(named, as_last=True, replaces=False, **more)
        qtbot.addWidget(box, before_close_func=forget)
        box.resize(*size)
        with qtbot.waitActive(box):
            box.show()
            box.activateWindow()
        qtbot.wait(20)
        return box

    return open_it


def focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held is not None
    return held


def press(qtbot: QtBot, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focus(), key, modifiers)


def source(box: ImportReview) -> ReviewList:
    assert box.desk.source is not None
    return box.desk.source.list


def raw_text(box: ImportReview) -> str | None:
    """Return what stands at the current place of the source."""
    line = source(box).current_line()
    assert line is not None
    table = box.desk.links.source.blocks[line.block]
    if not isinstance(table, RawTable):
        return table.text
    place = source(box).current_place(line.block)
    assert place is not None
    return table.rows[place[0]][place[1]]


def grid(box: ImportReview) -> Any:
    return box.desk.result.pages[box.desk.result.current]


def go(box: ImportReview, cell: CellId) -> None:
    box.desk.result.show_page(cell.table)
    grid(box).go_to(cell)


# ---- both sides ------------------------------------------------------------------------------


def test_a_cell_of_the_report_shows_the_number_it_was_read_from(review: Open, qtbot: QtBot):
    box = review(doubtful())
    for cell in (SURE, CellId("proactive", "normative_documents", "issued"), DOUBTFUL):
        go(box, cell)
        assert raw_text(box) == str(box.report.value(cell))


def test_the_arrows_go_along_the_source_and_the_report_follows(review: Open, qtbot: QtBot):
    box = review(doubtful())
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


def test_a_click_on_a_number_of_the_source_shows_its_cell(review: Open, qtbot: QtBot):
    box = review(doubtful())
    go(box, DOUBTFUL)
    row = source(box).currentIndex()
    go(box, CellId("applications", "new", "other"))
    source(box).scrollTo(row)
    rect = source(box).visualRect(row)
    label = QPoint(rect.left() + source(box).margin + 4, rect.center().y())
    qtbot.mouseClick(source(box).viewport(), Qt.MouseButton.LeftButton, pos=label)
    # A label stands for its row.
    assert grid(box).current_cell() == CellId("applications", "granted", "natural_person")


def test_a_paragraph_leads_to_the_other_side_and_back(review: Open, qtbot: QtBot):
    box = review(clean())
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


def test_particulars_lead_to_title_and_signature(review: Open, qtbot: QtBot):
    box = review(clean())
    qtbot.mouseClick(box.desk.result.tabs["info"], Qt.MouseButton.LeftButton)
    assert raw_text(box) == box.report.title
    page: Any = box.desk.result.pages["info"]
    page.enter()
    press(qtbot, Key.Key_End)
    assert raw_text(box) == box.report.signed_unit


def test_a_source_says_of_each_place_what_became_of_it(review: Open):
    box = review(doubtful())
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


def test_a_report_of_the_program_itself_has_no_source_beside_it(review: Open):
    box = review(Reading(distinct_report()))
    assert box.desk.source is None
    go(box, SURE)
    assert grid(box).current_cell() == SURE


# ---- notes -----------------------------------------------------------------------------------


def test_a_hundred_notes_are_one_list_with_headings_counts_and_a_search(review: Open, qtbot: QtBot):
    box = review(noted(120))
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


def test_a_key_goes_through_the_notes_and_both_sides_follow(review: Open, qtbot: QtBot):
    box = review(doubtful())
    doubt = next(at for at, item in enumerate(box.desk.notes.shown()) if DOUBTFUL in item.cells)
    seen = []
    for _ in box.desk.notes.shown():
        press(qtbot, Key.Key_F8)
        seen.append(box.desk.notes.list.item())
    assert sorted(seen, key=str) == sorted(box.desk.notes.shown(), key=str)
    while box.desk.notes.list.item() != box.desk.notes.shown()[doubt]:
        press(qtbot, Key.Key_F8, SHIFT)
    assert DOUBTFUL in grid(box).selected_cells()
    assert raw_text(box) == str(box.report.value(CellId("applications", "granted", "natural_person")))


def test_a_click_and_return_on_a_note_go_to_its_place(review: Open, qtbot: QtBot):
    box = review(doubtful())
    notes = box.desk.notes
    lost = next(item for item in notes.shown() if item.raw is not None and STRANGE[0] in item.message)
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


def test_the_arrows_pass_over_the_headings(review: Open, qtbot: QtBot):
    box = review(doubtful())
    box.desk.notes.enter()
    seen = [box.desk.notes.list.item()]
    for _ in range(len(box.desk.notes.shown()) - 1):
        press(qtbot, Key.Key_Down)
        seen.append(box.desk.notes.list.item())
    assert seen == box.desk.notes.shown()


def test_a_chip_filters_by_kind(review: Open, qtbot: QtBot):
    box = review(doubtful())
    qtbot.mouseClick(box.desk.notes.chips[Kind.LOST], Qt.MouseButton.LeftButton)
    assert {item.kind for item in box.desk.notes.shown()} == {Kind.LOST}
    assert box.desk.notes.chips[Kind.LOST].text().endswith(str(len(box.desk.notes.shown())))


def test_where_there_is_nothing_to_look_at_the_answer_has_the_keyboard(review: Open):
    box = review(clean())
    assert box.desk.notes.isHidden()
    assert focus() is box.last
    assert "没有猜测" in box.doubt.text()


# ---- corrections -----------------------------------------------------------------------------


def test_a_cell_in_doubt_is_corrected_with_the_keys_and_sums_follow(review: Open, qtbot: QtBot):
    box = review(doubtful())
    before = box.report.value(TOTAL)
    left = len(box.desk.session.doubtful())
    go(box, DOUBTFUL)
    press(qtbot, Key.Key_Return)
    assert isinstance(focus(), CellEditor)
    press(qtbot, Key.Key_A, CTRL)
    qtbot.keyClicks(focus(), "41")
    press(qtbot, Key.Key_Return)
    assert box.report.value(DOUBTFUL) == 41
    assert not box.report.entry(DOUBTFUL).doubtful
    assert box.corrections.text() == "改正了 1 格"
    assert box.doubt.text() == f"还有 {left - 1} 格待核对"
    assert box.isVisible()
    go(box, SURE)
    press(qtbot, Key.Key_5)
    press(qtbot, Key.Key_Return)
    assert box.report.value(TOTAL) != before
    assert box.corrections.text() == "改正了 2 格"
    # The source still shows what stood there, and is not in doubt any more.
    go(box, DOUBTFUL)
    assert raw_text(box) != "41"
    assert source(box).tint(*box.desk.links.origins.cells[DOUBTFUL], True)[0] == "carried"


def test_a_correction_can_be_undone_and_done_again(review: Open, qtbot: QtBot):
    reading = doubtful()
    box = review(reading)
    go(box, DOUBTFUL)
    press(qtbot, Key.Key_7)
    press(qtbot, Key.Key_Return)
    assert box.undo.isVisible()
    press(qtbot, Key.Key_Z, CTRL)
    assert box.report.entry(DOUBTFUL) == reading.report.entry(DOUBTFUL)
    assert box.undo.isHidden()
    press(qtbot, Key.Key_Y, CTRL)
    assert box.report.value(DOUBTFUL) == 7
    qtbot.mouseClick(box.undo, Qt.MouseButton.LeftButton)
    assert box.report.entry(DOUBTFUL).doubtful


def test_what_was_read_is_not_changed_before_the_answer(review: Open, qtbot: QtBot):
    reading = doubtful()
    kept = reading.report.copy()
    box = review(reading)
    go(box, SURE)
    press(qtbot, Key.Key_5)
    press(qtbot, Key.Key_Return)
    assert reading.report == kept
    assert box.report != kept


@pytest.mark.parametrize(("which", "left"), [("cells", 4), ("row", 0), ("table", 0), ("all", 0)])
def test_cells_are_said_to_be_right(review: Open, qtbot: QtBot, which: str, left: int):
    box = review(doubtful())
    go(box, DOUBTFUL)
    assert len(box.desk.session.doubtful()) == 5
    box.desk.result._count_doubt()
    box.desk.result.confirm_acts[which].trigger()
    assert len(box.desk.session.doubtful()) == left
    assert not box.report.entry(DOUBTFUL).doubtful
    assert box.corrections.text() == ""
    press(qtbot, Key.Key_Z, CTRL)
    assert len(box.desk.session.doubtful()) == 5


def test_rows_in_doubt_leave_the_list_when_they_are_right(review: Open, qtbot: QtBot):
    reading = doubtful()
    reading.report.notes = ()
    box = review(reading)
    before = len(box.desk.notes.shown())
    box.desk.result.confirm_acts["all"].trigger()
    assert len(box.desk.notes.shown()) == before - 1
    assert not box.desk.notes.isHidden()
    assert box.desk.result.confirm_button.isHidden()


# ---- the answer ------------------------------------------------------------------------------


def test_accepting_takes_what_stands_in_an_open_field(review: Open, qtbot: QtBot):
    box = review(doubtful())
    go(box, DOUBTFUL)
    press(qtbot, Key.Key_9)
    qtbot.mouseClick(box.edit, Qt.MouseButton.LeftButton)
    assert box.choice is Choice.EDIT
    assert box.report.value(DOUBTFUL) == 9
    # What is still in doubt goes along.
    assert sum(entry.doubtful for entry in box.report.entries.values()) == 4


def test_corrections_are_not_thrown_away_unasked(review: Open, qtbot: QtBot, asked: Dialogs):
    box = review(doubtful())
    go(box, DOUBTFUL)
    press(qtbot, Key.Key_9)
    press(qtbot, Key.Key_Escape)
    assert box.isVisible()
    press(qtbot, Key.Key_9)
    press(qtbot, Key.Key_Return)
    asked.will("confirm", False, True)
    press(qtbot, Key.Key_Escape)
    assert box.isVisible()
    qtbot.mouseClick(box.cancel, Qt.MouseButton.LeftButton)
    assert not box.isVisible()
    assert box.choice is Choice.CANCEL


def test_without_corrections_escape_leaves_at_once(review: Open, qtbot: QtBot, asked: Dialogs):
    for pane in ("notes", "source", "result"):
        box = review(doubtful())
        getattr(box.desk, pane).enter()
        press(qtbot, Key.Key_Escape)
        assert not box.isVisible()


def test_a_key_goes_round_the_panes(review: Open, qtbot: QtBot):
    box = review(doubtful())
    box.desk.notes.enter()
    seen: list[QWidget] = []
    for _ in range(3):
        press(qtbot, Key.Key_F6)
        seen.append(focus())
    assert seen == [source(box), grid(box), box.desk.notes.list]
    press(qtbot, Key.Key_F6, SHIFT)
    assert focus() is grid(box)


def test_one_of_several_reports_is_chosen_and_corrections_of_each_stay(review: Open, qtbot: QtBot):
    other = clean()
    other.report.unit, other.report.year = "另一个乡人民政府", 2020
    box = review(doubtful(), other)
    assert box.chooser.isVisible()
    assert "青石县柳河乡" in box.chooser.itemText(0)
    assert "2.docx" in box.chooser.itemText(1)
    go(box, DOUBTFUL)
    press(qtbot, Key.Key_9)
    press(qtbot, Key.Key_Return)
    box.chooser.setFocus()
    press(qtbot, Key.Key_Down)
    assert (box.name, box.report.unit) == ("2.docx", "另一个乡人民政府")
    assert box.last.text() == "生成 2021 年度草稿"
    assert "另一个乡" in box.title.text()
    press(qtbot, Key.Key_Up)
    assert box.report.value(DOUBTFUL) == 9
    qtbot.mouseClick(box.last, Qt.MouseButton.LeftButton)
    assert (box.choice, box.name) == (Choice.LAST_YEAR, "1.docx")


def test_a_file_that_could_not_be_read_is_named_with_its_sentence(review: Open):
    faults = [(f"{at}.doc", UnreadableFile("打不开", f"{at}.doc 已损坏；请另存后再试")) for at in range(4)]
    box = review(clean(), faults=faults)
    assert "0.doc 已损坏；请另存后再试" in box.failed.text()
    assert "另有 2 份" in box.failed.text()
    assert [item.place for item in box.desk.notes.shown()] == ["0.doc", "1.doc", "2.doc", "3.doc"]


def test_the_size_is_remembered(review: Open, qtbot: QtBot, tmp_path: Any):
    settings = Settings(tmp_path / "s.ini")
    box = review(clean(), settings=settings, size=(1000, 600))
    box.reject()
    assert not settings.get(REVIEW).isEmpty()
    again = ImportReview([("a", clean())], as_last=True, replaces=False, settings=settings)
    qtbot.addWidget(again)
    assert again.size().width() == min(1000, QGuiApplication.primaryScreen().availableSize().width() - 8)


@pytest.mark.parametrize(("width", "beside"), [(1350, True), (903, False)])
def test_the_notes_stand_beside_the_sides_where_there_is_room_else_below(review: Open, width: int, beside: bool):
    box = review(doubtful(), size=(width, 472))
    assert box.width() == width
    notes, sides = box.desk.notes.geometry(), box.desk.sides.geometry()
    assert (notes.left() >= sides.right()) is beside
    assert (notes.top() >= sides.bottom()) is not beside


def test_everything_has_a_name(review: Open):
    box = review(doubtful(), clean())
    widgets = [w for w in box.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert len(widgets) > 10
    assert [w for w in widgets if not (w.accessibleName() or getattr(w, "text", str)())] == []
