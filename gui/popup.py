"""A small pane at the head of the window with a list to choose from by keys or mouse."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from gui.overlay import Overlay
from gui.theme import colour, px, size

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW = Qt.ItemDataRole.UserRole
LINE, _SIDE, _APART = 32, 12, 12
_WIDTH, _NARROWEST, _MOST_LINES = 560, 320, 12


@dataclass(frozen=True, slots=True)
class Line:
    """What a line shows: words, what is said of them, what stands at the right; one that is `off` cannot be had now."""

    text: str
    detail: str = ""
    right: str = ""
    off: bool = False
    strong: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return "，".join(part for part in (self.text, self.detail, self.right) if part)


class LinesModel(QAbstractListModel):
    """Serve lines."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: Sequence[Line] = ()

    def fill(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words, the whole line, or what a screen reader says."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        by_role = {Qt.ItemDataRole.DisplayRole: line.text, Qt.ItemDataRole.AccessibleTextRole: line.spoken, _ROW: line}
        return by_role.get(Qt.ItemDataRole(role))


class LineDelegate(QStyledItemDelegate):
    """Paint words at the left, what is said of them beside, a key or a value at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line = index.data(_ROW)
        flags: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        area = option.rect.adjusted(0, 1, 0, -1)  # pyright: ignore[reportAttributeAccessIssue]
        font: QFont = option.font  # pyright: ignore[reportAttributeAccessIssue]
        current = bool(flags & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current or flags & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("lit" if current else "head"))
            painter.drawRoundedRect(QRectF(area), 4, 4)
        small, usual = QFont(font), QFont(font)
        small.setPixelSize(size("small"))
        usual.setBold(line.strong)
        area = area.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        right = QFontMetrics(small).horizontalAdvance(line.right)
        painter.setFont(small)
        painter.setPen(colour("dim"))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignRight, line.right)
        area.setRight(area.right() - (right + px(_APART) if right else 0))
        text = QFontMetrics(usual).elidedText(line.text, Qt.TextElideMode.ElideRight, area.width())
        wide = QFontMetrics(usual).horizontalAdvance(text) + px(_APART)
        rest = QFontMetrics(small).elidedText(line.detail, Qt.TextElideMode.ElideRight, area.width() - wide)
        if area.width() - wide > px(_APART):
            painter.drawText(area.adjusted(wide, 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, rest)
        painter.setFont(usual)
        painter.setPen(colour("zero" if line.off else "accent" if current else "ink"))
        painter.drawText(area, middle | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line."""
        return QSize(px(120), px(LINE))


def lines_view(parent: QWidget, model: LinesModel, name: str) -> QListView:
    """Return a list that shows lines."""
    view = QListView(parent)
    view.setObjectName("popupList")
    view.setAccessibleName(name)
    view.setModel(model)
    view.setItemDelegate(LineDelegate(view))
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.setProperty("measures", True)
    return view


class Popup(Overlay):
    """Stand over a window until something is chosen, Esc is pressed, or the keyboard goes elsewhere."""

    def __init__(self, window: QWidget, name: str) -> None:
        super().__init__(window, name, QApplication.focusWidget())
        self.model = LinesModel(self)
        self.view = lines_view(self, self.model, name)
        self.view.clicked.connect(lambda index: self.chosen(index.row()))
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(8, 8, 8, 8)
        self.box.setSpacing(8)

    def chosen(self, row: int) -> None:
        """Do what a line stands for."""

    def fill(self, lines: Sequence[Line], current: int = 0) -> None:
        """Show lines and take their room."""
        self.model.fill(lines)
        self.move_to(current)
        self.place()

    def move_to(self, row: int) -> None:
        """Make a line the current one and let a screen reader say it."""
        if not 0 <= row < len(self.model.lines):
            return
        self.view.setCurrentIndex(self.model.index(row))
        if not self.view.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.model.lines[row].spoken))

    def place(self) -> None:
        """Stand at the head of the window, in its middle, as tall as the lines need."""
        window = self.window()
        self.view.setFixedHeight(px(LINE) * max(min(len(self.model.lines), self._most()), 1) + 2)
        self.view.setVisible(bool(self.model.lines))
        width = max(min(px(_WIDTH), window.width() - px(48)), _NARROWEST)
        self.box.activate()
        self.setGeometry((window.width() - width) // 2, self._top(), width, self.sizeHint().height())
        self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen(self.view.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def _most(self) -> int:
        """Return how many lines the window has room for."""
        room = self.window().height() - self._top() - px(96)
        return max(min(_MOST_LINES, room // px(LINE)), 3)

    def _top(self) -> int:
        return px(72)
