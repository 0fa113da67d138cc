"""Edit the cells of a grid as a spreadsheet does."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemDelegate, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.arithmetic import is_sum, work_out
from core.errors import AppError
from core.interchange_reading import LONGEST_REMARK
from core.values import show
from gui.grid_metrics import text_width
from gui.grid_places import Step
from gui.pasting import FILES_REFUSED, holds_files, on_clipboard
from gui.theme import colour

if TYPE_CHECKING:
    from gui.grid_view import GridView

Index = QModelIndex | QPersistentModelIndex
_FRAME = 2
# More than the field ever takes in: its own limit cuts without a word, so `CellEditor` refuses in words before.
_NEVER_CUT = 1_000_000

_NO_HINT = QAbstractItemDelegate.EndEditHint.NoHint
_MOVES = {
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Left: Step.LEFT,
    Qt.Key.Key_Right: Step.RIGHT,
    Qt.Key.Key_Home: Step.HOME,
    Qt.Key.Key_End: Step.END,
}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def worked(text: str) -> tuple[str, str]:
    """Return what a typed text gives a cell, a sum worked out, and what to say of it; what cannot be worked out stays as typed."""
    if not is_sum(text):
        return text, ""
    try:
        found = work_out(text)
    except AppError as refusal:
        return text, str(refusal)
    return show(found.value), found.told


class CellEditor(QLineEdit):
    """The field over a cell. While `replacing` (typing began it) arrows finish it; after F2 they move within the text."""

    refused = Signal(str)
    fill_asked = Signal()

    def __init__(self, parent: QWidget, replacing: bool) -> None:
        super().__init__(parent)
        self.replacing = replacing
        self.loaded = False
        self.cell_rect = QRect()
        self.setObjectName("cellEditor")
        self.setFrame(False)
        self.setMaxLength(_NEVER_CUT)
        # A file dropped on the field is meant for the window.
        self.setAcceptDrops(False)
        self._held, self._longest = "", LONGEST_REMARK
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.textChanged.connect(self.grow)
        self.textEdited.connect(self._check_length)

    def load(self, text: str) -> None:
        """Show what the cell holds, however long: an edit may make it shorter, never longer than any cell may be."""
        self.loaded = True
        self._held, self._longest = text, max(LONGEST_REMARK, len(text))
        self.setText(text)

    def _check_length(self, text: str) -> None:
        """Take back an edit that makes the text too long, whole: half a paste would be another remark."""
        if len(text) <= self._longest:
            self._held = text
            return
        cursor = self.cursorPosition() - (len(text) - len(self._held))
        self.setText(self._held)
        self.setCursorPosition(min(max(cursor, 0), len(self._held)))
        self.refused.emit(f"没有输入：一格最多写 {self._longest} 字，请把说明写到文字部分")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to fill the selection beside what every field offers."""
        menu = self.createStandardContextMenu()
        menu.addSeparator()
        menu.addAction("填入选中的各格(&F)\tCtrl+回车").triggered.connect(self.fill_asked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field in the frame of the current cell."""
        super().paintEvent(event)
        painter = QPainter(self)
        pen = QPen(colour("accent"), _FRAME)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def grow(self) -> None:
        """Widen over the neighbours while the text is longer than the cell, within the table."""
        margin = self.textMargins()
        needed = text_width(self.text(), self.font()) + margin.left() + margin.right() + 8
        width = max(self.cell_rect.width(), round(needed))
        box = QRect(self.cell_rect)
        box.setLeft(box.right() + 1 - width)
        if box.left() < 0:
            box.moveLeft(0)
        self.setGeometry(box)


class CellDelegate(QStyledItemDelegate):
    """Edit with a CellEditor; the view paints the cells itself."""

    # Step | None: where to go after an edit was finished with a key.
    finished = Signal(object)
    # What Ctrl+Enter writes into all that is selected, and the sum that it came of.
    filled = Signal(str, str)

    def __init__(self, view: "GridView") -> None:
        super().__init__(view)
        self._view = view
        self.replacing = True
        self.editor: CellEditor | None = None

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Open a field with the cell's type and place named for screen readers."""
        editor = CellEditor(parent, self.replacing)
        metrics = self._view.metrics
        editor.setFont(metrics.figures)
        editor.setTextMargins(metrics.pad - 2, 0, metrics.pad - 2, 0)
        cell = self._view.grid_model.cell(index)
        if cell is not None and cell.cell is not None:
            editor.setAccessibleName(self._view.session.report.form.label(cell.cell))
        editor.refused.connect(self._view.session.message)
        editor.fill_asked.connect(lambda: self._fill(editor))
        editor.destroyed.connect(lambda: self.forget(editor))
        self.editor = editor
        self._view.handle.refresh()
        return editor

    def let_go(self) -> None:
        """Know no editor any more: the report that it wrote in gave way to another, and the view ends it."""
        self.editor = None

    def forget(self, editor: QWidget) -> None:
        """Know an editor no more that the view has closed: it ends some time later."""
        if self.editor is editor:
            self.editor = None

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Load the cell's text once: findings that arrive while a person types must not undo the typing."""
        if isinstance(editor, CellEditor) and not editor.loaded:
            editor.load(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Hand what was typed to the session."""
        if isinstance(editor, CellEditor):
            text, told = worked(editor.text())
            model.setData(index, text, Qt.ItemDataRole.EditRole)
            if told:
                self._view.session.message.emit(told)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Lay the field over the cell, its hairline left free."""
        if isinstance(editor, CellEditor):
            rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
            editor.cell_rect = rect.adjusted(0, 0, -1, -1)
            editor.grow()

    def commit(self) -> None:
        """Finish an open edit and keep its text."""
        self._finish(None)

    def _finish(self, step: Step | None, *, keep: bool = True) -> None:
        editor = self.editor
        if editor is None or (step is not None and self._refuses(editor)):
            return
        self.editor = None
        if keep:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, _NO_HINT)
        if step is not None:
            self.finished.emit(step)

    def _refuses(self, editor: CellEditor) -> bool:
        """Tell whether what was typed is a sum that cannot be worked out, and say why; the field stays open for another key."""
        if not is_sum(editor.text()):
            return False
        try:
            work_out(editor.text())
        except AppError as refusal:
            editor.refused.emit(str(refusal))
            return True
        return False

    def _fill(self, editor: CellEditor) -> None:
        """Hand what was typed over for all selected cells; they stay selected."""
        if self._refuses(editor):
            return
        text, told = worked(editor.text())
        self._finish(None, keep=False)
        self.filled.emit(text, told)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that finish an edit; leave all others to the field."""
        if isinstance(watched, CellEditor) and watched is self.editor:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._key(watched, event)
            if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
                if event.reason() != Qt.FocusReason.PopupFocusReason:
                    self.commit()
                return False
        return False

    def _key(self, editor: CellEditor, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Paste) and holds_files(on_clipboard()):
            editor.refused.emit(FILES_REFUSED)
            return True
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._fill(editor)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(Step.UP if shifted else Step.DOWN)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = shifted or key == Qt.Key.Key_Backtab
            self._finish(Step.PREVIOUS if back else Step.NEXT)
        elif key == Qt.Key.Key_Escape:
            self._finish(None, keep=False)
        elif key == Qt.Key.Key_F2:
            editor.replacing = not editor.replacing
        elif editor.replacing and key in _MOVES and event.modifiers() in _PLAIN:
            self._finish(_MOVES[key])
        else:
            return False
        return True
