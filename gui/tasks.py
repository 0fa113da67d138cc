"""Run a core function off the GUI thread: progress, done, failed, cancelled. No widget is touched inside the act.

Threads never touch a Qt object: they put what they have to say on a queue, and a timer of the GUI thread takes it from there.
So a window that goes away while something runs leaves nothing behind that could be called.

Nor may a thread free a Qt object. What an act holds on to (its closure, the callbacks) is taken from the thread before the thread
lets go of it; and Python's collector, which frees garbage in whichever thread it wakes up, is called by hand in the GUI thread only.
"""

import gc
import sys
import threading
from collections.abc import Callable
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError, Cancelled

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

# How often the GUI thread looks while something runs.
POLL_MS = 8
# How long a thread may keep the interpreter while another one waits for it, in seconds.
TURN_S = 0.0005
# How often it looks for garbage.
COLLECT_MS = 2000


class Task:
    """One running act; its callbacks are called in the GUI thread."""

    def __init__(
        self,
        work: "Callable[[Task], Any]",
        done: Callable[[Any], None] | None,
        failed: Callable[[AppError], None] | None,
        cancelled: Callable[[], None] | None,
        progress: Callable[[int, int], None] | None,
        *,
        always: Callable[[], None] | None,
        quiet: bool,
    ) -> None:
        self.work, self.quiet = work, quiet
        self.done, self.failed, self.cancelled, self.progress = done, failed, cancelled, progress
        self.always = always
        self.stop = threading.Event()
        self.steps: tuple[int, int] | None = None

    def begin(self) -> Any:
        """Do the work, in a thread of its own."""
        return self.work(self)

    def let_go(self) -> None:
        """Drop all that it was given: the thread may be the last to hold on to it."""
        self.work = _nothing
        self.done = self.failed = self.cancelled = self.progress = self.always = None

    def cancel(self) -> None:
        """Ask the act to stop at its next report of progress; its result is dropped in any case."""
        self.stop.set()

    def report(self, step: int, steps: int) -> None:
        """Tell from inside the act how far it is; raises Cancelled once `cancel` was asked for."""
        if self.stop.is_set():
            raise Cancelled
        self.steps = (step, steps)

    def tell_progress(self) -> None:
        """Hand on how far the act is."""
        steps, self.steps = self.steps, None
        if steps is not None and self.progress is not None:
            self.progress(*steps)

    def land(self, future: "Future[Any]") -> None:
        """Call what waits for the end. An exception that is no AppError is a fault of the program and is raised here."""
        if self.always is not None:
            self.always()
        fault = None if future.cancelled() else future.exception()
        if future.cancelled() or self.stop.is_set() or isinstance(fault, Cancelled):
            if self.cancelled is not None:
                self.cancelled()
        elif isinstance(fault, AppError):
            if self.failed is not None:
                self.failed(fault)
        elif fault is not None:
            raise fault
        elif self.done is not None:
            self.done(future.result())


class Tasks(QObject):
    """The acts under way; `busy_changed` tells whether there are any that a person waits for."""

    busy_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pools: dict[bool, ThreadPoolExecutor] = {}
        self._ended: SimpleQueue[tuple[Task, Future[Any]]] = SimpleQueue()
        self._running: set[Task] = set()
        self._closed = False
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._take)
        self._garbage_timer = QTimer(self, interval=COLLECT_MS)
        self._garbage_timer.timeout.connect(collect_garbage)

    def run(
        self,
        work: Callable[[Task], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        *,
        always: Callable[[], None] | None = None,
        quiet: bool = False,
        writes: bool = False,
    ) -> Task:
        """Run `work` in another thread, given its Task, and call back in this one.

        `always` is called at the end whatever came of it, before the others. A `quiet` act shows no sign of work. What `writes` has
        threads of its own, so that no slow reading keeps work from the disk.
        """
        task = Task(work, done, failed, cancelled, progress, always=always, quiet=quiet)
        if self._closed:
            return task
        before, ended = self.busy, self._ended
        self._running.add(task)
        self._threads(writes).submit(task.begin).add_done_callback(lambda future: ended.put((task, future)))
        self._timer.start()
        self._tell_busy(before)
        return task

    @property
    def busy(self) -> bool:
        """Whether an act that a person waits for is under way."""
        return any(not task.quiet for task in self._running)

    @property
    def idle(self) -> bool:
        """Whether nothing at all is under way."""
        return not self._running

    def close(self) -> None:
        """Drop what waits, let what runs come to its end; what is asked for afterwards is not begun."""
        self._closed = True
        self._timer.stop()
        self._garbage_timer.stop()
        for task in self._running:
            task.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    def _threads(self, writes: bool) -> "ThreadPoolExecutor":
        if writes not in self._pools:
            # Imported when first used: it brings logging along.
            from concurrent.futures import ThreadPoolExecutor

            gc.disable()
            # At each call into Qt this thread may have to wait for its turn: by Python's own rule so long that keys are felt to stick.
            sys.setswitchinterval(TURN_S)
            self._garbage_timer.start()
            # Writing: one save and the recovery file. Else: a reading given up runs on to its end beside the next and the checks.
            self._pools[writes] = ThreadPoolExecutor(2 if writes else 4, "write" if writes else "task")
        return self._pools[writes]

    def _take(self) -> None:
        for task in self._running:
            task.tell_progress()
        try:
            task, future = self._ended.get_nowait()
        except Empty:
            return
        before = self.busy
        self._running.discard(task)
        if not self._running:
            self._timer.stop()
        self._tell_busy(before)
        try:
            task.land(future)
        finally:
            task.let_go()

    def _tell_busy(self, before: bool) -> None:
        if self.busy is not before:
            self.busy_changed.emit(self.busy)


def _nothing(_: Task) -> None:
    """Stand for the work of an act that has ended."""


def collect_garbage() -> None:
    """Do in this thread what Python's own collector would do: the youngest garbage often, the oldest seldom."""
    counts, limits = gc.get_count(), gc.get_threshold()
    if counts[0] > limits[0]:
        gc.collect(2 if counts[2] > limits[2] else 1 if counts[1] > limits[1] else 0)
