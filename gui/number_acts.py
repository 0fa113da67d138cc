"""The act that leads from number to number of the prose: those are what a text of last year has most to be mended in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.report import Paragraph
from gui.session import Session
from gui.text_paragraphs import characters, leading_blanks
from gui.workspace import Workspace

if TYPE_CHECKING:
    from gui.text_editor import TextEditor

# Paragraph from 0, start and end in its text.
_Place = tuple[int, int, int]


class NumberActs(QObject):
    """Select the number that comes next, so that what is typed takes its place."""

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session, self._workspace = session, workspace

    def next_number(self) -> None:
        """Select the next number of the text shown, after the last the first; years and live figures need no mending."""
        from gui.text_editor import TextEditor

        self._workspace.page().commit()
        work = self._workspace.page().work
        if not isinstance(work, TextEditor):
            self._session.message.emit("这里没有文字部分；到前言和第一、五、六部分就能逐个看数")
            return
        found = _numbers(work.paragraphs())
        if not found:
            self._session.message.emit("这一部分的文字里没有数")
            return
        here = _cursor(work)
        at = next((at for at, (paragraph, start, _) in enumerate(found) if (paragraph, start) >= here), 0)
        work.go_to(*found[at])
        self._session.message.emit(f"第 {at + 1} 个数，共 {len(found)} 个；直接输入就改")


def _numbers(paragraphs: Sequence[Paragraph]) -> list[_Place]:
    from core.figures import figures

    found: list[_Place] = []
    for number, paragraph in enumerate(paragraphs):
        for figure in figures(paragraph.text):
            # The unit stays.
            end = figure.start + len(paragraph.text[figure.start : figure.end].removesuffix(figure.unit).rstrip())
            if not any(live.start < end and figure.start < live.end for live in paragraph.live):
                found.append((number, figure.start, end))
    return found


def _cursor(work: TextEditor) -> tuple[int, int]:
    """Return the paragraph and the character in it from which on the next number is looked for."""
    cursor = work.area.textCursor()
    paragraph = work.paragraph()
    held = work.paragraphs()
    blanks = leading_blanks(held[paragraph].text) if paragraph < len(held) else 0
    offset = cursor.selectionEnd() - work.area.document().findBlock(cursor.selectionEnd()).position()
    return paragraph, characters(cursor.block().text(), offset) + blanks
