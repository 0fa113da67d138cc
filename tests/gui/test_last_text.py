"""Last year's prose beside the text: what differs is shown, a click leads over, a paragraph can be taken back, one undo each."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from core.report import Paragraph, Report, paragraphs
from core.rollover import roll_forward
from core.schema import formats
from gui.last_text_pane import LastTextPane
from gui.main_window import MainWindow
from gui.places import Place
from gui.prose_sides import ProseSides
from gui.settings import SHOW_LAST_TEXT
from gui.text_look import prose_font
from gui.theme import Scheme, colour, factor
from tests.gui.menu_hands import own_letters
from tests.gui.text_hands import write

PART = "overview"
LAST = ["（一）主动公开情况", "2024年，主动公开政府信息80条。", "明年不写的一段，讲的是别的事。", "全年培训1次，明确党政办专人负责。"]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def begin(window: MainWindow, last: list[str] = LAST) -> None:
    """Open a draft whose second paragraph was written anew, whose third is gone and whose last is last year's still."""
    report = Report(formats()["2021"], unit="清溪县柳湾镇人民政府", year=2024)
    report.texts[PART] = paragraphs(last)
    draft = roll_forward(report)
    held = draft.texts.get(PART, ())
    if held:
        draft.texts[PART] = (held[0], Paragraph("2025年，主动公开政府信息103条。"), held[3], Paragraph("新写的一段。"))
    window.resize(1366, 768)
    window.session.begin(draft)
    window.files.opened.emit()
    window.desk.workspace.go(Place(PART, None, 1))


def sides(window: MainWindow) -> ProseSides:
    found = window.desk.prose.sides()
    assert found is not None
    return found


def compared(window: MainWindow, qtbot: QtBot) -> LastTextPane:
    """Call the column up by its key and wait for the differences."""
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+L"))
    pane = sides(window).last_text
    assert pane is not None
    qtbot.waitUntil(lambda: pane._compared.now == tuple(texts(window)))
    return pane


def texts(window: MainWindow) -> list[str]:
    return [p.text for p in window.session.report.paragraphs(PART)]


def page_work(window: MainWindow) -> Any:
    page: Any = window.desk.workspace.page()
    return page.work


def area_of(window: MainWindow) -> Any:
    return page_work(window).area


def marked(area: Any, token: str) -> list[str]:
    """Return the words on a ground, as far as another sign than colour tells them too."""
    shown = [s for s in area.extraSelections() if s.format.background().color() == colour(token)]
    return [s.cursor.selectedText() for s in shown if s.format.fontStrikeOut() or s.format.fontUnderline()]


def test_what_is_gone_is_struck_there_and_what_is_new_is_underlined_here(window: MainWindow, qtbot: QtBot) -> None:
    begin(window)
    pane = compared(window, qtbot)
    assert window.actions_["show_last_text"].isChecked()
    assert window.settings.get(SHOW_LAST_TEXT)
    assert marked(pane.area, "gone") == ["2024年", "80", LAST[2]]
    assert marked(area_of(window), "fresh") == ["2025年", "103", "新写的一段。"]
    assert pane.told.text() == "1 段有改动 · 1 段今年没有 · 1 段新写"
    window.desk.workspace.go(Place(PART, None, 1, 8, 8))
    write(page_work(window), "已")
    qtbot.waitUntil(lambda: marked(area_of(window), "fresh")[1] == "已")
    # Written back as it was before the next look, the marks stand where they stood.
    QTest.keyClick(area_of(window), Key.Key_Backspace)
    qtbot.waitUntil(lambda: marked(area_of(window), "fresh") == ["2025年", "103", "新写的一段。"])
    assert page_work(window).width() >= 360
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+L"))
    assert not pane.isVisible()
    assert marked(area_of(window), "fresh") == []


def test_a_click_leads_to_the_paragraph_and_f6_into_the_column(window: MainWindow, qtbot: QtBot) -> None:
    begin(window)
    pane = compared(window, qtbot)
    block = pane.area.document().findBlockByNumber(3)
    point = pane.area.text_rect(block).center().toPoint()
    QTest.mouseClick(pane.area.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert window.desk.workspace.place() == Place(PART, None, 2)
    assert QApplication.focusWidget() is area_of(window)
    QTest.keySequence(window, QKeySequence("F6"))
    assert QApplication.focusWidget() is pane.area
    QTest.keyClick(pane.area, Key.Key_Up)
    QTest.keyClick(pane.area, Key.Key_Return)
    assert QApplication.focusWidget() is pane.area
    assert "Ctrl+回车" in window.status.currentMessage()
    QTest.keyClick(pane.area, Key.Key_Up)
    QTest.keyClick(pane.area, Key.Key_Return)
    assert window.desk.workspace.place() == Place(PART, None, 1)


def test_a_paragraph_is_taken_with_its_year_stepped_and_one_undo(window: MainWindow, qtbot: QtBot) -> None:
    begin(window)
    pane = compared(window, qtbot)
    before = texts(window)
    window.actions_["take_last_text"].trigger()
    assert window.session.report.paragraphs(PART)[1] == Paragraph("2025年，主动公开政府信息80条。", inherited=True)
    assert window.session.stack.count() == 1
    window.session.stack.undo()
    assert texts(window) == before
    # What became nothing comes behind what stood before it.
    qtbot.waitUntil(lambda: pane._compared.now == tuple(before))
    pane.area.light(2)
    pane.enter()
    QTest.keyClick(pane.area, Key.Key_Return, CTRL)
    assert texts(window) == [*before[:2], LAST[2], *before[2:]]
    assert window.desk.workspace.place() == Place(PART, None, 2)
    # From its menu it comes behind the cursor.
    window.session.stack.undo()
    window.desk.workspace.go(Place(PART, None, 3))
    pane.area.light(2)
    pane.enter()
    QTest.keyClick(pane.area, Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    own_letters(menu)
    next(a for a in menu.actions() if a.text().startswith("插到")).trigger()
    menu.close()
    assert texts(window)[-2:] == ["新写的一段。", LAST[2]]


def test_a_sentence_stands_where_last_years_text_is_not_known(window: MainWindow, qtbot: QtBot) -> None:
    begin(window, [])
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+L"))
    pane = sides(window).last_text
    assert pane is not None
    qtbot.waitUntil(lambda: pane._unknown.isVisible())
    assert pane.area.isHidden()
    window.session.begin(Report(formats()["2021"], unit="甲", year=2025))
    assert not pane.isVisible()
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+L"))
    QTest.keySequence(window, QKeySequence("Ctrl+Shift+L"))
    assert "没有上年报告" in window.status.currentMessage()


def test_the_text_keeps_its_room(window: MainWindow, qtbot: QtBot) -> None:
    begin(window)
    compared(window, qtbot)
    window.actions_["show_outline"].trigger()
    found = sides(window)
    assert found.outline is not None
    assert found.last_text is not None
    for width, stands in ((1366, True), (560, False), (1366, True)):
        window.resize(width, 700)
        qtbot.waitUntil(lambda width=width: window.desk.width() == width)
        assert (found.outline.isVisible(), found.last_text.isVisible()) == (stands, stands)
        assert page_work(window).width() >= 312
        assert found.width() <= window.desk.workspace.width()
        assert window.desk.findings.isVisible() is stands


@pytest.mark.parametrize("width", [911, 1366, 1707])
def test_both_years_are_as_wide_with_and_without_the_outline(window: MainWindow, qtbot: QtBot, width: int) -> None:
    begin(window)
    window.resize(width, 700)
    qtbot.waitUntil(lambda: window.desk.width() == width)
    pane = compared(window, qtbot)
    assert abs(page_work(window).width() - pane.width()) <= 1
    window.actions_["show_outline"].trigger()
    QApplication.processEvents()
    # There is no room for three in a small window.
    assert pane.isVisible() is (width > 911)
    if pane.isVisible():
        assert abs(page_work(window).width() - pane.width()) <= 1


def test_both_years_stay_in_the_face_of_the_paper_in_other_colours_and_in_large_print(window: MainWindow, qtbot: QtBot) -> None:
    begin(window)
    pane = compared(window, qtbot)
    documents = [area.document() for area in (area_of(window), pane.area)]
    # Out of sight, it is not laid out anew when the print is the one of before again.
    window.actions_["show_last_text"].trigger()
    window.desk.workspace.show_page("applications")
    for _ in range(2):
        window.actions_["large_print"].trigger()
        QApplication.processEvents()
    window.desk.workspace.show_page(PART)
    window.actions_["show_last_text"].trigger()
    qtbot.waitUntil(lambda: bool(marked(pane.area, "gone")))
    assert [document.defaultFont() for document in documents] == [prose_font(1)] * 2
    try:
        for action in ("scheme_dark", "large_print"):
            window.actions_[action].trigger()
            assert [document.defaultFont() for document in documents] == [prose_font(factor())] * 2, action
    finally:
        window.theme.enlarge(False)
        window.theme.choose(Scheme.LIGHT)
