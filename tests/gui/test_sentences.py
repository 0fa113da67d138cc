"""Standard sentences by keys: offered at the cursor, searched, inserted as one step, kept from a selection, put in order."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.report import PREAMBLE, paragraphs, text_slot
from core.sentences import Sentence, general
from gui.main_window import MainWindow
from gui.office import SENTENCES_FILE, Office
from gui.sentence_dialog import SentenceDialog
from gui.sentence_popup import SentencePopup
from gui.session import Session
from gui.settings_sentences import SentencesPage
from gui.text_editor import TextEditor
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
OWN = (Sentence("培训", "{年度}年，{单位}组织培训。\n培训后有考核。", "overview"), Sentence("联系", "与党政办联系。", PREAMBLE))


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    report = distinct_report(year=2024)
    report.apply({text_slot("other"): paragraphs(["第一段。", "第二段。"])})
    window.session.begin(report)
    window.files.opened.emit()
    window.desk.workspace.show_page("other")
    window.desk.workspace.enter()
    return window


def popup(window: MainWindow, qtbot: QtBot) -> SentencePopup:
    qtbot.keyClick(window, Key.Key_J, CTRL)
    made = window.findChild(SentencePopup)
    assert made is not None
    assert QApplication.focusWidget() is made.search
    return made


def held(window: MainWindow) -> list[str]:
    return [each.text for each in window.session.report.paragraphs("other")]


def editor(window: MainWindow) -> TextEditor:
    work = window.desk.workspace.page().work
    assert isinstance(work, TextEditor)
    return work


def test_a_fresh_office_is_offered_general_sentences_and_told_how_to_add_its_own(opened: MainWindow, qtbot: QtBot):
    made = popup(opened, qtbot)
    assert set(made.sentences()) == set(general())
    assert [each.part for each in made.sentences()][:2] == ["other", "other"]
    assert any("存为常用语句" in label.text() for label in made.findChildren(type(made.none)))
    qtbot.keyClick(made.search, Key.Key_Escape)
    assert made.isHidden()
    assert QApplication.focusWidget() is editor(opened).area
    assert held(opened) == ["第一段。", "第二段。"]


def test_a_sentence_is_searched_and_inserted_at_the_cursor_as_one_step(opened: MainWindow, qtbot: QtBot):
    opened.session.office.list_sentences(OWN)
    area = editor(opened).area
    cursor = area.textCursor()
    cursor.setPosition(len("第一段。"))
    area.setTextCursor(cursor)
    qtbot.keyClicks(area, "1")
    steps = opened.session.stack.count()
    made = popup(opened, qtbot)
    made.search.insert("党政办")
    assert [each.title for each in made.sentences()] == ["联系"]
    made.search.clear()
    made.search.insert("培训")
    qtbot.keyClick(made.search, Key.Key_Down)
    qtbot.keyClick(made.search, Key.Key_Return)
    assert held(opened)[0].startswith("第一段。12024年，我")
    assert held(opened)[1:] == ["培训后有考核。", "第二段。"]
    assert opened.session.stack.count() == steps + 1
    assert opened.session.stack.undoText() == "插入“培训”"
    assert QApplication.focusWidget() is area
    assert area.textCursor().block().text() == "培训后有考核。"
    qtbot.keyClick(opened, Key.Key_Z, CTRL)
    assert held(opened) == ["第一段。1", "第二段。"]


def test_elsewhere_than_in_prose_it_is_said_where_sentences_go(opened: MainWindow, qtbot: QtBot):
    opened.desk.workspace.show_page("applications")
    opened.desk.workspace.enter()
    with qtbot.waitSignal(opened.session.message) as said:
        qtbot.keyClick(opened, Key.Key_J, CTRL)
    assert said.args == ["常用语句用于文字部分；请把光标放到要写的地方"]


def test_selected_words_are_kept_for_next_time(opened: MainWindow, asked: Dialogs, qtbot: QtBot):
    qtbot.keyClick(editor(opened).area, Key.Key_A, CTRL)
    asked.will("ask_sentence", Sentence("两段", "第一段。\n第二段。", "other"))
    opened.actions_["keep_phrase"].trigger()
    assert asked.asked[-1][1][2] == Sentence("第一段", "第一段。\n第二段。", "other")
    assert [each.title for each in opened.session.office.sentences] == ["两段"]
    assert popup(opened, qtbot).sentences()[0].title == "两段"


def test_the_popup_leads_to_where_sentences_are_kept_and_shows_what_was_changed(opened: MainWindow, asked: Dialogs, qtbot: QtBot):
    asked.will("show_sentences", None)
    made = popup(opened, qtbot)
    qtbot.keyClick(made.search, Key.Key_Tab)
    opened.session.office.list_sentences(OWN)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Return)
    assert asked.asked[-1][0] == "show_sentences"
    again = [each for each in opened.findChildren(SentencePopup) if each.isVisible()]
    assert [set(OWN) <= set(each.sentences()) for each in again] == [True]


def test_sentences_are_put_in_order_deleted_taken_back_and_handed_out(asked: Dialogs, session: Session, tmp_path: Path, qtbot: QtBot):
    session.office = Office(tmp_path, session)
    session.office.list_sentences(OWN)
    page = SentencesPage(session)
    qtbot.addWidget(page)
    page.show()
    qtbot.mouseClick(page.buttons["下移"], Qt.MouseButton.LeftButton)
    assert [each.title for each in session.office.sentences] == ["联系", "培训"]
    qtbot.keyClick(page.table, Key.Key_Delete)
    assert [each.title for each in Office(tmp_path, session).sentences] == ["联系"]
    assert page.told.text() == "已删除“培训”。"
    qtbot.keyClick(page.back, Key.Key_Return)
    assert [each.title for each in Office(tmp_path, session).sentences] == ["联系", "培训"]
    asked.will("ask_save", tmp_path / "县里的.toml")
    qtbot.mouseClick(page.buttons["导出…"], Qt.MouseButton.LeftButton)
    session.office.list_sentences(())
    asked.will("ask_open", tmp_path / "县里的.toml")
    page.take_in()
    assert {each.title for each in session.office.sentences} == {"联系", "培训"}
    assert (tmp_path / SENTENCES_FILE).exists()


def test_the_dialog_takes_a_sentence_and_refuses_a_name_that_is_taken(qtbot: QtBot):
    dialog = SentenceDialog("添加常用语句", Sentence("", ""), OWN)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.name.insert("培训")
    dialog.part.setCurrentIndex(dialog.part.findData("overview"))
    dialog.text.insertPlainText("一段。\n\n另一段。")
    qtbot.keyClick(dialog.name, Key.Key_Return)
    assert dialog.sentence is None
    dialog.name.insert("情况")
    qtbot.keyClick(dialog.name, Key.Key_Return)
    assert dialog.sentence == Sentence("培训情况", "一段。\n另一段。", "overview")
