"""常用语句 at the cursor: search as you type, the arrows choose, Enter inserts, Esc closes. Made when first asked for."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.report import Report
from core.sentences import PARTS, Sentence, filled, found, general
from gui.labels import link, words
from gui.overlay import AtCursor
from gui.theme import colour, px

_SIZE, _ROW, _ROWS, _PAD = QSize(400, 348), 48, 5, 8
_SENTENCE, _TEXT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_EMPTY = "还没有本单位的语句：在文字里选中一段，右击“存为常用语句…”。下面几句是通用的。"


class _Lines(QStyledItemDelegate):
    """Draw a name, whose it is or which part it suits, and the beginning of the text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        rect: QRect = shown.rect  # pyright: ignore[reportAttributeAccessIssue]
        shown.text = ""  # pyright: ignore[reportAttributeAccessIssue]
        widget: QWidget = shown.widget  # pyright: ignore[reportAttributeAccessIssue]
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, shown, painter, widget)
        sentence: Sentence = index.data(_SENTENCE)
        upper = QRect(rect.left() + _PAD, rect.top() + px(5), rect.width() - 2 * _PAD, px(20))
        painter.save()
        painter.setPen(colour("dim"))
        tag = "通用" if sentence.is_general else PARTS.get(sentence.part, "") if sentence.part else ""
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), tag)
        metrics = shown.fontMetrics  # pyright: ignore[reportAttributeAccessIssue]
        text = metrics.elidedText(str(index.data(_TEXT)), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper.translated(0, px(19)), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.setPen(shown.palette.color(QPalette.ColorRole.Text))  # pyright: ignore[reportAttributeAccessIssue]
        room = upper.width() - metrics.horizontalAdvance(tag) - _PAD
        title = metrics.elidedText(sentence.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
        painter.restore()


class _Search(QLineEdit):
    """The arrows go through the list, Enter takes what is chosen."""

    stepped = Signal(int)
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_ROWS, Qt.Key.Key_PageDown: _ROWS}
        by = steps.get(Qt.Key(event.key()))
        if by is not None:
            self.stepped.emit(by)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class SentencePopup(AtCursor):
    """Offer the office's sentences and the general ones."""

    # Sentence: the one to insert.
    chosen = Signal(object)
    managing = Signal()

    def __init__(self, own: tuple[Sentence, ...], report: Report, part: str, area: QTextEdit) -> None:
        super().__init__(area, "常用语句")
        self._all, self._report, self._part = (*own, *general()), report, part
        self.search = _Search(placeholderText="搜索常用语句")
        self.search.setAccessibleName("搜索常用语句")
        self.search.textChanged.connect(self._fill)
        self.search.stepped.connect(self._step)
        self.search.taken.connect(self._take)
        self.list = QListWidget()
        self.list.setObjectName("reasons")
        self.list.setAccessibleName("常用语句")
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.itemClicked.connect(lambda _: self._take())
        self.none = words("没有这样的语句。", "dim", wrap=True)
        self._lay_out(bool(own))
        self._fill("")

    def open(self) -> None:
        """Show at the cursor."""
        self.place()
        self.show()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def usual_size(self) -> QSize:
        """Return the size that it has in a window large enough."""
        return self.sizeHint().expandedTo(_SIZE * px(100) / 100)

    def sentences(self) -> list[Sentence]:
        """Return what is listed, from top to bottom."""
        return [self.list.item(row).data(_SENTENCE) for row in range(self.list.count())]

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self, has_own: bool) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        box.setSpacing(_PAD)
        box.addWidget(self.search)
        if not has_own:
            box.addWidget(words(_EMPTY, "dim", wrap=True))
        box.addWidget(self.list, 1)
        box.addWidget(self.none)
        foot = QHBoxLayout()
        foot.addWidget(words("回车 插入　Esc 关闭", "dim"))
        foot.addStretch(1)
        foot.addWidget(link("管理…", "管理常用语句", self._manage))
        box.addLayout(foot)

    def _fill(self, wanted: str) -> None:
        self.list.clear()
        for sentence in found(self._all, wanted, self._part):
            item = QListWidgetItem(self.list)
            text = "".join(filled(sentence, self._report))
            item.setData(_SENTENCE, sentence)
            item.setData(_TEXT, text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{sentence.title}，{text}")
            item.setToolTip(text)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(self.list.count()))
        self.none.setVisible(not self.list.count())
        self._speak()

    def _step(self, by: int) -> None:
        self.list.setCurrentRow(min(max(self.list.currentRow() + by, 0), self.list.count() - 1))
        self._speak()

    def _speak(self) -> None:
        """Let a screen reader, which follows the field, know what is chosen."""
        item = self.list.currentItem()
        self.search.setAccessibleDescription(str(item.data(Qt.ItemDataRole.AccessibleTextRole)) if item is not None else self.none.text())

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            sentence = item.data(_SENTENCE)
            self.leave()
            self.chosen.emit(sentence)

    def _manage(self) -> None:
        self.leave()
        self.managing.emit()
