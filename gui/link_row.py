"""Words that act, side by side; where there is no room for all, the next ones begin another line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.theme import space


class LinkRow(QWidget):
    """Lay links out by their own widths; the height follows from the width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._links: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def put(self, links: Sequence[QWidget]) -> None:
        """Show `links` instead of those before, which go away."""
        for old in self._links:
            old.hide()
            old.deleteLater()
        self._links = list(links)
        for each in self._links:
            each.setParent(self)
            each.show()
        self.updateGeometry()
        self._lay()

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        places = self._places(width)
        return places[-1].bottom() + 1 if places else 0

    def sizeHint(self) -> QSize:
        """Return the room of one line."""
        places = self._places(1 << 16)
        return QSize(places[-1].right() + 1, places[-1].bottom() + 1) if places else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the longest link."""
        hints = [each.sizeHint() for each in self._links]
        return QSize(max((hint.width() for hint in hints), default=0), max((hint.height() for hint in hints), default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self._lay()

    def event(self, event: QEvent) -> bool:
        """Follow a link to another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._lay()
        return super().event(event)

    def _lay(self) -> None:
        for each, place in zip(self._links, self._places(self.width()), strict=True):
            each.setGeometry(place)

    def _places(self, width: int) -> list[QRect]:
        places: list[QRect] = []
        left = top = below = 0
        for each in self._links:
            hint = each.sizeHint()
            if left and left + hint.width() > width:
                left, top = 0, below
            places.append(QRect(left, top, min(hint.width(), max(width, 0)), hint.height()))
            left, below = left + hint.width() + space("3"), max(below, top + hint.height())
        return places
