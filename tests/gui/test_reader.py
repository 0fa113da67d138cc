"""Reading for the window: several files one after the other, progress in words, an end at once, and a process that goes with the window."""

import threading
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QClipboard, QDragEnterEvent, QDropEvent
from pytestqt.qtbot import QtBot

from core import reading
from core.errors import Cancelled, UnreadableFile
from core.files import save_report
from core.layout import filled, grid
from gui.clipboard_reading import NOTHING, held_by
from gui.import_review import ImportReview
from gui.main_window import MainWindow
from gui.reader import progress_words
from tests.core.written import written
from tests.gui.conftest import Dialogs
from tests.gui.test_flow import when_open
from tests.helpers import cell_values, distinct_report

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TRUTH = distinct_report()
TEXT = written(TRUTH).tab_rows()


def html_table(table: str) -> str:
    """Write a table of the report as a page has it, spans included."""
    laid = filled(grid(TRUTH.form.id, table), TRUTH)
    rows = [[cell for cell in laid.cells if cell.row == row] for row in range(laid.rows)]
    cells = ("".join(f"<td rowspan={cell.row_span} colspan={cell.column_span}>{cell.text}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def table_page() -> str:
    return f"<meta charset='gb2312'><p>{TRUTH.title}</p><p>四、政府信息公开行政复议、行政诉讼情况</p>{html_table('review_litigation')}"


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    """Two readable files and one that is none."""
    found = []
    for name in ("甲", "乙"):
        path = tmp_path / f"{name}.txt"
        path.write_text(written(distinct_report(unit=f"{name}乡人民政府")).tab_rows(), "utf-8")
        found.append(path)
    bad = tmp_path / "坏.docx"
    bad.write_bytes(b"PK\x03\x04 no more")
    return [*found, bad]


def drop(paths: list[Path]) -> QDropEvent:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop.kept = held  # pyright: ignore[reportFunctionMemberAccess]
    arguments = (Qt.DropAction.CopyAction, held, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    return QDropEvent(QPointF(9, 9), *arguments)


def said(window: MainWindow) -> list[str]:
    told: list[str] = []
    window.session.message.connect(told.append)
    return told


def test_progress_is_told_in_words():
    assert progress_words(["a.pdf"], 0, 0, 0) == "正在读取 a.pdf……"
    assert progress_words(["a.pdf"], 0, 2, 12) == "正在识别第 3 页，共 12 页：a.pdf"
    assert progress_words(["a", "b.pdf"], 1, 12, 12) == "正在读取第 2 份，共 2 份：b.pdf，正在识别第 12 页，共 12 页"


def test_files_dropped_on_the_start_page_are_reviewed_together_and_the_bad_one_is_named(
    window: MainWindow, asked: Dialogs, qtbot: QtBot, reports: list[Path]
):
    told, seen = said(window), []

    def look(box: ImportReview) -> None:
        seen.extend((box.chooser.count(), box.failed.text()))
        box.chooser.setCurrentIndex(1)
        qtbot.mouseClick(box.last, Qt.MouseButton.LeftButton)

    when_open(ImportReview, look)
    event = drop(reports)
    entering = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, event.mimeData(), Qt.MouseButton.LeftButton, CTRL)
    window.start_page.drop.dragEnterEvent(entering)
    assert entering.isAccepted()
    window.start_page.drop.dropEvent(event)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=10_000)
    assert seen[0] == 2
    assert "坏.docx" in seen[1]
    assert window.session.report.unit == "乙乡人民政府"
    assert any("第 2 份，共 3 份" in words for words in told)


def test_one_report_of_several_files_can_be_edited_over_an_open_one(
    window: MainWindow, asked: Dialogs, qtbot: QtBot, reports: list[Path], tmp_path: Path
):
    window.session.begin(distinct_report(unit="原来的乡"))
    window.files.opened.emit()
    when_open(ImportReview, lambda box: qtbot.mouseClick(box.edit, Qt.MouseButton.LeftButton))
    window.dropEvent(drop(reports[:2]))
    qtbot.waitUntil(lambda: window.session.report.unit == "甲乡人民政府", timeout=10_000)
    window.session.stack.undo()
    assert window.session.report.unit == "原来的乡"


def test_text_and_tables_in_files_of_their_own_are_one_report(window: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    whole = written(TRUTH, spans="none")
    prose, tables = tmp_path / "正文.txt", tmp_path / "表格.html"
    texts = {section: heading for section, heading in whole.headings.items() if section in whole.texts}
    prose.write_text(replace(whole, headings=texts, tables={}).tab_rows(), "utf-8")
    pages = "".join(f"<p>{whole.headings[table]}</p>{html_table(table)}" for table in whole.tables)
    tables.write_text(f"<html><meta charset='utf-8'>{pages}</html>", "utf-8")
    seen: list[Any] = []

    def look(box: ImportReview) -> None:
        seen.extend((box.chooser.isVisible(), box.name, len(box.desk.links.source.blocks)))
        qtbot.mouseClick(box.last, Qt.MouseButton.LeftButton)

    when_open(ImportReview, look)
    window.files.start_from([tables, prose])
    qtbot.waitUntil(lambda: window.session.is_open, timeout=10_000)
    assert seen[:2] == [False, "表格.html、正文.txt"]
    last = window.session.report.last
    assert last is not None
    assert last.unit == TRUTH.unit
    assert cell_values(last) == cell_values(TRUTH)


def test_where_no_file_can_be_read_the_first_fault_is_shown(window: MainWindow, asked: Dialogs, qtbot: QtBot, reports: list[Path]):
    window.files.start_from([reports[2], reports[2]])
    qtbot.waitUntil(lambda: bool(asked.words("show_error")), timeout=10_000)
    (fault,) = [arguments[1] for name, arguments in asked.asked if name == "show_error"]
    assert isinstance(fault, UnreadableFile)
    assert "坏.docx" in fault.message
    assert not window.session.is_open


def test_the_dialog_chooses_several_files(window: MainWindow, asked: Dialogs, qtbot: QtBot, reports: list[Path]):
    asked.will("ask_open_files", [], reports[:2])
    seen: list[int] = []
    window.files.start_from_last()
    assert window.session.tasks.idle

    def look(box: ImportReview) -> None:
        seen.append(box.chooser.count())
        box.reject()

    when_open(ImportReview, look)
    window.files.start_from_last()
    qtbot.waitUntil(lambda: seen == [2], timeout=10_000)


def test_stopping_ends_all_files_at_once(window: MainWindow, qtbot: QtBot, reports: list[Path], monkeypatch: pytest.MonkeyPatch):
    begun: list[str] = []
    gone = threading.Event()

    def read(path: Path, *_: Any, stopped: Any, progress: Any, **__: Any) -> Any:
        begun.append(path.name)
        progress(3, 12)
        while not stopped():
            time.sleep(0.005)
        gone.set()
        raise Cancelled

    monkeypatch.setattr(reading, "open_reading", read)
    told = said(window)
    window.files.start_from(reports)
    qtbot.waitUntil(lambda: any("第 4 页，共 12 页" in words for words in told))
    assert window.status.stop_button.isVisible()
    qtbot.mouseClick(window.status.stop_button, Qt.MouseButton.LeftButton)
    assert gone.wait(1)
    assert window.status.stop_button.isHidden()
    qtbot.waitUntil(lambda: window.session.tasks.idle)
    assert begun == ["甲.txt"]
    assert not window.session.is_open
    assert "已停止读取" in told[-1]


def test_the_process_is_kept_for_the_next_file_and_ends_with_the_window(
    window: MainWindow, asked: Dialogs, qtbot: QtBot, reports: list[Path]
):
    seen: list[int | None] = []
    reader = window.files.reader
    assert reader._process is None
    for path in reports[:2]:
        when_open(ImportReview, lambda box: box.reject())
        window.files.start_from([path])
        qtbot.waitUntil(lambda: not window.session.tasks.busy and reader._landed is None, timeout=10_000)
        qtbot.wait(50)
        assert reader._process is not None
        seen.append(reader._process.pid)
    assert seen[0] is not None
    assert seen[0] == seen[1]
    process = reader._process
    window.close()
    assert process is not None
    assert process.pid is None


def test_the_own_file_needs_no_process(window: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    save_report(TRUTH, tmp_path / "a.gknb")
    window.files.open_path(tmp_path / "a.gknb")
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.files.reader._process is not None
    assert window.files.reader._process.pid is None


# ---- the clipboard ---------------------------------------------------------------------------


def put(**held: Any) -> QMimeData:
    mime = QMimeData()
    for name, value in held.items():
        getattr(mime, f"set{name.capitalize()}")(value)
    return mime


def test_the_richest_form_of_what_was_copied_is_taken(tmp_path: Path):
    page = held_by(put(html="<p>一</p>", text="一"))
    assert isinstance(page, bytes)
    assert page.decode("utf-8-sig") == "<p>一</p>"
    assert held_by(put(text="一\t2")) == "一\t2".encode()
    rich = put(text="一")
    rich.setData("text/rtf", b"{\\rtf1 x}\0")
    assert held_by(rich) == b"{\\rtf1 x}"
    assert held_by(put(urls=[QUrl.fromLocalFile(str(tmp_path / "a.docx"))], text="file:///a.docx")) == [tmp_path / "a.docx"]
    assert held_by(QMimeData()) is None
    assert held_by(put(text=" \n")) is None
    assert held_by(put(urls=[QUrl("https://example.org/a")])) != [Path("/a")]


def test_nothing_copied_says_what_to_copy(window: MainWindow, asked: Dialogs, clipboard: QClipboard):
    told = said(window)
    clipboard.clear()
    window.actions_["read_clipboard"].trigger()
    assert told == [NOTHING]


@pytest.mark.parametrize("way", ["key", "card", "action"])
def test_copied_text_is_read_from_the_start_page(window: MainWindow, asked: Dialogs, qtbot: QtBot, clipboard: QClipboard, way: str):
    clipboard.setText(TEXT)
    names: list[str] = []

    def look(box: ImportReview) -> None:
        names.append(box.name)
        qtbot.mouseClick(box.last, Qt.MouseButton.LeftButton)

    when_open(ImportReview, look)
    if way == "key":
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_V, CTRL)
    elif way == "card":
        qtbot.mouseClick(window.start_page.copied, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(window, Qt.Key.Key_V, CTRL | SHIFT)
    qtbot.waitUntil(lambda: window.session.is_open, timeout=10_000)
    assert names == ["剪贴板内容"]
    assert window.session.report.year == TRUTH.year + 1
    assert window.session.report.last is not None


def test_a_copied_page_keeps_its_table_whatever_it_says_of_its_letters(
    window: MainWindow, asked: Dialogs, qtbot: QtBot, clipboard: QClipboard
):
    clipboard.setMimeData(put(html=table_page(), text="四、政府信息公开行政复议、行政诉讼情况"))
    when_open(ImportReview, lambda box: qtbot.mouseClick(box.edit, Qt.MouseButton.LeftButton))
    window.files.read_clipboard()
    qtbot.waitUntil(lambda: window.session.is_open, timeout=10_000)
    table = TRUTH.form.table("review_litigation")
    assert [window.session.report.value(cell) for cell in table.cells] == [TRUTH.value(cell) for cell in table.cells]
    assert window.session.report.unit == TRUTH.unit


def test_copied_files_are_read_as_files(window: MainWindow, asked: Dialogs, qtbot: QtBot, clipboard: QClipboard, reports: list[Path]):
    clipboard.setMimeData(put(urls=[QUrl.fromLocalFile(str(path)) for path in reports[:2]]))
    seen: list[str] = []

    def look(box: ImportReview) -> None:
        seen.extend(box.chooser.itemText(at) for at in range(box.chooser.count()))
        box.reject()

    when_open(ImportReview, look)
    window.files.read_clipboard()
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=10_000)
    assert "甲.txt" in seen[0]
