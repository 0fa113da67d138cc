"""The acts that say what a cell means: 组成, 批注, 填报说明."""

from PySide6.QtCore import QObject, Signal

from core.rollover import last_memo
from core.schema import CellId
from gui import dialogs
from gui.grid_terms import told
from gui.grid_view import GridView
from gui.places import Place
from gui.session import Session
from gui.status_bar import StatusBar
from gui.workspace import Workspace


class CellActs(QObject):
    """Explain the cell at the cursor, and keep what the clerk notes of it."""

    # The terms are shown, or no longer.
    terms_shown = Signal(bool)

    def __init__(self, session: Session, workspace: Workspace, status: StatusBar) -> None:
        super().__init__(workspace)
        self._session, self._workspace, self._status = session, workspace, status
        self._on = self._hinted = False
        self._grid: GridView | None = None
        workspace.place_changed.connect(self._follow)

    def show_terms(self, show: bool) -> None:
        """Light the terms of the current cell, and say the sum with its numbers, until switched off."""
        self._on = show
        self._light(self._shown())
        self._status.explain(self._told if show else None)
        self.terms_shown.emit(show)
        self._hinted = show and self._workspace.place().cell is None
        if self._hinted:
            self._session.message.emit("组成：到表格里选一格，就看到它由哪几格相加")

    def cell_note(self) -> None:
        """Write the 批注 of the current cell; an empty one takes it away."""
        self._workspace.page().commit()
        cell = self._workspace.place().cell
        if cell is None:
            self._session.message.emit("批注写在表格的格子上，请先选一格")
            return
        report = self._session.report
        memo = dialogs.ask_memo(self._workspace.window(), report.form.label(cell), report.memos.get(cell, ""), last_memo(report, cell))
        if memo is not None and self._session.set_memo(cell, memo):
            self._session.message.emit("已保存批注" if report.memos.get(cell) else "已删除批注")

    def help_here(self) -> None:
        """Explain the place under the cursor; the keyboard stays where it is."""
        from gui.help_text import help_for

        self._workspace.page().commit()
        dialogs.show_help(self._workspace.window(), help_for(self._session, self._workspace.place()))

    def _shown(self) -> GridView | None:
        work = self._workspace.page().work
        return work if self._on and isinstance(work, GridView) else None

    def _follow(self, place: Place) -> None:
        if self._on:
            self._light(self._shown())
        if self._hinted and place.cell is not None:
            # What the cell is made of stands where the hint is.
            self._hinted = False
            self._session.message.emit("")

    def _light(self, grid: GridView | None) -> None:
        """Light in one table only, the one that is shown."""
        if grid is self._grid:
            return
        # A table of another form goes away with its page, and what was lit in it too.
        if self._grid is not None:
            self._grid.lights.show_terms(False)
            self._grid.lights.left.disconnect(self._leave)
            self._grid.destroyed.disconnect(self._forget)
        self._grid = grid
        if grid is not None:
            grid.lights.show_terms(True)
            grid.lights.left.connect(self._leave)
            grid.destroyed.connect(self._forget)

    def _forget(self) -> None:
        self._grid = None

    def _leave(self) -> None:
        self.show_terms(False)

    def _told(self, cell: CellId) -> str:
        return told(self._session, cell)
