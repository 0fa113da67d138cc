"""Pages one below the other: their sizes, zoom and scrolling. Only what is in view is drawn."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from gui.preview_sheet import Sheet
from gui.preview_zoom import A4, device_limit, scale_of, stepped
from gui.theme import colour

if TYPE_CHECKING:
    from core.raster import Raster

MARGIN = 12
_SHADE = (18, 10, 5)
_Size = tuple[float, float]


class Ground(QWidget):
    """What the sheets lie on; each has a hairline and a faint shadow below."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the edges of the sheets."""
        painter = QPainter(self)
        for sheet in self.findChildren(Sheet, options=Qt.FindChildOption.FindDirectChildrenOnly):
            rect = sheet.geometry()
            if sheet.isHidden() or not rect.adjusted(-4, -4, 4, 4).intersects(event.rect()):
                continue
            shade = colour("shade")
            for step, alpha in enumerate(_SHADE, start=1):
                shade.setAlpha(alpha)
                painter.fillRect(rect.adjusted(-step + 1, step, step - 1, step + 1), shade)
            painter.fillRect(rect.adjusted(-1, -1, 1, 1), colour("line"))
        painter.end()


class Roll(QScrollArea):
    """Show sheets and ask for their pictures."""

    # dict[int, float]: the pages whose pictures are missing, with the pixels to a point to draw them at, those in view first.
    wanted = Signal(object)
    # int, int: the page in view (from 0) and how many there are.
    page_changed = Signal(int, int)
    zoom_changed = Signal(str)

    def __init__(self, zoom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = zoom
        self._sizes: tuple[_Size, ...] = ()
        self._sheets: list[Sheet] = []
        self._told = (-1, -1)
        # Always there: a width that depends on it must not swing to and fro.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._ground = Ground()
        self.setWidget(self._ground)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # ---- sheets ------------------------------------------------------------------------------

    def sheets(self) -> Sequence[Sheet]:
        """Return the pages."""
        return tuple(self._sheets)

    def show_sizes(self, sizes: tuple[_Size, ...]) -> None:
        """Show pages of these sizes in points; pictures stay until others come."""
        self._sizes = sizes
        while len(self._sheets) > len(sizes):
            gone = self._sheets.pop()
            gone.hide()
            gone.deleteLater()
        for page in range(len(self._sheets), len(sizes)):
            sheet = Sheet(page, self._ground)
            self._sheets.append(sheet)
            self.sheet_made(sheet)
            sheet.show()
        for sheet in self._sheets:
            sheet.drawn_at = 0.0
        self._lay_out()

    def sheet_made(self, sheet: Sheet) -> None:
        """Take note of a new sheet."""

    def take_picture(self, page: int, scale: float, picture: "Raster") -> None:
        """Show a page's picture drawn at `scale` pixels to a point."""
        if page < len(self._sheets):
            self._sheets[page].show_picture(picture, scale)

    # ---- zoom and pages ----------------------------------------------------------------------

    def set_zoom(self, zoom: str, at: QPointF | None = None) -> None:
        """Zoom to `width`, `page` or a percentage; the point `at` of the viewport stays where it is, else its upper edge."""
        if zoom != self.zoom:
            self.zoom = zoom
            self._resized(at)
            self.zoom_changed.emit(zoom)

    def step_zoom(self, by: int, at: QPointF | None = None) -> None:
        """Zoom one step in (1) or out (-1) from what is shown, whatever it fits to."""
        self.set_zoom(stepped(self._scale(self._sizes[0] if self._sizes else A4), by), at)

    @property
    def page(self) -> int:
        """The page that takes up the upper part of the view, from 0."""
        upper = self.verticalScrollBar().value() + self.viewport().height() // 3
        return max((sheet.page for sheet in self._sheets if sheet.y() <= upper), default=0)

    def go_to_page(self, page: int) -> None:
        """Show a page from its head."""
        if self._sheets:
            sheet = self._sheets[min(max(page, 0), len(self._sheets) - 1)]
            self.verticalScrollBar().setValue(sheet.y() - MARGIN)

    def step_page(self, by: int) -> None:
        """Show the next (1) or the previous (-1) page from its head."""
        self.go_to_page(self.page + by)

    # ---- layout ------------------------------------------------------------------------------

    def _scale(self, size: _Size) -> float:
        room = self.viewport().width() - 2 * MARGIN, self.viewport().height() - 2 * MARGIN
        return scale_of(self.zoom, size, room)

    def _usual_scale(self) -> float:
        """Return the pixels to a point at which a page of A4 is drawn."""
        size = A4
        return device_limit((round(round(size[0] * self._scale(size)) * self.devicePixelRatioF()) - 0.01) / size[0], size)

    def _device_scale(self, sheet: Sheet) -> float:
        size = self._sizes[sheet.page]
        return device_limit(sheet.device_scale(size), size)

    def _resized(self, at: QPointF | None = None) -> None:
        """Show the sheets at another size; what is at a point of the viewport stays there."""
        point = at or QPointF(self.viewport().width() / 2, 0)
        anchor = self._anchor(point)
        self._lay_out()
        if anchor is not None:
            sheet, x, y = anchor
            self.horizontalScrollBar().setValue(round(sheet.x() + x * sheet.scale - point.x()))
            self.verticalScrollBar().setValue(round(sheet.y() + y * sheet.scale - point.y()))
        self._ask()

    def _lay_out(self) -> None:
        """Put the sheets where they belong."""
        y, widest = MARGIN, 0
        for sheet, size in zip(self._sheets, self._sizes, strict=True):
            width = round(size[0] * self._scale(size))
            sheet.scale = width / size[0]
            sheet.setGeometry(sheet.x(), y, width, round(size[1] * sheet.scale))
            y += sheet.height() + MARGIN
            widest = max(widest, width)
        ground = max(widest + 2 * MARGIN, self.viewport().width())
        for sheet in self._sheets:
            sheet.move((ground - sheet.width()) // 2, sheet.y())
        self._ground.resize(ground, max(y, self.viewport().height()))
        self._ground.update()
        self._tell()

    def _anchor(self, point: QPointF) -> tuple[Sheet, float, float] | None:
        """Return which point of which sheet (in points) is at a point of the viewport."""
        on_ground = self._ground.mapFrom(self.viewport(), point)
        sheet = next((each for each in reversed(self._sheets) if each.y() <= on_ground.y()), next(iter(self._sheets), None))
        if sheet is None:
            return None
        return sheet, (on_ground.x() - sheet.x()) / sheet.scale, (on_ground.y() - sheet.y()) / sheet.scale

    def _seen(self) -> QRect:
        left, top = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        return QRect(left, top, self.viewport().width(), self.viewport().height())

    # ---- what is drawn -----------------------------------------------------------------------

    def _sheets_near(self, heights: float) -> list[Sheet]:
        """Return the sheets in view and within so many heights of it."""
        seen = self._seen()
        beyond = round(seen.height() * heights)
        near = seen.adjusted(0, -beyond, 0, beyond)
        return [sheet for sheet in self._sheets if sheet.y() <= near.bottom() and sheet.geometry().bottom() >= near.top()]

    def _ask(self) -> None:
        """Ask for the pictures that are missing; forget those far away."""
        if not self._sheets or not self.isVisible():
            return
        kept = {sheet.page for sheet in self._sheets_near(3)}
        for sheet in self._sheets:
            if sheet.page not in kept:
                sheet.drop_picture()
        scales = {sheet.page: self._device_scale(sheet) for sheet in (*self._sheets_near(0), *self._sheets_near(0.75))}
        self.wanted.emit({page: scale for page, scale in scales.items() if self._sheets[page].drawn_at != scale})

    def _scrolled(self) -> None:
        self._tell()
        self._ask()

    def _tell(self) -> None:
        now = (self.page, len(self._sheets))
        if now != self._told:
            self._told = now
            self.page_changed.emit(*now)

    # ---- Qt's events -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Draw anew on another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._resized()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the new size."""
        super().resizeEvent(event)
        self._resized()
