"""Findings where they stand: the lit card, the tooltip and the menu of marked words and of a cell."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from core.rules.engine import Finding


class Layered:
    """The window with what lies over it: `grab` sees one widget only."""

    def __init__(self, window: QWidget, over: QWidget) -> None:
        self._window = window
        # A tooltip is gone before long: it is taken at once.
        self._over, self._at = over.grab(), window.mapFromGlobal(over.mapToGlobal(QPoint(0, 0)))

    def grab(self) -> QPixmap:
        picture = self._window.grab()
        painter = QPainter(picture)
        painter.drawPixmap(self._at, self._over)
        painter.end()
        return picture


def draw(window, shoot) -> None:
    """Draw menu and tooltip of the first 核实 in the prose, and of the first 错误 in a cell."""
    found = window.session.open_findings
    words = next(f for f in found if f.where.startswith("overview:") and f.fix is not None)
    cell = next(f for f in found if f.where.count(".") == 2 and f.fix is not None)
    for name, finding in (("words", words), ("cell", cell)):
        _go(window, finding)
        work = window.desk.workspace.page().work
        area = getattr(work, "area", work)
        QTest.keyClick(area, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
        menu = QApplication.activePopupWidget()
        if menu is not None:
            QTest.keyClick(menu, Qt.Key.Key_Down)
            shoot(f"finding-menu-{name}", Layered(window, menu))
            menu.close()
        point = area.cursorRect().center() - QPoint(8, 0) if area is not work else work.visualRect(work.currentIndex()).center()
        viewport = area.viewport()
        QApplication.sendEvent(viewport, QHelpEvent(QEvent.Type.ToolTip, point, viewport.mapToGlobal(point)))
        tip = next((w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel") and w.isVisible()), None)
        if tip is not None:
            shoot(f"finding-tip-{name}", Layered(window, tip))
        QToolTip.hideText()


def _go(window, finding: Finding) -> None:
    panel = window.desk.findings
    for _ in panel.shown():
        if panel.chosen() == finding:
            return
        panel.step(1)
