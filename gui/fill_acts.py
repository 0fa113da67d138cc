"""The acts of 编辑 that fill cells from their neighbours: they turn to the table that is shown."""

from PySide6.QtCore import QObject

from gui.session import Session
from gui.workspace import Workspace


class FillActs(QObject):
    """Fill down and to the right."""

    def __init__(self, session: Session, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session, self._workspace = session, workspace

    def fill_down(self) -> None:
        """Copy the selection's first row over the rest."""
        self._ask("fill_down")

    def fill_right(self) -> None:
        """Copy the selection's first column over the rest."""
        self._ask("fill_right")

    def _ask(self, name: str) -> None:
        act = getattr(self._workspace.page().work, name, None)
        if act is None:
            self._session.message.emit("填充用于表格：先到表格里选中几格")
        else:
            act()
