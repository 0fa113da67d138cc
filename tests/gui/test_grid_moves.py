import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.values import show
from gui.grid_view import GridView
from tests.gui.grid_hands import BUSINESS, CTRL, NONE, RESEARCH, SHIFT, Key, click, open_table, press, value
from tests.gui.grid_samples import cell3, distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover


def test_ctrl_arrows_go_to_the_edges(qtbot):
    view = open_table(qtbot)
    view.go_to(cell3("refused_by_law", "research"))
    ends = []
    for key in (Key.Key_Up, Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_End, Key.Key_Home):
        press(view, key, modifiers=CTRL)
        ends.append(view.current_cell())
    first, last = "natural_person", "total"
    assert ends == [
        cell3("new", "research"),
        cell3("new", last),
        cell3("carried_out", last),
        cell3("carried_out", first),
        cell3("carried_out", last),
        cell3("new", first),
    ]


def test_shift_arrows_select_value_cells_only_and_tell(qtbot):
    view = open_table(qtbot)
    view.go_to(cell3("carried_in", "business"))
    with qtbot.waitSignal(view.selection_changed) as told:
        press(view, Key.Key_Down, modifiers=SHIFT)
    assert told.args == [[cell3("carried_in", "business"), BUSINESS]]
    press(view, Key.Key_Left, Key.Key_Left, Key.Key_Left, modifiers=SHIFT)
    assert view.selected_cells() == [cell3(r, c) for r in ("carried_in", "granted") for c in ("natural_person", "business")]
    assert {found.cell for found in map(view.grid_model.cell, view.selectedIndexes()) if found} == set(view.selected_cells())
    press(view, Key.Key_Down)
    assert view.selected_cells() == [cell3("partial", "natural_person")]


def test_the_mouse_drags_a_range(qtbot):
    view = open_table(qtbot)
    first, last = (view.cell_rect(view.grid_model.places.by_id[c]).center() for c in (BUSINESS, cell3("refused_by_law", "social")))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, NONE, first)
    QTest.mouseMove(view.viewport(), last)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, NONE, last)
    assert len(view.selected_cells()) == 4 * 3
    assert view.current_cell() == cell3("refused_by_law", "social")
    click(view, RESEARCH, SHIFT)
    assert view.selected_cells() == [BUSINESS, RESEARCH]


def test_a_click_on_a_label_selects_its_rows(qtbot):
    view = open_table(qtbot)
    label = next(c for c in view.grid_model.places.grid.cells if c.text == "（四）无法提供")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, view.cell_rect(label).center())
    assert len(view.selected_cells()) == 3 * 7


def test_a_double_click_edits_with_the_content_kept(qtbot):
    view = open_table(qtbot, distinct_report())
    was = show(value(view, BUSINESS))
    point = view.cell_rect(view.grid_model.places.by_id[BUSINESS]).center()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, point)
    press(view, "1", Key.Key_Return)
    assert show(value(view, BUSINESS)) == was + "1"


def test_the_current_cell_is_never_under_the_frozen_heads(qtbot):
    view = open_table(qtbot, size=(500, 300))
    view.go_to(cell3("carried_out", "total"))
    assert view.verticalScrollBar().value() > 0
    for key in [Key.Key_Up] * 12 + [Key.Key_Left] * 6:
        press(view, key)
        rect = view.cell_rect(view.cursor_.current)
        assert rect.top() >= view.frozen_height()
        assert rect.left() >= view.frozen_width()
        assert view.viewport().rect().contains(rect.center())
    top = view.panes[0]
    assert top.isVisible()
    assert top.height() == view.frozen_height()


def test_a_click_on_a_frozen_head_selects_its_column(qtbot):
    view = open_table(qtbot, size=(860, 300))
    view.go_to(cell3("carried_out", "business"))
    top = view.panes[0]
    assert top.isVisible()
    head = next(c for c in view.grid_model.places.grid.cells if c.text == "科研机构")
    QTest.mouseClick(top, Qt.MouseButton.LeftButton, NONE, view.cell_rect(head).translated(0, view.verticalScrollBar().value()).center())
    assert {cell.column for cell in view.selected_cells()} == {"research"}
    assert len(view.selected_cells()) == 25


@pytest.mark.parametrize("size", [(860, 300), (420, 300)], ids=["down", "down and across"])
def test_what_is_moved_by_scrolling_looks_as_if_it_were_painted_anew(qtbot: QtBot, size: tuple[int, int]):
    view = open_table(qtbot, distinct_report(), size=size)
    view.go_to(BUSINESS)
    for _ in range(3):
        for key in (Key.Key_Return, Key.Key_Up, Key.Key_Right):
            for _ in range(9):
                press(view, "7", key)
                moved = on_screen(view)
                view.viewport().update()
                assert moved == on_screen(view)
    assert view.verticalScrollBar().value() > 0


@pytest.mark.parametrize("size", [(860, 300), (420, 300)], ids=["down", "down and across"])
def test_nothing_of_the_square_that_fills_is_left_behind_by_scrolling(qtbot: QtBot, size: tuple[int, int]):
    view = open_table(qtbot, distinct_report(), size=size)
    view.go_to(BUSINESS)
    places = view.grid_model.places
    steps: list[tuple[Key, Qt.KeyboardModifier]] = [(Key.Key_Down, SHIFT)] * 9 + [(Key.Key_Tab, NONE)] * 9 + [(Key.Key_Up, NONE)] * 4
    for key, modifiers in [*steps, (Key.Key_PageDown, NONE), (Key.Key_PageUp, SHIFT), (Key.Key_Right, SHIFT), (Key.Key_Right, SHIFT)]:
        press(view, key, modifiers=modifiers)
        moved = on_screen(view)
        view.viewport().update()
        assert moved == on_screen(view), (key, places.position(view.cursor_.current))


def on_screen(view: GridView) -> QImage:
    """Return what the screen shows of the window, not what the widgets would paint."""
    QTest.qWait(0)
    window = view.window()
    return window.screen().grabWindow(window.winId()).toImage()
