"""The window: menus, toolbar and pages put together. What they do is in the acts; what they show is in the session."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from gui.fitting import keep_on_screen
from gui.mnemonics import MENU_TITLES
from gui.report_window import ReportWindow
from gui.session import Session
from gui.settings import GEOMETRY, SCHEME, SHOWN, Settings
from gui.start_page import StartPage, dropped_files
from gui.status_bar import StatusBar
from gui.theme import Scheme, Theme

if TYPE_CHECKING:
    from core.report import Report
    from gui.desk import Desk
    from gui.export_acts import ExportActs
    from gui.printing import Printing
    from gui.reader import Batch
    from gui.recovery import Recovery
    from gui.windows import Windows


class MainWindow(ReportWindow):
    """One window, one report. What is seen first is made at once, what acts by `furnish`."""

    def __init__(self, session: Session, settings: Settings, theme: Theme, windows: Windows) -> None:
        super().__init__()
        self.session, self.settings, self.theme = session, settings, theme
        self.windows = windows
        self._furnished = False
        self.setMinimumSize(560, 320)
        self.setWindowTitle("公开年报")
        self.menus = [self.menuBar().addMenu(title) for title in MENU_TITLES]
        self.start_page = StartPage(settings)
        self.status = StatusBar(session)
        self.setStatusBar(self.status)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start_page)
        self.setCentralWidget(self.pages)
        self.resize(1366, 768)
        self.restoreGeometry(settings.get(GEOMETRY))
        keep_on_screen(self)
        self._show_start()

    def furnish(self) -> None:
        """Make the acts, fill the menus, listen to the session."""
        if self._furnished:
            return
        self._furnished = True
        from gui.actions import build
        from gui.file_acts import FileActs
        from gui.leaving import Leaving
        from gui.window_acts import WindowActs
        from gui.window_face import WindowFace

        self._leaving = Leaving(self)
        # It listens from here on.
        _ = self.recovery
        self.files = FileActs(self.session, self.settings, self, self._review, self.settle, self._held)
        self.whole = WindowActs(self)
        self.actions_ = build(self, self.menus, self._handler)
        self.face = WindowFace(self)
        self.setAcceptDrops(True)
        self._connect()
        for name, setting in SHOWN.items():
            self.actions_[name].setChecked(self.settings.get(setting))
        self.actions_["large_print"].setChecked(self.theme.large)
        self.actions_[f"scheme_{self.theme.choice.value}"].setChecked(True)
        self._show_state()

    @cached_property
    def recovery(self) -> Recovery:
        """What keeps unsaved work."""
        return self.windows.recovery_of(self.session)

    # ---- parts -------------------------------------------------------------------------------

    @cached_property
    def desk(self) -> Desk:
        """The columns of an open report, with the tool bar above them; made when first needed, so that the start is quick."""
        from gui.desk import Desk
        from gui.settings_dialog import PROFILE
        from gui.toolbar import make_toolbar

        desk = Desk(self.session, self.settings, self.status)
        self.pages.addWidget(desk)
        desk.profile_asked.connect(lambda: self.open_settings(PROFILE))
        desk.findings.settings_asked.connect(self.open_settings)
        self.toolbar = make_toolbar(self, self.actions_, self.exports.send_for_review)
        desk.cells.terms_shown.connect(self.actions_["show_terms"].setChecked)
        desk.print_asked.connect(self.print_report)
        desk.send_asked.connect(self.exports.send_for_review)
        desk.folding.folded.connect(lambda name, shown: self.actions_[name].setChecked(shown))
        self.face.dress()
        return desk

    def prepare(self) -> None:
        """Make the desk while a person looks for the file."""
        self.desk.ensurePolished()
        self.toolbar.setVisible(self.session.is_open)

    @cached_property
    def exports(self) -> ExportActs:
        """The acts by which a report leaves; made when first needed."""
        from gui.export_acts import ExportActs

        exports = ExportActs(self.session, self.settings, self, self.settle, self.files.default_folder, self.status)
        exports.sent.connect(self.files.remember_sent)
        exports.finding_asked.connect(lambda finding: self.desk.views.go_to_finding(finding))
        return exports

    @cached_property
    def printing(self) -> Printing:
        """What prints; made when first needed."""
        from gui.printing import Printing

        printing = Printing(self.session, self.settings, self)
        printing.offered.connect(self.status.offer)
        return printing

    def _handler(self, name: str) -> Callable[..., None]:
        return partial(self._act, name)

    def _act(self, name: str, *_: object) -> None:
        """Find who does it: this window, the acts on files, else the desk's acts."""
        if name.startswith("scheme_"):
            self._choose_scheme(Scheme(name.removeprefix("scheme_")))
        elif name.startswith("go_section_"):
            self.desk.views.go_section(int(name.removeprefix("go_section_")))
        elif self.actions_[name].isCheckable():
            # Asked of the action: what a signal hands to a partial is not always the new state.
            self._act_of(name)(self.actions_[name].isChecked())
        else:
            self._act_of(name)()

    def _act_of(self, name: str) -> Callable[..., None]:
        from gui.actions import act_of

        own = (self, self.files, self.exports, self.whole)
        try:
            return act_of(own, name)
        except LookupError:
            return act_of(self.desk.acts, name)

    def _connect(self) -> None:
        self.start_page.start_asked.connect(self.files.start_from_last)
        self.start_page.files_dropped.connect(self.files.start_from)
        self.start_page.paste_asked.connect(self.files.read_clipboard)
        self.start_page.blank_asked.connect(self.files.new_blank)
        self.start_page.open_asked.connect(self.files.open_file)
        self.start_page.recent_chosen.connect(self.files.open_path)
        self.start_page.recent_aside.connect(lambda path: self.windows.open_aside(path, self))
        self.files.opened.connect(self._opened)
        self.files.closed.connect(self._show_state)
        self.files.reader.reading_changed.connect(self.status.stop_button.setVisible)
        self.status.stop_asked.connect(self.files.cancel_reading)
        self.files.failed.connect(self.windows.stay)
        self.theme.changed.connect(self._dress)
        self.theme.resized.connect(self._follow_print)

    # ---- what is shown -----------------------------------------------------------------------

    def _opened(self) -> None:
        self._show_state()
        self.desk.open()

    def _show_state(self) -> None:
        opened = self.session.is_open
        if opened:
            self.pages.setCurrentWidget(self.desk)
        elif self.pages.currentWidget() is not self.start_page:
            self._show_start()
        if "desk" in self.__dict__:
            self.toolbar.setVisible(opened)
        for action in self.actions_.needs_report:
            action.setEnabled(opened)
        self.face.show_undo()
        self.face.show_title()

    def _show_start(self) -> None:
        self.start_page.refresh()
        self.status.show_place(None)
        self.pages.setCurrentWidget(self.start_page)
        self.start_page.setFocus()

    def _dress(self) -> None:
        """Draw the icons and tick what is chosen; the start page has no icons."""
        if "desk" in self.__dict__:
            self.face.dress()
        self.actions_[f"scheme_{self.theme.choice.value}"].setChecked(True)

    def _follow_print(self) -> None:
        self.actions_["large_print"].setChecked(self.theme.large)
        if "desk" in self.__dict__:
            self.desk.views.show_print()
            self._dress()
            self.toolbar.measure()

    def _choose_scheme(self, scheme: Scheme) -> None:
        self.settings.put(SCHEME, scheme.value)
        self.theme.choose(scheme)

    # ---- acts of the window itself -----------------------------------------------------------

    def _review(self, batch: Batch, as_last: bool, replaces: bool) -> tuple[Report, str, bool] | None:
        from gui.import_review import ask

        return ask(batch.readings, batch.faults, as_last=as_last, replaces=replaces, settings=self.settings, parent=self)

    def _held(self, path: Path, bring: bool) -> bool:
        """Tell whether another window has a file open; bring that one to the front where it is wanted."""
        holder = self.windows.holder(path, besides=self)
        if holder is not None and bring:
            self.windows.bring(holder)
            holder.session.message.emit(f"{path.name} 已经在这个窗口打开")
        return holder is not None

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

    def about(self) -> None:
        """Say what this program is."""
        from gui import dialogs

        dialogs.show_about(self)

    # ---- Qt's events -------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Draw the icons anew on another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange and self._furnished:
            self._dress()
        return super().event(event)

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
        self.furnish()
        self._leaving.take(event)
