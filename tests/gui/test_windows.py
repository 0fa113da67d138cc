"""Several windows: each keeps its own work, closing one leaves the others, quitting asks for each, one file has one window."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLayout, QLayoutItem, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from core.files import open_report, save_report
from core.schema import CellId
from gui import app as starting
from gui.dialogs import Answer
from gui.labels import gaps
from gui.main_window import MainWindow
from gui.mnemonics import plain
from gui.settings import LARGE_PRINT, ZOOM, Recent
from tests.gui.conftest import Dialogs
from tests.gui.menu_hands import own_letters
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

NEW = CellId("applications", "new", "business")
CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def first(window: MainWindow) -> Iterator[MainWindow]:
    window.session.begin(distinct_report())
    window.files.opened.emit()
    yield window
    for each in window.windows.all():
        each.session.close_report()
        each.close()


def second_of(first: MainWindow, qtbot: QtBot) -> Any:
    """Open another window by its key."""
    qtbot.keyClick(first.focusWidget() or first, Qt.Key.Key_N, CTRL | ALT)
    (second,) = [each for each in first.windows.all() if each is not first]
    return second


def listed(window: MainWindow) -> list[tuple[str, bool]]:
    window.actions_.windows.aboutToShow.emit()
    return [(a.text(), a.isChecked()) for a in window.actions_.windows.actions() if a.data() is not None]


def test_a_second_window_has_a_report_undo_and_recovery_file_of_its_own(first: MainWindow, qtbot: QtBot, tmp_path: Path):
    second = second_of(first, qtbot)
    assert second.isVisible()
    assert not second.session.is_open
    assert listed(first)[1] == ("&2 开始页", False)
    second.session.begin(distinct_report())
    second.files.opened.emit()
    first.session.type_cell(NEW, "501")
    second.session.type_cell(NEW, "502")
    assert (first.session.report.value(NEW), second.session.report.value(NEW)) == (501, 502)
    starting.CrashHook(first.windows)._windows.keep_all()
    kept = {open_report(file).value(NEW) for file in (tmp_path / "recovery").glob("*.gknb")}
    assert kept == {501, 502}
    assert list(second.recovery.orphans()) == []
    second.session.stack.undo()
    assert first.session.report.value(NEW) == 501
    assert [ticked for _, ticked in listed(second)] == [False, True]
    assert second.session.office is first.session.office


def test_closing_one_leaves_the_others_and_quitting_asks_for_each(first: MainWindow, qtbot: QtBot, asked: Dialogs):
    second, third = second_of(first, qtbot), first.windows.open(first)
    for window in (first, third):
        if not window.session.is_open:
            window.session.begin(distinct_report())
        window.session.type_cell(NEW, "501")
    second.close()
    assert first.windows.all() == (first, third)
    assert first.isVisible()
    asked.will("ask_unsaved", Answer.DISCARD, Answer.CANCEL)
    qtbot.keyClick(first, Qt.Key.Key_Q, CTRL)
    assert first.windows.all() == (first,)
    assert first.session.report.value(NEW) == 501
    asked.will("ask_unsaved", Answer.DISCARD)
    first.windows.quit()
    assert first.windows.all() == ()


def test_quitting_waits_for_a_file_to_be_written_and_goes_on(first: MainWindow, qtbot: QtBot, asked: Dialogs, tmp_path: Path):
    second = first.windows.open(first)
    second.session.begin(distinct_report())
    for window in (first, second):
        window.session.type_cell(NEW, "501")
    asked.will("ask_unsaved", Answer.SAVE, Answer.SAVE)
    asked.will("ask_save", tmp_path / "二.gknb", tmp_path / "一.gknb")
    first.windows.quit()
    qtbot.waitUntil(lambda: first.windows.all() == ())
    assert {open_report(tmp_path / name).value(NEW) for name in ("一.gknb", "二.gknb")} == {501}


def test_a_window_kept_after_saying_no_ends_no_other_when_it_is_closed_later(first: MainWindow, qtbot: QtBot, asked: Dialogs):
    second = first.windows.open(first)
    second.session.begin(distinct_report())
    second.session.type_cell(NEW, "501")
    asked.will("ask_unsaved", Answer.SAVE)
    asked.will("ask_save", None)
    first.windows.quit()
    asked.will("ask_unsaved", Answer.DISCARD)
    second.close()
    assert first.windows.all() == (first,)
    qtbot.wait(1)
    assert first.isVisible()


def test_one_file_is_open_in_one_window_only(first: MainWindow, qtbot: QtBot, asked: Dialogs, tmp_path: Path):
    path = tmp_path / "柳湾镇.gknb"
    save_report(distinct_report(), path)
    asked.will("ask_open", path)
    qtbot.keyClick(first, Qt.Key.Key_O, CTRL | ALT)
    (second,) = [each for each in first.windows.all() if each is not first]
    qtbot.waitUntil(lambda: second.session.path == path)
    first.windows.bring(first)
    said: list[str] = []
    second.session.message.connect(said.append)
    first.files.open_path(path)
    assert any("已经在这个窗口打开" in each for each in said)
    assert first.session.path is None
    first.windows.open_file(path, first)
    assert len(first.windows.all()) == 2
    asked.will("ask_save", path)
    first.files.save_as()
    assert first.session.path is None
    third = first.windows.add()
    first.windows.open_file(path, third)
    assert not third.session.is_open
    first.windows.open_aside(path, third)
    assert len(first.windows.all()) == 3
    third.close()


def test_a_file_asked_for_in_two_windows_at_once_is_open_in_one(first: MainWindow, qtbot: QtBot, tmp_path: Path):
    path = tmp_path / "柳湾镇.gknb"
    save_report(distinct_report(), path)
    both = first.windows.add(), first.windows.add()
    for window in both:
        window.files.open_path(path)
    qtbot.waitUntil(lambda: not any(window.files.reader.busy for window in both))
    assert sorted(window.session.is_open for window in both) == [False, True]


def test_several_files_given_at_the_start_come_in_windows_of_their_own(window: MainWindow, qtbot: QtBot, tmp_path: Path):
    files = [tmp_path / "一.gknb", tmp_path / "二.gknb"]
    for file in files:
        save_report(distinct_report(), file)
    starting.after_start(window, files)
    qtbot.waitUntil(lambda: {each.session.path for each in window.windows.all()} == set(files))
    assert window.session.path == files[0]
    for each in window.windows.all()[1:]:
        each.close()


def test_a_window_comes_up_where_it_can_be_seen(window: MainWindow):
    from gui.fitting import keep_on_screen

    room = window.screen().availableGeometry()
    window.resize(500, 400)
    for place in (QPoint(-3000, 50), QPoint(9000, 9000), QPoint(20, -300)):
        window.move(place)
        keep_on_screen(window)
        assert room.contains(window.geometry()), place


def test_large_print_grows_type_spacing_and_controls_at_once_and_shrinks_back(first: MainWindow, qtbot: QtBot):
    def measures() -> list[int]:
        desk = first.desk
        grid: Any = desk.workspace.page().work
        column: Any = desk.navigator.layout()
        send = next(b for b in first.toolbar.findChildren(type(first.start_page.drop.button)) if b.text() == "送审")
        head = column.findChildren(QLayout)[0].contentsMargins().left()
        todo: Any = desk.navigator._todo.layout()
        (gap,) = gaps(todo)
        sizes = [first.fontMetrics().height(), send.height(), grid.rowHeight(3), head, first.status.height(), gap.sizeHint().height()]
        return [*sizes, desk.navigator._view.height()]

    first.desk.workspace.show_page("applications")
    first.resize(1366, 768)
    qtbot.waitUntil(lambda: first.width() == 1366)
    designed = measures()
    qtbot.keyClick(first.focusWidget(), Qt.Key.Key_B, CTRL | SHIFT)
    try:
        qtbot.waitUntil(lambda: all(large > usual * 1.15 for large, usual in zip(measures(), designed, strict=True)))
        assert first.settings.get(LARGE_PRINT)
        assert first.width() == 1366
        assert first.desk.workspace.width() >= first.desk.workspace.needed_width()
        second: Any = first.windows.open(first)
        assert second.actions_["large_print"].isChecked()
        assert second.start_page.drop.button.height() > designed[1]
    finally:
        first.theme.enlarge(False)
    qtbot.waitUntil(lambda: measures() == designed)
    assert not first.actions_["large_print"].isChecked()


def test_large_print_holds_on_to_nothing_that_qt_drops_unseen(first: MainWindow, qtbot: QtBot):
    def held() -> int:
        gc.collect()
        return sum(isinstance(each, QLayoutItem) and not Shiboken.createdByPython(each) for each in Shiboken.getAllValidWrappers())

    before, height = held(), first.status.height()
    first.theme.enlarge(True)
    try:
        # A status bar that grows makes its layout anew; what Python held of the old one crashed the program when something took its place.
        qtbot.waitUntil(lambda: first.status.height() > height)
        assert held() <= before
    finally:
        first.theme.enlarge(False)


def wheel(widget: Any, notches: int) -> None:
    """Turn the wheel over the middle of a widget with Ctrl held."""
    at = QPointF(widget.rect().center())
    turned = QPoint(0, 120 * notches)
    over = QPointF(widget.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(
        widget, QWheelEvent(at, over, QPoint(), turned, Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False)
    )


def test_ctrl_and_the_wheel_zoom_table_and_prose_and_it_is_kept(first: MainWindow, qtbot: QtBot):
    for page in ("applications", "overview"):
        first.desk.workspace.show_page(page)
        work: Any = first.desk.workspace.page().work
        area = getattr(work, "area", work)
        wheel(area.viewport(), 2)
        assert first.status.zoom_label.text() == "125 %"
        wheel(area.viewport(), -2)
        assert first.settings.get(ZOOM) == 100


def test_the_zoom_in_the_status_bar_offers_the_sizes(first: MainWindow, qtbot: QtBot):
    first.status.zoom_label.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first.status.zoom_label, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["100 %"]
    next(a for a in menu.actions() if a.text() == "150 %").trigger()
    menu.close()
    assert first.status.zoom_label.text() == "150 %"
    first.desk.views.zoom_reset()


def test_a_recent_file_has_a_menu(window: MainWindow, qtbot: QtBot, asked: Dialogs, tmp_path: Path):
    path = tmp_path / "柳湾镇.gknb"
    save_report(distinct_report(), path)
    window.settings.remember(Recent(str(path), "柳湾镇", 2025, "2026-01-09T10:00"))
    window.start_page.refresh()

    def choose(words: str) -> None:
        (card,) = window.start_page.recent_cards
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, card.rect().center(), card.mapToGlobal(card.rect().center()))
        QApplication.sendEvent(card, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        own_letters(menu)
        next(each for each in menu.actions() if plain(each.text()) == words).trigger()
        menu.close()

    choose("打开所在文件夹")
    assert ("open_folder", (tmp_path,)) in asked.asked
    choose("在新窗口打开")
    (second,) = [each for each in window.windows.all() if each is not window]
    qtbot.waitUntil(lambda: second.session.path == path)
    second.close()
    choose("从列表中去掉")
    assert window.settings.recent() == []
    assert window.start_page.recent_cards == []
