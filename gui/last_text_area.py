"""The field that shows last year's prose: read-only, in the type of the text beside it, what is gone struck through."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QTextEdit, QWidget

from gui.figure_places import Figures
from gui.menu_key import asks_for_menu
from gui.text_look import MARGIN, ProseHighlighter, keep_face, lay_out
from gui.text_marks import extra
from gui.text_paragraphs import units
from gui.theme import colour

_RULE, _RULE_FROM_TEXT = 3, 13


class LastTextArea(QTextEdit):
    """Show paragraphs; the block numbers are theirs."""

    # int: the paragraph meant.
    chosen = Signal(int)
    take_asked = Signal(int)
    put_asked = Signal(int)
    current_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zoom = 0.0
        self.setObjectName("lastText")
        self.setAccessibleName("上年文字")
        self.setAccessibleDescription("回车到今年的这一段，Ctrl+回车 取用这一段")
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._highlighter = ProseHighlighter(self.document(), lambda _: False, Figures(self.document()))
        self.cursorPositionChanged.connect(self._moved)

    # ---- what is shown -----------------------------------------------------------------------

    def show_texts(self, texts: Sequence[str], zoom: float) -> None:
        """Show paragraphs at a zoom; what is shown already stays where it is."""
        if "\n".join(texts) != self.toPlainText():
            self.setPlainText("\n".join(texts))
            # A text put in anew has no indents yet.
            self._zoom = 0.0
        if zoom != self._zoom:
            self._zoom = zoom
            lay_out(self.document(), zoom)

    def changeEvent(self, event: QEvent) -> None:
        """Stay in the face of the text beside it."""
        super().changeEvent(event)
        # 0: not laid out yet.
        if getattr(self, "_zoom", 0.0):
            keep_face(self.document(), self._zoom, event)

    def show_gone(self, spans: Mapping[int, Sequence[tuple[int, int]]]) -> None:
        """Strike what is gone: (start, end) in characters by paragraph."""
        shape = QTextCharFormat()
        shape.setBackground(colour("gone"))
        shape.setFontStrikeOut(True)
        shown: list[QTextEdit.ExtraSelection] = []
        for number, found in spans.items():
            block = self.document().findBlockByNumber(number)
            shown += [extra(cursor, shape) for cursor in parts_of(block, found)]
        self.setExtraSelections(shown)

    def current(self) -> int:
        """Return the paragraph that the cursor is in."""
        return self.textCursor().blockNumber()

    def light(self, number: int) -> None:
        """Make a paragraph the current one."""
        if number != self.current():
            self.setTextCursor(QTextCursor(self.document().findBlockByNumber(number)))

    def _moved(self) -> None:
        self.viewport().update()
        self.current_changed.emit(self.current())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, and a rule beside the current paragraph."""
        super().paintEvent(event)
        block = self.textCursor().block()
        if not block.text():
            return
        painter = QPainter(self.viewport())
        rect = self.text_rect(block)
        left = (MARGIN - _RULE_FROM_TEXT) * self._zoom
        top = rect.top() - self.verticalScrollBar().value()
        painter.fillRect(QRectF(left, top + 3, _RULE * self._zoom, rect.height() - 4), colour("accent"))
        painter.end()

    def text_rect(self, block: QTextBlock) -> QRectF:
        """Return where a paragraph's lines stand in the document, without the room above them."""
        return self.document().documentLayout().blockBoundingRect(block)

    # ---- keys and mouse ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go or take by Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self.take_asked if event.modifiers() & Qt.KeyboardModifier.ControlModifier else self.chosen).emit(self.current())
        elif asks_for_menu(event):
            self._show_menu_at_cursor()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go where a click means; words that were selected stay selected."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self.chosen.emit(self.current())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the paragraph at the pointer, or at the cursor when the menu key was pressed."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._show_menu_at_cursor()
            return
        if not self.textCursor().hasSelection():
            self.setTextCursor(self.cursorForPosition(event.pos()))
        self._show_menu(self.viewport().mapToGlobal(event.pos()))

    def _show_menu_at_cursor(self) -> None:
        self._show_menu(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))

    def _show_menu(self, where: QPoint) -> None:
        if QApplication.activePopupWidget() is not None:
            # Some systems send the menu key as a key and as a wish for a menu.
            return
        number = self.current()
        menu = QMenu(self)
        menu.addAction("取用这一段(&T)\tCtrl+回车", lambda: self.take_asked.emit(number))
        menu.addAction("插到光标所在段的后面(&I)", lambda: self.put_asked.emit(number))
        menu.addSeparator()
        menu.addAction("到今年的这一段(&G)\t回车", lambda: self.chosen.emit(number))
        menu.addAction("复制(&C)\tCtrl+C", self.copy).setEnabled(self.textCursor().hasSelection())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)


def parts_of(block: QTextBlock, spans: Sequence[tuple[int, int]]) -> list[QTextCursor]:
    """Select stretches of a block, each (start, end) in characters."""
    text, found = block.text(), list[QTextCursor]()
    # Characters that Qt counts as two are few: without one, nothing needs to be counted.
    count = units if max(text, default="") > "\uffff" else len
    for start, end in spans:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + count(text[:start]))
        cursor.setPosition(block.position() + count(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        found.append(cursor)
    return found
