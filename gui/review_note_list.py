"""The list of notes: a heading with its count for each group, below it the notes, each with its place and sentence."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.grid_metrics import BODY, SMALL, sized, wrap
from gui.review_items import Item, Kind
from gui.theme import colour, px

Index = QModelIndex | QPersistentModelIndex
LEVELS = {Kind.DOUBT: "confirm", Kind.LOST: "error", Kind.OTHER: "hint"}
_NOWHERE = QModelIndex()
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HEAD, _PLACE, _LINE, _PAD = 30, 18, 18, 6


class NoteModel(QAbstractListModel):
    """Items under the headings of their groups; a row is a heading (group, count) or an Item."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[tuple[str, int] | Item] = []

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many rows there are, headings included."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Return a row in words."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        row = self.rows[index.row()]
        return f"{row.kind.value}，{row.place}，{row.message}" if isinstance(row, Item) else f"{row[0]}，{row[1]} 处"

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the keys pass over the headings."""
        is_item = index.isValid() and isinstance(self.rows[index.row()], Item)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_item else Qt.ItemFlag.NoItemFlags

    def fill(self, items: Sequence[Item]) -> None:
        """Show these items."""
        counts = Counter(item.group for item in items)
        rows: list[tuple[str, int] | Item] = []
        group = ""
        for item in items:
            if item.group != group:
                group = item.group
                rows.append((group, counts[group]))
            rows.append(item)
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class NoteDelegate(QStyledItemDelegate):
    """Paint a heading or a note: the place small and dim, the sentence wrapped below it, a bar in the colour of its kind."""

    def __init__(self, view: "NoteList") -> None:
        super().__init__(view)
        self._view = view
        self._heights: dict[tuple[str, int], int] = {}

    def _fonts(self) -> tuple[QFont, QFont]:
        base = self._view.font()
        return sized(base, px(SMALL)), sized(base, px(BODY + 1))

    def _lines(self, text: str, font: QFont) -> tuple[str, ...]:
        return wrap(text, max(self._view.viewport().width() - 2 * px(_PAD) - 14, 60), font.toString())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        row = self._view.notes.rows[index.row()]
        if not isinstance(row, Item):
            return QSize(10, px(_HEAD))
        key = row.message, self._view.viewport().width()
        if key not in self._heights:
            self._heights[key] = px(_PLACE) + len(self._lines(row.message, self._fonts()[1])) * px(_LINE) + 2 * px(_PAD)
        return QSize(10, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        row = self._view.notes.rows[index.row()]
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        flags = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        small, body = self._fonts()
        if isinstance(row, Item):
            current = self._view.currentIndex() == index
            if current or flags & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(area, colour("lit" if current else "head"))
            painter.fillRect(QRect(area.left(), area.top() + 2, 3, area.height() - 4), colour(LEVELS[row.kind]))
            if current and self._view.hasFocus():
                painter.setPen(colour("accent"))
                painter.drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5))
            self._words(painter, area.adjusted(px(_PAD) + 6, px(_PAD), -px(_PAD), -px(_PAD)), row, small, body)
        else:
            self._heading(painter, area.adjusted(px(_PAD), 8, -px(_PAD), 0), row, small, body)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, item: Item, small: QFont, body: QFont) -> None:
        painter.setFont(small)
        painter.setPen(colour("dim"))
        place = painter.fontMetrics().elidedText(item.place, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(QRect(room.left(), room.top(), room.width(), px(_PLACE)), Qt.AlignmentFlag.AlignVCenter, place)
        painter.setFont(body)
        painter.setPen(colour("ink"))
        for number, line in enumerate(self._lines(item.message, body)):
            box = QRect(room.left(), room.top() + px(_PLACE) + number * px(_LINE), room.width() + px(_PAD), px(_LINE))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line.rstrip())

    def _heading(self, painter: QPainter, room: QRect, row: tuple[str, int], small: QFont, body: QFont) -> None:
        bold = QFont(sized(body, px(BODY)))
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(colour("ink"))
        title = painter.fontMetrics().elidedText(row[0], Qt.TextElideMode.ElideRight, room.width() - 30)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(small)
        painter.setPen(colour("dim"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(row[1]))


class NoteList(QListView):
    """The list; going to a row shows its place, Return takes the keyboard there."""

    gone_to = Signal(object)
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.notes = NoteModel(self)
        self.setObjectName("reviewNotes")
        self.setAccessibleName("要看一眼的地方")
        self.setModel(self.notes)
        self.setItemDelegate(NoteDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self.clicked.connect(lambda _: self._tell(self.gone_to))

    def item(self) -> Item | None:
        """Return the current item."""
        index = self.currentIndex()
        row = self.notes.rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Item) else None

    def go(self, item: Item) -> None:
        """Make an item current."""
        self.setCurrentIndex(self.notes.index(self.notes.rows.index(item)))

    def _tell(self, signal: SignalInstance) -> None:
        item = self.item()
        if item is not None:
            signal.emit(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the place of each row that the arrows reach; Return goes there."""
        if event.key() in _RETURN:
            self._tell(self.entered)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            before = self.item()
            super().keyPressEvent(event)
            if self.item() != before:
                self._tell(self.gone_to)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew for another width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
