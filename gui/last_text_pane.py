"""对照上年: last year's version of a section beside the text, with what is gone; what is new is marked in the text itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent, QTextBlock, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from core.compare import Kind, Pair, Piece
from core.taking import put, taken
from gui.labels import Elided, link, words
from gui.last_text_align import align, follow
from gui.last_text_area import LastTextArea, parts_of
from gui.last_text_source import Compared, LastTextSource
from gui.prose_work import ProseWork, blocks_of
from gui.session import Session
from gui.text_marks import extra
from gui.theme import colour

NARROWEST = 264
_UNKNOWN = "上年报告的这一部分没有文字，无从对照。"


class LastTextPane(QFrame):
    """The column; at rest while nobody sees it."""

    def __init__(self, session: Session, work: ProseWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._work = session, work
        self._compared = Compared()
        self._zoom = 1.0
        # What is marked now: in last year's text by block, in this year's by paragraph.
        self._gone: dict[int, tuple[tuple[int, int], ...]] = {}
        self._fresh: dict[int, _Marks] = {}
        self.setObjectName("lastTextPane")
        self.setAccessibleName("对照上年")
        self.setMinimumWidth(NARROWEST)
        self.area = LastTextArea()
        self.source = LastTextSource(session, work.part, self)
        self.title, self.told = words("", "column"), Elided("dim")
        self.take = link("取用这一段", "把上年的这一段取到今年的文字里", lambda: self.take_paragraph(self._current()))
        self._unknown = words(_UNKNOWN, "dim", wrap=True)
        self._unknown.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._unknown.hide()
        self._lay_out()
        self.setFocusProxy(self.area)
        self._connect()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.told, 1)
        head.addWidget(self.take)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(head)
        box.addWidget(self.area, 1)
        box.addWidget(self._unknown, 1)

    def _connect(self) -> None:
        self.source.made.connect(self._show)
        self.area.chosen.connect(self._go)
        self.area.take_asked.connect(self._take_shown)
        self.area.put_asked.connect(self._put_shown)
        self._work.cursor_moved.connect(self._follow_cursor)
        self._work.area.verticalScrollBar().valueChanged.connect(self._follow)
        self._work.area.document().documentLayout().documentSizeChanged.connect(self._follow)

    def enter(self) -> None:
        """Take the keyboard."""
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_zoom(self, zoom: float) -> None:
        """Show the text as large as the one beside it."""
        self._zoom = zoom
        if self.isVisible():
            self._show(self._compared)

    # ---- what is shown -----------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody saw it."""
        super().showEvent(event)
        self.source.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let everything rest, and take the marks off the text."""
        super().hideEvent(event)
        self.source.set_active(False)
        self._forget_marks()
        self._work.show_beside([])

    def _forget_marks(self) -> None:
        self._gone, self._fresh = {}, {}

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand beside each other again when the lines break elsewhere."""
        super().resizeEvent(event)
        self._follow()

    def changeEvent(self, event: QEvent) -> None:
        """Mark in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_compared") and self.isVisible():
            self._forget_marks()
            self._mark()

    def _show(self, compared: Compared) -> None:
        """Show both years' differences."""
        if compared.last != self._compared.last:
            self._forget_marks()
        self._compared = compared
        last = self._session.report.last
        self.title.setText(f"上年（{last.year} 年度）" if last and last.year else "上年")
        self.told.setText(_told(compared))
        texts = [text for text in compared.last if text]
        for each, is_there in ((self.area, bool(texts)), (self.take, bool(texts)), (self._unknown, not texts)):
            each.setVisible(is_there)
        self.area.show_texts(texts, self._zoom)
        self._mark()
        self._follow_cursor(self._work.paragraph())

    def _mark(self) -> None:
        gone = {self._block(p.last): p.spans(Kind.GONE) for p in self._compared.pairs if p.last is not None}
        if gone != self._gone:
            self._gone = gone
            self.area.show_gone(gone)
        blocks = blocks_of(self._work.area, self._compared.now) if self._compared.last else {}
        before, self._fresh = self._fresh, {}
        for pair in self._compared.pairs:
            if pair.now in blocks:
                self._fresh[pair.now] = _marks_of(pair, blocks[pair.now], before.get(pair.now))
        self._work.show_beside([selection for marks in self._fresh.values() for selection in marks.selections])

    def _mates(self) -> dict[int, QTextBlock] | None:
        """Return this year's block for each of last year's blocks that became one; None where that was typed on meanwhile."""
        blocks = blocks_of(self._work.area, self._compared.now)
        if not blocks and any(self._compared.now):
            return None
        return {self._block(p.last): blocks[p.now] for p in self._compared.pairs if p.last is not None and p.now in blocks}

    def _follow(self) -> None:
        """Stand beside the text again."""
        if self.isVisible() and self._compared.pairs:
            mates = self._mates()
            if mates is not None:
                align(self.area, self._work.area, mates)
                follow(self.area, self._work.area, mates)

    def _follow_cursor(self, paragraph: int) -> None:
        """Light what the paragraph at the cursor was."""
        mate = next((p.last for p in self._compared.pairs if p.now == paragraph), None)
        if self.isVisible() and mate is not None and not self.area.hasFocus():
            self.area.light(self._block(mate))
        self._follow()

    # ---- numbers: a block for each paragraph that has words ------------------------------------

    def _block(self, paragraph: int) -> int:
        return sum(bool(text) for text in self._compared.last[:paragraph])

    def _paragraph(self, block: int) -> int:
        return [number for number, text in enumerate(self._compared.last) if text][block]

    def _current(self) -> int:
        return self._paragraph(self.area.current())

    # ---- acts --------------------------------------------------------------------------------

    def _go(self, block: int) -> None:
        number = self._paragraph(block)
        now = next(pair.now for pair in self._compared.pairs if pair.last == number)
        if now is None:
            self._session.message.emit("这一段今年没有；要用它，按 Ctrl+回车 取用")
        else:
            self._work.go_to(now, 0, 0)

    def _take_shown(self, block: int) -> None:
        self.take_paragraph(self._paragraph(block))

    def _put_shown(self, block: int) -> None:
        self._work.commit()
        behind = self._work.paragraph() + 1
        self._edit(*put(self._session.report, self._work.part, self._paragraph(block), behind))

    def take_paragraph(self, number: int) -> None:
        """Put last year's paragraph in place of what it became, or where it would stand."""
        self._work.commit()
        self._edit(*taken(self._session.report, self._work.part, self.source.now().pairs, number))

    def take_at_cursor(self) -> bool:
        """Take what the paragraph at the cursor was, or the current one where the keyboard is here; False where there is none."""
        pairs = self.source.now().pairs
        paragraph = self._work.paragraph()
        number = self._current() if self.area.hasFocus() else next((p.last for p in pairs if p.now == paragraph), None)
        if number is None or not self._compared.last:
            return False
        self.take_paragraph(number)
        return True

    def _edit(self, paragraphs: tuple, place: int) -> None:
        if self._session.edit_text(self._work.part, paragraphs, "取用上年的一段"):
            self._session.message.emit("已取用上年的一段，年份已顺延")
        self._work.go_to(place, 0, 0)


@dataclass(frozen=True, slots=True)
class _Marks:
    """What is marked in a paragraph and where, counted from its beginning; the cursors move along when others change."""

    pieces: tuple[Piece, ...]
    cursors: tuple[QTextCursor, ...]
    offsets: tuple[tuple[int, int], ...]
    selections: tuple[QTextEdit.ExtraSelection, ...]


def _marks_of(pair: Pair, block: QTextBlock, before: _Marks | None) -> _Marks:
    """Return the marks under what is new in a paragraph, those from before where they stand as they stood."""
    if before is not None and before.pieces is pair.pieces and _offsets(before.cursors, block) == before.offsets:
        return before
    shape = QTextCharFormat()
    shape.setBackground(colour("fresh"))
    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    cursors = tuple(parts_of(block, pair.spans(Kind.NEW)))
    return _Marks(pair.pieces, cursors, _offsets(cursors, block), tuple(extra(cursor, shape) for cursor in cursors))


def _offsets(cursors: Sequence[QTextCursor], block: QTextBlock) -> tuple[tuple[int, int], ...]:
    start = block.position()
    return tuple((cursor.selectionStart() - start, cursor.selectionEnd() - start) for cursor in cursors)


def _told(compared: Compared) -> str:
    """Say how much differs."""
    pairs = compared.pairs
    changed = sum(p.changed for p in pairs if p.last is not None and p.now is not None)
    counts = (
        (changed, "段有改动"),
        (sum(p.now is None for p in pairs), "段今年没有"),
        (sum(p.last is None for p in pairs), "段新写"),
    )
    return " · ".join(f"{count} {name}" for count, name in counts if count) or "两年一样"
