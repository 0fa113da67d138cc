"""Small parts that several panes show: words in a role of the style sheet, links, chips, hairlines."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

# The room at the sides of a page.
MARGIN = 16


def words(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """Return a label of plain text in a role of the style sheet."""
    label = QLabel(text, wordWrap=wrap)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def chip(text: str, level: str) -> QLabel:
    """Return a small coloured label of a level."""
    label = words(text, "chip")
    label.setProperty("level", level)
    return label


def link(text: str, spoken: str, act: Callable[[], object]) -> QPushButton:
    """Return words that act when clicked; `spoken` is what a screen reader says."""
    button = QPushButton(text)
    button.setProperty("role", "link")
    # A click leaves the keyboard where the work is: the words may go away with what they did.
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(spoken)
    button.setCursor(Qt.CursorShape.PointingHandCursor)
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
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
