"""Closing the window leaves nothing behind that the next start would take for the work of a crash."""

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core import files
from core.report import Report
from gui.dialogs import Answer
from gui.main_window import MainWindow
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report


def test_a_write_under_way_does_not_bring_the_recovery_file_back(
    window: MainWindow, asked: Dialogs, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    """The autosave is in the middle of its write when the window closes: it must end before the file is deleted."""
    begun, write = threading.Event(), files.save_report

    def slow(report: Report, path: Path) -> None:
        begun.set()
        threading.Event().wait(0.3)
        write(report, path)

    monkeypatch.setattr(files, "save_report", slow)
    window.session.begin(distinct_report())
    window.files.opened.emit()
    window.session.set_fields({"unit": "丙乡人民政府"}, "修改单位")
    qtbot.waitUntil(begun.is_set, timeout=4000)
    asked.will("ask_unsaved", Answer.DISCARD)
    assert window.close()
    folder = window.recovery.file.parent
    assert [file.name for file in folder.iterdir() if file.suffix != ".lock"] == []
