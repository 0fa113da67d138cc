"""The open windows: each has its own report, undo and recovery file; settings, office and theme are shared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal

from gui.fitting import keep_on_screen
from gui.session import Session
from gui.settings import Settings
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.office import Office
    from gui.recovery import Recovery
    from gui.report_window import ReportWindow

# How far a new window stands from the one that it came from.
_ASIDE = QPoint(28, 28)


class Windows(QObject):
    """Make windows, find the one that holds a file, close them one after the other."""

    # A window came, went, or has another title.
    changed = Signal()

    def __init__(
        self, settings: Settings, theme: Theme, office: Office, recovery_folder: Path | None, make: Callable[..., ReportWindow]
    ) -> None:
        super().__init__()
        self.settings, self.theme, self.office = settings, theme, office
        self._folder, self._make = recovery_folder, make
        self._open: list[ReportWindow] = []
        self._leaving: list[ReportWindow] = []
        # Whether a window is being closed for the sake of all.
        self.asking = False

    def all(self) -> tuple[ReportWindow, ...]:
        """Return the open windows in the order in which they were opened."""
        return tuple(self._open)

    def add(self, *, bare: bool = False) -> ReportWindow:
        """Make a window on its start page; nobody sees it yet. What acts in a `bare` one is made by its `furnish`, once it is seen."""
        session = Session()
        session.office = self.office
        window = self._make(session, self.settings, self.theme, self)
        if not bare:
            window.furnish()
        window.windowTitleChanged.connect(self.changed)
        self._open.append(window)
        self.changed.emit()
        return window

    def recovery_of(self, session: Session) -> Recovery:
        """Return what keeps the unsaved work of a session."""
        from gui.recovery import Recovery, default_folder

        return Recovery(session, self._folder or default_folder())

    def open(self, beside: ReportWindow) -> ReportWindow:
        """Show a new window a little aside of another one."""
        window = self.add()
        if not beside.windowState() & Qt.WindowState.WindowMaximized:
            window.resize(beside.size())
            window.move(beside.pos() + _ASIDE)
            keep_on_screen(window)
        window.setWindowIcon(beside.windowIcon())
        window.show()
        self.bring(window)
        return window

    def open_file(self, path: Path, beside: ReportWindow) -> None:
        """Open a file in a window of its own; in this one where that has no report yet, in front of all where it is open already."""
        holder = self.holder(path)
        if holder is not None:
            self.bring(holder)
        else:
            taken = beside.session.is_open or beside.files.reader.busy
            (self.open(beside) if taken else beside).files.open_path(path)

    def open_aside(self, path: Path, beside: ReportWindow) -> None:
        """Open a file in a new window, whatever this one shows; in front of all where it is open already."""
        holder = self.holder(path)
        if holder is not None:
            self.bring(holder)
        else:
            self.open(beside).files.open_path(path)

    def holder(self, path: Path, besides: ReportWindow | None = None) -> ReportWindow | None:
        """Return the window whose report is saved in a file; `besides` does not count."""
        wanted = path.resolve()
        others = (window for window in self._open if window is not besides and window.session.path is not None)
        return next((window for window in others if window.session.path and window.session.path.resolve() == wanted), None)

    def bring(self, window: ReportWindow) -> None:
        """Bring a window to the front."""
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()

    def front(self) -> ReportWindow | None:
        """Return the window that a person works in, else the one opened last."""
        return next((window for window in self._open if window.isActiveWindow()), self._open[-1] if self._open else None)

    def keep_all(self) -> bool:
        """Write what is unsaved in any window to its recovery file, whatever becomes of the others; False where nothing was."""
        return any([window.recovery.write_now() for window in self._open])

    def quit(self) -> None:
        """Close all windows, each with its question; a person who says 取消 stays."""
        self._leaving = list(reversed(self._open))
        self._close_next()

    def stay(self) -> None:
        """Give up closing the others."""
        if not self.asking:
            self._leaving.clear()

    def forget(self, window: ReportWindow) -> None:
        """Let go of a window that was closed, and go on closing where that is wanted."""
        if window not in self._open:
            return
        self._open.remove(window)
        self.changed.emit()
        window.session.stack.end()
        if self._open:
            window.deleteLater()
        if window in self._leaving:
            self._leaving.remove(window)
            if not self.asking:
                QTimer.singleShot(0, self, self._close_next)

    def _close_next(self) -> None:
        self.asking = True
        try:
            while self._leaving:
                self.bring(self._leaving[0])
                if not self._leaving[0].close():
                    # It is being saved and closes itself, or a person stays.
                    break
        finally:
            self.asking = False
