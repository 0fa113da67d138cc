"""The menu of a card: go there, mend it, say why it may stand, mend all of its kind, and what becomes of its rule."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from core.rules.engine import Level, rule_of
from gui.finding_card import EXPLAIN, GO, MEND, MEND_OTHERWISE, REWORD, TAKE_BACK, FindingCard
from gui.finding_menu import EXPLAIN_KEY, MEND_KEY
from gui.mnemonics import menu_line

FIX_ALL_KEY = "Ctrl+Alt+回车"
FIX_ALL, HELP = "fix_all", "help"


def card_menu(card: FindingCard, parent: QWidget, kin: int, choices: Sequence[tuple[str, str]], act: Callable[[str], object]) -> QMenu:
    """Build the menu; `kin` tells how many findings of the rule have a mend, `choices` what can be set for the rule."""
    menu = QMenu(parent)

    digits = iter("123456789")

    def add(words: str, name: str, letter: str = "", key: str = "") -> None:
        menu.addAction(menu_line(words, letter or next(digits, ""), key)).triggered.connect(lambda: act(name))

    finding = card.finding
    add(GO, GO, "G", "回车")
    if card.reason:
        add(f"{TAKE_BACK}理由", TAKE_BACK, "B")
        add(REWORD, REWORD, "W")
    else:
        if finding.fix is not None:
            add(finding.fix.label, MEND, "M", MEND_KEY)
            if finding.fix.other is not None:
                add(finding.fix.other.label, MEND_OTHERWISE)
        if finding.level is Level.CONFIRM:
            add(EXPLAIN, EXPLAIN, "E", EXPLAIN_KEY)
        if finding.fix is not None and kin > 1:
            add(f"同类的都改（{kin} 处）", FIX_ALL, "A", FIX_ALL_KEY)
    menu.addSeparator()
    if rule_of(finding) is not None:
        add("收起规则说明" if card.shows_help else "这条规则检查什么", HELP, "H")
    for words, choice in choices:
        add(words, choice)
    return menu
