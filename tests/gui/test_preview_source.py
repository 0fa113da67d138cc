"""Nothing runs that nobody sees, nothing is shown of a report that is gone, and what goes wrong is one sentence in the pane."""

import threading
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.schema import CellId
from gui import preview_paper, preview_source
from gui.main_window import MainWindow
from gui.preview_source import DEBOUNCE_MS
from tests.gui.conftest import Dialogs
from tests.gui.preview_hands import LONG, call_up, click, long_report, open_report, settle
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "business")


class Gate:
    """Papers that are made when the test lets them, and fail when it says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        self.open.set()
        self.threads: list[int] = []
        self.fault: Exception | None = None
        monkeypatch.setattr(preview_source, "paper_of", self.paper_of)

    def paper_of(self, *arguments: Any) -> Any:
        self.threads.append(threading.get_ident())
        assert self.open.wait(60)
        if self.fault is not None:
            raise self.fault
        return preview_paper.paper_of(*arguments)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    return Gate(monkeypatch)


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.resize(1366, 768)
    open_report(window, distinct_report())
    return window


def test_pages_are_made_off_the_gui_thread_and_once_for_many_keys(opened: MainWindow, gate: Gate, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    made = len(gate.threads)
    for text in ("1", "12", "123"):
        opened.session.type_cell(NEW, text)
    settle(pane, qtbot)
    assert len(gate.threads) == made + 1
    assert threading.get_ident() not in gate.threads


def test_a_hidden_preview_rests_and_catches_up_when_shown(opened: MainWindow, gate: Gate, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    made = len(gate.threads)
    opened.actions_["show_preview"].trigger()
    opened.session.type_cell(NEW, "4321")
    QTest.qWait(DEBOUNCE_MS + 100)
    assert len(gate.threads) == made
    opened.actions_["show_preview"].trigger()
    qtbot.waitUntil(lambda: len(gate.threads) == made + 1, timeout=LONG)
    settle(pane, qtbot)
    opened.actions_["show_preview"].trigger()
    opened.actions_["show_preview"].trigger()
    assert pane.source.idle
    assert len(gate.threads) == made + 1


def test_a_report_closed_while_its_pages_are_made_is_not_shown(opened: MainWindow, gate: Gate, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    gate.open.clear()
    opened.session.type_cell(NEW, "4321")
    qtbot.waitUntil(lambda: len(gate.threads) == 2, timeout=LONG)
    opened.session.stack.setClean()
    opened.files.close_report()
    assert pane.view.sheets() == ()
    gate.open.set()
    settle(pane, qtbot)
    assert pane.view.sheets() == ()
    open_report(opened, distinct_report("2019"))
    settle(pane, qtbot)
    assert len(pane.view.sheets()) > 0


def test_a_report_replaced_while_its_pages_are_made_gives_way_to_the_other(opened: MainWindow, gate: Gate, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    few = len(pane.view.sheets())
    gate.open.clear()
    opened.session.type_cell(NEW, "4321")
    qtbot.waitUntil(lambda: len(gate.threads) == 2, timeout=LONG)
    shown: list[int] = []
    pane.source.made.connect(lambda made: shown.append(len(made.sizes)))
    opened.session.adopt(long_report(), "读入")
    # What is still seen of the other report leads nowhere.
    place, sheet = opened.desk.workspace.place(), pane.view.sheets()[0]
    click(sheet, 300, 300)
    assert sheet.box_at(QPoint(200, 200)) is None
    assert (sheet.marks, opened.desk.workspace.place()) == ((), place)
    gate.open.set()
    settle(pane, qtbot)
    assert len(shown) == 1
    assert shown[0] == len(pane.view.sheets()) > few


def test_what_cannot_be_made_is_one_sentence_and_the_old_pages_stay(opened: MainWindow, gate: Gate, asked: Dialogs, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    pages = len(pane.view.sheets())
    gate.fault = AppError("排版用的文件读不出来", "请检查磁盘")
    for text in ("4", "43"):
        opened.session.type_cell(NEW, text)
        settle(pane, qtbot)
        assert pane.told.isVisible()
        assert pane.told.text() == "预览没有更新。排版用的文件读不出来：请检查磁盘"
    assert len(pane.view.sheets()) == pages
    assert asked.asked == []
    gate.fault = None
    opened.session.type_cell(NEW, "432")
    settle(pane, qtbot)
    assert not pane.told.isVisible()


def test_a_fault_of_the_program_is_told_once_and_not_at_every_key(opened: MainWindow, gate: Gate, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    gate.fault = ZeroDivisionError("a slip")
    with capture_exceptions() as caught:
        for text in ("4", "43", "432"):
            opened.session.type_cell(NEW, text)
            QTest.qWait(DEBOUNCE_MS + 150)
    assert [kind for kind, *_ in caught] == [ZeroDivisionError]
    assert pane.told.text().startswith("预览没有更新：程序出了意外")
    gate.fault = None
    # As the sentence says: closed and called up again, it is tried anew.
    opened.actions_["show_preview"].trigger()
    opened.actions_["show_preview"].trigger()
    qtbot.waitUntil(lambda: not pane.told.isVisible(), timeout=LONG)


def test_a_preview_called_up_again_tries_again_what_could_not_be_made(opened: MainWindow, gate: Gate, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    gate.fault = AppError("排版用的文件读不出来", "请检查磁盘")
    opened.session.type_cell(NEW, "4")
    settle(pane, qtbot)
    assert pane.told.isVisible()
    gate.fault = None
    opened.actions_["show_preview"].trigger()
    opened.actions_["show_preview"].trigger()
    qtbot.waitUntil(lambda: not pane.told.isVisible(), timeout=LONG)


def test_files_and_pages_that_cannot_be_read_are_told_in_words(monkeypatch: pytest.MonkeyPatch):
    from pypdfium2 import PdfiumError

    from core.exporters import to_pdf
    from core.papers import PLAIN

    def unreadable(_: object) -> None:
        raise OSError(5, "Input/output error")

    class Torn:
        def render(self, page: int, scale: float) -> None:
            raise PdfiumError(f"page {page} at {scale}")

    monkeypatch.setattr(to_pdf, "paper", unreadable)
    with pytest.raises(AppError, match="排版用的文件读不出来"):
        preview_paper.paper_of(distinct_report(), (), PLAIN)
    torn: Any = Torn()
    with pytest.raises(AppError, match="页面画不出来"):
        preview_paper.picture_of(torn, 0, 1.0)


def test_the_window_closes_while_pages_are_made(opened: MainWindow, gate: Gate, qtbot: QtBot):
    call_up(opened, qtbot)
    opened.session.type_cell(NEW, "4321")
    qtbot.waitUntil(lambda: len(gate.threads) == 2, timeout=LONG)
    opened.session.stack.setClean()
    assert opened.close()
    QApplication.processEvents()
