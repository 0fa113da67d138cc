"""What is typed in 单位, 年度, 标题, 落款 and 联系人 is in the report whatever a person does next, and in no other report."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.document import Signature
from core.files import open_report, save_report
from core.layout import document
from core.report import Report, official_title
from gui.info_page import InfoPage
from gui.main_window import MainWindow
from gui.places import INFO, Place
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def report() -> Report:
    made = distinct_report()
    made.unit, made.year = "柳湾镇人民政府", 2024
    made.title, made.signed_unit = official_title(made.unit, made.year), made.unit
    return made


@pytest.fixture
def page(window: MainWindow, report: Report, tmp_path: Path, qtbot: QtBot) -> InfoPage:
    """The info page of a saved report, its unit waiting for keys."""
    save_report(report, tmp_path / "a.gknb")
    window.session.begin(report, tmp_path / "a.gknb")
    window.files.opened.emit()
    window.desk.views.go_info()
    shown = window.desk.workspace.page()
    assert isinstance(shown, InfoPage)
    qtbot.waitUntil(shown.unit.hasFocus)
    return shown


def retype(field: object, text: str) -> None:
    field.setFocus()  # pyright: ignore[reportAttributeAccessIssue]
    field.selectAll()  # pyright: ignore[reportAttributeAccessIssue]
    QTest.keyClicks(field, text)  # pyright: ignore[reportCallIssue, reportArgumentType]


def idle(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.session.tasks.idle, timeout=10_000)


def test_saving_takes_the_field_that_has_the_keys(page: InfoPage, window: MainWindow, tmp_path: Path, qtbot: QtBot):
    """Ctrl+S does not move the focus: the field itself must be asked."""
    retype(page.unit, "Y")
    window.actions_["save"].trigger()
    idle(window, qtbot)
    kept = open_report(tmp_path / "a.gknb")
    assert (kept.unit, kept.signed_unit, kept.title) == ("Y", "Y", official_title("Y", 2024))
    assert window.session.is_saved


@pytest.mark.parametrize("name", ["unit", "year", "title", "signed_unit", "signed_date", "contact"])
def test_closing_asks_about_a_field_just_typed(page: InfoPage, window: MainWindow, asked: Dialogs, name: str):
    from gui.dialogs import Answer

    texts = {"year": "2023", "signed_date": "2025-3-2"}
    retype(getattr(page, name), texts.get(name, "Z"))
    asked.will("ask_unsaved", Answer.CANCEL)
    window.close()
    assert [what for what, _ in asked.asked] == ["ask_unsaved"]
    assert window.isVisible()
    held = getattr(window.session.report, name)
    assert held == {"year": 2023, "signed_date": "2025-03-02"}.get(name, "Z")


def test_typing_reaches_the_report_while_it_goes_on(page: InfoPage, window: MainWindow, qtbot: QtBot):
    """The recovery file is made of the report: what is only in the field would be lost in a crash."""
    retype(page.unit, "AB ")
    qtbot.waitUntil(lambda: window.session.report.unit == "AB", timeout=1000)
    assert page.unit.text() == "AB ", "the field is left to the person who types in it"
    QTest.keyClicks(page.unit, "C")
    qtbot.waitUntil(lambda: window.session.report.unit == "AB C", timeout=1000)
    assert window.session.stack.count() == 1, "one stay in a field is one step"


def test_a_field_never_leaks_into_the_next_report(page: InfoPage, window: MainWindow, tmp_path: Path, qtbot: QtBot):
    other = distinct_report()
    other.unit = "丙乡人民政府"
    retype(page.unit, "YI")
    QTest.keyClick(page.unit, Qt.Key.Key_Return)
    retype(page.title, "half a tit")
    window.session.begin(other, tmp_path / "b.gknb")
    qtbot.wait(350)
    assert page.unit.text() == window.session.report.unit == "丙乡人民政府"
    assert page.title.text() == window.session.report.title == other.title
    window.desk.workspace.show_number(2)
    assert window.session.is_saved


def test_undo_reaches_the_field_that_has_the_keys(page: InfoPage, window: MainWindow, report: Report):
    old = report.unit
    retype(page.unit, "YI")
    QTest.keyClick(page.unit, Qt.Key.Key_Z, CTRL)
    assert page.unit.text() == window.session.report.unit == old
    assert window.session.report.title == official_title(old, 2024)
    QTest.keyClick(page.unit, Qt.Key.Key_Y, CTRL)
    assert page.unit.text() == window.session.report.unit == "YI"
    window.actions_["undo"].trigger()
    assert page.unit.text() == window.session.report.unit == old
    window.desk.workspace.show_number(2)
    assert window.session.report.unit == old, "leaving the page must not do again what was undone"
    assert window.session.stack.canRedo()


def test_going_through_a_long_title_changes_nothing(window: MainWindow, report: Report, qtbot: QtBot):
    report.title = "长" * 250
    window.session.begin(report)
    window.files.opened.emit()
    window.desk.workspace.show_page(INFO)
    page = window.desk.workspace.page()
    assert isinstance(page, InfoPage)
    for field in page.fields.by_slot.values():
        field.setFocus()
    page.unit.setFocus()
    assert window.session.report.title == "长" * 250
    assert window.session.is_saved
    page.title.setFocus()
    page.title.end(False)
    QTest.keyClicks(page.title, "x")
    page.commit()
    assert window.session.report.title == "长" * 250 + "x"


@pytest.mark.parametrize("typed", ["", "20", "20245", "x"])
def test_a_year_that_is_none_is_refused_in_words(page: InfoPage, window: MainWindow, typed: str):
    page.year.setFocus()
    page.year.selectAll()
    QTest.keyClick(page.year, Qt.Key.Key_Delete)
    QTest.keyClicks(page.year, typed)
    page.title.setFocus()
    assert "年度是四位数字" in page.fields._sentence.text()
    assert page.fields._sentence.isVisible()
    assert page.year.text() == typed, "what was typed stays to be mended"
    assert window.session.report.year == 2024
    retype(page.signed_date, "2025-3-2")
    page.title.setFocus()
    assert page.fields._sentence.isVisible(), "a good date says nothing of the year"
    retype(page.year, "2023")
    page.title.setFocus()
    assert window.session.report.year == 2023
    assert not page.fields._sentence.isVisible()


def test_what_differs_on_purpose_does_not_follow_the_unit(page: InfoPage, window: MainWindow, qtbot: QtBot):
    """The unit typed half may equal the signature: that is no reason to pull it along."""
    retype(page.signed_unit, "AB")
    retype(page.unit, "AB")
    qtbot.waitUntil(lambda: window.session.report.unit == "AB", timeout=1000)
    QTest.keyClicks(page.unit, "CD")
    page.commit()
    assert (window.session.report.unit, window.session.report.signed_unit) == ("ABCD", "AB")


def test_edits_apart_are_steps_apart(page: InfoPage, window: MainWindow):
    for text in ("A", "B"):
        retype(page.unit, text)
        QTest.keyClick(page.unit, Qt.Key.Key_Return)
    window.session.stack.undo()
    assert window.session.report.unit == page.unit.text() == "A"


def test_the_contact_is_reached_by_its_place_typed_and_undone(page: InfoPage, window: MainWindow):
    window.desk.workspace.go(Place(INFO, field="contact"))
    assert page.contact.hasFocus()
    assert page.contact.accessibleName() == "联系人"
    QTest.keyClicks(page.contact, "liu 5550123")
    page.title.setFocus()
    assert window.session.report.contact == "liu 5550123"
    window.actions_["undo"].trigger()
    assert window.session.report.contact == page.contact.text() == ""
    assert page.contact.hasFocus(), "undo leads to what it changed"


def test_tab_goes_through_the_fields_as_they_stand(page: InfoPage):
    order = [page.unit, page.year, page.title, page.signed_unit, page.signed_date, page.contact]
    for before, after in pairwise(order):
        assert before.hasFocus()
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert after.hasFocus()


@pytest.mark.parametrize(("width", "beside"), [(911, True), (560, True), (480, False)])
def test_fields_stand_beside_each_other_where_there_is_room(page: InfoPage, window: MainWindow, qtbot: QtBot, width: int, beside: bool):
    window.setMinimumSize(0, 0)
    window.resize(width, 344)
    qtbot.waitUntil(lambda: (page.year.y() == page.unit.y()) is beside)
    assert (page.signed_date.y() == page.signed_unit.y()) is beside
    for field in page.fields.by_slot.values():
        assert field.width() >= 120
        assert field.mapTo(page, field.rect().bottomRight()).x() < page.width()
    assert window.minimumSizeHint().height() <= 344, "200 % on a small screen"
    window.desk.workspace.go(Place(INFO, field="contact"))
    qtbot.waitUntil(lambda: page.contact.visibleRegion().boundingRect() == page.contact.rect(), timeout=3000)  # scrolled into sight


def test_the_field_that_has_the_keys_stays_in_sight_when_the_window_narrows(page: InfoPage, window: MainWindow, qtbot: QtBot):
    window.setMinimumSize(0, 0)
    window.resize(560, 344)
    qtbot.waitUntil(lambda: page.year.y() == page.unit.y())
    window.desk.workspace.go(Place(INFO, field="contact"))
    window.resize(480, 344)
    qtbot.waitUntil(lambda: page.year.y() > page.unit.y())
    qtbot.waitUntil(lambda: page.contact.visibleRegion().boundingRect() == page.contact.rect())


def test_the_foot_names_the_field_that_has_the_keys(page: InfoPage, window: MainWindow, qtbot: QtBot):
    for field, name in ((page.signed_date, "落款日期"), (page.contact, "联系人"), (page.unit, "单位")):
        field.setFocus()
        qtbot.waitUntil(lambda name=name: window.status.place_label.text() == name)
    page.work.setFocus()
    qtbot.waitUntil(lambda: window.status.place_label.text().startswith("前言 · 第 1 段"))


def test_a_signer_left_out_is_said_to_be_the_unit_and_is_on_paper(page: InfoPage, window: MainWindow):
    retype(page.signed_unit, " ")
    page.commit()
    assert window.session.report.signed_unit == ""
    assert page.signed_unit.placeholderText() == "不填就印单位"
    signature = document(window.session.report).blocks[-1]
    assert isinstance(signature, Signature)
    assert signature.unit == "柳湾镇人民政府"
