from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, QEvent, QMimeData, QPoint, QRect, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDropEvent, QIcon, QImage, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QToolBar
from pytestqt.qtbot import QtBot

from core.report import paragraphs
from core.schema import CellId
from gui import app as starting
from gui.action_table import MENUS
from gui.app import make_window
from gui.dialogs import Answer
from gui.main_window import MainWindow
from gui.places import INFO, Place
from gui.settings import Settings
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "business")
RESULTS = CellId("applications", "results_total", "business")
SECTIONS = ["overview", "proactive", "applications", "review_litigation", "problems", "other"]


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.session.begin(distinct_report())
    window.files.opened.emit()
    return window


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target = window.focusWidget() or window
    qtbot.keyClick(target, key, modifiers)


CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_start_page_offers_only_what_can_be_done(window: MainWindow):
    assert window.pages.currentWidget() is window.start_page
    enabled = {name for name, action in window.actions_.by_id.items() if action.isEnabled()}
    assert {"start_from_last", "new_blank", "open_file", "quit", "about"} <= enabled
    assert not enabled & {"save", "export", "undo", "find", "fill_zero", "next_finding", "go_section_1"}
    assert window.findChild(QToolBar) is None


def test_no_two_actions_share_a_key():
    keys = [QKeySequence(spec.key).toString() for _, specs in MENUS for spec in specs if spec.key]
    assert len(keys) == len(set(keys))
    assert all(keys)


def test_keys_go_to_the_sections(opened: MainWindow, qtbot: QtBot):
    for number, section in enumerate(SECTIONS, start=1):
        press(qtbot, opened, Qt.Key(Qt.Key.Key_0 + number), CTRL)
        assert opened.desk.workspace.current == section
        assert opened.desk.navigator._view.currentIndex().row() == number
    press(qtbot, opened, Qt.Key.Key_0, ALT)
    assert opened.desk.workspace.current == INFO


def test_a_line_of_the_navigator_shows_its_section(opened: MainWindow, qtbot: QtBot):
    view = opened.desk.navigator._view
    for row, section in enumerate([INFO, *SECTIONS]):
        rect = view.visualRect(view.model().index(row, 0))
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
        assert opened.desk.workspace.current == section
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert opened.desk.workspace.current == "problems"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert not view.hasFocus()


def test_the_navigator_counts_what_is_wrong_and_what_is_left(opened: MainWindow, qtbot: QtBot):
    model: QAbstractItemModel = opened.desk.navigator._model
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, opened)
    qtbot.waitUntil(lambda: opened.session.tasks.idle)
    opened.session.type_cell(RESULTS, "1")
    row = 1 + SECTIONS.index("applications")
    spoken = Qt.ItemDataRole.AccessibleTextRole
    qtbot.waitUntil(lambda: "处错误" in str(model.index(row, 0).data(spoken)))
    opened.session.stack.undo()
    qtbot.waitUntil(lambda: "已完成" in str(model.index(row, 0).data(spoken)))
    opened.session.edit_text("problems", paragraphs(["去年的话。"], inherited=True), "输入")
    qtbot.waitUntil(lambda: "上年文字" in str(model.index(5, 0).data(spoken)))


def test_the_status_bar_says_place_formula_sum_and_saved(opened: MainWindow, qtbot: QtBot):
    opened.desk.workspace.go(Place("applications", CellId("applications", "carried_out", "business")))
    status = opened.status
    qtbot.waitUntil(lambda: "结转下年度继续办理·商业企业" in status.place_label.text())
    assert status.formula_label.text().startswith("= 一、本年新收政府信息公开申请数量 + 二、上年结转")
    assert " − （七）总计" in status.formula_label.text()
    value = opened.session.report.value(CellId("applications", "carried_out", "business"))
    assert status.selection_label.text() == f"选中 1 格   和 {value}"
    assert status.saved_label.text() == "新报告"
    opened.desk.workspace.go(Place("applications", NEW))
    qtbot.waitUntil(lambda: status.formula_label.text() == "参与：总计、四、结转下年度继续办理")
    opened.session.type_cell(NEW, "5")
    qtbot.waitUntil(lambda: status.saved_label.text() == "未保存")
    assert opened.isWindowModified()


@pytest.mark.parametrize("large", [False, True])
def test_a_message_stands_where_the_place_stood_and_looks_like_it(opened: MainWindow, qtbot: QtBot, large: bool):
    if large:
        opened.actions_["large_print"].trigger()
    status = opened.status
    opened.desk.workspace.show_page("problems")
    qtbot.waitUntil(lambda: status.place_label.text().startswith("五"))
    qtbot.waitUntil(lambda: status.place_label.width() == status.place_label.sizeHint().width())
    opened.session.message.emit("")
    words = QRect(0, 0, status.place_label.geometry().right(), status.height())
    before = status.grab(words).toImage()
    opened.session.message.emit(status.place_label.text())
    assert not status.place_label.isVisible()
    assert status.grab(words).toImage() == before
    # One too long for the window keeps away from what stands at the right.
    opened.session.message.emit("很长的话" * 100)
    room = status.message_room()
    assert status.fontMetrics().horizontalAdvance(status.shown_message()) <= room.width()
    assert room.right() < min(each.x() for each in (status.selection_label, status.saved_label, status.zoom_label))
    if large:
        opened.actions_["large_print"].trigger()


def test_f8_walks_the_findings(opened: MainWindow, qtbot: QtBot):
    opened.session.type_cell(RESULTS, "1")
    opened.session.check_now()
    press(qtbot, opened, Qt.Key.Key_F8)
    assert opened.desk.workspace.current == "applications"
    assert opened.desk.workspace.place().cell in {f.cells[0] for f in opened.session.findings} | {RESULTS}


def test_undo_and_redo_name_what_they_do(opened: MainWindow, qtbot: QtBot):
    opened.session.fill_zero([])
    assert not opened.actions_["undo"].isEnabled()
    opened.session.type_cell(NEW, "5")
    assert opened.actions_["undo"].text().startswith("撤销 填写")
    press(qtbot, opened, Qt.Key.Key_Z, CTRL)
    assert opened.session.report.value(NEW) != 5
    assert opened.actions_["redo"].isEnabled()
    press(qtbot, opened, Qt.Key.Key_Y, CTRL)
    assert opened.session.report.value(NEW) == 5


def test_fill_zero_fills_the_table_shown(opened: MainWindow, qtbot: QtBot):
    opened.session.type_cell(NEW, "")
    opened.desk.workspace.go(Place("applications", NEW))
    press(qtbot, opened, Qt.Key.Key_0, CTRL)
    assert opened.session.report.value(NEW) == 0


def test_fill_zero_after_a_block_was_pasted_fills_the_rest(opened: MainWindow, qtbot: QtBot):
    other = CellId("applications", "granted", "business")
    workspace = opened.desk.workspace
    workspace.go(Place("applications", NEW))
    for cell in (NEW, other):
        opened.session.type_cell(cell, "")
    filled = [CellId("applications", "partial", column) for column in ("natural_person", "business")]
    workspace.selected = filled
    assert set(workspace.cells_meant()) == {NEW, other}
    workspace.selected = [NEW, *filled]
    assert workspace.cells_meant() == [NEW, *filled]
    workspace.show_page("overview")
    assert workspace.cells_meant() == []


def test_a_sum_typed_over_returns_by_key(opened: MainWindow, qtbot: QtBot):
    opened.session.type_cell(RESULTS, "1")
    opened.desk.workspace.go(Place("applications", RESULTS))
    press(qtbot, opened, Qt.Key.Key_R, CTRL | SHIFT)
    assert not opened.session.report.entry(RESULTS).manual


def test_panes_fold_and_stay_folded(opened: MainWindow, qtbot: QtBot, qapp: Any, tmp_path: Path):
    press(qtbot, opened, Qt.Key.Key_F7)
    press(qtbot, opened, Qt.Key.Key_F9)
    assert not opened.desk.navigator.isVisible()
    assert not opened.desk.findings.isVisible()
    press(qtbot, opened, Qt.Key.Key_Plus, CTRL)
    opened.close()
    again = make_window(qapp, Settings(tmp_path / "settings.ini"), tmp_path / "recovery")
    qtbot.addWidget(again)
    again.show()
    assert not again.actions_["show_navigator"].isChecked()
    assert not again.desk.navigator.isVisibleTo(again)
    assert again.status.zoom_label.text() == "110 %"


def test_zoom_stays_within_its_steps(opened: MainWindow, qtbot: QtBot):
    for _ in range(12):
        press(qtbot, opened, Qt.Key.Key_Plus, CTRL)
    assert opened.status.zoom_label.text() == "200 %"
    for _ in range(12):
        press(qtbot, opened, Qt.Key.Key_Minus, CTRL)
    assert opened.status.zoom_label.text() == "75 %"
    opened.actions_["zoom_reset"].trigger()
    assert opened.status.zoom_label.text() == "100 %"


def test_colours_are_chosen_and_kept(opened: MainWindow, qapp: Any):
    opened.actions_["scheme_dark"].trigger()
    assert qapp.property("scheme") == "dark"
    opened.actions_["scheme_light"].trigger()
    assert qapp.property("scheme") == "light"
    assert opened.actions_["scheme_light"].isChecked()


def test_help_explains_the_place(opened: MainWindow, asked: Dialogs, qtbot: QtBot):
    opened.session.type_cell(RESULTS, "1")
    opened.desk.workspace.go(Place("applications", RESULTS))
    press(qtbot, opened, Qt.Key.Key_F1)
    said = asked.words("show_help")[-1]
    assert "自动计算" in said
    assert "手填" in said
    opened.desk.workspace.show_page("overview")
    opened.actions_["help_here"].trigger()
    assert "监督保障" in asked.words("show_help")[-1]


def test_closing_asks_about_unsaved_work(opened: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    opened.session.type_cell(NEW, "5")
    asked.will("ask_unsaved", Answer.CANCEL)
    assert not opened.close()
    asked.will("ask_unsaved", Answer.SAVE)
    asked.will("ask_save", None)
    assert not opened.close()
    asked.will("ask_unsaved", Answer.SAVE)
    asked.will("ask_save", tmp_path / "a.gknb")
    opened.close()
    qtbot.waitUntil(lambda: not opened.isVisible())
    assert (tmp_path / "a.gknb").is_file()


def test_closing_without_saving_leaves_nothing(opened: MainWindow, asked: Dialogs, tmp_path: Path):
    opened.session.type_cell(NEW, "5")
    assert opened.recovery.write_now()
    asked.will("ask_unsaved", Answer.DISCARD)
    assert opened.close()
    assert list((tmp_path / "recovery").iterdir()) == []


def test_the_icons_are_drawn_anew_on_another_screen(opened: MainWindow, qtbot: QtBot):
    opened.prepare()
    action = opened.actions_["open_file"]
    action.setIcon(QIcon())
    QApplication.sendEvent(opened, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert not action.icon().isNull()


def test_a_window_that_is_only_seen_bears_another_screen_and_its_end(window: MainWindow, qtbot: QtBot):
    bare = window.windows.add(bare=True)
    bare.show()
    QApplication.sendEvent(bare, QEvent(QEvent.Type.DevicePixelRatioChange))
    bare.close()
    assert bare not in window.windows.all()
    starting._stands(bare, [])
    assert "desk" not in vars(bare)
    assert bare.session.tasks.idle


def test_closing_the_report_goes_back_to_the_start(opened: MainWindow, qtbot: QtBot):
    press(qtbot, opened, Qt.Key.Key_W, CTRL)
    assert opened.pages.currentWidget() is opened.start_page
    assert opened.windowTitle() == "公开年报"
    assert not opened.session.findings


def drop(target: Any, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    target.dropEvent(event)


def test_a_file_that_cannot_be_read_is_said_in_a_sentence(window: MainWindow, asked: Dialogs, tmp_path: Path, qtbot: QtBot):
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 damaged")
    drop(window, bad)
    qtbot.waitUntil(lambda: bool(asked.words("show_error")))
    assert not window.session.is_open
    drop(window.start_page.drop, tmp_path / "没有.docx")
    qtbot.waitUntil(lambda: len(asked.words("show_error")) == 2)


def test_the_fields_of_the_report_follow_one_another(opened: MainWindow, qtbot: QtBot):
    opened.actions_["go_info"].trigger()
    page: Any = opened.desk.workspace.page()
    report = opened.session.report
    page.unit.selectAll()
    page.unit.insert("新河乡人民政府")
    qtbot.keyClick(page.unit, Qt.Key.Key_Return)
    assert (report.unit, report.signed_unit) == ("新河乡人民政府", "新河乡人民政府")
    assert report.title == f"新河乡人民政府{report.year}年政府信息公开工作年度报告"
    assert opened.session.stack.count() == 1
    page.signed_date.selectAll()
    qtbot.keyClicks(page.signed_date, "2024.13.40")
    qtbot.keyClick(page.signed_date, Qt.Key.Key_Return)
    assert page.signed_date.property("invalid")
    assert report.signed_date == f"{report.year + 1}-01-20"
    page.signed_date.selectAll()
    page.signed_date.insert("2024年2月3日")
    qtbot.keyClick(page.signed_date, Qt.Key.Key_Return)
    assert report.signed_date == "2024-02-03"
    page.year.selectAll()
    qtbot.keyClicks(page.year, "2022")
    qtbot.keyClick(page.year, Qt.Key.Key_Return)
    assert "2022年" in report.title


def test_the_window_fits_a_small_screen(opened: MainWindow, qtbot: QtBot):
    assert opened.minimumSizeHint().width() <= 1000
    opened.resize(1366, 768)
    qtbot.waitUntil(lambda: opened.width() == 1366)
    assert opened.desk.workspace.width() >= 800


def test_files_begin_in_a_folder_that_is_there(window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The name of a missing folder would stand in the dialog as if it were that of a file."""
    monkeypatch.setenv("HOME", str(tmp_path))
    documents = tmp_path / "文档"
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(documents))
    assert window.files.default_folder() == Path.home()
    documents.mkdir()
    assert window.files.default_folder() == documents


def test_a_desk_made_before_there_is_a_report_looks_as_one_made_for_it(window: MainWindow, qtbot: QtBot):
    def opened(each: Any) -> tuple[QImage, list[int], str]:
        each.resize(1366, 768)
        each.show()
        each.session.begin(distinct_report())
        each.files.opened.emit()
        qtbot.waitUntil(lambda: bool(each.desk.findings.cards()))
        found = each.toolbar.grab().toImage(), each.desk.sizes(), each.focusWidget().objectName()
        each.session.close_report()
        return found

    window.prepare()
    assert window.pages.currentWidget() is window.start_page
    assert window.toolbar.isHidden()
    other = window.windows.add()
    assert opened(window) == opened(other)
    other.close()
