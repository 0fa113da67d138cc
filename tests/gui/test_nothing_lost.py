"""Nobody loses a keystroke: open editors, edits while a file is written or read, imports over unsaved work."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import files, reading
from core.report import Report
from gui.dialogs import Answer
from gui.export_dialog import ExportDialog
from gui.main_window import MainWindow
from gui.places import INFO
from gui.reader import Batch
from tests.gui.conftest import Dialogs
from tests.gui.gates import Gate
from tests.gui.test_flow import when_open
from tests.helpers import distinct_report

OTHER = "丙乡人民政府"


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open()


@pytest.fixture
def mine(window: MainWindow, tmp_path: Path) -> Path:
    """A saved report, open in the window."""
    path = tmp_path / "甲.gknb"
    files.save_report(distinct_report(), path)
    window.session.begin(files.open_report(path), path)
    window.files.opened.emit()
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "乙.gknb"
    files.save_report(distinct_report(unit=OTHER), path)
    return path


@pytest.fixture
def slow_save(monkeypatch: pytest.MonkeyPatch, gate: Gate, mine: Path) -> Gate:
    """The first save of the open report waits at the gate."""
    real = files.save_report

    def save(report: Report, path: Path, *rest: Any) -> None:
        if path == mine and not gate.entered.is_set():
            gate.wait()
        real(report, path, *rest)

    monkeypatch.setattr(files, "save_report", save)
    return gate


@pytest.fixture
def slow_read(monkeypatch: pytest.MonkeyPatch, gate: Gate) -> Gate:
    """Every reading waits at the gate."""
    real = reading.open_reading

    def read(path: Path, *rest: Any, **more: Any) -> reading.Reading:
        gate.wait()
        return real(path, *rest, **more)

    monkeypatch.setattr(reading, "open_reading", read)
    return gate


def unit(window: MainWindow, name: str) -> None:
    window.session.set_fields({"unit": name}, "修改单位")


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.session.tasks.idle, timeout=5000)


def type_in_a_cell(window: MainWindow) -> Callable[[], bool]:
    window.desk.workspace.show_number(2)
    grid: Any = window.desk.workspace.page().work
    cell = grid.current_cell()
    grid.setFocus()
    QTest.keyClicks(grid, "7")
    QTest.keyClicks(grid.cell_delegate.editor, "654")
    return lambda: window.session.report.value(cell) == 7654


def compose_in_prose(window: MainWindow) -> Callable[[], bool]:
    window.desk.workspace.show_number(1)
    part = window.desk.workspace.current
    area: Any = window.desk.workspace.page().work.area  # pyright: ignore[reportAttributeAccessIssue]
    area.setFocus()
    QTest.keyClicks(area, "ABC")
    QApplication.sendEvent(area, QInputMethodEvent("pin'yin", []))
    return lambda: "ABC" in window.session.report.paragraphs(part)[0].text


def type_in_a_field(window: MainWindow) -> Callable[[], bool]:
    window.desk.workspace.show_page(INFO)
    field: Any = window.desk.workspace.page()
    field.unit.setFocus()
    field.unit.selectAll()
    QTest.keyClicks(field.unit, "YI")
    return lambda: window.session.report.unit == "YI"


@pytest.mark.parametrize("act", ["close_report", "new_blank", "open", "close"])
@pytest.mark.parametrize("typing", [type_in_a_cell, compose_in_prose, type_in_a_field])
def test_what_stands_in_an_open_editor_is_asked_about(
    window: MainWindow, asked: Dialogs, mine: Path, other: Path, act: str, typing: Callable[[MainWindow], Callable[[], bool]]
):
    taken_in = typing(window)
    asked.will("ask_unsaved", Answer.CANCEL)
    if act == "open":
        window.files.open_path(other)
    elif act == "close":
        assert not window.close()
    else:
        window.actions_[act].trigger()
    assert len(asked.words("ask_unsaved")) == 1
    assert window.session.is_open
    assert window.session.path == mine
    assert taken_in()


def test_of_two_quick_saves_the_newer_one_stands_in_the_file(window: MainWindow, qtbot: QtBot, mine: Path, slow_save: Gate):
    unit(window, "一")
    window.save()
    assert slow_save.entered.wait(5)
    for name in ("二", "三"):
        unit(window, name)
        window.save()
    qtbot.wait(50)
    slow_save.open()
    qtbot.waitUntil(lambda: window.session.is_saved)
    idle(window, qtbot)
    assert files.open_report(mine).unit == "三"
    # The one in the middle was never written: the file before is the backup.
    assert files.open_report(mine.with_name(f"{mine.name}.bak")).unit == "一"


def test_undone_back_to_the_old_file_while_saving_is_no_saved_state(window: MainWindow, qtbot: QtBot, mine: Path, slow_save: Gate):
    unit(window, "一")
    window.save()
    window.session.stack.undo()
    assert not window.session.is_saved
    slow_save.open()
    idle(window, qtbot)
    assert files.open_report(mine).unit == "一"
    assert not window.session.is_saved


def test_typing_that_merges_while_saving_stays_unsaved(window: MainWindow, qtbot: QtBot, mine: Path, slow_save: Gate):
    window.session.set_fields({"unit": "一"}, "输入", merge="unit")
    window.save()
    window.session.set_fields({"unit": "一二"}, "输入", merge="unit")
    assert window.session.stack.count() == 1
    slow_save.open()
    idle(window, qtbot)
    assert files.open_report(mine).unit == "一"
    assert not window.session.is_saved


def test_edits_while_saving_before_closing_are_asked_about(window: MainWindow, asked: Dialogs, qtbot: QtBot, mine: Path, slow_save: Gate):
    unit(window, "一")
    asked.will("ask_unsaved", Answer.SAVE, Answer.SAVE)
    window.files.close_report()
    unit(window, "二")
    slow_save.open()
    qtbot.waitUntil(lambda: not window.session.is_open)
    assert files.open_report(mine).unit == "二"
    assert len(asked.words("ask_unsaved")) == 2


def test_edits_while_reading_are_asked_about(window: MainWindow, asked: Dialogs, qtbot: QtBot, mine: Path, other: Path, slow_read: Gate):
    window.files.open_path(other)
    unit(window, "一")
    asked.will("ask_unsaved", Answer.CANCEL)
    slow_read.open()
    qtbot.waitUntil(lambda: bool(asked.words("ask_unsaved")))
    assert window.session.report.unit == "一"
    assert window.session.path == mine


def test_what_was_given_up_is_asked_about_once(window: MainWindow, asked: Dialogs, qtbot: QtBot, mine: Path, other: Path):
    unit(window, "一")
    asked.will("ask_unsaved", Answer.DISCARD)
    window.files.open_path(other)
    qtbot.waitUntil(lambda: window.session.path == other)
    assert window.session.report.unit == OTHER


@pytest.mark.parametrize("answer", [Answer.SAVE, Answer.DISCARD, Answer.CANCEL])
@pytest.mark.parametrize("choice", ["edit", "last"])
def test_an_import_over_unsaved_work_asks_first(
    window: MainWindow,
    asked: Dialogs,
    qtbot: QtBot,
    mine: Path,
    tmp_path: Path,
    answer: Answer,
    choice: str,
    monkeypatch: pytest.MonkeyPatch,
):
    source = tmp_path / "来件.json"
    shown: list[str] = []

    def review(batch: Batch, *_: object) -> tuple[Report, str, bool] | None:
        name, reading = batch.readings[0]
        shown.append(reading.report.unit)
        if len(shown) > 1:
            return None
        corrected = reading.report.copy()
        corrected.unit = OTHER
        return corrected, name, choice == "last"

    files.save_report(distinct_report(unit="没有改正的乡"), source)
    monkeypatch.setattr(window.files, "_review", review)
    unit(window, "一")
    asked.will("ask_unsaved", answer)
    window.files.open_path(source)
    qtbot.waitUntil(lambda: bool(asked.words("ask_unsaved")))
    if answer is Answer.CANCEL:
        # Back in the review, with what was corrected there.
        qtbot.waitUntil(lambda: shown == ["没有改正的乡", OTHER])
        assert window.session.report.unit == "一"
        return
    qtbot.waitUntil(lambda: window.session.report.unit == OTHER)
    assert files.open_report(mine).unit == ("一" if answer is Answer.SAVE else distinct_report().unit)
    window.session.stack.undo()
    assert window.session.report.unit == "一"


def test_a_second_reading_takes_the_place_of_the_first(
    window: MainWindow, qtbot: QtBot, mine: Path, other: Path, tmp_path: Path, slow_read: Gate, monkeypatch: pytest.MonkeyPatch
):
    source, reviewed = tmp_path / "来件.json", []
    files.save_report(distinct_report(), source)
    monkeypatch.setattr(window.files, "_review", lambda *arguments: reviewed.append(arguments))
    window.files.open_path(source)
    window.files.open_path(source)
    slow_read.open()
    idle(window, qtbot)
    qtbot.wait(100)
    assert len(reviewed) == 1
    assert window.status.stop_button.isHidden()


def test_what_was_read_waits_for_the_dialog_to_go(window: MainWindow, qtbot: QtBot, mine: Path, other: Path, slow_read: Gate):
    before = window.session.report
    window.files.open_path(other)
    seen: list[Report] = []

    def look(box: ExportDialog) -> None:
        slow_read.open()
        idle(window, qtbot)
        qtbot.wait(150)
        seen.append(window.session.report)
        box.reject()

    when_open(ExportDialog, look)
    window.actions_["export"].trigger()
    assert seen == [before]
    qtbot.waitUntil(lambda: window.session.path == other)


def test_a_reading_can_be_stopped_and_a_new_report_ends_it(window: MainWindow, qtbot: QtBot, mine: Path, other: Path, slow_read: Gate):
    window.files.open_path(other)
    assert window.status.stop_button.isVisible()
    qtbot.mouseClick(window.status.stop_button, Qt.MouseButton.LeftButton)
    assert window.status.stop_button.isHidden()
    window.files.open_path(other)
    window.files.new_blank()
    slow_read.open()
    idle(window, qtbot)
    qtbot.wait(100)
    assert window.session.path is None
    assert window.session.report.unit != OTHER
