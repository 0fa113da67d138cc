"""The head of a group of findings: its name, how many there are, and whether they are folded away."""

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from gui.finding_card import STEPS
from gui.labels import Elided, words

_HEIGHT, _NAME_FROM = 26, 22


class GroupHead(QCheckBox):
    """Checked while its cards are shown: a click or the blank folds them, so do the arrows to the left and right."""

    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "group")
        self.setChecked(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._name, self._count = Elided("strong"), words("", "dim")
        row = QHBoxLayout(self)
        row.setContentsMargins(_NAME_FROM, 0, 4, 0)
        row.setSpacing(8)
        row.addWidget(self._name, 1)
        row.addWidget(self._count)
        for label in (self._name, self._count):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.toggled.connect(self._speak)

    def take(self, title: str, count: int) -> None:
        """Show a name and a number."""
        self._name.setText(title)
        self._count.setText(str(count))
        self._speak()

    def told(self) -> str:
        """Return name and number as they stand."""
        return f"{self._name.text()} {self._count.text()}"

    def _speak(self) -> None:
        self.setAccessibleName(f"{self._name.text()}，{self._count.text()} 处，{'已展开' if self.isChecked() else '已收起'}")

    def sizeHint(self) -> QSize:
        """Return a line."""
        return QSize(0, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Give way to any width."""
        return QSize(0, _HEIGHT)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the line."""
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold by the left arrow, unfold by the right one; Enter does either; the others go from line to line."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.setChecked(key == Qt.Key.Key_Right)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle()
        elif key in STEPS:
            self.left.emit(STEPS[key])
        else:
            super().keyPressEvent(event)
