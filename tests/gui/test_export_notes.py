"""What 导出 says before files leave: what is missing, what cannot be shown, what is refused; in sight on any screen."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.acceptance import with_acceptance
from core.exporters.fonts_missing import MissingCharacter
from core.papers import Extras
from core.report import Report, paragraphs
from core.rules.engine import Level, run
from gui import export_dialog, export_notes, fitting
from gui.export_dialog import ExportDialog
from gui.export_fields import NO_DATE, file_name
from gui.lost_characters import lost_in, sentence
from gui.main_window import MainWindow
from tests.gui.export_hands import USUAL, Open, key, opener, said
from tests.helpers import distinct_report


@pytest.fixture
def report() -> Report:
    return distinct_report()


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> list[MissingCharacter]:
    """Characters that no face has: none, whatever fonts this machine has, unless a test puts some here."""
    found: list[MissingCharacter] = []
    monkeypatch.setattr(export_notes, "lost_in", lambda _: tuple(found))
    return found


def rare(char: str, *places: str) -> MissingCharacter:
    return MissingCharacter(char, f"U+{ord(char):04X}", (), places, places)


@pytest.fixture
def dialog(
    window: MainWindow, report: Report, lost: list[MissingCharacter], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Open the dialog over the report."""
    made: list[ExportDialog] = []
    monkeypatch.setattr(export_dialog, "drawable", lambda _: True)
    yield opener(window, report, qtbot, tmp_path, made)
    for box in filter(isValid, made):
        box.reject()


# ---- what is said ----------------------------------------------------------------------------------


def test_a_missing_date_is_said_beside_its_field_as_long_as_it_is_missing(dialog: Open, report: Report):
    report.signed_date = ""
    box = dialog()
    assert NO_DATE in said(box)
    assert abs(box.fields.no_date.geometry().center().y() - box.date.geometry().center().y()) <= 2
    assert box.fields.no_date.heightForWidth(box.fields.no_date.width()) < box.date.height(), "it stands on one line"
    box.date.setFocus()
    QTest.keyClicks(box.date, "2024-2-3")
    assert NO_DATE not in said(box)


@pytest.mark.parametrize(
    ("unit", "year", "words"), [("", 2024, "没有填单位，"), ("某乡", 0, "没有填年度，"), ("", 0, "没有填单位和年度，")]
)
def test_a_missing_unit_or_year_is_said(dialog: Open, report: Report, unit: str, year: int, words: str):
    report.unit, report.year = unit, year
    box = dialog()
    assert any(text.startswith(words) for text in said(box))
    assert box.name.text().endswith("政府信息公开工作年度报告")
    assert not box.name.text().startswith(("年", "0"))


def test_characters_that_no_face_has_are_named_with_their_places(dialog: Open, qtbot: QtBot, lost: list[MissingCharacter]):
    lost += [rare("𡌴", "标题", "落款单位"), rare("㙟", "前言 第 1 段")]
    box = dialog()
    qtbot.waitUntil(lambda: any("没有字体能显示" in text for text in said(box)))
    (told,) = [text for text in said(box) if "没有字体能显示" in text]
    assert "𡌴（U+21334，用于标题、落款单位）、㙟（U+365F，用于前言 第 1 段）" in told
    assert "设置—字体" in told


def test_a_dialog_closed_at_once_is_not_told_of_characters_any_more(
    dialog: Open, window: MainWindow, qtbot: QtBot, lost: list[MissingCharacter]
):
    lost.append(rare("𡌴", "标题"))
    box = dialog()
    key(box, Qt.Key.Key_Escape)
    box.deleteLater()
    qtbot.waitUntil(lambda: window.session.tasks.idle)


def test_lost_characters_are_found_where_they_stand(report: Report):
    report.texts["overview"] = paragraphs(["\U000f0001河。"])
    (found,) = lost_in(report)
    assert (found.char, found.places) == ("\U000f0001", ("一、总体情况 第 1 段",))
    report.contact = "柳\U000f0002 0371-5550123"
    finding = next(each for each in run(report) if each.level is Level.CONFIRM)
    report.accepted = with_acceptance(report, finding, "问过\U000f0003同志")
    assert [(each.char, each.places) for each in lost_in(report)[:2]] == [("\U000f0002", ("审签单",)), ("\U000f0003", ("审签单",))]
    assert sentence([]) == ""
    assert "等 9 个" in sentence([found] * 9)


# ---- refusing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "words"),
    [
        *(("", "请填写文件名"), ("a?b", "不能有 ?"), ("长" * 81, "太长")),
        *((name, "系统不接受") for name in ("con", "a\u2028b", ".年报")),
    ],
)
def test_a_name_that_no_disk_takes_is_refused_in_place(dialog: Open, name: str, words: str):
    box = dialog()
    box.name.setText(name)
    key(box, Qt.Key.Key_Return)
    assert box.order is None
    assert any(words in text for text in said(box))
    assert box.name.hasFocus()
    assert box.name.property("invalid")


@pytest.mark.parametrize("name", ["青石县　柳河乡年报", "王\U00031350乡年报", "\ue000河乡年报"])
def test_a_name_with_characters_newer_than_the_program_is_taken(dialog: Open, name: str):
    box = dialog()
    box.name.setText(name)
    key(box, Qt.Key.Key_Return)
    assert box.order is not None
    assert box.order.name == name


def test_a_suffix_typed_with_the_name_does_not_stand_twice(dialog: Open):
    box = dialog((".docx",))
    box.name.setFocus()
    box.name.selectAll()
    QTest.keyClicks(box.name, "2024.v2.DOCX")
    key(box, Qt.Key.Key_Return)
    assert box.order is not None
    assert [file.name for file in box.order.files] == ["2024.v2.docx"]


def test_the_name_suggested_is_one_that_every_disk_takes(report: Report):
    report.unit = "甲/乙：" + "很长" * 60
    name = file_name(report)
    assert "/" not in name
    assert len(name.encode()) <= 240
    assert name.startswith("甲乙：很长")


@pytest.mark.parametrize("size", [QSize(911, 512), QSize(683, 384)], ids=["911x512", "683x384"])
def test_on_a_small_screen_what_is_refused_is_scrolled_into_sight(dialog: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, size: QSize):
    monkeypatch.setattr(fitting, "room_for", lambda _: size - QSize(8, 40))
    box = dialog((*USUAL, ".html"), Extras(slip=True))
    box.date.setText("明天")
    key(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: box.date.visibleRegion().boundingRect() == box.date.rect())
    assert box.height() <= size.height() - 40
    box.boxes[".docx"].setFocus()
    for _ in range(12):
        key(box, Qt.Key.Key_Tab)
        focused = box.focusWidget()
        if focused is not box._body:
            qtbot.waitUntil(lambda focused=focused: focused.visibleRegion().boundingRect() == focused.rect())


def test_the_dialog_shows_all_of_itself_on_a_common_small_screen(dialog: Open, monkeypatch: pytest.MonkeyPatch):
    """1366 × 768 at 150 %: without warnings nothing has to be scrolled."""
    monkeypatch.setattr(fitting, "room_for", lambda _: QSize(903, 472))
    assert dialog()._body.verticalScrollBar().maximum() == 0
