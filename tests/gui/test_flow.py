"""The yearly job from end to end: last year's file in, review, this year's draft, edits, save, Word out."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from core.files import open_report, save_report
from core.report import paragraphs
from core.schema import CellId
from core.suffixes import PICTURES
from gui.dialogs import Answer
from gui.export_dialog import ExportDialog
from gui.import_review import ImportReview
from gui.main_window import MainWindow
from gui.places import Place
from gui.review_amounts import amounts
from gui.send_dialog import SendDialog
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "business")
TOTAL = CellId("applications", "new", "total")


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """Last year's report as a text file, the way it stands on a web page."""
    report = distinct_report()
    lines = [report.title, *(p.text for p in report.paragraphs("preamble"))]
    from core.layout import filled, grid

    for section in report.form.sections:
        lines.append(section.title)
        if section.kind == "text":
            lines += [p.text for p in report.paragraphs(section.id)]
        else:
            laid = filled(grid(report.form.id, section.id), report)
            for row in range(laid.rows):
                lines.append("\t".join(c.text for c in laid.cells if c.row == row))
    path = tmp_path / "上年报告.txt"
    path.write_text("\n".join(lines), "utf-8")
    return path


def names_of(box: ExportDialog) -> list[str]:
    return [file.name for file in box.order.files] if box.order else []


def when_open(kind: type[Any], act: Any) -> None:
    """Do something to the dialog of a kind as soon as it is open."""

    def look() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, kind):
            act(box)
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(window.focusWidget() or window, key, modifiers)


def come_back(qtbot: QtBot, window: MainWindow) -> None:
    """Make the window active again: without a window manager nobody does so when a dialog closes."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


CTRL = Qt.KeyboardModifier.ControlModifier


def begin_from_last_year(window: MainWindow, asked: Dialogs, qtbot: QtBot, last_year: Path) -> None:
    session, seen = window.session, []

    def review(box: ImportReview) -> None:
        seen.extend(label.text() for label in box.findChildren(QLabel))
        assert not session.is_open
        qtbot.mouseClick(box.last, Qt.MouseButton.LeftButton)

    asked.will("ask_open_files", [last_year])
    when_open(ImportReview, review)
    qtbot.mouseClick(window.start_page.drop.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.is_open)
    assert any("200 格中读到 200 格" in text for text in seen)


def fill_a_cell(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    come_back(qtbot, window)
    window.desk.workspace.go(Place("applications", NEW))
    grid: Any = window.desk.workspace.page().work
    qtbot.keyClick(grid, Qt.Key.Key_4)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: session.report.value(NEW) == 42)
    assert session.report.value(TOTAL) == 42
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert session.report.value(TOTAL) is None
    press(qtbot, window, Qt.Key.Key_Y, CTRL)
    assert session.report.value(NEW) == 42


def send(window: MainWindow, asked: Dialogs, qtbot: QtBot, folder: Path) -> list[str]:
    """Send for review with all that is open; return the words of the dialog."""
    seen: list[str] = []

    def export(box: SendDialog) -> None:
        seen.extend([*(label.text() for label in box.findChildren(QLabel)), box.accept_button.text()])
        box.fields.folder.setText(str(folder))
        box.fields.name.setText("送审稿")
        box.fields.date.setText("2025年1月20日")
        qtbot.mouseClick(box.accept_button, Qt.MouseButton.LeftButton)

    when_open(SendDialog, export)
    window.actions_["send_for_review"].trigger()
    qtbot.waitUntil((folder / "送审稿.docx").exists, timeout=10_000)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=10_000)
    return seen


def test_the_yearly_job(window: MainWindow, asked: Dialogs, qtbot: QtBot, last_year: Path, tmp_path: Path):
    session = window.session
    begin_from_last_year(window, asked, qtbot, last_year)
    old = distinct_report()
    assert session.report.year == old.year + 1
    assert session.report.last is not None
    assert session.last_value(NEW) == old.value(NEW)
    assert session.report.value(NEW) is None
    assert not session.is_saved

    fill_a_cell(window, qtbot)

    kept = tmp_path / "今年.gknb"
    asked.will("ask_save", kept)
    press(qtbot, window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: session.is_saved)
    assert open_report(kept).value(NEW) == 42
    assert open_report(kept).last is not None
    assert [r.path for r in window.settings.recent()] == [str(kept)]

    words = send(window, asked, qtbot, tmp_path)
    assert any("未填" in each for each in words)
    assert "错误会原样留在文件里。" in words
    assert words[-1] == "带着 3 处错误送审"
    assert ("open_folder", (tmp_path,)) in asked.asked
    assert session.report.signed_date == "2025-01-20"
    assert open_report(tmp_path / "送审稿.docx").value(NEW) == 42


def test_a_draft_begun_over_an_open_report_can_be_undone(window: MainWindow, asked: Dialogs, qtbot: QtBot, last_year: Path, tmp_path: Path):
    session = window.session
    session.begin(distinct_report(unit="别的乡人民政府"))
    window.files.opened.emit()
    when_open(ImportReview, lambda box: qtbot.mouseClick(box.last, Qt.MouseButton.LeftButton))
    window.files.start_from([last_year])
    qtbot.waitUntil(lambda: session.report.last is not None)
    come_back(qtbot, window)
    press(qtbot, window, Qt.Key.Key_Z, CTRL)
    assert session.report.unit == "别的乡人民政府"
    assert session.is_saved


def test_what_was_not_saved_is_said_to_come_back_by_undo_where_it_does(window: MainWindow, asked: Dialogs, qtbot: QtBot, last_year: Path):
    session = window.session
    session.begin(distinct_report(unit="别的乡人民政府"))
    window.files.opened.emit()
    session.type_cell(NEW, "7")
    asked.will("ask_unsaved", Answer.DISCARD)
    when_open(ImportReview, lambda box: qtbot.mouseClick(box.last, Qt.MouseButton.LeftButton))
    window.files.start_from([last_year])
    qtbot.waitUntil(lambda: session.report.last is not None)
    asked.will("ask_unsaved", Answer.CANCEL)
    window.files.new_blank()
    undoable = [arguments[-1] for name, arguments in asked.asked if name == "ask_unsaved"]
    assert undoable == [True, False]
    session.stack.undo()
    assert session.report.value(NEW) == 7


def test_refusing_what_was_read_changes_nothing(window: MainWindow, asked: Dialogs, qtbot: QtBot, last_year: Path):
    when_open(ImportReview, lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    said: list[str] = []
    window.session.message.connect(said.append)
    window.files.open_path(last_year)
    qtbot.waitUntil(lambda: any("没有读入" in text for text in said))
    assert not window.session.is_open


def test_editing_what_was_read_keeps_its_year(window: MainWindow, asked: Dialogs, qtbot: QtBot, last_year: Path):
    when_open(ImportReview, lambda box: qtbot.keyClick(box, Qt.Key.Key_Return))
    window.files.open_path(last_year)
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.report.year == distinct_report().year
    # The file still has it: closing it as it came asks nothing.
    assert window.session.is_saved
    assert window.session.path is None


def test_the_own_file_opens_without_questions_and_asks_about_the_one_before(
    window: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path
):
    path = tmp_path / "甲.gknb"
    save_report(distinct_report(), path)
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.session.is_open)
    assert window.session.is_saved
    window.session.type_cell(NEW, "7")
    asked.will("ask_unsaved", Answer.CANCEL)
    window.files.open_path(path)
    assert window.session.report.value(NEW) == 7
    asked.will("ask_unsaved", Answer.DISCARD)
    window.files.open_path(path)
    qtbot.waitUntil(lambda: window.session.report.value(NEW) != 7)


@pytest.mark.parametrize("page", ["overview", "applications", "info"])
def test_another_report_is_never_touched_by_what_the_pages_still_show(window: MainWindow, qtbot: QtBot, page: str):
    for form in ("2021", "2019", "2021", "2021"):
        report = distinct_report(form, unit=f"第{form}乡人民政府")
        report.texts["overview"] = paragraphs([f"{form} 年的话。"])
        wanted = dict(report.texts)
        window.session.begin(report)
        window.files.opened.emit()
        window.desk.workspace.show_page(page)
        window.desk.workspace.enter()
        qtbot.wait(10)
        assert report.texts == wanted
        assert window.session.stack.count() == 0


def test_a_blank_report_begins_with_its_fields(window: MainWindow, qtbot: QtBot):
    window.actions_["new_blank"].trigger()
    assert window.session.is_open
    assert window.desk.workspace.current == "info"
    assert window.session.report.year > 2000


def test_the_review_counts_what_is_missing_and_typed_over():
    report = distinct_report()
    report.entries.pop(NEW)
    report.texts["other"] = paragraphs([])
    found = {amount.title: amount for amount in amounts(report)}
    assert found["三、收到和处理申请情况"].words == "175 格中读到 174 格 · 1 格未填"
    assert found["六、其他需要报告的事项"].missing
    assert not found["一、总体情况"].missing


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("name", "", "文件名"),
        ("name", "甲/乙", "不能有 /"),
        ("folder", "/没有/这里", "没有这个文件夹"),
        ("date", "明天", "落款日期"),
    ],
)
def test_the_export_dialog_refuses_what_cannot_be(window: MainWindow, qtbot: QtBot, tmp_path: Path, field: str, text: str, sentence: str):
    window.session.begin(distinct_report())
    box = ExportDialog(window.session, tmp_path, (".pdf",))
    qtbot.addWidget(box)
    getattr(box, field).setText(text)
    qtbot.mouseClick(box.accept_button, Qt.MouseButton.LeftButton)
    assert box.order is None
    assert sentence in box._wrong.text()


def test_the_export_dialog_wants_a_kind_and_asks_before_it_replaces(window: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    window.session.begin(distinct_report())
    window.session.check_now()
    box = ExportDialog(window.session, tmp_path, ())
    qtbot.addWidget(box)
    box.name.setText("年报")
    qtbot.mouseClick(box.accept_button, Qt.MouseButton.LeftButton)
    assert "至少选一种" in box._wrong.text()
    for check in box.boxes.values():
        check.setChecked(True)
    (tmp_path / "年报.pdf").touch()
    asked.will("confirm", False)
    qtbot.mouseClick(box.accept_button, Qt.MouseButton.LeftButton)
    assert names_of(box) == []
    asked.will("confirm", True, True)
    qtbot.mouseClick(box.accept_button, Qt.MouseButton.LeftButton)
    assert names_of(box) == [f"年报图解{suffix}" if suffix in PICTURES else f"年报{suffix}" for suffix in box.boxes]
    assert names_of(box)[:3] == ["年报.docx", "年报.xlsx", "年报.pdf"]
