"""The small square at the selection's lower right corner: dragged along rows or columns it copies the selection on."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from core.layout import GridCell
from gui.grid_canvas import GridCanvas
from gui.grid_fill import Copies, towards
from gui.theme import colour

_SIDE, _RIM = 7, 1
# How far beside the square a press still means it.
_NEAR = 3
_LINE = 2
_HINT = "拖到哪里，就填到哪里；放开完成，按 Esc 放弃"


class FillHandle:
    """Paint the square and follow a drag of it; `fill` takes the copies that a drag ends with, `editing` tells of an open cell."""

    def __init__(self, view: GridCanvas, fill: Callable[[Copies], None], editing: Callable[[], bool]) -> None:
        self._view, self._fill, self._editing = view, fill, editing
        self._copies: Copies = []
        self._painted = QRect()
        self.dragged = False

    def rect(self) -> QRect:
        """Return where the square lies in the viewport; an empty one while a cell is open or the selection is no rectangle."""
        cursor = self._view.cursor_
        if self._editing() or not cursor.is_block():
            return QRect()
        side = round(_SIDE * max(self._view.metrics.zoom, 1)) + 2 * _RIM
        corner = self._around(cursor.selected).bottomRight() - QPoint(side // 2, side // 2)
        # Where the window ends at the edge of the table the square stays whole.
        room = self._view.viewport().rect()
        x, y = room.right() + 1 - side, room.bottom() + 1 - side
        return QRect(x if x < corner.x() < x + side else corner.x(), y if y < corner.y() < y + side else corner.y(), side, side)

    def is_at(self, point: QPoint) -> bool:
        """Tell whether a press at a point of the viewport means the square."""
        rect = self.rect()
        return not rect.isEmpty() and rect.adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(point)

    def begin(self) -> None:
        """Take hold of the square."""
        self.dragged = True
        self._view.session.message.emit(_HINT)

    def lead(self, cell: GridCell) -> None:
        """Show what would be filled were it let go at a cell, and bring that into view."""
        copies = towards(self._view.grid_model.places, self._view.cursor_.selected, cell)
        if copies != self._copies:
            before, self._copies = self._outline(), copies
            self._view.viewport().update(before.united(self._outline()))
            self._view.scrollTo(self._view.grid_model.index_of(cell))

    def drop(self) -> None:
        """Let go: fill what is outlined."""
        copies = self._copies
        self._end()
        self._view.session.message.emit("")
        if copies:
            self._fill(copies)

    def cancel(self) -> None:
        """Let go and fill nothing."""
        self._end()
        self._view.session.message.emit("没有填充")

    def _end(self) -> None:
        self._view.viewport().update(self._outline())
        self.dragged, self._copies = False, []

    def refresh(self) -> None:
        """Repaint the square where it was and where it is now."""
        self._view.viewport().update(self._painted)
        self._view.viewport().update(self.rect())
        self._painted = QRect()

    def scrolled(self, dx: int, dy: int) -> None:
        """Wipe the square where it was moved to with all else: at the edge of the window it stands otherwise."""
        self._painted.translate(dx, dy)
        self.refresh()

    def paint(self, painter: QPainter) -> None:
        """Paint the square, and the outline of what a drag would fill."""
        rect = self.rect()
        # A cell that is painted alone leaves of the square what lies beside it: that is still to be wiped.
        self._painted = self._painted.united(rect)
        if not rect.isEmpty():
            painter.fillRect(rect, colour("paper"))
            painter.fillRect(rect.adjusted(_RIM, _RIM, -_RIM, -_RIM), colour("accent"))
        if self._copies:
            pen = QPen(colour("accent"), _LINE, Qt.PenStyle.DashLine)
            pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            box = QRectF(self._around([target for target, _ in self._copies]))
            painter.drawRect(box.adjusted(_LINE / 2, _LINE / 2, -_LINE / 2 - 1, -_LINE / 2 - 1))

    def _outline(self) -> QRect:
        return self._around([target for target, _ in self._copies])

    def _around(self, cells: list[GridCell]) -> QRect:
        box = QRect()
        for cell in cells:
            box = box.united(self._view.cell_rect(cell))
        return box
