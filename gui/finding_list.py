"""The cards of the right pane under the heads of their groups; those that stay are never made anew."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from gui.finding_anchor import Anchor
from gui.finding_card import GO, FindingCard
from gui.finding_groups import Group, Item, ItemKey
from gui.finding_head import GroupHead
from gui.labels import link

# More cards at once cost time; the rest is made on demand, so many with each turn of the event loop.
MOST_CARDS, _AT_ONCE = 80, 20
_SIDE = 12


class FindingList(QScrollArea):
    """Show groups of findings below `top`; `put` is told what is to stand there."""

    # FindingCard, str: what a card asks for.
    acted = Signal(object, str)
    # FindingCard, QPoint: a card asks for its menu.
    menu_asked = Signal(object, QPoint)
    # The last card is gone, and it had the keyboard.
    emptied = Signal()
    # The cards stand otherwise: lit ones and the order of Tab are to be looked at again.
    laid_out = Signal()

    def __init__(self, top: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setAccessibleName("检查结果的列表")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = inner = QWidget()
        self._box = box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(top)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(_SIDE, 0, _SIDE, _SIDE)
        self._column.setSpacing(8)
        self.more = link("", "显示全部检查结果", self.show_all)
        self._column.addWidget(self.more)
        box.addLayout(self._column)
        box.addStretch(1)
        self.setWidget(inner)
        self._groups: Sequence[Group] = ()
        self._cards: dict[ItemKey, FindingCard] = {}
        self._heads: dict[str, GroupHead] = {}
        self._lines: list[QWidget] = []
        self._limit, self._wanted = MOST_CARDS, MOST_CARDS
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._go_on)
        self.more.hide()

    # ---- what stands there -------------------------------------------------------------------

    def put(self, groups: Sequence[Group]) -> None:
        """Show groups; what the eye is on stays where it is."""
        anchor = Anchor(self, self._inner, self._box, self.lines(), self._meant())
        focused, row = self.focused(), self._focused_row()
        self._groups = groups
        wanted = {item.key: item for item in self._within_limit()}
        self.viewport().setUpdatesEnabled(False)
        self._let_go(wanted)
        for key, item in wanted.items():
            if key in self._cards:
                self._cards[key].take(item)
            else:
                self._add(item)
        # Every card shown would lay all of them out.
        self._box.setEnabled(False)
        self._lay()
        self._box.setEnabled(True)
        anchor.hold(self.lines())
        self.viewport().setUpdatesEnabled(True)
        if focused is not None and row is not None:
            self._keep_keyboard(focused, row)
        self.laid_out.emit()

    def begin(self) -> None:
        """Forget how much was asked for: another report is open."""
        self._limit = self._wanted = MOST_CARDS

    def show_all(self) -> None:
        """Make the cards that are still missing, without holding the window up."""
        self._reach(sum(len(group.items) for group in self._groups))
        if self.more.hasFocus():
            self._focus(self.cards()[-1] if self.cards() else None)

    def reveal(self, key: ItemKey) -> FindingCard | None:
        """Return the card of a finding: its group is unfolded, and as many are made as it takes."""
        group = next((each for each in self._groups if any(item.key == key for item in each.items)), None)
        if group is None:
            return None
        self._heads[group.key].setChecked(True)
        if key not in self._cards:
            shown = [item.key for item in self._unfolded()]
            self._limit = self._wanted = max(self._wanted, shown.index(key) + 1)
            self.put(self._groups)
        return self._cards[key]

    def cards(self) -> list[FindingCard]:
        """Return the cards from top to bottom."""
        return [each for each in self.lines() if isinstance(each, FindingCard)]

    def lines(self) -> list[QWidget]:
        """Return heads and cards from top to bottom."""
        return list(self._lines)

    def _unfolded(self) -> Iterator[Item]:
        for group in self._groups:
            if group.key not in self._heads or self._heads[group.key].isChecked():
                yield from group.items

    def _within_limit(self) -> list[Item]:
        return [item for item, _ in zip(self._unfolded(), range(self._limit), strict=False)]

    def _reach(self, wanted: int) -> None:
        self._wanted = max(self._wanted, wanted)
        self._limit = min(self._limit + _AT_ONCE, self._wanted)
        self.put(self._groups)
        if self._limit < self._wanted:
            self._later.start()

    def _go_on(self) -> None:
        self._reach(self._wanted)

    # ---- cards and heads ---------------------------------------------------------------------

    def _let_go(self, wanted: dict[ItemKey, Item]) -> None:
        """Take away the cards that are not wanted; one whose finding has only moved is given its new place."""
        gone = [card for key, card in self._cards.items() if key not in wanted]
        new = [item for key, item in wanted.items() if key not in self._cards]
        for card in gone:
            moved = next((item for item in new if item.kin == card.item.kin), None)
            del self._cards[card.item.key]
            if moved is not None:
                new.remove(moved)
                card.take(moved)
                self._cards[moved.key] = card
            else:
                self._drop(card)

    def _add(self, item: Item) -> None:
        card = FindingCard(item)
        # A card may go away with what it asks for: not while its own click is still being handled.
        queued = Qt.ConnectionType.QueuedConnection
        card.acted.connect(lambda act: self.acted.emit(card, act), queued)
        card.gone_to.connect(lambda: self.acted.emit(card, GO))
        card.menu_asked.connect(lambda where: self.menu_asked.emit(card, where), queued)
        card.left.connect(lambda step: self._step(card, step))
        self._cards[item.key] = card

    def _lay(self) -> None:
        row = 0
        for group in self._groups:
            head = self._heads.get(group.key) or self._add_head(group.key)
            head.take(group.title, len(group.items))
            row = self._stand(row, head)
            if head.isChecked():
                for card in (self._cards[item.key] for item in group.items if item.key in self._cards):
                    row = self._stand(row, card)
        for key in self._heads.keys() - {group.key for group in self._groups}:
            self._drop(self._heads.pop(key))
        left = sum(1 for _ in self._unfolded()) - self._limit
        self.more.setText(f"还有 {left} 处，全部显示")
        self.more.setVisible(left > 0)

    def _stand(self, row: int, widget: QWidget) -> int:
        if row == len(self._lines) or self._lines[row] is not widget:
            if widget in self._lines:
                self._lines.remove(widget)
                self._column.removeWidget(widget)
            self._lines.insert(row, widget)
            self._column.insertWidget(row, widget)
            # Else it is shown, and takes room, in a later turn of the event loop.
            widget.show()
        return row + 1

    def _add_head(self, key: str) -> GroupHead:
        head = self._heads[key] = GroupHead()
        head.left.connect(lambda step: self._step(head, step))
        head.toggled.connect(lambda _: self.put(self._groups))
        return head

    def _drop(self, widget: QWidget) -> None:
        if widget in self._lines:
            self._lines.remove(widget)
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    # ---- the keyboard ------------------------------------------------------------------------

    def go_to(self, card: FindingCard) -> None:
        """Give a card the keyboard."""
        self._focus(card)

    def focused(self) -> FindingCard | None:
        """Return the card that has the keyboard, or one of whose links has it."""
        focus = self.window().focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return None
        return next((card for card in self.cards() if focus is card or card.isAncestorOf(focus)), None)

    def _focus(self, widget: QWidget | None) -> None:
        if widget is not None:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(widget, 0, 8)

    def _step(self, widget: QWidget, step: str) -> None:
        if step == "left":
            self._focus(next((each for each in reversed(self._before(widget)) if isinstance(each, GroupHead)), None))
            return
        # A head with its cards below it is reached by the arrow to the left, or by Tab.
        lines: list[QWidget] = [each for each in self.lines() if each is widget or not (isinstance(each, GroupHead) and each.isChecked())]
        lines += [self.more] if not self.more.isHidden() else []
        here = lines.index(widget)
        page = self.viewport().height()
        top = widget.y()
        if step in ("page_up", "page_down"):
            down = step == "page_down"
            ahead = lines[here + 1 :] if down else lines[:here][::-1]
            near = [each for each in ahead if abs(each.y() - top) <= page]
            target = (near or ahead or [widget])[-1 if near else 0]
        else:
            ends = {"up": max(here - 1, 0), "down": min(here + 1, len(lines) - 1), "first": 0, "last": len(lines) - 1}
            target = lines[ends[step]]
        self._focus(target)

    def _before(self, widget: QWidget) -> list[QWidget]:
        lines = self.lines()
        return lines[: lines.index(widget)]

    def _meant(self) -> QWidget | None:
        """Return the line that the eye is on: with the keyboard, else lit."""
        focus, lines = self.window().focusWidget(), self.lines()
        focused = next((each for each in lines if each is focus), None)
        return focused or self.focused() or next((each for each in lines if each.property("lit")), None)

    def _focused_row(self) -> int | None:
        focused = self.focused()
        return self.cards().index(focused) if focused is not None else None

    def _keep_keyboard(self, focused: FindingCard, row: int) -> None:
        """Where the card with the keyboard is gone, go on to the one that took its place."""
        cards = self.cards()
        if focused in cards:
            return
        if cards:
            self._focus(cards[min(row, len(cards) - 1)])
        else:
            self.emptied.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the scroll bar stand in the margin: the words wrap as before where it comes or goes."""
        super().resizeEvent(event)
        bar = self.width() - self.viewport().width()
        self._column.setContentsMargins(_SIDE, 0, max(_SIDE - bar, 0), _SIDE)
