"""Write a report as files of several kinds off the GUI thread: one after the other, to be stopped between two of them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import AppError, Cancelled

if TYPE_CHECKING:
    from core.finding_rows import FindingRow
    from core.papers import Extras
    from core.report import Report
    from gui.tasks import Task, Tasks


@dataclass(frozen=True)
class Papers:
    """What is written: a report as it stood when a person asked, its findings, what goes with it, whether it goes for review.

    `path` is the file that the report was saved in then; None where it had none yet.
    """

    report: Report
    rows: list[FindingRow]
    extras: Extras
    sent: bool = False
    path: Path | None = None


@dataclass
class Outcome:
    """What came of some files: those written, those that could not be, those left out because a person said stop."""

    written: list[Path] = field(default_factory=list)
    faults: list[tuple[Path, AppError]] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)


class Exporter(QObject):
    """The export under way; there is one at a time."""

    # Whether a person waits for files.
    exporting_changed = Signal(bool)
    # How far it is, in words.
    progressed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        # Apart from the task's own: a window that is closed still writes what was asked for.
        self._stop: threading.Event | None = None

    @property
    def busy(self) -> bool:
        """Whether files are being written."""
        return self._stop is not None

    def export(self, papers: Papers, files: Sequence[Path], then: Callable[[Outcome], None]) -> None:
        """Write the report to each of the files as the kind that its suffix names; one that fails keeps no other from being written."""
        stop = self._stop = threading.Event()

        def write(task: Task) -> Outcome:
            outcome = Outcome()
            for at, file in enumerate(files):
                if stop.is_set():
                    outcome.left.append(file)
                    continue
                with contextlib.suppress(Cancelled):
                    task.report(at, len(files))
                _write_one(papers, file, outcome)
            return outcome

        self._tasks.run(
            write,
            then,
            progress=lambda at, steps: self.progressed.emit(progress_words(files[at].name, at, steps)),
            always=self._ended,
        )
        self.exporting_changed.emit(True)

    def cancel(self) -> bool:
        """Write no file after the one that is being written; False where nothing is under way."""
        if self._stop is None or self._stop.is_set():
            return False
        self._stop.set()
        return True

    def _ended(self) -> None:
        self._stop = None
        self.exporting_changed.emit(False)


def _write_one(papers: Papers, file: Path, outcome: Outcome) -> None:
    from core.files import save_report

    try:
        save_report(papers.report, file, papers.rows, papers.extras)
    except AppError as fault:
        outcome.faults.append((file, fault))
    else:
        outcome.written.append(file)


def progress_words(name: str, at: int, files: int) -> str:
    """Say how far an export is: 正在导出第 2 份，共 3 份：a.pdf."""
    return f"正在导出第 {at + 1} 份，共 {files} 份：{name}" if files > 1 else f"正在导出 {name}……"
