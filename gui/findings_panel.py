"""The right pane: what is wrong, as cards. A click goes to the place; a mend is offered in words."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.places import place_label
from core.rules.engine import Finding, Level
from gui.labels import in_order, link, restyle, words
from gui.session import Session

# More cards help nobody and cost time; the rest is counted.
MOST_CARDS = 80
_Key = tuple[str, str, str]


def key_of(finding: Finding) -> _Key:
    """Name a finding so that it is known again after the next check."""
    return finding.rule, finding.where, finding.message


class FindingCard(QFrame):
    """One finding: place, sentence, and its mends."""

    gone_to = Signal()
    # int: how many cards up (-1) or down (1) the keyboard is to go.
    left = Signal(int)
    mended = Signal()

    def __init__(self, finding: Finding, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self.setProperty("role", "finding")
        self.setProperty("level", finding.level.value)
        self.setAccessibleName(f"{finding.level.label}：{place}，{finding.message}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click leads to the place: the keyboard goes there, not here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 12, 8)
        box.setSpacing(4)
        box.addWidget(words(place, "dim", wrap=True))
        box.addWidget(words(finding.message.removeprefix(f"{place}："), wrap=True))
        links = QHBoxLayout()
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(16)
        self.links: list[QPushButton] = []
        if finding.fix is not None:
            links.addWidget(self._link(finding.fix.label, self.mended.emit))
        links.addWidget(self._link("定位", self.gone_to.emit))
        links.addStretch(1)
        box.addLayout(links)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click anywhere on the card as 定位."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.gone_to.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as a click, the arrows as going from card to card."""
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.gone_to.emit()
        elif by is not None:
            self.left.emit(by)
        else:
            super().keyPressEvent(event)

    def _link(self, text: str, act: Callable[[], object]) -> QPushButton:
        made = link(text, f"{text}：{self.finding.message}", act)
        self.links.append(made)
        return made


class FindingsPanel(QFrame):
    """The right pane."""

    finding_chosen = Signal(object)
    finding_mended = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._cards: dict[_Key, FindingCard] = {}
        self._current: _Key | None = None
        self.setObjectName("findingsPanel")
        self.setAccessibleName("检查结果")
        self.setMinimumWidth(240)
        self._chips = {level: self._chip(level) for level in Level}
        self._list = QVBoxLayout()
        self._list.setContentsMargins(12, 0, 12, 12)
        self._list.setSpacing(8)
        self._rest = words("", "dim", wrap=True)
        self._none = words("没有发现问题。", "dim", wrap=True)
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        session.findings_changed.connect(self._later.start)
        session.replaced.connect(self._later.start)
        self._refresh()

    def shown(self) -> list[Finding]:
        """Return the findings in the order of the cards: by level, within a level in official order; filtered levels left out."""
        wanted = [level for level, chip in self._chips.items() if chip.isChecked()]
        return [f for level in wanted for f in self._session.findings if f.level is level]

    def step(self, by: int) -> None:
        """Go to the next (1) or previous (-1) finding, round the end."""
        found = self.shown()
        if not found:
            self._session.message.emit("没有发现问题")
            return
        keys = [key_of(f) for f in found]
        at = keys.index(self._current) + by if self._current in keys else (0 if by > 0 else -1)
        chosen = found[at % len(found)]
        self._choose(chosen)
        if not self.isVisible():
            self._session.message.emit(f"{place_label(self._session.report.form, chosen.where)}：{chosen.message}")

    def enter(self) -> None:
        """Take the keyboard: at the card gone to last, else the first, else the levels."""
        cards = self.cards()
        last = self._cards.get(self._current) if self._current is not None else None
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
        """Return the cards from top to bottom."""
        items = [self._list.itemAt(i) for i in range(self._list.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [w for w in widgets if isinstance(w, FindingCard)]

    def sizeHint(self) -> QSize:
        """Return the width of the drawn screen."""
        return QSize(280, 600)

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
        self._none.setContentsMargins(12, 0, 12, 0)
        self._rest.setContentsMargins(12, 0, 12, 12)
        column.addWidget(self._none)
        column.addWidget(self._rest)
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
        levels = [f.level for f in self._session.findings]
        for level, chip in self._chips.items():
            chip.setText(f"{level.label} {levels.count(level)}")
            restyle(chip, "none", not levels.count(level))
            chip.setAccessibleName(f"{level.label} {levels.count(level)} 处")
        found = self.shown()
        wanted = {key_of(f): f for f in found[:MOST_CARDS]}
        for key in [k for k, card in self._cards.items() if wanted.get(k) != card.finding]:
            self._drop(self._cards.pop(key))
        for row, (key, finding) in enumerate(wanted.items()):
            card = self._cards.get(key) or self._add(key, finding)
            if self._list.indexOf(card) != row:
                self._list.removeWidget(card)
                self._list.insertWidget(row, card)
        in_order([*self._chips.values(), *(w for card in self.cards() for w in (card, *card.links))])
        self._none.setVisible(not self._session.findings)
        self._rest.setVisible(len(found) > MOST_CARDS)
        self._rest.setText(f"还有 {len(found) - MOST_CARDS} 条没有列出，处理以后再显示。")

    def _add(self, key: _Key, finding: Finding) -> FindingCard:
        card = FindingCard(finding, place_label(self._session.report.form, finding.where))
        card.left.connect(lambda by: self._leave(card, by))
        card.gone_to.connect(lambda: self._choose(card.finding))
        # The card goes away with its finding: not while its own click is still being handled.
        card.mended.connect(lambda: self._mend(card.finding), Qt.ConnectionType.QueuedConnection)
        self._cards[key] = card
        return card

    def _mend(self, finding: Finding) -> None:
        self._session.apply_fix(finding)
        self.finding_mended.emit()

    def _drop(self, card: FindingCard) -> None:
        self._list.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _choose(self, finding: Finding) -> None:
        self._current = key_of(finding)
        self.finding_chosen.emit(finding)
