"""What the acts and the other windows may ask of a window; `main_window` makes it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

if TYPE_CHECKING:
    from gui.actions import Actions
    from gui.desk import Desk
    from gui.file_acts import FileActs
    from gui.recovery import Recovery
    from gui.session import Session
    from gui.settings import Settings
    from gui.theme import Theme
    from gui.windows import Windows


class ReportWindow(QMainWindow):
    """A window with one report."""

    session: Session
    settings: Settings
    theme: Theme
    windows: Windows
    actions_: Actions
    files: FileActs

    def furnish(self) -> None:
        """Make what acts: a window is seen before."""
        raise NotImplementedError

    @cached_property
    def recovery(self) -> Recovery:
        """What keeps unsaved work."""
        raise NotImplementedError

    @cached_property
    def desk(self) -> Desk:
        """The columns of an open report."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Make what shows a report before there is one."""
        raise NotImplementedError

    def settle(self) -> None:
        """Take in what was typed and the session does not have yet."""
        raise NotImplementedError
