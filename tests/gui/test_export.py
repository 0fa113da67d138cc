"""导出 and 送审 with the keyboard: what is ticked, and what is remembered of it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.exporters.fonts_missing import MissingCharacter
from core.papers import Extras
from core.report import Report
from gui import export_dialog, export_notes
from gui.export_dialog import ExportDialog
from gui.export_kinds import NOTHING_TO_DRAW
from gui.main_window import MainWindow
from gui.send_dialog import SendDialog
from gui.settings import EXPORT_KINDS, INFOGRAPHIC, SLIP
from tests.gui.conftest import Dialogs
from tests.gui.export_hands import ALT, USUAL, Open, key, opener, said, ticked
from tests.gui.test_flow import when_open
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


# ---- kinds and extras ------------------------------------------------------------------------------


def test_the_usual_kinds_stand_in_sight_and_the_others_are_folded(dialog: Open):
    box = dialog()
    assert ticked(box) == list(USUAL)
    assert not box.boxes[".html"].isVisible()
    assert box.boxes[".docx"].hasFocus()
    key(box, Qt.Key.Key_O, ALT)
    assert box.boxes[".html"].isVisible()
    assert not box.kinds.more.isVisible()
    key(box, Qt.Key.Key_H, ALT)
    assert ticked(box) == [*USUAL, ".html"]
    key(box, Qt.Key.Key_Return)
    assert box.order is not None
    assert [file.suffix for file in box.order.files] == [*USUAL, ".html"]


def test_another_kind_ticked_last_time_is_in_sight_at_once(dialog: Open):
    assert dialog((".html",)).boxes[".html"].isVisible()


def test_words_pressed_by_the_keyboard_hand_it_on(dialog: Open):
    box = dialog()
    box.kinds.more.setFocus()
    key(box, Qt.Key.Key_Return)
    assert box.boxes[".html"].hasFocus()
    assert box.order is None, "Return pressed the words, not the button"


def test_every_mnemonic_is_its_own_and_ticks_or_goes_where_it_says(dialog: Open):
    box = dialog((".docx",), Extras(slip=True))
    for letter, each in (("X", ".xlsx"), ("P", ".pdf")):
        key(box, Qt.Key[f"Key_{letter}"], ALT)
        assert box.boxes[each].isChecked()
    key(box, Qt.Key.Key_I, ALT)
    assert box.options.infographic.isChecked()
    for letter, field in (("N", box.name), ("D", box.folder), ("S", box.date), ("C", box.contact)):
        key(box, Qt.Key[f"Key_{letter}"], ALT)
        assert field.hasFocus()
    key(box, Qt.Key.Key_Q, ALT)
    assert not box.options.slip.isChecked()


def test_tab_goes_through_the_dialog_from_top_to_bottom(dialog: Open):
    box = dialog(USUAL, Extras(slip=True))
    passed: list[QWidget] = []
    for _ in range(30):
        passed.append(box.focusWidget())
        key(box, Qt.Key.Key_Tab)
        if box.focusWidget() in passed:
            break
    cancel = next(b for b in box.findChildren(QPushButton) if b.text() == "取消")
    wanted = [*(box.boxes[suffix] for suffix in USUAL), box.kinds.more, box.options.slip, box.options.infographic]
    wanted += [box.name, box.folder, box.fields.browse, box.date, box.contact, cancel, box.accept_button]
    assert [each for each in passed if each in wanted] == wanted
    assert all(each.accessibleName() for each in passed)


def test_the_slip_asks_for_the_contact_and_escape_leaves_everything(dialog: Open, report: Report):
    box = dialog()
    assert not box.contact.isVisible()
    key(box, Qt.Key.Key_Q, ALT)
    assert box.contact.isVisible()
    QTest.keyClicks(box.contact, "liu 5550123")
    key(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert box.order is None
    assert report.contact == ""


def test_date_and_contact_are_one_step_to_undo(dialog: Open, window: MainWindow, report: Report):
    before = report.signed_date
    box = dialog(USUAL, Extras(slip=True))
    QTest.keyClicks(box.contact, "liu 5550123")
    box.date.selectAll()
    QTest.keyClicks(box.date, "2024-2-3")
    key(box, Qt.Key.Key_Return)
    assert box.order is not None
    assert box.order.extras == Extras(slip=True)
    assert (report.signed_date, report.contact) == ("2024-02-03", "liu 5550123")
    assert window.session.stack.undoText() == "修改落款日期和联系人"
    window.session.stack.undo()
    assert (report.signed_date, report.contact) == (before, "")


def test_a_contact_that_is_not_asked_for_stays(dialog: Open, window: MainWindow, report: Report):
    report.contact = "柳明 5550123"
    key(box := dialog(), Qt.Key.Key_Return)
    assert box.order is not None
    assert report.contact == "柳明 5550123"
    assert window.session.stack.count() == 0


def test_extras_need_a_paper_and_say_so(dialog: Open):
    box = dialog(USUAL, Extras(slip=True))
    key(box, Qt.Key.Key_W, ALT)
    assert box.options.slip.isEnabled()
    key(box, Qt.Key.Key_P, ALT)
    assert not box.options.slip.isEnabled()
    assert not box.contact.isVisible()
    assert said(box).count("只用于 Word 和 PDF") == 2
    key(box, Qt.Key.Key_P, ALT)
    assert box.options.slip.isChecked()


def test_the_picture_alone_is_not_named_like_the_report(dialog: Open):
    box = dialog((".docx", ".svg", ".png"))
    key(box, Qt.Key.Key_Return)
    assert box.order is not None
    assert [file.name for file in box.order.files] == [f"{box.order.name}{end}" for end in (".docx", "图解.svg", "图解.png")]


def test_nothing_to_draw_disables_the_drawings_and_says_why(dialog: Open, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(export_dialog, "drawable", lambda _: False)
    box = dialog((".docx", ".svg", ".png"), Extras(infographic=True))
    assert not box.options.infographic.isEnabled()
    assert NOTHING_TO_DRAW in said(box)
    assert box.options.infographic.accessibleDescription() == NOTHING_TO_DRAW
    for suffix in {".svg", ".png"} & set(box.boxes):
        assert not box.boxes[suffix].isEnabled()
        assert not box.boxes[suffix].isChecked()
    key(box, Qt.Key.Key_Return)
    assert box.order is not None
    assert box.order.extras == Extras()


# ---- what is remembered ----------------------------------------------------------------------------


def test_the_last_choice_is_remembered_and_review_has_its_own(
    window: MainWindow, asked: Dialogs, report: Report, qtbot: QtBot, tmp_path: Path
):
    asked.will("confirm", *[True] * 9)
    window.session.begin(report)
    window.files.opened.emit()
    seen: list[Any] = []

    def choose(box: ExportDialog) -> None:
        seen.append((ticked(box), box.options.extras()))
        box.folder.setText(str(tmp_path))
        box.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is box)
        if len(seen) == 1:
            key(box, Qt.Key.Key_P, ALT)
            key(box, Qt.Key.Key_Q, ALT)
        key(box, Qt.Key.Key_Return)

    def send(box: SendDialog) -> None:
        seen.append(box.options.extras())
        box.fields.folder.setText(str(tmp_path))
        qtbot.mouseClick(box.options.slip, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(box.accept_button, Qt.MouseButton.LeftButton)

    for act, kind, do in (("export", ExportDialog, choose), ("send_for_review", SendDialog, send), ("export", ExportDialog, choose)):
        when_open(kind, do)
        window.actions_[act].trigger()
        qtbot.waitUntil(lambda: window.session.tasks.idle, timeout=20_000)
    assert seen == [(list(USUAL), Extras()), Extras(slip=True), ([".docx", ".xlsx"], Extras(slip=True))]
    settings = window.settings
    assert (settings.get(EXPORT_KINDS), settings.get(SLIP), settings.get(INFOGRAPHIC)) == (".docx .xlsx", True, False)
