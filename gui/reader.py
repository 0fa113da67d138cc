"""Read one file at a time off the GUI thread, and hand over what was read when nothing stands before the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from gui.saver import Stamp, stamp
from gui.tasks import Task, Tasks

if TYPE_CHECKING:
    from core.errors import AppError
    from core.report import Report

# How often it looks whether the dialog is gone.
_LOOK_MS = 50


class Reader(QObject):
    """The reading under way; a second one takes its place."""

    # Whether a person waits for a file.
    reading_changed = Signal(bool)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._landed: Callable[[], None] | None = None
        self._handing = False
        # How the file looked that was read last.
        self.seen: Stamp | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._hand_over)

    def read(self, path: Path, then: Callable[[Report], None], failed: Callable[[AppError], None]) -> None:
        """Read a file in place of any that is being read."""
        self.cancel()
        stamps: list[Stamp | None] = []

        def read(_: Task) -> Report:
            from core.files import open_report

            # Before the reading: what is written meanwhile must look changed.
            stamps.append(stamp(path))
            return open_report(path)

        def landed(call: Callable[[], None]) -> None:
            self._ended()
            self.seen = stamps[0]
            self._landed = call
            self._hand_over()

        self._task = self._tasks.run(
            read,
            lambda report: landed(partial(then, report)),
            lambda fault: landed(partial(failed, fault)),
        )
        self.reading_changed.emit(True)

    def cancel(self) -> bool:
        """Give up what is being read or waits to be shown; False where there is nothing."""
        given_up = self._task is not None or self._landed is not None
        if self._task is not None:
            self._task.cancel()
            self._ended()
        self._landed = None
        self._timer.stop()
        return given_up

    def _ended(self) -> None:
        self._task = None
        self.reading_changed.emit(False)

    def _hand_over(self) -> None:
        # A dialog is about the report that it was opened over: nothing may change that under it.
        if self._handing or QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            self._timer.start()
            return
        self._timer.stop()
        landed, self._landed = self._landed, None
        if landed is None:
            return
        self._handing = True
        try:
            landed()
        finally:
            self._handing = False
