"""The preview is zoomed and turned by keys, wheel and buttons; what is remembered comes back."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from core.schema import CellId
from gui.main_window import MainWindow
from gui.places import Place
from gui.preview_bar import PreviewBar
from gui.preview_pane import PreviewPane
from gui.preview_roll import MARGIN
from gui.preview_view import PreviewView
from gui.preview_zoom import A4, device_limit, known, scale_of, stepped
from gui.settings import PREVIEW_ZOOM, ZOOM
from gui.theme import Scheme
from tests.gui.preview_hands import call_up, long_report, open_report, settle
from tests.helpers import distinct_report

Key = Qt.Key
CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
TRUE = 96 / 72


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> PreviewPane:
    window.resize(1366, 768)
    open_report(window, distinct_report())
    pane = call_up(window, qtbot)
    pane.enter()
    return pane


def turn(view: PreviewView, by: int, at: QPoint, held: Qt.KeyboardModifier = CTRL) -> None:
    where = QPointF(at)
    glob = QPointF(view.viewport().mapToGlobal(at))
    event = QWheelEvent(where, glob, QPoint(), QPoint(0, by), Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view.viewport(), event)


def test_steps_and_fits_are_those_that_a_person_expects():
    assert scale_of("width", A4, (500, 300)) == pytest.approx(500 / A4[0])
    assert scale_of("page", A4, (500, 300)) == pytest.approx(300 / A4[1])
    assert scale_of("150", A4, (500, 300)) == pytest.approx(2.0)
    assert scale_of("width", A4, (5, 5)) == 0.1
    assert [stepped(TRUE * shown / 100, by) for shown, by in ((54, 1), (54, -1), (100, 1), (100, -1), (300, 1), (20, -1))] == [
        "75",
        "50",
        "125",
        "75",
        "300",
        "50",
    ]
    assert [known(zoom) for zoom in ("width", "page", "125", "99", "", "x")] == ["width", "page", "125", "width", "width", "width"]
    assert device_limit(2.0, A4) == 2.0
    assert device_limit(20.0, A4) ** 2 * A4[0] * A4[1] == pytest.approx(16_000_000)


def test_plus_minus_and_nought_zoom(shown: PreviewPane, qtbot: QtBot):
    view = shown.view
    fitted = view.sheets()[0].width()
    assert fitted == view.viewport().width() - 2 * MARGIN
    for key, modifiers, zoom in (
        (Key.Key_Plus, NONE, "75"),
        (Key.Key_Equal, NONE, "100"),
        (Key.Key_Plus, CTRL, "125"),
        (Key.Key_Minus, NONE, "100"),
        (Key.Key_Minus, CTRL, "75"),
        (Key.Key_0, NONE, "width"),
    ):
        QTest.keyClick(view, key, modifiers)
        assert view.zoom == zoom
        assert shown.bar.zoom.text() == ("适合宽度" if zoom == "width" else f"{zoom} %")
    assert view.sheets()[0].width() == fitted


def test_the_keys_of_the_zoom_reach_neither_the_editor_nor_the_table(shown: PreviewPane, window: MainWindow):
    cell = CellId("applications", "new", "business")
    window.session.type_cell(cell, "")
    window.desk.workspace.go(Place("applications", cell))
    before = window.settings.get(ZOOM)
    shown.enter()
    for key in (Key.Key_Plus, Key.Key_Minus, Key.Key_0):
        QTest.keyClick(shown.view, key, CTRL)
    assert shown.view.zoom == "width"
    assert window.settings.get(ZOOM) == before
    assert window.session.report.value(cell) is None


def test_pages_turn_by_keys_and_buttons(shown: PreviewPane, qtbot: QtBot):
    view, bar = shown.view, shown.bar
    count = len(view.sheets())
    QTest.keyClick(view, Key.Key_Home)
    assert (view.page, bar.number.text()) == (0, f"第 1 页，共 {count} 页")
    assert (bar.previous.isEnabled(), bar.next.isEnabled()) == (False, True)
    QTest.keyClick(view, Key.Key_PageDown)
    assert view.page == 1
    assert view.verticalScrollBar().value() == view.sheets()[1].y() - MARGIN
    bar.next.click()
    assert view.page == 2
    QTest.keyClick(view, Key.Key_PageUp)
    bar.previous.click()
    assert view.page == 0
    QTest.keyClick(view, Key.Key_End)
    assert (view.page, bar.next.isEnabled()) == (count - 1, False)


def test_enter_goes_to_what_is_first_in_view(shown: PreviewPane, window: MainWindow, qtbot: QtBot):
    section = window.session.report.form.section("review_litigation")
    window.desk.workspace.show_page("overview")
    shown.view.go_to_page(len(shown.view.sheets()) - 1)
    shown.enter()
    QTest.keyClick(shown.view, Key.Key_Return)
    assert window.desk.workspace.current == section.id
    assert QApplication.focusWidget() is window.desk.workspace.page().work


def test_the_wheel_zooms_with_ctrl_at_the_pointer(shown: PreviewPane):
    view = shown.view
    at = QPoint(200, 300)
    sheet = view.sheets()[0]

    def under() -> tuple[float, float]:
        on = sheet.mapFrom(view.viewport(), at)
        return on.x() / sheet.scale, on.y() / sheet.scale

    view.set_zoom("200")
    point = under()
    turn(view, 60, at)
    assert view.zoom == "200"
    turn(view, 60, at)
    assert view.zoom == "300"
    assert under() == pytest.approx(point, abs=1)
    turn(view, -120, at)
    assert view.zoom == "200"


def test_the_wheel_alone_scrolls(shown: PreviewPane):
    view = shown.view
    before = view.verticalScrollBar().value()
    turn(view, -120, QPoint(100, 100), NONE)
    assert view.verticalScrollBar().value() > before
    assert view.zoom == "width"


def test_a_resize_keeps_the_lines_that_were_in_view(window: MainWindow, qtbot: QtBot):
    open_report(window, long_report())
    view = call_up(window, qtbot).view
    view.go_to_page(3)
    for width in (1500, 1200, 1366):
        window.resize(width, 700)
        qtbot.waitUntil(lambda width=width: window.desk.width() == width)
        assert view.page == 3
        assert abs(view.verticalScrollBar().value() - (view.sheets()[3].y() - MARGIN)) <= MARGIN


def test_the_zoom_is_remembered(shown: PreviewPane, window: MainWindow):
    shown.bar.zoom.menu().actions()[1].trigger()
    assert shown.view.zoom == "page"
    assert window.settings.get(PREVIEW_ZOOM) == "page"
    whole = shown.view.sheets()[0].height()
    assert whole <= shown.view.viewport().height()
    assert [action.text() for action in shown.bar.zoom.menu().actions() if action.isChecked()] == ["整页"]


def test_a_new_size_is_drawn_at_its_own_pixels(shown: PreviewPane, qtbot: QtBot):
    shown.view.set_zoom("100")
    settle(shown, qtbot)
    sheet = shown.view.sheets()[shown.view.page]
    assert sheet.image is not None
    assert sheet.image.width() == sheet.width() == round(A4[0] * TRUE)


def test_every_button_of_the_bar_has_a_name_and_the_keyboard(shown: PreviewPane):
    buttons = shown.bar.findChildren(QToolButton)
    assert len(buttons) == 7
    for button in buttons:
        assert button.accessibleName()
        assert button.toolTip()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert shown.bar.number.accessibleName().startswith("第 1 页")


def test_a_narrow_bar_says_less_and_cuts_nothing_off(window: MainWindow, qtbot: QtBot):
    bar = PreviewBar()
    qtbot.addWidget(bar)
    bar.show_page(11, 24)
    bar.show_zoom("width")
    bar.show()
    for width, number, steps, arrows in (
        (500, "第 12 页，共 24 页", True, True),
        (410, "第 12 页，共 24 页", True, True),
        (409, "12 / 24", True, True),
        (345, "12 / 24", True, True),
        (344, "12 / 24", False, True),
        (285, "12 / 24", False, True),
        (238, "12 / 24", False, False),
    ):
        bar.resize(width, bar.height())
        QApplication.processEvents()
        assert bar.number.text() == number
        assert bar.number.accessibleName() == "第 12 页，共 24 页"
        assert (bar.larger.isVisible(), bar.next.isVisible()) == (steps, arrows)
        layout = bar.layout()
        assert layout is not None
        assert layout.minimumSize().width() <= width


def test_the_ground_follows_the_scheme_and_paper_stays_white(shown: PreviewPane, window: MainWindow, qtbot: QtBot):
    def at(point: QPoint) -> Any:
        return shown.view.viewport().grab().toImage().pixelColor(point)

    sheet = shown.view.sheets()[0]
    beside, on = QPoint(4, 200), sheet.geometry().topLeft() + QPoint(20, 20)
    light = at(beside)
    assert at(on).name() == "#ffffff"
    window.theme.choose(Scheme.DARK)
    QApplication.processEvents()
    assert at(on).name() == "#ffffff"
    assert at(beside).lightness() < 60 < light.lightness()
    window.theme.choose(Scheme.LIGHT)
