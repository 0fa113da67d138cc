"""The line under a prose section's title: its length, a limit of it, and the headings that the form expects."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.report import Report, paragraphs
from core.schema import formats
from gui.limits import Limits
from gui.main_window import MainWindow
from gui.places import Place
from gui.prose_line import ProseLine

PART = "overview"
Key = Qt.Key


@pytest.fixture
def line(window: MainWindow) -> ProseLine:
    report = Report(formats()["2021"], unit="清溪县柳湾镇人民政府", year=2025)
    window.session.begin(report)
    window.files.opened.emit()
    window.desk.workspace.go(Place(PART, None, 0))
    page: Any = window.desk.workspace.page()
    return page.line


def test_a_limit_is_set_in_the_line_and_told_when_it_is_passed(window: MainWindow, line: ProseLine, qtbot: QtBot) -> None:
    window.session.edit_text(PART, paragraphs(["全年共培训一次。"]), "输入")
    qtbot.waitUntil(lambda: line.label.text() == "8 字 · 1 段")
    window.actions_["limit_words"].trigger()
    assert QApplication.focusWidget() is line.field
    QTest.keyClicks(line.field, "8")
    QTest.keyClick(line.field, Key.Key_Return)
    qtbot.waitUntil(lambda: line.label.text() == "8 / 8 字 · 1 段")
    assert line.label.property("role") == "dim"
    page: Any = window.desk.workspace.page()
    assert QApplication.focusWidget() is page.work.area
    window.session.edit_text(PART, paragraphs(["全年共培训十一次。"]), "输入")
    qtbot.waitUntil(lambda: line.label.property("role") == "warning")
    window.desk.workspace.tell()
    qtbot.waitUntil(lambda: window.status.selection_label.text() == "9 / 8 字")
    assert window.status.selection_label.property("role") == "warning"
    assert Limits(window.settings.folder).get(PART) == 8
    line.limit.setFocus()
    QTest.keyClick(line.limit, Key.Key_Return)
    QTest.keyClicks(line.field, "500")
    QTest.keyClick(line.field, Key.Key_Escape)
    assert window.session.office.limits.get(PART) == 8


def test_an_empty_section_offers_the_headings_that_the_form_expects(window: MainWindow, line: ProseLine, qtbot: QtBot) -> None:
    assert line.headings.isVisible()
    assert line.headings.text() == "写上五个方面的小标题"
    QTest.mouseClick(line.headings, Qt.MouseButton.LeftButton)
    held = [p.text for p in window.session.report.paragraphs(PART)]
    assert held == ["（一）主动公开", "（二）依申请公开", "（三）政府信息管理", "（四）政府信息公开平台建设", "（五）监督保障"]
    assert window.session.stack.count() == 1
    qtbot.waitUntil(line.headings.isHidden)
    window.session.stack.undo()
    qtbot.waitUntil(line.headings.isVisible)
    window.desk.workspace.show_page("problems")
    page: Any = window.desk.workspace.page()
    assert page.line.headings.isHidden()


def test_the_status_bar_counts_no_paragraph_where_the_line_counts_none(window: MainWindow, line: ProseLine, qtbot: QtBot) -> None:
    said = window.status.place_label
    qtbot.waitUntil(lambda: (line.label.text(), said.text()) == ("0 字 · 0 段", "一、总体情况"))
    page: Any = window.desk.workspace.page()
    QTest.keyClicks(page.work.area, "a")
    qtbot.waitUntil(lambda: (line.label.text(), said.text()) == ("1 字 · 1 段", "一、总体情况 · 第 1 段"))
    QTest.keyClick(page.work.area, Key.Key_Return)
    QTest.keyClicks(page.work.area, "b")
    qtbot.waitUntil(lambda: said.text() == "一、总体情况 · 第 2 段")
    # The cursor of one report says nothing of the next one.
    other = Report(formats()["2021"], unit="清溪县柳湾镇人民政府", year=2024)
    other.texts[PART] = paragraphs(["甲", "乙"])
    window.session.begin(other)
    window.files.opened.emit()
    window.desk.workspace.show_page("problems")
    window.desk.workspace.show_page(PART)
    qtbot.waitUntil(lambda: said.text() == "一、总体情况")
    window.desk.workspace.enter()
    QTest.keyClick(page.work.area, Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: said.text() == "一、总体情况 · 第 2 段")


def test_limits_that_cannot_be_read_count_as_none(tmp_path: Path) -> None:
    (tmp_path / "limits.toml").write_text('overview = 800\nproblems = "x"\nother = -3\n', "utf-8")
    limits = Limits(tmp_path)
    assert [limits.get(part) for part in ("overview", "problems", "other")] == [800, 0, 0]
    limits.put("overview", 0)
    assert Limits(tmp_path).get("overview") == 0
    (tmp_path / "limits.toml").write_text("= = =", "utf-8")
    assert Limits(tmp_path).get("overview") == 0
