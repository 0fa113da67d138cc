"""Fill by keys, by Ctrl+Enter, by dragging the square; what is computed is left alone, and one undo takes all of it back."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from core.layout import grid
from core.report import Entry
from core.schema import CellId
from gui.grid_fill import down, right, towards
from gui.grid_places import Places
from tests.gui.grid_hands import BUSINESS, CTRL, NONE, RESEARCH, SHIFT, Key, click, open_table, press, steps, typed_text, value
from tests.gui.grid_samples import T3, cell3, distinct_report

LEFT = Qt.MouseButton.LeftButton
PARTIAL = cell3("partial", "business")
LAW = cell3("refused_by_law", "business")
ROW = ("natural_person", "business", "research", "social", "legal_service", "other", "total")


def drag(view, *cells, drop=True):
    """Take hold of the square and lead it over cells."""
    start = view.handle.rect().center()
    QTest.mousePress(view.viewport(), LEFT, NONE, start)
    point = start
    for cell in cells:
        point = view.cell_rect(view.grid_model.places.by_id[cell]).center()
        QTest.mouseMove(view.viewport(), point)
    if drop:
        QTest.mouseRelease(view.viewport(), LEFT, NONE, point)


def test_fill_down_copies_the_first_row_and_leaves_sums_alone(qtbot):
    view = open_table(qtbot, distinct_report())
    first = cell3("granted", "other")
    view.go_to(first)
    press(view, Key.Key_Right, Key.Key_Down, Key.Key_Down, modifiers=SHIFT)
    selected = view.selected_cells()
    with qtbot.waitSignal(view.session.message) as told:
        press(view, Key.Key_D, modifiers=CTRL)
    below = [cell for cell in selected if cell.column == "other"]
    assert [value(view, cell) for cell in below] == [value(view, first)] * 3
    assert not any(view.session.report.entry(cell).manual for cell in selected)
    assert told.args == ["已向下填充 2 格；2 个合计格自动计算，没有改动"]
    assert steps(view) == 1
    assert view.selected_cells() == selected
    view.session.stack.undo()
    assert view.session.report == distinct_report()


def test_a_single_cell_takes_what_stands_above_or_to_its_left(qtbot):
    view = open_table(qtbot, distinct_report())
    view.session.edit_cells({BUSINESS: Entry(6, remark="其中2件存疑")}, "填写")
    view.go_to(PARTIAL)
    view.fill_down()
    assert view.session.report.entry(PARTIAL) == Entry(6, remark="其中2件存疑")
    view.go_to(RESEARCH)
    press(view, Key.Key_R, modifiers=CTRL)
    assert value(view, RESEARCH) == 6


def test_where_nothing_stands_above_or_left_it_says_so(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(cell3("new", "natural_person"))
    for act, words in ((view.fill_down, "上面没有格，不能向下填充"), (view.fill_right, "左边没有格，不能向右填充")):
        with qtbot.waitSignal(view.session.message) as told:
            act()
        assert told.args == [words]
    assert steps(view) == 0


def test_fill_waits_for_an_open_cell(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(PARTIAL)
    press(view, "7")
    with qtbot.waitSignal(view.session.message) as told:
        view.fill_down()
    assert "先按回车完成" in told.args[0]
    assert typed_text(view) == "7"
    press(view, Key.Key_Escape)


def test_each_of_several_runs_is_filled_from_its_own_first_cell():
    places = Places(grid("2021", T3))

    def cells(*ids):
        return [places.by_id[cell3(*each)] for each in ids]

    def names(copies):
        return [(target.cell[1:], source.cell[1:]) for target, source in copies if target.cell and source.cell]

    chosen = cells(("new", "business"), ("carried_in", "business"), ("carried_in", "social"), ("partial", "business"))
    assert names(down(places, chosen)) == [
        (("carried_in", "business"), ("new", "business")),
        (("carried_in", "social"), ("new", "social")),
        (("partial", "business"), ("granted", "business")),
    ]
    chosen = cells(("new", "business"), ("new", "research"), ("new", "social"), ("carried_in", "social"))
    assert names(right(places, chosen)) == [
        (("new", "research"), ("new", "business")),
        (("new", "social"), ("new", "business")),
        (("carried_in", "social"), ("carried_in", "research")),
    ]


def test_a_drag_copies_a_block_on_in_its_rhythm_upwards_too():
    places = Places(grid("2021", T3))
    block = places.between(places.by_id[BUSINESS], places.by_id[PARTIAL])
    below = towards(places, block, places.by_id[cell3("refused_by_law", "business")])
    assert [source.row - block[0].row for _, source in below] == [0, 1]
    above = towards(places, block, places.by_id[cell3("new", "business")])
    assert [source.cell for _, source in above] == [BUSINESS, PARTIAL]
    assert towards(places, block, block[1]) == []
    aside = towards(places, block, places.by_id[cell3("granted", "natural_person")])
    assert [(target.cell.column, source.cell) for target, source in aside if target.cell] == [
        ("natural_person", BUSINESS),
        ("natural_person", PARTIAL),
    ]


def test_blocks_of_other_widths_are_filled_by_what_lies_above():
    places = Places(grid("2021", "proactive"))
    first = places.by_id[CellId("proactive", "government_rules", "repealed")]
    licensing = CellId("proactive", "licensing", "decisions")
    block = [first]
    targets = [target.cell for target, _ in towards(places, block, places.by_id[licensing])]
    assert targets[0] == CellId("proactive", "normative_documents", "repealed")
    assert licensing in targets


def test_the_square_is_dragged_with_an_outline_and_fills_on_release(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(BUSINESS)
    was = value(view, BUSINESS)
    drag(view, PARTIAL, LAW, drop=False)
    assert steps(view) == 0, "an outline is no edit"
    before = view.viewport().grab(view.cell_rect(view.grid_model.places.by_id[PARTIAL]))
    end = view.cell_rect(view.grid_model.places.by_id[LAW]).center()
    QTest.mouseRelease(view.viewport(), LEFT, NONE, end)
    filled = view.selected_cells()
    assert filled[0] == BUSINESS
    assert filled[-1] == LAW
    assert {value(view, cell) for cell in filled} == {was}
    assert before.toImage() != view.viewport().grab(view.cell_rect(view.grid_model.places.by_id[PARTIAL])).toImage()
    assert steps(view) == 1


def test_escape_gives_a_drag_of_the_square_up(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(BUSINESS)
    drag(view, cell3("granted", "legal_service"), drop=False)
    press(view, Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), LEFT, NONE, QPoint(5, 5))
    assert steps(view) == 0
    assert view.selected_cells() == [BUSINESS]


def test_the_square_fills_to_the_right_and_leaves_the_total(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(cell3("granted", "legal_service"))
    was = value(view, cell3("granted", "legal_service"))
    drag(view, cell3("granted", "total"))
    assert value(view, cell3("granted", "other")) == was
    assert not view.session.report.entry(cell3("granted", "total")).manual


def test_the_square_is_there_for_one_rectangle_and_not_while_typing(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    corner = view.cell_rect(view.cursor_.current).bottomRight()
    assert view.handle.rect().contains(corner)
    press(view, "1")
    assert view.handle.rect().isEmpty()
    press(view, Key.Key_Escape)
    click(view, LAW, CTRL)
    assert view.handle.rect().isEmpty()
    for table in ("proactive", "review_litigation"):
        other = open_table(qtbot, distinct_report(), table)
        other.selectAll()
        assert other.viewport().rect().contains(other.handle.rect())
        assert not other.handle.rect().isEmpty()


def test_ctrl_enter_writes_into_all_that_is_selected_and_stays(qtbot):
    view = open_table(qtbot)
    click(view, BUSINESS)
    click(view, cell3("partial", "research"), SHIFT)
    click(view, cell3("new", "total"), CTRL)
    selected = view.selected_cells()
    press(view, "=2+3")
    with qtbot.waitSignal(view.session.message) as told:
        press(view, Key.Key_Return, modifiers=CTRL)
    assert view.cell_delegate.editor is None
    assert view.selected_cells() == selected
    assert [value(view, cell) for cell in selected] == [None, 5, 5, 5, 5]
    assert told.args == ["2+3=5；已填入 4 格；1 个合计格自动计算，没有改动"]
    assert steps(view) == 1


def test_ctrl_enter_in_a_single_cell_stays_there_a_total_too(qtbot):
    view = open_table(qtbot)
    total = cell3("granted", "total")
    view.go_to(total)
    press(view, "9")
    press(view, Key.Key_Return, modifiers=CTRL)
    assert view.session.report.entry(total) == Entry(9, manual=True)
    assert view.current_cell() == total


def test_ctrl_enter_with_no_open_cell_only_says_what_it_is_for(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(BUSINESS)
    with qtbot.waitSignal(view.session.message) as told:
        press(view, Key.Key_Return, modifiers=CTRL)
    assert "先输入一个数" in told.args[0]
    assert view.current_cell() == BUSINESS
    assert steps(view) == 0


def test_the_menu_of_the_cells_fills(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(PARTIAL)
    QGuiApplication.clipboard().setText("1")
    words = {a.text(): a for a in view.acts.menu(view).actions()}
    words["向下填充(&D)\tCtrl+D"].trigger()
    assert value(view, PARTIAL) == value(view, BUSINESS)


def test_the_menu_of_an_open_cell_fills_what_is_selected(qtbot):
    view = open_table(qtbot)
    click(view, BUSINESS)
    press(view, Key.Key_Right, modifiers=SHIFT)
    press(view, "8")
    editor = view.cell_delegate.editor
    assert editor is not None
    point = editor.rect().center()
    QApplication.sendEvent(editor, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, editor.mapToGlobal(point)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert typed_text(view) == "8", "the menu leaves the cell open"
    menu.actions()[-1].trigger()
    menu.close()
    assert (value(view, BUSINESS), value(view, RESEARCH), steps(view)) == (8, 8, 1)


def test_the_square_scrolls_out_of_sight_with_its_cell(qtbot):
    view = open_table(qtbot, size=(860, 300))
    view.go_to(cell3("carried_out", "business"))
    assert view.viewport().rect().contains(view.handle.rect())
    view.verticalScrollBar().setValue(0)
    assert not view.viewport().rect().intersects(view.handle.rect())


def test_the_menu_of_the_window_fills_in_tables_and_says_so_elsewhere(window, qtbot):
    window.session.begin(distinct_report())
    window.files.opened.emit()
    window.desk.workspace.show_number(1)
    window.actions_["fill_down"].trigger()
    assert "填充用于表格" in window.status.currentMessage()
    window.desk.workspace.show_number(3)
    window.desk.workspace.page().work.go_to(PARTIAL)
    window.actions_["fill_down"].trigger()
    report = window.session.report
    assert report.value(PARTIAL) == report.value(BUSINESS)
    window.desk.workspace.page().work.go_to(RESEARCH)
    window.actions_["fill_right"].trigger()
    assert report.value(RESEARCH) == report.value(BUSINESS)


class Painted(QObject):
    """Knows what of a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.region = QRegion()
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_the_square_leaves_nothing_behind_where_a_cell_is_typed_into(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(PARTIAL)
    QApplication.processEvents()
    beside = view.handle.rect().bottomRight() - QPoint(1, 1)
    assert not view.cell_rect(view.cursor_.current).contains(beside)
    painted = Painted(view.viewport())
    press(view, Key.Key_4)
    QApplication.processEvents()
    assert painted.region.contains(beside)
