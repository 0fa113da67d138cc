"""The dialogs on a cell, and 关于, worked with keys."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from core.schema import formats
from gui.about_dialog import AboutDialog
from gui.about_facts import SHIPPED, shipped
from gui.help_dialog import HelpDialog
from gui.help_text import help_for
from gui.memo_dialog import MemoDialog
from gui.places import Place
from gui.session import Session
from tests.gui.grid_samples import cell3, distinct_report

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: QtBot, dialog: QDialog) -> None:
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()


def test_a_memo_is_kept_by_ctrl_enter_with_its_lines(qtbot: QtBot):
    dialog = MemoDialog("三·新收", "旧", "去年问老李")
    shown(qtbot, dialog)
    assert any("去年问老李" in label.text() for label in dialog.findChildren(QLabel))
    QTest.keyClicks(dialog.field, "a")
    QTest.keyClick(dialog.field, Key.Key_Return)
    QTest.keyClicks(dialog.field, "b")
    QTest.keyClick(dialog.field, Key.Key_Return, CTRL)
    assert dialog.memo == "旧a\nb"
    assert not dialog.isVisible()


def test_esc_gives_a_memo_up(qtbot: QtBot):
    dialog = MemoDialog("三·新收", "旧", "")
    shown(qtbot, dialog)
    QTest.keyClicks(dialog.field, "x")
    QTest.keyClick(dialog.field, Key.Key_Escape)
    assert dialog.memo is None
    assert not dialog.isVisible()


@pytest.mark.parametrize("form_id", formats())
def test_every_cell_has_a_page_of_help_and_no_two_read_alike(form_id: str, qapp):
    session = Session(distinct_report(form_id))
    cells = session.report.form.cells
    pages = [help_for(session, Place(cell.table, cell)) for cell in cells]
    session.tasks.close()
    assert all(page.parts[0].title == "填什么" and page.source for page in pages)
    assert len({page.text for page in pages}) == len(cells)


def test_the_help_page_is_read_by_keys_and_closed_by_esc(qtbot: QtBot):
    session = Session(distinct_report())
    dialog = HelpDialog(help_for(session, Place("applications", cell3("new", "total"))))
    shown(qtbot, dialog)
    session.tasks.close()
    assert dialog.body.hasFocus()
    assert "第三十一条" in dialog.accessibleDescription()
    QTest.keyClick(dialog.body, Key.Key_Escape)
    assert not dialog.isVisible()


def test_about_names_all_that_pyproject_asks_for_and_copies_it(qtbot: QtBot, clipboard: QClipboard):
    asked = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert [re.split(r"[<>=]", each)[0] for each in asked] == list(SHIPPED)
    assert all(each.licence for each in shipped())
    assert not [each.name for each in shipped() if each.licence.endswith(" License")], "MIT is named in one way"
    dialog = AboutDialog()
    shown(qtbot, dialog)
    assert dialog.list.rowCount() == len(shipped()) >= len(SHIPPED)
    QTest.keyClick(dialog.copy_button, Key.Key_Space)
    assert "PySide6" in clipboard.text()
    assert "SIL Open Font License" in clipboard.text()
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()
