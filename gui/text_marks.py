"""Marks under what findings name in prose: wave lines by level that move with the text until the next check."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from core.report import Paragraph, Report
from core.rules.engine import Finding, Level
from gui.finding_menu import mends
from gui.places import place_of
from gui.text_paragraphs import leading_blanks, units
from gui.theme import colour

_COLOURS = {Level.ERROR: "error", Level.CONFIRM: "confirm", Level.HINT: "hint"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding and the stretch of the document that it is about."""

    cursor: QTextCursor
    finding: Finding


def stretch(document: QTextDocument, paragraphs: Sequence[Paragraph], paragraph: int, start: int, end: int) -> QTextCursor | None:
    """Select characters `start` to `end` of a paragraph in the document; None where there is no such paragraph.

    Empty blocks, which a person may be about to fill, are no paragraphs.
    """
    block, left = document.firstBlock(), paragraph
    while block.isValid() and (left > 0 or not block.text().strip()):
        left -= bool(block.text().strip())
        block = block.next()
    if not block.isValid() or paragraph >= len(paragraphs):
        return None
    text, blanks = block.text(), leading_blanks(paragraphs[paragraph].text)
    cursor = QTextCursor(block)
    first, last = (units(text[: max(offset - blanks, 0)]) for offset in (start, max(end, start)))
    cursor.setPosition(block.position() + first)
    cursor.setPosition(block.position() + last, QTextCursor.MoveMode.KeepAnchor)
    return cursor


class Marks:
    """The marks of one part of the text."""

    def __init__(self, document: QTextDocument, part: str) -> None:
        self._document, self._part = document, part
        self.all: list[Mark] = []

    def read(self, report: Report, findings: Iterable[Finding]) -> None:
        """Lay the marks anew under what the findings name."""
        self.all = []
        for finding in findings:
            if finding.where.partition(":")[0] != self._part:
                continue
            place = place_of(finding, report)
            if place.paragraph is None or place.end <= place.start:
                continue
            cursor = stretch(self._document, report.paragraphs(self._part), place.paragraph, place.start, place.end)
            if cursor is not None and cursor.hasSelection():
                self.all.append(Mark(cursor, finding))

    def at(self, position: int) -> list[Finding]:
        """Return the findings at a position of the document, the gravest first."""
        found = [m.finding for m in self.all if m.cursor.selectionStart() <= position <= m.cursor.selectionEnd()]
        return sorted(found, key=lambda finding: list(Level).index(finding.level))

    def selections(self) -> list[QTextEdit.ExtraSelection]:
        """Return the wave lines, the gravest drawn last."""
        shown: list[QTextEdit.ExtraSelection] = []
        for level in reversed(Level):
            for mark in self.all:
                if mark.finding.level is level:
                    shape = QTextCharFormat()
                    shape.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                    shape.setUnderlineColor(colour(_COLOURS[level]))
                    shown.append(extra(mark.cursor, shape))
        return shown


def extra(cursor: QTextCursor, shape: QTextCharFormat) -> QTextEdit.ExtraSelection:
    """Pair a stretch with a look."""
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
    selection.format = shape  # pyright: ignore[reportAttributeAccessIssue]
    return selection


def told(findings: Sequence[Finding], figure: str = "") -> str:
    """Return findings and their mends, and what is said of a figure, as the rich text of a tooltip."""
    lines = [f"<b>{finding.level.label}</b>　{escape(finding.message)}" for finding in findings]
    lines += map(escape, mends(findings))
    return "<qt>" + "<br>".join([*([escape(figure)] if figure else []), *lines]) + "</qt>" if lines or figure else ""


def spoken(findings: Sequence[Finding], figure: str = "") -> str:
    """Return findings and their mends, and what is said of a figure, in words for a screen reader."""
    lines = [f"{finding.level.label}：{finding.message}" for finding in findings]
    return "；".join([*([figure] if figure else []), *lines, *mends(findings)])
