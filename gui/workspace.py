"""The middle: one page per section, built when first shown."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.layout import grid
from core.rules.engine import Finding
from core.schema import CellId
from gui.grid_metrics import narrowest, widest
from gui.labels import MARGIN
from gui.places import INFO, Place, place_of
from gui.progress import empty_cells
from gui.session import Session
from gui.theme import px

# The bar and the frame at the side of a table.
_SCROLL_BAR = 12
# So much more where the outline or last year's text stands beside the prose.
_WITH_SIDES = 1.6


class Page(Protocol):
    """What every page of the workspace can do; each is a QWidget with signals `place_changed` and `selection_changed`."""

    work: QWidget

    @property
    def place(self) -> Place:
        """Where the cursor is on this page."""
        ...

    def go(self, place: Place) -> None:
        """Show a place of this page."""

    def findings_here(self) -> list[Finding]:
        """Return the open findings where the cursor is, the gravest first."""
        return []

    def commit(self) -> None:
        """Take in what a person has typed and the session does not have yet."""

    def set_zoom(self, factor: float) -> None:
        """Show the work larger or smaller."""

    def set_show_last(self, show: bool) -> None:
        """Show last year's values."""

    def open_find(self) -> bool:
        """Open the search in its text or table."""
        return False


class Workspace(QStackedWidget):
    """Show one page and pass on what a person does to it."""

    page_shown = Signal(str)
    # The widget of a page that was built just now.
    page_made = Signal(object)
    place_changed = Signal(object)
    selection_changed = Signal(object)

    def __init__(self, session: Session, make_page: Callable[[str], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("workspace")
        self.setProperty("measures", True)
        self.setAccessibleName("报告内容")
        self._session, self._make_page = session, make_page
        self._pages: dict[str, QWidget] = {}
        self._form = session.report.form.id
        self._zoom, self._show_last = 1.0, False
        self.current = INFO
        self.selected: list[CellId] = []
        session.replaced.connect(self._replace)

    def page(self) -> Page:
        """Return the page shown."""
        return self._page(self.current)  # pyright: ignore[reportReturnType]

    def place(self) -> Place:
        """Return where the cursor is."""
        return self.page().place

    def show_page(self, page: str) -> None:
        """Show a page."""
        if page == self.current and self.currentWidget() is self._pages.get(page):
            return
        self.current = page
        self.selected = []
        shown = self._page(page)
        self.setCurrentWidget(shown)
        self._centre()
        self.page_shown.emit(page)
        self.tell()

    def tell(self) -> None:
        """Say where the cursor is and what is selected."""
        self.place_changed.emit(self.place())
        self.selection_changed.emit(self.selected)

    def show_number(self, number: int) -> None:
        """Show the section of that number, from 1."""
        sections = self._session.report.form.sections
        if 1 <= number <= len(sections):
            self.show_page(sections[number - 1].id)
            self.enter()

    def go(self, place: Place) -> None:
        """Show a place."""
        self.show_page(place.page)
        self.page().go(place)

    def go_to_finding(self, finding: Finding) -> None:
        """Show what a finding speaks of."""
        self.go(place_of(finding, self._session.report))

    def enter(self) -> None:
        """Give the keyboard to the page shown."""
        self._page(self.current).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_zoom(self, factor: float) -> None:
        """Show all pages larger or smaller."""
        self._zoom = factor
        for page in self._pages.values():
            page.set_zoom(factor)  # pyright: ignore[reportAttributeAccessIssue]
        self._centre()

    def set_show_last(self, show: bool) -> None:
        """Show last year's values on all tables."""
        self._show_last = show
        for page in self._pages.values():
            page.set_show_last(show)  # pyright: ignore[reportAttributeAccessIssue]

    def needed_width(self) -> int:
        """Return the width below which a table of this form would have to scroll sideways."""
        form = self._session.report.form
        tables = max(narrowest(grid(form.id, table.id), self._zoom) for table in form.tables)
        return tables + 2 * px(MARGIN) + _SCROLL_BAR

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the work in the middle of a wide window."""
        self._centre()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """See when something comes to stand beside the prose."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._centre()
        return super().event(event)

    def _centre(self) -> None:
        """Give all pages one width and one left edge, as wide as the widest table may be."""
        form = self._session.report.form
        most = max(widest(grid(form.id, table.id), self._zoom) for table in form.tables) + 2 * px(MARGIN) + _SCROLL_BAR
        sides = getattr(self.currentWidget(), "around", None)
        if sides is not None and sides.fitting():
            most = round(most * _WITH_SIDES)
        side = max((self.width() - most) // 2, 0)
        if side != self.contentsMargins().left():
            self.setContentsMargins(side, 0, side, 0)

    def cells_meant(self) -> list[CellId]:
        """Return the selected cells; all of the table that are 未填 where at most one is selected, or none of them is 未填."""
        report = self._session.report
        is_table = any(s.id == self.current and s.kind == "table" for s in report.form.sections)
        empty = empty_cells(report, self.current) if is_table else ()
        # A block just pasted is still selected: it has nothing to fill, the table has.
        return self.selected if len(self.selected) > 1 and not set(empty).isdisjoint(self.selected) else list(empty)

    def _page(self, page: str) -> QWidget:
        if page not in self._pages:
            made = self._make_page(page)
            made.set_zoom(self._zoom)  # pyright: ignore[reportAttributeAccessIssue]
            made.set_show_last(self._show_last)  # pyright: ignore[reportAttributeAccessIssue]
            made.place_changed.connect(self._place_changed)  # pyright: ignore[reportAttributeAccessIssue]
            made.selection_changed.connect(self._selected)  # pyright: ignore[reportAttributeAccessIssue]
            self._pages[page] = made
            self.page_made.emit(made)
            self.addWidget(made)
        return self._pages[page]

    def _place_changed(self, place: Place) -> None:
        if place.page == self.current:
            self.place_changed.emit(place)

    def _selected(self, cells: list[CellId]) -> None:
        if self.sender() is self.currentWidget():
            self.selected = cells
            self.selection_changed.emit(cells)

    def _replace(self) -> None:
        """Another form has other tables: build its pages anew, on the same section."""
        form = self._session.report.form
        if form.id == self._form:
            return
        self._form = form.id
        for page in self._pages.values():
            self.removeWidget(page)
            page.hide()
            page.deleteLater()
        self._pages.clear()
        self.current, kept = "", self.current
        self.show_page(kept if kept in form.section_ids else INFO)
