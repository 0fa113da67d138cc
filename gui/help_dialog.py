"""Show the 填报说明 of a place: its name, what to fill in, how it is computed, last year, what is checked. Esc closes it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.fitting import Body, fit, room_for
from gui.help_text import Help
from gui.labels import gap, hairline, words

# What stands at the sides of the words: margins and a scroll bar.
_WIDTH, _SIDES, _SCROLL_BAR = 560, 64, 12
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse


class _Page(Body):
    """Words as wide as the page, and no taller than they are there."""

    def sizeHint(self) -> QSize:
        """Return the size of the whole content."""
        width = self._inner.minimumWidth()
        return QSize(width + _SCROLL_BAR, self._inner.heightForWidth(width) + 2)


class HelpDialog(QDialog):
    """A page to read; arrows and PgDn scroll it, all words can be selected."""

    def __init__(self, shown: Help, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("填报说明")
        self.setAccessibleName(f"填报说明：{shown.title}")
        self.setAccessibleDescription(shown.text)
        self.body = _Page(self._inner(shown), "说明")
        self.body.setObjectName("helpBody")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 16)
        box.setSpacing(0)
        box.addWidget(_line(shown.title, "title"))
        if shown.under:
            gap(box, 4)
            box.addWidget(_line(shown.under, "dim"))
        gap(box, 12)
        box.addWidget(hairline())
        box.addWidget(self.body, 1)
        box.addWidget(hairline())
        gap(box, 12)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(_line(shown.source, "dim"), 1)
        close = QPushButton("关闭")
        close.setAccessibleName("关闭")
        close.setToolTip("Esc")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        box.addLayout(foot)
        fit(self, QSize(_WIDTH, 0))
        self.body.setFocus()

    def _inner(self, shown: Help) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 16, 12, 16)
        box.setSpacing(4)
        for place, part in enumerate(shown.parts):
            if place:
                gap(box, 12)
            box.addWidget(_line(part.title, "heading"))
            for text in part.lines:
                box.addWidget(_line(text, ""))
        box.addStretch(1)
        inner.setFixedWidth(min(_WIDTH, room_for(self).width()) - _SIDES)
        return inner


def _line(text: str, role: str) -> QLabel:
    label = words(text, role, wrap=True)
    label.setTextInteractionFlags(_SELECTABLE)
    return label
