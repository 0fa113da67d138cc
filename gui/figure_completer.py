"""A small list at the cursor to pick a cell from: its official name, and what stands in it now."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from core.cell_names import cell_name, cell_named, matching
from core.live import CLOSING
from core.report import Report
from core.schema import CellId
from core.values import show
from gui.labels import words
from gui.theme import colour

_WIDTH, _LINE, _LINES, _MARGIN = 380, 28, 8, 8
_PAGE = _LINES - 1
_Index = QModelIndex | QPersistentModelIndex
_Role = Qt.ItemDataRole
NAME, VALUE = _Role.DisplayRole, _Role.UserRole
_UNFILLED = "未填"
# Another window, or the field's own menu, gives the keyboard back.
_COMING_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class CellModel(QAbstractListModel):
    """The cells that a search finds, totals first."""

    def __init__(self, report: Report, parent: QObject) -> None:
        super().__init__(parent)
        self._report = report
        self.cells: list[CellId] = []

    def search(self, wanted: str) -> None:
        """List what fits the words; a cell that they name outright comes first."""
        form = self._report.form
        named = cell_named(form, wanted)
        self.beginResetModel()
        found = matching(form, wanted)
        self.cells = sorted(found, key=lambda cell: (cell != named, cell not in form.sum_of and form.cells[cell][1].label != "总计"))
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return how many cells were found."""
        return 0 if parent is not None and parent.isValid() else len(self.cells)

    def data(self, index: _Index, role: int = NAME) -> object:
        """Give a cell's name, and under VALUE what stands in it."""
        if not index.isValid():
            return None
        cell = self.cells[index.row()]
        value = show(self._report.value(cell)) or _UNFILLED
        name = cell_name(self._report.form, cell)
        return {NAME: name, VALUE: value, _Role.AccessibleTextRole: f"{name}，{value}"}.get(_Role(role))


class _Lines(QStyledItemDelegate):
    """A name at the left, its number at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect.adjusted(0, 1, 0, -1)  # pyright: ignore[reportAttributeAccessIssue]
        current = bool(option.state & QStyle.StateFlag.State_Selected)  # pyright: ignore[reportAttributeAccessIssue]
        if current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("lit"))
            painter.drawRoundedRect(QRectF(area), 4, 4)
        inside, value = area.adjusted(8, 0, -8, 0), str(index.data(VALUE))
        painter.setPen(colour({_UNFILLED: "dim", "0": "zero"}.get(value, "accent")))
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)
        inside.setRight(inside.right() - painter.fontMetrics().horizontalAdvance(value) - 12)
        painter.setPen(colour("ink"))
        name = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a line."""
        return QSize(120, _LINE)


class FigureCompleter(QFrame):
    """The list with its search; it goes away when a cell is picked, with Esc, and when the keyboard goes elsewhere."""

    picked = Signal(object)
    # bool: whether the keyboard is to go back to the text.
    closed = Signal(bool)

    def __init__(self, report: Report, parent: QWidget) -> None:
        super().__init__(parent)
        self._report, self._ground, self._open = report, parent, True
        self.setObjectName("figures")
        self.setAccessibleName("插入活数")
        self.model = CellModel(report, self)
        self.wanted, self.list = QLineEdit(self), QListView(self)
        self.wanted.setPlaceholderText("找一格，如：新收 总计")
        self.wanted.setAccessibleName("要插入哪一格的数")
        self.wanted.setMaxLength(80)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_Lines(self.list))
        self.list.setAccessibleName("单元格和现在的数")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = words("没有这样的格", "dim")
        box = QVBoxLayout(self)
        box.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        box.setSpacing(6)
        for widget in (self.wanted, self.list, self.nothing, words("Enter 插入　↑↓ 选择　Esc 关闭", "dim")):
            box.addWidget(widget)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # One stands in the place of the other: the list keeps its size.
        for widget in (self.list, self.nothing):
            widget.setFixedHeight(_LINE * _LINES)
        self.wanted.textChanged.connect(self._search)
        self.wanted.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._pick(self.model.cells[index.row()]))
        self._search("")

    def open_at(self, cursor: QRect) -> None:
        """Show below a place of the parent, above it where there is no room."""
        self.resize(_WIDTH, self.sizeHint().height())
        room = self._ground.rect().adjusted(4, 4, -4, -4)
        top = cursor.bottom() + 4
        if top + self.height() > room.bottom():
            top = max(cursor.top() - 4 - self.height(), room.top())
        left = max(min(cursor.left() - _MARGIN, room.right() - self.width()), room.left())
        self.move(QPoint(left, top))
        self.show()
        self.raise_()
        self.wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_list(self, *, back: bool = True) -> None:
        """Go away once."""
        if self._open:
            self._open = False
            self.hide()
            self.closed.emit(back)
            self.deleteLater()

    def _search(self, text: str) -> None:
        if text.endswith(tuple(CLOSING)):
            self._close_name(text[:-1])
            return
        self.model.search(text)
        found = bool(self.model.cells)
        self.list.setVisible(found)
        self.nothing.setVisible(not found)
        if found:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.scrollToTop()

    def _close_name(self, name: str) -> None:
        """Take a name that was closed by its brace; one that names nothing waits to be mended."""
        cell = cell_named(self._report.form, name)
        if cell is None and len(self.model.cells) == 1:
            cell = self.model.cells[0]
        if cell is not None:
            self._pick(cell)
        else:
            self.wanted.setText(name)

    def _pick(self, cell: CellId) -> None:
        self.picked.emit(cell)
        self.close_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list while the search has the keyboard."""
        if watched is self.wanted and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = self._act_of(Qt.Key(event.key()))
            if act is not None:
                act()
                return True
        left = watched is self.wanted and isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut
        if left and isinstance(event, QFocusEvent) and event.reason() not in _COMING_BACK:
            self.close_list(back=False)
        return super().eventFilter(watched, event)

    def _act_of(self, key: Qt.Key) -> Callable[[], None] | None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}
        if key in steps:
            return lambda: self._step(steps[key])
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab):
            return self._pick_current
        return self.close_list if key == Qt.Key.Key_Escape else None

    def _step(self, by: int) -> None:
        row = min(max(self.list.currentIndex().row() + by, 0), len(self.model.cells) - 1)
        self.list.setCurrentIndex(self.model.index(row))

    def _pick_current(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self.model.cells):
            self._pick(self.model.cells[row])
