"""Heads and labels that stay in view while a table scrolls."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegion, QWheelEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from gui.grid_canvas import GridCanvas


class FrozenPane(QWidget):
    """Lie over the view's edge and paint its head rows, its label columns, or both (the corner where they meet)."""

    # QPoint in the view's viewport, Qt.KeyboardModifier, Qt.MouseButton
    pressed = Signal(object, object, object)
    # QPoint, Qt.MouseButton
    moved = Signal(object, object)
    released = Signal()

    def __init__(self, view: "GridCanvas", *, heads: bool, labels: bool) -> None:
        super().__init__(view)
        self._view, self._heads, self._labels = view, heads, labels
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Its cells fill it: what lies below need not be painted.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.hide()

    def place(self) -> None:
        """Take the pane's place; it shows only where the view is scrolled away from what it holds."""
        view, grid = self._view, self._view.grid_model.places.grid
        down, across = view.verticalScrollBar().value() > 0, view.horizontalScrollBar().value() > 0
        height = sum(view.metrics.heights[: grid.head_rows])
        widths = view.metrics.widths
        width = sum(widths[: view.grid_model.places.label_columns] if self._labels else widths)
        if not self._heads:
            height = sum(view.metrics.heights)
        area = view.viewport().geometry()
        area.setHeight(min(height, area.height()))
        area.setWidth(min(width, area.width()))
        self.setGeometry(area)
        self.setVisible((down or not self._heads) and (across or not self._labels) and area.width() > 0 and area.height() > 0)
        self.update()

    def _at(self, point: QPoint) -> QPoint:
        """Return where a point of the pane lies in the viewport were the view not scrolled that way."""
        view = self._view
        x = -view.horizontalScrollBar().value() if self._labels else 0
        y = -view.verticalScrollBar().value() if self._heads else 0
        return point + QPoint(x, y)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells that the pane holds."""
        painter = QPainter(self)
        places, scrolled, window = self._view.grid_model.places, -self._at(QPoint(0, 0)), self._view.viewport().rect()
        for cell in places.grid.cells:
            if (self._heads and cell.row >= places.grid.head_rows) or (self._labels and cell.column >= places.label_columns):
                continue
            rect = self._view.cell_rect(cell).translated(scrolled)
            if rect.intersects(event.rect()):
                self._view.paint_cell(painter, rect, cell, window)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hand a press to the view, as if the place were scrolled to."""
        self.pressed.emit(self._at(event.position().toPoint()), event.modifiers(), event.button())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hand a drag to the view."""
        self.moved.emit(self._at(event.position().toPoint()), event.buttons())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        self.released.emit()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the view."""
        QCoreApplication.sendEvent(self._view.viewport(), event)


def move_painted(viewport: QWidget, dx: int, dy: int, panes: Sequence[FrozenPane], closed: Iterable[QWidget]) -> None:
    """Scroll by moving what is painted already; `closed` are fields in the viewport that have just been hidden.

    Qt itself paints the whole viewport anew where a pane lies over it, or where a field was closed in it in the same turn.
    """
    heads, labels, _ = panes
    left, top = (size if pane.isVisible() else 0 for pane, size in ((labels, labels.width()), (heads, heads.height())))
    whole = viewport.rect().adjusted(left, top, 0, 0)
    moved = QRect(whole)
    for field in closed:
        above, below = QRect(moved), QRect(moved)
        above.setBottom(min(field.y() - 1, moved.bottom()))
        below.setTop(max(field.geometry().bottom() + 1, moved.top()))
        moved = max(above, below, key=QRect.height)
    viewport.scroll(dx, dy, moved)
    viewport.update(QRegion(whole) - QRegion(moved))
