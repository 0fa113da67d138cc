"""The pages of the preview and the places on them: the one being edited is marked and brought into view, a click leads to the editor."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gui.places import Place
from gui.preview_keys import key_of, wheel_of
from gui.preview_roll import MARGIN, Roll
from gui.preview_sheet import Sheet
from gui.preview_source import Made, Wish

if TYPE_CHECKING:
    from core.exporters.to_pdf_places import PlaceBox
    from gui.preview_places import PageMap

# What a place keeps free above and below it where it is in view.
_FREE = 24


class PreviewView(Roll):
    """Show what was made; a click into a place is told."""

    # Place: of the window.
    place_chosen = Signal(object)

    def __init__(self, zoom: str, parent: QWidget | None = None) -> None:
        super().__init__(zoom, parent)
        self._map: PageMap | None = None
        self._place: Place | None = None
        # Whether the place has yet to be brought into view.
        self._due = True
        self._turned = 0
        self.setObjectName("previewPages")
        self.setAccessibleName("预览的页面")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    # ---- what is shown -----------------------------------------------------------------------

    def wish(self) -> Wish:
        """Say what is in view now, to be drawn first."""
        scales = {sheet.page: self._device_scale(sheet) for sheet in self._sheets_near(0)}
        return Wish(scales, self._usual_scale(), self._place if self._due else None)

    def take(self, made: Made) -> None:
        """Show a new document where the old one was; its pictures are there, or on their way."""
        followed = self._due or self._is_place_in_view()
        self._map = made.map
        self.show_sizes(made.sizes)
        for sheet in self._sheets:
            sheet.set_places(made.map)
            sheet.set_number(sheet.page + 1 - made.map.front)
        for page, (scale, picture) in made.pictures.items():
            self.take_picture(page, scale, picture)
        self._mark()
        # Whoever scrolled away to read another page stays there while the text changes.
        if followed:
            self._bring_into_view()
        self._ask()

    def follow(self, place: Place) -> None:
        """Mark the place being edited and bring it into view; nothing moves until it changes again."""
        if place == self._place and not self._due:
            return
        self._place, self._due = place, True
        self._mark()
        self._bring_into_view()

    def let_go(self) -> None:
        """Leave the pages to be looked at only: the report that they were of is gone, others are to come."""
        self._map, self._due = None, True
        for sheet in self._sheets:
            sheet.set_places(None)
        self._mark()

    def forget(self) -> None:
        """Show no pages: no report is open."""
        self.let_go()
        self._place = None
        self.show_sizes(())

    def sheet_made(self, sheet: Sheet) -> None:
        """Listen to its clicks."""
        sheet.chosen.connect(self._chosen)

    # ---- the place being edited --------------------------------------------------------------

    def _boxes(self) -> "list[PlaceBox]":
        return self._map.boxes(self._place) if self._map is not None and self._place is not None else []

    def _mark(self) -> None:
        boxes = self._boxes()
        for sheet in self._sheets:
            sheet.mark([box for box in boxes if box.page == sheet.page])

    def _rect(self, box: "PlaceBox") -> QRect:
        sheet = self._sheets[box.page]
        left, top = round(box.left * sheet.scale), round(box.top * sheet.scale)
        size = round((box.right - box.left) * sheet.scale), round((box.bottom - box.top) * sheet.scale)
        return QRect(sheet.x() + left, sheet.y() + top, *size)

    def _is_place_in_view(self) -> bool:
        return any(self._seen().intersects(self._rect(box)) for box in self._boxes())

    def _bring_into_view(self) -> None:
        """Scroll to the place where it is not in view; a place that is not on these pages waits for those to come."""
        boxes = self._boxes()
        if not boxes:
            return
        self._due = False
        first, seen = self._rect(boxes[0]), self._seen()
        if first.top() < seen.top() + _FREE or first.bottom() > seen.bottom() - _FREE:
            head = self._sheets[boxes[0].page].y() - MARGIN
            # A page from its head where the place is in view then, else the place in the upper part.
            from_head = first.bottom() <= head + seen.height() - _FREE
            self.verticalScrollBar().setValue(head if from_head else first.top() - seen.height() // 3)
        if boxes[0].cell is not None:
            self.ensureVisible(first.center().x(), self._seen().center().y(), first.width() // 2 + MARGIN, 0)

    # ---- keys, wheel, clicks -----------------------------------------------------------------

    def _chosen(self, box: "PlaceBox", x: float, y: float) -> None:
        if self._map is not None:
            self.place_chosen.emit(self._map.place(box, x, y))

    def choose_first(self) -> None:
        """Go to the place that stands first in view."""
        for sheet in self._sheets_near(0) if self._map is not None else ():
            top = (self.verticalScrollBar().value() - sheet.y()) / sheet.scale
            box = self._map.first_on(sheet.page, top) if self._map is not None else None
            if box is not None:
                self._chosen(box, box.left, box.top)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom by + − 0, turn pages by PgUp and PgDn, go to the editor by Enter."""
        act = key_of(self, event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom by Ctrl and the wheel at the pointer; else scroll."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self._turned, by = wheel_of(self._turned, event)
        if by:
            self.step_zoom(by, QPointF(self.viewport().mapFromGlobal(event.globalPosition())))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the keyboard on a click beside the places."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the zoom from the window's acts: Ctrl+0 would fill the table with 0."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and key_of(self, event) is not None:
            event.accept()
            return True
        return super().event(event)
