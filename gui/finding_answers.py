"""What a person does about a finding: mend it, mend all of its kind, say why it may stand, take that back."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.mending import mend_all
from core.rules.engine import Finding, rule_of
from gui.finding_card import FindingCard
from gui.finding_list import FindingList
from gui.finding_menu import explain
from gui.session import Session


class FindingAnswers(QObject):
    """The acts; `cards` is the list that the keyboard goes on in."""

    def __init__(self, session: Session, cards: FindingList, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._list, self._over = session, cards, parent

    def mend(self, finding: Finding | None, *, other: bool = False) -> None:
        """Mend a finding, in the `other` way where it has two, or say that there is none to mend."""
        if finding is None:
            self._session.message.emit("光标处没有可以直接改的问题；请用 F8 到下一处")
        else:
            self._session.apply_fix(finding, other=other)

    def mend_alike(self, finding: Finding | None) -> None:
        """Mend every open finding of the same rule as one undo step, and say how many."""
        rule = rule_of(finding) if finding is not None and finding.fix is not None else None
        if rule is None:
            self._session.message.emit("光标处没有可以直接改的问题；请用 F8 到下一处")
            return
        mended = mend_all(self._session.report, rule, self._session.office.settings)
        left = f"，还有 {mended.left} 处要逐处改" if mended.left else ""
        if mended.done and self._session.push(mended.change, f"改 {mended.done} 处：{rule.title}", None):
            self._session.message.emit(f"已改 {mended.done} 处{left}，一次撤销可以全部还原")
        else:
            self._session.message.emit("内容已改动，请再看一次")

    def explain(self, finding: Finding | None) -> None:
        """Ask for a reason for a 核实, or say that there is none."""
        if finding is None:
            self._session.message.emit("光标处没有要核实的；请先用 F8 到一处核实，再说明理由")
            return
        reason = explain(self._session, finding, self._over.window())
        if reason:
            self._answer_moved(finding, reason)

    def explain_card(self, card: FindingCard) -> None:
        """Ask for the reason of a card's finding, the one given before to begin with."""
        finding = card.finding
        reason = explain(self._session, finding, self._over.window(), card.reason)
        if reason and card in self._list.cards() and card.finding == finding:
            self.answer(card, reason)
        elif reason:
            self._answer_moved(finding, reason)

    def answer(self, card: FindingCard, reason: str) -> None:
        """Keep or take back the reason of a card's finding."""
        if card in self._list.cards():
            self._session.accept(card.finding, reason)

    def _answer_moved(self, finding: Finding, reason: str) -> None:
        """Keep a reason whose finding a check has found elsewhere, or no more, while a person wrote."""
        part = finding.where.partition(":")[0]
        alike = (finding.rule, part, finding.message)
        opened = self._session.open_findings
        found = [finding] if finding in opened else [f for f in opened if (f.rule, f.where.partition(":")[0], f.message) == alike]
        if len(found) == 1:
            self._session.accept(found[0], reason)
        else:
            self._session.message.emit("这一处的内容刚才有改动，理由没有记下；请看过检查结果再说明")
