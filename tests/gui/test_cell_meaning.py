"""What a cell means, asked with keys in the whole window: 组成, 批注, 填报说明, and the search in a table."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.calculation import set_cells
from core.report import Entry
from core.rollover import roll_forward
from core.schema import CellId
from gui.grid_find import GridFind
from gui.grid_view import GridView
from gui.main_window import MainWindow
from gui.places import Place
from gui.theme import colour
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report

Key = Qt.Key
CTRL, SHIFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
GRANTED = CellId("applications", "granted", "business")
ROW_TOTAL, COLUMN_TOTAL = GRANTED._replace(column="total"), GRANTED._replace(row="results_total")
CARRIED_OUT = GRANTED._replace(row="carried_out")


@pytest.fixture
def grid(window: MainWindow) -> GridView:
    """Table 三 of a draft in which every entered number is 0 but a few, on top of last year's report."""
    draft = roll_forward(distinct_report())
    set_cells(draft, {cell: Entry(0) for cell in draft.form.cells if cell not in draft.form.sum_of})
    set_cells(draft, {GRANTED: Entry(12), GRANTED._replace(column="natural_person"): Entry(5), GRANTED._replace(row="new"): Entry(112)})
    window.session.begin(draft)
    window.files.opened.emit()
    window.desk.workspace.go(Place("applications", GRANTED))
    grid = window.desk.workspace.page().work  # pyright: ignore[reportAttributeAccessIssue]
    assert isinstance(grid, GridView)
    return grid


def focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held is not None
    return held


def search(words: str) -> GridFind:
    """Open the search and write into it."""
    press(Key.Key_F, CTRL)
    field = focus()
    strip = field.parentWidget()
    assert isinstance(strip, GridFind)
    strip.wanted.insert(words)
    assert field is strip.wanted
    return strip


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(focus(), key, modifiers)


def status(window: MainWindow) -> str:
    QApplication.processEvents()
    return window.status.formula_label.text()


def test_the_terms_light_up_with_their_signs_and_the_sum_is_said_with_its_numbers(window: MainWindow, grid: GridView):
    grid.go_to(ROW_TOTAL)
    press(Key.Key_BracketLeft, CTRL)
    assert window.actions_["show_terms"].isChecked()
    row = {cell for cell in grid.grid_model.places.by_id if cell.row == "granted"} - {ROW_TOTAL}
    assert dict(grid.lights.terms.signs) == dict.fromkeys(row, "+")
    assert status(window) == "总计 = 自然人 5 + 商业企业 12（另 4 项为 0） = 17"
    index = grid.grid_model.index_of(ROW_TOTAL)
    assert status(window) in str(grid.grid_model.data(index, Qt.ItemDataRole.AccessibleDescriptionRole))
    term = grid.grid_model.index_of(GRANTED)
    assert "加在当前格里" in str(grid.grid_model.data(term, Qt.ItemDataRole.AccessibleDescriptionRole))
    image = grid.viewport().grab().toImage()
    corner = grid.cell_rect(grid.grid_model.places.by_id[GRANTED]).bottomRight() - QPoint(4, 4)
    assert image.pixelColor(corner * image.devicePixelRatio()) == colour("term")


def test_the_light_follows_the_cursor_until_esc(window: MainWindow, grid: GridView):
    press(Key.Key_BracketLeft, CTRL)
    assert dict(grid.lights.terms.signs) == {ROW_TOTAL: "=", COLUMN_TOTAL: "="}
    assert status(window) == "计入 本行的总计 17、本列的总计 12"
    grid.go_to(CARRIED_OUT)
    assert sorted(grid.lights.terms.signs.values()) == ["+", "+", "−"]
    window.desk.workspace.show_page("overview")
    window.desk.workspace.go(Place("proactive", CellId("proactive", "normative_documents", "effective")))
    # No sum, but held against last year's number and what was added and taken away.
    assert status(window).startswith("现行有效件数（核对） = 上年“现行有效件数”")
    assert grid.lights.terms.signs == {}
    window.desk.workspace.go(Place("applications", COLUMN_TOTAL))
    press(Key.Key_Escape)
    assert not window.actions_["show_terms"].isChecked()
    assert grid.lights.terms.signs == {}
    assert status(window).startswith("= ")


def test_a_memo_is_written_shown_and_undone(window: MainWindow, grid: GridView, asked: Dialogs):
    asked.will("ask_memo", "问司法所 ", "", None)
    press(Key.Key_F2, SHIFT)
    assert asked.asked[-1][1][1:] == ("三（一）予以公开·商业企业", "", "")
    report = window.session.report
    assert report.memos == {GRANTED: "问司法所"}
    index = grid.grid_model.index_of(GRANTED)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        assert "批注：问司法所" in str(grid.grid_model.data(index, role))
    assert status(window).endswith("批注：问司法所")
    grid.go_to(ROW_TOTAL)
    image = grid.viewport().grab().toImage()
    corner = grid.cell_rect(grid.grid_model.places.by_id[GRANTED]).bottomRight() - QPoint(1, 1)
    assert image.pixelColor(corner * image.devicePixelRatio()) == colour("memo")
    press(Key.Key_Z, CTRL)
    assert report.memos == {}
    assert grid.current_cell() == GRANTED
    press(Key.Key_Y, CTRL)
    press(Key.Key_F2, SHIFT)
    assert report.memos == {}
    press(Key.Key_Z, CTRL)
    press(Key.Key_F2, SHIFT)
    assert report.memos == {GRANTED: "问司法所"}


def test_the_menu_of_a_cell_offers_what_there_is_to_know(window: MainWindow, grid: GridView, qtbot: QtBot):
    press(Key.Key_Menu)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    offered = {action.objectName() for action in menu.actions()}
    menu.close()
    assert {"show_terms", "cell_note", "help_here"} <= offered


def test_search_in_a_table_finds_whole_numbers_first_and_gives_the_cell_back(window: MainWindow, grid: GridView):
    strip = search("12")
    walked = []
    for _ in range(4):
        press(Key.Key_Return)
        walked.append(grid.current_cell())
    report = window.session.report
    found = [report.value(cell) for cell in walked]
    assert found[:2] == [12, 12]
    assert walked[0] == GRANTED
    assert 112 in found[2:]
    assert strip.wanted.hasFocus()
    press(Key.Key_F3, SHIFT)
    assert grid.current_cell() == walked[2]
    assert grid.grid_model.places.by_id[GRANTED] in grid.lights.found
    press(Key.Key_Escape)
    assert grid.hasFocus()
    assert grid.current_cell() == walked[2]
    assert not grid.lights.found


def test_search_in_a_table_finds_rows_by_their_names_and_f3_goes_on_in_the_table(window: MainWindow, grid: GridView):
    strip = search("国家秘密")
    press(Key.Key_Return)
    assert {cell.row for cell in grid.selected_cells()} == {"refused_state_secret"}
    strip.wanted.insert("X")
    assert strip.count.text() == "没有找到"
    strip.wanted.setText("总计")
    grid.setFocus()
    press(Key.Key_F3)
    press(Key.Key_F3)
    assert {cell.row for cell in grid.selected_cells()} == {"results_total"}
    strip.whole.click()
    assert strip.count.text() == "共 2 处"


def test_help_tells_the_rule_the_sum_and_last_year(window: MainWindow, grid: GridView, asked: Dialogs, tmp_path: Path):
    press(Key.Key_F1)
    shown = asked.asked[-1][1][1]
    assert shown.title == "三（一）予以公开·商业企业"
    assert "第三十六条" in shown.source
    parts = {part.title: " ".join(part.lines) for part in shown.parts}
    assert "申请人是企业的" in parts["填什么"]
    assert "计入三（一）予以公开·总计" in parts["怎么算"]
    assert parts["上年"].startswith("上年 ")
    assert "文中的办理结果与表三不一致（核实）" in parts["这里检查什么"]
    assert grid.hasFocus()
