"""The right pane: what is wrong, as cards in groups. A click goes to the place, a mend is offered in words; accepted ones stand last."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from core.mending import alike
from core.places import place_label, told_at
from core.rules.engine import Finding, Level
from gui.finding_answers import FindingAnswers
from gui.finding_bar import FindingBar
from gui.finding_card import EXPLAIN, GO, MEND, MEND_OTHERWISE, REWORD, FindingCard
from gui.finding_card_menu import FIX_ALL, HELP, card_menu
from gui.finding_groups import Group, Item, grouped, items
from gui.finding_list import FindingList
from gui.finding_rest import FindingRest
from gui.finding_rules import HINT, OFF, RuleActs
from gui.finding_steps import Steps
from gui.labels import in_order, link, words
from gui.session import Session
from gui.settings import FINDINGS_BY, Settings


class FindingsPanel(QFrame):
    """The right pane."""

    finding_chosen = Signal(object)
    finding_mended = Signal()
    # str: the page of 设置 that a person wants to see.
    settings_asked = Signal(str)

    def __init__(self, session: Session, settings: Settings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._steps = Steps()
        self._found: list[Item] = []
        # All findings as items, and what they were made of.
        self._items: list[Item] = []
        self._asked: tuple[object, object, object] | None = None
        # What stands in the list, and how Tab goes through it.
        self._put: list[Group] | None = None
        self._order: list[QWidget] = []
        self._clear = False
        self.setObjectName("findingsPanel")
        self.setAccessibleName("检查结果")
        self.setMinimumWidth(240)
        self.bar = FindingBar(settings.get(FINDINGS_BY) if settings is not None else "")
        self.rest = FindingRest(session)
        self.list = FindingList(self.rest)
        self.answers = FindingAnswers(session, self.list, self)
        self.rules = RuleActs(session, self)
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        self._connect(settings)
        self._refresh()

    # ---- what the window asks ----------------------------------------------------------------

    def _every(self) -> list[Item]:
        """Return all findings as items, worked out once for the findings as they are."""
        now = (self._session.open_findings, self._session.accepted_findings, self._session.report.form)
        if self._asked is None or any(one is not other for one, other in zip(now, self._asked, strict=True)):
            self._asked, self._items = now, items(self._session)
        return self._items

    def shown(self) -> list[Finding]:
        """Return the open findings in the order of the cards, those of folded groups too; what is filtered is left out."""
        groups = grouped(self._session, self._wanted(self._every()), self.bar.wanted.by)
        return [item.finding for group in groups for item in group.items if not item.reason]

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, round the end."""
        found = self.shown()
        if not found:
            left = len(self._session.open_findings)
            self._session.message.emit(f"筛选以后没有了，另有 {left} 处没有列出" if left else "没有发现问题")
            return
        chosen = found[self._steps.after(found, by) % len(found)]
        self._choose(chosen)
        if not self.isVisible():
            self._session.message.emit(told_at(place_label(self._session.report.form, chosen.where), chosen.message))

    def chosen(self) -> Finding | None:
        """Return the finding gone to last, while it is open."""
        found = self.shown()
        row = self._steps.row(found)
        return None if row is None else found[row]

    def with_keys(self) -> Finding | None:
        """Return the open finding whose card has the keyboard."""
        card = self.list.focused()
        return card.finding if card is not None and not card.reason else None

    def enter(self) -> None:
        """Take the keyboard: at the card gone to last, else the first, else the levels."""
        cards = self.cards()
        lit = next((card for card in cards if card.property("lit")), None)
        if cards:
            self.list.go_to(lit or cards[0])
        else:
            self.bar.chips[Level.ERROR].setFocus(Qt.FocusReason.OtherFocusReason)

    def cards(self) -> list[FindingCard]:
        """Return the cards from top to bottom: the open findings, then the accepted ones."""
        return self.list.cards()

    def show_page(self, page: str) -> None:
        """Know which page is looked at."""
        self.bar.show_page(page)

    def mend(self, finding: Finding | None) -> None:
        """Mend a finding, or say that there is none to mend; the keyboard stays where it is."""
        self.answers.mend(finding)

    def explain(self, finding: Finding | None) -> None:
        """Ask for a reason for a 核实, or say that there is none; the keyboard stays where it is."""
        self.answers.explain(finding)

    def sizeHint(self) -> QSize:
        """Return the width of the drawn screen."""
        return QSize(280, 600)

    # ---- keys --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keep the key of the search from the window while the keyboard is here."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Find):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.bar.search.selectAll()
        else:
            super().keyPressEvent(event)

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.notice = QFrame()
        self.notice.setObjectName("findingNotice")
        row = QHBoxLayout(self.notice)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._noticed = words("", "dim", wrap=True)
        row.addWidget(self._noticed, 1)
        row.addWidget(link("撤回", "撤回对这条规则的设置", self.rules.take_back))
        row.addWidget(link("关闭", "收起这一行", self.rules.forget))
        self.notice.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.list, 1)
        box.addWidget(self.notice)

    def _connect(self, settings: Settings | None) -> None:
        self._session.findings_changed.connect(self._later.start)
        self._session.replaced.connect(self.list.begin)
        self._session.replaced.connect(self._later.start)
        self.bar.changed.connect(self._refresh)
        if settings is not None:
            self.bar.grouped.connect(lambda by: settings.put(FINDINGS_BY, by))
        self.bar.search.left.connect(self._leave_search)
        self.list.acted.connect(self._act)
        self.list.menu_asked.connect(self._show_menu)
        self.list.laid_out.connect(self._light)
        self.list.emptied.connect(self.enter)
        self.rest.settings_asked.connect(lambda: self.settings_asked.emit("规则"))
        self.rest.all_asked.connect(self.bar.show_all)
        self.rules.told.connect(self._tell)

    def _leave_search(self) -> None:
        cards = self.cards()
        if cards:
            self.list.go_to(cards[0])

    def _tell(self, text: str) -> None:
        self._noticed.setText(text)
        self.notice.setVisible(bool(text))

    # ---- what is shown -----------------------------------------------------------------------

    def _wanted(self, found: Sequence[Item]) -> list[Item]:
        return self.bar.wanted.of(found)

    def _refresh(self) -> None:
        every, wanted = self._every(), self.bar.wanted
        self._found = wanted.of(every)
        self.bar.count([f.level for f in self._session.open_findings])
        told = not self.rest.isHidden()
        self._show_rest(every)
        groups = grouped(self._session, self._found, wanted.by)
        if groups != self._put:
            self._put = groups
            self.list.put(groups)
        if not told and not self.rest.isHidden() and self.list.focused() is None:
            # It begins at the head of a list that may have been read to its end.
            self.list.verticalScrollBar().setValue(0)
        cards = [each for line in self.list.lines() for each in (line, *(line.links if isinstance(line, FindingCard) else ()))]
        order = [*self.bar.in_turn(), *cards, self.list.more]
        if order != self._order:
            self._order = order
            in_order(order)

    def _show_rest(self, every: Sequence[Item]) -> None:
        """Say that there is nothing; while a check is under way what was said stays."""
        opened = sum(not item.reason for item in every)
        shown = sum(not item.reason for item in self._found)
        self._clear = not opened and (self._clear or self._session.is_checked)
        if self._clear and self._session.is_open:
            self.rest.show_clear(len(every))
        elif opened and not shown:
            self.rest.show_filtered(opened, bool(self.bar.wanted.page))
        else:
            self.rest.hide()

    def _light(self) -> FindingCard | None:
        """Light the card of the finding gone to last, and return it."""
        chosen, found = self.chosen(), None
        for card in self.cards():
            lit = chosen is not None and not card.reason and card.finding == chosen
            card.light(lit)
            found = card if lit else found
        return found

    # ---- acts --------------------------------------------------------------------------------

    def _choose(self, finding: Finding) -> None:
        self._steps.go(finding, self.shown())
        item = next((each for each in self._found if each.finding == finding and not each.reason), None)
        if item is not None:
            self.list.reveal(item.key)
        lit = self._light()
        if lit is not None:
            self.list.ensureWidgetVisible(lit)
        self.finding_chosen.emit(finding)

    def _act(self, card: FindingCard, name: str) -> None:
        if name == GO:
            self._choose(card.finding)
        elif name in (MEND, MEND_OTHERWISE):
            self.answers.mend(card.finding, other=name == MEND_OTHERWISE)
            self.finding_mended.emit()
        elif name in (EXPLAIN, REWORD):
            self.answers.explain_card(card)
        else:
            self.answers.answer(card, "")

    def _show_menu(self, card: FindingCard, where: QPoint) -> None:
        kin = len(alike(card.finding, self._session.open_findings))
        menu = card_menu(card, self, kin, self.rules.offered(card.finding), lambda name: self._picked(card, name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _picked(self, card: FindingCard, name: str) -> None:
        """Do what was picked from the menu; the keyboard stays in the list."""
        if name == HELP:
            card.toggle_help()
        elif name == FIX_ALL:
            self.answers.mend_alike(card.finding)
        elif name in (MEND, MEND_OTHERWISE):
            self.answers.mend(card.finding, other=name == MEND_OTHERWISE)
        elif name in (OFF, HINT):
            self.rules.choose(card.finding, name)
        else:
            self._act(card, name)
