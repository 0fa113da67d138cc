"""The pane of notes: grouped by section with counts, filtered by kind and words; a hundred notes stay one readable list."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from gui.grid_metrics import BODY, SMALL, sized, wrap
from gui.labels import words
from gui.review_items import Item, Kind
from gui.theme import colour

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# So few notes need no search.
_FEW = 6
_SHORT = {None: "全部", Kind.DOUBT: "要核对", Kind.LOST: "没有读入", Kind.OTHER: "其他"}
_LEVELS = {Kind.DOUBT: "confirm", Kind.LOST: "error", Kind.OTHER: "hint"}
# From this width on the search stands beside the chips.
_BESIDE, _SEARCH, _ANY = 560, 220, 16_777_215
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
        return sized(base, SMALL), sized(base, BODY + 1)

    def _lines(self, text: str, font: QFont) -> tuple[str, ...]:
        return wrap(text, max(self._view.viewport().width() - 2 * _PAD - 14, 60), font.toString())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row."""
        row = self._view.notes.rows[index.row()]
        if not isinstance(row, Item):
            return QSize(10, _HEAD)
        key = row.message, self._view.viewport().width()
        if key not in self._heights:
            self._heights[key] = _PLACE + len(self._lines(row.message, self._fonts()[1])) * _LINE + 2 * _PAD
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
            painter.fillRect(QRect(area.left(), area.top() + 2, 3, area.height() - 4), colour(_LEVELS[row.kind]))
            if current and self._view.hasFocus():
                painter.setPen(colour("accent"))
                painter.drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5))
            self._words(painter, area.adjusted(_PAD + 6, _PAD, -_PAD, -_PAD), row, small, body)
        else:
            self._heading(painter, area.adjusted(_PAD, 8, -_PAD, 0), row, small, body)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, item: Item, small: QFont, body: QFont) -> None:
        painter.setFont(small)
        painter.setPen(colour("dim"))
        place = painter.fontMetrics().elidedText(item.place, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(QRect(room.left(), room.top(), room.width(), _PLACE), Qt.AlignmentFlag.AlignVCenter, place)
        painter.setFont(body)
        painter.setPen(colour("ink"))
        for number, line in enumerate(self._lines(item.message, body)):
            box = QRect(room.left(), room.top() + _PLACE + number * _LINE, room.width() + _PAD, _LINE)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, line.rstrip())

    def _heading(self, painter: QPainter, room: QRect, row: tuple[str, int], small: QFont, body: QFont) -> None:
        bold = QFont(sized(body, BODY))
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


class NotesPane(QFrame):
    """Chips that filter, a search, the list."""

    # Item: shown on both sides; Item: and the keyboard goes there.
    gone_to = Signal(object)
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reviewNotesPane")
        self.setAccessibleName("要看一眼的地方")
        self._items: list[Item] = []
        self.list = NoteList()
        self.list.gone_to.connect(self.gone_to)
        self.list.entered.connect(self.entered)
        self.search = QLineEdit()
        self.search.setPlaceholderText("查找说明")
        self.search.setAccessibleName("查找说明")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show)
        self.chips = {kind: self._chip(kind) for kind in (None, *Kind)}
        self._none = words("", "dim", wrap=True)
        group = QButtonGroup(self)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        for chip in self.chips.values():
            group.addButton(chip)
            chips.addWidget(chip)
        chips.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._top.setSpacing(6)
        self._top.addLayout(chips, 1)
        self._top.addWidget(self.search)
        box.addLayout(self._top)
        box.addWidget(self._none)
        box.addWidget(self.list, 1)

    def _chip(self, kind: Kind | None) -> QPushButton:
        chip = QPushButton()
        chip.setCheckable(True)
        chip.setChecked(kind is None)
        chip.setAutoDefault(False)
        chip.setProperty("role", "chip")
        chip.setProperty("level", "hint" if kind is None else _LEVELS[kind])
        chip.toggled.connect(lambda on: self._show() if on else None)
        return chip

    def fill(self, items: Sequence[Item]) -> None:
        """Show these items; the current one stays current where it is still there."""
        if list(items) == self._items:
            return
        self._items = list(items)
        self.search.setVisible(len(items) > _FEW)
        counts = Counter(item.kind for item in items)
        for kind, chip in self.chips.items():
            count = len(items) if kind is None else counts[kind]
            chip.setText(f"{_SHORT[kind]} {count}")
            chip.setAccessibleName(f"只看{kind.value}，{count} 处" if kind else f"全部，{count} 处")
            chip.setVisible(kind is None or bool(count))
        self._show()

    def shown(self) -> list[Item]:
        """Return the items that the filter lets through, in order."""
        kind = next((kind for kind, chip in self.chips.items() if chip.isChecked()), None)
        wanted = self.search.text().strip()
        return [i for i in self._items if (kind is None or i.kind is kind) and wanted in f"{i.group} {i.place} {i.message}"]

    def _show(self) -> None:
        kept, found = self.list.item(), self.shown()
        self.list.notes.fill(found)
        if kept in found:
            self.list.go(kept)
        self._none.setVisible(not found)
        self._none.setText("没有符合的说明。" if self._items else "文件里的表格和文字都按原样读入，没有猜测，也没有丢掉的内容。")

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) item, round the end."""
        found, here = self.shown(), self.list.item()
        if not found:
            return
        at = found.index(here) + by if here in found else (0 if by > 0 else -1)
        self.list.go(found[at % len(found)])
        self.gone_to.emit(found[at % len(found)])

    def enter(self) -> None:
        """Take the keyboard at the current item, else the first."""
        found = self.shown()
        if found and self.list.item() is None:
            self.list.go(found[0])
            self.gone_to.emit(found[0])
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the search beside the chips where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() > _BESIDE
        self._top.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.search.setMaximumWidth(_SEARCH if wide else _ANY)

    def minimumSizeHint(self) -> QSize:
        """Return room for the chips and two notes."""
        return QSize(200, 90)
