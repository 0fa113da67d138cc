"""A table in a window of its own, and the hands that work it."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.report import Report
from core.schema import CellId
from core.values import Value
from gui.grid_view import GridView
from gui.session import Session
from tests.gui.grid_samples import T3, cell3, empty_report

Key = Qt.Key
SHIFT, CTRL, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
BUSINESS, RESEARCH = cell3("granted", "business"), cell3("granted", "research")


class Frame(QWidget):
    """A table above a field that can take the focus away."""

    def __init__(self, report: Report, table: str) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.view = GridView(Session(report, parent=self), table, self)
        self.other = QLineEdit(self)
        self.other.setObjectName("other")
        QAbstractItemModelTester(self.view.grid_model, QAbstractItemModelTester.FailureReportingMode.QtTest, self.view)
        layout.addWidget(self.view)
        layout.addWidget(self.other)


_open: list[Frame] = []


def open_table(qtbot: QtBot, report: Report | None = None, table: str = T3, size: tuple[int, int] = (860, 800)) -> GridView:
    """Show a table in an active window; the window closes with the test."""
    frame = Frame(report or empty_report(), table)
    # Kept until Qt has ended it: the collector may run in a thread of the session's, where no widget may end.
    _open[:] = [frame, *filter(isValid, _open)]
    qtbot.addWidget(frame, before_close_func=lambda _: frame.view.session.tasks.close())
    frame.resize(*size)
    frame.show()
    frame.activateWindow()
    qtbot.waitUntil(frame.isActiveWindow)
    frame.view.setFocus()
    return frame.view


def press(view: GridView, *keys: str | Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Type into the open field if there is one, else into the table."""
    for key in keys:
        if isinstance(key, str):
            for letter in key:
                QTest.keyClicks(view.cell_delegate.editor or view, letter)
        else:
            QTest.keyClick(view.cell_delegate.editor or view, key, modifiers)


def click(view: GridView, cell: CellId, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Click on the middle of a cell."""
    point = view.cell_rect(view.grid_model.places.by_id[cell]).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifiers, point)


def value(view: GridView, cell: CellId) -> Value:
    """Return what the report holds."""
    return view.session.report.value(cell)


def steps(view: GridView) -> int:
    """Count the undo steps."""
    return view.session.stack.count()


def typed_text(view: GridView) -> str | None:
    """Return what stands in the open field; None where none is open."""
    return view.cell_delegate.editor.text() if view.cell_delegate.editor else None
