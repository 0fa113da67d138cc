"""Read foreign files in a process of its own, so that no parser can crash, hang or fill the memory of the program.

The process is kept for the next file. It is watched while it reads: too long, too much memory, or a person who gives up, and it ends.
"""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import IO, Any

from core.errors import Cancelled, UnreadableFile
from core.importers import wire
from core.importers.source import Source

COMMAND = "read-in-child"
# For one file, or for one step of a reader that tells its steps.
SECONDS = 9.0
SECONDS_A_STEP = 60.0
STARTING_SECONDS = 60.0
# With the program itself this stays below half a gigabyte.
MEMORY = 360 * 1024 * 1024
MEMORY_OF_STEPS = 3 * 1024 * 1024 * 1024
_LOOK = 0.02
_TITLE = "打不开这份文件"
_Answer = tuple[dict[str, Any], bytes] | None


class ReadingProcess:
    """The process that reads; started when first needed, started anew after it had to be ended. One file at a time."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY, command: Sequence[str] = ()) -> None:
        self._seconds, self._memory, self._command = seconds, memory, list(command) or _command()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[_Answer] = SimpleQueue()

    def __enter__(self) -> "ReadingProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        # Whoever forgets to close it leaves no process behind.
        self.close()

    @property
    def pid(self) -> int | None:
        """The number of the process, None while there is none."""
        return None if self._process is None else self._process.pid

    def hang_up(self) -> None:
        """Say no more to the process, as happens when the program ends in whatever way; it ends by itself."""
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                # What could not be said any more makes closing fail.
                with contextlib.suppress(OSError):
                    if stream is not None:
                        stream.close()

    def read(
        self,
        path: Path,
        data: bytes | None = None,
        *,
        stopped: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] = lambda _step, _steps: None,
    ) -> Source | bytes:
        """Read a file, or `data` under the path's name: return its source, or its bytes where it is JSON, which needs no reader.

        UnreadableFile says why it cannot be read; Cancelled follows where `stopped` says so.
        """
        request = {"path": str(path), "given": data is not None}
        with self._lock:
            try:
                self._start(stopped)
                self._send(request, data or b"")
                head, body = self._wait(path.name, stopped, progress)
            except BaseException:
                self.close()
                raise
            if "exhausted" in head or head.get("used_up"):
                # What it took for this file is not given back: the next one gets a process of its own.
                self.close()
        if "refused" in head:
            raise UnreadableFile(*head["refused"])
        if "exhausted" in head:
            raise _too_large(path.name)
        return body if "raw" in head else wire.unpack(head["source"])

    def _start(self, stopped: Callable[[], bool]) -> None:
        if self._process is not None and self._process.poll() is None:
            return
        self.close()
        self._answers = SimpleQueue()
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        threading.Thread(target=_listen, args=(self._process.stdout, self._answers), daemon=True).start()
        deadline = time.monotonic() + STARTING_SECONDS
        while (answer := self._next()) is None or "ready" not in answer[0]:
            if stopped():
                raise Cancelled
            if answer is None or time.monotonic() > deadline:
                raise UnreadableFile(_TITLE, "读取文件的进程没有启动；请关闭程序，重新打开后再试")

    def _send(self, request: dict[str, Any], data: bytes) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        try:
            wire.send(self._process.stdin, request, data)
        except OSError as fault:
            raise _crashed(request["path"]) from fault

    def _next(self) -> _Answer:
        """Return the next answer, an empty one after a moment without any, None where the process has ended."""
        try:
            return self._answers.get(timeout=_LOOK)
        except Empty:
            return {}, b""

    def _wait(self, name: str, stopped: Callable[[], bool], progress: Callable[[int, int], None]) -> tuple[dict[str, Any], bytes]:
        watch = _Watch(self._process, time.monotonic() + self._seconds, self._memory)
        while True:
            answer = self._next()
            if answer is None:
                raise _crashed(name)
            head, body = answer
            if "step" in head:
                watch.allow_step()
                progress(head["step"], head["steps"])
            elif head:
                return head, body
            if stopped():
                raise Cancelled
            watch.look(name)


class _Watch:
    """Holds a reading process to its time and memory."""

    def __init__(self, process: "subprocess.Popen[bytes] | None", deadline: float, memory: int) -> None:
        assert process is not None
        self._pid = process.pid
        self._deadline, self._memory = deadline, memory

    def allow_step(self) -> None:
        """Give time for another step; what goes in steps needs more memory too."""
        self._deadline = time.monotonic() + SECONDS_A_STEP
        self._memory = MEMORY_OF_STEPS

    def look(self, name: str) -> None:
        """Raise UnreadableFile where the process has had too much."""
        import psutil

        if time.monotonic() > self._deadline:
            raise UnreadableFile(_TITLE, f"{name} 读了很久还没有读完；请把文件复制到本机，或在 Word、WPS 中另存为 .docx 后再试")
        try:
            used = psutil.Process(self._pid).memory_info().rss
        except psutil.Error:
            return
        if used > self._memory:
            raise _too_large(name)


def _too_large(name: str) -> UnreadableFile:
    return UnreadableFile(_TITLE, f"{name} 展开后太大，不像是一份年度报告；请只保留报告正文，另存后再试")


def _crashed(name: str) -> UnreadableFile:
    return UnreadableFile(_TITLE, f"{Path(name).name} 已损坏，没有读完；请在 Word、WPS 中打开，另存为 .docx 后再试")


def _listen(answers: IO[bytes] | None, queue: "SimpleQueue[_Answer]") -> None:
    """Put every answer on the queue, None at the end."""
    try:
        while answers is not None and (message := wire.receive(answers)) is not None:
            queue.put(message)
    except (OSError, ValueError):
        # The stream was closed under the read: the process has been ended.
        pass
    queue.put(None)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND]
    return [sys.executable, str(Path(__file__).resolve().parent.parent / "main.py"), COMMAND]
