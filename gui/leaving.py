"""How a window closes: its question, what is remembered of it, what ends with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.settings import GEOMETRY

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from gui.report_window import ReportWindow


class Leaving:
    """Close a window, now or once what is asked and written has come to its end."""

    def __init__(self, window: ReportWindow) -> None:
        self._window = window
        # Whether all is settled and the window closes itself.
        self._going = False

    def take(self, event: QCloseEvent) -> None:
        """Handle the wish to close."""
        window, windows = self._window, self._window.windows
        if not self._going:
            windows.stay()
        self._going = False
        window.settle()
        settled = waiting = False

        def leave() -> None:
            nonlocal settled
            settled = True
            if waiting:
                self._going = True
                window.close()

        if not window.files.when_settled(leave):
            windows.asking = False
            windows.stay()
        waiting = True
        if settled:
            self._end()
            event.accept()
            windows.forget(window)
        else:
            event.ignore()

    def _end(self) -> None:
        window = self._window
        window.settings.put(GEOMETRY, window.saveGeometry())
        if "desk" in vars(window):
            window.desk.remember()
        window.settings.flush()
        # A write under way ends first: it would bring back the recovery file after it was deleted.
        window.session.tasks.close()
        window.files.reader.close()
        window.recovery.close()
