"""Everything in the window is reached by the keyboard alone; a table is no trap."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.report import paragraphs
from core.schema import CellId
from gui.findings_panel import FindingCard
from gui.main_window import MainWindow
from gui.places import Place
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "business")
RESULTS = CellId("applications", "results_total", "business")
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> MainWindow:
    window.resize(1366, 768)
    window.session.begin(distinct_report())
    window.files.opened.emit()
    window.session.type_cell(RESULTS, "1")
    window.session.edit_text("problems", paragraphs(["我局将改进。"]), "输入")
    window.session.check_now()
    qtbot.waitUntil(lambda: len(window.desk.findings.cards()) >= 2)
    return window


def focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held is not None
    return held


def press(qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focus(), key, modifiers)


def pane(window: MainWindow) -> str:
    desk = window.desk
    named = {"navigator": desk.navigator, "work": desk.workspace, "preview": desk.preview, "findings": desk.findings}
    return next(name for name, widget in named.items() if widget.isAncestorOf(focus()))


def test_the_round_leads_through_the_preview_where_it_stands(opened: MainWindow, qtbot: QtBot):
    opened.resize(1800, 768)
    qtbot.waitUntil(lambda: opened.desk.width() == 1800)
    opened.actions_["show_preview"].trigger()
    opened.desk.workspace.go(Place("applications", NEW))
    seen = [pane(opened)]
    for _ in range(4):
        press(qtbot, Key.Key_F6)
        seen.append(pane(opened))
    assert seen == ["work", "preview", "findings", "navigator", "work"]
    press(qtbot, Key.Key_F6)
    press(qtbot, Key.Key_Tab, SHIFT)
    assert pane(opened) == "preview"
    assert isinstance(focus(), QToolButton)
    press(qtbot, Key.Key_F6, SHIFT)
    assert pane(opened) == "work"


def test_one_key_goes_round_the_panes_and_back(opened: MainWindow, qtbot: QtBot):
    opened.desk.workspace.go(Place("applications", NEW))
    seen = [pane(opened)]
    for _ in range(3):
        press(qtbot, Key.Key_F6)
        seen.append(pane(opened))
    assert seen == ["work", "findings", "navigator", "work"]
    assert focus() is opened.desk.workspace.page().work
    for _ in range(3):
        press(qtbot, Key.Key_F6, SHIFT)
        seen.append(pane(opened))
    assert seen[4:] == ["navigator", "findings", "work"]


def test_a_folded_pane_is_passed_over(opened: MainWindow, qtbot: QtBot):
    opened.actions_["show_findings"].trigger()
    opened.desk.workspace.go(Place("applications", NEW))
    press(qtbot, Key.Key_F6)
    assert pane(opened) == "navigator"


def test_going_round_keeps_what_stands_in_the_cell(opened: MainWindow, qtbot: QtBot):
    opened.desk.workspace.go(Place("applications", NEW))
    press(qtbot, Key.Key_7)
    press(qtbot, Key.Key_F6)
    assert opened.session.report.value(NEW) == 7


def test_arrows_go_from_card_to_card_and_enter_goes_to_the_place(opened: MainWindow, qtbot: QtBot):
    opened.desk.findings.enter()
    cards = opened.desk.findings.cards()
    assert focus() is cards[0]
    press(qtbot, Key.Key_Up)
    press(qtbot, Key.Key_Down)
    assert focus() is cards[1]
    press(qtbot, Key.Key_Up)
    chosen: list[Any] = []
    opened.desk.findings.finding_chosen.connect(chosen.append)
    press(qtbot, Key.Key_Return)
    assert chosen == [cards[0].finding]
    assert pane(opened) == "work"
    press(qtbot, Key.Key_F6)
    assert focus() is cards[0]


def test_tab_goes_through_the_cards_and_their_acts_as_they_stand(opened: MainWindow, qtbot: QtBot):
    # A finding that comes later stands above others: Tab must not leave it to the end.
    opened.session.type_cell(NEW, "x")
    opened.session.check_now()
    panel = opened.desk.findings
    # What the checks of the prose still find would put cards in between.
    qtbot.waitUntil(lambda: opened.session.tasks.idle and [c.finding for c in panel.cards()] == panel.shown())
    # A card just made is shown with the next layout, and Tab passes over it until then.
    qtbot.waitUntil(lambda: all(card.isVisible() for card in panel.cards()))
    wanted = [widget for line in panel.list.lines() for widget in (line, *(line.links if isinstance(line, FindingCard) else ()))]
    wanted[0].setFocus()
    seen = [focus()]
    while len(seen) < len(wanted):
        press(qtbot, Key.Key_Tab)
        seen.append(focus())
    assert seen == wanted


def test_enter_on_a_mend_mends(opened: MainWindow, qtbot: QtBot):
    card: FindingCard = next(c for c in opened.desk.findings.cards() if c.finding.where == str(RESULTS) and c.finding.fix is not None)
    card.links[0].setFocus()
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: not opened.session.report.entry(RESULTS).manual)
    assert pane(opened) == "work"


def test_what_is_left_to_do_comes_behind_the_list_of_pages(opened: MainWindow, qtbot: QtBot):
    opened.session.set_fields({"signed_date": ""}, "改日期")
    navigator = opened.desk.navigator
    opened.desk.workspace.show_page("applications")
    qtbot.waitUntil(lambda: any(b.isVisible() and b.accessibleName().startswith("去做") for b in navigator.findChildren(QPushButton)))
    navigator.enter()
    press(qtbot, Key.Key_Tab)
    assert isinstance(focus(), QPushButton)
    assert navigator.isAncestorOf(focus())


def test_an_undo_out_of_sight_shows_its_cell_in_view(opened: MainWindow, qtbot: QtBot):
    # The page is built for this very look: it has no size yet when its cell is asked for.
    opened.resize(800, 360)
    last = CellId("applications", "carried_out", "total")
    opened.session.type_cell(last, "3")
    opened.desk.workspace.show_number(1)
    opened.actions_["undo"].trigger()
    qtbot.waitUntil(lambda: opened.desk.workspace.current == "applications")
    view: Any = opened.desk.workspace.page().work
    assert view.current_cell() == last
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.cell_rect(view.grid_model.places.by_id[last])))
