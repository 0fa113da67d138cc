"""Judge one input: it gives a report or a refusal in one Chinese sentence; whatever else happens is a failure with a name."""

import contextlib
import logging
import os
import re
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from core.errors import AppError
from core.report import Report

# Seconds of processor time: a machine that is busy with something else must not make a sound reader look hung.
LIMIT = 5.0
REPORT, REFUSAL, FAILURE = "report", "refusal", "failure"
_HAN = re.compile("[\u4e00-\u9fff]")
_CORE = f"{os.sep}core{os.sep}"

Read = Callable[[bytes, Path], Report]


class Hang(BaseException):
    """The time is over; no reader catches this."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an input: `name` groups failures of one cause, `detail` shows one of them."""

    outcome: str
    seconds: float
    name: str = ""
    detail: str = ""


class Judge:
    """Reads inputs while it listens to the clock, to the two output streams, to the log and to warnings.

    `streams` is the file to which the process's standard output and error go.
    """

    def __init__(self, read: Read, streams: Path | None = None) -> None:
        self._read, self._streams = read, streams
        self._known = streams.stat().st_size if streams else 0
        self._lines: list[str] = []

    def __call__(self, data: bytes, path: Path) -> Verdict:
        """Read one input."""
        start = time.process_time()
        outcome, name, detail = FAILURE, "", ""
        try:
            with self._heard(), _within(LIMIT):
                self._read(data, path)
            outcome = REPORT
        except AppError as refusal:
            name = _fault_of(refusal)
            outcome, detail = (FAILURE, str(refusal)) if name else (REFUSAL, "")
        except (Exception, Hang) as fault:
            name, detail = _name_of(fault), traceback.format_exc(limit=-8)
        spoken = self._take_spoken()
        if spoken and outcome != FAILURE:
            outcome, name, detail = FAILURE, f"speaks: {_general(spoken)}", spoken
        return Verdict(outcome, time.process_time() - start, name, detail)

    @contextlib.contextmanager
    def _heard(self) -> Iterator[None]:
        handler = _Handler(self._lines)
        logging.getLogger().addHandler(handler)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                yield
        finally:
            logging.getLogger().removeHandler(handler)

    def _take_spoken(self) -> str:
        """Return what was logged or printed since the last input."""
        spoken = "\n".join(self._lines)
        self._lines.clear()
        if self._streams is not None:
            sys.stdout.flush()
            sys.stderr.flush()
            size = self._streams.stat().st_size
            if size > self._known:
                spoken += self._streams.read_bytes()[self._known :][:10_000].decode("utf-8", "replace")
                self._known = size
        return spoken.strip()


class _Handler(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@contextlib.contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise Hang in the main thread when the processor time is over; without such a clock the parent process watches alone."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Hang


def _fault_of(refusal: AppError) -> str:
    """Say what a sentence lacks; nothing where it is one line in Chinese that says what to do."""
    text = str(refusal)
    if len(text.splitlines()) != 1:
        return f"sentence of several lines: {_general(text)}"
    if not _HAN.search(text) or "请" not in text:
        return f"sentence without what to do: {_general(text)}"
    return ""


def _name_of(fault: BaseException) -> str:
    """Name a fault by its kind and by the innermost place of core that it came through."""
    frames = traceback.extract_tb(fault.__traceback__)
    ours = [frame for frame in frames if _CORE in frame.filename]
    # A hang ends somewhere below its loop: the reader's first function tells more than the line that was just running.
    frame = (ours[2] if len(ours) > 2 else ours[-1]) if ours and isinstance(fault, Hang) else (ours or frames)[-1]
    place = f"{Path(frame.filename).name}:{frame.name}"
    return f"{type(fault).__name__} in {place}" if isinstance(fault, Hang) else f"{type(fault).__name__} in {place}:{frame.lineno}"


def _general(text: str) -> str:
    """Return the first line without what differs from input to input."""
    return re.sub(r"[0-9a-fA-F]*\d[0-9a-fA-F]*", "#", text.strip().splitlines()[0])[:80]
