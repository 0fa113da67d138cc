"""What the panes beside a prose section ask of the editor that they stand by; it is handed in."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextEdit

from core.report import Paragraph
from gui.text_paragraphs import plain


class ProseWork(Protocol):
    """The editor of a section's prose."""

    part: str
    area: QTextEdit

    @property
    def cursor_moved(self) -> SignalInstance:
        """The signal of the paragraph, from 0, that the cursor goes to."""
        ...

    def paragraph(self) -> int:
        """Return the paragraph, from 0, that the cursor is in."""
        return 0

    def go_to(self, paragraph: int, start: int, end: int, /) -> None:
        """Select a stretch of a paragraph and take the keyboard."""

    def commit(self) -> None:
        """Take in what was typed and the session does not have yet."""

    def show_beside(self, selections: list[QTextEdit.ExtraSelection], /) -> None:
        """Lay marks under the text."""


def shown(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return paragraphs as they are shown, one text for each."""
    return [plain(paragraph.text) for paragraph in paragraphs]


def blocks_of(area: QTextEdit, texts: Sequence[str]) -> dict[int, QTextBlock]:
    """Return the block of each paragraph that has words, by its number; none where the field shows something else."""
    found: dict[int, QTextBlock] = {}
    numbers = (number for number, text in enumerate(texts) if text)
    block = area.document().firstBlock()
    while block.isValid():
        if block.text().strip():
            number = next(numbers, None)
            if number is None or plain(block.text()) != texts[number]:
                return {}
            found[number] = block
        block = block.next()
    return found
