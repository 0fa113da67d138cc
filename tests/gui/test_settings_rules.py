"""Every rule is shown with level and help; what is chosen counts at once, comes from a file or goes into one, and can be put back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.report import paragraphs, text_slot
from core.rules.engine import Level, registered
from core.rules.settings import Settings, read
from gui.office import RULES_FILE, Office
from gui.session import Session
from gui.settings_dialog import SettingsDialog
from gui.settings_rules import RulesPage, default_level, level_words
from gui.theme import colour
from tests.gui.conftest import Dialogs
from tests.gui.settings_hands import open_page
from tests.helpers import distinct_report

Shown = Callable[[], tuple[SettingsDialog, RulesPage]]


@pytest.fixture
def office(session: Session, tmp_path: Path) -> Office:
    session.office = Office(tmp_path / "set", session)
    return session.office


@pytest.fixture
def shown(session: Session, office: Office, qtbot: QtBot, asked: Dialogs) -> Shown:
    kept: list[SettingsDialog] = []

    def show() -> tuple[SettingsDialog, RulesPage]:
        made = open_page(qtbot, session, "规则", RulesPage)
        kept.append(made[0])
        return made

    return show


def select(page: RulesPage, rule_id: str) -> None:
    page.table.selectRow([rule.id for rule in page.model.rules].index(rule_id))


def pick(page: RulesPage, data: str) -> None:
    """Choose a level as a person does who has opened the list."""
    at = page.choice.findData(data)
    assert at >= 0
    page.choice.setCurrentIndex(at)
    page.choice.activated.emit(at)


def shown_level(page: RulesPage, rule_id: str) -> str:
    row = [rule.id for rule in page.model.rules].index(rule_id)
    return page.model.index(row, 2).data()


def test_every_rule_is_listed_with_its_title_its_level_and_its_help(shown: Shown):
    _, page = shown()
    QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rules = list(registered().values())
    listed = [[page.model.index(row, column).data() for column in range(3)] for row in range(page.model.rowCount())]
    assert listed == [[rule.id, rule.title, level_words(default_level(rule))] for rule in rules]
    for row, rule in enumerate(rules):
        page.table.selectRow(row)
        assert page._help.text() == rule.help
        assert rule.title in page._title.text()
    assert page.told.text() == "所有规则都按默认检查。"
    assert not page.restore.isEnabled()


def test_a_rule_is_lowered_and_put_back_and_the_findings_follow(shown: Shown, session: Session, qtbot: QtBot, tmp_path: Path):
    report = distinct_report()
    report.apply({text_slot("overview"): paragraphs(["我局公开312条。"])})
    session.begin(report)

    def level() -> Level | None:
        return next((f.level for f in session.findings if f.rule == "W3"), None)

    qtbot.waitUntil(lambda: level() is Level.CONFIRM)
    _, page = shown()
    select(page, "W3")
    pick(page, "hint")
    qtbot.waitUntil(lambda: level() is Level.HINT)
    assert shown_level(page, "W3") == "提示"
    row = page.table.currentIndex().row()
    assert page.model.index(row, 1).data(Qt.ItemDataRole.FontRole).bold()
    assert page.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "W3，像是别的机关的用语，提示，默认 核实"
    assert page.told.text().startswith("有 1 条规则与默认不同")
    pick(page, "off")
    qtbot.waitUntil(lambda: level() is None)
    assert read(tmp_path / "set" / RULES_FILE).chosen == {"W3": "off"}
    assert page.model.index(row, 1).data(Qt.ItemDataRole.ForegroundRole) == colour("dim")
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: level() is Level.CONFIRM)
    assert page.choice.currentIndex() == 0
    assert page.model.index(row, 1).data(Qt.ItemDataRole.FontRole) is None


def test_enter_opens_the_levels_and_the_arrows_choose(shown: Shown, office: Office, qtbot: QtBot):
    _, page = shown()
    select(page, "W3")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    popup = page.choice.view()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert office.settings.chosen == {"W3": "error"}


def test_a_rule_that_is_off_by_default_can_be_switched_on(shown: Shown, office: Office):
    _, page = shown()
    rule = next(rule for rule in registered().values() if not rule.on)
    select(page, rule.id)
    assert page.choice.itemText(0) == "按默认（关闭）"
    pick(page, "on")
    assert office.settings.chosen == {rule.id: "on"}
    assert shown_level(page, rule.id) == rule.level.label


def test_switching_a_rule_leaves_its_parts_as_they_were(shown: Shown, office: Office):
    _, page = shown()
    select(page, "S2")
    pick(page, "off")
    assert office.settings.level(registered()["S2"]) is None
    assert shown_level(page, "S2.extra") == "提示"


def test_a_countys_file_takes_the_place_of_what_was_chosen(shown: Shown, office: Office, asked: Dialogs, tmp_path: Path):
    _, page = shown()
    select(page, "W3")
    pick(page, "off")
    path = tmp_path / "县里.toml"
    path.write_text('[rules]\nW7 = "关闭"\nA5 = "提示"', "utf-8")
    asked.will("ask_open", None, path)
    page.take_in.click()
    assert office.settings.chosen == {"W3": "off"}
    page.take_in.click()
    assert page.told.text() == "已选用 县里.toml，有 4 条规则与默认不同。"
    assert [shown_level(page, rule_id) for rule_id in ("A5", "W3", "W7", "W7.error", "W7.hint")] == ["提示", "核实", "关闭", "关闭", "关闭"]


def test_a_bad_file_is_told_and_changes_nothing(shown: Shown, office: Office, asked: Dialogs, tmp_path: Path):
    _, page = shown()
    path = tmp_path / "坏.toml"
    path.write_text('[rules]\nQ1 = "off"', "utf-8")
    asked.will("ask_open", path)
    page.take_in.click()
    assert "“Q1”不认识" in asked.words("show_error")[0]
    assert office.settings == Settings()


def test_the_settings_are_handed_out_and_everything_is_put_back(shown: Shown, office: Office, asked: Dialogs, tmp_path: Path):
    _, page = shown()
    select(page, "A5")
    pick(page, "hint")
    asked.will("ask_save", tmp_path / "发.toml", None, tmp_path / "无" / "发.toml")
    for _ in range(3):
        page.hand_out.click()
    assert read(tmp_path / "发.toml").chosen == {"A5": "hint"}
    assert len(asked.words("show_error")) == 1
    page.restore.click()
    assert office.settings.chosen == {}
    assert page.told.text() == "所有规则已恢复默认。"
    assert not page.restore.isEnabled()


def test_what_cannot_be_kept_is_told_and_not_shown(shown: Shown, asked: Dialogs, tmp_path: Path):
    _, page = shown()
    (tmp_path / "set").write_text("no folder", "utf-8")
    select(page, "A5")
    pick(page, "hint")
    assert "设置没有存成" in asked.words("show_error")[0]
    assert (shown_level(page, "A5"), page.choice.currentIndex()) == ("核实", 0)


def test_settings_that_were_written_badly_by_hand_are_named_on_the_page(session: Session, tmp_path: Path, qtbot: QtBot):
    (tmp_path / RULES_FILE).write_text("x", "utf-8")
    session.office = Office(tmp_path, session)
    page = RulesPage(session)
    qtbot.addWidget(page)
    assert page.told.text().startswith("上次存的规则设置没有用上：rules.toml 的写法不对")


def test_tab_goes_through_the_page_and_each_has_a_name(shown: Shown, qtbot: QtBot):
    dialog, page = shown()
    select(page, "A5")
    pick(page, "hint")
    reached = [dialog.focusWidget()]
    for _ in range(6):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    assert reached == [page.table, page.choice, page._body, page.take_in, page.hand_out, page.restore, dialog.close_button]
    assert all(widget.accessibleName() for widget in reached)


def test_a_small_screen_keeps_the_buttons_in_sight(shown: Shown, qtbot: QtBot):
    dialog, page = shown()
    dialog.resize(640, 344)
    qtbot.waitUntil(lambda: dialog.height() == 344)
    assert dialog.width() == 640
    for button in (page.take_in, page.hand_out, page.restore, page.choice, dialog.close_button):
        assert button.visibleRegion().boundingRect() == button.rect()


def test_where_there_is_little_room_the_titles_keep_it_and_the_arrows_still_go_down(shown: Shown, qtbot: QtBot):
    dialog, page = shown()
    dialog.resize(660, 344)
    qtbot.waitUntil(lambda: page.table.isColumnHidden(0))
    assert page.table.columnWidth(1) >= 120
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.rule().id == "A2"
    assert page._title.text().startswith("A2")
    dialog.resize(790, 500)
    qtbot.waitUntil(lambda: not page.table.isColumnHidden(0))
