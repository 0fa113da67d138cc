"""The right pane: what is wrong, as cards. A click goes to the place; a mend is offered in words; below stands what was accepted."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.places import place_label, told_at
from core.rules.engine import Finding, Level
from gui.finding_card import FindingCard
from gui.finding_menu import explain
from gui.labels import in_order, restyle, words
from gui.session import Session

# More cards help nobody and cost time; the rest is counted.
MOST_CARDS = 80
_Key = tuple[str, str, str]
# A card by its finding, and the reason for which that was accepted.
_CardKey = tuple[_Key, str]


def key_of(finding: Finding) -> _Key:
    """Name a finding so that it is known again after the next check."""
    return finding.rule, finding.where, finding.message


class FindingsPanel(QFrame):
    """The right pane."""

    finding_chosen = Signal(object)
    finding_mended = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cards: dict[_CardKey, FindingCard] = {}
        self._current: _Key | None = None
        # The row of the finding gone to last.
        self._at = 0
        self.setObjectName("findingsPanel")
        self.setAccessibleName("检查结果")
        self.setMinimumWidth(240)
        self._chips = {level: self._chip(level) for level in Level}
        self._list, self._accepted = self._column(), self._column()
        self._rest = words("", "dim", wrap=True)
        self._none = words("", "dim", wrap=True)
        self._heading = words("", "strong")
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        session.findings_changed.connect(self._later.start)
        session.replaced.connect(self._later.start)
        self._refresh()

    def shown(self) -> list[Finding]:
        """Return the open findings in the order of the cards: by level, within a level in official order; filtered levels left out."""
        wanted = [level for level, chip in self._chips.items() if chip.isChecked()]
        return [f for level in wanted for f in self._session.open_findings if f.level is level]

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, round the end."""
        found = self.shown()
        if not found:
            self._session.message.emit("没有发现问题")
            return
        chosen = found[self._after(found, by) % len(found)]
        self._choose(chosen)
        if not self.isVisible():
            self._session.message.emit(told_at(place_label(self._session.report.form, chosen.where), chosen.message))

    def _after(self, found: Sequence[Finding], by: int) -> int:
        """Return the row a step leads to; where the finding gone to last is no more, that of what took its place."""
        here = self._row(found)
        if here is not None:
            return here + by
        if self._current is None:
            return 0 if by > 0 else -1
        return min(self._at, len(found)) + (by if by < 0 else 0)

    def _row(self, found: Sequence[Finding]) -> int | None:
        """Return where the finding gone to last is now; typing before its words moves them, and it is still the same."""
        current = self._current
        if current is None:
            return None
        same = [row for row, finding in enumerate(found) if key_of(finding) == current]
        moved = [row for row, finding in enumerate(found) if _is_moved(finding, current)]
        return min(same or moved, key=lambda row: abs(row - self._at), default=None)

    def chosen(self) -> Finding | None:
        """Return the finding gone to last, while it is open."""
        found = self.shown()
        row = self._row(found)
        return None if row is None else found[row]

    def enter(self) -> None:
        """Take the keyboard: at the card gone to last, else the first, else the levels."""
        cards = self.cards()
        last = self._cards.get((self._current, "")) if self._current is not None else None
        if cards:
            self._go_to_card(last or cards[0])
        else:
            self._chips[Level.ERROR].setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_card(self, card: FindingCard) -> None:
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self._area.ensureWidgetVisible(card)

    def _leave(self, card: FindingCard, by: int) -> None:
        cards = self.cards()
        place = cards.index(card) + by
        if 0 <= place < len(cards):
            self._go_to_card(cards[place])

    def cards(self) -> list[FindingCard]:
        """Return the cards from top to bottom: the open findings, then the accepted ones."""
        items = [column.itemAt(i) for column in (self._list, self._accepted) for i in range(column.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [w for w in widgets if isinstance(w, FindingCard)]

    def sizeHint(self) -> QSize:
        """Return the width of the drawn screen."""
        return QSize(280, 600)

    def _column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(8)
        return column

    def _chip(self, level: Level) -> QPushButton:
        chip = QPushButton()
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setProperty("role", "chip")
        chip.setProperty("level", level.value)
        chip.setToolTip(f"显示或隐藏{level.label}")
        chip.toggled.connect(self._refresh)
        return chip

    def _lay_out(self) -> None:
        title = words("检查结果", "heading")
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 12, 12)
        head.setSpacing(4)
        head.addWidget(title)
        head.addStretch(1)
        for chip in self._chips.values():
            head.addWidget(chip)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._list)
        for label, below in ((self._none, 12), (self._rest, 12), (self._heading, 8)):
            label.setContentsMargins(12, 0, 12, below)
            column.addWidget(label)
        column.addLayout(self._accepted)
        column.addStretch(1)
        self._area = area = QScrollArea(widgetResizable=True)
        area.setAccessibleName("检查结果的列表")
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(area, 1)

    def _refresh(self) -> None:
        levels = [f.level for f in self._session.open_findings]
        for level, chip in self._chips.items():
            chip.setText(f"{level.label} {levels.count(level)}")
            restyle(chip, "none", not levels.count(level))
            chip.setAccessibleName(f"{level.label} {levels.count(level)} 处")
        found, accepted = self.shown(), [each for each in self._session.accepted_findings if self._chips[each[0].level].isChecked()]
        opened = {(key_of(f), ""): f for f in found[:MOST_CARDS]}
        explained = {(key_of(f), reason): f for f, reason in accepted[:MOST_CARDS]}
        wanted = opened | explained
        for key in [k for k, card in self._cards.items() if wanted.get(k) != card.finding]:
            self._drop(self._cards.pop(key))
        self._lay(self._list, opened)
        self._lay(self._accepted, explained)
        self._light()
        in_order([*self._chips.values(), *(w for card in self.cards() for w in (card, *card.links))])
        self._none.setVisible(not levels)
        self._none.setText("没有要处理的问题了。" if self._session.accepted_findings else "没有发现问题。")
        self._heading.setVisible(bool(explained))
        self._heading.setText(f"已说明 {len(accepted)}")
        self._rest.setVisible(len(found) > MOST_CARDS)
        self._rest.setText(f"还有 {len(found) - MOST_CARDS} 条没有列出，处理以后再显示。")

    def _lay(self, column: QVBoxLayout, wanted: Mapping[_CardKey, Finding]) -> None:
        """Let the cards stand in a column as wanted; those that stay are not made anew."""
        for row, (key, finding) in enumerate(wanted.items()):
            card = self._cards.get(key) or self._add(key, finding)
            if column.indexOf(card) != row:
                column.removeWidget(card)
                column.insertWidget(row, card)

    def _add(self, key: _CardKey, finding: Finding) -> FindingCard:
        card = FindingCard(finding, place_label(self._session.report.form, finding.where), key[1])
        card.left.connect(lambda by: self._leave(card, by))
        card.gone_to.connect(lambda: self._choose(card.finding))
        # The card goes away with its finding: not while its own click is still being handled.
        queued = Qt.ConnectionType.QueuedConnection
        card.mended.connect(lambda: self._mend(card.finding), queued)
        card.mended_otherwise.connect(lambda: self._mend(card.finding, other=True), queued)
        card.explaining.connect(lambda: self._explain(card), queued)
        card.taken_back.connect(lambda: self._answer(card, ""), queued)
        self._cards[key] = card
        return card

    def explain(self, finding: Finding | None) -> None:
        """Ask for a reason for a 核实, or say that there is none; the keyboard stays where it is."""
        if finding is None:
            self._session.message.emit("光标处没有要核实的；请先用 F8 到一处核实，再说明理由")
            return
        reason = explain(self._session, finding, self.window())
        if reason:
            self._answer_moved(finding, reason)

    def mend(self, finding: Finding | None, *, other: bool = False) -> None:
        """Mend a finding, or say that there is none to mend; the keyboard stays where it is."""
        if finding is None:
            self._session.message.emit("光标处没有可以直接改的问题；请用 F8 到下一处")
        else:
            self._session.apply_fix(finding, other=other)

    def _explain(self, card: FindingCard) -> None:
        reason = explain(self._session, card.finding, self.window(), card.reason)
        if reason and card in self.cards():
            self._answer(card, reason)
        elif reason:
            self._answer_moved(card.finding, reason)

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

    def _answer(self, card: FindingCard, reason: str) -> None:
        """Keep or take back a reason; the keyboard, if it was here, goes on to the card that follows."""
        cards, focus = self.cards(), self.window().focusWidget()
        here = focus is not None and self.isAncestorOf(focus)
        if card not in cards:
            return
        self._session.accept(card.finding, reason)
        self._refresh()
        left = self.cards()
        if here and left:
            self._go_to_card(left[min(cards.index(card), len(left) - 1)])

    def _mend(self, finding: Finding, *, other: bool = False) -> None:
        self.mend(finding, other=other)
        self.finding_mended.emit()

    def _drop(self, card: FindingCard) -> None:
        for column in (self._list, self._accepted):
            column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _choose(self, finding: Finding) -> None:
        self._current = key_of(finding)
        found = self.shown()
        self._at = next((row for row, each in enumerate(found) if each == finding), self._at)
        lit = self._light()
        if lit is not None:
            self._area.ensureWidgetVisible(lit)
        self.finding_chosen.emit(finding)

    def _light(self) -> FindingCard | None:
        """Light the card of the finding gone to last, and return it."""
        chosen, found = self.chosen(), None
        for card in self.cards():
            lit = chosen is not None and not card.reason and card.finding == chosen
            card.light(lit)
            found = card if lit else found
        return found


def _is_moved(finding: Finding, key: _Key) -> bool:
    """Tell whether a finding is the one of that key with other numbers in its place."""
    part = finding.where.partition(":")
    return bool(part[2]) and (finding.rule, part[0], finding.message) == (key[0], key[1].partition(":")[0], key[2])
