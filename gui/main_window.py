"""The window: menus, toolbar and pages put together. What they do is in the acts; what they show is in the session."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from gui import dialogs
from gui.action_table import CHECKABLE, icons_of
from gui.actions import Actions, act_of, build
from gui.export_acts import ExportActs
from gui.file_acts import FileActs
from gui.reader import Batch
from gui.recovery import Recovery
from gui.session import Session
from gui.settings import GEOMETRY, SCHEME, SHOW_FINDINGS, SHOW_LAST, SHOW_NAVIGATOR, SHOW_PREVIEW, Settings
from gui.start_page import StartPage, dropped_files
from gui.status_bar import StatusBar
from gui.theme import Scheme, Theme

if TYPE_CHECKING:
    from core.report import Report
    from gui.desk import Desk
    from gui.printing import Printing


class MainWindow(QMainWindow):
    """One window, one report."""

    def __init__(self, session: Session, settings: Settings, theme: Theme, recovery: Recovery) -> None:
        super().__init__()
        self.session, self.settings, self.theme, self.recovery = session, settings, theme, recovery
        self.setAcceptDrops(True)
        self.setMinimumSize(560, 320)
        self.start_page = StartPage(settings)
        self.status = StatusBar(session)
        self.setStatusBar(self.status)
        self.files = FileActs(session, settings, self, self._review, settle=self.settle)
        self.exports = ExportActs(session, settings, self, self.settle, self.files.default_folder)
        self.actions_: Actions = build(self, self._handler)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start_page)
        self.setCentralWidget(self.pages)
        self._connect()
        self._restore()

    # ---- parts -------------------------------------------------------------------------------

    @cached_property
    def desk(self) -> "Desk":
        """The columns of an open report, with the tool bar above them; made when first needed, so that the start is quick."""
        from gui.desk import Desk
        from gui.settings_dialog import PROFILE
        from gui.toolbar import make_toolbar

        desk = Desk(self.session, self.settings, self.status)
        self.pages.addWidget(desk)
        desk.profile_asked.connect(lambda: self.open_settings(PROFILE))
        desk.findings.settings_asked.connect(self.open_settings)
        self.toolbar = make_toolbar(self, self.actions_, self.exports.send_for_review)
        desk.print_asked.connect(self.print_report)
        desk.folding.folded.connect(lambda name, shown: self.actions_[name].setChecked(shown))
        self._dress()
        return desk

    @cached_property
    def printing(self) -> "Printing":
        """What prints; made when first needed."""
        from gui.printing import Printing

        return Printing(self.session, self.settings, self)

    def _handler(self, name: str) -> Callable[..., None]:
        return partial(self._act, name)

    def _act(self, name: str, *_: object) -> None:
        """Find who does it: this window, the acts on files, else the desk's acts."""
        if name.startswith("scheme_"):
            self._choose_scheme(Scheme(name.removeprefix("scheme_")))
        elif name.startswith("go_section_"):
            self.desk.views.go_section(int(name.removeprefix("go_section_")))
        elif name in CHECKABLE:
            # Asked of the action: what a signal hands to a partial is not always the new state.
            getattr(self.desk.views, name)(self.actions_[name].isChecked())
        else:
            own = (self, self.files, self.exports)
            try:
                act = act_of(own, name)
            except LookupError:
                act = act_of(self.desk.acts, name)
            act()

    def _connect(self) -> None:
        session = self.session
        self.start_page.start_asked.connect(self.files.start_from_last)
        self.start_page.files_dropped.connect(self.files.start_from)
        self.start_page.paste_asked.connect(self.files.read_clipboard)
        self.start_page.blank_asked.connect(self.files.new_blank)
        self.start_page.open_asked.connect(self.files.open_file)
        self.start_page.recent_chosen.connect(self.files.open_path)
        self.files.opened.connect(self._opened)
        self.files.closed.connect(self._show_state)
        self.files.reader.reading_changed.connect(self.status.stop_button.setVisible)
        self.status.stop_asked.connect(self.files.cancel_reading)
        self.exports.exporter.exporting_changed.connect(self.status.stop_export_button.setVisible)
        self.status.stop_export_asked.connect(self.exports.cancel)
        self.actions_.recent.aboutToShow.connect(self._fill_recent)
        stack = session.stack
        for signal in (stack.canUndoChanged, stack.canRedoChanged, stack.undoTextChanged, stack.redoTextChanged):
            signal.connect(self._show_undo)
        self.theme.changed.connect(self._dress)
        for signal in (session.saved_changed, session.path_changed, session.changed):
            signal.connect(self._show_title)

    def _restore(self) -> None:
        self.resize(1366, 768)
        self.restoreGeometry(self.settings.get(GEOMETRY))
        shown = {"show_last": SHOW_LAST, "show_navigator": SHOW_NAVIGATOR, "show_findings": SHOW_FINDINGS, "show_preview": SHOW_PREVIEW}
        for name, setting in shown.items():
            self.actions_[name].setChecked(self.settings.get(setting))
        self.actions_[f"scheme_{self.theme.choice.value}"].setChecked(True)
        self._show_state()

    # ---- what is shown -----------------------------------------------------------------------

    def _opened(self) -> None:
        self._show_state()
        self.desk.open()

    def _show_state(self) -> None:
        opened = self.session.is_open
        if opened:
            self.pages.setCurrentWidget(self.desk)
        else:
            self.start_page.refresh()
            self.status.show_place(None)
            self.pages.setCurrentWidget(self.start_page)
            self.start_page.setFocus()
        if "desk" in self.__dict__:
            self.toolbar.setVisible(opened)
        for action in self.actions_.needs_report:
            action.setEnabled(opened)
        self._show_undo()
        self._show_title()

    def _show_undo(self) -> None:
        stack = self.session.stack
        for name, able, text in (("undo", stack.canUndo(), stack.undoText()), ("redo", stack.canRedo(), stack.redoText())):
            action = self.actions_[name]
            word = "撤销" if name == "undo" else "重做"
            action.setEnabled(able and self.session.is_open)
            action.setText(f"{word} {text}".strip())
            action.setIconText(word)

    def _show_title(self) -> None:
        if not self.session.is_open:
            self.setWindowTitle("公开年报")
            self.setWindowModified(False)
            return
        report = self.session.report
        name = self.session.path.name if self.session.path else f"{report.unit or '未命名'} {report.year or ''} 年度"
        self.setWindowTitle(f"{name}[*] — 公开年报")
        self.setWindowModified(not self.session.is_saved)

    def _fill_recent(self) -> None:
        menu = self.actions_.recent
        menu.clear()
        for recent in self.settings.recent():
            path = Path(recent.path)
            menu.addAction(f"{recent.unit} {recent.year} 年度 — {path.name}", partial(self.files.open_path, path))
        if menu.isEmpty():
            menu.addAction("还没有").setEnabled(False)

    def _dress(self) -> None:
        """Draw the icons for this scheme and screen; the start page has none."""
        if "desk" in self.__dict__ or self.session.is_open:
            from gui.icons import icon

            for name, drawing in icons_of().items():
                self.actions_[name].setIcon(icon(drawing, self.devicePixelRatio()))

    def _choose_scheme(self, scheme: Scheme) -> None:
        self.settings.put(SCHEME, scheme.value)
        self.theme.choose(scheme)

    # ---- acts of the window itself -----------------------------------------------------------

    def _review(self, batch: Batch, as_last: bool, replaces: bool) -> "tuple[Report, str, bool] | None":
        from gui.import_review import ask

        return ask(batch.readings, batch.faults, as_last=as_last, replaces=replaces, settings=self.settings, parent=self)

    def settle(self) -> None:
        """Take in what was typed and the session does not have yet."""
        if self.session.is_open and "desk" in self.__dict__:
            self.desk.edits.settle()

    def save(self) -> None:
        """Save, an open cell editor included."""
        self.settle()
        self.files.save()

    def save_as(self) -> None:
        """Save under another name."""
        self.settle()
        self.files.save_as()

    def open_settings(self, page: str = "") -> None:
        """Show 设置, the page of that name first; go where a person wants to from there."""
        from gui.settings_dialog import SettingsDialog

        self.settle()
        dialog = SettingsDialog(self.session, self, page)
        dialog.exec()
        if dialog.place is not None:
            self.desk.workspace.go(dialog.place)
        dialog.deleteLater()

    def print_report(self) -> None:
        """Print the pages that the .pdf has."""
        self.settle()
        self.printing.begin()

    def next_pane(self) -> None:
        """Give the keyboard to the pane that follows."""
        self.desk.go_round(1)

    def previous_pane(self) -> None:
        """Give the keyboard to the pane before."""
        self.desk.go_round(-1)

    def help_here(self) -> None:
        """Explain the place under the cursor."""
        from gui.help_text import help_for

        dialogs.show_message(self, *help_for(self.session, self.desk.workspace.place()))

    def about(self) -> None:
        """Say what this program is."""
        from gui.help_text import ABOUT

        dialogs.show_message(self, "公开年报", ABOUT)

    def quit(self) -> None:
        """Close the window."""
        self.close()

    # ---- Qt's events -------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons anew on another screen."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._dress()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file anywhere on the window."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files dropped."""
        paths = dropped_files(event)
        if paths:
            event.acceptProposedAction()
            self.files.take_dropped(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, remember the window, end what runs."""
        self.settle()
        settled = waiting = False

        def leave() -> None:
            nonlocal settled
            settled = True
            if waiting:
                self.close()

        self.files.when_settled(leave)
        waiting = True
        if not settled:
            event.ignore()
            return
        self.settings.put(GEOMETRY, self.saveGeometry())
        if "desk" in self.__dict__:
            self.desk.remember()
        self.settings.flush()
        # A write under way ends first: it would bring back the recovery file after it was deleted.
        self.session.tasks.close()
        self.files.reader.close()
        self.recovery.close()
        event.accept()
