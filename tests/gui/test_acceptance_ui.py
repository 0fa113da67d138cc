"""Saying why a 核实 may stand: from the panel, by keys, and what the window shows and counts afterwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.report import Entry, Report, paragraphs, text_slot
from core.rules.engine import Level
from core.schema import CellId
from gui import dialogs
from gui.acceptance_dialog import ReasonDialog
from gui.finding_card import FindingCard
from gui.finding_head import GroupHead
from gui.findings_panel import FindingsPanel
from gui.main_window import MainWindow
from gui.session import Session
from gui.text_editor import TextEditor
from gui.theme import colour
from tests.gui.conftest import Dialogs
from tests.helpers import distinct_report

REASON = "引用原文，称谓不改"
USUAL = ("已核对台账，数字无误", "上年数据有误，本年已更正", "本年确有此情况")
NEW = CellId("applications", "new", "business")


def doubtful_report() -> Report:
    """Return a report with nothing but two 核实: words of other bodies in two sections."""
    report = distinct_report()
    report.apply({cell: Entry(0) for cell in report.form.cells if cell.row == "government_rules"})
    report.apply(
        {
            text_slot("problems"): paragraphs(["我局将改进解读材料偏少的问题。"]),
            text_slot("other"): paragraphs(["本年度没有收取信息处理费。", "我局没有其他事项。"]),
        }
    )
    return report


@pytest.fixture
def panel(session: Session, asked: Dialogs, qtbot: QtBot) -> FindingsPanel:
    session.begin(doubtful_report())
    made = FindingsPanel(session)
    qtbot.addWidget(made)
    made.resize(280, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    session.check_now()
    qtbot.waitUntil(lambda: len(made.cards()) == len(session.findings))
    return made


def link_of(card: FindingCard, text: str) -> QPushButton:
    return next(link for link in card.links if link.text() == text)


def confirms(panel: FindingsPanel) -> list[FindingCard]:
    return [card for card in panel.cards() if card.finding.level is Level.CONFIRM and not card.reason]


def accepted(panel: FindingsPanel) -> list[FindingCard]:
    return [card for card in panel.cards() if card.reason]


def texts(panel: FindingsPanel, level: Level) -> str:
    return next(b.text() for b in panel.findChildren(QPushButton) if b.property("role") == "chip" and b.property("level") == level.value)


def test_a_reason_given_moves_the_card_to_the_end_and_takes_it_off_the_count(
    panel: FindingsPanel, session: Session, asked: Dialogs, qtbot: QtBot
):
    first, *rest = confirms(panel)
    assert rest
    asked.will("ask_reason", REASON)
    qtbot.mouseClick(link_of(first, "说明理由…"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(accepted(panel)) == 1)
    card = panel.cards()[-1]
    assert (card.finding, card.reason) == (first.finding, REASON)
    assert REASON in card.accessibleName()
    assert texts(panel, Level.CONFIRM) == f"核实 {len(rest)}"
    assert first.finding not in panel.shown()
    assert [reason for _, reason in session.accepted_findings] == [REASON]


def test_only_what_is_to_be_confirmed_can_be_explained(session: Session, panel: FindingsPanel, qtbot: QtBot):
    session.type_cell(CellId("applications", "results_total", "business"), "1")
    qtbot.waitUntil(lambda: any(card.finding.level is Level.ERROR for card in panel.cards()))
    for card in panel.cards():
        assert ("说明理由…" in [link.text() for link in card.links]) is (card.finding.level is Level.CONFIRM)


def test_nothing_happens_where_no_reason_is_given(panel: FindingsPanel, session: Session, asked: Dialogs, qtbot: QtBot):
    asked.will("ask_reason", None)
    qtbot.mouseClick(link_of(confirms(panel)[0], "说明理由…"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(asked.asked))
    assert session.stack.count() == 0
    assert accepted(panel) == []


def test_the_keyboard_goes_on_to_the_next_card_and_a_reason_is_taken_back_by_enter(
    panel: FindingsPanel, session: Session, asked: Dialogs, qtbot: QtBot
):
    first, second = confirms(panel)[:2]
    asked.will("ask_reason", REASON)
    panel.enter()
    assert panel.focusWidget() is first
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    explain = link_of(first, "说明理由…")
    while panel.focusWidget() is not explain:
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(explain, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(accepted(panel)) == 1)
    assert panel.focusWidget() is second
    back = link_of(accepted(panel)[0], "收回")
    back.setFocus()
    qtbot.keyClick(back, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: accepted(panel) == [])
    assert len(confirms(panel)) == 2
    assert session.report.accepted == ()
    assert session.stack.undoText() == "收回理由"


def test_a_reason_can_be_reworded_and_the_old_one_is_offered_for_it(panel: FindingsPanel, session: Session, asked: Dialogs, qtbot: QtBot):
    session.accept(confirms(panel)[0].finding, REASON)
    qtbot.waitUntil(lambda: len(accepted(panel)) == 1)
    asked.will("ask_reason", "与县局联合开展的工作")
    qtbot.mouseClick(link_of(accepted(panel)[0], "改理由…"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [card.reason for card in accepted(panel)] == ["与县局联合开展的工作"])
    assert asked.asked[0][1][-1] == REASON
    assert len(session.report.accepted) == 1


def test_hidden_levels_hide_what_was_accepted_of_them(panel: FindingsPanel, session: Session, qtbot: QtBot):
    session.accept(confirms(panel)[0].finding, REASON)
    qtbot.waitUntil(lambda: len(accepted(panel)) == 1)
    chip = next(b for b in panel.findChildren(QPushButton) if b.property("role") == "chip" and b.property("level") == "confirm")
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert accepted(panel) == []
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert len(accepted(panel)) == 1


def test_all_explained_is_said(panel: FindingsPanel, session: Session, qtbot: QtBot):
    for finding in session.findings:
        session.accept(finding, REASON)
    qtbot.waitUntil(lambda: len(accepted(panel)) == len(session.findings))
    assert not panel.rest.isHidden()
    assert panel.rest.told.text() == "没有要处理的问题了"
    assert [line.told() for line in panel.list.lines() if isinstance(line, GroupHead)] == [f"已说明 {len(session.findings)}"]


@pytest.mark.parametrize(("texts", "kept"), [(["新的一段。", "我局将改进。"], True), (["我乡将改进。"], False)])
def test_a_reason_is_not_lost_unsaid_where_a_check_ends_while_it_is_written(
    panel: FindingsPanel, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, texts: list[str], kept: bool
):
    card = next(card for card in confirms(panel) if card.finding.where.startswith("problems"))
    asked_of = card.finding

    def ask(*_: object) -> str:
        session.set_fields({text_slot("problems"): paragraphs(texts)}, "改文字")
        session.check_now()
        qtbot.waitUntil(lambda: card not in panel.cards() or card.finding != asked_of)
        return REASON

    said: list[str] = []
    session.message.connect(said.append)
    monkeypatch.setattr(dialogs, "ask_reason", ask)
    qtbot.mouseClick(link_of(card, "说明理由…"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(session.accepted_findings or said))
    assert [(finding.rule, reason) for finding, reason in session.accepted_findings] == ([(asked_of.rule, REASON)] if kept else [])
    assert said == ([] if kept else ["这一处的内容刚才有改动，理由没有记下；请看过检查结果再说明"])


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.session.begin(doubtful_report())
    window.files.opened.emit()
    window.session.check_now()
    return window


def test_the_key_explains_what_f8_leads_to_and_f8_goes_on_to_the_next(opened: MainWindow, asked: Dialogs, qtbot: QtBot):
    found = [f for f in opened.session.findings if f.level is Level.CONFIRM]
    assert len(found) >= 2
    said: list[str] = []
    opened.session.message.connect(said.append)
    key = Qt.Key.Key_F8
    qtbot.keyClick(opened, key, Qt.KeyboardModifier.ControlModifier)
    assert said == ["光标处没有要核实的；请先用 F8 到一处核实，再说明理由"]
    qtbot.keyClick(opened, key)
    assert opened.desk.workspace.current == "problems"
    asked.will("ask_reason", REASON)
    qtbot.keyClick(opened, key, Qt.KeyboardModifier.ControlModifier)
    assert [f.where for f, _ in opened.session.accepted_findings] == [found[0].where]
    qtbot.keyClick(opened, key)
    assert opened.desk.workspace.current == "other"
    qtbot.keyClick(opened, key)
    assert opened.desk.workspace.current == "other"


def test_the_navigator_and_the_waves_follow_a_reason(opened: MainWindow, qtbot: QtBot):
    session = opened.session
    first = next(f for f in session.findings if f.level is Level.CONFIRM)
    opened.desk.workspace.show_page("problems")
    editor = opened.desk.workspace.page().work
    assert isinstance(editor, TextEditor)
    marks = editor.marks
    before = opened.desk.navigator._left.text()
    assert marks.at(1)
    session.accept(first, REASON)
    qtbot.waitUntil(lambda: opened.desk.navigator._left.text() != before)
    assert not marks.at(1)


def test_an_undo_says_what_it_took_back(opened: MainWindow, qtbot: QtBot):
    session = opened.session
    session.accept(next(f for f in session.findings if f.level is Level.CONFIRM), REASON)
    with qtbot.waitSignal(session.message) as said:
        qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert said.args == ["已撤销：说明理由"]
    assert session.accepted_findings == ()


# ---- the dialog ----------------------------------------------------------------------------------


@pytest.fixture
def dialog(qtbot: QtBot) -> ReasonDialog:
    made = ReasonDialog("三·新收·商业企业", "填 12，上年 3", USUAL, "", None)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_arrows_and_enter_pick_a_usual_reason(dialog: ReasonDialog, qtbot: QtBot):
    for _ in range(2):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Down)
    assert dialog.field.text() == USUAL[1]
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.reason == USUAL[1]
    assert not dialog.isVisible()


def test_a_picked_reason_can_be_written_on(dialog: ReasonDialog, qtbot: QtBot):
    item = dialog.list.visualItemRect(dialog.list.item(2)).center()
    qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=item)
    dialog.field.setFocus()
    qtbot.keyClick(dialog.field, Qt.Key.Key_End)
    dialog.field.insert("，另附说明")
    qtbot.mouseClick(next(b for b in dialog.findChildren(QPushButton) if b.text() == "保存"), Qt.MouseButton.LeftButton)
    assert dialog.reason == f"{USUAL[2]}，另附说明"


def test_a_reason_can_be_kept_only_when_there_is_one(dialog: ReasonDialog, qtbot: QtBot):
    assert not dialog.save.isEnabled()
    qtbot.keyClicks(dialog.field, "   ")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert not dialog.save.isEnabled()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    assert dialog.save.isEnabled()
    assert dialog.save.text() == "保存"


def test_a_button_that_cannot_be_pressed_looks_it(window: MainWindow):
    dialog = ReasonDialog("三·新收·商业企业", "填 12，上年 3", USUAL, "", window)
    dialog.show()

    def ground() -> QColor:
        return dialog.save.grab().toImage().pixelColor(8, dialog.save.height() // 2)

    assert ground() == colour("head")
    dialog.field.setText("属实")
    assert ground() == colour("accent")
    dialog.reject()


def test_escape_gives_no_reason(dialog: ReasonDialog, qtbot: QtBot):
    qtbot.keyClick(dialog.field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert dialog.reason is None
    assert not dialog.isVisible()


def test_the_reason_given_before_stands_in_the_field(qtbot: QtBot):
    made = ReasonDialog("一、总体情况", "年份像是没有改过来", USUAL, "引用原文", None)
    qtbot.addWidget(made)
    assert made.field.text() == "引用原文"
    assert made.list.currentRow() == -1
    assert all(w.accessibleName() for w in (made, made.field, made.list, *made.findChildren(QPushButton)))
