"""The acts on standard sentences: offer them at the cursor, insert one, keep what is selected as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from gui import dialogs
from gui.session import Session

if TYPE_CHECKING:
    from core.sentences import Sentence
    from gui.sentence_popup import SentencePopup
    from gui.text_area import TextArea

_NOT_PROSE = "常用语句用于文字部分；请把光标放到要写的地方"


@runtime_checkable
class Prose(Protocol):
    """What is asked of a prose part that a sentence goes into."""

    part: str
    area: TextArea
    session: Session

    def commit(self) -> None:
        """Take in what a person has typed."""


class SentenceActs(QObject):
    """Work on the prose that has the keyboard, else that of the page shown."""

    def __init__(self, session: Session, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._work = session, work
        self._popup: SentencePopup | None = None

    def phrases(self) -> None:
        """Offer the sentences at the cursor; the key that called them sends them away."""
        if self._popup is not None:
            self._popup.leave()
            return
        editor = self._editor()
        if editor is None:
            self._session.message.emit(_NOT_PROSE)
            return
        from gui.sentence_popup import SentencePopup

        editor.commit()
        popup = self._popup = SentencePopup(self._session.office.sentences, self._session.report, editor.part, editor.area)
        popup.chosen.connect(lambda sentence: insert(editor, sentence))
        popup.managing.connect(lambda: self._manage(editor))
        popup.closed.connect(self._gone)
        self._session.replaced.connect(popup.leave)
        popup.open()

    def _gone(self) -> None:
        self._popup = None

    def keep_phrase(self) -> None:
        """Keep what is selected."""
        editor = self._editor()
        if editor is None:
            self._session.message.emit(_NOT_PROSE)
            return
        from gui.sentence_keeping import keep_selection

        keep_selection(self._session, editor.area, editor.part)

    def _manage(self, editor: Prose) -> None:
        dialogs.show_sentences(editor.area.window(), self._session)
        self.phrases()

    def _editor(self) -> Prose | None:
        at: QWidget | None = QApplication.focusWidget()
        while at is not None and not isinstance(at, Prose):
            at = at.parentWidget()
        work = self._work()
        return at if isinstance(at, Prose) else work if isinstance(work, Prose) else None


def insert(editor: Prose, sentence: Sentence) -> None:
    """Put a sentence in place of the selection, its first paragraph running on in that of the cursor, as one undo step."""
    from core.sentences import filled
    from gui.text_paragraphs import carry_inherited, plain

    session, part = editor.session, editor.part
    cursor, whole = editor.area.textCursor(), QTextCursor(editor.area.document())
    end = editor.area.document().characterCount() - 1
    before, after = (_text(whole, *span) for span in ((0, cursor.selectionStart()), (cursor.selectionEnd(), end)))
    lines = (before + "\n".join(filled(sentence, session.report)) + after).split("\n")
    texts = [text for text in map(plain, lines) if text]
    session.edit_text(part, carry_inherited(session.report.paragraphs(part), texts), f"插入“{sentence.title}”")
    editor.area.setFocus()


def _text(cursor: QTextCursor, start: int, end: int) -> str:
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2029", "\n")
