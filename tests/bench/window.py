"""From the start of the interpreter to the first painted window, offscreen, against a bare QMainWindow.

As a program (`python -m tests.bench.window ours` or `bare`) it is one such start.
"""

import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

# What only the parent needs is imported there: a child is to load its side alone.
if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from tests.bench.measure import Result

ROOT = Path(__file__).resolve().parents[2]


def bench() -> "Result":
    """Start each side in a process of its own, several times in turn."""
    from tests.bench.measure import compare

    with tempfile.TemporaryDirectory() as folder:
        for side in ("ours", "bare"):
            _start(side, environment(folder))
        ours, bare = (partial(_start, side, environment(folder)) for side in ("ours", "bare"))
        return compare("window start to a bare QMainWindow", 1.5, ours, bare, rounds=11)


def environment(folder: str) -> dict[str, str]:
    """Return what a start finds around it: no screen, no settings but those in a folder."""
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "PYTHONPYCACHEPREFIX"), folder)
    # The first start of each side compiles its modules, as it does on a clerk's machine; the next ones find them compiled.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | homes | {"QT_QPA_PLATFORM": "offscreen"}


def _start(side: str, environment: dict[str, str]) -> float:
    """Return the seconds from starting a process to its word that the window is painted."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.window", side]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        took = time.perf_counter() - began
    if said.strip() != b"painted":
        raise RuntimeError(f"{side}: the window was not painted")
    return took


def main(side: str) -> None:
    """Show a window and say when its first paint is done."""
    if side == "ours":
        from main import load_window

        app = load_window()
        # Called with the window before it is shown.
        vars(app)["fit_main"] = _watch
        app.start(sys.argv[:1])
        return
    from PySide6.QtWidgets import QApplication, QMainWindow

    made = QApplication(sys.argv[:1])
    window = QMainWindow()
    _watch(window)
    window.show()
    made.exec()


def _watch(window: "QMainWindow") -> None:
    """Say when the window has been painted for the first time."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, _say)
            return False

    window.installEventFilter(Watch(window))


def _say() -> None:
    print("painted", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
