"""The tables and buttons that pages of the settings share."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.theme import px

_ROW = 28
_NOWHERE = QModelIndex()


class SettingsModel(QAbstractTableModel):
    """What the tables have in common: `heads` name the columns."""

    heads: tuple[str, ...] = ()

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NOWHERE) -> int:
        """Return how many things are said of each row."""
        return 0 if parent.isValid() else len(self.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name the columns."""
        wanted = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self.heads[section] if wanted else None


class SettingsTable(QTableView):
    """The rows; Enter changes one, Delete takes it away, Tab goes on to the buttons."""

    def __init__(self, name: str, change: Callable[[], None], remove: Callable[[], None]) -> None:
        super().__init__()
        self._change, self._remove = change, remove
        self.setObjectName("settingsTable")
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(px(_ROW))
        self.horizontalHeader().setHighlightSections(False)
        self.doubleClicked.connect(lambda _: change())

    def dress(self, widths: Sequence[int]) -> None:
        """Give the columns their widths; the one of 0 takes the rest."""
        for column, width in enumerate(widths):
            mode = QHeaderView.ResizeMode.Fixed if width else QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(column, mode)
            if width:
                self.setColumnWidth(column, px(width))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Act on the row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._change()
        elif event.key() == Qt.Key.Key_Delete:
            self._remove()
        else:
            super().keyPressEvent(event)
