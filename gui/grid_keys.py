"""The keys that move and extend the selection of a grid, as in a spreadsheet."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from gui.grid_cursor import Cursor
from gui.grid_places import Step

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAB = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
# Each key alone, and with Ctrl.
_ARROWS = {
    Qt.Key.Key_Up: (Step.UP, Step.TOP),
    Qt.Key.Key_Down: (Step.DOWN, Step.BOTTOM),
    Qt.Key.Key_Left: (Step.LEFT, Step.HOME),
    Qt.Key.Key_Right: (Step.RIGHT, Step.END),
    Qt.Key.Key_Home: (Step.HOME, Step.FIRST),
    Qt.Key.Key_End: (Step.END, Step.LAST),
}
_PAGES = {Qt.Key.Key_PageUp: Step.UP, Qt.Key.Key_PageDown: Step.DOWN}


def is_ctrl_return(event: QKeyEvent) -> bool:
    """Tell whether a key is Ctrl+Enter."""
    return event.key() in RETURN and bool(event.modifiers() & _CTRL)


def move(cursor: Cursor, event: QKeyEvent, rows: int) -> bool:
    """Move as a key asks; `rows` make a page. False where the key moves nothing."""
    key, ctrl, shift = Qt.Key(event.key()), bool(event.modifiers() & _CTRL), bool(event.modifiers() & _SHIFT)
    if key in RETURN:
        cursor.advance(Step.UP if shift else Step.DOWN)
    elif key in _TAB:
        cursor.advance(Step.PREVIOUS if shift or key == Qt.Key.Key_Backtab else Step.NEXT)
    elif key in _ARROWS:
        cursor.move(_ARROWS[key][ctrl], extend=shift)
    elif key in _PAGES:
        cursor.move(_PAGES[key], extend=shift, times=rows)
    else:
        return False
    return True
