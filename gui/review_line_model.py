"""The lines of a review as Qt's views ask for them."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from gui.review_lines import Line, spoken
from gui.review_links import Links

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LineModel(QAbstractListModel):
    """Serve the lines; the texts are for screen readers and the search by typing."""

    def __init__(self, lines: Sequence[Line], links: Links, parent: QObject) -> None:
        super().__init__(parent)
        self.lines, self._links = list(lines), links

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a line in words."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) and index.isValid():
            return spoken(self.lines[index.row()], self._links)
        return None

    def fill(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        if list(lines) != self.lines:
            self.beginResetModel()
            self.lines = list(lines)
            self.endResetModel()
