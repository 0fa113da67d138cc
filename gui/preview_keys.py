"""What the keys and the wheel do in the preview."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

from gui.preview_zoom import WIDTH

# An eighth of a degree each; a notch of a wheel.
_NOTCH = 120
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_LAST = 10_000


class Zoomed(Protocol):
    """What the keys act on."""

    def set_zoom(self, zoom: str) -> None:
        """Zoom to a fit or a percentage."""

    def step_zoom(self, by: int) -> None:
        """Zoom one step."""

    def step_page(self, by: int) -> None:
        """Turn one page."""

    def go_to_page(self, page: int) -> None:
        """Show a page."""

    def choose_first(self) -> None:
        """Go to the place that stands first in view."""


def key_of(view: Zoomed, event: QKeyEvent) -> Callable[[], None] | None:
    """Return what a key does; None where it is not the preview's. The zoom's keys act with Ctrl too, as they do elsewhere."""
    key, held = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
    zooms: dict[Qt.Key, Callable[[], None]] = {
        Qt.Key.Key_Plus: lambda: view.step_zoom(1),
        Qt.Key.Key_Equal: lambda: view.step_zoom(1),
        Qt.Key.Key_Minus: lambda: view.step_zoom(-1),
        Qt.Key.Key_0: lambda: view.set_zoom(WIDTH),
    }
    if key in zooms and not held & ~(_SHIFT | _CTRL):
        return None if key == Qt.Key.Key_0 and held & _SHIFT else zooms[key]
    moves: dict[Qt.Key, Callable[[], None]] = {
        Qt.Key.Key_PageDown: lambda: view.step_page(1),
        Qt.Key.Key_PageUp: lambda: view.step_page(-1),
        Qt.Key.Key_Home: lambda: view.go_to_page(0),
        Qt.Key.Key_End: lambda: view.go_to_page(_LAST),
        Qt.Key.Key_Return: view.choose_first,
        Qt.Key.Key_Enter: view.choose_first,
    }
    return moves.get(key) if held == Qt.KeyboardModifier.NoModifier else None


def wheel_of(turned: int, event: QWheelEvent) -> tuple[int, int]:
    """Add a turn of the wheel to what was turned before; return what is left of it and the step that it makes (1, 0 or -1)."""
    turned += event.angleDelta().y()
    if abs(turned) < _NOTCH:
        return turned, 0
    return 0, 1 if turned > 0 else -1
