"""One page of the preview: white paper with its picture, the place being edited marked on it, and its places under the pointer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from gui.theme import colour

if TYPE_CHECKING:
    from core.exporters.to_pdf_places import PlaceBox
    from core.raster import Raster

# In points of the page: the bar beside the lines being edited, and how far it stands from them.
_BAR, _BAR_FROM_TEXT = 2.5, 9.0
_TINT = 38


class Places(Protocol):
    """What is asked about the places of a page."""

    def at(self, page: int, x: float, y: float) -> "PlaceBox | None":
        """Return what stands at a point of a page, in points."""

    def label(self, box: "PlaceBox") -> str:
        """Name what stands in a box."""
        ...


def image_of(picture: "Raster", ratio: float) -> QImage:
    """Return a picture as Qt's own, independent of the buffer that it came in."""
    image = QImage(picture.pixels, picture.width, picture.height, picture.stride, QImage.Format.Format_RGB32).copy()
    image.setDevicePixelRatio(ratio)
    return image


class Sheet(QWidget):
    """A page; `scale` is logical pixels to a point."""

    # PlaceBox, float, float: a click into a box at a point of the page.
    chosen = Signal(object, float, float)

    def __init__(self, page: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.page, self.scale = page, 1.0
        self.image: QImage | None = None
        # The pixels to a point of the picture; 0 where it is not of the latest document or not at this size.
        self.drawn_at = 0.0
        self._marks: tuple[QRectF, ...] = ()
        self._marks_cell = False
        self._places: Places | None = None
        self._pressed: PlaceBox | None = None
        self.setObjectName("previewSheet")
        self.set_number(page + 1)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def device_scale(self, size: tuple[float, float]) -> float:
        """Return the pixels to a point at which a picture fills this sheet's pixels exactly."""
        # The drawing rounds up.
        return (round(self.width() * self.devicePixelRatioF()) - 0.01) / size[0]

    def show_picture(self, picture: "Raster", scale: float) -> None:
        """Show a picture drawn at `scale` pixels to a point; what shows the same is not painted again."""
        image = image_of(picture, self.devicePixelRatioF())
        self.drawn_at = scale
        if self.image is None or self.image != image:
            self.image = image
            self.update()

    def drop_picture(self) -> None:
        """Give the picture's memory back."""
        self.image, self.drawn_at = None, 0.0

    def set_number(self, number: int) -> None:
        """Name the page by the number that it bears; the pages of the 审签单, before 1, bear none."""
        self.setAccessibleName(f"预览第 {number} 页" if number > 0 else "预览的审签单")

    def set_places(self, places: Places | None) -> None:
        """Take what stands where; None where a click leads nowhere."""
        self._places = places

    def mark(self, boxes: "Sequence[PlaceBox]") -> None:
        """Mark what is being edited: a tint on a cell, a bar beside lines; both follow the zoom."""
        is_cell = any(box.cell is not None for box in boxes)
        marks = tuple(QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top) for box in boxes)
        if marks and not is_cell:
            whole = QRectF(marks[0])
            for each in marks[1:]:
                whole = whole.united(each)
            marks = (QRectF(whole.left() - _BAR_FROM_TEXT - _BAR, whole.top() + 3, _BAR, whole.height() - 6),)
        if (marks, is_cell) != (self._marks, self._marks_cell):
            self._marks, self._marks_cell = marks, is_cell
            self.update()

    @property
    def marks(self) -> tuple[QRectF, ...]:
        """What is marked, in points of the page."""
        return self._marks

    # ---- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and over it the marks."""
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        painter.fillRect(self.rect(), colour("sheet"))
        if self.image is not None:
            shown = self.image.deviceIndependentSize()
            if self._fits(shown.toSize()):
                painter.drawImage(QPoint(0, 0), self.image)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRectF(self.rect()), self.image)
        self._paint_marks(painter)
        painter.end()

    def _fits(self, shown: QSize) -> bool:
        return abs(shown.width() - self.width()) <= 1 and abs(shown.height() - self.height()) <= 1

    def _paint_marks(self, painter: QPainter) -> None:
        ink = colour("mark")
        tint = QColor(ink)
        tint.setAlpha(_TINT)
        for mark in self._marks:
            at = QRectF(mark.x() * self.scale, mark.y() * self.scale, mark.width() * self.scale, mark.height() * self.scale)
            if self._marks_cell:
                painter.fillRect(at, tint)
                painter.setPen(QPen(ink, max(1.0, 1.5 * self.scale)))
                painter.drawRect(at)
            else:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                at.setWidth(max(at.width(), 2.0))
                painter.drawRoundedRect(at, at.width() / 2, at.width() / 2)

    # ---- pointer -----------------------------------------------------------------------------

    def box_at(self, where: QPoint) -> "PlaceBox | None":
        """Return what stands at a pixel of the sheet."""
        if self._places is None:
            return None
        return self._places.at(self.page, where.x() / self.scale, where.y() / self.scale)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what a click leads to."""
        over = self.box_at(event.position().toPoint()) is not None
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() is not shape:
            self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click on a place; on blank paper it is the pane's."""
        self._pressed = self.box_at(event.position().toPoint()) if event.button() is Qt.MouseButton.LeftButton else None
        if self._pressed is None:
            event.ignore()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go where the click was."""
        pressed, self._pressed = self._pressed, None
        where = event.position().toPoint()
        if pressed is not None and pressed is self.box_at(where):
            self.chosen.emit(pressed, where.x() / self.scale, where.y() / self.scale)

    def event(self, event: QEvent) -> bool:
        """Name the place under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._places is not None:
            box = self.box_at(event.pos())
            QToolTip.showText(event.globalPos(), self._places.label(box) if box is not None else "", self)
            return True
        return super().event(event)
