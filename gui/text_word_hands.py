"""Hands on words: a double click takes one, dragged on more; Ctrl with the arrows goes, with the delete keys deletes, by words."""

from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QTextEdit

from gui.text_words import next_word, previous_word, word_at

_KEEP, _MOVE = QTextCursor.MoveMode.KeepAnchor, QTextCursor.MoveMode.MoveAnchor
_STANDARD = QKeySequence.StandardKey
# Key, whether it goes forward, whether it selects, whether it deletes.
_KEYS = (
    (_STANDARD.MoveToNextWord, True, False, False),
    (_STANDARD.MoveToPreviousWord, False, False, False),
    (_STANDARD.SelectNextWord, True, True, False),
    (_STANDARD.SelectPreviousWord, False, True, False),
    (_STANDARD.DeleteEndOfWord, True, True, True),
    (_STANDARD.DeleteStartOfWord, False, True, True),
)


class WordHands:
    """Select, go and delete by words in a text field."""

    def __init__(self, area: QTextEdit) -> None:
        self._area = area
        # Start and end of the word that a double click took, while the button is held.
        self._held: tuple[int, int] | None = None

    def begin(self, position: int) -> None:
        """Select the word at a position of the document; nothing beside the words, where it is -1."""
        if position >= 0:
            self._held = self._span(position)
            self._select(*self._held)

    def lead(self, position: int) -> bool:
        """Select on to a position while a double click is held; tell whether one is."""
        if self._held is None:
            return False
        start, end = self._held
        there, until = self._span(position) if not start <= position <= end else self._held
        # The end that moves is the one that the keyboard goes on from.
        self._select(*((end, there) if there < start else (start, max(end, until))))
        return True

    def end(self) -> None:
        """Let go."""
        self._held = None

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for words; tell whether it meant any. From paragraph to paragraph is left to Qt."""
        for key, forward, selects, deletes in _KEYS:
            if event.matches(key):
                return self._by_word(forward=forward, selects=selects, deletes=deletes)
        return False

    def _by_word(self, *, forward: bool, selects: bool, deletes: bool) -> bool:
        cursor = self._area.textCursor()
        if deletes and cursor.hasSelection():
            return False
        block = cursor.block()
        at, text = cursor.position() - block.position(), block.text()
        there = next_word(text, at) if forward else previous_word(text, at)
        if there == at:
            return False
        cursor.setPosition(block.position() + there, _KEEP if selects else _MOVE)
        if deletes:
            cursor.removeSelectedText()
        self._area.setTextCursor(cursor)
        self._area.ensureCursorVisible()
        return True

    def _span(self, position: int) -> tuple[int, int]:
        block = self._area.document().findBlock(position)
        start, end = word_at(block.text(), position - block.position())
        return block.position() + start, block.position() + end

    def _select(self, anchor: int, position: int) -> None:
        cursor = self._area.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, _KEEP)
        self._area.setTextCursor(cursor)
