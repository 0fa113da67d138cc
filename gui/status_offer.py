"""What the status bar says with something to do about it: quiet words, and links that F6 leads to."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gui.labels import Elided, in_order, link

_STAYS_MS = 30_000
_LEAST = 160


class StatusOffer(QWidget):
    """A sentence with links; it goes when one is pressed, by Esc, when something else is said, or after half a minute."""

    # bool: whether it is shown.
    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("刚做完的事")
        self._links: list[QPushButton] = []
        self._label = Elided("")
        self._label.setMinimumWidth(_LEAST)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(14, 0, 12, 0)
        self._row.setSpacing(16)
        self._row.addWidget(self._label, 1)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._timer.timeout.connect(self._late)
        self.hide()

    def offer(self, text: str, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Say something and what can be done."""
        self._drop()
        self._label.setText(text)
        self._label.setAccessibleName(text)
        for words, act in acts:
            made = link(words, f"{words}：{text}", self._doing(act))
            self._links.append(made)
            self._row.addWidget(made)
        in_order(self._links)
        self.show()
        self._timer.start()
        self.shown.emit(True)

    def end(self) -> None:
        """Take it away."""
        if not self.isHidden():
            self._timer.stop()
            self.hide()
            self.shown.emit(False)

    def enter(self) -> None:
        """Take the keyboard."""
        if self._links:
            self._links[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def _doing(self, act: Callable[[], object]) -> Callable[[], None]:
        def do() -> None:
            self.end()
            act()

        return do

    def _late(self) -> None:
        # Not under the fingers of whoever is about to press.
        if self.underMouse() or any(each.hasFocus() for each in self._links):
            self._timer.start()
        else:
            self.end()

    def _drop(self) -> None:
        for each in self._links:
            self._row.removeWidget(each)
            each.hide()
            each.deleteLater()
        self._links.clear()
