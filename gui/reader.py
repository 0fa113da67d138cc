"""Read files one after the other off the GUI thread, and hand over what was read when nothing stands before the window.

Foreign files are read in a process of their own, which the window keeps for the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from gui.saver import Stamp, stamp
from gui.tasks import Task, Tasks

if TYPE_CHECKING:
    from core.errors import AppError
    from core.isolation import ReadingProcess
    from core.reading import Reading

# How often it looks whether the dialog is gone.
_LOOK_MS = 50
# A file, or what the clipboard holds under a name of its own.
Item = Path | tuple[Path, bytes]


@dataclass
class Batch:
    """What came of some files: readings with their names, and the fault of each that could not be read."""

    readings: list[tuple[str, Reading]] = field(default_factory=list)
    faults: list[tuple[str, AppError]] = field(default_factory=list)


class Reader(QObject):
    """The reading under way; a second one takes its place."""

    # Whether a person waits for a file.
    reading_changed = Signal(bool)
    # How far it is, in words.
    progressed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._process: ReadingProcess | None = None
        self._task: Task | None = None
        self._landed: Callable[[], None] | None = None
        self._handing = False
        # How the file looked that was read last.
        self.seen: Stamp | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._hand_over)

    @property
    def busy(self) -> bool:
        """Whether a person waits for a file."""
        return self._task is not None

    def read(self, items: Sequence[Item], then: Callable[[Batch], None], failed: Callable[[AppError], None]) -> None:
        """Read files in place of any that are being read and put together what belongs to one report.

        `failed` follows where none could be read, `then` in any other case.
        """
        self.cancel()
        stamps: list[Stamp | None] = []
        at = [0]

        def read(task: Task) -> Batch:
            batch = Batch()
            for number, item in enumerate(items):
                at[0] = number
                if len(items) > 1:
                    task.report(0, 0)
                self._read_one(item, task, batch, stamps)
            if not batch.readings:
                raise batch.faults[0][1]
            if len(batch.readings) > 1:
                from core.combine import combined

                batch.readings = combined(batch.readings)
            return batch

        def landed(call: Callable[[], None]) -> None:
            self._ended()
            self.seen = stamps[0] if stamps else None
            self._landed = call
            self._hand_over()

        names = [(item if isinstance(item, Path) else item[0]).name for item in items]
        self._task = self._tasks.run(
            read,
            lambda batch: landed(partial(then, batch)),
            lambda fault: landed(partial(failed, fault)),
            progress=lambda step, steps: self.progressed.emit(progress_words(names, at[0], step, steps)),
        )
        self.reading_changed.emit(True)

    def _read_one(self, item: Item, task: Task, batch: Batch, stamps: list[Stamp | None]) -> None:
        from core.errors import AppError, Cancelled
        from core.reading import open_reading

        path, data = (item, None) if isinstance(item, Path) else item
        # Before the reading: what is written meanwhile must look changed.
        stamps.append(stamp(path))
        try:
            found = open_reading(path, self._reading_process(), data, stopped=task.stop.is_set, progress=task.report)
        except Cancelled:
            raise
        except AppError as fault:
            batch.faults.append((path.name, fault))
        else:
            batch.readings.append((path.name, found))

    def _reading_process(self) -> ReadingProcess:
        if self._process is None:
            from core.isolation import ReadingProcess

            self._process = ReadingProcess()
        return self._process

    def cancel(self) -> bool:
        """Give up what is being read or waits to be shown; False where there is nothing."""
        given_up = self._task is not None or self._landed is not None
        if self._task is not None:
            self._task.cancel()
            self._ended()
        self._landed = None
        self._timer.stop()
        return given_up

    def close(self) -> None:
        """Give up for good and end the process; to be called when no act is under way any more."""
        self.cancel()
        process, self._process = self._process, None
        if process is not None:
            process.close()

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


def progress_words(names: Sequence[str], at: int, step: int, steps: int) -> str:
    """Say how far a reading is: 正在读取第 2 份，共 3 份：a.pdf，正在识别第 3 页，共 12 页."""
    page = f"正在识别第 {min(step + 1, steps)} 页，共 {steps} 页" if steps else ""
    if len(names) == 1:
        return f"{page}：{names[0]}" if page else f"正在读取 {names[0]}……"
    return "，".join(words for words in (f"正在读取第 {at + 1} 份，共 {len(names)} 份：{names[at]}", page) if words)
