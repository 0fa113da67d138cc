"""Undo commands: each holds a change and its inverse, or two whole reports. They reach the report only through the session."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QUndoCommand

if TYPE_CHECKING:
    from core.report import Change, Report


# Commands with this id may merge; Qt never asks commands with id -1.
_MERGING = 1


class EditCommand(QUndoCommand):
    """Set slots. Consecutive commands with the same merge key become one step."""

    def __init__(self, apply: Callable[[Change], Change], change: Change, text: str, merge: str | None) -> None:
        super().__init__(text)
        self._apply = apply
        self._change: dict[Any, Any] = dict(change)
        self._inverse: dict[Any, Any] = {}
        self._merge = merge

    def redo(self) -> None:
        """Apply the change and keep what stood there."""
        inverse = self._apply(self._change)
        if not self._inverse:
            self._inverse = dict(inverse)

    def undo(self) -> None:
        """Put back what stood there."""
        self._apply(self._inverse)

    def id(self) -> int:
        """Tell Qt whether this command may merge with the one before."""
        return -1 if self._merge is None else _MERGING

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the command that follows where it goes on with the same act."""
        if not isinstance(other, EditCommand) or other._merge != self._merge:
            return False
        # What began as typing is named by what came of it.
        self.setText(other.text())
        self._change.update(other._change)
        self._inverse = {**other._inverse, **self._inverse}
        return True


class AdoptCommand(QUndoCommand):
    """Replace the whole report, and the file that it is saved in."""

    def __init__(self, swap: Callable[[Report, Path | None], Path | None], old: Report, new: Report, text: str) -> None:
        super().__init__(text)
        self._swap, self._old, self._new = swap, old, new
        # Each side keeps the file that it had when it was left: it may have been saved since it came.
        self._old_path: Path | None = None
        self._new_path: Path | None = None

    def redo(self) -> None:
        """Put the new report in place."""
        self._old_path = self._swap(self._new, self._new_path)

    def undo(self) -> None:
        """Put the old report back."""
        self._new_path = self._swap(self._old, self._old_path)
