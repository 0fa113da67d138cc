"""The undo stack that tells when a step is gone back or done again: a push and a redo look alike from outside."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QUndoStack


class History(QUndoStack):
    """A stack of undo commands; `walked` is told after the step's own signals."""

    # What was undone or done again, in words.
    walked = Signal(str)

    def undo(self) -> None:
        """Undo one step, if there is one."""
        if self.canUndo():
            text = self.undoText()
            super().undo()
            self.walked.emit(f"已撤销：{text}")

    def redo(self) -> None:
        """Redo one step, if there is one."""
        if self.canRedo():
            text = self.redoText()
            super().redo()
            self.walked.emit(f"已重做：{text}")

    def end(self) -> None:
        """Let go of all steps in silence. Steps that became garbage together with their stack would be freed twice."""
        self.blockSignals(True)
        self.clear()
