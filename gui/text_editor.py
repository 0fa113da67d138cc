"""A prose part of the report in the window: the preamble or a text section, one block per paragraph."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QTextBlock
from PySide6.QtWidgets import QApplication, QTextEdit, QVBoxLayout, QWidget

from core.report import PREAMBLE, Paragraph, text_slot
from core.rules.engine import Finding
from core.stretch import Stretch, difference
from gui.figure_hands import FigureHands
from gui.figure_places import Figures
from gui.find_bar import FindBar
from gui.labels import sheet
from gui.session import Session
from gui.text_area import TextArea
from gui.text_blocks import become, blocks, drop_empty, number_of, paragraphs_in, place_in_lines, strip_indents
from gui.text_groups import Groups, name_of
from gui.text_look import ProseHighlighter, lay_out
from gui.text_marks import Marks, spoken, stretch, told
from gui.text_menu import text_menu
from gui.text_paragraphs import carry_inherited, plain


class TextEditor(QWidget):
    """Show and edit `part` of the session's report; every edit is an undo step of the session."""

    # int: the paragraph, from 0, that the cursor is in
    cursor_moved = Signal(int)
    # CellId: a person wants to see the cell that a figure follows.
    cell_asked = Signal(object)
    # Stretch: what a person has just changed, the report with it.
    edited = Signal(object)

    def __init__(self, session: Session, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.part = session, part
        self._zoom, self._quiet, self._told_paragraph = 1.0, 0, -1
        # Marks that others lay under the text; those of findings and search come over them.
        self._beside: list[QTextEdit.ExtraSelection] = []
        # For every block, whether it is a paragraph that is still last year's.
        self._inherited: list[bool] = []
        self.area = TextArea(self._is_inherited, lambda position: told(self.marks.at(position), self.hands.told(position)), self)
        self.figures = self.area.figures = Figures(self.area.document())
        self.marks = Marks(self.area.document(), part)
        self.steps = Groups(part)
        self._highlighter = ProseHighlighter(self.area.document(), self._is_inherited, self.figures)
        self.find_bar = FindBar(self.area, self)
        self.hands = FigureHands(self)
        self._lay_out()
        self._connect()
        self._load()

    def _lay_out(self) -> None:
        ground = sheet()
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.area)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.find_bar)
        box.addWidget(ground, 1)
        self.find_bar.hide()
        self.setFocusProxy(self.area)

    def _connect(self) -> None:
        area, session = self.area, self.session
        area.textChanged.connect(self._on_text)
        area.cursorPositionChanged.connect(self._on_cursor)
        area.undo_asked.connect(session.stack.undo)
        area.redo_asked.connect(session.stack.redo)
        area.find_asked.connect(self.open_find)
        area.find_again_asked.connect(self.find_bar.again)
        area.refused.connect(session.message)
        area.menu_asked.connect(self._show_menu)
        self.find_bar.found_changed.connect(self._show_marks)
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._load)
        session.findings_changed.connect(self._on_findings)

    # ---- what the window asks ----------------------------------------------------------------

    def go_to(self, paragraph: int, start: int, end: int) -> None:
        """Select characters `start` to `end` of a paragraph (from 0) and give the text the keys."""
        # Whoever follows an undo may ask before the undo has reached this field.
        if self._shown() != self._wanted():
            self._take_over()
        cursor = stretch(self.area.document(), self.session.report.paragraphs(self.part), paragraph, start, end)
        if cursor is not None:
            self.area.setTextCursor(cursor)
            self.area.bring_into_view()
        self.area.setFocus()

    def findings_here(self) -> list[Finding]:
        """Return the open findings at the cursor, the gravest first."""
        return self.marks.at(self.area.textCursor().position())

    def open_find(self) -> None:
        """Open the search over the text, for the selected words if there are any."""
        self.find_bar.open()

    def open_figures(self) -> None:
        """Open the list of live figures at the cursor."""
        if self.hands.completer is None:
            self.commit()
            self.setFocus()
        self.hands.open()

    def set_zoom(self, zoom: float) -> None:
        """Show the text larger or smaller; 1 is 15 px type."""
        self._zoom = zoom
        self.area.set_zoom(zoom)
        with self.silence():
            lay_out(self.area.document(), zoom)

    def commit(self) -> None:
        """Take in an unfinished composition and drop empty paragraphs, but for the one that the cursor is in."""
        if self.area.composing:
            QGuiApplication.inputMethod().commit()
        with self.silence():
            drop_empty(self.area.document(), self.area.textCursor().blockNumber())
        self.hand_over()
        self.steps.close()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep a composition when another section is shown."""
        self.commit()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Show the looks in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            with self.silence():
                self._highlighter.rehighlight()
            self._show_marks()

    # ---- text to session ---------------------------------------------------------------------

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Change the document without that being an edit of a person."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    def _blocks(self) -> Iterator[QTextBlock]:
        return blocks(self.area.document())

    def _on_text(self) -> None:
        """Take in an edit."""
        if not self._quiet:
            with self.silence():
                strip_indents(self.area.document())
            change = self.hand_over()
            if change is not None:
                self.edited.emit(change)

    def hand_over(self, link: Callable[[list[Paragraph]], None] | None = None, merge: str | None = None) -> Stretch | None:
        """Hand to the session what differs and return it; looks that change are no edit. `link` makes a figure of what was put in."""
        held = self.session.report.paragraphs(self.part)
        texts = self._shown()
        before = self._wanted()
        change = difference("\n".join(before), "\n".join(texts)) if texts != before else None
        if change is not None or link is not None:
            end = place_in_lines(self.area.textCursor()) if any(paragraph.live for paragraph in held) else -1
            now = list(carry_inherited(held, texts, end))
            if link is not None:
                link(now)
            key = merge or self.steps.key(change or Stretch(0, "", ""))
            with self.silence():
                self.session.edit_text(self.part, now, "插入活数" if link is not None or change is None else name_of(change), merge=key)
        self._mark_inherited()
        return change

    def _shown(self) -> list[str]:
        return [text for text in (plain(block.text()) for block in self._blocks()) if text]

    # ---- session to text ---------------------------------------------------------------------

    def _load(self) -> None:
        """Show the part anew."""
        with self.silence():
            self.area.setPlainText("\n".join(self._wanted()))
            lay_out(self.area.document(), self._zoom)
        # Where the cursor was in another report tells nothing of this one.
        self._told_paragraph = -1
        self._mark_inherited()
        self.steps.close()
        self._on_findings()
        self.area.setAccessibleName(self._name())

    def _name(self) -> str:
        form = self.session.report.form
        return "前言" if self.part == PREAMBLE else form.section(self.part).title

    def _wanted(self) -> list[str]:
        shown = (plain(paragraph.text) for paragraph in self.session.report.paragraphs(self.part))
        return [text for text in shown if text]

    def _on_changed(self, slots: frozenset[object]) -> None:
        """Follow an undo, a redo or a mend: only the stretch that differs is replaced, the cursor goes behind it."""
        if not self._quiet and text_slot(self.part) in slots:
            # Figures that follow a cell leave the cursor where it is.
            self._take_over(lead=all(isinstance(slot, str) for slot in slots))

    def _take_over(self, *, lead: bool = True) -> None:
        """Replace the stretch that differs from what the session holds; `lead` sets the cursor behind it."""
        with self.silence():
            cursor = become(self.area.document(), "\n".join(self._wanted()))
            if lead:
                self.area.setTextCursor(cursor)
                self.area.ensureCursorVisible()
        self._mark_inherited()
        self.steps.close()
        self._on_cursor()

    def _is_inherited(self, block: int) -> bool:
        return block < len(self._inherited) and self._inherited[block]

    def _mark_inherited(self) -> None:
        """Know anew which blocks are last year's and where figures stand; repaint those that differ."""
        flags = iter(paragraph.inherited for paragraph in self.session.report.paragraphs(self.part) if plain(paragraph.text))
        shown = list(self._blocks())
        before, self._inherited = self._inherited, [bool(plain(block.text())) and next(flags, False) for block in shown]
        self.figures.read(shown, self.session.report.paragraphs(self.part))
        with self.silence():
            for block in shown:
                if block.userState() != self._highlighter.state(block.blockNumber()):
                    self._highlighter.rehighlightBlock(block)
        if self._inherited != before:
            # Else the text repaints what differs by itself.
            self.area.viewport().update()

    # ---- marks, cursor, menu -----------------------------------------------------------------

    def _on_findings(self) -> None:
        self.marks.read(self.session.report, self.session.open_findings)
        self._show_marks()
        self._speak()

    def _speak(self) -> None:
        """Let a screen reader know what is wrong at the cursor."""
        words = spoken(self.findings_here(), self.hands.told(self.area.textCursor().position()))
        if words != self.area.accessibleDescription():
            self.area.setAccessibleDescription(words)

    def _show_marks(self) -> None:
        self.area.setExtraSelections(self._beside + self.marks.selections() + self.find_bar.selections())

    def show_beside(self, selections: list[QTextEdit.ExtraSelection]) -> None:
        """Lay marks of others under the text; an empty list takes them away."""
        if selections or self._beside:
            self._beside = selections
            self._show_marks()

    def paragraph(self) -> int:
        """Return the paragraph, from 0, that the cursor is in; an empty block counts with the one that it may become."""
        return number_of(self.area.document(), self.area.textCursor().block())

    def chosen(self) -> range:
        """Return the paragraphs, from 0, that the selection reaches into; that of the cursor where nothing is selected."""
        return paragraphs_in(self.area.document(), self.area.textCursor())

    def _on_cursor(self) -> None:
        self._speak()
        paragraph = self.paragraph()
        if paragraph != self._told_paragraph and not self._quiet:
            self._told_paragraph = paragraph
            self.cursor_moved.emit(paragraph)

    def _show_menu(self, where: QPoint, position: int) -> None:
        if QApplication.activePopupWidget() is not None:
            # Some systems send the menu key as a key and as a wish for a menu.
            return
        menu = text_menu(self.area, self.session, self.marks.at(position), self.part, partial(self.hands.add_to, position=position))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the part as the session holds it."""
        return self.session.report.paragraphs(self.part)
