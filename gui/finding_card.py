"""One finding as a card of the right pane."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from core.rules.engine import Finding, Level, rule_of
from gui.finding_groups import Item
from gui.labels import link, restyle, words
from gui.link_row import LinkRow
from gui.menu_key import asks_for_menu

# What a card asks for, by the words of its links.
GO, EXPLAIN, REWORD, TAKE_BACK = "定位", "说明理由…", "改理由…", "收回"
MEND, MEND_OTHERWISE = "mend", "mend otherwise"
STEPS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_PageUp: "page_up",
    Qt.Key.Key_PageDown: "page_down",
    Qt.Key.Key_Home: "first",
    Qt.Key.Key_End: "last",
}


class FindingCard(QFrame):
    """One finding: place, sentence, and what can be done about it; an accepted one is dim and tells its reason."""

    gone_to = Signal()
    # str: another of the acts above.
    acted = Signal(str)
    # str: where the keyboard is to go, one of STEPS.
    left = Signal(str)
    # QPoint: where on the screen the menu of the card is to open.
    menu_asked = Signal(QPoint)

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.links: list[QPushButton] = []
        self.setProperty("role", "finding")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click leads to the place: the keyboard goes there, not here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._place, self._said = words("", "dim", wrap=True), words("", "dim" if item.reason else "", wrap=True)
        self._help = words("", "dim", wrap=True)
        self._help.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(4)
        box.addWidget(self._place)
        box.addWidget(self._said)
        if item.reason:
            box.addWidget(words(f"理由：{item.reason}", wrap=True))
        box.addWidget(self._help)
        self._links = LinkRow()
        box.addWidget(self._links)
        self.take(item)

    @property
    def finding(self) -> Finding:
        """The finding shown."""
        return self.item.finding

    @property
    def reason(self) -> str:
        """Why it was accepted; empty where it is open."""
        return self.item.reason

    def take(self, item: Item) -> None:
        """Show a finding, or the same one in another place or with another mend: what does not differ is not touched."""
        self.item = item
        finding = item.finding
        level = "accepted" if item.reason else finding.level.value
        if self.property("level") != level:
            restyle(self, "level", level)
        for label, text in ((self._place, item.place), (self._said, finding.message.removeprefix(f"{item.place}："))):
            # No line begins with the mark between two names.
            joined = text.replace("·", "\u2060·")
            if label.text() != joined:
                label.setText(joined)
        self._speak()
        self._offer()

    def light(self, lit: bool) -> None:
        """Show whether this is the finding gone to last."""
        if bool(self.property("lit")) is not lit:
            restyle(self, "lit", lit)

    def toggle_help(self) -> None:
        """Show below the sentence what the rule checks, or hide it again."""
        rule = rule_of(self.item.finding)
        self._help.setText(f"【{rule.title}】{rule.help}".replace("\n\n", "\n") if rule is not None else "")
        self._help.setVisible(self._help.isHidden() and rule is not None)
        self._speak()

    @property
    def shows_help(self) -> bool:
        """Whether it is told what the rule checks."""
        return not self._help.isHidden()

    def _speak(self) -> None:
        item = self.item
        level = f"已说明的{item.finding.level.label}" if item.reason else item.finding.level.label
        spoken = f"{level}：{item.place}，{item.finding.message}" + (f"，理由：{item.reason}" if item.reason else "")
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(self._help.text() if self.shows_help else "")

    def _acts(self) -> list[tuple[str, str]]:
        """Return words and act of each link."""
        if self.reason:
            return [(TAKE_BACK, TAKE_BACK), (REWORD, REWORD), (GO, GO)]
        fix = self.item.finding.fix
        acts = [(fix.label, MEND)] if fix is not None else []
        if fix is not None and fix.other is not None:
            acts.append((fix.other.label, MEND_OTHERWISE))
        if self.item.finding.level is Level.CONFIRM:
            acts.append((EXPLAIN, EXPLAIN))
        return [*acts, (GO, GO)]

    def _offer(self) -> None:
        acts = self._acts()
        if [each.text() for each in self.links] == [text for text, _ in acts]:
            return
        self.links = [self._link(text, act) for text, act in acts]
        self._links.put(self.links)

    def _link(self, text: str, act: str) -> QPushButton:
        return link(text, f"{text}：{self.finding.message}", self.gone_to.emit if act == GO else lambda: self.acted.emit(act))

    def ask_menu(self) -> None:
        """Ask for the menu below the sentence."""
        self.menu_asked.emit(self.mapToGlobal(self._said.geometry().bottomLeft()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu at the pointer."""
        if event.reason() is not QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(event.globalPos())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click anywhere on the card as 定位."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.gone_to.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as a click, the blank as a wish for the menu, the arrows and their like as going from card to card."""
        step = STEPS.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.gone_to.emit()
        elif event.key() == Qt.Key.Key_Space or asks_for_menu(event):
            self.ask_menu()
        elif step is not None:
            self.left.emit(step)
        else:
            super().keyPressEvent(event)
