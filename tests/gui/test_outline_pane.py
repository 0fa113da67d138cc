"""The outline beside the prose: it leads to a heading and moves it with what belongs to it, by keys and by the mouse."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.report import Report, paragraphs
from core.schema import formats
from gui.main_window import MainWindow
from gui.outline_model import ROW_ROLE
from gui.outline_view import OutlineView
from gui.places import Place

PART = "overview"
TEXTS = ["（一）主动公开", "甲。", "（二）依申请公开", "乙。", "1.答复", "丙。", "（三）监督保障", "丁。"]
MOVED = ["（一）依申请公开", "乙。", "1.答复", "丙。", "（二）主动公开", "甲。", "（三）监督保障", "丁。"]
ALT, Key = Qt.KeyboardModifier.AltModifier, Qt.Key


@pytest.fixture
def view(window: MainWindow, qtbot: QtBot) -> OutlineView:
    report = Report(formats()["2021"], unit="清溪县柳湾镇人民政府", year=2025)
    report.texts[PART] = tuple(replace(p, inherited=p.text in ("乙。", "（二）依申请公开")) for p in paragraphs(TEXTS))
    window.resize(1366, 768)
    window.session.begin(report)
    window.files.opened.emit()
    window.desk.workspace.go(Place(PART, None, 0))
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+O"))
    sides = window.desk.prose.sides()
    assert sides is not None
    assert sides.outline is not None
    qtbot.waitUntil(lambda: sides.outline is not None and sides.outline.isVisible())
    return sides.outline.view


def texts(window: MainWindow) -> list[str]:
    return [p.text for p in window.session.report.paragraphs(PART)]


def test_rows_say_what_is_last_years_and_how_many_findings(window: MainWindow, view: OutlineView, qtbot: QtBot) -> None:
    model = view.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, window)
    assert [model.data(model.index(row, 0)) for row in range(4)] == ["（一）主动公开", "（二）依申请公开", "1.答复", "（三）监督保障"]
    rows = [model.index(row, 0).data(ROW_ROLE) for row in range(4)]
    assert [row.inherited for row in rows] == [False, True, False, False]
    window.session.edit_text(PART, paragraphs([*TEXTS[:7], "2023年，我局培训1次，放管服服放管。", "（四）新的"]), "输入")
    window.session.check_now()
    qtbot.waitUntil(lambda: model.rowCount() == 5)
    qtbot.waitUntil(lambda: model.index(3, 0).data(ROW_ROLE).findings > 0)
    assert "处问题" in model.index(3, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    # Without headings a sentence says what would stand here.
    window.session.edit_text(PART, paragraphs(["只有一段话。"]), "输入")
    qtbot.waitUntil(lambda: not view.isVisible())
    sides = window.desk.prose.sides()
    assert sides is not None
    assert sides.outline is not None
    assert sides.outline._nothing.isVisible()


def test_enter_and_a_click_go_to_the_heading(window: MainWindow, view: OutlineView) -> None:
    view.setFocus()
    QTest.keyClick(view, Key.Key_Down)
    assert not window.desk.workspace.place().paragraph
    QTest.keyClick(view, Key.Key_Return)
    assert window.desk.workspace.place() == Place(PART, None, 2)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(view.model().index(3, 0)).center())
    assert window.desk.workspace.place() == Place(PART, None, 6)
    assert view.currentIndex().row() == 3
    QTest.keySequence(window, QKeySequence("Shift+F6"))
    assert QApplication.focusWidget() is view


def test_alt_and_the_arrows_move_a_heading_with_one_undo(window: MainWindow, view: OutlineView, qtbot: QtBot) -> None:
    view.setFocus()
    QTest.keyClick(view, Key.Key_Down, ALT)
    assert texts(window) == MOVED
    assert [p.inherited for p in window.session.report.paragraphs(PART)] == [True, True, *[False] * 6]
    assert window.session.stack.count() == 1
    assert view.currentIndex().row() == 2
    assert QApplication.focusWidget() is view
    assert window.desk.workspace.place() == Place(PART, None, 4)
    QTest.keyClick(view, Key.Key_Up, ALT)
    assert texts(window) == TEXTS
    QTest.keyClick(view, Key.Key_Up, ALT)
    assert window.session.stack.count() == 2
    assert "最前面" in window.status.currentMessage()
    window.session.stack.undo()
    assert texts(window) == MOVED
    qtbot.waitUntil(lambda: view.model().index(0, 0).data() == MOVED[0])


def test_a_heading_is_dragged_and_escape_gives_it_up(window: MainWindow, view: OutlineView) -> None:
    def hold(start: int, end: int) -> QPoint:
        first, last = (view.visualRect(view.model().index(row, 0)) for row in (start, end))
        QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first.center())
        target = QPoint(last.center().x(), last.top() + 3)
        QTest.mouseMove(view.viewport(), target)
        return target

    target = hold(1, 0)
    QTest.keyClick(view, Key.Key_Escape)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert texts(window) == TEXTS
    target = hold(1, 0)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert texts(window) == MOVED
    assert window.session.stack.count() == 1
