from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.report import paragraphs
from core.rules.engine import Finding, Level
from core.schema import CellId
from gui.finding_card import FindingCard
from gui.finding_list import MOST_CARDS
from gui.findings_panel import FindingsPanel
from gui.session import Session
from tests.helpers import distinct_report

RESULTS = CellId("applications", "results_total", "business")
NEW = CellId("applications", "new", "business")


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> FindingsPanel:
    session.begin(distinct_report())
    made = FindingsPanel(session)
    qtbot.addWidget(made)
    made.resize(280, 600)
    made.show()
    session.check_now()
    return made


def level_of(card: FindingCard) -> Level:
    return card.finding.level


def settle(session: Session, panel: FindingsPanel, qtbot: QtBot) -> None:
    session.check_now()
    qtbot.waitUntil(lambda: [c.finding for c in panel.cards()] == panel.shown()[:MOST_CARDS])


def test_cards_stand_by_level_and_chips_count_them(session: Session, panel: FindingsPanel, qtbot: QtBot):
    session.type_cell(RESULTS, "1")
    session.edit_text("problems", paragraphs(["我局将改进。"]), "输入")
    settle(session, panel, qtbot)
    levels = [level_of(card) for card in panel.cards()]
    assert levels == sorted(levels, key=list(Level).index)
    assert {Level.ERROR, Level.CONFIRM} <= set(levels)
    chips = {chip.property("level"): chip.text() for chip in panel.findChildren(QPushButton) if chip.property("role") == "chip"}
    assert chips == {level.value: f"{level.label} {levels.count(level)}" for level in Level}


def test_a_chip_hides_and_shows_its_level(session: Session, panel: FindingsPanel, qtbot: QtBot):
    session.type_cell(RESULTS, "1")
    session.edit_text("problems", paragraphs(["我局将改进。"]), "输入")
    settle(session, panel, qtbot)
    chip = next(c for c in panel.findChildren(QPushButton) if c.property("level") == "error")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert Level.ERROR not in {level_of(card) for card in panel.cards()}
    assert panel.cards()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert Level.ERROR in {level_of(card) for card in panel.cards()}


def test_a_click_on_card_or_link_goes_to_the_place(session: Session, panel: FindingsPanel, qtbot: QtBot):
    session.type_cell(RESULTS, "1")
    settle(session, panel, qtbot)
    card = next(c for c in panel.cards() if c.finding.where == str(RESULTS))
    with qtbot.waitSignal(panel.finding_chosen) as chosen:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=card.rect().center())
    assert chosen.args == [card.finding]
    with qtbot.waitSignal(panel.finding_chosen) as chosen:
        qtbot.mouseClick(card.links[-1], Qt.MouseButton.LeftButton)
    assert chosen.args == [card.finding]


def test_a_mend_is_one_click_and_the_card_goes(session: Session, panel: FindingsPanel, qtbot: QtBot):
    right = session.report.value(RESULTS)
    session.type_cell(RESULTS, "1")
    settle(session, panel, qtbot)
    card = next(c for c in panel.cards() if c.finding.where == str(RESULTS) and c.finding.fix)
    qtbot.mouseClick(card.links[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.report.value(RESULTS) == right)
    qtbot.waitUntil(lambda: all(c.finding.where != str(RESULTS) for c in panel.cards()))
    session.stack.undo()
    assert session.report.entry(RESULTS).manual


def test_what_has_not_changed_keeps_its_card(session: Session, panel: FindingsPanel, qtbot: QtBot):
    session.type_cell(RESULTS, "1")
    settle(session, panel, qtbot)
    before = {id(card) for card in panel.cards()}
    session.type_cell(CellId("review_litigation", "review", "upheld"), "若干")
    settle(session, panel, qtbot)
    assert before < {id(card) for card in panel.cards()}


def test_steps_go_round_and_skip_hidden_levels(session: Session, panel: FindingsPanel, qtbot: QtBot):
    session.type_cell(RESULTS, "1")
    session.type_cell(NEW, "若干")
    settle(session, panel, qtbot)
    visited: list[Any] = []
    panel.finding_chosen.connect(visited.append)
    for _ in panel.shown():
        panel.step(1)
    assert visited == panel.shown()
    panel.step(1)
    assert visited[-1] == panel.shown()[0]
    panel.step(-1)
    assert visited[-1] == panel.shown()[-1]


def test_nothing_found_is_said(session: Session, qtbot: QtBot):
    panel = FindingsPanel(session)
    qtbot.addWidget(panel)
    with qtbot.waitSignal(session.message) as said:
        panel.step(1)
    assert said.args == ["没有发现问题"]


def test_very_many_findings_are_all_reached_and_made_bit_by_bit(
    session: Session, panel: FindingsPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    many = [Finding(f"other:{i}:0-1", f"第 {i} 条", rule="W4") for i in range(1, 201)]
    monkeypatch.setattr(type(session), "findings", property(lambda _: tuple(many)))
    session.findings_changed.emit()
    qtbot.waitUntil(lambda: len(panel.cards()) == MOST_CARDS)
    assert panel.list.more.text() == "还有 120 处，全部显示"
    panel.cards()[0].setFocus()
    for _ in range(2):
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_End)
    qtbot.keyClick(panel.list.more, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(panel.cards()) == len(many))
    assert panel.list.more.isHidden()


def test_a_number_in_prose_can_be_mended_or_made_to_follow_its_cell(session: Session, panel: FindingsPanel, qtbot: QtBot):
    cell = CellId("applications", "new", "natural_person")
    total = session.report.value(CellId("applications", "new", "total"))
    text = f"{session.report.year}年，收到政府信息公开申请{total}件，其中自然人{{}}件。"
    number = str(session.report.value(cell))
    session.edit_text("overview", paragraphs([text.format("9" + number)]), "输入")
    settle(session, panel, qtbot)
    card = next(c for c in panel.cards() if c.finding.rule == "N1" and c.finding.cells == (cell,))
    assert [link.text() for link in card.links] == [f"改为“{number}件”", "改为活数", "说明理由…", "定位"]
    qtbot.mouseClick(card.links[1], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.stack.undoText() == "改为活数")
    (paragraph,) = session.report.paragraphs("overview")
    assert paragraph.text == text.format(number)
    assert [live.cell for live in paragraph.live] == [cell]


def test_f8_makes_the_card_that_it_leads_to(session: Session, panel: FindingsPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    many = [Finding(f"other:{i}:0-1", f"第 {i} 条", rule="W4") for i in range(1, 121)]
    monkeypatch.setattr(type(session), "findings", property(lambda _: tuple(many)))
    session.findings_changed.emit()
    qtbot.waitUntil(lambda: len(panel.cards()) == MOST_CARDS)
    panel.step(-1)
    assert panel.cards()[-1].finding == many[-1]
    assert panel.cards()[-1].property("lit")


def test_nothing_found_is_said_at_the_head_of_a_list_that_was_read_to_its_end(session: Session, panel: FindingsPanel, qtbot: QtBot):
    panel.resize(240, 200)
    session.type_cell(RESULTS, "1")
    session.edit_text("problems", paragraphs(["我局将改进。"]), "输入")
    settle(session, panel, qtbot)
    bar = panel.list.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(bar.maximum())
    session.office.choose({finding.rule.partition(".")[0]: "off" for finding in session.findings})
    session.check_now()
    qtbot.waitUntil(panel.rest.isVisible)
    qtbot.waitUntil(lambda: panel.rest.height() > panel.list.viewport().height())
    assert bar.value() == 0
    assert not panel.rest.tick.visibleRegion().isEmpty()
