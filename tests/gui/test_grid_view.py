import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu

from core.calculation import set_cells
from core.report import Entry
from core.schema import CellId, formats
from core.values import number_of, show
from tests.gui.grid_hands import BUSINESS, CTRL, RESEARCH, SHIFT, Key, open_table, press, steps, value
from tests.gui.grid_samples import cell3, distinct_report

ALL = [(form.id, table.id) for form in formats().values() for table in form.tables]


def test_copy_writes_rows_and_tabs(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(BUSINESS)
    press(view, Key.Key_Right, Key.Key_Down, modifiers=SHIFT)
    press(view, Key.Key_C, modifiers=CTRL)
    cells = [[cell3(r, c) for c in ("business", "research")] for r in ("granted", "partial")]
    assert QGuiApplication.clipboard().text() == "".join("\t".join(show(value(view, c)) for c in row) + "\n" for row in cells)


def test_a_pasted_block_is_one_step_and_computes_the_totals(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    QGuiApplication.clipboard().setText("1\t2\r\n30\t40\r\n")
    press(view, Key.Key_V, modifiers=CTRL)
    assert [value(view, cell3(r, c)) for r in ("granted", "partial") for c in ("business", "research")] == [1, 2, 30, 40]
    assert value(view, cell3("results_total", "total")) == 73
    assert steps(view) == 1
    view.session.stack.undo()
    assert not view.session.report.entries


def test_a_block_that_does_not_fit_is_refused_with_a_sentence(qtbot):
    view = open_table(qtbot, distinct_report())
    before = dict(view.session.report.entries)
    view.go_to(cell3("granted", "other"))
    QGuiApplication.clipboard().setText("1\t2\t3")
    with qtbot.waitSignal(view.session.message) as told:
        press(view, Key.Key_V, modifiers=CTRL)
    assert "要粘贴 1 行 3 列，从当前格起只有 23 行 2 列" in told.args[0]
    assert view.session.report.entries == before
    assert steps(view) == 0


def test_one_value_fills_the_whole_selection(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, Key.Key_Right, modifiers=SHIFT)
    QGuiApplication.clipboard().setText("6")
    press(view, Key.Key_V, modifiers=CTRL)
    assert (value(view, BUSINESS), value(view, RESEARCH), steps(view)) == (6, 6, 1)


def test_cut_and_delete_empty_the_selection_in_one_step(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(BUSINESS)
    press(view, Key.Key_Right, modifiers=SHIFT)
    was = [show(value(view, c)) for c in (BUSINESS, RESEARCH)]
    press(view, Key.Key_X, modifiers=CTRL)
    assert QGuiApplication.clipboard().text() == "\t".join(was) + "\n"
    assert (value(view, BUSINESS), value(view, RESEARCH), steps(view)) == (None, None, 1)
    press(view, Key.Key_Z, modifiers=CTRL)
    view.session.stack.undo()
    press(view, Key.Key_Backspace)
    assert (value(view, BUSINESS), value(view, RESEARCH)) == (None, None)


def test_the_current_cell_goes_to_what_was_undone(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    press(view, "4", Key.Key_Return)
    view.go_to(cell3("carried_in", "other"))
    view.session.stack.undo()
    assert view.current_cell() == BUSINESS
    assert value(view, BUSINESS) is None
    view.go_to(cell3("carried_in", "other"))
    view.session.stack.redo()
    assert view.current_cell() == BUSINESS


def test_undo_of_a_paste_selects_what_it_touched(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    QGuiApplication.clipboard().setText("1\t2")
    press(view, Key.Key_V, modifiers=CTRL)
    view.go_to(cell3("carried_in", "other"))
    view.session.stack.undo()
    assert view.selected_cells() == [BUSINESS, RESEARCH]


def test_undo_repaints_only_what_changed(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(BUSINESS)
    press(view, "4", Key.Key_Return)
    indexes = []
    view.grid_model.dataChanged.connect(lambda first, _last: indexes.append(first))
    view.session.stack.undo()
    touched = [found.cell for found in map(view.grid_model.cell, indexes) if found and found.cell]
    rows, columns = {"granted", "results_total", "carried_out"}, {"business", "total"}
    assert BUSINESS in touched
    assert {c for c in touched if c.row not in rows or c.column not in columns} == set()


def test_the_menu_offers_what_can_be_done(qtbot):
    view = open_table(qtbot)
    set_cells(view.session.report, {cell3("granted", "total"): Entry(3, manual=True), BUSINESS: Entry(5, doubtful=True)})

    def words(cell):
        view.go_to(cell)
        actions = view.acts.menu(view).actions()
        return {a.text().split("\t")[0].split("(")[0]: a for a in actions if a.text()}

    total = words(cell3("granted", "total"))
    assert total["恢复自动"].isEnabled()
    assert not total["填 0"].isEnabled()
    total["恢复自动"].trigger()
    assert view.session.report.entry(cell3("granted", "total")) == Entry(5)
    words(BUSINESS)["标为已核对"].trigger()
    assert view.session.report.entry(BUSINESS) == Entry(5)
    words(RESEARCH)["填 0"].trigger()
    assert value(view, RESEARCH) == 0


def test_a_wrong_total_says_what_is_wrong(qtbot):
    report = distinct_report()
    total = cell3("granted", "total")
    right = number_of(report.value(total)) or 0
    set_cells(report, {total: Entry(right + 4, manual=True)})
    report.last = distinct_report(year=2023)
    view = open_table(qtbot, report)
    index = view.grid_model.index_of(total)
    told = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "错误：" in told
    assert f"手填：按合计应为 {right}" in told
    assert f"上年 {right}，相差 +4" in told
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"（一）予以公开，总计，{right + 4}，手填，错误"


def test_the_table_is_named_for_screen_readers(qtbot):
    view = open_table(qtbot, table="review_litigation")
    assert view.accessibleName() == "四、政府信息公开行政复议、行政诉讼情况"
    first = view.grid_model.index_of(CellId("review_litigation", "litigation_direct", "other"))
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "行政诉讼，未经复议直接起诉，其他结果，未填"


@pytest.mark.parametrize(("form", "table"), ALL)
def test_every_table_of_every_form_opens_with_its_spans(qtbot, form, table):
    view = open_table(qtbot, distinct_report(form), table)
    grid = view.grid_model.places.grid
    for cell in grid.cells:
        assert (view.rowSpan(cell.row, cell.column), view.columnSpan(cell.row, cell.column)) == (cell.row_span, cell.column_span)
    assert view.visualRect(view.grid_model.index_of(grid.cells[-1])) == view.cell_rect(grid.cells[-1])
    assert sum(view.metrics.widths) <= 860


def test_another_edition_of_the_form_replaces_the_grid(qtbot):
    view = open_table(qtbot, distinct_report("2019"))
    rows = view.grid_model.rowCount()
    view.session.adopt(distinct_report("2021"), "换成新表样")
    assert view.grid_model.rowCount() == rows + 2
    view.go_to(cell3("other_misc", "business"))
    assert view.current_cell() == cell3("other_misc", "business")
    view.session.stack.undo()
    assert view.grid_model.rowCount() == rows


def test_clipboard_keys_reach_the_table_before_any_menu(qtbot):
    view = open_table(qtbot)
    for key, expected in ((Key.Key_C, True), (Key.Key_V, True), (Key.Key_S, False)):
        override = QKeyEvent(QEvent.Type.ShortcutOverride, key, CTRL)
        override.ignore()
        QApplication.sendEvent(view, override)
        assert override.isAccepted() == expected


def test_a_paste_selects_what_it_filled(qtbot):
    view = open_table(qtbot)
    view.go_to(BUSINESS)
    QGuiApplication.clipboard().setText("1\t2")
    press(view, Key.Key_V, modifiers=CTRL)
    assert view.selected_cells() == [BUSINESS, RESEARCH]
    assert view.current_cell() == BUSINESS


def test_the_menu_key_opens_the_menu_at_the_current_cell(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(BUSINESS)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))
    menu = view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    assert view.cell_rect(view.cursor_.current).contains(view.viewport().mapFromGlobal(menu.pos()))
    menu.close()
