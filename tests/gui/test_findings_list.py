"""The findings in groups: switched, folded, filtered and searched by keys; nothing jumps; a whole kind is mended at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from core.report import paragraphs, text_slot
from core.rules.engine import Level
from core.schema import CellId
from gui.finding_card import FindingCard
from gui.finding_head import GroupHead
from gui.findings_panel import FindingsPanel
from gui.grid_metrics import wrap
from gui.main_window import MainWindow
from gui.mnemonics import plain
from gui.session import Session
from gui.settings import FINDINGS_BY, Settings
from tests.gui.menu_hands import own_letters
from tests.helpers import distinct_report

Key = Qt.Key
CTRL, ALT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
TOTAL = CellId("applications", "results_total", "business")
PROBLEMS = ["形式，，还不够丰富。", "我局将逐条改进，，深化解读。", "材料,偏少。"]
OTHER = ["本年度没有收取信息处理费。", "我局没有其他事项。（文字描述）"]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def panel(session: Session, settings: Settings, qtbot: QtBot) -> FindingsPanel:
    report = distinct_report()
    report.apply({text_slot("problems"): paragraphs(PROBLEMS), text_slot("other"): paragraphs(OTHER)})
    session.begin(report)
    made = FindingsPanel(session, settings)
    qtbot.addWidget(made)
    made.resize(280, 420)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    session.type_cell(TOTAL, "1")
    check(session, made, qtbot)
    return made


def check(session: Session, panel: FindingsPanel, qtbot: QtBot) -> None:
    session.check_now()
    qtbot.waitUntil(lambda: not panel._later.isActive())


def heads(panel: FindingsPanel) -> list[str]:
    return [line.told() for line in panel.list.lines() if isinstance(line, GroupHead)]


def head(panel: FindingsPanel, name: str) -> GroupHead:
    return next(line for line in panel.list.lines() if isinstance(line, GroupHead) and line.told().startswith(name))


def places(panel: FindingsPanel) -> list[str]:
    return [card.finding.where for card in panel.cards()]


def menu_of(panel: FindingsPanel, card: FindingCard, qtbot: QtBot) -> dict[str, object]:
    """Open the menu of a card by the blank and return its acts by their words."""
    card.setFocus()
    qtbot.keyClick(card, Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    own_letters(menu)
    return {plain(action.text()).split("\t")[0]: action for action in menu.actions()}


def pick(panel: FindingsPanel, card: FindingCard, words: str, qtbot: QtBot) -> None:
    action = next(act for text, act in menu_of(panel, card, qtbot).items() if text.startswith(words))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.setActiveAction(action)  # pyright: ignore[reportArgumentType]
    qtbot.keyClick(menu, Key.Key_Return)


def test_findings_are_grouped_by_level_or_by_part_and_the_choice_is_kept(
    panel: FindingsPanel, session: Session, settings: Settings, qtbot: QtBot
):
    levels = [f.level for f in session.open_findings]
    assert heads(panel) == [f"{level.label} {levels.count(level)}" for level in Level]
    qtbot.keyClick(panel.bar.tabs["section"], Key.Key_Space)
    assert [told.split("、")[0] for told in heads(panel)] == ["二", "三", "五", "六"]
    assert places(panel) == [f.where for f in panel.shown()]
    assert settings.get(FINDINGS_BY) == "section"
    again = FindingsPanel(session, settings)
    qtbot.addWidget(again)
    assert heads(again) == heads(panel)


def test_a_group_is_folded_by_mouse_and_keys_and_f8_unfolds_it(panel: FindingsPanel, session: Session, qtbot: QtBot):
    errors = head(panel, "错误")
    qtbot.mouseClick(errors, Qt.MouseButton.LeftButton, pos=QPoint(errors.width() - 40, 10))
    assert Level.ERROR not in {card.finding.level for card in panel.cards()}
    assert Level.ERROR in {f.level for f in panel.shown()}
    panel.cards()[0].setFocus()
    qtbot.keyClick(panel.focusWidget(), Key.Key_Up)
    assert panel.focusWidget() is errors
    qtbot.keyClick(errors, Key.Key_Right)
    assert errors.isChecked()
    qtbot.keyClick(errors, Key.Key_Left)
    assert "已收起" in errors.accessibleName()
    panel.step(1)
    assert [card.finding for card in panel.cards() if card.property("lit")] == [panel.shown()[0]]


def test_keys_go_from_card_to_card_to_the_ends_and_to_the_head(panel: FindingsPanel, qtbot: QtBot):
    panel.enter()
    cards = panel.cards()
    for key, row in ((Key.Key_End, -1), (Key.Key_Home, 0), (Key.Key_Down, 1), (Key.Key_Up, 0)):
        qtbot.keyClick(panel.focusWidget(), key)
        assert panel.focusWidget() is cards[row]
    qtbot.keyClick(panel.focusWidget(), Key.Key_PageDown)
    assert panel.focusWidget() in cards[2:]
    assert cards[0].visibleRegion().isEmpty() or panel.focusWidget().y() - cards[0].y() <= panel.list.viewport().height()
    qtbot.keyClick(panel.focusWidget(), Key.Key_PageUp)
    assert panel.focusWidget() is cards[0]
    qtbot.keyClick(cards[0], Key.Key_Left)
    assert panel.focusWidget() is head(panel, "错误")


def test_a_search_looks_at_place_words_and_rule_and_esc_clears_it(panel: FindingsPanel, session: Session, qtbot: QtBot):
    panel.enter()
    qtbot.keyClick(panel.focusWidget(), Key.Key_F, CTRL)
    search = panel.bar.search
    assert panel.focusWidget() is search
    for wanted, rules in (("五、 w3", {"W3"}), ("我局", {"W3"}), ("标点重复", {"W6.mark"}), ("商业企业", {"A1"})):
        search.clear()
        search.insert(wanted)
        assert {card.finding.rule for card in panel.cards()} == rules, wanted
    search.setText("没有这样的词")
    assert panel.cards() == []
    assert (panel.rest.told.text(), panel.rest.all.text()) == ("没有符合的检查结果", f"看全部 {len(session.open_findings)} 处")
    qtbot.keyClick(search, Key.Key_Escape)
    assert len(panel.cards()) == len(session.open_findings)
    qtbot.keyClick(search, Key.Key_Escape)
    assert panel.focusWidget() is panel.cards()[0]


def test_only_the_part_shown_is_listed_on_wish(panel: FindingsPanel, session: Session, qtbot: QtBot):
    panel.show_page("other")
    qtbot.keyClick(panel.bar.here, Key.Key_Space)
    assert {where.partition(":")[0] for where in places(panel)} == {"other"}
    panel.show_page("overview")
    assert panel.cards() == []
    assert panel.rest.told.text() == "这一部分没有发现问题"
    qtbot.mouseClick(panel.rest.all, Qt.MouseButton.LeftButton)
    assert len(panel.cards()) == len(session.open_findings)
    assert panel.rest.isHidden()


def test_typing_before_words_moves_their_card_and_does_not_make_it_anew(panel: FindingsPanel, session: Session, qtbot: QtBot):
    card = next(card for card in panel.cards() if card.finding.rule == "W3" and card.finding.where.startswith("problems"))
    links = list(card.links)
    where = card.finding.where
    session.edit_text("problems", paragraphs(["新写的一段。", *PROBLEMS]), "输入")
    check(session, panel, qtbot)
    assert card in panel.cards()
    assert card.finding.where != where
    assert card.links == links


def test_what_the_eye_is_on_stays_where_cards_come_and_go_above_it(panel: FindingsPanel, session: Session, qtbot: QtBot):
    panel.step(-1)
    lit = next(card for card in panel.cards() if card.property("lit"))
    widths = [chip.width() for chip in panel.bar.chips.values()]

    def place() -> int:
        return lit.mapTo(panel.list.viewport(), QPoint(0, 0)).y()

    before = place()
    assert panel.list.verticalScrollBar().value() > 0
    session.type_cell(CellId("applications", "new", "other"), "若干")
    check(session, panel, qtbot)
    assert place() == before
    session.stack.undo()
    check(session, panel, qtbot)
    assert place() == before
    assert [chip.width() for chip in panel.bar.chips.values()] == widths


def test_a_kind_is_mended_from_the_menu_as_one_step(panel: FindingsPanel, session: Session, qtbot: QtBot):
    said: list[str] = []
    session.message.connect(said.append)
    steps = session.stack.count()
    pick(panel, next(card for card in panel.cards() if card.finding.rule == "W6.mark"), "同类的都改（3 处）", qtbot)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["已改 3 处，一次撤销可以全部还原"]
    assert [p.text for p in session.report.paragraphs("problems")] == ["形式，还不够丰富。", "我局将逐条改进，深化解读。", "材料，偏少。"]
    assert session.stack.count() == steps + 1
    session.stack.undo()
    assert [p.text for p in session.report.paragraphs("problems")] == PROBLEMS


def test_a_rule_is_lowered_and_switched_off_from_the_menu_and_that_is_taken_back(panel: FindingsPanel, session: Session, qtbot: QtBot):
    def card() -> FindingCard:
        return next(each for each in panel.cards() if each.finding.rule == "W3")

    for words, level in (("这条规则降为提示", Level.HINT), ("不再检查这条规则", None)):
        pick(panel, card(), words, qtbot)
        qtbot.waitUntil(lambda level=level: {f.level for f in session.open_findings if f.rule == "W3"} == ({level} if level else set()))
        qtbot.waitUntil(panel.notice.isVisible)
        check(session, panel, qtbot)
    panel.rules.take_back()
    check(session, panel, qtbot)
    assert card().finding.level is Level.HINT
    assert panel.notice.isHidden()
    assert "不再检查这条规则" in menu_of(panel, card(), qtbot)
    assert "这条规则降为提示" not in menu_texts()
    close_menu()


def menu_texts() -> list[str]:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return [plain(action.text()) for action in menu.actions()]


def close_menu() -> None:
    menu = QApplication.activePopupWidget()
    assert menu is not None
    menu.close()


def test_a_card_tells_what_its_rule_checks(panel: FindingsPanel, qtbot: QtBot):
    card = panel.cards()[0]
    pick(panel, card, "这条规则检查什么", qtbot)
    qtbot.waitUntil(lambda: card.shows_help)
    assert card.accessibleDescription().startswith("【合计不等于各项之和】")


def test_nothing_found_says_what_was_checked_and_leads_to_the_rules(panel: FindingsPanel, session: Session, qtbot: QtBot):
    rules = {f.rule.partition(".")[0] for f in session.findings}
    session.office.choose(dict.fromkeys(rules, "off"))
    check(session, panel, qtbot)
    assert panel.cards() == []
    assert panel.rest.told.text() == "没有发现问题"
    told = panel.rest.about.text()
    assert told.startswith(f"检查了 {len(session.report.form.cells)} 格、")
    assert "没有上年报告，没有与上年比较。" in told
    assert "关闭了" in told
    with qtbot.waitSignal(panel.settings_asked) as asked:
        qtbot.keyClick(panel.rest.settings, Key.Key_Return)
    assert asked.args == ["规则"]


def test_the_key_mends_the_kind_at_the_cursor_or_of_the_card_with_the_keyboard(window: MainWindow, qtbot: QtBot):
    report = distinct_report()
    report.apply({text_slot("problems"): paragraphs(PROBLEMS), text_slot("other"): paragraphs(OTHER)})
    window.session.begin(report)
    window.files.opened.emit()
    window.session.check_now()
    panel = window.desk.findings
    qtbot.waitUntil(lambda: len(panel.cards()) == len(window.session.open_findings))
    next(card for card in panel.cards() if card.finding.rule == "W6.mark").setFocus()
    qtbot.keyClick(window, Key.Key_Return, CTRL | ALT)
    assert window.session.report.paragraphs("problems")[0].text == "形式，还不够丰富。"
    panel.focusWidget().setFocus()
    qtbot.keyClick(panel.focusWidget(), Key.Key_F, CTRL)
    assert QApplication.focusWidget() is panel.bar.search
    finding = next(f for f in window.session.open_findings if f.rule == "W3")
    window.desk.workspace.go_to_finding(finding)
    qtbot.keyClick(window, Key.Key_Return, CTRL | ALT)
    assert "我局" not in "".join(p.text for part in ("problems", "other") for p in window.session.report.paragraphs(part))
    qtbot.keyClick(window, Key.Key_Z, CTRL)
    assert "我局" in window.session.report.paragraphs("other")[1].text


def test_a_long_mend_goes_on_in_the_next_line_and_widens_no_card(panel: FindingsPanel, session: Session):
    session.push({text_slot("preamble"): paragraphs(["根据《条例》和国办公开办函〔2019〕60号编制。"])}, "改", None)
    session.check_now()
    panel.show()
    QApplication.processEvents()
    cards = panel.findChildren(FindingCard)
    card = next(each for each in cards if any(link.text() == "改为国办公开办函〔2021〕30号" for link in each.links))
    last = card.links[-1]
    assert last.y() > card.links[0].y()
    assert max(link.geometry().right() for each in cards for link in each.links) < card.width()
    assert all(each.mapTo(panel, QPoint(each.width(), 0)).x() <= panel.width() for each in cards if each.isVisible())
    assert last.geometry().bottom() < card.height()


def test_no_line_of_a_card_begins_with_the_mark_between_two_names(panel: FindingsPanel, session: Session, qtbot: QtBot):
    session.type_cell(CellId("applications", "carried_out", "business"), "1")
    check(session, panel, qtbot)
    labels = [label for card in panel.cards() for label in card.findChildren(QLabel) if "·" in label.text()]
    assert labels
    for label in labels:
        for width in range(100, 300, 3):
            lines = wrap(label.text(), width, label.font().toString())
            assert not any(line.lstrip("\u2060").startswith("·") for line in lines), (width, lines)
