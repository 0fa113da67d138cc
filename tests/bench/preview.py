"""From a key struck in the prose to the page that shows it, in a whole window, offscreen; the pause in typing is part of it."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.measure import Result
from tests.helpers import distinct_report

_ROUNDS = 9


def bench() -> Result:
    """Strike a key, wait for the picture, several times."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from gui.app import make_application, make_window
    from gui.places import Place
    from gui.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        app = QApplication.instance() or make_application(["bench"])
        assert isinstance(app, QApplication)
        window = make_window(app, Settings(Path(folder) / "settings.ini"), Path(folder) / "recovery")
        window.show()
        window.session.begin(distinct_report("2021"))
        window.files.opened.emit()
        window.actions_["show_preview"].trigger()
        window.desk.workspace.go(Place("overview", None, 1, 3, 3))
        pane, prose = window.desk.preview.pane, window.desk.workspace.page()
        assert pane is not None
        _wait(lambda: bool(pane.view.sheets()) and pane.source.idle)
        sheet = pane.view.sheets()[pane.view.page]
        field: Any = prose
        times = []
        for _ in range(_ROUNDS):
            before = sheet.image
            QTest.keyClicks(field.work.area, "a")
            began = time.perf_counter()
            _wait(lambda before=before: sheet.image is not before)
            times.append((time.perf_counter() - began) * 1000)
            _wait(lambda: pane.source.idle)
        window.session.close_report()
        window.close()
    return Result("a key to the page that shows it", times, 500, "ms")


def _wait(done: Callable[[], bool]) -> None:
    from PySide6.QtTest import QTest

    while not done():
        QTest.qWait(1)
