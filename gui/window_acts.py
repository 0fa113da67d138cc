"""The acts that reach over the whole window: the searches, the undo history, further windows, 大字."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui import dialogs
from gui.settings import LARGE_PRINT

if TYPE_CHECKING:
    from core.rules.engine import Finding
    from gui.places import Place
    from gui.popup import Popup
    from gui.report_window import ReportWindow
    from gui.seeking import Target


class WindowActs(QObject):
    """Do what 查找命令, 到某一格, 修改记录, 新窗口 and 大字 say."""

    def __init__(self, window: ReportWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._popup: Popup | None = None

    # ---- searches ----------------------------------------------------------------------------

    def command_search(self) -> None:
        """Find an act, a page, a cell, a file or a finding by its words."""
        from gui.search_popup import SearchPopup

        if self._come("查找命令"):
            hint = "输入命令、部分、格子、文件的名称" if self._session.is_open else "输入命令或文件的名称"
            self._search(SearchPopup(self._window, self._window.settings, "查找命令", hint, self._everything))

    def go_to_cell(self) -> None:
        """Find a cell by its official name."""
        from gui.search_popup import SearchPopup
        from gui.search_targets import cells

        def found(_: str) -> Iterable[Target]:
            return cells(self._session, self)

        if self._come("到某一格"):
            hint = "格子的名称，如：三 新收 总计"
            self._search(SearchPopup(self._window, self._window.settings, "到某一格", hint, found))

    def _search(self, popup: Popup) -> None:
        # Another report has cells and findings of its own.
        self._session.replaced.connect(popup.leave)
        self._show(popup)

    def _everything(self, query: str) -> Iterator[Target]:
        from gui import search_targets as targets

        window = self._window
        yield from targets.acts(window.actions_, self._session.is_open)
        if self._session.is_open:
            yield from targets.pages(self._session, self)
            # Without a word they would bury all else.
            if query.strip():
                yield from targets.cells(self._session, self)
                yield from targets.findings(self._session, self)
        yield from targets.files(window.settings, self)

    def show(self, place: Place) -> None:
        """Go to a place and give it the keyboard."""
        self._window.desk.workspace.go(place)
        self._window.desk.workspace.enter()

    def show_finding(self, finding: Finding) -> None:
        """Go to what a finding speaks of."""
        self._window.desk.views.go_to_finding(finding)

    def open_file(self, path: Path) -> None:
        """Open a file used lately."""
        self._window.files.open_path(path)

    # ---- undo --------------------------------------------------------------------------------

    def undo_history(self) -> None:
        """List every step, to go back or forward to."""
        from gui.undo_popup import UndoPopup

        if self._come("修改记录"):
            self._show(UndoPopup(self._window, self._session))

    def _come(self, name: str) -> bool:
        """Take in what was typed; False where the popup of that name was open: the key that called it sends it away."""
        popup = self._popup
        if popup is not None:
            popup.leave()
            if popup.accessibleName() == name:
                return False
        self._window.settle()
        return True

    def _show(self, popup: Popup) -> None:
        self._popup = popup
        popup.closed.connect(self._gone)

    def _gone(self) -> None:
        self._popup = None

    # ---- windows -----------------------------------------------------------------------------

    def new_window(self) -> None:
        """Open another window."""
        self._window.windows.open(self._window)

    def open_in_new_window(self) -> None:
        """Choose a report and open it in a window of its own."""
        path = dialogs.ask_open(self._window, "在新窗口打开", str(self._window.files.default_folder()))
        if path is not None:
            self._window.windows.open_file(path, self._window)

    def quit(self) -> None:
        """Close all windows."""
        self._window.windows.quit()

    # ---- print -------------------------------------------------------------------------------

    def large_print(self, large: bool) -> None:
        """Show everything larger, or as designed, in all windows."""
        self._window.settings.put(LARGE_PRINT, large)
        self._window.theme.enlarge(large)
