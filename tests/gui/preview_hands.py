"""The preview of a whole window, and the hands that work it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.report import Report
from gui.main_window import MainWindow
from gui.preview_pane import PreviewPane
from gui.preview_sheet import Sheet
from tests.helpers import PROSE, distinct_report

# The first pages of a run wait for the system's fonts to be looked through.
LONG = 60_000
LEFT = Qt.MouseButton.LeftButton


def long_report() -> Report:
    """Return a report of many pages of prose, each paragraph with words of its own."""
    lines = tuple(f"（{number}）第{number}件事，办得扎实，群众满意，材料齐全，归档及时，公开到位。" * 4 for number in range(1, 61))
    return distinct_report(prose={**PROSE, "overview": lines})


def open_report(window: MainWindow, report: Report) -> None:
    """Open a report as the window's acts do."""
    window.session.begin(report)
    window.files.opened.emit()


def call_up(window: MainWindow, qtbot: QtBot) -> PreviewPane:
    """Show the preview and wait for its pages."""
    window.actions_["show_preview"].trigger()
    pane = window.desk.preview.pane
    assert pane is not None
    qtbot.waitUntil(lambda: bool(pane.view.sheets()), timeout=LONG)
    settle(pane, qtbot)
    return pane


def settle(pane: PreviewPane, qtbot: QtBot) -> None:
    """Wait until all that was asked for is drawn."""
    qtbot.waitUntil(lambda: pane.source.idle, timeout=LONG)


def click(sheet: Sheet, x: float, y: float) -> None:
    """Click at a point of the page, in points."""
    QTest.mouseClick(sheet, LEFT, pos=QPoint(round(x * sheet.scale), round(y * sheet.scale)))


def shot(sheet: Sheet) -> bytes:
    """Return what a page shows now, its picture only."""
    assert sheet.image is not None
    return bytes(sheet.image.constBits())
