"""Simple arithmetic in a cell: worked out on Enter, left open where it cannot be, never lost."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.gui.grid_hands import BUSINESS, NONE, Key, open_table, press, steps, typed_text, value
from tests.gui.grid_samples import cell3


def test_a_sum_is_worked_out_and_told(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "=15-2+4")
    with qtbot.waitSignal(view.session.message) as told:
        press(view, Key.Key_Return)
    assert (value(view, BUSINESS), value(view, cell3("granted", "total"))) == (17, 17)
    assert told.args == ["15-2+4=17"]
    assert steps(view) == 1
    assert view.current_cell() == cell3("partial", "business")


def test_full_width_signs_of_an_input_method_are_a_sum(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    event = QInputMethodEvent()
    event.setCommitString("＝")
    QApplication.sendEvent(view, event)
    for letter in "１２＋３":
        QApplication.sendEvent(view.cell_delegate.editor or view, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, letter))
    press(view, Key.Key_Tab)
    assert value(view, BUSINESS) == 15


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab, Key.Key_Down])
def test_what_cannot_be_worked_out_stays_open_as_it_was_typed(qtbot, key):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "=12+")
    with qtbot.waitSignal(view.session.message) as told:
        press(view, key)
    assert told.args[0].startswith("算不出来：算式不完整")
    assert typed_text(view) == "=12+"
    assert steps(view) == 0
    press(view, "3", Key.Key_Return)
    assert value(view, BUSINESS) == 15


def test_what_cannot_be_worked_out_is_not_lost_when_the_keyboard_goes_elsewhere(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "=12+")
    view.window().findChildren(QLineEdit, "other")[0].setFocus()
    qtbot.waitUntil(lambda: view.cell_delegate.editor is None)
    assert value(view, BUSINESS) == "=12+"


def test_a_text_without_an_equals_sign_is_kept_as_it_is(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "12+3", Key.Key_Return)
    assert value(view, BUSINESS) == "12+3"
