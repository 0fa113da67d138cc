"""The field that prose is written in: it looks like the paper, takes plain paragraphs only, and shows what findings name."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from gui.figure_paint import paint_figures
from gui.figure_places import Figures
from gui.menu_key import asks_for_menu
from gui.pasting import FILES_REFUSED, holds_files
from gui.text_look import MARGIN, SIZE, keep_face
from gui.text_paragraphs import clean
from gui.text_word_hands import WordHands
from gui.theme import colour

# A section of 200,000 characters is a slip of the paste key: laying it out would hold the window up.
_LONGEST_PASTE = 200_000
# The longest section of a real report has some forty; each is looked at again at every key.
_MOST_PARAGRAPHS = 500
# The eye loses the line beyond this many characters.
_LONGEST_LINE = 50
_RULE, _RULE_FROM_TEXT = 3, 13
_STANDARD = QKeySequence.StandardKey


class TextArea(QTextEdit):
    """A text field without rich text and without undo of its own."""

    undo_asked = Signal()
    redo_asked = Signal()
    find_asked = Signal()
    find_again_asked = Signal(bool)
    refused = Signal(str)
    menu_asked = Signal(QPoint, int)

    def __init__(self, inherited: Callable[[int], bool], told_at: Callable[[int], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inherited, self._told_at = inherited, told_at
        self._zoom = 1.0
        self.composing = False
        # The live figures of the text, whose grounds are painted.
        self.figures: Figures | None = None
        self._words = WordHands(self)
        self.setObjectName("prose")
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def bring_into_view(self) -> None:
        """Scroll so that the cursor has text above and below it."""
        self.ensureCursorVisible()
        where, height = self.cursorRect().center().y(), self.viewport().height()
        if not height // 8 <= where <= height * 3 // 4:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + where - height // 3)

    def set_zoom(self, zoom: float) -> None:
        """Keep the lines at a length that can be read, at any zoom."""
        self._zoom = zoom
        self._narrow()

    def _narrow(self) -> None:
        longest = round((_LONGEST_LINE * SIZE + 2 * MARGIN) * self._zoom)
        room = self.width() - (self.verticalScrollBar().width() if self.verticalScrollBar().isVisible() else 0)
        # On a wide sheet the lines stand in the middle.
        side = max((room - longest) // 2, 0)
        if side != self.viewportMargins().left():
            self.setViewportMargins(side, 0, side, 0)
        width = min(self.viewport().width(), longest)
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines at a length that can be read."""
        super().resizeEvent(event)
        self._narrow()

    def changeEvent(self, event: QEvent) -> None:
        """Stay in the face of the paper."""
        super().changeEvent(event)
        if hasattr(self, "_zoom"):
            keep_face(self.document(), self._zoom, event)

    # ---- plain text in and out ---------------------------------------------------------------

    # createMimeDataFromSelection stays Qt's own: an object made in Python that waits on the clipboard outlives the interpreter,
    # and its end would crash the program's.
    def copy(self) -> None:
        """Copy words without their looks."""
        if self.textCursor().hasSelection():
            QGuiApplication.clipboard().setText(self.textCursor().selectedText().replace("\u2029", "\n"))

    def cut(self) -> None:
        """Copy the words, then take them out."""
        self.copy()
        self.textCursor().removeSelectedText()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take whatever has words; a file is for the window to read."""
        return source.hasText() and not holds_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop as plain paragraphs."""
        if holds_files(source):
            self.refused.emit(FILES_REFUSED)
            return
        text = source.text()
        if len(text) > _LONGEST_PASTE:
            self.refused.emit("没有粘贴：文字太长，不像是一个部分的内容，请只复制需要的段落")
            return
        paragraphs = clean(text)
        if len(paragraphs) > _MOST_PARAGRAPHS:
            self.refused.emit(f"没有粘贴：一次最多粘贴 {_MOST_PARAGRAPHS} 段，剪贴板里有 {len(paragraphs)} 段，请只复制需要的段落")
            return
        self.insert_paragraphs(paragraphs)

    def insert_paragraphs(self, paragraphs: list[str]) -> None:
        """Put paragraphs in place of the selection, the first one running on in the paragraph of the cursor."""
        if not paragraphs:
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for place, paragraph in enumerate(paragraphs):
            if place:
                cursor.insertBlock()
            cursor.insertText(paragraph)
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    # ---- keys --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Leave undo, redo and search to the window: they belong to the report, not to this field."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._window_key(event):
            event.ignore()
            return True
        return super().event(event)

    def _window_key(self, event: QKeyEvent) -> Callable[[], None] | None:
        keys = {
            _STANDARD.Undo: self.undo_asked.emit,
            _STANDARD.Redo: self.redo_asked.emit,
            _STANDARD.Find: self.find_asked.emit,
            _STANDARD.FindNext: lambda: self.find_again_asked.emit(True),
            _STANDARD.FindPrevious: lambda: self.find_again_asked.emit(False),
        }
        return next((act for key, act in keys.items() if event.matches(key)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Make every Enter a paragraph; take the window's keys where no menu took them."""
        act = self._window_key(event)
        if act is not None:
            act()
        elif event.matches(_STANDARD.Copy):
            self.copy()
        elif event.matches(_STANDARD.Cut):
            self.cut()
        elif asks_for_menu(event):
            self._ask_at_cursor()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
        elif not self._words.take_key(event):
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know whether a composition is under way: its letters are not yet text."""
        self.composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    # ---- words -------------------------------------------------------------------------------

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word under the pointer."""
        super().mouseDoubleClickEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._words.begin(self.position_at(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead a selection of words on by words."""
        if not self._words.lead(self.cursorForPosition(event.position().toPoint()).position()):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of a selection of words."""
        self._words.end()
        super().mouseReleaseEvent(event)

    # ---- what is shown beside the words ------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text over the grounds of its figures, and a rule beside paragraphs that are still last year's."""
        if self.figures is not None:
            paint_figures(self, self.figures, event.rect())
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        layout, dy = self.document().documentLayout(), -self.verticalScrollBar().value()
        block = self.document().firstBlock()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(0, dy)
            if rect.top() > event.rect().bottom():
                break
            if rect.bottom() >= event.rect().top() and self._inherited(block.blockNumber()):
                left = (MARGIN - _RULE_FROM_TEXT) * self._zoom
                painter.fillRect(QRectF(left, rect.top() + 3, _RULE * self._zoom, rect.height() - 4), colour("line"))
            block = block.next()
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what is wrong with the words under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self._told_at(self.position_at(event.pos()))
            if words:
                QToolTip.showText(event.globalPos(), words, self.viewport())
            else:
                QToolTip.hideText()
                event.ignore()
            return True
        return super().viewportEvent(event)

    def position_at(self, point: QPoint) -> int:
        """Return the position under a point; -1 beside or below the words."""
        where = QPoint(point.x() + self.horizontalScrollBar().value(), point.y() + self.verticalScrollBar().value())
        return self.document().documentLayout().hitTest(where, Qt.HitTestAccuracy.ExactHit)

    def _ask_at_cursor(self) -> None:
        self.menu_asked.emit(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()), self.textCursor().position())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the pointer, or at the cursor when the menu key was pressed."""
        point, position = event.pos(), self.position_at(event.pos())
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_at_cursor()
            return
        if not self.textCursor().hasSelection() and position >= 0:
            cursor = self.textCursor()
            cursor.setPosition(position, QTextCursor.MoveMode.MoveAnchor)
            self.setTextCursor(cursor)
        self.menu_asked.emit(self.viewport().mapToGlobal(point), position)
