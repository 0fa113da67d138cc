"""The app's own files in the window: a damaged one and its backup, one that another program changed, the file of each side of an import."""

import json
import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.files import open_report, save_report
from core.own_file import backup_of
from gui import app as starting
from gui.dialogs import Answer
from gui.main_window import MainWindow
from gui.recovery import Recovery
from gui.session import Session
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report

ELSEWHERE = "别处改过的乡人民政府"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a backup that holds another unit."""
    made = tmp_path / "甲.gknb"
    save_report(distinct_report(unit="备份乡人民政府"), made)
    save_report(distinct_report(), made)
    return made


@pytest.fixture
def opened(window: MainWindow, path: Path, qtbot: QtBot) -> MainWindow:
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.session.path == path)
    return window


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.session.tasks.idle, timeout=5000)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:50])


def make_newer(path: Path) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"version": 99}), "utf-8")


@pytest.mark.parametrize("spoil", [cut_off, make_newer])
def test_the_backup_is_offered_and_opens_as_unsaved_work(window: MainWindow, asked: Dialogs, qtbot: QtBot, path: Path, spoil):
    spoil(path)
    asked.will("confirm", True)
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.session.is_open)
    assert f"{path.name}.bak" in asked.words("confirm")[0]
    assert "打开备份" in asked.words("confirm")[0]
    assert window.session.report.unit == "备份乡人民政府"
    assert window.session.path == path
    assert not window.session.is_saved
    # What stands there is known to be damaged: saving over it needs no further question.
    window.save()
    qtbot.waitUntil(lambda: window.session.is_saved)
    assert open_report(path).unit == "备份乡人民政府"


def test_refusing_the_backup_opens_nothing(window: MainWindow, asked: Dialogs, qtbot: QtBot, path: Path):
    cut_off(path)
    asked.will("confirm", False)
    window.files.open_path(path)
    qtbot.waitUntil(lambda: bool(asked.words("confirm")))
    assert not window.session.is_open


def test_a_backup_that_is_damaged_too_is_said(window: MainWindow, asked: Dialogs, qtbot: QtBot, path: Path):
    cut_off(path)
    cut_off(backup_of(path))
    asked.will("confirm", True)
    window.files.open_path(path)
    qtbot.waitUntil(lambda: bool(asked.words("show_error")))
    assert not window.session.is_open


@pytest.mark.parametrize("answer", [Answer.SAVE, Answer.SAVE_AS, Answer.CANCEL])
def test_a_file_changed_by_another_program_is_not_overwritten_silently(
    opened: MainWindow, asked: Dialogs, qtbot: QtBot, path: Path, tmp_path: Path, answer: Answer
):
    save_report(distinct_report(unit=ELSEWHERE), path)
    opened.session.set_fields({"unit": "我的"}, "修改单位")
    asked.will("ask_overwrite", answer)
    asked.will("ask_save", tmp_path / "另一份.gknb")
    opened.save()
    assert asked.words("ask_overwrite") == [path.name]
    idle(opened, qtbot)
    assert opened.session.is_saved == (answer is not Answer.CANCEL)
    assert open_report(path).unit == ("我的" if answer is Answer.SAVE else ELSEWHERE)
    if answer is Answer.SAVE_AS:
        assert open_report(tmp_path / "另一份.gknb").unit == "我的"


def test_our_own_saves_are_nobody_elses(opened: MainWindow, qtbot: QtBot, path: Path):
    for name in ("一", "二", "三"):
        opened.session.set_fields({"unit": name}, "修改单位")
        opened.save()
        if name != "一":
            qtbot.waitUntil(lambda: opened.session.is_saved)
    assert open_report(path).unit == "三"


def test_each_side_of_an_import_keeps_its_file(session: Session, qtbot: QtBot, tmp_path: Path):
    first, second = tmp_path / "甲.gknb", tmp_path / "丙.gknb"
    session.begin(distinct_report(), first)
    session.adopt(distinct_report(unit="丙乡人民政府"), "读入")
    session.save(second)
    qtbot.waitUntil(lambda: session.is_saved)
    session.stack.undo()
    assert session.path == first
    session.stack.redo()
    assert session.path == second
    assert session.is_saved


def test_an_orphan_that_goes_away_hides_no_other(session: Session, tmp_path: Path):
    (tmp_path / "1-1.gknb").symlink_to(tmp_path / "没有了")
    save_report(distinct_report(), tmp_path / "2-2.gknb")
    os.utime(tmp_path / "2-2.gknb", (1, 1))
    save_report(distinct_report(), tmp_path / "3-3.gknb")
    assert [orphan.file.name for orphan in Recovery(session, tmp_path).orphans()] == ["3-3.gknb", "2-2.gknb"]


def test_after_a_damaged_orphan_the_file_asked_for_opens(window: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path, path: Path):
    (tmp_path / "recovery").mkdir(exist_ok=True)
    (tmp_path / "recovery" / "1-1.gknb").write_text("{")
    asked.will("ask_recover", Answer.SAVE)
    starting.after_start(window, [path])
    qtbot.waitUntil(lambda: window.session.path == path)
    assert len(asked.words("show_error")) == 1
