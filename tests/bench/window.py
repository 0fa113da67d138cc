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

from tests.bench.measure import Result, compare

_ROOT = Path(__file__).resolve().parents[2]


def bench() -> Result:
    """Start each side in a process of its own, several times in turn."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder}
        for side in ("ours", "bare"):
            _start(side, environment)
        ours, bare = (partial(_start, side, environment) for side in ("ours", "bare"))
        return compare("window start to a bare QMainWindow", 2, ours, bare, rounds=11)


def _start(side: str, environment: dict[str, str]) -> float:
    """Return the seconds from starting a process to its word that the window is painted."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.window", side]
    with subprocess.Popen(command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        took = time.perf_counter() - began
    if said.strip() != b"painted":
        raise RuntimeError(f"{side}: the window was not painted")
    return took


def main(side: str) -> None:
    """Show a window and say when its first paint is done."""
    # The parent's module needs neither of these, and the child's time should hold only what its side needs.
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, _say)
            return super().eventFilter(watched, event)

    if side == "ours":
        from core.cli import no_display
        from gui.app import make_application, make_window

        assert not no_display()
        app = make_application(sys.argv[:1])
        window: QMainWindow = make_window(app)
    else:
        app = QApplication(sys.argv[:1])
        window = QMainWindow()
    watch = Watch()
    window.installEventFilter(watch)
    window.show()
    app.exec()


def _say() -> None:
    print("painted", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
