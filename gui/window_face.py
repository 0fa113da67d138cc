"""What a window shows of its report outside the panes: its title, the words of undo and redo, icons, and the menus that fill themselves."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from gui.action_table import icons_of
from gui.mnemonics import lettered

if TYPE_CHECKING:
    from gui.report_window import ReportWindow


class WindowFace(QObject):
    """Keep it as the session is."""

    def __init__(self, window: ReportWindow) -> None:
        super().__init__(window)
        self._window, self._session, self._actions = window, window.session, window.actions_
        stack = self._session.stack
        for signal in (stack.canUndoChanged, stack.canRedoChanged, stack.undoTextChanged, stack.redoTextChanged):
            signal.connect(self.show_undo)
        for signal in (self._session.saved_changed, self._session.path_changed, self._session.changed):
            signal.connect(self.show_title)
        self._actions.recent.aboutToShow.connect(self._fill_recent)
        self._actions.windows.aboutToShow.connect(self._fill_windows)

    def show_undo(self) -> None:
        """Say what would be undone and done again."""
        stack = self._session.stack
        for name, able, text in (("undo", stack.canUndo(), stack.undoText()), ("redo", stack.canRedo(), stack.redoText())):
            action = self._actions[name]
            word = "撤销" if name == "undo" else "重做"
            action.setEnabled(able and self._session.is_open)
            action.setText(lettered(name, f"{word} {text}".strip()))
            action.setIconText(word)

    def show_title(self) -> None:
        """Say whose report it is and whether it is saved."""
        window, session = self._window, self._session
        if not session.is_open:
            window.setWindowTitle("公开年报")
            window.setWindowModified(False)
            return
        report = session.report
        name = session.path.name if session.path else f"{report.unit or '未命名'} {report.year or ''} 年度"
        window.setWindowTitle(f"{name}[*] — 公开年报")
        window.setWindowModified(not session.is_saved)

    def dress(self) -> None:
        """Draw the icons for this scheme, print and screen."""
        from gui.icons import icon

        for name, drawing in icons_of().items():
            self._actions[name].setIcon(icon(drawing, self._window.devicePixelRatio()))

    def _fill_recent(self) -> None:
        menu = self._actions.recent
        menu.clear()
        for recent in self._window.settings.recent():
            path = Path(recent.path)
            menu.addAction(f"{recent.unit} {recent.year} 年度 — {path.name}", partial(self._window.files.open_path, path))
        if menu.isEmpty():
            menu.addAction("还没有").setEnabled(False)

    def _fill_windows(self) -> None:
        """List the open windows below what always stands in their menu, this one ticked."""
        menu, windows = self._actions.windows, self._window.windows
        for action in menu.actions():
            if action.data() is not None:
                menu.removeAction(action)
                action.deleteLater()
        for number, each in enumerate(windows.all(), start=1):
            title = each.windowTitle().replace("[*]", "*" if each.isWindowModified() else "").removesuffix(" — 公开年报")
            words = "开始页" if title == "公开年报" else title.replace("&", "&&")
            action = menu.addAction(f"&{number} {words}" if number < 10 else words, partial(windows.bring, each))
            action.setData(number)
            action.setCheckable(True)
            action.setChecked(each is self._window)
