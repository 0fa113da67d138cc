"""Run a core function off the GUI thread: progress, done, failed, cancelled. No widget is touched inside the act."""

import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import AppError, Cancelled

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor


class Task(QObject):
    """One running act.

    Its signals arrive in the GUI thread: `done` carries the result, `failed` the AppError; a stopped act only emits `cancelled`.
    Any other exception is a fault of the program and is raised again in the GUI thread.
    """

    progress = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()
    _landed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self._future: Future[Any] | None = None
        self._landed.connect(self._land, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the act to stop at its next report of progress; its result is dropped in any case."""
        self._stop.set()

    def report(self, step: int, steps: int) -> None:
        """Tell from inside the act how far it is; raises Cancelled once `cancel` was asked for."""
        if self._stop.is_set():
            raise Cancelled
        self.progress.emit(step, steps)

    def launch(self, pool: "ThreadPoolExecutor", work: Callable[[], Any]) -> None:
        """Start the work on the pool."""
        self._future = pool.submit(work)
        self._future.add_done_callback(self._tell)

    def _tell(self, _: object) -> None:
        # The window may be gone before the act ends.
        with contextlib.suppress(RuntimeError):
            self._landed.emit()

    def _land(self) -> None:
        future = self._future
        if future is None:
            return
        fault = None if future.cancelled() else future.exception()
        self.finished.emit()
        self.deleteLater()
        if future.cancelled() or self._stop.is_set() or isinstance(fault, Cancelled):
            self.cancelled.emit()
        elif isinstance(fault, AppError):
            self.failed.emit(fault)
        elif fault is not None:
            raise fault
        else:
            self.done.emit(future.result())


class Tasks(QObject):
    """The acts under way; `busy_changed` tells whether there are any that a person waits for."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._running: set[Task] = set()
        self._waited_for = 0

    def run(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        *,
        quiet: bool = False,
    ) -> Task:
        """Run `work` in another thread and call back in this one; a `quiet` act shows no sign of work."""
        task = Task(self)
        if done is not None:
            task.done.connect(done)
        if failed is not None:
            task.failed.connect(failed)
        self._running.add(task)
        task.finished.connect(lambda: self._forget(task, quiet))
        if not quiet:
            self._count(1)
        task.launch(self._threads(), work)
        return task

    @property
    def busy(self) -> bool:
        """Whether an act that a person waits for is under way."""
        return self._waited_for > 0

    @property
    def idle(self) -> bool:
        """Whether nothing at all is under way."""
        return not self._running

    def close(self) -> None:
        """Drop what waits and let what runs come to its end."""
        for task in self._running:
            task.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _threads(self) -> "ThreadPoolExecutor":
        if self._pool is None:
            # Imported when first used: it brings logging along.
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix="task")
        return self._pool

    def _forget(self, task: Task, quiet: bool) -> None:
        self._running.discard(task)
        if not quiet:
            self._count(-1)

    def _count(self, step: int) -> None:
        before = self.busy
        self._waited_for += step
        if self.busy is not before:
            self.busy_changed.emit(self.busy)
