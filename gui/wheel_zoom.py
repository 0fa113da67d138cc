"""Ctrl and the wheel over the work make it larger or smaller, as the acts 放大 and 缩小 do; the preview has a zoom of its own."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

# What one notch of a wheel turns; touch pads tell less at a time.
_NOTCH = 120


class WheelZoom(QObject):
    """Watch the places of a page that would scroll."""

    def __init__(self, larger: Callable[[], None], smaller: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._larger, self._smaller = larger, smaller
        self._turned = 0

    def watch(self, page: QWidget) -> None:
        """Watch a page just made."""
        areas = page.findChildren(QAbstractScrollArea)
        for widget in (page, *areas, *(area.viewport() for area in areas)):
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the wheel where Ctrl is held."""
        if event.type() != QEvent.Type.Wheel or not isinstance(event, QWheelEvent):
            return False
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            self._turned = 0
            return False
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= _NOTCH:
            by = _NOTCH if self._turned > 0 else -_NOTCH
            self._turned -= by
            (self._larger if by > 0 else self._smaller)()
        return True
