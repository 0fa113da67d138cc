"""The whole window in a process of its own, with a report open, and keys struck into it.

As a program (`python -m tests.bench.hands cell` or `prose`, and `steady` or `pauses`) it prints as JSON the milliseconds
that every key took, and those of them that the thread of the window worked.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.bench import rules

if TYPE_CHECKING:
    from core.report import Report
    from gui.main_window import MainWindow

KEYS = 400
PROSE = 20_000
# A key that never comes to a paint is a fault of the bench.
_LOST_MS = 5000
# Between two keys, in milliseconds: from a burst to a pause after which checks run and their findings come back.
_PAUSES = (20, 260)
_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_7)


class Striker(QObject):
    """Strike keys into a window, each at its time, and take how long each one takes to the end of the paint that shows it."""

    def __init__(self, window: QWindow, canvas: QWidget, keys: Sequence[Qt.Key], pauses: Iterator[int], done: Callable[[], None]) -> None:
        super().__init__()
        self._window, self._keys, self._pauses, self._done = window, iter(keys), pauses, done
        self._due = self._deadline = 0.0
        self._waiting = False
        self._worked = 0.0
        self.taken: list[float] = []
        # What the thread of the window worked of that: the rest went to other threads and other programs.
        self.worked: list[float] = []
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._strike)
        canvas.installEventFilter(self)

    def begin(self) -> None:
        """Strike the next key when its time has come."""
        pause = next(self._pauses)
        self._due = time.perf_counter() + pause / 1000
        self._timer.start(pause)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for what is due in the turn of the paint that follows a key."""
        if self._waiting and event.type() == QEvent.Type.Paint:
            self._waiting = False
            QTimer.singleShot(0, self._painted)
        return False

    def _strike(self) -> None:
        key = next(self._keys, None)
        if key is None:
            self._done()
            return
        # What keeps the loop busy when a key is due counts as well.
        self._due = min(self._due, time.perf_counter())
        self._worked = time.thread_time()
        self._waiting = True
        QTest.keyClick(self._window, key)

    def _painted(self) -> None:
        self.taken.append((time.perf_counter() - self._due) * 1000)
        self.worked.append((time.thread_time() - self._worked) * 1000)
        self.begin()


def cell_keys() -> list[Qt.Key]:
    """Return keys that fill cells: two digits and Return, over and over."""
    figures = cycle(_DIGITS)
    return list(islice((key for _ in range(KEYS) for key in (next(figures), next(figures), Qt.Key.Key_Return)), KEYS))


def prose_keys() -> list[Qt.Key]:
    """Return keys that write: letters and digits, a few taken back, now and then a new paragraph."""
    chance = Random(7)
    letters = [Qt.Key(number) for number in range(Qt.Key.Key_A, Qt.Key.Key_Z)]
    choose = [*letters, *_DIGITS, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace]
    return [Qt.Key.Key_Return if place % 60 == 40 else chance.choice(choose) for place in range(KEYS)]


def open_window(folder: Path, report: "Report") -> "MainWindow":
    """Return the window, shown, with a report open in it."""
    from gui.settings import Settings
    from main import load_window

    loaded = load_window()
    app = loaded.make_application([])
    window = loaded.make_window(app, Settings(folder / "settings.ini"), folder / "recovery")
    # As the program does once its window stands.
    gc.freeze()
    gc.enable()
    window.resize(1366, 768)
    window.show()
    window.session.begin(report)
    window.files.opened.emit()
    QTest.qWait(600)
    return window


def _cell(window: "MainWindow") -> QWidget:
    from core.schema import CellId
    from gui.grid_view import GridView

    workspace = window.desk.workspace
    workspace.show_page("applications")
    view = workspace.page().work
    assert isinstance(view, GridView)
    view.go_to(CellId("applications", "new", "natural_person"))
    return view.viewport()


def _prose(window: "MainWindow") -> QWidget:
    from gui.text_editor import TextEditor

    workspace = window.desk.workspace
    workspace.show_page("overview")
    editor = workspace.page().work
    assert isinstance(editor, TextEditor)
    area = editor.area
    area.setFocus()
    cursor = area.textCursor()
    cursor.setPosition(area.document().findBlockByNumber(area.document().blockCount() // 2).position() + 20)
    area.setTextCursor(cursor)
    return area.viewport()


def main(place: str, pace: str) -> None:
    """Strike the keys and print what each of them took."""
    with TemporaryDirectory() as folder:
        window = open_window(Path(folder), rules.report(PROSE))
        canvas, keys = (_cell(window), cell_keys()) if place == "cell" else (_prose(window), prose_keys())
        QTest.qWait(600)
        chance = Random(1)
        pauses = cycle([0]) if pace == "steady" else iter(lambda: chance.randint(*_PAUSES), None)
        ended: list[bool] = []
        striker = Striker(window.windowHandle(), canvas, keys, pauses, lambda: ended.append(True))
        striker.begin()
        while not ended:
            QTest.qWait(50)
        print(json.dumps([striker.taken, striker.worked]), flush=True)
        os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
