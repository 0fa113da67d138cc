"""Ranges: several of them with Ctrl, rows and columns by their heads, up to the edge by keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.gui.grid_hands import BUSINESS, CTRL, NONE, RESEARCH, SHIFT, Key, click, open_table, press
from tests.gui.grid_samples import cell3, distinct_report

LEFT = Qt.MouseButton.LeftButton
LAW = cell3("refused_by_law", "social")


def place_of(view, text):
    cell = next(c for c in view.grid_model.places.grid.cells if c.text == text)
    return view.cell_rect(cell).center()


def test_ctrl_selects_several_blocks_and_lets_one_go(qtbot):
    view = open_table(qtbot)
    click(view, BUSINESS)
    click(view, LAW, CTRL)
    press(view, Key.Key_Right, modifiers=SHIFT)
    beside = cell3("refused_by_law", "legal_service")
    assert view.selected_cells() == [BUSINESS, LAW, beside]
    assert {found.cell for found in map(view.grid_model.cell, view.selectedIndexes()) if found} == {BUSINESS, LAW, beside}
    click(view, LAW, CTRL)
    assert view.selected_cells() == [BUSINESS, beside]
    click(view, RESEARCH)
    assert view.selected_cells() == [RESEARCH]
    click(view, RESEARCH, CTRL)
    assert view.selected_cells() == [RESEARCH], "one cell always is selected"


def test_two_cells_of_a_line_do_not_select_what_lies_between(qtbot):
    view = open_table(qtbot)
    click(view, BUSINESS)
    click(view, cell3("granted", "social"), CTRL)
    chosen = {found.cell for found in map(view.grid_model.cell, view.selectedIndexes()) if found}
    assert chosen == {BUSINESS, cell3("granted", "social")}


def test_ctrl_drag_adds_a_block(qtbot):
    view = open_table(qtbot)
    click(view, BUSINESS)
    first, last = (view.cell_rect(view.grid_model.places.by_id[c]).center() for c in (LAW, cell3("refused_security", "other")))
    QTest.mousePress(view.viewport(), LEFT, CTRL, first)
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseRelease(view.viewport(), LEFT, CTRL, last)
    assert len(view.selected_cells()) == 1 + 2 * 3


def test_a_drag_over_labels_selects_rows_and_over_heads_columns(qtbot):
    view = open_table(qtbot)
    for start, end, count in (("（一）予以公开", "1.属于国家秘密", 3 * 7), ("商业企业", "社会公益组织", 3 * 25)):
        QTest.mousePress(view.viewport(), LEFT, NONE, place_of(view, start))
        QTest.mouseMove(view.viewport(), place_of(view, end))
        QTest.mouseRelease(view.viewport(), LEFT, NONE, place_of(view, end))
        assert len(view.selected_cells()) == count


def test_shift_and_ctrl_on_labels_extend_and_add(qtbot):
    view = open_table(qtbot)
    QTest.mouseClick(view.viewport(), LEFT, NONE, place_of(view, "（一）予以公开"))
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, place_of(view, "1.属于国家秘密"))
    assert len(view.selected_cells()) == 3 * 7
    QTest.mouseClick(view.viewport(), LEFT, CTRL, place_of(view, "四、结转下年度继续办理"))
    assert len(view.selected_cells()) == 4 * 7


def test_rows_are_selected_by_dragging_frozen_labels(qtbot):
    view = open_table(qtbot, size=(480, 800))
    view.horizontalScrollBar().setValue(view.horizontalScrollBar().maximum())
    pane = view.panes[1]
    assert pane.isVisible()
    first, last = (view.cell_rect(view.grid_model.places.by_id[c]).center() for c in (BUSINESS, cell3("partial", "business")))
    for act, point in ((QTest.mousePress, first), (QTest.mouseRelease, last)):
        point.setX(pane.width() - 20)
        if act is QTest.mouseRelease:
            QTest.mouseMove(pane, point)
        act(pane, LEFT, NONE, point)
    assert len(view.selected_cells()) == 2 * 7


def test_ctrl_shift_arrows_select_to_the_edge(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, Key.Key_Right, Key.Key_Up, modifiers=CTRL | SHIFT)
    assert view.selected_cells()[0] == cell3("new", "business")
    assert len(view.selected_cells()) == 3 * 6


def test_blocks_that_are_no_rectangle_are_copied_where_their_columns_agree(qtbot):
    view = open_table(qtbot, distinct_report())
    click(view, BUSINESS)
    click(view, LAW, CTRL)
    with qtbot.waitSignal(view.session.message) as told:
        view.copy()
    assert "没有复制" in told.args[0]
    click(view, BUSINESS)
    click(view, cell3("refused_by_law", "business"), CTRL)
    view.copy()
    report = view.session.report
    texts = [str(report.value(cell)) for cell in (BUSINESS, cell3("refused_by_law", "business"))]
    assert QGuiApplication.clipboard().text() == "\n".join(texts) + "\n"
