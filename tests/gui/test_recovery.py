import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from core import files
from core.errors import UnwritableFile
from core.files import open_report
from core.schema import CellId
from gui import app as starting
from gui import recovery
from gui.dialogs import Answer
from gui.main_window import MainWindow
from gui.recovery import Recovery
from gui.session import Session
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "business")
ROOT = Path(__file__).resolve().parent.parent.parent

CRASH = """
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from core.schema import CellId
from gui.recovery import Recovery
from gui.session import Session
from tests.helpers import distinct_report
app = QCoreApplication([])
session = Session(distinct_report())
recovery = Recovery(session, Path(sys.argv[1]))
session.type_cell(CellId("applications", "new", "business"), "4321")
assert recovery.write_now()
os._exit(7)
"""


@pytest.fixture
def kept(session: Session, tmp_path: Path) -> Recovery:
    session.begin(distinct_report())
    return Recovery(session, tmp_path / "recovery")


def crash(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CRASH, str(folder)], cwd=ROOT, env={**os.environ}, check=False)
    assert done.returncode == 7


def test_a_change_is_kept_within_two_seconds(session: Session, kept: Recovery, qtbot: QtBot):
    session.type_cell(NEW, "4321")
    qtbot.waitUntil(kept.file.exists, timeout=2000)
    qtbot.waitUntil(lambda: kept.file.with_suffix(".json").exists())
    assert open_report(kept.file).value(NEW) == 4321


def test_steady_typing_does_not_put_the_writing_off(session: Session, kept: Recovery, qtbot: QtBot):
    for number in range(18):
        session.type_cell(NEW, str(number + 5000))
        qtbot.wait(100)
    assert kept.file.exists()


@pytest.mark.parametrize("fault", [UnwritableFile("文件没有写成", "磁盘已满"), ValueError("出乎意料")])
def test_a_writing_that_fails_is_not_the_last(
    session: Session, kept: Recovery, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, fault: Exception
):
    real, tries = files.save_report, []

    def save(*arguments: Any) -> None:
        tries.append(arguments)
        if len(tries) == 1:
            raise fault
        real(*arguments)

    monkeypatch.setattr(files, "save_report", save)
    monkeypatch.setattr(recovery, "DELAY_MS", 30)
    monkeypatch.setattr(recovery, "RETRY_MS", 60)
    with capture_exceptions() as raised:
        session.type_cell(NEW, "4321")
        qtbot.waitUntil(lambda: bool(tries))
        qtbot.waitUntil(lambda: session.tasks.idle)
        if isinstance(fault, ValueError):
            # A fault of the program is told once; the next key tries again.
            qtbot.waitUntil(lambda: bool(raised))
            session.type_cell(NEW, "4322")
        qtbot.waitUntil(kept.file.exists)
    assert len(raised) == isinstance(fault, ValueError)


def test_a_slow_reading_does_not_keep_work_from_the_disk(session: Session, kept: Recovery, qtbot: QtBot):
    held = threading.Event()
    for _ in range(12):
        session.tasks.run(lambda _: held.wait(10))
    session.type_cell(NEW, "4321")
    try:
        qtbot.waitUntil(kept.file.exists, timeout=2000)
    finally:
        held.set()


def test_nothing_is_kept_without_a_change(kept: Recovery, qtbot: QtBot):
    qtbot.wait(1300)
    assert not kept.file.exists()
    assert not kept.write_now()


def test_saving_and_closing_leave_nothing_behind(session: Session, kept: Recovery, qtbot: QtBot, tmp_path: Path):
    session.type_cell(NEW, "4321")
    assert kept.write_now()
    session.save(tmp_path / "a.gknb")
    qtbot.waitUntil(lambda: not kept.file.exists())
    session.type_cell(NEW, "4322")
    assert kept.write_now()
    kept.close()
    assert list((tmp_path / "recovery").iterdir()) == []


def test_a_file_in_use_is_no_orphan(session: Session, kept: Recovery, tmp_path: Path):
    session.type_cell(NEW, "4321")
    kept.write_now()
    assert list(Recovery(session, tmp_path / "recovery").orphans()) == []
    kept.close()


def test_a_crash_leaves_an_orphan_with_its_work(session: Session, tmp_path: Path):
    folder = tmp_path / "recovery"
    crash(folder)
    keeper = Recovery(session, folder)
    (orphan,) = keeper.orphans()
    assert orphan.original is None
    assert "年度报告" in orphan.name
    assert open_report(orphan.file).value(NEW) == 4321
    keeper.discard(orphan)
    assert list(keeper.orphans()) == []


def test_the_next_start_offers_it_and_goes_on_keeping_it(window: MainWindow, asked: Dialogs, tmp_path: Path, qtbot: QtBot):
    crash(tmp_path / "recovery")
    asked.will("ask_recover", Answer.SAVE)
    starting.after_start(window, [])
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.report.value(NEW) == 4321
    assert not window.session.is_saved
    files = list((tmp_path / "recovery").glob("*.gknb"))
    window.session.type_cell(NEW, "77")
    assert window.recovery.write_now()
    assert list((tmp_path / "recovery").glob("*.gknb")) == files
    assert open_report(files[0]).value(NEW) == 77


def test_later_leaves_it_and_dropping_deletes_it(window: MainWindow, asked: Dialogs, tmp_path: Path):
    crash(tmp_path / "recovery")
    asked.will("ask_recover", Answer.CANCEL, Answer.DISCARD)
    starting.after_start(window, [])
    assert list((tmp_path / "recovery").glob("*.gknb"))
    starting.after_start(window, [])
    assert not list((tmp_path / "recovery").glob("*.gknb"))
    assert not window.session.is_open


def test_a_description_that_is_damaged_costs_nothing(session: Session, tmp_path: Path):
    crash(tmp_path)
    (description,) = tmp_path.glob("*.json")
    for damage in ("{", json.dumps([1]), json.dumps({"name": None})):
        description.write_text(damage, "utf-8")
        (orphan,) = Recovery(session, tmp_path).orphans()
        assert orphan.name


def test_the_unexpected_keeps_the_work_and_says_one_sentence(
    window: MainWindow, asked: Dialogs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    window.session.begin(distinct_report())
    window.session.type_cell(NEW, "4321")
    hook = starting.CrashHook(window.windows)
    fault = ValueError("出乎意料")
    hook(ValueError, fault, None)
    assert "出乎意料" in capsys.readouterr().err
    assert "恢复文件" in asked.words("show_message")[0]
    (file,) = (tmp_path / "recovery").glob("*.gknb")
    assert open_report(file).value(NEW) == 4321
