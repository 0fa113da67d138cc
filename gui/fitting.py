"""Keep windows and dialogs within the screen, however small it is at its scaling."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QWidget

from gui.theme import factor, px

# What the frame and title of a window may take beside its inside; it is not known before the window is shown.
_FRAME = QSize(8, 40)


def room_for(window: QWidget) -> QSize:
    """Return how large the inside of a window may be on the screen that it stands on, in logical pixels."""
    return window.screen().availableSize() - _FRAME


def fit(window: QWidget, least: QSize | None = None) -> None:
    """Give a window the size that its content asks for, at least `least` as designed, at most what the screen has."""
    _fit(window, (least or QSize()) * factor())


def refit(window: QWidget) -> None:
    """Let a window grow with its content, as far as the screen has room."""
    _fit(window, window.size())


def _fit(window: QWidget, least: QSize) -> None:
    # Sizes depend on the style sheet, which reaches a widget when it is polished.
    parts = window.findChildren(QWidget)
    for widget in (window, *parts):
        widget.ensurePolished()
    # Layouts remember how large their parts were when they were last asked, lines since hidden included.
    for widget in reversed(parts):
        widget.updateGeometry()
    wanted, layout = window.sizeHint().expandedTo(least), window.layout()
    # Wrapped words ask for more lines than they need as long as their width is not known.
    if isinstance(layout, QLayout) and layout.hasHeightForWidth():
        wanted.setHeight(max(layout.totalHeightForWidth(wanted.width()), least.height()))
    window.resize(wanted.boundedTo(room_for(window)))


def keep_on_screen(window: QWidget) -> None:
    """Move a window whose place is on no screen any more, or in part beside it, so that its title and its left edge can be seen."""
    place = window.geometry()
    screen = QGuiApplication.screenAt(place.center()) or QGuiApplication.screenAt(place.topLeft()) or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    place.moveLeft(max(min(place.left(), room.right() + 1 - place.width()), room.left()))
    place.moveTop(max(min(place.top(), room.bottom() + 1 - place.height()), room.top()))
    if place != window.geometry():
        window.setGeometry(place)


def fit_main(window: QWidget) -> None:
    """Fill the screen with a window that would be too large for it."""
    room = room_for(window)
    if window.width() > room.width() or window.height() > room.height():
        window.resize(window.size().boundedTo(room))
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


class Body(QScrollArea):
    """The part of a dialog that scrolls where the screen is too small for all of it; its buttons stay in view."""

    def __init__(self, inner: QWidget, name: str, wide: int = 0) -> None:
        """`wide` is the width that its words will have at least, as designed: how high they are follows from it."""
        super().__init__(widgetResizable=True)
        self._wide = wide
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._inner = inner
        # After the parts have their new places.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._keep_in_sight)
        self.setWidget(inner)

    def sizeHint(self) -> QSize:
        """Return the size of the whole content."""
        hint = self._inner.sizeHint()
        width = max(hint.width(), px(self._wide))
        by_width = self._inner.heightForWidth(width)
        return QSize(width, by_width if self._wide else max(hint.height(), by_width)) + QSize(2, 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the layout around when the content asks for another size."""
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        if watched is self._inner and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._settled.start()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what has the keyboard in sight."""
        super().resizeEvent(event)
        self._settled.start()

    def _keep_in_sight(self) -> None:
        held = QApplication.focusWidget()
        if held is not None and self._inner.isAncestorOf(held):
            self.ensureWidgetVisible(held)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the content: only downwards is there a way to the rest."""
        return QSize(self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), 60)
