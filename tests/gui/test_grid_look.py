import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from core.calculation import set_cells
from core.layout import Role
from core.report import Entry
from core.rules.engine import Level
from gui import grid_painter
from gui.grid_metrics import evenly, head_lines, label_lines, text_width, wrap
from gui.grid_painter import Situation, ground_of, ink_of
from gui.grid_state import difference, state_of
from gui.session import Session
from gui.theme import colour
from tests.gui.grid_hands import BUSINESS, RESEARCH, SHIFT, Key, open_table, press
from tests.gui.grid_samples import cell3, distinct_report

TOTAL = cell3("granted", "total")


@pytest.fixture
def state(qapp):
    sessions = []

    def make(entry, cell=BUSINESS):
        report = distinct_report()
        set_cells(report, {cell: entry})
        sessions.append(Session(report))
        return state_of(sessions[-1], cell)

    yield make
    for session in sessions:
        session.tasks.close()


def test_grounds_follow_what_a_cell_is(state):
    assert ground_of(state(Entry()), Situation()) == colour("empty")
    assert ground_of(state(Entry(3)), Situation()) == colour("paper")
    assert ground_of(state(Entry(3, carried=True)), Situation()) == colour("carried")
    assert ground_of(state(Entry(), TOTAL), Situation()) == colour("sum")
    assert ground_of(state(Entry(3)), Situation(lit=True)) == colour("lit")


def test_zeros_are_quiet_and_numbers_plain(state):
    assert ink_of(state(Entry(0))) == colour("zero")
    assert ink_of(state(Entry(3))) == colour("ink")


def test_a_wrong_total_is_red_on_its_ground_even_in_the_lit_row(state):
    wrong = state(Entry(9, manual=True), TOTAL)
    assert wrong.level is Level.ERROR
    assert ground_of(wrong, Situation(lit=True)) == colour("error_ground")
    assert ink_of(wrong) == colour("error")


@pytest.mark.parametrize(("now", "before", "shown"), [(5, 2, "+3"), (2, 5, "−3"), (2, 2, "±0"), (None, 2, ""), (2, None, ""), ("a", 2, "")])
def test_the_difference_has_its_sign(now, before, shown):
    assert difference(now, before) == shown


def image_of(view) -> QImage:
    return view.viewport().grab().toImage()


def ground_at(view, image, cell) -> QColor:
    """The colour near a cell's lower right corner, where neither words nor marks stand."""
    rect = view.cell_rect(view.grid_model.places.by_id[cell])
    return QColor(image.pixelColor((rect.bottomRight() - QPoint(4, 4)) * image.devicePixelRatio()))


def test_the_current_row_and_its_heads_are_lit_and_the_rest_is_not(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(BUSINESS)
    image, places = image_of(view), view.grid_model.places

    def ground(cell):
        return image.pixelColor(view.cell_rect(cell).topLeft() + QPoint(2, 2))

    heads = places.heads(places.by_id[BUSINESS])
    words = [c for c in places.grid.cells if c.role in (Role.LABEL, Role.HEAD) and view.cell_rect(c).top() < 790]
    lit = [c.text for c in words if ground(c) == colour("lit")]
    assert heads.label is not None
    assert heads.head is not None
    assert sorted(lit) == sorted([heads.label.text, heads.head.text])
    assert ground_at(view, image, RESEARCH) == colour("lit")
    assert ground_at(view, image, cell3("partial", "research")) == colour("paper")


def test_only_the_current_cell_has_the_frame(qtbot):
    view = open_table(qtbot, distinct_report())
    view.go_to(BUSINESS)
    image = image_of(view)
    framed = [
        cell
        for cell, place in view.grid_model.places.by_id.items()
        if view.viewport().rect().contains(view.cell_rect(place))
        and image.pixelColor(view.cell_rect(place).topLeft() + QPoint(1, 9)) == colour("accent")
    ]
    assert framed == [BUSINESS]


def test_a_cell_in_doubt_keeps_its_ground_when_it_is_selected(qtbot):
    view = open_table(qtbot, distinct_report())
    view.session.edit_cells({RESEARCH: Entry(6, doubtful=True)}, "标记")
    view.go_to(BUSINESS)
    press(view, Key.Key_Right, Key.Key_Right, modifiers=SHIFT)
    image = image_of(view)
    assert ground_at(view, image, RESEARCH) == colour("confirm_ground")
    rect = view.cell_rect(view.grid_model.places.by_id[RESEARCH])
    assert image.pixelColor(rect.center().x(), rect.top()) == colour("accent")


def test_marks_stand_in_their_corners(qtbot):
    view = open_table(qtbot)
    marked = {BUSINESS: Entry(5, remark="其中修订1件"), RESEARCH: Entry(6, doubtful=True), TOTAL: Entry(11, manual=True)}
    view.session.edit_cells(marked, "标记")
    view.go_to(cell3("new", "other"))
    image = image_of(view)

    def corner(cell, right, bottom):
        rect: QRect = view.cell_rect(view.grid_model.places.by_id[cell])
        return image.pixelColor(rect.right() - 2 if right else rect.left() + 1, rect.bottom() - 2 if bottom else rect.top() + 1)

    assert corner(BUSINESS, False, True) == colour("dim")
    assert corner(RESEARCH, False, False) == colour("confirm")
    assert corner(TOTAL, True, False) == colour("accent")
    assert corner(cell3("partial", "business"), True, False) == colour("empty")


def test_last_year_s_value_is_drawn_on_demand(qtbot):
    report = distinct_report()
    report.last = distinct_report(year=2023)
    set_cells(report.last, {BUSINESS: Entry(3)})
    view = open_table(qtbot, report)
    view.go_to(cell3("partial", "other"))

    def left_half():
        rect = view.cell_rect(view.grid_model.places.by_id[BUSINESS])
        return view.viewport().grab(QRect(rect.left() + 2, rect.top() + 2, rect.width() // 2 - 6, rect.height() - 5)).toImage()

    plain = left_half()
    view.set_show_last(True)
    assert left_half() != plain
    view.set_show_last(False)
    assert left_half() == plain


def test_wide_tables_never_outgrow_the_room_and_keep_a_lower_bound(qtbot):
    view = open_table(qtbot, distinct_report(), "review_litigation")
    for width in (1200, 860, 640):
        view.window().resize(width, 400)
        qtbot.waitUntil(lambda width=width: view.viewport().width() == width)
        assert view.horizontalScrollBar().maximum() == 0
    view.window().resize(400, 400)
    qtbot.waitUntil(lambda: view.horizontalScrollBar().maximum() > 0)
    assert sum(view.metrics.widths) >= view.narrowest_width() - 2


def test_zoom_makes_rows_and_type_larger(qtbot):
    view = open_table(qtbot, distinct_report())
    before, font = view.rowHeight(4), view.metrics.figures.pixelSize()
    view.set_zoom(1.5)
    assert view.rowHeight(4) >= before * 1.4
    assert view.metrics.figures.pixelSize() == round(font * 1.5)


def test_heads_break_in_the_middle_and_not_before_their_last_character(qapp):
    font = QFont()
    font.setPixelSize(12)
    room = text_width("结果维", font) + 1
    assert evenly("结果维持", room, font.toString()) == ("结果", "维持")
    assert evenly("社会公益组织", room, font.toString()) == ("社会公", "益组织")
    assert evenly("总计", room, font.toString()) == ("总计",)
    assert evenly("", room, font.toString()) == ("",)


def test_heads_keep_their_words_whole_and_labels_break_behind_their_ordinal(qapp):
    font = QFont()
    font.setPixelSize(12)
    room = text_width("结果维", font) + 1
    assert head_lines("社会公益组织", room, font.toString()) == ("社会", "公益", "组织")
    assert head_lines("总计", room, font.toString()) == ("总计",)
    assert label_lines("（三）不予公开", text_width("（三）不予公", font), font.toString()) == ("（三）", "不予公开")
    assert label_lines("（三）不予公开", text_width("（三）不予公开", font) + 1, font.toString()) == ("（三）不予公开",)


@pytest.mark.parametrize(("table", "roles"), [("proactive", {Role.LABEL, Role.CORNER}), ("applications", set())])
def test_labels_stand_in_the_middle_only_where_the_papers_have_them_there(qtbot, table, roles):
    view = open_table(qtbot, distinct_report(), table)
    assert view.metrics.centred & {Role.LABEL, Role.CORNER} == roles


def test_a_text_of_two_lines_is_drawn_in_two_lines(qapp):
    assert wrap("审核人\n（办公室主任）", 500, QFont().toString()) == ("审核人", "（办公室主任）")


def test_a_number_a_little_too_wide_is_made_smaller_and_loses_no_digit(qtbot: QtBot):
    metrics = open_table(qtbot).metrics
    image = QImage(200, 30, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    wide = metrics.figure_width("12345678")
    shown = {grid_painter._squeezed(painter, "12345678", wide, room, metrics) for room in range(round(wide * 0.75), round(wide) + 1)}
    painter.end()
    assert shown == {"12345678"}
