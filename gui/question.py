"""A question or a message: a strong line, an explanation, and words to press."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.fitting import room_for
from gui.labels import gap, words
from gui.theme import px

_WIDTH = 440
_MOST_HEIGHT = 400
# What title, buttons and margins take of the height.
_REST = 160


class Question(QDialog):
    """Ask; `pressed` is the place of the button pressed, None for Esc. The last button is the default."""

    def __init__(self, title: str, text: str, buttons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pressed: int | None = None
        self.setWindowTitle("公开年报")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(0)
        box.addWidget(_lines(title, "heading", px(_WIDTH)))
        if text:
            gap(box, 8)
            box.addWidget(self._explanation(text))
        gap(box, 20)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for place, label in enumerate(buttons):
            row.addWidget(self._button(place, label, last=place == len(buttons) - 1))
        box.addLayout(row)
        # Space must not press what was not meant: the focus stands where Return would press.
        self.findChildren(QPushButton)[-1].setFocus()

    def set_tip(self, tip: str) -> None:
        """Tell in full, under the pointer, what the text has cut short."""
        for label in self.findChildren(QLabel):
            label.setToolTip(tip)

    def _explanation(self, text: str) -> QWidget:
        label = _lines(text, "body-dim", px(_WIDTH))
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        label.ensurePolished()
        most = min(px(_MOST_HEIGHT), room_for(self).height() - px(_REST))
        if label.heightForWidth(px(_WIDTH)) <= most:
            return label
        label.setFixedWidth(px(_WIDTH - 16))
        area = QScrollArea(widgetResizable=True)
        area.setProperty("measures", True)
        area.setAccessibleName("说明")
        area.setFixedSize(px(_WIDTH), most)
        area.setWidget(label)
        return area

    def _button(self, place: int, label: str, *, last: bool) -> QPushButton:
        button = QPushButton(label)
        button.setAccessibleName(label)
        # Return presses the button that has the focus, and before anybody moves it the last one.
        button.setAutoDefault(True)
        button.setDefault(last)
        button.clicked.connect(lambda: self._press(place))
        return button

    def _press(self, place: int) -> None:
        self.pressed = place
        self.accept()


def _lines(text: str, role: str, width: int) -> QLabel:
    """Return wrapped words of a width in the print shown now; it decides how high they are, so they do not grow afterwards."""
    label = words(text, role, wrap=True)
    label.setProperty("measures", True)
    label.setFixedWidth(width)
    return label
