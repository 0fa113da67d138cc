"""零申请 in the window: offered where it fits, done in one step, refused where something speaks against it, silent when not wanted."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.calculation import set_cells
from core.report import Entry, Paragraph
from core.schema import CellId
from core.zero import ANSWER, APPLICATIONS, DISPUTES, FEE
from gui.main_window import MainWindow
from gui.progress import todos
from gui.zero_dialog import ZeroDialog
from tests.core.test_zero import quiet_year
from tests.gui.test_flow import when_open
from tests.gui.test_todo import CLICK, link, settle, start

NEW = CellId("applications", "new", "business")
KEY = (Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)


@pytest.fixture
def quiet(window: MainWindow) -> MainWindow:
    start(window, quiet_year())
    window.desk.workspace.show_page("applications")
    return window


def ask(window: MainWindow, act: Callable[[ZeroDialog], Any]) -> None:
    """Open the assistant and work in it; what goes wrong there must not leave it standing."""

    def work(box: ZeroDialog) -> None:
        try:
            act(box)
        finally:
            box.reject()

    when_open(ZeroDialog, work)
    window.actions_["zero_assistant"].trigger()


def links(holder: QWidget, words: str) -> list[QPushButton]:
    return [b for b in holder.findChildren(QPushButton) if b.text() == words and b.isVisible()]


def test_return_does_all_of_it_and_one_undo_takes_it_back(quiet: MainWindow, qtbot: QtBot):
    said: list[str] = []
    quiet.session.message.connect(said.append)
    before = quiet.session.report.copy()
    assert quiet.actions_["zero_assistant"].shortcut().toString() == "Ctrl+Alt+0"
    ask(quiet, lambda box: QTest.keyClick(box.focusWidget(), Qt.Key.Key_Return))
    report = quiet.session.report
    assert not [t for t in todos(quiet.session) if t.cells and t.place.page in (APPLICATIONS, DISPUTES)]
    assert report.paragraphs("overview")[3].text.startswith(f"{report.year}年，本机关没有收到政府信息公开申请")
    assert "国办函〔2020〕109号" in report.paragraphs("other")[0].text
    assert said[-1] == "零申请：填了 144 格 0，写了 2 句。Ctrl+Z 一步退回"
    quiet.actions_["undo"].trigger()
    assert (report.entries, report.texts) == (before.entries, before.texts)


def test_each_part_has_its_tick_and_the_words_can_be_changed_before(quiet: MainWindow, qtbot: QtBot):
    def choose(box: ZeroDialog) -> None:
        tables, disputes, answer, fee = (box.boxes[name] for name in (APPLICATIONS, DISPUTES, ANSWER, FEE))
        assert box.focusWidget() is tables.tick
        QTest.keyClick(tables.tick, Qt.Key.Key_Space)
        QTest.keyClick(fee.tick, Qt.Key.Key_Space)
        assert not fee.field.isEnabled()
        qtbot.mouseClick(links(answer, "换一种说法")[0], CLICK)
        assert "0件" in answer.text
        answer.field.selectAll()
        QTest.keyClicks(answer.field, "None came.")
        QTest.keyClick(answer.instead, Qt.Key.Key_Space)
        QTest.keyClick(disputes.tick, Qt.Key.Key_Space)
        assert box.accept_button.text() == "做好这 1 件"
        answer.field.selectAll()
        QTest.keyClick(answer.field, Qt.Key.Key_Delete)
        assert not box.accept_button.isEnabled(), "there is nothing left to do"
        QTest.keyClicks(answer.field, "None came.")
        qtbot.mouseClick(box.accept_button, CLICK)

    ask(quiet, choose)
    report = quiet.session.report
    assert report.value(NEW) is None
    texts = [p.text for p in report.paragraphs("overview")]
    assert texts[3:5] == ["规范受理流程。", "None came."]
    assert len(report.paragraphs("other")) == 1


def test_what_speaks_against_a_part_keeps_it_from_being_done_until_a_person_has_looked(quiet: MainWindow, qtbot: QtBot):
    set_cells(quiet.session.report, {NEW: Entry(3)})
    quiet.desk.workspace.show_page("problems")

    def look(box: ZeroDialog) -> None:
        part = box.boxes[APPLICATIONS]
        assert not part.tick.isEnabled()
        assert APPLICATIONS not in box.chosen()
        assert DISPUTES in box.chosen(), "the other parts are free"
        (go,) = links(part, "去看")
        assert box.focusWidget() is go
        QTest.keyClick(go, Qt.Key.Key_Return)

    ask(quiet, look)
    assert quiet.desk.workspace.place().cell == NEW
    assert quiet.session.stack.count() == 0

    def insist(box: ZeroDialog) -> None:
        QTest.keyClick(box.boxes[APPLICATIONS].seen, Qt.Key.Key_Space)
        assert APPLICATIONS in box.chosen()
        QTest.keyClick(box.boxes[APPLICATIONS].seen, Qt.Key.Key_Space)
        assert APPLICATIONS not in box.chosen()
        QTest.keyClick(box.boxes[APPLICATIONS].seen, Qt.Key.Key_Space)
        qtbot.mouseClick(box.accept_button, CLICK)

    ask(quiet, insist)
    assert quiet.session.report.value(NEW) == 3
    assert quiet.session.report.value(CellId("applications", "new", "research")) == 0


def test_prose_that_tells_of_applications_is_led_to(quiet: MainWindow, qtbot: QtBot):
    held = quiet.session.report.paragraphs("overview")
    quiet.session.edit_text("overview", (*held, Paragraph("全年收到政府信息公开申请3件。")), "写")
    ask(quiet, lambda box: qtbot.mouseClick(links(box.boxes[ANSWER], "去看")[0], CLICK))
    assert (quiet.desk.workspace.current, quiet.desk.workspace.place().paragraph) == ("overview", 6)


def test_the_offer_comes_by_itself_goes_with_the_first_number_and_can_be_sent_away(quiet: MainWindow, qtbot: QtBot):
    page: Any = quiet.desk.workspace.page()
    settle()
    assert links(page, "零申请…")
    when_open(ZeroDialog, lambda box: box.reject())
    qtbot.mouseClick(link(quiet, "零申请"), CLICK)
    top = page.work.y()
    quiet.session.type_cell(NEW, "1")
    settle()
    assert not links(page, "零申请…")
    assert page.work.y() == top, "the table does not move under the hand that types"
    quiet.desk.workspace.show_page("overview")
    quiet.desk.workspace.show_page("applications")
    settle()
    assert page.work.y() < top
    quiet.actions_["undo"].trigger()
    settle()
    QTest.keyClick(links(page, "不再提示")[0], Qt.Key.Key_Return)
    settle()
    assert not links(page, "零申请…")
    assert not [b for b in quiet.desk.navigator.findChildren(QPushButton) if b.text() == "零申请…" and b.isVisible()]
    quiet.session.begin(quiet_year("（一）主动公开", "公开12条。"))
    quiet.session.set_fields({"unit": "别的乡人民政府"}, "改")
    settle()
    assert links(page, "零申请…"), "another report is another matter"


def test_what_is_done_is_said_and_nothing_is_left_to_choose(quiet: MainWindow, qtbot: QtBot):
    ask(quiet, lambda box: QTest.keyClick(box, Qt.Key.Key_Return))
    seen: list[Any] = []
    ask(quiet, lambda box: (seen.extend((box.chosen(), box.accept_button.isEnabled())), box.reject()))
    assert seen == [{}, False]
