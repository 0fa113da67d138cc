"""单位资料 is asked for quietly, prefilled, confirmed by one press, undone by one undo, and never lost when the settings are closed."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.profile import guess, is_asked
from core.report import Profile, Report, official_title
from gui.info_page import InfoPage
from gui.main_window import MainWindow
from gui.places import INFO
from gui.session import Session
from gui.settings_dialog import PROFILE, SettingsDialog
from gui.settings_profile import ProfilePage
from tests.gui.settings_hands import open_page
from tests.gui.test_info_page import retype
from tests.helpers import UNIT, distinct_report

Shown = Callable[..., tuple[SettingsDialog, ProfilePage]]


@pytest.fixture
def shown(session: Session, qtbot: QtBot) -> Shown:
    kept: list[SettingsDialog] = []

    def show(report: Report | None = None) -> tuple[SettingsDialog, ProfilePage]:
        if report is not None:
            session.begin(report)
        made = open_page(qtbot, session, PROFILE, ProfilePage)
        kept.append(made[0])
        return made

    return show


def test_it_is_prefilled_and_one_press_confirms(shown: Shown, session: Session, qtbot: QtBot):
    report = distinct_report()
    expected = guess(report)
    _, page = shown(report)
    assert page.line("name").hasFocus()
    assert page.line("phone").text() == "0371-5550123"
    assert page.profile() == expected
    assert "从报告里认出" in page.state.text()
    qtbot.mouseClick(page.confirm, Qt.MouseButton.LeftButton)
    assert session.report.profile == expected
    assert page.state.text() == "已确认，随报告保存。"
    assert not page.confirm.isEnabled()
    assert session.stack.count() == 1
    session.stack.undo()
    assert session.report.profile == Profile()


def test_a_changed_name_goes_into_unit_title_and_signature(shown: Shown, session: Session, qtbot: QtBot):
    _, page = shown(distinct_report(year=2023))
    retype(page.line("name"), "Q")
    page.confirm.click()
    report = session.report
    assert (report.unit, report.signed_unit, report.title, report.profile.name) == ("Q", "Q", official_title("Q", 2023), "Q")
    assert is_asked(report)
    session.stack.undo()
    assert (session.report.unit, session.report.signed_unit) == (UNIT, UNIT)


def test_the_word_for_itself_follows_the_kind_until_somebody_writes_another(shown: Shown, qtbot: QtBot):
    _, page = shown(distinct_report())
    assert page.line("own").text() == "我乡"
    page.kind.setFocus()
    qtbot.keyClick(page.kind, Qt.Key.Key_Up)
    assert (page.kind.currentText(), page.line("own").text()) == ("镇", "我镇")
    retype(page.line("own"), "A")
    qtbot.keyClick(page.kind, Qt.Key.Key_Down)
    assert (page.kind.currentText(), page.line("own").text()) == ("乡", "A")
    assert page.state.text() == "改动还没有确认。"


@pytest.mark.parametrize("how", ["close", "escape"])
def test_what_was_edited_is_kept_when_the_settings_are_closed(shown: Shown, session: Session, qtbot: QtBot, how: str):
    dialog, page = shown(distinct_report())
    retype(page.line("short"), "A,B;  B C")
    if how == "close":
        dialog.close_button.click()
    else:
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert session.report.profile.short == ("A", "B", "C")
    assert session.stack.undoText() == "确认单位资料"


def test_looking_at_it_changes_nothing(shown: Shown, session: Session):
    dialog, _ = shown(distinct_report())
    dialog.close_button.click()
    assert session.stack.count() == 0
    assert session.report.profile == Profile()


def test_what_looks_odd_is_said_and_taken_all_the_same(shown: Shown, session: Session):
    _, page = shown(distinct_report())
    retype(page.line("postcode"), "4769")
    retype(page.line("phone"), "ask")
    assert page.wrong.text() == "邮编一般是六位数字。电话里有认不出的字。"
    assert page.wrong.isVisible()
    page.confirm.click()
    assert (session.report.profile.postcode, session.report.profile.phone) == ("4769", "ask")
    retype(page.line("postcode"), "476900")
    retype(page.line("phone"), "(0371) 5550123-8")
    assert not page.wrong.isVisible()


def test_without_a_report_it_says_when_it_will_ask(shown: Shown, session: Session):
    dialog, page = shown()
    assert page._none.isVisible()
    assert not page.confirm.isVisible()
    page.put()
    dialog.close_button.click()
    assert session.stack.count() == 0


def test_tab_goes_through_the_fields_and_each_has_a_name(shown: Shown, qtbot: QtBot):
    dialog, page = shown(distinct_report())
    reached = [dialog.focusWidget()]
    for _ in range(7):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    order = ("name", "kind", "short", "own", "address", "phone", "postcode")
    assert reached == [*(page.fields[slot] for slot in order), page.confirm]
    assert all(widget.accessibleName() for widget in reached)


def test_a_small_screen_scrolls_downwards_only(shown: Shown, qtbot: QtBot):
    dialog, page = shown(distinct_report())
    dialog.resize(600, 330)
    qtbot.waitUntil(lambda: dialog.height() == 330)
    assert dialog.width() == 600
    assert dialog.close_button.isVisible()
    assert page._ground.width() <= page._body.width()


def test_the_info_page_asks_until_it_is_confirmed_and_again_where_the_name_changes(window: MainWindow, qtbot: QtBot):
    window.session.begin(distinct_report())
    window.files.opened.emit()
    window.desk.workspace.show_page(INFO)
    page = window.desk.workspace.page()
    assert isinstance(page, InfoPage)
    assert page.confirm.isVisible()
    seen: list[str] = []

    def confirm() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        shown = dialog.stack.currentWidget()
        assert isinstance(shown, ProfilePage)
        seen.append(shown.line("name").text())
        shown.confirm.click()
        assert not dialog.isVisible(), "whoever came from the link to confirm is done"

    QTimer.singleShot(0, confirm)
    page.confirm.setFocus()
    qtbot.keyClick(page.confirm, Qt.Key.Key_Return)
    assert seen == [UNIT]
    assert window.focusWidget() is page.work.area, "the keyboard is not left on a link that is gone"
    assert window.session.report.profile.name == UNIT
    assert not page.confirm.isVisible()
    retype(page.unit, "B")
    page.commit()
    assert page.confirm.isVisible()
    assert page.confirm.text().startswith("单位名称改过")
    window.session.stack.undo()
    assert not page.confirm.isVisible()
