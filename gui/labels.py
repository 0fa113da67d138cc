"""Small parts that several panes show: words in a role of the style sheet, links, chips, hairlines."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from weakref import WeakKeyDictionary

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QSizePolicy, QSpacerItem, QWidget

# The room at the sides of a page.
MARGIN = 16
_DOWN = (QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.BottomToTop)
_gaps: WeakKeyDictionary[QBoxLayout, list[QSpacerItem]] = WeakKeyDictionary()


def gap(layout: QBoxLayout, length: int) -> None:
    """Leave room of so many pixels as designed behind what a layout holds by now; `gaps` can make it larger later."""
    least, fixed = QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed
    down = layout.direction() in _DOWN
    # Made here: Python would not learn that one made by Qt is gone, and take what comes to its place in memory for it.
    item = QSpacerItem(0, length, least, fixed) if down else QSpacerItem(length, 0, fixed, least)
    layout.addSpacerItem(item)
    _gaps.setdefault(layout, []).append(item)


def gaps(layout: QBoxLayout) -> list[QSpacerItem]:
    """Return the gaps of a layout."""
    return _gaps.get(layout, [])


def words(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label of plain text in a role of the style sheet."""
    label = QLabel(text, wordWrap=wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def lead(text: str) -> QLabel:
    """Return the line under a title, as high as one with links: the work below stands at one height on all pages."""
    label = words(text, "dim")
    label.setContentsMargins(0, 2, 0, 2)
    return label


class Elided(QLabel):
    """Words on one line that give way: what does not fit is cut off and told by the tooltip."""

    def __init__(self, role: str, mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """Ask for no width: what stands beside it must not give way."""
        return QSize(0, super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
        tip = self.text() if shown != self.text() else ""
        if tip != self.toolTip():
            self.setToolTip(tip)


def chip(text: str, level: str) -> QLabel:
    """Return a small coloured label of a level."""
    label = words(text, "chip")
    label.setProperty("level", level)
    return label


class Link(QPushButton):
    """Words that act: on a click, the blank, or Enter, as a person expects of words underlined."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on Enter as well: Qt does so in dialogs only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def in_order(widgets: Sequence[QWidget]) -> None:
    """Let Tab go through widgets as they stand, whenever they were made."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def link(text: str, spoken: str, act: Callable[[], object]) -> QPushButton:
    """Return words that act when clicked; `spoken` is what a screen reader says."""
    button = Link(text)
    button.setProperty("role", "link")
    # It acts on Enter itself: the button that Return presses elsewhere keeps its look.
    button.setAutoDefault(False)
    # A click leaves the keyboard where the work is: the words may go away with what they did.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(spoken)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(lambda: act())
    return button


def push_button(name: str, spoken: str, act: Callable[[], object]) -> QPushButton:
    """Return a button that Return in a field does not press; `spoken` is what a screen reader says."""
    button = QPushButton(name)
    button.setAccessibleName(spoken)
    button.setAutoDefault(False)
    button.clicked.connect(lambda: act())
    return button


def hairline() -> QFrame:
    """Return a thin line across."""
    return _named("hairline")


def sheet() -> QFrame:
    """Return a white ground with rounded corners."""
    return _named("sheet")


def _named(name: str) -> QFrame:
    frame = QFrame()
    frame.setObjectName(name)
    return frame


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads and let it take effect."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
