"""The pane of notes: grouped by section with counts, filtered by kind and words; a hundred notes stay one readable list."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from gui.labels import words
from gui.review_items import Item, Kind
from gui.review_note_list import LEVELS, NoteList

# So few notes need no search.
_FEW = 6
_SHORT = {None: "全部", Kind.DOUBT: "要核对", Kind.LOST: "没有读入", Kind.OTHER: "其他"}
# From this width on the search stands beside the chips.
_BESIDE, _SEARCH, _ANY = 560, 220, 16_777_215


class NotesPane(QFrame):
    """Chips that filter, a search, the list."""

    # Item: shown on both sides; Item: and the keyboard goes there.
    gone_to = Signal(object)
    entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("reviewNotesPane")
        self.setAccessibleName("要看一眼的地方")
        self._items: list[Item] | None = None
        self.list = NoteList()
        # Where in the list the item was that was gone to last: it may leave when it is done.
        self._at = -1
        self.list.gone_to.connect(self._go)
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
        chip.setProperty("level", "hint" if kind is None else LEVELS[kind])
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
        return [i for i in self._items or () if (kind is None or i.kind is kind) and wanted in f"{i.group} {i.place} {i.message}"]

    def _show(self) -> None:
        kept, found = self.list.item(), self.shown()
        self.list.notes.fill(found)
        if kept in found:
            self.list.go(kept)
        self._none.setVisible(not found)
        self._none.setText("没有符合的说明。" if self._items else "文件里的表格和文字都按原样读入，没有猜测，也没有丢掉的内容。")

    def step(self, by: int) -> Item | None:
        """Go to the next (1) or previous (-1) item, round the end, and return it."""
        found, here = self.shown(), self.list.item()
        if not found:
            return None
        if here in found:
            at = found.index(here) + by
        elif self._at >= 0:
            at = self._at if by > 0 else self._at - 1
        else:
            at = 0 if by > 0 else -1
        item = found[at % len(found)]
        self.list.go(item)
        self._go(item)
        return item

    def _go(self, item: Item) -> None:
        self._at = self.shown().index(item)
        self.gone_to.emit(item)

    def enter(self) -> None:
        """Take the keyboard at the current item, else the first."""
        found = self.shown()
        if found and self.list.item() is None:
            self.list.go(found[0])
            self._go(found[0])
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
