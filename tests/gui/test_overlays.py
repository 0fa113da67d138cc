"""What opens over the window behaves one way: Esc, the keyboard gone elsewhere, another page, another report, a smaller window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from core.rollover import roll_forward
from gui.main_window import MainWindow
from gui.overlay import Overlay
from gui.places import Place
from tests.helpers import distinct_report

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = {
    "查找命令": (Qt.Key.Key_K, CTRL),
    "到某一格": (Qt.Key.Key_G, CTRL),
    "修改记录": (Qt.Key.Key_H, CTRL | SHIFT),
    "常用语句": (Qt.Key.Key_J, CTRL),
    "插入活数": (Qt.Key.Key_I, CTRL),
}
AT_THE_CURSOR = ("常用语句", "插入活数")
# What speaks of the report that was open; the undo history leads to the one before.
OF_THE_REPORT = tuple(name for name in KEYS if name != "修改记录")


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.session.begin(roll_forward(distinct_report()))
    window.files.opened.emit()
    show_text(window)
    return window


def show_text(window: MainWindow) -> None:
    window.desk.workspace.go(Place("overview"))
    window.desk.workspace.enter()
    text = QApplication.focusWidget()
    assert isinstance(text, QTextEdit)
    text.moveCursor(QTextCursor.MoveOperation.End)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, held)


def over(window: MainWindow) -> list[str]:
    return [each.accessibleName() for each in window.findChildren(Overlay) if each.isVisible()]


def test_its_key_or_esc_sends_it_away_and_another_takes_its_place_with_the_keyboard_back_in_the_text(opened: MainWindow):
    text = QApplication.focusWidget()
    for name in KEYS:
        for leaving in (name, ""):
            press(*KEYS[name])
            assert over(opened) == [name]
            assert QApplication.focusWidget() is not text
            if leaving:
                press(*KEYS[leaving])
            else:
                press(Qt.Key.Key_Escape)
            assert (over(opened), QApplication.focusWidget()) == ([], text)
    for name in KEYS:
        press(*KEYS[name])
        assert over(opened) == [name]


def test_a_click_elsewhere_sends_it_away_and_the_keyboard_stays_where_it_was_put(opened: MainWindow):
    field = opened.desk.findings.findChildren(QLineEdit)[0]
    for name in KEYS:
        show_text(opened)
        press(*KEYS[name])
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        assert (over(opened), QApplication.focusWidget()) == ([], field)


def test_it_goes_with_the_report_that_it_speaks_of_and_nothing_of_another_edition_is_reached(opened: MainWindow):
    for name in OF_THE_REPORT:
        show_text(opened)
        press(*KEYS[name])
        opened.session.adopt(distinct_report("2019"), "换成另一份")
        assert over(opened) == []
        opened.session.stack.undo()


def test_what_stands_at_the_cursor_goes_with_the_text_and_keeps_inside_a_smaller_window(opened: MainWindow, qtbot: QtBot):
    for name in AT_THE_CURSOR:
        opened.resize(1300, 760)
        show_text(opened)
        press(*KEYS[name])
        (made,) = (each for each in opened.findChildren(Overlay) if each.isVisible())
        opened.resize(860, 420)
        qtbot.waitUntil(lambda made=made: opened.rect().contains(made.geometry()))
        opened.desk.workspace.show_page("applications")
        assert over(opened) == []
