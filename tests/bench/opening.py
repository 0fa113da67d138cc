"""A report opened in the whole window: how long until it is painted, and the memory that it takes then.

As a program (`python -m tests.bench.opening chosen FILE`, `given FILE` or `bare`) it is one such window, which prints its figures as
JSON. A file is `chosen` in a window that stands, as a person does; or `given` at the start, by a double click on it.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.window import ROOT, environment

# What only the parent needs is imported there: a child is to hold its side alone.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from gui.main_window import MainWindow
    from tests.bench.measure import Result

_ROUNDS = 7
_AIM_MS = 150.0
_AIM_MEMORY = 1.5
_WHEN = {"chosen": "in a window that stands", "given": "at the very start"}
# Checks have run and their findings are shown by then.
_SETTLED_MS = 1500


def bench_time(how: str) -> "Result":
    """Open a report of 5,000 characters, last year's beside it: from the report at hand to the painted desk, each in a new process."""
    from statistics import median

    from tests.bench.measure import Result

    runs = _figures()[how]
    worked, when = median(each["worked"] for each in runs), _WHEN[how]
    return Result(
        f"report at hand to the painted desk, {when}", [e["took"] for e in runs], _AIM_MS, "ms", f"{worked:.0f} ms of it are work"
    )


def bench_memory() -> "Result":
    """Hold what a process keeps in memory with that report open against a bare QMainWindow."""
    from statistics import median

    from tests.bench.measure import Result

    ours, bare = _figures()["chosen"], _figures()["bare"]
    sides = (("ours", ours), ("bare", bare))
    parts = [f"{side} {median(each[kind] for each in found):.0f} MB" for kind in ("resident", "own") for side, found in sides]
    values = [mine["resident"] / least["resident"] for mine, least in zip(ours, bare, strict=True)]
    remark = "resident {}, {}; of that shared with no other process {}, {}".format(*parts)
    return Result("memory with a report open to a bare QMainWindow", values, _AIM_MEMORY, remark=remark)


@cache
def _figures() -> dict[str, list[dict[str, float]]]:
    """Start all sides in turn, the first time for the compiled modules only."""
    from core.own_file import save
    from tests.bench.rules import report

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.gknb"
        save(report(), file)
        rounds = [{side: _start(folder, side, str(file)) for side in (*_WHEN, "bare")} for _ in range(_ROUNDS + 1)]
    return {side: [each[side] for each in rounds[1:]] for side in rounds[0]}


def _start(folder: str, *words: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.bench.opening", *words]
    done = subprocess.run(command, cwd=ROOT, env=environment(folder), stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def main(side: str, file: str = "") -> None:
    """Show a window, open the file in it and print the figures once all is quiet."""
    if side == "bare":
        from PySide6.QtWidgets import QApplication, QMainWindow

        app = QApplication(sys.argv[:1])
        window = QMainWindow()
        window.show()
        _later(window, _SETTLED_MS, {})
        app.exec()
        return
    from main import load_window

    loaded = load_window()
    # Called with the window before it is shown.
    vars(loaded)["fit_main"] = _watch if side == "given" else partial(_choose, Path(file))
    loaded.start([sys.argv[0], file] if side == "given" else sys.argv[:1])


def _choose(file: Path, window: "MainWindow") -> None:
    """Open a file once the window stands and has nothing more to prepare."""
    from PySide6.QtCore import QTimer

    def choose() -> None:
        if "desk" in vars(window) and window.session.tasks.idle:
            timer.stop()
            window.files.open_path(file)

    _watch(window)
    timer = QTimer(window, interval=100)
    timer.timeout.connect(choose)
    timer.start()


def _watch(window: "MainWindow") -> None:
    """Take the time from the report at hand to the paint of what shows it."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    begin = window.session.begin
    clocks: list[float] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if clocks and event.type() == QEvent.Type.Paint and window.pages.currentWidget() is not window.start_page:
                window.removeEventFilter(self)
                QTimer.singleShot(0, painted)
            return False

    def at_hand(*arguments: object, **named: object) -> None:
        clocks.extend((time.perf_counter(), time.thread_time()))
        begin(*arguments, **named)  # pyright: ignore[reportArgumentType]

    def painted() -> None:
        took, worked = time.perf_counter() - clocks[0], time.thread_time() - clocks[1]
        _later(window, _SETTLED_MS, {"took": took * 1000, "worked": worked * 1000})

    vars(window.session)["begin"] = at_hand
    window.installEventFilter(Watch(window))


def _later(window: "QMainWindow", wait_ms: int, figures: dict[str, float]) -> None:
    from PySide6.QtCore import QTimer

    QTimer.singleShot(wait_ms, window, lambda: _say(figures))


def _say(figures: dict[str, float]) -> None:
    """Print the figures with the memory in megabytes: what this process has for itself, and all that it keeps in memory."""
    held = {line.split()[0]: int(line.split()[1]) for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]}
    own = held["Private_Clean:"] + held["Private_Dirty:"]
    print(json.dumps(figures | {"own": own / 1024, "resident": held["Rss:"] / 1024}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
