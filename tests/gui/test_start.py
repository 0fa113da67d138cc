"""The window comes up before anything is loaded that only an open report needs."""

import os
import subprocess
import sys
from pathlib import Path

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
