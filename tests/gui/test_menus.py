"""The menus by keyboard and mouse: a letter for each act, what a section of the navigator and the tool bar offer."""

import ast
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.report import Entry, Paragraph
from core.schema import CellId
from gui.main_window import MainWindow
from gui.mnemonics import plain
from gui.places import INFO, Place
from tests.gui.menu_hands import own_letters
from tests.helpers import distinct_report

Key = Qt.Key


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    report = distinct_report()
    window.session.begin(report)
    window.files.opened.emit()
    return window


def named(menu: QMenu) -> dict[str, QAction]:
    return {plain(action.text()).split("\t")[0]: action for action in menu.actions() if action.text()}


def popped() -> QMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_each_act_of_a_menu_has_a_letter_of_its_own_that_works(opened: MainWindow, qtbot: QtBot):
    menus = [action.menu() for action in opened.menuBar().actions()]
    for menu in menus:
        assert isinstance(menu, QMenu)
        menu.aboutToShow.emit()
        own_letters(menu)
    table = menus[2]
    assert isinstance(table, QMenu)
    opened.desk.workspace.show_page("applications")
    table.popup(QPoint(0, 0))
    QTest.keyClick(table, Key.Key_S)
    assert opened.actions_["show_terms"].isChecked()
    # The words elsewhere have no letter.
    assert opened.actions_["save"].iconText() == "保存"


def asked_for(widget: QWidget) -> QMenu:
    """Ask for a menu with the keyboard, hold it against what every menu keeps to, and return it."""
    QTest.keyClick(widget, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = popped()
    own_letters(menu)
    return menu


def test_each_act_on_a_cell_has_a_letter_of_its_own_that_works(opened: MainWindow, qtbot: QtBot):
    total = CellId("applications", "results_total", "natural_person")
    opened.session.edit_cells({total: Entry(1, manual=True, doubtful=True)}, "填写")
    opened.session.check_now()
    opened.desk.workspace.go(Place("applications", total))
    page: Any = opened.desk.workspace.page()
    menu = asked_for(page.work)
    (line,) = [action for action in menu.actions() if action.text().startswith("错误")]
    (found,) = opened.session.findings_at(total)
    # The place is seen; the whole sentence is told under the pointer.
    assert line.text().startswith("错误：填 1，")
    assert len(line.text()) <= 24
    assert line.toolTip() == found.message
    QTest.keyClick(menu, Key.Key_M)
    assert not opened.session.findings_at(total)
    opened.session.stack.undo()
    menu = asked_for(page.work)
    QTest.keyClick(menu, Key.Key_S)
    assert opened.actions_["show_terms"].isChecked()


def test_each_act_on_prose_has_a_letter_of_its_own_that_works(opened: MainWindow, qtbot: QtBot):
    opened.session.edit_text("overview", [Paragraph("全年收到政府信息公开申请1件，另外收到政府信息公开申请2件。")], "填写")
    opened.session.check_now()
    first = next(f for f in opened.session.open_findings if f.where.startswith("overview:") and f.fix is not None)
    opened.desk.views.go_to_finding(first)
    page: Any = opened.desk.workspace.page()
    menu = asked_for(page.work.area)
    assert all(len(plain(action.text()).split("\t")[0]) <= 24 for action in menu.actions())
    QTest.keyClick(menu, Key.Key_M)
    assert "申请1件" not in opened.session.report.paragraphs("overview")[0].text


def test_a_menu_higher_than_the_screen_scrolls_in_one_column(opened: MainWindow, qtbot: QtBot):
    menu = QMenu(opened)
    for number in range(100):
        menu.addAction(f"第 {number} 行")
    menu.popup(QPoint(0, 0))
    assert len({menu.actionGeometry(action).left() for action in menu.actions()}) == 1
    assert menu.height() <= menu.screen().availableSize().height()
    menu.close()


def test_a_section_offers_to_fill_compare_and_copy_it(opened: MainWindow, qtbot: QtBot, clipboard: QClipboard):
    report = opened.session.report
    cell = next(cell for cell in report.form.table("proactive").cells if cell not in report.form.sum_of)
    opened.session.type_cell(cell, "")
    view = opened.desk.navigator.findChild(QListView, "sections")
    assert view is not None
    opened.desk.workspace.show_page("overview")
    view.setFocus()
    view.setCurrentIndex(view.model().index(2, 0))
    QTest.keyClick(view, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = popped()
    offered = named(menu)
    assert not offered["显示上年数"].isEnabled()
    offered["复制这一部分"].trigger()
    assert clipboard.text().startswith("二、主动公开政府信息情况\n")
    assert "三、" not in clipboard.text()
    offered["未填的 1 格填 0"].trigger()
    assert opened.session.report.value(cell) == 0
    menu.close()
    at = view.visualRect(view.model().index(0, 0)).center()
    view.customContextMenuRequested.emit(at)
    named(popped())["复制标题和前言"].trigger()
    assert clipboard.text().startswith(report.title)
    popped().close()
    opened.session.stack.undo()
    assert opened.session.report.value(cell) is None


def test_a_section_of_prose_offers_last_years_words(opened: MainWindow, qtbot: QtBot):
    from dataclasses import replace

    from gui.section_menu import SectionMenus

    menus = opened.desk.navigator.findChild(SectionMenus)
    assert menus is not None
    assert not named(menus.menu("problems"))["上年文字照用"].isEnabled()
    report = opened.session.report
    opened.session.edit_text("problems", [replace(p, inherited=True) for p in report.paragraphs("problems")], "带入")
    offered = named(menus.menu("problems"))
    offered["上年文字照用"].trigger()
    assert not any(p.inherited for p in opened.session.report.paragraphs("problems"))
    offered["打开"].trigger()
    assert opened.desk.workspace.current == "problems"
    assert "上年文字照用" not in named(menus.menu(INFO))


def test_the_tool_bar_offers_the_columns(opened: MainWindow, qtbot: QtBot):
    opened.toolbar.customContextMenuRequested.emit(QPoint(5, 5))
    menu = popped()
    act = named(menu)["检查结果"]
    before = act.isChecked()
    assert opened.desk.findings.isVisible() is before
    act.trigger()
    assert opened.desk.findings.isHidden() is before
    menu.close()


def test_the_key_that_ends_a_line_has_one_name():
    from gui.theme import RESOURCES

    # Qt's own translation names it so in every menu.
    said: list[str] = []
    for path in (RESOURCES.parent / "gui").glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        told = {
            ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        }
        said += [f"{path.name}: {text}" for text in texts if "Enter" in text and text not in told]
    # Nor anywhere else where a person reads of it.
    said += [name for name in ("README.md", "CHANGELOG.md") if "Enter" in (RESOURCES.parent / name).read_text("utf-8")]
    assert not said
