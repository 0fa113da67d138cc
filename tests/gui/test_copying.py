"""复制全文: what is pasted into a portal's editor, Word, or read back here has every cell and every sentence."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from pytestqt.qtbot import QtBot

from core.reading import reading_of
from core.report import PREAMBLE, Report
from core.schema import CellId
from gui.clipboard_reading import held_by
from gui.copying import held_of
from gui.main_window import MainWindow
from gui.places import Place
from tests.gui.conftest import Dialogs
from tests.helpers import cell_values, distinct_report

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DONE = "已复制全文，可以粘贴到门户网站的编辑器或 Word"


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.session.begin(distinct_report())
    window.files.opened.emit()
    window.desk.workspace.go(Place("applications", CellId("applications", "new", "business")))
    window.activateWindow()
    qtbot.waitUntil(lambda: window.desk.workspace.page().work.hasFocus())
    return window


@pytest.mark.parametrize("form", ["2019", "2021"])
@pytest.mark.parametrize("bare", [False, True], ids=["html", "text"])
def test_the_importer_reads_back_every_cell_and_every_sentence(qtbot: QtBot, form: str, bare: bool):
    report = distinct_report(form)
    held = held_of(report)
    if bare:
        held.removeFormat("text/html")
    data = held_by(held)
    assert isinstance(data, bytes)
    read = reading_of(data, Path("剪贴板内容")).report
    assert read.form == report.form
    assert cell_values(read) == cell_values(report)
    for part in (PREAMBLE, *(s.id for s in report.form.text_sections)):
        assert [p.text for p in read.paragraphs(part)] == [p.text for p in report.paragraphs(part)]
    assert (read.title, read.unit, read.year) == (report.title, report.unit, report.year)
    assert (read.signed_unit, read.signed_date) == (report.signed_unit, report.signed_date)


def test_the_key_copies_what_was_just_typed_too(opened: MainWindow, clipboard: QClipboard, qtbot: QtBot):
    told: list[str] = []
    opened.session.message.connect(told.append)
    work: Any = opened.desk.workspace.page().work
    QTest.keyClick(work, Qt.Key.Key_7)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_C, CTRL | SHIFT)
    assert told[-1] == DONE
    data = held_by(clipboard.mimeData())
    assert isinstance(data, bytes)
    read: Report = reading_of(data, Path("剪贴板内容")).report
    assert read.value(CellId("applications", "new", "business")) == 7
    assert cell_values(read) == cell_values(opened.session.report)


def test_an_editor_of_rich_text_keeps_the_tables_whole(opened: MainWindow, clipboard: QClipboard, qtbot: QtBot):
    opened.actions_["copy_all"].trigger()
    editor = QTextEdit()
    qtbot.addWidget(editor)
    editor.paste()
    frames = editor.document().rootFrame().childFrames()
    assert len(frames) == 3
    assert opened.session.report.title in editor.toPlainText().replace("\n", "")


def test_ordinary_copy_takes_what_is_selected_as_before(opened: MainWindow, clipboard: QClipboard, asked: Dialogs):
    work: Any = opened.desk.workspace.page().work
    opened.actions_["copy_all"].trigger()
    QTest.keyClick(work, Qt.Key.Key_C, CTRL)
    value = opened.session.report.value(CellId("applications", "new", "business"))
    assert clipboard.text().strip() == str(value)


def test_nothing_is_copied_where_no_report_is_open(window: MainWindow):
    assert not window.actions_["copy_all"].isEnabled()
