"""Write reports one after the other: what was asked for last is what stands in the file, and what another program wrote is noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from gui.tasks import Task, Tasks

if TYPE_CHECKING:
    from core.errors import AppError
    from core.report import Report

Stamp = tuple[int, int]


@dataclass
class _Order:
    """A report as it stood when a save was asked for, and who waits for it."""

    snapshot: Report
    path: Path
    done: list[Callable[[], None]] = field(default_factory=list)
    failed: list[Callable[[AppError], None]] = field(default_factory=list)


class Saver:
    """Save in order; of the orders that wait for one file only the newest is written."""

    def __init__(self, tasks: Tasks) -> None:
        self._tasks = tasks
        self._running: _Order | None = None
        self._waiting: list[_Order] = []
        self._stamps: dict[Path, Stamp | None] = {}

    def save(self, snapshot: Report, path: Path, done: Callable[[], None], failed: Callable[[AppError], None] | None) -> None:
        """Write a copy of a report that nobody changes any more; the callbacks come in the GUI thread."""
        order = next((o for o in self._waiting if o.path == path), None)
        if order is None:
            order = _Order(snapshot, path)
            self._waiting.append(order)
        order.snapshot = snapshot
        order.done.append(done)
        if failed is not None:
            order.failed.append(failed)
        self._next()

    def note(self, path: Path, seen: Stamp | None) -> None:
        """Remember how a file looked when it was read."""
        self._stamps[path] = seen

    def changed_elsewhere(self, path: Path) -> bool:
        """Tell whether another program changed a file since it was read or written here; False where that is not known."""
        if any(order.path == path for order in (self._running, *self._waiting) if order is not None):
            return False
        now, known = stamp(path), self._stamps.get(path)
        return None not in (now, known) and now != known

    def _next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        order = self._running = self._waiting.pop(0)

        def write(_: Task) -> Stamp | None:
            from core.files import save_report

            save_report(order.snapshot, order.path)
            return stamp(order.path)

        def done(written: Stamp | None) -> None:
            self._stamps[order.path] = written
            for each in order.done:
                each()

        def failed(fault: AppError) -> None:
            # Said once, however often it was asked for.
            for each in order.failed[-1:]:
                each(fault)

        self._tasks.run(write, done, failed, always=self._ended, writes=True)

    def _ended(self) -> None:
        self._running = None
        self._next()


def stamp(path: Path) -> Stamp | None:
    """Return what tells two states of a file apart; None where there is no file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
