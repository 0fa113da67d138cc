"""The list of headings: Enter or a click goes there, Alt with the arrows or a drag moves a heading with all that belongs to it."""

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QListView, QWidget

from core.outline import places, step_place
from gui.outline_delegate import INDENT, OutlineDelegate
from gui.outline_model import OutlineModel
from gui.theme import colour

_LINE, _DOT = 2, 3


class OutlineView(QListView):
    """Show an outline; what is to be done is told by signals."""

    # int: the row to go to; to move: the row and the paragraph it is put before; that there is no further place.
    chosen = Signal(int)
    move_asked = Signal(int, int)
    stuck = Signal(int)

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows, self.length = model, 0
        # While a heading is dragged: its row, where it was taken, and the place it would be put to.
        self._taken: int | None = None
        self._from = QPoint()
        self._place: int | None = None
        self._dragging = False
        self.setModel(model)
        self.setObjectName("outline")
        self.setAccessibleName("提纲")
        self.setAccessibleDescription("回车到这一段，Alt+↑、Alt+↓ 连同下面的段落一起移动")
        self.setItemDelegate(OutlineDelegate(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)

    # ---- keys --------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go, move, or give a drag up."""
        row = self.currentIndex().row()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() == Qt.Key.Key_Escape and self._dragging:
            self._let_go()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row >= 0 and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.chosen.emit(row)
        elif event.key() in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier and row >= 0:
            by = steps[Qt.Key(event.key())]
            place = step_place(self._rows.headings(), row, self.length, by)
            if place is None:
                self.stuck.emit(by)
            else:
                self.move_asked.emit(row, place)
        else:
            super().keyPressEvent(event)

    # ---- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a row."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self._taken, self._from = index.row(), event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the row held would be put."""
        if self._taken is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        point = event.position().toPoint()
        if not self._dragging and (point - self._from).manhattanLength() < QApplication.startDragDistance():
            return
        if not self._dragging:
            self._dragging = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        under = self.indexAt(point)
        if under.isValid():
            self.scrollTo(under)
        self._place = self._nearest(self._taken, point.y())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the row down, or go to it where it was only clicked."""
        super().mouseReleaseEvent(event)
        taken, place, dragged = self._taken, self._place, self._dragging
        self._let_go()
        if taken is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if dragged:
            if place is not None:
                self.move_asked.emit(taken, place)
        elif self.indexAt(event.position().toPoint()).row() == taken:
            self.chosen.emit(taken)

    def _let_go(self) -> None:
        self._taken, self._place, self._dragging = None, None, False
        self.viewport().unsetCursor()
        self.viewport().update()

    def _nearest(self, row: int, y: int) -> int | None:
        """Return the allowed place whose line is nearest; None where that is where the row stands already."""
        headings = self._rows.headings()
        nearest = min(places(headings, row, self.length), key=lambda place: abs(self._height_of(place) - y))
        return None if headings[row].start <= nearest <= headings[row].end else nearest

    def _height_of(self, place: int) -> int:
        """Return the height at which the line of a place stands."""
        number = next((k for k, h in enumerate(self._rows.headings()) if h.start >= place), None)
        if number is None:
            return self.visualRect(self._rows.index(len(self._rows.rows) - 1)).bottom() + 1
        return self.visualRect(self._rows.index(number)).top()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and the line where the one held would be put."""
        super().paintEvent(event)
        if self._place is None or self._taken is None:
            return
        y = max(self._height_of(self._place), _DOT)
        left = 4 + INDENT * self._rows.rows[self._taken].heading.depth
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(QRectF(left, y - _DOT, 2 * _DOT, 2 * _DOT))
        painter.drawRect(QRectF(left + 2 * _DOT, y - _LINE / 2, self.viewport().width() - left - 2 * _DOT - 4, _LINE))
        painter.end()
