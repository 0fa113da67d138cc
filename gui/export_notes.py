"""What a person should know before files leave: last year's text, what is not filled in, characters that cannot be shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.report import Report
from gui.labels import words
from gui.lost_characters import lost_in, sentence
from gui.tasks import Task, Tasks

if TYPE_CHECKING:
    from core.exporters.fonts_missing import MissingCharacter


def old_text(report: Report) -> str:
    """Say which sections still hold last year's text; empty where none does."""
    sections = [s for s in report.form.sections if any(p.inherited for p in report.paragraphs(s.id))]
    return f"第{'、'.join(s.number for s in sections)}部分还有上年的文字没有改写。" if sections else ""


def missing_fields(report: Report) -> str:
    """Say that unit or year is not filled in; empty where both are."""
    blank = "和".join(name for name, value in (("单位", report.unit), ("年度", report.year)) if not value)
    return f"没有填{blank}，标题和文件名会不完整。请回到“报告信息与前言”填写。" if blank else ""


class Notes(QWidget):
    """Quiet lines, one for each thing to know; hidden where there is none."""

    layout_changed = Signal()

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 12)
        self._box.setSpacing(4)
        self.hide()
        for text in (missing_fields(report), old_text(report)):
            self._add(text)

    def look_for_lost(self, report: Report, tasks: Tasks) -> Callable[[], None]:
        """Begin to look for characters that cannot be shown; the function returned gives it up."""
        snapshot = report.copy()

        def look(_: Task) -> tuple[MissingCharacter, ...]:
            return lost_in(snapshot)

        return tasks.run(look, lambda lost: self._add(sentence(lost)), quiet=True).cancel

    def _add(self, text: str) -> None:
        if not text:
            return
        line: QLabel = words(text, "warning", wrap=True)
        self._box.addWidget(line)
        self.show()
        self.layout_changed.emit()
