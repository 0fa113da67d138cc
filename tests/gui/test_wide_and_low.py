"""Wide, narrow and low windows: the work stays in the middle and where it was, words that act stay whole."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from core.rollover import roll_forward
from gui.link_row import LinkRow
from gui.main_window import MainWindow
from gui.places import INFO
from gui.theme import Scheme
from gui.todo_list import TodoRow
from gui.toolbar import SearchField
from tests.helpers import distinct_report


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    """Give a window with a report."""
    window.session.begin(distinct_report())
    window.files.opened.emit()
    return window


def left_edge(window: MainWindow, page: str) -> int:
    window.desk.workspace.show_page(page)
    shown: Any = window.desk.workspace.page()
    return shown.work.mapTo(window.desk.workspace, QPoint(0, 0)).x()


def test_a_wide_window_has_the_work_in_the_middle_at_one_edge_on_all_pages(opened: MainWindow, qtbot: QtBot):
    opened.resize(2560, 900)
    workspace = opened.desk.workspace
    qtbot.waitUntil(lambda: workspace.width() > 1500)
    edges = {left_edge(opened, page) for page in ("applications", "proactive", "overview", INFO)}
    (edge,) = edges
    page: Any = workspace.page()
    assert abs(edge - (workspace.width() - edge - page.work.width())) <= 1
    # The lines of the text stand in the middle of their sheet.
    workspace.show_page("overview")
    area = workspace.page().work.area  # pyright: ignore[reportAttributeAccessIssue]
    assert area.viewportMargins().left() > 0
    assert area.viewport().width() >= area.lineWrapColumnOrWidth()


def test_the_findings_grow_with_a_wide_window_until_a_person_draws_them(opened: MainWindow, qtbot: QtBot):
    def width_at(width: int) -> int:
        opened.resize(width, 800)
        qtbot.waitUntil(lambda: opened.desk.width() == width)
        return opened.desk.findings.width()

    widths = [width_at(width) for width in (1366, 2000, 2560, 1366)]
    assert widths == [280, 320, 400, 280]
    handle = opened.desk.handle(3)
    QTest.mousePress(handle, Qt.MouseButton.LeftButton)
    QTest.mouseMove(handle, QPoint(-60, 100))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    drawn = opened.desk.findings.width()
    assert drawn > 300
    assert width_at(2560) == drawn


def test_a_search_leaves_the_table_where_it_was(opened: MainWindow, qtbot: QtBot):
    opened.desk.workspace.show_page("applications")
    page: Any = opened.desk.workspace.page()
    qtbot.waitUntil(lambda: page.work.y() > 0)
    before = page.work.y()
    opened.actions_["find"].trigger()
    qtbot.waitUntil(lambda: page.work.y() > before)
    page._find.close_bar()
    qtbot.waitUntil(lambda: page.work.y() == before)


def test_the_icon_of_the_search_follows_the_scheme(opened: MainWindow, qtbot: QtBot):
    opened.resize(683, 384)
    (field,) = opened.toolbar.findChildren(SearchField)
    qtbot.waitUntil(lambda: not field.is_wide)
    pictures = []
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        opened.theme.choose(scheme)
        pictures.append(field.icon().pixmap(16, 16).toImage())
    assert pictures[0] != pictures[1]
    opened.theme.choose(Scheme.LIGHT)


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_links_without_room_go_on_in_another_line(qtbot: QtBot, lines: int):
    row = LinkRow()
    qtbot.addWidget(row)
    links = [QPushButton("定位") for _ in range(3)]
    row.put(links)
    one = links[0].sizeHint()
    width = {1: row.sizeHint().width(), 2: row.sizeHint().width() - 1, 3: one.width()}[lines]
    assert row.heightForWidth(width) == one.height() * lines
    row.resize(width, one.height() * lines)
    row.show()
    assert all(row.rect().contains(each.geometry()) for each in links)


@pytest.mark.parametrize("height", [512, 600, 650])
def test_no_thing_to_do_is_cut_in_two_at_the_top(opened: MainWindow, qtbot: QtBot, height: int):
    opened.session.begin(roll_forward(distinct_report()))
    opened.resize(911, height)
    qtbot.waitUntil(lambda: opened.height() == height)
    (area,) = opened.desk.navigator.findChildren(QScrollArea)
    scrolled = set()
    for page in (*opened.session.report.form.section_ids, "proactive", INFO):
        opened.desk.workspace.show_page(page)
        for _ in range(6):
            QApplication.processEvents()
        scrolled.add(area.verticalScrollBar().value())
        tops = [row.mapTo(area.viewport(), QPoint(0, 0)).y() for row in area.findChildren(TodoRow) if row.isVisible()]
        assert [top for top in tops if -row_height(area) < top < 0] == [], page
    assert len(scrolled) > 1


def row_height(area: QScrollArea) -> int:
    return next(row.height() for row in area.findChildren(TodoRow))
