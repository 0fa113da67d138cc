"""Nothing is undone out of sight: the window shows what undo and redo changed and says which act it was."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.report import PREAMBLE, Entry, Paragraph, Report
from core.rules.engine import Finding
from core.schema import CellId
from gui.main_window import MainWindow
from gui.places import FIELDS, INFO, Place, place_of
from tests.helpers import distinct_report

CELL = CellId("applications", "new", "business")
OTHER = CellId("applications", "carried_in", "business")


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.session.begin(distinct_report())
    window.files.opened.emit()
    return window


@pytest.fixture
def said(opened: MainWindow) -> list[str]:
    heard: list[str] = []
    opened.session.message.connect(heard.append)
    return heard


def test_a_cell_of_a_table_never_shown_is_gone_to(opened: MainWindow, said: list[str]):
    opened.session.type_cell(CELL, "777")
    assert opened.desk.workspace.current != CELL.table
    opened.actions_["undo"].trigger()
    assert opened.desk.workspace.place().cell == CELL
    assert opened.desk.workspace.page().work.hasFocus()
    assert said[-1] == f"已撤销：填写 {opened.session.report.form.label(CELL)}"
    opened.desk.workspace.show_number(1)
    opened.actions_["redo"].trigger()
    assert opened.desk.workspace.place().cell == CELL
    assert said[-1].startswith("已重做：")


def test_all_cells_of_one_act_stay_selected(opened: MainWindow):
    opened.desk.workspace.show_page(CELL.table)
    grid = opened.desk.workspace.page().work
    opened.session.edit_cells({CELL: Entry(777), OTHER: Entry(778)}, "粘贴")
    opened.desk.workspace.show_number(1)
    opened.actions_["undo"].trigger()
    assert set(grid.selected_cells()) == {CELL, OTHER}  # pyright: ignore[reportAttributeAccessIssue]


@pytest.mark.parametrize("seen", [True, False], ids=["editor open", "editor never open"])
def test_the_paragraph_is_gone_to(opened: MainWindow, said: list[str], seen: bool):
    session, section = opened.session, opened.session.report.form.text_sections[-1].id
    if seen:
        opened.desk.workspace.show_page(section)
    opened.desk.views.go_info()
    held = (Paragraph("甲。"), Paragraph("乙。"), Paragraph("丙。"))
    session.edit_text(section, held, "第一次")
    session.edit_text(section, (*held[:2], Paragraph("丁。")), "第二次")
    opened.actions_["undo"].trigger()
    place = opened.desk.workspace.place()
    assert (place.page, place.paragraph) == (section, 2)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert opened.desk.workspace.isAncestorOf(focus)
    assert said[-1] == "已撤销：第二次"


def test_undo_in_prose_goes_to_the_table_that_it_changes(opened: MainWindow, said: list[str]):
    """The prose field takes Ctrl+Z itself; the step undone may be another page's."""
    opened.session.type_cell(CELL, "777")
    opened.desk.workspace.show_number(1)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.desk.workspace.place().cell == CELL
    assert said[-1].startswith("已撤销：")


def test_the_preamble_and_the_fields_are_gone_to(opened: MainWindow):
    opened.session.edit_text(PREAMBLE, (Paragraph("前言一。"), Paragraph("前言二。")), "前言")
    opened.session.set_fields({"signed_unit": "丙乡人民政府"}, "修改落款单位")
    opened.actions_["undo"].trigger()
    assert opened.desk.workspace.current == INFO
    page = opened.desk.workspace.page()
    assert page.signed_unit.hasFocus()  # pyright: ignore[reportAttributeAccessIssue]
    opened.desk.workspace.show_number(2)
    opened.actions_["undo"].trigger()
    assert opened.desk.workspace.current == INFO
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.work.isAncestorOf(focus)


def test_an_import_taken_back_is_said(opened: MainWindow, said: list[str], qtbot: QtBot):
    opened.session.adopt(Report(opened.session.report.form, unit="丙乡人民政府"), "读入 丙.docx")
    opened.actions_["undo"].trigger()
    assert said[-1] == "已撤销：读入 丙.docx"
    assert opened.session.report.unit != "丙乡人民政府"


@pytest.mark.parametrize("field", FIELDS)
def test_a_finding_leads_to_its_own_field(opened: MainWindow, field: str):
    opened.desk.workspace.go_to_finding(Finding(field, "有问题"))
    focus = QApplication.focusWidget()
    assert focus is opened.desk.workspace.page().fields.by_slot[field]  # pyright: ignore[reportAttributeAccessIssue]
    assert place_of(Finding(f"{field}:0-2", "有问题"), opened.session.report).field == field


def test_what_was_said_goes_with_the_section_but_not_with_the_act_that_leaves_it(opened: MainWindow, qtbot: QtBot):
    workspace, told = opened.desk.workspace, opened.status.currentMessage
    opened.session.type_cell(CELL, "777")
    workspace.show_page("overview")
    opened.actions_["undo"].trigger()
    assert workspace.current == CELL.table
    QApplication.processEvents()
    assert "已撤销" in told()
    click_section(opened, "problems")
    assert told() == ""
    # Whoever types and clicks on another section has not read yet how the cell was understood.
    workspace.go(Place(CELL.table, CELL))
    for key in "1 234":
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, key)
    click_section(opened, "problems")
    assert opened.session.report.value(CELL) == 1234
    assert opened.session.report.form.label(CELL) in told()
    click_section(opened, "overview")
    assert told() == ""


def click_section(window: MainWindow, page: str) -> None:
    view, model = window.desk.navigator._view, window.desk.navigator._model
    where = view.visualRect(model.index(model.pages.index(page))).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert window.desk.workspace.current == page
    QApplication.processEvents()
