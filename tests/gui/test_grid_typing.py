import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QClipboard, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from core.calculation import set_cells
from core.report import Entry
from tests.gui.grid_hands import BUSINESS, CTRL, NONE, RESEARCH, SHIFT, Key, click, open_table, press, steps, typed_text, value
from tests.gui.grid_samples import cell3, distinct_report


def test_typing_replaces_and_enter_moves_down(qtbot):
    view = open_table(qtbot)
    set_cells(view.session.report, {BUSINESS: Entry(88)})
    view.go_to(BUSINESS)
    press(view, "12", Key.Key_Return)
    assert value(view, BUSINESS) == 12
    assert value(view, cell3("granted", "total")) == 12
    assert view.current_cell() == cell3("partial", "business")


@pytest.mark.parametrize(
    ("key", "modifiers", "end"),
    [
        (Key.Key_Return, SHIFT, cell3("carried_in", "business")),
        (Key.Key_Enter, NONE, cell3("partial", "business")),
        (Key.Key_Tab, NONE, RESEARCH),
        (Key.Key_Backtab, SHIFT, cell3("granted", "natural_person")),
        (Key.Key_Right, NONE, RESEARCH),
        (Key.Key_Left, NONE, cell3("granted", "natural_person")),
        (Key.Key_Up, NONE, cell3("carried_in", "business")),
        (Key.Key_End, NONE, cell3("granted", "total")),
    ],
)
def test_each_key_that_finishes_an_edit_keeps_it_and_moves(qtbot, key, modifiers, end):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "7")
    press(view, key, modifiers=modifiers)
    assert value(view, BUSINESS) == 7
    assert view.current_cell() == end
    assert view.cell_delegate.editor is None
    assert view.hasFocus()


def test_tab_wraps_to_the_next_row(qtbot):
    view = open_table(qtbot)
    view.go_to(cell3("granted", "total"))
    press(view, Key.Key_Tab)
    assert view.current_cell() == cell3("partial", "natural_person")
    press(view, Key.Key_Backtab, modifiers=SHIFT)
    assert view.current_cell() == cell3("granted", "total")


def test_escape_leaves_everything_as_it_was(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "55", Key.Key_Escape)
    assert value(view, BUSINESS) is None
    assert steps(view) == 0
    assert view.current_cell() == BUSINESS


def test_f2_keeps_the_content_and_arrows_move_within_it(qtbot):
    view = open_table(qtbot)
    set_cells(view.session.report, {BUSINESS: Entry(22, remark="其中修订16件")})
    view.go_to(BUSINESS)
    press(view, Key.Key_F2)
    assert typed_text(view) == "22（其中修订16件）"
    press(view, Key.Key_Home, "3", Key.Key_Left, Key.Key_Return)
    assert view.session.report.entry(BUSINESS) == Entry(322, remark="其中修订16件")


def test_f2_and_enter_alone_is_no_edit(qtbot):
    view = open_table(qtbot, distinct_report())
    for cell in (BUSINESS, cell3("granted", "total")):
        view.go_to(cell)
        press(view, Key.Key_F2, Key.Key_Return)
    assert steps(view) == 0


def test_full_width_digits_are_digits(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    for digit in "１２":
        QApplication.sendEvent(view.cell_delegate.editor or view, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, digit))
    press(view, Key.Key_Return)
    assert value(view, BUSINESS) == 12


def test_a_typed_total_is_marked_and_delete_returns_it(qtbot):
    view = open_table(qtbot, distinct_report())
    total = cell3("granted", "total")
    was = value(view, total)
    view.go_to(total)
    press(view, "9", Key.Key_Return)
    assert view.session.report.entry(total) == Entry(9, manual=True)
    view.go_to(total)
    press(view, Key.Key_Delete)
    assert view.session.report.entry(total) == Entry(was)


def test_what_is_no_number_is_kept_and_not_refused(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "3a", Key.Key_Return)
    assert value(view, BUSINESS) == "3a"


def test_findings_that_arrive_while_typing_leave_the_text_alone(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "12")
    view.session.edit_cells({BUSINESS: Entry(5)}, "别处改动")
    view.session.findings_changed.emit()
    assert typed_text(view) == "12"
    press(view, "3", Key.Key_Return)
    assert value(view, BUSINESS) == 123


def test_losing_the_focus_keeps_what_was_typed(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "31")
    view.window().findChildren(QLineEdit, "other")[0].setFocus()
    qtbot.waitUntil(lambda: view.cell_delegate.editor is None)
    assert value(view, BUSINESS) == 31


def test_hiding_the_table_keeps_what_was_typed(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "32")
    view.hide()
    qtbot.waitUntil(lambda: view.cell_delegate.editor is None)
    assert value(view, BUSINESS) == 32


def test_commit_keeps_what_was_typed_and_may_be_called_at_any_time(qtbot):
    view = open_table(qtbot)
    view.commit()
    view.go_to(BUSINESS)
    press(view, "33")
    view.commit()
    view.commit()
    assert value(view, BUSINESS) == 33
    assert steps(view) == 1


def test_a_click_elsewhere_keeps_what_was_typed(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "34")
    click(view, cell3("partial", "other"))
    assert value(view, BUSINESS) == 34
    assert view.current_cell() == cell3("partial", "other")


def compose(target, preedit, commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(target, event)


def test_a_composition_opens_the_cell_and_only_its_outcome_is_typed(qtbot):
    view = open_table(qtbot)
    set_cells(view.session.report, {BUSINESS: Entry(88)})
    view.go_to(BUSINESS)
    assert view.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    compose(view, "er")
    assert view.cell_delegate.editor is not None
    compose(view, "ershi")
    compose(view, "", "二十")
    assert typed_text(view) == "二十"
    press(view, Key.Key_Return)
    assert value(view, BUSINESS) == "二十"


def test_an_input_method_that_commits_at_once_types_too(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    compose(view, "", "５")
    assert view.cell_delegate.editor is not None
    assert typed_text(view) == "５"
    press(view, "6", Key.Key_Return)
    assert value(view, BUSINESS) == 56


def test_a_long_remark_stays_whole_when_the_cell_is_opened_and_closed(qtbot):
    # A field that holds less than the cell cuts the bracket's end off, and the number becomes a text.
    view = open_table(qtbot)
    remark = "其中" + "修" * 1000
    set_cells(view.session.report, {BUSINESS: Entry(22, remark=remark)})
    view.go_to(BUSINESS)
    press(view, Key.Key_F2, Key.Key_Return)
    assert view.session.report.entry(BUSINESS) == Entry(22, remark=remark)
    assert steps(view) == 0
    view.go_to(BUSINESS)
    press(view, Key.Key_F2, Key.Key_Home, Key.Key_Delete, Key.Key_Return)
    assert view.session.report.entry(BUSINESS) == Entry(2, remark=remark)


def test_what_is_too_long_for_a_cell_is_refused_whole_and_in_words(qtbot):
    view = open_table(qtbot)
    said = []
    view.session.message.connect(said.append)
    view.go_to(BUSINESS)
    press(view, "7")
    QApplication.clipboard().setText("长" * 5000)
    press(view, Key.Key_V, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert typed_text(view) == "7"
    assert "最多写 1000 字" in said[-1]
    press(view, "8", Key.Key_Return)
    assert value(view, BUSINESS) == 78


def test_a_paste_into_the_table_that_a_cell_cannot_keep_changes_nothing(qtbot):
    view = open_table(qtbot)
    said = []
    view.session.message.connect(said.append)
    view.go_to(BUSINESS)
    for text in ("长" * 2001, f"5（{'长' * 1001}）"):
        QApplication.clipboard().setText(text)
        press(view, Key.Key_V, modifiers=Qt.KeyboardModifier.ControlModifier)
        assert "没有粘贴" in said[-1]
        assert "超过 1000 字" in said[-1]
    assert steps(view) == 0


def test_another_cell_made_current_closes_the_field_with_its_text_kept_and_it_is_handed_over_once(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "7")
    view.setCurrentIndex(view.grid_model.index_of(RESEARCH))
    assert view.cell_delegate.editor is None
    view.commit()
    assert (value(view, BUSINESS), value(view, RESEARCH)) == (7, None)


def test_pasting_says_why_not_where_the_system_hands_out_no_clipboard(qtbot, monkeypatch):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    monkeypatch.setattr(QClipboard, "mimeData", lambda *_: None)
    with qtbot.waitSignal(view.session.message) as said:
        press(view, Key.Key_V, modifiers=CTRL)
    assert "剪贴板" in said.args[0]
    assert value(view, BUSINESS) is None
