"""What hands do with live figures (活数) in a text: call up the list, remove one as a whole, turn it into plain digits and back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu

from core.cell_names import cell_name
from core.live import CLOSING, OPENING, linked, unlinked, with_figures, written
from core.report import Paragraph
from core.schema import CellId
from core.stretch import Stretch
from gui.figure_completer import FigureCompleter
from gui.figure_places import Figure
from gui.text_blocks import strip_indents
from gui.text_paragraphs import characters


class FigureHands(QObject):
    """Work the figures of one editor: `editor` is its TextEditor, which makes the changes."""

    def __init__(self, editor: Any) -> None:
        super().__init__(editor)
        self._editor = editor
        self.completer: FigureCompleter | None = None
        editor.edited.connect(self._follow)
        editor.area.installEventFilter(self)

    # ---- the list ----------------------------------------------------------------------------

    def open(self, *, brace: bool = False) -> None:
        """Open the list at the cursor, or send it away; `brace` tells that the character before it was typed to call it up."""
        editor, area = self._editor, self._editor.area
        if self.completer is not None:
            self.completer.leave()
            return
        # A cursor of its own keeps to its place whatever happens to the text meanwhile.
        spot = QTextCursor(area.textCursor())
        if brace:
            spot.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
        merge = editor.steps.last if brace else None
        made = FigureCompleter(editor.session.report, area)
        made.picked.connect(lambda cell: self.put(cell, spot.selectionStart(), spot.selectionEnd(), merge))
        editor.session.replaced.connect(made.leave)
        made.closed.connect(self._closed)
        self.completer = made
        made.open()

    def put(self, cell: CellId, start: int, end: int, merge: str | None = None) -> None:
        """Put a cell's figure in place of what stands from `start` to `end` of the document, as one step or as part of step `merge`."""
        editor, area = self._editor, self._editor.area
        number, cursor = written(editor.session.report.value(cell)), area.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        with editor.silence():
            cursor.insertText(number)
            area.setTextCursor(cursor)
            strip_indents(area.document())

        def link(paragraphs: list[Paragraph]) -> None:
            here, last = editor.paragraph(), characters(cursor.block().text(), cursor.positionInBlock())
            paragraphs[here] = linked(paragraphs[here], last - len(number), last, cell)

        editor.steps.close()
        editor.hand_over(link, merge)
        editor.steps.close()

    def _closed(self) -> None:
        self.completer = None

    def _follow(self, change: Stretch) -> None:
        """Open the list behind a brace; make figures of names that stand in braces."""
        if change.inserted in tuple(OPENING) and not change.removed and self._editor.area.hasFocus():
            self.open(brace=True)
        elif any(mark in change.inserted for mark in CLOSING):
            report, editor = self._editor.session.report, self._editor
            made = [with_figures(paragraph, report) for paragraph in editor.paragraphs()]
            editor.session.edit_text(editor.part, made, "插入活数", editor.steps.last)

    # ---- keys --------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Remove a figure as a whole."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self._editor.area.textCursor().hasSelection():
            figures, position = self._editor.figures, self._editor.area.textCursor().position()
            if event.key() == Qt.Key.Key_Backspace:
                return self._remove(figures.ending_at(position), position)
            if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                return self._remove(figures.beginning_at(position), position)
        return super().eventFilter(watched, event)

    def _remove(self, figure: Figure | None, position: int) -> bool:
        if figure is None:
            return False
        first = self._editor.area.document().findBlock(position).position()
        cursor = QTextCursor(self._editor.area.document())
        cursor.setPosition(first + figure.start)
        cursor.setPosition(first + figure.end, QTextCursor.MoveMode.KeepAnchor)
        self._editor.steps.close()
        cursor.removeSelectedText()
        self._editor.steps.close()
        return True

    # ---- menu and tooltip --------------------------------------------------------------------

    def told(self, position: int) -> str:
        """Say which cell the figure at a position follows; nothing where there is none."""
        figure = self._editor.figures.at(position)
        return f"活数：{cell_name(self._editor.session.report.form, figure.cell)}" if figure is not None else ""

    def add_to(self, menu: QMenu, position: int) -> None:
        """Add what can be done with the figure at a position."""
        editor = self._editor
        figure = editor.figures.at(position)

        def add(words: str, act: Callable[[], object]) -> None:
            menu.addAction(words).triggered.connect(lambda: act())

        if figure is not None:
            menu.addAction(self.told(position)).setEnabled(False)
            add("到这一格(&G)", lambda: editor.cell_asked.emit(figure.cell))
            add("改为普通数字(&N)", lambda: self._unlink(figure))
            menu.addSeparator()

    def _unlink(self, figure: Figure) -> None:
        editor = self._editor
        held = list(editor.paragraphs())
        held[figure.paragraph] = unlinked(held[figure.paragraph], figure.character)
        editor.session.edit_text(editor.part, held, "改为普通数字")
