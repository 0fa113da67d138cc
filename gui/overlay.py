"""What opens over a window and is part of it, so that input methods work in it: when it goes away, and who has the keyboard then."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget
from shiboken6 import isValid

_EDGE, _APART = 8, 4
# A change of style is laid out before anybody can be placed by it.
_LOOKS = (QEvent.Type.StyleChange, QEvent.Type.FontChange)


class Overlay(QFrame):
    """Stand over `window` until Esc, or until the keyboard goes elsewhere in it; `home` has the keyboard after Esc."""

    closed = Signal()

    def __init__(self, window: QWidget, name: str, home: QWidget | None) -> None:
        super().__init__(window)
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self._home = home
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.place)
        window.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._focus_changed)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]

    def place(self) -> None:
        """Take a place in the window."""
        raise NotImplementedError

    def leave(self) -> None:
        """Go away and give the keyboard back to where it was."""
        if self.isHidden():
            return
        self._forget()
        if self._home is not None and isValid(self._home) and self._home.isVisible():
            self._home.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a place in a window that is resized."""
        if event.type() == QEvent.Type.Resize and watched is self.parent() and not self.isHidden():
            self.place()
            # What it stands beside is laid out after the window.
            self._later.start()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that other type needs (大字)."""
        super().changeEvent(event)
        if event.type() in _LOOKS and self.isVisible():
            self._later.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _forget(self) -> None:
        QApplication.instance().focusChanged.disconnect(self._focus_changed)  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
        self._later.stop()
        self.hide()
        self.deleteLater()

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        # Another window may have the keyboard for a while.
        if now is not None and not self.isHidden() and now is not self and not self.isAncestorOf(now) and now.window() is self.window():
            self._forget()
            self.closed.emit()


class AtCursor(Overlay):
    """Stand at the cursor of a text as long as that is shown: below its line, above it where there is no room."""

    def __init__(self, area: QTextEdit, name: str) -> None:
        super().__init__(area.window(), name, area)
        self._area = area
        area.installEventFilter(self)

    def usual_size(self) -> QSize:
        """Return the size that it has in a window large enough."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go with the text: another page is shown, or the report was closed."""
        if event.type() == QEvent.Type.Hide and watched is self._area:
            self.leave()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Stand at the cursor, wholly in the window."""
        if not isValid(self._area):
            return
        window = self.window()
        room = window.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        spot = self._area.cursorRect()
        cursor = QRect(self._area.viewport().mapTo(window, spot.topLeft()), spot.size())
        size = self.usual_size().boundedTo(room.size())
        top = cursor.bottom() + _APART
        if top + size.height() > room.bottom() + 1:
            top = max(cursor.top() - _APART - size.height(), room.top())
        left = max(min(cursor.left() - _EDGE, room.right() + 1 - size.width()), room.left())
        self.setGeometry(QRect(QPoint(left, min(top, room.bottom() + 1 - size.height())), size))
        self.raise_()
