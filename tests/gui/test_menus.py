"""The menus by keyboard and mouse: a letter for each act, what a section of the navigator and the tool bar offer."""

import ast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QMenu
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.mnemonics import plain
from gui.places import INFO
from tests.helpers import distinct_report

Key = Qt.Key


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    report = distinct_report()
    window.session.begin(report)
    window.files.opened.emit()
    return window


def letter(action: QAction) -> str:
    return action.text().partition("(&")[2][:1]


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
        acts = [action for action in menu.actions() if not action.isSeparator()]
        assert all(letter(act) or act.text().startswith("&") for act in acts), [act.text() for act in acts]
        letters = [letter(act) or act.text()[1] for act in acts]
        assert len(letters) == len(set(letters)), letters
    table = menus[2]
    assert isinstance(table, QMenu)
    opened.desk.workspace.show_page("applications")
    table.popup(QPoint(0, 0))
    QTest.keyClick(table, Key.Key_T)
    assert opened.actions_["show_terms"].isChecked()
    # The words elsewhere have no letter.
    assert opened.actions_["save"].iconText() == "保存"


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
    assert not said
