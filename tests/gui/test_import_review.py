"""The review of an import: cells are corrected there, and only an answer changes anything."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.errors import UnreadableFile
from core.reading import reading_of
from core.schema import CellId
from gui.cell_delegate import CellEditor
from gui.import_review import Choice, ImportReview
from gui.labels import Elided
from gui.main_window import MainWindow
from gui.settings import REVIEW, Settings
from tests.gui.conftest import Dialogs
from tests.gui.review_hands import CTRL, SHIFT, Key, focus, go, grid, open_review, press, raw_text, source
from tests.gui.review_samples import DOUBTFUL, SURE, UNREAD, clean, doubtful
from tests.imports.score import FOLDER

TOTAL = CellId("applications", "partial", "total")


def test_a_cell_in_doubt_is_corrected_with_the_keys_and_sums_follow(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
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


def test_a_correction_can_be_undone_and_done_again(qtbot: QtBot):
    reading = doubtful()
    box = open_review(qtbot, reading)
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


def test_what_was_read_is_not_changed_before_the_answer(qtbot: QtBot):
    reading = doubtful()
    kept = reading.report.copy()
    box = open_review(qtbot, reading)
    go(box, SURE)
    press(qtbot, Key.Key_5)
    press(qtbot, Key.Key_Return)
    assert reading.report == kept
    assert box.report != kept


@pytest.mark.parametrize(("which", "left"), [("cells", 4), ("row", 0), ("table", 0), ("all", 0)])
def test_cells_are_said_to_be_right(qtbot: QtBot, which: str, left: int):
    box = open_review(qtbot, doubtful())
    go(box, DOUBTFUL)
    assert len(box.desk.session.doubtful()) == 5
    box.desk.result._count_doubt()
    box.desk.result.confirm_acts[which].trigger()
    assert len(box.desk.session.doubtful()) == left
    assert not box.report.entry(DOUBTFUL).doubtful
    assert box.corrections.text() == ""
    press(qtbot, Key.Key_Z, CTRL)
    assert len(box.desk.session.doubtful()) == 5


def test_the_next_key_goes_on_where_a_note_has_been_done(qtbot: QtBot):
    reading = doubtful()
    reading.report.notes = ()
    box = open_review(qtbot, reading)
    notes = box.desk.notes
    (done,) = [item for item in notes.shown() if DOUBTFUL in item.cells]
    following = notes.shown()[notes.shown().index(done) + 1]
    while notes.list.item() != done:
        press(qtbot, Key.Key_F8)
    press(qtbot, Key.Key_K, CTRL)
    assert done not in notes.shown()
    press(qtbot, Key.Key_F8)
    assert notes.list.item() == following


def test_a_guess_about_what_was_typed_is_said(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    go(box, DOUBTFUL)
    press(qtbot, Key.Key_Minus)
    press(qtbot, Key.Key_Return)
    assert "按未填处理" in box.said.text()
    assert box.report.value(DOUBTFUL) is None


def test_what_stands_in_the_source_can_be_copied(qtbot: QtBot, clipboard: QClipboard):
    box = open_review(qtbot, doubtful())
    go(box, DOUBTFUL)
    source(box).enter()
    press(qtbot, Key.Key_C, CTRL)
    assert clipboard.text() == raw_text(box)
    press(qtbot, Key.Key_Home)
    press(qtbot, Key.Key_C, CTRL)
    assert clipboard.text() == UNREAD


def test_rows_in_doubt_leave_the_list_when_they_are_right(qtbot: QtBot):
    reading = doubtful()
    reading.report.notes = ()
    box = open_review(qtbot, reading)
    before = len(box.desk.notes.shown())
    box.desk.result.confirm_acts["all"].trigger()
    assert len(box.desk.notes.shown()) == before - 1
    assert not box.desk.notes.isHidden()
    assert box.desk.result.confirm_button.isHidden()


def test_accepting_takes_what_stands_in_an_open_field(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    go(box, DOUBTFUL)
    press(qtbot, Key.Key_9)
    qtbot.mouseClick(box.edit, Qt.MouseButton.LeftButton)
    assert box.choice is Choice.EDIT
    assert box.report.value(DOUBTFUL) == 9
    # What is still in doubt goes along.
    assert sum(entry.doubtful for entry in box.report.entries.values()) == 4


def test_corrections_are_not_thrown_away_unasked(qtbot: QtBot, asked: Dialogs):
    box = open_review(qtbot, doubtful())
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


def test_without_corrections_escape_leaves_at_once(qtbot: QtBot, asked: Dialogs):
    for pane in ("notes", "source", "result"):
        box = open_review(qtbot, doubtful())
        getattr(box.desk, pane).enter()
        press(qtbot, Key.Key_Escape)
        assert not box.isVisible()


def test_a_key_goes_round_the_panes(qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    box.desk.notes.enter()
    seen: list[QWidget] = []
    for _ in range(3):
        press(qtbot, Key.Key_F6)
        seen.append(focus())
    assert seen == [source(box), grid(box), box.desk.notes.list]
    press(qtbot, Key.Key_F6, SHIFT)
    assert focus() is grid(box)


def test_one_of_several_reports_is_chosen_and_corrections_of_each_stay(qtbot: QtBot):
    other = clean()
    other.report.unit, other.report.year = "另一个乡人民政府", 2020
    box = open_review(qtbot, doubtful(), other)
    assert box.chooser.isVisible()
    assert "青石县柳河乡" in box.chooser.itemText(0)
    assert "2.docx" in box.chooser.itemText(1)
    go(box, DOUBTFUL)
    press(qtbot, Key.Key_9)
    press(qtbot, Key.Key_Return)
    box.chooser.setFocus()
    press(qtbot, Key.Key_Down)
    assert (box.name, box.report.unit) == ("2.docx", "另一个乡人民政府")
    assert box.last.text() == "生成 2021 年度草稿(&G)"
    assert "另一个乡" in box.title.text()
    press(qtbot, Key.Key_Up)
    assert box.report.value(DOUBTFUL) == 9
    qtbot.mouseClick(box.last, Qt.MouseButton.LeftButton)
    assert (box.choice, box.name) == (Choice.LAST_YEAR, "1.docx")


def test_a_file_that_could_not_be_read_is_named_with_its_sentence(qtbot: QtBot):
    faults = [(f"{at}.doc", UnreadableFile("打不开", f"{at}.doc 已损坏；请另存后再试")) for at in range(4)]
    box = open_review(qtbot, clean(), faults=faults)
    assert "0.doc 已损坏；请另存后再试" in box.failed.text()
    assert "另有 2 份" in box.failed.text()
    assert [item.place for item in box.desk.notes.shown()] == ["0.doc", "1.doc", "2.doc", "3.doc"]


def test_the_size_is_remembered(qtbot: QtBot, tmp_path: Any):
    settings = Settings(tmp_path / "s.ini")
    box = open_review(qtbot, clean(), settings=settings, size=(1000, 600))
    box.reject()
    assert not settings.get(REVIEW).isEmpty()
    again = ImportReview([("a", clean())], as_last=True, replaces=False, settings=settings)
    qtbot.addWidget(again)
    assert again.size().width() == min(1000, QGuiApplication.primaryScreen().availableSize().width() - 8)


@pytest.mark.parametrize(("width", "beside"), [(1350, True), (903, False)])
def test_the_notes_stand_beside_the_sides_where_there_is_room_else_below(qtbot: QtBot, width: int, beside: bool):
    box = open_review(qtbot, doubtful(), size=(width, 472))
    assert box.width() == width
    notes, sides = box.desk.notes.geometry(), box.desk.sides.geometry()
    assert (notes.left() >= sides.right()) is beside
    assert (notes.top() >= sides.bottom()) is not beside


def test_everything_has_a_name(qtbot: QtBot):
    box = open_review(qtbot, doubtful(), clean())
    widgets = [w for w in box.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
    assert len(widgets) > 10
    assert [w for w in widgets if not (w.accessibleName() or getattr(w, "text", str)())] == []


@pytest.mark.parametrize(
    "name", ["txt-tabs-utf8.txt", "txt-cell-a-line.txt", "txt-pipes.txt", "rtf-outer-table.rtf", "trap-wrapped-row.txt"]
)
def test_rows_of_different_lengths_are_shown_to_the_last_one(qtbot: QtBot, name: str):
    path = FOLDER / name
    box = open_review(qtbot, reading_of(path.read_bytes(), path), size=(1350, 4000))
    assert not box.grab().isNull()
    for row in range(source(box).model().rowCount()):
        source(box).setCurrentIndex(source(box).model().index(row, 0))


def cut(label: Elided) -> bool:
    return label.width() < label.fontMetrics().horizontalAdvance(label.text())


def test_what_a_narrow_review_has_room_for_is_not_cut(window: MainWindow, qtbot: QtBot):
    box = ImportReview([("柳湾镇2024年度报告.docx", doubtful())], as_last=True, replaces=True, parent=window)
    qtbot.addWidget(box)
    box.resize(903, 472)
    box.show()
    assert box.replaced.isVisible()
    assert not cut(box.replaced)
    # A message has the place to itself.
    box._say("正在输入，请先按回车完成")
    qtbot.waitUntil(lambda: not cut(box.said))
    box._say("")
    assert box.replaced.isVisible()


def test_the_chooser_is_as_wide_as_its_words_where_there_is_room(window: MainWindow, qtbot: QtBot):
    named = [(f"柳湾镇{year}年度报告.docx", doubtful()) for year in (2023, 2024)]
    box = ImportReview(named, as_last=True, replaces=False, parent=window)
    qtbot.addWidget(box)
    for width, whole in ((1350, True), (903, False)):
        box.resize(width, 472)
        box.show()
        qtbot.wait(1)
        assert (box.chooser.width() == box.chooser.sizeHint().width()) is whole
        assert not cut(box.line)
