"""Files leave one after the other: to be stopped between two, tried again, put elsewhere, opened; nothing is said that is not so."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core import files as writing
from core.errors import UnwritableFile
from core.files import open_report
from core.papers import PLAIN, Extras
from gui import dialogs
from gui.dialogs import Answer, elided_path
from gui.exporter import progress_words
from gui.main_window import MainWindow
from gui.question import Question
from tests.gui.conftest import Dialogs
from tests.helpers import cell_values, distinct_report

LOCKED = "（没有写入权限，或文件正在 Word、WPS 中打开；请关闭后再试，或另存到别处）"


class Disk:
    """Stands for the disk: which names it refuses, and a gate before each file."""

    def __init__(self) -> None:
        self.refused: set[Path] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.begun: list[Path] = []
        self.given: list[Any] = []


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made, save = Disk(), writing.save_report

    def write(report: Any, path: Path, rows: Any, extras: Any) -> None:
        made.begun.append(path)
        made.given.append((rows, extras))
        made.gate.wait()
        if path in made.refused:
            raise UnwritableFile("文件没有写成", f"{path.name}{LOCKED}")
        save(report, path, rows, extras)

    monkeypatch.setattr(writing, "save_report", write)
    yield made
    made.gate.set()


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.session.begin(distinct_report())
    window.files.opened.emit()
    window.session.check_now()
    return window


@pytest.fixture
def said(opened: MainWindow) -> list[str]:
    told: list[str] = []
    opened.session.message.connect(told.append)
    return told


def begin(window: MainWindow, folder: Path, *suffixes: str, extras: Extras = PLAIN) -> list[Path]:
    files = [folder / f"年报{suffix}" for suffix in suffixes]
    window.exports._begin(files, extras)
    return files


def links(window: MainWindow) -> list[QPushButton]:
    """Return what the status bar offers to do."""
    return [each for each in window.status.offer_pane.findChildren(QPushButton) if each.isVisible()]


def offered(window: MainWindow) -> tuple[str, list[str]]:
    """Return what the status bar says was done, and its links."""
    (label,) = window.status.offer_pane.findChildren(QLabel)
    return label.text(), [each.text() for each in links(window)]


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.session.tasks.idle and not window.exports.exporter.busy, timeout=20_000)


def test_every_file_is_written_as_asked_and_told_with_its_folder(
    opened: MainWindow, asked: Dialogs, disk: Disk, said: list[str], qtbot: QtBot, tmp_path: Path
):
    files = begin(opened, tmp_path, ".docx", ".html", extras=Extras(slip=True))
    idle(opened, qtbot)
    assert [path for path in tmp_path.iterdir() if path.suffix == ".tmp"] == []
    for file in files:
        assert cell_values(open_report(file)) == cell_values(opened.session.report)
    assert all(extras == Extras(slip=True) for _, extras in disk.given)
    assert len(disk.given[0][0]) == len(opened.session.findings)
    assert offered(opened) == (f"已导出 2 份文件到 {elided_path(str(tmp_path))}", ["打开 Word 文档", "打开文件夹"])
    assert "正在导出第 1 份，共 2 份：年报.docx" in said
    assert progress_words("a.pdf", 0, 1) == "正在导出 a.pdf……"


def test_what_is_written_is_what_stood_there_when_a_person_asked(
    opened: MainWindow, asked: Dialogs, disk: Disk, qtbot: QtBot, tmp_path: Path
):
    disk.gate.clear()
    (file,) = begin(opened, tmp_path, ".html")
    qtbot.waitUntil(lambda: bool(disk.begun))
    opened.session.set_fields({"unit": "后来改的单位"}, "改")
    disk.gate.set()
    idle(opened, qtbot)
    assert open_report(file).unit != "后来改的单位"


def test_an_export_can_be_stopped_between_two_files(
    opened: MainWindow, asked: Dialogs, disk: Disk, said: list[str], qtbot: QtBot, tmp_path: Path
):
    disk.gate.clear()
    files = begin(opened, tmp_path, ".html", ".json", ".xlsx")
    assert opened.status.stop_export_button.isVisible()
    qtbot.waitUntil(lambda: bool(disk.begun))
    qtbot.mouseClick(opened.status.stop_export_button, Qt.MouseButton.LeftButton)
    assert said[-1] == "正在停止导出……"
    disk.gate.set()
    idle(opened, qtbot)
    assert said[-1] == "已停止导出。已写好 年报.html；没有写 年报.json、年报.xlsx"
    assert [file.exists() for file in files] == [True, False, False]
    assert opened.status.stop_export_button.isHidden()
    assert not opened.exports.exporter.cancel(), "there is nothing to stop any more"


def test_a_second_export_waits_for_the_first(opened: MainWindow, asked: Dialogs, disk: Disk, said: list[str], qtbot: QtBot, tmp_path: Path):
    disk.gate.clear()
    begin(opened, tmp_path, ".html")
    opened.actions_["export"].trigger()
    assert "上一次导出还没有写完" in said[-1]
    disk.gate.set()
    idle(opened, qtbot)


def test_closing_the_window_still_writes_what_was_asked_for(opened: MainWindow, disk: Disk, qtbot: QtBot, tmp_path: Path):
    disk.gate.clear()
    files = begin(opened, tmp_path, ".html", ".json")
    qtbot.waitUntil(lambda: bool(disk.begun))
    threading.Timer(0.1, disk.gate.set).start()
    opened.close()
    assert all(file.exists() for file in files)


def test_a_file_that_is_open_elsewhere_is_named_and_tried_again(
    opened: MainWindow, asked: Dialogs, disk: Disk, said: list[str], qtbot: QtBot, tmp_path: Path
):
    disk.refused = {tmp_path / "年报.docx"}
    asked.will("ask_unwritten", Answer.SAVE, Answer.CANCEL)
    begin(opened, tmp_path, ".docx", ".html")
    qtbot.waitUntil(lambda: len(asked.words("ask_unwritten")) == 2)
    told, again = asked.words("ask_unwritten")
    assert again == told, "what the first round wrote is not forgotten"
    assert "有 1 份文件没有写成" in told
    assert "年报.docx（没有写入权限" in told
    assert "正在 Word、WPS 中打开" in told
    assert told.endswith("已写好：\n年报.html")
    idle(opened, qtbot)
    assert [path.name for path in disk.begun] == ["年报.docx", "年报.html", "年报.docx"], "only what failed is written again"
    assert said[-1] == "导出没有完成。已写好 年报.html"


def test_a_retry_that_succeeds_tells_of_all_files(
    opened: MainWindow, asked: Dialogs, disk: Disk, said: list[str], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    disk.refused = {tmp_path / "年报.json"}

    def close_word_and_retry(*_: object) -> Answer:
        disk.refused.clear()
        return Answer.SAVE

    monkeypatch.setattr(dialogs, "ask_unwritten", close_word_and_retry)
    begin(opened, tmp_path, ".html", ".json")
    idle(opened, qtbot)
    qtbot.waitUntil(opened.status.offer_pane.isVisible)
    assert offered(opened)[0].startswith("已导出 2 份文件到")
    opened.next_pane()
    while QApplication.focusWidget() not in links(opened):
        opened.next_pane()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Return):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    assert asked.asked[-1] == ("open_folder", (tmp_path,))
    assert not opened.status.offer_pane.isVisible()


def test_what_failed_can_go_to_another_folder(
    opened: MainWindow, asked: Dialogs, disk: Disk, said: list[str], qtbot: QtBot, tmp_path: Path
):
    other = tmp_path / "别处"
    other.mkdir()
    (other / "年报.json").touch()
    disk.refused = {tmp_path / "年报.json"}
    # Chosen, thought better of it, chosen again.
    asked.will("ask_unwritten", Answer.SAVE_AS, Answer.SAVE_AS, Answer.SAVE_AS)
    asked.will("ask_folder", None, other, other)
    asked.will("confirm", False, True)
    begin(opened, tmp_path, ".html", ".json")
    idle(opened, qtbot)
    assert (other / "年报.json").stat().st_size > 0
    assert offered(opened)[0] == f"已导出 2 份文件到 {elided_path(str(tmp_path))}、{elided_path(str(other))}"
    qtbot.mouseClick(links(opened)[0], Qt.MouseButton.LeftButton)
    assert asked.asked[-1] == ("open_file", (tmp_path / "年报.html",))


def test_nothing_written_is_said_as_it_is(opened: MainWindow, asked: Dialogs, disk: Disk, said: list[str], qtbot: QtBot, tmp_path: Path):
    disk.refused = {tmp_path / "年报.html", tmp_path / "年报.json"}
    asked.will("ask_unwritten", Answer.CANCEL)
    begin(opened, tmp_path, ".html", ".json")
    idle(opened, qtbot)
    (told,) = asked.words("ask_unwritten")
    assert "有 2 份文件没有写成" in told
    assert told.count("正在 Word、WPS 中打开") == 2
    assert "已写好" not in told
    assert said[-1] == "导出没有完成。没有写成任何文件"


def test_what_went_wrong_waits_for_an_open_dialog(opened: MainWindow, asked: Dialogs, disk: Disk, qtbot: QtBot, tmp_path: Path):
    disk.refused = {tmp_path / "年报.html"}
    asked.will("ask_unwritten", Answer.CANCEL)
    seen: list[bool] = []

    def look() -> None:
        idle(opened, qtbot)
        qtbot.wait(120)
        seen.append(any(name == "ask_unwritten" for name, _ in asked.asked))
        other.close()

    other = Question("别的事", "", ("知道了",), opened)
    begin(opened, tmp_path, ".html")
    QTimer.singleShot(0, look)
    other.exec()
    assert seen == [False]
    qtbot.waitUntil(lambda: any(name == "ask_unwritten" for name, _ in asked.asked))


def test_what_was_written_is_opened_by_keys_and_the_offer_goes(
    opened: MainWindow, asked: Dialogs, said: list[str], qtbot: QtBot, tmp_path: Path
):
    opened.actions_["open_exported"].trigger()
    assert said[-1] == "还没有导出过文件"
    (file,) = begin(opened, tmp_path, ".html")
    qtbot.waitUntil(opened.status.offer_pane.isVisible)
    assert not opened.status.place_label.isVisible()
    QTest.keyClick(links(opened)[0], Qt.Key.Key_Escape)
    assert opened.status.place_label.isVisible()
    opened.actions_["open_exported"].trigger()
    opened.actions_["open_exported_folder"].trigger()
    assert asked.asked[-2:] == [("open_file", (file,)), ("open_folder", (tmp_path,))]
    opened.status.offer("做好了", [("看看", lambda: None)])
    opened.session.message.emit("别的事")
    assert not opened.status.offer_pane.isVisible(), "something else was said"


def test_a_long_folder_gives_way_in_its_middle(opened: MainWindow, qtbot: QtBot):
    folder = "/文档/" + "很长的文件夹/" * 40 + "年报"
    opened.session.message.emit(f"已导出 3 份文件到 {folder}")
    shown = opened.status.shown_message()
    opened.status.grab()
    assert shown.startswith("已导出 3 份文件到 /文档")
    assert shown.endswith("年报")
    assert "…" in shown
    assert opened.status.fontMetrics().horizontalAdvance(shown) < opened.status.zoom_label.x()
    assert opened.status.toolTip().endswith(folder)
    opened.session.message.emit("短的话")
    opened.status.grab()
    assert opened.status.toolTip() == ""
    opened.session.message.emit(folder)
    opened.status.grab()
    opened.session.message.emit("")
    assert opened.status.toolTip() == ""
    assert elided_path("/短") == "/短"
    assert len(elided_path(folder)) == 56
