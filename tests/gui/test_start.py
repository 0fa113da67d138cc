"""The window comes up before anything is loaded that only an open report needs."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from gui.app import FirstPaint

ROOT = Path(__file__).resolve().parents[2]
# What every report, paper and reader stands on.
HEAVY = ("core.schema", "core.report", "core.layout", "core.papers", "core.files", "core.reading", "reportlab", "docx", "openpyxl", "lxml")

# What one act or dialog alone needs: each costs the first paint some milliseconds.
WHEN_CALLED_FOR = ("core.cli", "tomllib", "gui.desk", "gui.export_acts", "gui.exporter", "gui.file_dialogs", "gui.chooser")


def test_the_start_page_loads_nothing_of_reports_papers_and_readers():
    loaded = (*HEAVY, *WHEN_CALLED_FOR)
    asked = f"import sys, gui.app, gui.main_window; print(*[name for name in {loaded!r} if name in sys.modules])"
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_what_may_wait_is_done_once_the_window_is_painted(qtbot: QtBot):
    window, seen = QWidget(), list[str]()
    qtbot.addWidget(window)

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                seen.append("painted")
            return False

    FirstPaint(window, lambda: seen.append("called"))
    watch = Watch()
    window.installEventFilter(watch)
    window.show()
    qtbot.waitUntil(lambda: "called" in seen)
    window.update()
    qtbot.waitUntil(lambda: seen.count("painted") == 2)
    assert seen == ["painted", "called", "painted"]


_OPENED = """
import os, sys, tempfile
from pathlib import Path
from main import load_window
loaded = load_window()
from PySide6.QtCore import QObject
from core.rules import load_all
from gui.loading import Loading
from gui.settings import Settings
folder = Path(tempfile.mkdtemp())
app = loaded.make_application([])
window = loaded.make_window(app, Settings(folder / "settings.ini"), folder)
window.show()
load_all()
loading = Loading(window, window.prepare)
while "desk" not in vars(window):
    app.processEvents()
before = set(sys.modules)
from core.report import Report
from core.schema import formats
assert window.pages.currentWidget() is window.start_page and window.toolbar.isHidden()
window.session.begin(Report(list(formats().values())[-1], unit="清溪县柳湾镇", year=2025))
window.files.opened.emit()
app.processEvents()
print(*[name for name in sys.modules if name not in before and name.startswith("gui.")], flush=True)
os._exit(0)
"""


def test_what_a_report_is_shown_with_is_loaded_before_there_is_one():
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", _OPENED], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
