"""Going round the panes by a key: in a table Tab means the next cell, so another key has to lead out of it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget


class Pane(Protocol):
    """A widget that takes the keyboard where a person would go on."""

    def enter(self) -> None:
        """Take the keyboard."""

    def isVisible(self) -> bool:
        """Tell whether it is there to be entered."""
        return False

    def isAncestorOf(self, child: QWidget, /) -> bool:
        """Tell whether a widget is part of it."""
        return False


def go_round(panes: Sequence[Pane], by: int) -> None:
    """Enter the next (1) or the previous (-1) of the panes that are shown, round the end."""
    shown = [pane for pane in panes if pane.isVisible()]
    focus = QApplication.focusWidget()
    around = [pane for pane in shown if focus is not None and pane.isAncestorOf(focus)]
    # A pane may stand inside another one.
    inner = [pane for pane in around if not any(o is not pane and isinstance(o, QWidget) and pane.isAncestorOf(o) for o in around)]
    here = shown.index(inner[0]) if inner else None
    if shown:
        start = here if here is not None else -1 if by > 0 else 0
        shown[(start + by) % len(shown)].enter()
