"""Where a report is worked on: navigator, workspace, preview and findings side by side, and the acts on them. Built when first needed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from core.report import PREAMBLE
from gui.cell_acts import CellActs
from gui.figure_acts import FigureActs
from gui.fill_acts import FillActs
from gui.findings_panel import FindingsPanel
from gui.folding import Folding
from gui.following import Following
from gui.navigator import Navigator
from gui.number_acts import NumberActs
from gui.places import INFO, Place
from gui.preview import Preview
from gui.progress import todos
from gui.prose_acts import ProseActs
from gui.rounds import go_round
from gui.section_menu import SectionMenus
from gui.sentence_acts import SentenceActs
from gui.session import Session
from gui.settings import PANES, Settings
from gui.status_bar import StatusBar
from gui.todo_acts import TodoActs
from gui.view_acts import EditActs, ViewActs
from gui.wheel_zoom import WheelZoom
from gui.workspace import Workspace
from gui.zero_acts import ZeroActs

if TYPE_CHECKING:
    from gui.text_editor import TextEditor

_NARROWEST = 360
# What a page of prose needs beside the preview.
_PROSE = 480
# The findings: as drawn, the part of a wide window in percent, and no wider by themselves.
_FINDINGS, _PART, _FINDINGS_MOST = 280, 16, 400
# Room for all columns, however wide.
_AMPLE = 1 << 14


class Desk(QSplitter):
    """The columns of an open report."""

    print_asked = Signal()

    profile_asked = Signal()
    send_asked = Signal()

    def __init__(self, session: Session, settings: Settings, status: StatusBar) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._session, self._settings = session, settings
        self._previewed = self._worked_on = False
        self._offer = status.offer_pane
        self.navigator = Navigator(session)
        self.workspace = Workspace(session, self._make_page)
        self.preview = Preview(session, settings)
        self.findings = FindingsPanel(session, settings)
        self.edits = EditActs(session, self.workspace)
        self.following = Following(session, self.workspace, self)
        panes = {"show_navigator": self.navigator, "show_findings": self.findings, "show_preview": self.preview}
        self.folding = Folding(settings, panes, self.workspace.needed_width, self)
        self.views = ViewActs(settings, self.workspace, self.folding, self.findings)
        # Who does what the menus say, asked in this order.
        self.prose = ProseActs(session, settings, self.workspace.page, self)
        self.zero = ZeroActs(session, settings, self.workspace)
        self.todo = TodoActs(session, self.workspace)
        self.cells = CellActs(session, self.workspace, status)
        self.acts: tuple[object, ...] = (
            self.edits,
            self.views,
            self.prose,
            self.zero,
            self.todo,
            self.cells,
            NumberActs(session, self.workspace),
            FigureActs(session, self.workspace.page, self),
            FillActs(session, self.workspace),
            SentenceActs(session, lambda: self.workspace.page().work, self),
        )
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for pane in self._columns():
            self.addWidget(pane)
        self.setStretchFactor(1, 1)
        # Whether a person has said how wide the columns are to be.
        self._drawn = bool(settings.get(PANES))
        self._widths = self._wished()
        self._connect(status)
        self.views.begin()

    def open(self) -> None:
        """Show where work begins in the report just opened: the first thing that is left to do, else the first page."""
        self._worked_on = True
        report = self._session.report
        start = report.form.sections[0].id if report.unit and report.year else INFO
        first = next((todo.place for todo in todos(self._session) if not todo.done), None) if report.last is not None else None
        # A page is built when it is first shown: one that would be left at once is not.
        self.workspace.show_page(first.page if first is not None else start)
        self.workspace.enter()
        if first is not None:
            self.workspace.go(first)
        self.navigator.show_page(self.workspace.current)
        self.workspace.tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for before the rest is laid out."""
        self._fit()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return what the work needs at the least: the side panes give way."""
        return QSize(_NARROWEST, self.workspace.minimumSizeHint().height())

    def _wished(self) -> list[int]:
        """Return how wide a person left the columns, or they are as drawn: Qt tells it only where there is room for all."""
        size = self.size()
        self.resize(_AMPLE, size.height())
        self.setSizes([240, 846, 400, _FINDINGS])
        self.restoreState(self._settings.get(PANES))
        widths = self.sizes()
        self.resize(size)
        return widths

    def _columns(self) -> tuple[Navigator, Workspace, Preview, FindingsPanel]:
        return self.navigator, self.workspace, self.preview, self.findings

    def _fit(self) -> None:
        self.folding.fit(self.width())
        self._widen()
        self._share()

    def _widen(self) -> None:
        """Let the findings take their part of a wide window, until a person has drawn the columns."""
        wanted = min(max(self.width() * _PART // 100, _FINDINGS), _FINDINGS_MOST)
        if self._drawn or self._widths[3] == wanted:
            return
        self._widths[3] = wanted
        if not self.findings.isHidden():
            sizes = self.sizes()
            sizes[1] += sizes[3] - wanted
            sizes[3] = wanted
            self.setSizes(sizes)

    def _share(self) -> None:
        """Give the work at least what it needs, the preview what it wants of the rest."""
        needed = self.workspace.needed_width()
        if not self.preview.isHidden() and not self._shows_table():
            needed = min(needed, _PROSE)
        sides = [pane for pane in self._columns() if pane is not self.workspace and not pane.isHidden()]
        # A pane called up where there is no room for it takes it from the work.
        width = self.width() - len(sides) * self.handleWidth()
        most = width - sum(pane.minimumWidth() for pane in sides)
        least = max(min(needed, most), _NARROWEST)
        self.workspace.setMinimumWidth(least)
        if self.preview.isHidden():
            return
        # Folded panes are given their widths as well: Qt would take 0 for what they are to have when they stand again.
        sizes = [max(wished, pane.minimumWidth()) for pane, wished in zip(self._columns(), self._widths, strict=True)]
        room = width - sum(size for pane, size in zip(self._columns(), sizes, strict=True) if pane in sides and pane is not self.preview)
        sizes[2] = max(min(self.preview.wanted_width(room, self.workspace.needed_width()), room - least), self.preview.minimumWidth())
        sizes[1] = room - sizes[2]
        self.setSizes(sizes)

    def _folded(self, name: str, shown: bool) -> None:
        if name == "show_preview" and shown is not self._previewed:
            self._previewed = shown
            self._share()

    def _shows_table(self) -> bool:
        current = self.workspace.current
        return any(section.id == current and section.kind == "table" for section in self._session.report.form.sections)

    def _moved(self, _: int, handle: int) -> None:
        self._drawn = True
        shown = zip(self._columns(), self.sizes(), self._widths, strict=True)
        self._widths = [wished if pane.isHidden() else size for pane, size, wished in shown]
        # The handle before a column has its number.
        if not self.preview.isHidden() and handle in (2, 3):
            self.preview.keep_width()

    def go_round(self, by: int) -> None:
        """Give the keyboard to the next (1) or the previous (-1) column that is shown, and to what the status bar offers."""
        before, behind = self.prose.beside()
        go_round((self.navigator, *before, self.workspace, *behind, self.preview, self.findings, self._offer), by)

    def remember(self) -> None:
        """Keep the widths for the next start where a person has drawn them."""
        if self._worked_on and self._drawn:
            self._settings.put(PANES, self.saveState())

    def _connect(self, status: StatusBar) -> None:
        workspace, navigator = self.workspace, self.navigator
        navigator.page_chosen.connect(workspace.show_page)
        navigator.page_entered.connect(workspace.enter)
        navigator.place_chosen.connect(workspace.go)
        navigator.fill_zero_asked.connect(self._session.fill_zero)
        navigator.fill_zero_asked.connect(workspace.enter)
        navigator.keep_asked.connect(self.todo.keep_part)
        navigator.zero_asked.connect(self.zero.zero_assistant)
        navigator.send_asked.connect(self.send_asked)
        navigator.next_asked.connect(self.todo.first)
        menus = SectionMenus(
            navigator, self._session, workspace.show_page, workspace.enter, lambda: workspace.page().commit(), self.todo.keep_part
        )
        navigator.menu_asked.connect(menus.show)
        self.todo.done.connect(self.send_asked)
        navigator.offer_zero(self.zero.stands, self.zero.offer_changed)
        self.findings.finding_chosen.connect(self.views.go_to_finding)
        self.findings.finding_mended.connect(workspace.enter)
        workspace.page_shown.connect(navigator.show_page)
        workspace.page_made.connect(WheelZoom(self.views.zoom_in, self.views.zoom_out, self).watch)
        workspace.page_shown.connect(self.findings.show_page)
        workspace.place_changed.connect(status.show_place)
        workspace.page_shown.connect(status.leave)
        status.zoom_chosen.connect(self.views.zoom_to)
        workspace.place_changed.connect(self.preview.follow)
        workspace.page_shown.connect(self._share)
        workspace.page_shown.connect(self.prose.follow_page)
        self.preview.place_chosen.connect(workspace.go)
        self.preview.print_asked.connect(self.print_asked)
        self.splitterMoved.connect(self._moved)
        self.folding.folded.connect(self._folded)
        workspace.selection_changed.connect(status.show_selection)
        self.views.zoomed.connect(status.show_zoom)
        self.views.zoomed.connect(self._fit)
        self._session.replaced.connect(self._fit)

    def _make_page(self, page: str) -> QWidget:
        if page == INFO:
            from gui.info_page import InfoPage

            made = InfoPage(self._session, self._make_text(PREAMBLE))
            made.profile_asked.connect(self.profile_asked)
            return made
        from gui.section_page import SectionPage

        section = self._session.report.form.section(page)
        if section.kind == "text":
            from gui.prose_sides import ProseSides

            editor = self._make_text(page)
            return SectionPage(self._session, section, editor, ProseSides(self._session, editor, self._settings))
        from gui.grid_view import GridView

        made = SectionPage(self._session, section, GridView(self._session, page))
        if page == "applications":
            made.add_line(self.zero.offer_line())
        return made

    def _make_text(self, part: str) -> "TextEditor":
        from gui.text_editor import TextEditor

        made = TextEditor(self._session, part)
        made.cell_asked.connect(lambda cell: self.workspace.go(Place(cell.table, cell)))
        return made
