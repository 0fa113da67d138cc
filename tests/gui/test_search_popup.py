"""Command search, going to a cell, and the undo history: called by keys, chosen by keys and mouse."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.schema import CellId
from gui.main_window import MainWindow
from gui.mnemonics import plain
from gui.popup import Popup
from gui.search_popup import SearchPopup
from gui.toolbar import SearchField
from gui.undo_popup import UndoPopup
from tests.helpers import distinct_report

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TOTAL, NEW = CellId("applications", "new", "total"), CellId("applications", "new", "business")


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.session.begin(distinct_report())
    window.files.opened.emit()
    return window


def call(qtbot: QtBot, window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = CTRL) -> Any:
    """Press the key that opens a popup and return the popup."""
    qtbot.keyClick(window.focusWidget() or window, key, held)
    shown = [popup for popup in window.findChildren(Popup) if popup.isVisible()]
    return shown[0] if shown else None


def compose(widget: Any, text: str) -> None:
    """Type through an input method."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def test_a_cell_is_gone_to_by_its_name_and_the_keyboard_is_there(opened: MainWindow, qtbot: QtBot):
    popup = call(qtbot, opened, Qt.Key.Key_G)
    assert isinstance(popup, SearchPopup)
    QAbstractItemModelTester(popup.model, QAbstractItemModelTester.FailureReportingMode.Fatal, popup)
    compose(popup.field, "三 新收 总计")
    line = popup.model.lines[0]
    assert (line.text, line.right) == (opened.session.report.form.label(TOTAL), str(opened.session.report.value(TOTAL)))
    assert all(found.id.startswith("cell:") for found in popup.found)
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert opened.desk.workspace.place().cell == TOTAL
    assert opened.desk.workspace.page().work.hasFocus()
    assert not popup.isVisible()


def test_every_act_of_the_menus_is_found_by_its_words_with_its_key(opened: MainWindow, qtbot: QtBot):
    popup = call(qtbot, opened, Qt.Key.Key_K)
    found = {target.id: target for target in popup.found}
    assert {"save", "export", "fill_zero", "scheme_dark", "page:applications"} <= set(found)
    assert found["save"].key == "Ctrl+S"
    listed = {action.objectName() for action in opened.actions_.by_id.values() if isinstance(action, QAction)}
    popup.field.setText("撤销")
    assert {target.id: target.reason for target in popup.found}["undo"] == "没有可以撤销的"
    assert popup.found[-1].reason
    for name in listed - {"command_search"} - {f"go_section_{n}" for n in range(1, 7)} - {"go_info"}:
        popup.field.setText(plain(opened.actions_[name].text()))
        assert name in {target.id for target in popup.found}, name


def test_what_is_chosen_is_done_and_leads_the_next_time(opened: MainWindow, qtbot: QtBot):
    popup = call(qtbot, opened, Qt.Key.Key_K)
    compose(popup.field, "深色")
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert opened.actions_["scheme_dark"].isChecked()
    assert call(qtbot, opened, Qt.Key.Key_K).found[0].id == "scheme_dark"
    again = opened.findChildren(SearchPopup)[-1]
    compose(again.field, "浅色")
    qtbot.mouseClick(again.view.viewport(), Qt.MouseButton.LeftButton, pos=again.view.visualRect(again.model.index(0)).center())
    assert opened.actions_["scheme_light"].isChecked()


def test_arrows_walk_round_esc_goes_back_and_nothing_found_says_so(opened: MainWindow, qtbot: QtBot):
    before = QApplication.focusWidget()
    popup = call(qtbot, opened, Qt.Key.Key_K)
    last = len(popup.found) - 1
    qtbot.keyClick(popup.field, Qt.Key.Key_Up)
    assert popup.view.currentIndex().row() == last
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    assert popup.view.currentIndex().row() == 0
    compose(popup.field, "没有这种东西")
    assert not popup.view.isVisible()
    assert "没有找到“没有这种东西”" in popup.none.text()
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert popup.isVisible()
    qtbot.keyClick(popup.field, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert before is not None
    assert QApplication.focusWidget() is before


def test_the_field_in_the_tool_bar_opens_it_and_shrinks(opened: MainWindow, qtbot: QtBot):
    (field,) = opened.toolbar.findChildren(SearchField)
    opened.resize(1366, 768)
    qtbot.waitUntil(lambda: field.is_wide)
    wide = field.width()
    opened.resize(900, 700)
    qtbot.waitUntil(lambda: not field.is_wide)
    assert field.width() < wide / 3
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    (popup,) = [p for p in opened.findChildren(SearchPopup) if p.isVisible()]
    assert popup.geometry().right() < opened.width()


def test_the_start_page_offers_acts_and_tells_what_waits_for_a_report(window: MainWindow, qtbot: QtBot):
    popup = call(qtbot, window, Qt.Key.Key_K)
    compose(popup.field, "保存")
    assert {target.reason for target in popup.found} == {"先打开报告"}
    qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert popup.isVisible()


def test_the_undo_history_goes_to_any_step_and_marks_where_it_is(opened: MainWindow, qtbot: QtBot):
    before = opened.session.report.value(NEW)
    for text in ("501", "502", "503"):
        opened.session.type_cell(NEW, text)
    popup = call(qtbot, opened, Qt.Key.Key_H, CTRL | SHIFT)
    assert isinstance(popup, UndoPopup)
    QAbstractItemModelTester(popup.model, QAbstractItemModelTester.FailureReportingMode.Fatal, popup)
    assert [line.right for line in popup.model.lines] == ["现在", "", "", "已保存"]
    assert popup.model.lines[0].text.startswith("填写 三·本年新收")
    for _ in range(2):
        qtbot.keyClick(popup.view, Qt.Key.Key_Down)
    qtbot.keyClick(popup.view, Qt.Key.Key_Return)
    assert opened.session.report.value(NEW) == 501
    assert [line.off for line in popup.model.lines] == [True, True, False, False]
    assert [line.right for line in popup.model.lines] == ["已撤销", "已撤销", "现在", "已保存"]
    assert not any(line.detail for line in popup.model.lines), "all marks stand at the right"
    qtbot.keyClick(popup.view, Qt.Key.Key_End)
    qtbot.keyClick(popup.view, Qt.Key.Key_Return)
    assert opened.session.report.value(NEW) == before
    assert opened.session.is_saved
    qtbot.mouseClick(popup.view.viewport(), Qt.MouseButton.LeftButton, pos=popup.view.visualRect(popup.model.index(0)).center())
    assert opened.session.report.value(NEW) == 503
    opened.session.type_cell(NEW, "504")
    assert len(popup.model.lines) == 5
    qtbot.keyClick(popup.view, Qt.Key.Key_Escape)
    assert not popup.isVisible()
