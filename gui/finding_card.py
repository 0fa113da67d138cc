"""One finding as a card of the right pane."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.rules.engine import Finding, Level
from gui.labels import link, restyle, words


class FindingCard(QFrame):
    """One finding: place, sentence, and what can be done about it; an accepted one is dim and tells its reason."""

    gone_to = Signal()
    # int: how many cards up (-1) or down (1) the keyboard is to go.
    left = Signal(int)
    mended = Signal()
    mended_otherwise = Signal()
    explaining = Signal()
    taken_back = Signal()

    def __init__(self, finding: Finding, place: str, reason: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding, self.reason = finding, reason
        self.setProperty("role", "finding")
        self.setProperty("level", "accepted" if reason else finding.level.value)
        spoken = f"已说明的{finding.level.label}" if reason else finding.level.label
        self.setAccessibleName(f"{spoken}：{place}，{finding.message}" + (f"，理由：{reason}" if reason else ""))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # A click leads to the place: the keyboard goes there, not here.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 8, 12, 8)
        box.setSpacing(4)
        box.addWidget(words(place, "dim", wrap=True))
        box.addWidget(words(finding.message.removeprefix(f"{place}："), "dim" if reason else "", wrap=True))
        if reason:
            box.addWidget(words(f"理由：{reason}", wrap=True))
        self.links = [self._link(text, act) for text, act in self._acts()]
        links = QHBoxLayout()
        links.setContentsMargins(0, 0, 0, 0)
        links.setSpacing(16)
        for each in self.links:
            links.addWidget(each)
        links.addStretch(1)
        box.addLayout(links)

    def light(self, lit: bool) -> None:
        """Show whether this is the finding gone to last."""
        if bool(self.property("lit")) is not lit:
            restyle(self, "lit", lit)

    def _acts(self) -> list[tuple[str, Callable[[], object]]]:
        if self.reason:
            return [("收回", self.taken_back.emit), ("改理由…", self.explaining.emit), ("定位", self.gone_to.emit)]
        fix = self.finding.fix
        acts: list[tuple[str, Callable[[], object]]] = [(fix.label, self.mended.emit)] if fix is not None else []
        if fix is not None and fix.other is not None:
            acts.append((fix.other.label, self.mended_otherwise.emit))
        if self.finding.level is Level.CONFIRM:
            acts.append(("说明理由…", self.explaining.emit))
        return [*acts, ("定位", self.gone_to.emit)]

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
        return link(text, f"{text}：{self.finding.message}", act)
