"""Findings by keys where they stand: F8 leads to the words, Alt+Enter mends them, the menu key offers mend and reason."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from core.report import paragraphs, text_slot
from core.schema import CellId
from gui.grid_view import GridView
from gui.main_window import MainWindow
from gui.mnemonics import plain
from gui.text_editor import TextEditor
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report

Key = Qt.Key
ALT, CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
TOTAL = CellId("applications", "results_total", "business")
OTHER = ("本年度没有收取信息处理费。", "我局没有其他事项，我局将继续努力。（文字描述）")


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    """A report with a wrong total, words of another body and a template's remark."""
    report = distinct_report()
    report.apply({text_slot("other"): paragraphs(OTHER)})
    window.session.begin(report)
    window.files.opened.emit()
    window.session.type_cell(TOTAL, "1")
    window.session.check_now()
    return window


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is."""
    focus = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def held(window: MainWindow) -> list[str]:
    return [paragraph.text for paragraph in window.session.report.paragraphs("other")]


def editor_with_keys(window: MainWindow) -> TextEditor:
    work = window.desk.workspace.page().work
    assert isinstance(work, TextEditor)
    assert QApplication.focusWidget() is work.area
    return work


def lit(window: MainWindow) -> list[tuple[str, str]]:
    cards = window.desk.findings.cards()
    return [(card.finding.rule, card.finding.where) for card in cards if card.property("lit")]


def words_gone_to(window: MainWindow) -> str:
    return editor_with_keys(window).area.textCursor().selectedText()


def popup(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


@pytest.fixture(autouse=True)
def no_menu_left() -> Iterator[None]:
    yield
    left: QWidget | None = QApplication.activePopupWidget()
    if left is not None:
        left.close()


def test_f8_gives_the_keyboard_to_the_place_and_lights_its_card(opened: MainWindow, qtbot: QtBot):
    qtbot.waitUntil(lambda: len(opened.desk.findings.cards()) == len(opened.session.open_findings))
    press(Key.Key_F8)
    work = opened.desk.workspace.page().work
    assert isinstance(work, GridView)
    assert QApplication.focusWidget() is work
    assert work.current_cell() == TOTAL
    assert [where for _, where in lit(opened)] == [str(TOTAL)]
    press(Key.Key_F8)
    assert words_gone_to(opened) == "（文字描述）"
    assert [rule for rule, _ in lit(opened)] == ["W4"]
    press(Key.Key_F8)
    assert words_gone_to(opened) == "我局"
    press(Key.Key_F8, SHIFT)
    assert words_gone_to(opened) == "（文字描述）"


def test_alt_enter_mends_a_cell_and_f8_goes_on_to_what_follows(opened: MainWindow):
    right = distinct_report().value(TOTAL)
    press(Key.Key_F8)
    press(Key.Key_Return, ALT)
    assert opened.session.report.value(TOTAL) == right
    assert QApplication.focusWidget() is opened.desk.workspace.page().work
    press(Key.Key_F8)
    assert words_gone_to(opened) == "（文字描述）"


def test_alt_enter_mends_the_words_at_the_cursor_and_one_undo_takes_it_back(opened: MainWindow, qtbot: QtBot):
    press(Key.Key_F8)
    press(Key.Key_F8)
    steps = opened.session.stack.count()
    press(Key.Key_Return, ALT)
    assert held(opened) == [OTHER[0], OTHER[1].removesuffix("（文字描述）")]
    assert opened.session.stack.count() == steps + 1
    editor_with_keys(opened)
    press(Key.Key_Z, CTRL)
    assert held(opened) == list(OTHER)


def test_alt_enter_means_where_the_cursor_is_not_what_f8_led_to(opened: MainWindow, qtbot: QtBot):
    for _ in range(2):
        press(Key.Key_F8)
    editor = editor_with_keys(opened)
    said: list[str] = []
    opened.session.message.connect(said.append)
    while editor.findings_here():
        press(Key.Key_Left)
    press(Key.Key_Return, ALT)
    assert held(opened) == list(OTHER)
    assert said == ["光标处没有可以直接改的问题；请用 F8 到下一处"]
    press(Key.Key_Home)
    assert [finding.rule for finding in editor.findings_here()] == ["W3"]


def test_what_speaks_of_a_whole_part_is_mended_after_f8_and_only_until_the_cursor_moves(window: MainWindow, qtbot: QtBot):
    report = distinct_report()
    table = [cell for cell in report.form.cells if cell.table == "proactive"]
    for cell in table:
        report.entries.pop(cell)
    window.session.begin(report)
    window.files.opened.emit()
    window.session.check_now()
    assert [finding.where for finding in window.session.open_findings][:1] == ["proactive"]
    press(Key.Key_F8)
    press(Key.Key_Down)
    press(Key.Key_Return, ALT)
    assert all(window.session.report.value(cell) is None for cell in table)
    press(Key.Key_F8)
    press(Key.Key_Return, ALT)
    assert all(window.session.report.value(cell) == 0 for cell in table)


@pytest.mark.parametrize(("key", "modifiers"), [(Key.Key_Menu, NONE), (Key.Key_F10, SHIFT)])
def test_the_menu_key_offers_mend_and_reason_on_words(opened: MainWindow, asked: Dialogs, qtbot: QtBot, key: Qt.Key, modifiers):
    for _ in range(3):
        press(Key.Key_F8)
    press(key, modifiers)
    menu = popup(qtbot)
    offered = [plain(action.text()).split("\t")[0] for action in menu.actions()[:3]]
    assert offered[0].startswith("核实：")
    assert offered[1:] == ["改为“我乡”", "说明理由…"]
    asked.will("ask_reason", "引用原文")
    press(Key.Key_Down)
    press(Key.Key_Down)
    press(Key.Key_Return)
    # Both places with these words stand for the same reason.
    qtbot.waitUntil(lambda: {(f.rule, reason) for f, reason in opened.session.accepted_findings} == {("W3", "引用原文")})
    assert asked.asked[-1][1][2].startswith("“我局”")
    assert held(opened) == list(OTHER)


@pytest.mark.parametrize(("key", "modifiers"), [(Key.Key_Menu, NONE), (Key.Key_F10, SHIFT)])
def test_the_menu_key_offers_the_mend_on_a_cell(opened: MainWindow, qtbot: QtBot, key: Qt.Key, modifiers):
    press(Key.Key_F8)
    press(key, modifiers)
    menu = popup(qtbot)
    assert menu.actions()[0].text().startswith("错误：")
    assert not menu.actions()[0].isEnabled()
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert opened.session.report.value(TOTAL) == distinct_report().value(TOTAL)


def test_a_reason_is_given_from_a_cells_menu(window: MainWindow, asked: Dialogs, qtbot: QtBot):
    report = distinct_report(year=2024)
    report.last = distinct_report(year=2023)
    cell = CellId("proactive", "normative_documents", "effective")
    window.session.begin(report)
    window.files.opened.emit()
    window.session.check_now()
    [finding] = [each for each in window.session.open_findings if each.where == str(cell)]
    window.desk.workspace.go_to_finding(finding)
    asked.will("ask_reason", "规范性文件清理")
    press(Key.Key_Menu)
    popup(qtbot)
    press(Key.Key_Down)
    press(Key.Key_Return)
    qtbot.waitUntil(lambda: [reason for _, reason in window.session.accepted_findings] == ["规范性文件清理"])


def test_a_screen_reader_hears_what_is_wrong_at_the_cursor_and_how_it_is_mended(opened: MainWindow):
    for _ in range(3):
        press(Key.Key_F8)
    editor = editor_with_keys(opened)
    described = editor.area.accessibleDescription()
    assert described.startswith("核实：“我局”不像是")
    assert described.endswith("改法：改为“我乡”（Alt+回车）")
    press(Key.Key_Home, CTRL)
    assert editor.area.accessibleDescription() == ""
    press(Key.Key_F8, SHIFT)
    press(Key.Key_F8, SHIFT)
    work = opened.desk.workspace.page().work
    assert isinstance(work, GridView)
    told = work.model().data(work.currentIndex(), Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "错误：" in told
    assert "（Alt+回车）" in told


def test_the_tooltip_tells_the_mend(opened: MainWindow):
    for _ in range(3):
        press(Key.Key_F8)
    area = editor_with_keys(opened).area
    point = area.cursorRect(area.textCursor()).center()
    point.setX(point.x() - 4)
    QApplication.sendEvent(area.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, area.viewport().mapToGlobal(point)))
    assert "<b>核实</b>" in QToolTip.text()
    assert "改法：改为“我乡”（Alt+回车）" in QToolTip.text()
    QToolTip.hideText()


def test_next_goes_on_behind_words_that_typing_has_moved(opened: MainWindow, qtbot: QtBot):
    for _ in range(3):
        press(Key.Key_F8)
    first = editor_with_keys(opened).area.textCursor().position()
    press(Key.Key_Home)
    QTest.keyClicks(editor_with_keys(opened).area, "2")
    opened.session.check_now()
    press(Key.Key_F8)
    assert words_gone_to(opened) == "我局"
    assert editor_with_keys(opened).area.textCursor().position() > first + 1
