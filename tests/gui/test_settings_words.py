"""The office's own words: added, changed, removed by keys, read from a county's file and written as one; bad files are told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.rules.engine import Level
from core.rules.office_words import OfficeWord, dumps, read
from gui import dialogs
from gui.office import WORDS_FILE, Office
from gui.session import Session
from gui.settings_dialog import SettingsDialog
from gui.settings_words import WordsModel, WordsPage, years_of
from gui.word_dialog import WordDialog
from tests.gui.conftest import Dialogs
from tests.gui.settings_hands import open_page
from tests.helpers import distinct_report

LISTED = (OfficeWord("放管服", Level.CONFIRM, "新提法", "高效办成一件事", 2024), OfficeWord("抓手", Level.HINT))
Shown = Callable[[], tuple[SettingsDialog, WordsPage]]


@pytest.fixture
def office(session: Session, tmp_path: Path) -> Office:
    session.office = Office(tmp_path / "set", session)
    session.office.list_words(LISTED)
    return session.office


@pytest.fixture
def shown(session: Session, office: Office, qtbot: QtBot, asked: Dialogs) -> Shown:
    kept: list[SettingsDialog] = []

    def show() -> tuple[SettingsDialog, WordsPage]:
        made = open_page(qtbot, session, "词语", WordsPage)
        kept.append(made[0])
        return made

    return show


def rows(page: WordsPage) -> list[list[object]]:
    model = page.model
    return [[model.index(row, column).data() for column in range(5)] for row in range(model.rowCount())]


def test_the_table_shows_the_list_and_says_each_row(shown: Shown, qtbot: QtBot):
    _, page = shown()
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert rows(page) == [["放管服", "核实", "高效办成一件事", "新提法", "2024 起"], ["抓手", "提示", "", "", "不限"]]
    said = page.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "词语 抓手，级别 提示，年度 不限"
    assert [page.model.headerData(at, Qt.Orientation.Horizontal) for at in range(5)] == ["词语", "级别", "换成", "说明", "年度"]
    assert page.table.hasFocus()


def test_a_word_is_added_changed_and_removed_by_keys_and_counts_at_once(
    shown: Shown, session: Session, office: Office, asked: Dialogs, qtbot: QtBot, tmp_path: Path
):
    session.begin(distinct_report())
    _, page = shown()
    new = OfficeWord("总结", Level.ERROR)
    asked.will("ask_word", new, None, OfficeWord("总结", Level.HINT, last=2023))
    page.buttons["添加…"].setFocus()
    qtbot.keyClick(page.buttons["添加…"], Qt.Key.Key_Space)
    assert office.settings.words == (*LISTED, new)
    assert page.table.currentIndex().row() == 2
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert office.settings.words == (*LISTED, new), "nothing was given"
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert rows(page)[2] == ["总结", "提示", "", "", "到 2023"]
    held, others = asked.asked[-1][1][2:]
    assert (held, others) == (new, LISTED)
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    assert office.settings.words == LISTED == read(tmp_path / "set" / WORDS_FILE)
    assert page.told.text() == "已删除“总结”。"
    before = page.model.listed
    qtbot.keyClick(page.back, Qt.Key.Key_Return)
    assert [word.word for word in page.model.listed if word not in before] == ["总结"]
    assert not page.back.isVisible()


def test_a_countys_file_joins_the_list_in_place_of_the_same_words(shown: Shown, office: Office, asked: Dialogs, tmp_path: Path):
    _, page = shown()
    path = tmp_path / "县里.toml"
    path.write_bytes(dumps([OfficeWord("抓手", Level.ERROR), OfficeWord("新词")]))
    asked.will("ask_open", path)
    page.buttons["导入…"].click()
    assert office.settings.words == (LISTED[0], OfficeWord("抓手", Level.ERROR), OfficeWord("新词"))
    assert page.told.text() == "已导入 2 个词语，其中 1 个替换了原有的。"
    assert page.told.isVisible()


def test_a_bad_file_is_told_and_changes_nothing(shown: Shown, office: Office, asked: Dialogs, tmp_path: Path):
    _, page = shown()
    path = tmp_path / "坏.toml"
    path.write_text("[[word]]\nlevel = '错误'", "utf-8")
    asked.will("ask_open", path, None, tmp_path / "没有.toml")
    for _ in range(3):
        page.buttons["导入…"].click()
    told = asked.words("show_error")
    assert len(told) == 2
    assert "第 1 个词语：没有写词语" in told[0]
    assert "打不开" in told[1]
    assert office.settings.words == LISTED


def test_the_list_is_handed_out(shown: Shown, asked: Dialogs, tmp_path: Path):
    _, page = shown()
    asked.will("ask_save", tmp_path / "发.toml", tmp_path / "无" / "发.toml", None)
    page.buttons["导出…"].click()
    assert read(tmp_path / "发.toml") == LISTED
    assert page.told.text() == f"已写到 {tmp_path / '发.toml'}。"
    page.buttons["导出…"].click()
    page.buttons["导出…"].click()
    assert len(asked.words("show_error")) == 1
    assert asked.asked[0][1][2] == Path("本单位词语表.toml")


def test_an_empty_list_says_what_to_do(shown: Shown, office: Office):
    office.list_words(())
    _, page = shown()
    assert page._empty.isVisible()
    assert [name for name, button in page.buttons.items() if button.isEnabled()] == ["添加…", "导入…"]
    page.remove()
    page.change()
    assert office.settings.words == ()


def test_a_list_that_cannot_be_kept_is_told(shown: Shown, office: Office, asked: Dialogs, tmp_path: Path):
    _, page = shown()
    (tmp_path / "set" / WORDS_FILE).unlink()
    (tmp_path / "set" / WORDS_FILE).mkdir()
    page.remove()
    assert "文件没有写成" in asked.words("show_error")[0]
    assert rows(page)[0][0] == "放管服"
    assert office.settings.words == LISTED


def test_a_file_that_was_written_badly_by_hand_is_named_on_the_page(session: Session, tmp_path: Path, qtbot: QtBot):
    (tmp_path / WORDS_FILE).write_text("x", "utf-8")
    session.office = Office(tmp_path, session)
    page = WordsPage(session)
    qtbot.addWidget(page)
    assert page.told.text().startswith("上次存的词语表没有用上：words.toml 的写法不对")


def test_a_small_screen_keeps_the_buttons_in_sight(shown: Shown, qtbot: QtBot):
    dialog, page = shown()
    dialog.resize(640, 330)
    qtbot.waitUntil(lambda: dialog.height() == 330)
    assert dialog.width() == 640
    for button in (*page.buttons.values(), dialog.close_button):
        assert button.visibleRegion().boundingRect() == button.rect()
    assert page.table.height() >= 60


def test_tab_leaves_the_table_for_the_buttons_and_each_has_a_name(shown: Shown, qtbot: QtBot):
    dialog, page = shown()
    reached = [dialog.focusWidget()]
    for _ in range(6):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    assert reached == [page.table, *page.buttons.values(), dialog.close_button]
    assert all(widget.accessibleName() for widget in reached)


@pytest.mark.parametrize(
    ("first", "last", "said"), [(0, 0, "不限"), (2024, 0, "2024 起"), (0, 2024, "到 2024"), (2024, 2025, "2024—2025"), (2024, 2024, "2024")]
)
def test_years_in_words(first: int, last: int, said: str):
    assert years_of(OfficeWord("词", first=first, last=last)) == said


def test_the_model_has_no_rows_below_a_row(qtbot: QtBot):
    page = WordsModel(LISTED, None)  # pyright: ignore[reportArgumentType]
    assert page.rowCount(page.index(0, 0)) == page.columnCount(page.index(0, 0)) == 0


# ---- the dialog for one word ----------------------------------------------------------------------


@pytest.fixture
def word_dialog(qtbot: QtBot) -> WordDialog:
    made = WordDialog("添加词语", OfficeWord(""), LISTED)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_word_is_given_by_keys(word_dialog: WordDialog, qtbot: QtBot):
    assert word_dialog.lines["word"].hasFocus()
    texts = {"word": " a  b ", "level": None, "replacement": "c", "message": "why", "first": "2024", "last": ""}
    for text in texts.values():
        if text is None:
            qtbot.keyClick(word_dialog.focusWidget(), Qt.Key.Key_Up)
        else:
            qtbot.keyClicks(word_dialog.focusWidget(), text)
        assert word_dialog.focusWidget().accessibleName()
        qtbot.keyClick(word_dialog.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(word_dialog.lines["word"], Qt.Key.Key_Return)
    assert word_dialog.word == OfficeWord("a b", Level.ERROR, "why", "c", 2024)


@pytest.mark.parametrize(
    ("word", "first", "last", "said"),
    [
        ("", "", "", "没有写词语。"),
        ("a", "x", "", "年度是四位数字，如 2025。"),
        ("a", "24", "", "起始年度“24”不是四位数的年份。"),
        ("a", "2025", "2024", "起始年度 2025 在截止年度 2024 之后。"),
    ],
)
def test_what_cannot_be_taken_is_said_and_stays(word_dialog: WordDialog, qtbot: QtBot, word: str, first: str, last: str, said: str):
    for slot, text in (("word", word), ("first", first), ("last", last)):
        word_dialog.lines[slot].setText(text)
    qtbot.keyClick(word_dialog.lines["word"], Qt.Key.Key_Return)
    assert word_dialog.isVisible()
    assert word_dialog.word is None
    assert word_dialog._wrong.text() == said
    assert word_dialog._wrong.isVisible()


def test_a_word_is_not_listed_twice(word_dialog: WordDialog, qtbot: QtBot):
    word_dialog.lines["word"].setText("抓手")
    qtbot.keyClick(word_dialog.lines["word"], Qt.Key.Key_Return)
    assert word_dialog._wrong.text() == "“抓手”已经在表里，请在表里修改。"
    word_dialog.lines["last"].setText("2022")
    qtbot.keyClick(word_dialog.lines["word"], Qt.Key.Key_Return)
    assert word_dialog.word == OfficeWord("抓手", last=2022)


def test_the_question_shows_what_is_held_and_escape_gives_nothing(qtbot: QtBot):
    seen: list[object] = []

    def leave() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, WordDialog)
        seen.append(box.entry())
        qtbot.keyClick(box, Qt.Key.Key_Escape)

    QTimer.singleShot(0, leave)
    assert dialogs.ask_word(None, "修改词语", LISTED[0], ()) is None
    assert seen == [LISTED[0]]
