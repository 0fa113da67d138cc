"""Heads and labels that stay in view while a table scrolls."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
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
        self.hide()

    def place(self) -> None:
        """Take the pane's place; it shows only where the view is scrolled away from what it holds."""
        view, grid = self._view, self._view.grid_model.places.grid
        down, across = view.verticalScrollBar().value() > 0, view.horizontalScrollBar().value() > 0
        height = sum(view.metrics.heights[: grid.head_rows])
        width = sum(view.metrics.widths[: view.grid_model.places.label_columns])
        area = view.viewport().geometry()
        if self._heads:
            area.setHeight(min(height, area.height()))
        if self._labels:
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
        places = self._view.grid_model.places
        for cell in places.grid.cells:
            inside = (not self._heads or cell.row < places.grid.head_rows) and (not self._labels or cell.column < places.label_columns)
            rect = self._view.cell_rect(cell).translated(-self._at(QPoint(0, 0)))
            if inside and rect.intersects(event.rect()):
                self._view.paint_cell(painter, rect, cell, self._view.viewport().rect())
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
