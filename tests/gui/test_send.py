"""送审: everything that is open in one place, reasons and date given there, the file in its folder, and what is remembered of it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.exporters.fonts_missing import MissingCharacter
from core.files import open_report
from core.papers import Extras
from core.report import Report, paragraphs
from core.rules.engine import Level
from core.schema import CellId
from gui import export_notes
from gui.main_window import MainWindow
from gui.places import Place
from gui.send_dialog import SendDialog
from gui.send_findings import FindingRow
from tests.gui.conftest import Dialogs
from tests.gui.test_export_notes import rare
from tests.gui.test_flow import come_back, when_open
from tests.gui.test_zero import quiet_year
from tests.helpers import distinct_report

TOTAL = CellId("applications", "new", "total")
NEW = CellId("applications", "new", "natural_person")
CLICK = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def lost(monkeypatch: pytest.MonkeyPatch) -> list[MissingCharacter]:
    """Characters that no face has: none, whatever fonts this machine has."""
    found: list[MissingCharacter] = []
    monkeypatch.setattr(export_notes, "lost_in", lambda _: tuple(found))
    return found


@pytest.fixture
def ready(window: MainWindow) -> MainWindow:
    """Give a window with a report in which nothing is open but some 核实."""
    report = distinct_report()
    report.texts["other"] = paragraphs(["没有其他需要报告的事项。"])
    window.session.begin(report)
    window.files.opened.emit()
    window.session.check_now()
    assert {f.level for f in window.session.open_findings} >= {Level.CONFIRM}
    assert Level.ERROR not in {f.level for f in window.session.open_findings}
    return window


def send(window: MainWindow, act: Callable[[SendDialog], Any]) -> None:
    """Open 送审 by its act and work in it; what goes wrong there must not leave it standing."""

    def work(box: SendDialog) -> None:
        try:
            act(box)
        finally:
            box.reject()

    when_open(SendDialog, work)
    window.actions_["send_for_review"].trigger()


def rows(box: SendDialog, level: Level) -> list[FindingRow]:
    return [row for row in box.findings.rows if row.finding.level is level]


def press(row: QWidget, words: str) -> None:
    """Press words by the keyboard."""
    (link,) = [b for b in row.findChildren(QPushButton) if b.text().startswith(words)]
    QTest.keyClick(link, Qt.Key.Key_Return)


def said(box: QWidget) -> list[str]:
    return [label.text() for label in box.findChildren(QLabel) if label.isVisible()]


def written(window: MainWindow, qtbot: QtBot, file: Path) -> Report:
    qtbot.waitUntil(lambda: file.exists() and window.session.tasks.idle and window.status.offer_pane.isVisible(), timeout=10_000)
    return open_report(file)


def test_reasons_date_and_contact_are_given_right_there_and_are_one_step(ready: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    session = ready.session
    session.report.signed_date = ""
    count = sum(f.level is Level.CONFIRM for f in session.open_findings)

    def fill(box: SendDialog) -> None:
        asked_for = rows(box, Level.CONFIRM)
        assert len(asked_for) == count
        assert box.focusWidget() in (asked_for[0].box, asked_for[0].box and asked_for[0].box.lineEdit())
        assert f"{count} 处核实没有写理由，没有落款日期" in said(box)
        for row in asked_for:
            assert row.box is not None
            # The usual reasons are a key away.
            QTest.keyClick(row.box, Qt.Key.Key_Down)
            assert row.box.reason() == row.box.itemText(0) != ""
        (to_date,) = [b for b in box.findChildren(QPushButton) if b.text() == "去填"]
        QTest.keyClick(to_date, Qt.Key.Key_Return)
        assert box.focusWidget() is box.fields.date
        QTest.keyClicks(box.fields.date, "2024-1-20")
        QTest.keyClicks(box.fields.contact, "Li 0371-5550123")
        assert not to_date.isVisible()
        assert box.options.slip.isChecked()
        box.fields.folder.setText(str(tmp_path))
        box.fields.name.setText("送审稿")
        QTest.keyClick(box.fields.name, Qt.Key.Key_Return)

    send(ready, fill)
    assert not [f for f in session.open_findings if f.level is Level.CONFIRM]
    assert (session.report.signed_date, session.report.contact) == ("2024-01-20", "Li 0371-5550123")
    kept = written(ready, qtbot, tmp_path / "送审稿.docx")
    assert kept.signed_date == "2024-01-20"
    assert ("open_folder", (tmp_path,)) in asked.asked, "the folder opens by itself"
    assert session.stack.count() == 1
    assert session.stack.undoText() == "填写落款日期、联系人、理由"
    ready.actions_["undo"].trigger()
    assert session.report.accepted == ()
    assert session.report.signed_date == ""


def test_an_error_is_gone_to_or_mended_right_there_and_what_was_typed_stays(ready: MainWindow, qtbot: QtBot, tmp_path: Path):
    session = ready.session
    session.type_cell(TOTAL, "1")
    ready.desk.workspace.show_page("problems")
    reason = "与经办人员核对过"

    def go(box: SendDialog) -> None:
        assert "带着" in box.accept_button.text()
        assert not box.accept_button.isDefault(), "Return must not send what is wrong"
        assert any("错误会原样留在文件里" in words for words in said(box))
        first = rows(box, Level.CONFIRM)[0]
        assert first.box is not None
        first.box.setEditText(reason)
        (wrong,) = [row for row in rows(box, Level.ERROR) if row.finding.where == str(TOTAL)]
        assert box.findings.enter()
        press(wrong, "去改")
        assert not box.isVisible()

    send(ready, go)
    assert ready.desk.workspace.place() == Place("applications", TOTAL)
    assert [each.reason for each in session.report.accepted] == [reason]

    def mend(box: SendDialog) -> None:
        confirms = rows(box, Level.CONFIRM)
        if confirms and confirms[0].box is not None:
            confirms[0].box.setEditText(reason)
        press(next(row for row in rows(box, Level.ERROR) if row.finding.where == str(TOTAL)), "恢复自动")
        assert not [row for row in rows(box, Level.ERROR) if row.finding.where == str(TOTAL)]
        assert [each for _, each in box.findings.reasons().values()][: len(confirms)][:1] == [reason][: len(confirms)]

    send(ready, mend)
    assert not session.report.entry(TOTAL).manual


def test_a_draft_with_errors_can_be_sent_knowingly(window: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    window.session.begin(quiet_year())
    window.files.opened.emit()

    def insist(box: SendDialog) -> None:
        errors = len(rows(box, Level.ERROR))
        assert box.accept_button.text() == f"带着 {errors} 处错误送审"
        box.fields.folder.setText(str(tmp_path))
        box.fields.name.setText("甲/乙")
        qtbot.mouseClick(box.accept_button, CLICK)
        assert any("不能有 /" in words for words in said(box))
        box.fields.name.setText("草稿")
        qtbot.mouseClick(box.accept_button, CLICK)

    send(window, insist)
    assert written(window, qtbot, tmp_path / "草稿.docx").value(NEW) is None
    asked.will("confirm", False)

    def again(box: SendDialog) -> None:
        box.fields.name.setText("草稿")
        qtbot.mouseClick(box.accept_button, CLICK)
        assert box.isVisible(), "a file of that name is not replaced unasked"

    send(window, again)
    assert "草稿.docx" in asked.words("confirm")[0]


def test_hints_are_folded_and_lost_characters_are_named(ready: MainWindow, qtbot: QtBot, lost: list[MissingCharacter]):
    lost.append(rare("\U00030000", "正文"))
    ready.session.edit_text("preamble", (), "清空")

    def look(box: SendDialog) -> None:
        qtbot.waitUntil(lambda: any("没有字体能显示" in words for words in said(box)))
        assert rows(box, Level.HINT) == []
        (unfold,) = [b for b in box.findChildren(QPushButton) if b.text().startswith("提示")]
        QTest.keyClick(unfold, Qt.Key.Key_Return)
        hints = rows(box, Level.HINT)
        assert hints
        assert box.focusWidget() is hints[0].links[0]

    send(ready, look)


def test_what_was_typed_before_a_second_thought_is_kept_as_one_step(ready: MainWindow, qtbot: QtBot):
    def think(box: SendDialog) -> None:
        first = rows(box, Level.CONFIRM)[0]
        assert first.box is not None
        QTest.keyClicks(first.box, "checked")
        QTest.keyClicks(box.fields.contact, "Li")
        QTest.keyClick(box, Qt.Key.Key_Escape)
        assert not box.isVisible()

    send(ready, think)
    report = ready.session.report
    assert ([each.reason for each in report.accepted], report.contact) == (["checked"], "Li")
    ready.session.stack.undo()
    assert (report.accepted, report.contact) == ((), "")
    assert not ready.session.stack.canUndo()


def test_what_is_remembered_is_what_was_sent_whatever_is_opened_before_it_is_written(
    ready: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path
):
    def go(box: SendDialog) -> None:
        box.fields.folder.setText(str(tmp_path))
        box.fields.name.setText("送审稿")
        qtbot.mouseClick(box.accept_button, CLICK)

    unit = ready.session.report.unit
    send(ready, go)
    ready.session.begin(distinct_report(unit="青石县桃溪镇人民政府"))
    written(ready, qtbot, tmp_path / "送审稿.docx")
    (recent,) = ready.settings.recent()
    assert (recent.unit, bool(recent.sent)) == (unit, True)


@pytest.fixture
def sent(ready: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path) -> MainWindow:
    def go(box: SendDialog) -> None:
        box.fields.folder.setText(str(tmp_path))
        box.fields.name.setText("送审稿")
        qtbot.mouseClick(box.accept_button, CLICK)

    send(ready, go)
    written(ready, qtbot, tmp_path / "送审稿.docx")
    return ready


def card_lines(window: MainWindow) -> list[str]:
    window.start_page.refresh()
    return [card.accessibleDescription() for card in window.start_page.recent_cards]


def test_the_start_page_says_what_was_sent_and_when(sent: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    today = f"已送审 · {date.today().isoformat()}"
    assert card_lines(sent) == [today], "a report that was never saved is remembered by the file that went out"
    kept = tmp_path / "今年.gknb"
    sent.session.save(kept, lambda: sent.files._remember(kept))
    qtbot.waitUntil(lambda: sent.session.is_saved and sent.session.tasks.idle)
    assert card_lines(sent)[0] == today, "saved as it was sent"
    sent.session.type_cell(NEW, "31")
    sent.session.save(kept, lambda: sent.files._remember(kept))
    qtbot.waitUntil(lambda: sent.session.is_saved and sent.session.tasks.idle)
    assert "已送审" not in card_lines(sent)[0], "work has gone on"


def test_the_file_that_was_sent_is_opened_from_the_status_bar(sent: MainWindow, asked: Dialogs, qtbot: QtBot, tmp_path: Path):
    come_back(qtbot, sent)
    assert asked.words("show_message") == [], "nothing stands in the way"
    (link,) = [b for b in sent.status.offer_pane.findChildren(QPushButton) if b.isVisible()]
    assert link.text() == "打开文件"
    qtbot.mouseClick(link, CLICK)
    assert asked.asked[-1] == ("open_file", (tmp_path / "送审稿.docx",))


def test_the_extras_are_those_of_a_review(ready: MainWindow):
    seen: list[Extras] = []
    send(ready, lambda box: seen.append(box.options.extras()))
    assert seen == [Extras(slip=True)]
