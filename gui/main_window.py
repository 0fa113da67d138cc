"""The window: menus, toolbar and panes put together. What they do is in the acts; what they show is in the session."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QSizePolicy, QSplitter, QStackedWidget, QToolBar, QWidget

from core.report import PREAMBLE
from gui import dialogs
from gui.actions import TOOLBAR, Actions, build, icons_of
from gui.file_acts import FileActs
from gui.findings_panel import FindingsPanel
from gui.help_text import ABOUT, help_for
from gui.icons import icon
from gui.navigator import Navigator
from gui.places import INFO
from gui.recovery import Recovery
from gui.session import Session
from gui.settings import GEOMETRY, PANES, SCHEME, SHOW_FINDINGS, SHOW_LAST, SHOW_NAVIGATOR, Settings
from gui.start_page import StartPage, dropped_file
from gui.status_bar import StatusBar
from gui.theme import Theme
from gui.view_acts import EditActs, ViewActs
from gui.workspace import Workspace


class MainWindow(QMainWindow):
    """One window, one report."""

    def __init__(self, session: Session, settings: Settings, theme: Theme, recovery: Recovery) -> None:
        super().__init__()
        self.session, self.settings, self.theme, self.recovery = session, settings, theme, recovery
        self.setAcceptDrops(True)
        self.setMinimumSize(800, 520)
        self.workspace = Workspace(session, self._make_page)
        self.navigator = Navigator(session)
        self.findings = FindingsPanel(session)
        self.start_page = StartPage(settings)
        self.status = StatusBar(session)
        self.setStatusBar(self.status)
        self.files = FileActs(session, settings, self, self._review)
        self.edits = EditActs(session, self.workspace)
        self.views = ViewActs(settings, theme, self.workspace, self.findings.step)
        self.actions_: Actions = build(self, self._handler)
        self.splitter, self.stack = self._panes()
        self.toolbar = self._toolbar()
        self._connect()
        self._restore()

    # ---- parts -------------------------------------------------------------------------------

    def _panes(self) -> tuple[QSplitter, QStackedWidget]:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for pane in (self.navigator, self.workspace, self.findings):
            splitter.addWidget(pane)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([240, 846, 280])
        stack = QStackedWidget()
        stack.addWidget(self.start_page)
        stack.addWidget(splitter)
        self.setCentralWidget(stack)
        return splitter, stack

    def _toolbar(self) -> QToolBar:
        bar = QToolBar("工具栏", movable=False, floatable=False)
        bar.setObjectName("toolbar")
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        bar.setIconSize(QSize(16, 16))
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # The style sheet knows one padding for all four sides of a tool bar.
        bar.addWidget(_gap(4))
        for item in TOOLBAR:
            if item == "*":
                stretch = QWidget()
                stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
                bar.addWidget(stretch)
            elif item:
                bar.addAction(self.actions_[item])
                bar.widgetForAction(self.actions_[item]).setFocusPolicy(Qt.FocusPolicy.TabFocus)
            else:
                bar.addSeparator()
        bar.addWidget(self._primary())
        bar.addWidget(_gap(4))
        self.addToolBar(bar)
        return bar

    def _primary(self) -> QWidget:
        holder = QWidget()
        box = QHBoxLayout(holder)
        box.setContentsMargins(8, 0, 0, 0)
        self.review_button = QPushButton("送审")
        self.review_button.setProperty("role", "primary")
        self.review_button.setAccessibleName("送审")
        self.review_button.setToolTip(self.actions_["send_for_review"].toolTip())
        self.review_button.clicked.connect(self.send_for_review)
        box.addWidget(self.review_button)
        return holder

    def _make_page(self, page: str) -> QWidget:
        from gui.text_editor import TextEditor

        if page == INFO:
            from gui.info_page import InfoPage

            return InfoPage(self.session, TextEditor(self.session, PREAMBLE))
        from gui.section_page import SectionPage

        section = self.session.report.form.section(page)
        if section.kind == "text":
            return SectionPage(self.session, section, TextEditor(self.session, page))
        from gui.grid_view import GridView

        return SectionPage(self.session, section, GridView(self.session, page))

    def _handler(self, name: str) -> Callable[..., None]:
        if name.startswith("go_section_"):
            return partial(self._call, self.views.go_section, int(name[-1]))
        for acts in (self, self.files, self.edits, self.views):
            act = type(acts).__dict__.get(name)
            if act is not None:
                bound = getattr(acts, name)
                checkable = name in ("show_last", "show_navigator", "show_findings")
                return bound if checkable else partial(self._call, bound)
        raise KeyError(name)

    @staticmethod
    def _call(act: Callable[..., None], *arguments: object) -> None:
        """Drop the `checked` that every action hands on."""
        act(*(a for a in arguments if not isinstance(a, bool)))

    def _connect(self) -> None:
        session, workspace = self.session, self.workspace
        self.navigator.page_chosen.connect(workspace.show_page)
        self.navigator.page_entered.connect(workspace.enter)
        self.navigator.fill_zero_asked.connect(session.fill_zero)
        self.findings.finding_chosen.connect(workspace.go_to_finding)
        workspace.page_shown.connect(self.navigator.show_page)
        workspace.place_changed.connect(self.status.show_place)
        workspace.selection_changed.connect(self.status.show_selection)
        self.views.zoomed.connect(self.status.show_zoom)
        self.start_page.start_asked.connect(self.files.start_from_last)
        self.start_page.file_dropped.connect(self.files.start_from)
        self.start_page.blank_asked.connect(self.files.new_blank)
        self.start_page.open_asked.connect(self.files.open_file)
        self.start_page.recent_chosen.connect(self.files.open_path)
        self.files.opened.connect(self._opened)
        self.files.closed.connect(self._show_state)
        self.actions_.recent.aboutToShow.connect(self._fill_recent)
        for signal in (session.stack.canUndoChanged, session.stack.canRedoChanged):
            signal.connect(self._show_undo)
        for signal in (session.stack.undoTextChanged, session.stack.redoTextChanged):
            signal.connect(self._show_undo)
        session.saved_changed.connect(self._show_title)
        session.path_changed.connect(self._show_title)
        session.changed.connect(self._show_title)

    def _restore(self) -> None:
        self.resize(1366, 768)
        self.restoreGeometry(self.settings.get(GEOMETRY))
        self.splitter.restoreState(self.settings.get(PANES))
        for name, setting in (("show_last", SHOW_LAST), ("show_navigator", SHOW_NAVIGATOR), ("show_findings", SHOW_FINDINGS)):
            self.actions_[name].setChecked(self.settings.get(setting))
        self.navigator.setVisible(self.settings.get(SHOW_NAVIGATOR))
        self.findings.setVisible(self.settings.get(SHOW_FINDINGS))
        self.actions_[f"scheme_{self.settings.get(SCHEME)}"].setChecked(True)
        self.views.begin()
        self._dress()
        self._show_state()

    # ---- what is shown -----------------------------------------------------------------------

    def _opened(self) -> None:
        info = not (self.session.report.unit and self.session.report.year)
        sections = self.session.report.form.sections
        self._show_state()
        self.workspace.show_page(INFO if info else sections[0].id)
        self.navigator.show_page(self.workspace.current)
        self.status.show_place(self.workspace.place())
        self.workspace.enter()

    def _show_state(self) -> None:
        opened = self.session.is_open
        if not opened:
            self.start_page.refresh()
            self.status.show_place(None)
        self.stack.setCurrentIndex(int(opened))
        for action in self.actions_.needs_report:
            action.setEnabled(opened)
        self.review_button.setEnabled(opened)
        self.toolbar.setVisible(opened)
        self._show_undo()
        self._show_title()
        if not opened:
            self.start_page.setFocus()

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
        for name, drawing in icons_of().items():
            self.actions_[name].setIcon(icon(drawing))

    # ---- acts of the window itself -----------------------------------------------------------

    def _review(self, report: object, name: str, as_last: bool, replaces: bool) -> str:
        from gui.import_review import Choice, ImportReview

        review = ImportReview(report, name, as_last=as_last, replaces=replaces, parent=self)  # pyright: ignore[reportArgumentType]
        review.exec()
        return {Choice.LAST_YEAR: "last", Choice.EDIT: "edit"}.get(review.choice, "")

    def save(self) -> None:
        """Save, an open cell editor included."""
        self.edits.settle()
        self.files.save()

    def save_as(self) -> None:
        """Save under another name."""
        self.edits.settle()
        self.files.save_as()

    def export(self) -> None:
        """Export the kinds of file that a person ticks."""
        self._export((".docx", ".xlsx", ".pdf"), review=False)

    def send_for_review(self) -> None:
        """Check everything, then export the Word file that goes for review."""
        self._export((".docx",), review=True)

    def _export(self, suffixes: tuple[str, ...], *, review: bool) -> None:
        from gui.export_dialog import ExportDialog

        self.edits.settle()
        self.session.check_now()
        dialog = ExportDialog(self.session, self.files.default_folder(), suffixes, review=review, parent=self)
        dialog.exec()
        if dialog.order is not None:
            self.files.export(dialog.order.folder, dialog.order.files)
        dialog.deleteLater()

    def help_here(self) -> None:
        """Explain the place under the cursor."""
        dialogs.show_message(self, *help_for(self.session, self.workspace.place()))

    def about(self) -> None:
        """Say what this program is."""
        dialogs.show_message(self, "公开年报", ABOUT)

    def quit(self) -> None:
        """Close the window."""
        self.close()

    # ---- Qt's events -------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons in the new colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "actions_"):
            self._dress()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file anywhere on the window."""
        if dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file dropped."""
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            (self.files.open_path if self.session.is_open else self.files.start_from)(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved work, remember the window, end what runs."""
        self.edits.settle()
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
        self.settings.put(PANES, self.splitter.saveState())
        self.settings.flush()
        self.recovery.close()
        self.session.tasks.close()
        event.accept()


def _gap(width: int) -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(width)
    return gap
