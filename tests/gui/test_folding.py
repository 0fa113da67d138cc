"""The side panes give way to the work in a narrow window, and come back; what a person wants of them is kept."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolBar, QWidget
from pytestqt.qtbot import QtBot

from core.schema import CellId
from gui.app import make_window
from gui.folding import with_room
from gui.main_window import MainWindow
from gui.places import INFO, Place
from gui.settings import PREVIEW_WIDTH, SHOW_FINDINGS, SHOW_NAVIGATOR, SHOW_PREVIEW, Settings
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

PANES = {"show_findings": 240, "show_navigator": 240}
NEW = CellId("applications", "new", "business")


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.session.begin(distinct_report())
    window.files.opened.emit()
    return window


def widen(window: MainWindow, qtbot: QtBot, width: int) -> None:
    window.resize(width, 600)
    qtbot.waitUntil(lambda: window.desk.width() == width)


def standing(window: MainWindow) -> tuple[bool, bool]:
    """Return whether navigator and findings stand, having seen that the menu says the same."""
    panes: tuple[QWidget, ...] = (window.desk.navigator, window.desk.findings)
    seen = tuple(pane.isVisible() for pane in panes)
    assert seen == (window.actions_["show_navigator"].isChecked(), window.actions_["show_findings"].isChecked())
    return seen[0], seen[1]


def test_findings_give_way_first_and_the_work_never():
    assert with_room(1120, 640, PANES) == set(PANES)
    assert with_room(1119, 640, PANES) == {"show_navigator"}
    assert with_room(880, 640, PANES) == {"show_navigator"}
    assert with_room(879, 640, PANES) == set()
    assert with_room(400, 640, PANES) == set()
    assert with_room(900, 640, PANES, {"show_findings"}) == {"show_findings"}
    assert with_room(400, 640, PANES, set(PANES)) == set(PANES)


@pytest.mark.parametrize(("width", "panes"), [(1366, (True, True)), (1093, (True, False)), (911, (True, False)), (683, (False, False))])
def test_the_table_keeps_its_room_at_every_scaling_of_a_small_screen(
    opened: MainWindow, qtbot: QtBot, width: int, panes: tuple[bool, bool]
):
    opened.desk.workspace.show_page("applications")
    widen(opened, qtbot, width)
    assert standing(opened) == panes
    work: Any = opened.desk.workspace.page().work
    assert work.width() >= work.narrowest_width()
    assert work.horizontalScrollBar().maximum() == 0
    widen(opened, qtbot, 1366)
    assert standing(opened) == (True, True)
    assert opened.settings.get(SHOW_FINDINGS)


def test_a_larger_zoom_takes_its_room_from_the_panes(opened: MainWindow, qtbot: QtBot):
    widen(opened, qtbot, 1366)
    for _ in range(3):
        opened.actions_["zoom_in"].trigger()
    assert standing(opened) == (True, False)
    opened.actions_["zoom_reset"].trigger()
    assert standing(opened) == (True, True)


def test_each_pane_folds_and_unfolds_by_its_action(opened: MainWindow, qtbot: QtBot):
    widen(opened, qtbot, 1366)
    for name, place in (("show_navigator", 0), ("show_findings", 1)):
        for expected in (False, True, False, True):
            opened.actions_[name].trigger()
            assert standing(opened)[place] is expected


def test_a_pane_called_up_in_a_narrow_window_stays(opened: MainWindow, qtbot: QtBot):
    widen(opened, qtbot, 911)
    opened.actions_["show_findings"].trigger()
    assert standing(opened) == (False, True)
    widen(opened, qtbot, 905)
    assert standing(opened) == (False, True)
    opened.actions_["show_findings"].trigger()
    assert standing(opened) == (True, False)
    widen(opened, qtbot, 1366)
    assert standing(opened) == (True, True)


def test_a_pane_sent_away_stays_away_however_wide_the_window(opened: MainWindow, qtbot: QtBot):
    widen(opened, qtbot, 1366)
    opened.actions_["show_navigator"].trigger()
    widen(opened, qtbot, 911)
    widen(opened, qtbot, 1366)
    assert standing(opened) == (False, True)
    assert not opened.settings.get(SHOW_NAVIGATOR)


def with_preview(window: MainWindow, qtbot: QtBot, width: int) -> None:
    """Call the preview up in a window of that width."""
    widen(window, qtbot, width)
    window.actions_["show_preview"].trigger()
    qtbot.waitUntil(lambda: sum(window.desk.sizes()) + 3 >= width)
    assert window.desk.preview.isVisible()
    assert window.actions_["show_preview"].isChecked()


@pytest.mark.parametrize(
    ("width", "panes"), [(2560, (True, True)), (1366, (True, False)), (1093, (False, False)), (911, (False, False)), (683, (False, False))]
)
def test_findings_then_the_navigator_give_way_to_the_preview(opened: MainWindow, qtbot: QtBot, width: int, panes: tuple[bool, bool]):
    for page in ("applications", "overview"):
        opened.desk.workspace.show_page(page)
        with_preview(opened, qtbot, width)
        assert standing(opened) == panes
        assert opened.desk.rect().contains(opened.desk.preview.geometry())
        opened.actions_["show_preview"].trigger()
        assert not opened.desk.preview.isVisible()
    widen(opened, qtbot, 1366)
    assert standing(opened) == (True, True)


@pytest.mark.parametrize("width", [2560, 1366, 1093, 911])
def test_a_table_keeps_its_room_beside_the_preview(opened: MainWindow, qtbot: QtBot, width: int):
    opened.desk.workspace.show_page("applications")
    with_preview(opened, qtbot, width)
    work: Any = opened.desk.workspace.page().work
    assert work.width() >= work.narrowest_width()
    assert work.horizontalScrollBar().maximum() == 0


def test_prose_leaves_the_preview_more_room_in_a_small_window(opened: MainWindow, qtbot: QtBot):
    opened.desk.workspace.show_page("applications")
    with_preview(opened, qtbot, 911)
    beside_table = opened.desk.preview.width()
    opened.desk.workspace.go(Place("overview", None, 0))
    beside_prose = opened.desk.preview.width()
    assert beside_table >= 240
    assert beside_prose >= 360
    opened.desk.workspace.show_page(INFO)
    assert opened.desk.preview.width() == beside_prose
    opened.desk.workspace.show_page("applications")
    assert opened.desk.preview.width() == beside_table


def test_on_a_common_screen_the_preview_keeps_its_width_from_page_to_page(opened: MainWindow, qtbot: QtBot):
    opened.desk.workspace.show_page("applications")
    with_preview(opened, qtbot, 1366)
    width = opened.desk.preview.width()
    assert width >= 400
    opened.desk.workspace.show_page("overview")
    assert opened.desk.preview.width() == width


def test_the_width_that_a_person_gives_the_preview_stays(opened: MainWindow, qtbot: QtBot):
    opened.desk.workspace.show_page("overview")
    with_preview(opened, qtbot, 1366)
    opened.desk.moveSplitter(240 + 560, 2)
    chosen = opened.desk.preview.width()
    assert opened.settings.get(PREVIEW_WIDTH) == chosen
    opened.actions_["show_preview"].trigger()
    opened.actions_["show_preview"].trigger()
    assert opened.desk.preview.width() == chosen
    opened.desk.workspace.show_page("applications")
    opened.desk.workspace.show_page("overview")
    assert opened.desk.preview.width() == chosen


def test_findings_called_up_beside_the_preview_take_the_navigators_place(opened: MainWindow, qtbot: QtBot):
    with_preview(opened, qtbot, 1366)
    opened.actions_["show_findings"].trigger()
    assert standing(opened) == (False, True)
    assert opened.desk.preview.isVisible()
    opened.actions_["show_findings"].trigger()
    assert standing(opened) == (True, False)


@pytest.mark.parametrize("width", [1366, 1600, 2560])
def test_findings_come_back_as_wide_as_they_were_before_the_preview(opened: MainWindow, qtbot: QtBot, width: int):
    widen(opened, qtbot, width)
    findings = opened.desk.findings
    assert findings.width() == min(max(280, width * 16 // 100), 400)
    for handle_at in (0, width - 330):
        if handle_at:
            opened.desk.moveSplitter(handle_at, 3)
        before = findings.width()
        opened.desk.workspace.show_page("applications")
        with_preview(opened, qtbot, width)
        opened.desk.workspace.show_page("overview")
        opened.actions_["show_preview"].trigger()
        QApplication.processEvents()
        assert (findings.isVisible(), findings.width()) == (True, before)


def test_a_preview_that_was_left_open_stands_again(opened: MainWindow, qtbot: QtBot, qapp: Any, tmp_path: Path):
    with_preview(opened, qtbot, 1366)
    opened.desk.workspace.show_page("overview")
    opened.desk.moveSplitter(240 + 560, 2)
    chosen, navigator = opened.desk.preview.width(), opened.desk.navigator.width()
    assert opened.settings.get(SHOW_PREVIEW)
    opened.session.stack.setClean()
    opened.files.close_report()
    assert opened.close()
    again = make_window(qapp, Settings(tmp_path / "settings.ini"), tmp_path / "recovery")
    qtbot.addWidget(again)
    again.show()
    again.session.begin(distinct_report())
    again.files.opened.emit()
    widen(again, qtbot, 1366)
    again.desk.workspace.show_page("overview")
    assert again.actions_["show_preview"].isChecked()
    assert again.desk.preview.isVisible()
    assert (again.desk.preview.width(), again.desk.navigator.width()) == (chosen, navigator)
    again.session.close_report()
    again.session.tasks.close()


def test_last_years_values_show_and_hide_by_their_action(opened: MainWindow):
    opened.desk.workspace.show_page("applications")
    work: Any = opened.desk.workspace.page().work
    for expected in (True, False, True):
        opened.actions_["show_last"].trigger()
        assert work._show_last is expected


def test_the_tool_bar_keeps_its_primary_button(opened: MainWindow, qtbot: QtBot):
    bar = opened.findChild(QToolBar)
    assert bar is not None
    (button,) = [b for b in bar.findChildren(QPushButton) if b.text() == "送审"]
    for width, words in ((1366, True), (683, False), (600, False), (911, True)):
        widen(opened, qtbot, width)
        QApplication.processEvents()
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        assert bar.toolButtonStyle() is style
        assert button.isVisible()
        assert bar.rect().contains(button.mapTo(bar, button.rect().bottomRight()))


@pytest.mark.parametrize("width", [683, 911])
def test_the_tool_bar_keeps_its_primary_button_when_the_print_grows_and_shrinks(opened: MainWindow, qtbot: QtBot, width: int):
    bar = opened.toolbar
    (button,) = [b for b in bar.findChildren(QPushButton) if b.text() == "送审"]
    widen(opened, qtbot, width)
    before = bar.toolButtonStyle()
    for style in (Qt.ToolButtonStyle.ToolButtonIconOnly, before):
        opened.actions_["large_print"].trigger()
        QApplication.processEvents()
        assert bar.toolButtonStyle() is style
        assert button.isVisible()
        assert bar.rect().contains(button.mapTo(bar, button.rect().bottomRight()))
