"""A section in the middle: title, a line on how far it is, and the work itself (grid or editor, handed in)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.report import Report
from core.rules.engine import Finding
from core.schema import CellId, Section
from gui.find_strip import FindStrip
from gui.labels import MARGIN, gap, lead, words
from gui.places import Place
from gui.progress import empty_cells
from gui.prose_line import ProseLine
from gui.session import Session

if TYPE_CHECKING:
    from gui.prose_sides import ProseSides


class SectionPage(QWidget):
    """One page; `work` is the section's grid or editor, `around` holds an editor and what stands beside it."""

    place_changed = Signal(object)
    selection_changed = Signal(object)

    def __init__(self, session: Session, section: Section, work: QWidget, around: "ProseSides | None" = None) -> None:
        super().__init__()
        self._session, self.section = session, section
        self.work: Any = work
        self.around = around
        self._paragraph: int | None = None
        self._find: FindStrip | None = None
        self._title = words(section.title, "title")
        self.line = lead("") if self.is_table else ProseLine(session, section)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 12, MARGIN, 16)
        box.setSpacing(0)
        box.addWidget(self._title)
        gap(box, 4)
        box.addWidget(self.line)
        gap(box, 8)
        box.addWidget(around or work, 1)
        self.setFocusProxy(work)
        if self.is_table:
            self.work.current_changed.connect(self._cell_changed)
            self.work.selection_changed.connect(self._selected)
        else:
            self.work.cursor_moved.connect(self._paragraph_changed)
        if isinstance(self.line, ProseLine):
            self.line.left.connect(lambda: work.setFocus(Qt.FocusReason.OtherFocusReason))
            self.line.written.connect(lambda paragraph: self.work.go_to(paragraph, 0, 0))
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        session.changed.connect(self._later.start)
        session.replaced.connect(self._replace)
        self._refresh()

    def add_line(self, line: QWidget) -> None:
        """Show a line of words between the title and the work."""
        self._box.insertWidget(self._box.indexOf(self.work), line)

    @property
    def place(self) -> Place:
        """Where the cursor is on this page."""
        return Place(self.section.id, self.work.current_cell()) if self.is_table else Place(self.section.id, None, self._paragraph)

    @property
    def is_table(self) -> bool:
        """Whether the work is a grid."""
        return self.section.kind == "table"

    def go(self, place: Place) -> None:
        """Show a place of this page."""
        if place.cell is not None:
            self.work.go_to(place.cell)
        elif place.paragraph is not None:
            self.work.go_to(place.paragraph, place.start, place.end)
            # A cursor that stood there already tells nothing.
            self._paragraph = place.paragraph
        self.work.setFocus(Qt.FocusReason.OtherFocusReason)

    def findings_here(self) -> list[Finding]:
        """Return the open findings where the cursor is, the gravest first."""
        return self.work.findings_here()

    def commit(self) -> None:
        """Take in what stands in an open cell editor or an unfinished composition."""
        self.work.commit()

    def set_zoom(self, factor: float) -> None:
        """Show the work larger or smaller; 1.0 is as designed."""
        self.work.set_zoom(factor)
        if self.around is not None:
            self.around.set_zoom(factor)

    def set_show_last(self, show: bool) -> None:
        """Show last year's values beside this year's."""
        if self.is_table:
            self.work.set_show_last(show)

    def open_find(self) -> bool:
        """Open the search in the text or in the table."""
        if not self.is_table:
            self.work.open_find()
            return True
        if self._find is None:
            from gui.grid_find import GridFind

            self._find = GridFind(self.work, self)
            self._find.hide()
            # What stands between goes with the strip: a table comes back to where it was.
            self._find.setContentsMargins(0, 0, 0, 8)
            self._box.insertWidget(self._box.indexOf(self.work), self._find)
        self.work.commit()
        self._find.open()
        return True

    def _cell_changed(self, cell: CellId | None) -> None:
        self.place_changed.emit(Place(self.section.id, cell))

    def _paragraph_changed(self, paragraph: int) -> None:
        self._paragraph = paragraph
        self.place_changed.emit(self.place)

    def _selected(self, cells: Sequence[CellId]) -> None:
        self.selection_changed.emit(list(cells))

    def _replace(self) -> None:
        self._paragraph = None
        self._later.start()

    def _refresh(self) -> None:
        report = self._session.report
        if isinstance(self.line, QLabel) and self.section.id in report.form.section_ids:
            line = table_line(report, self.section)
            if line != self.line.text():
                self.line.setText(line)


def table_line(report: Report, section: Section) -> str:
    """Say what came from last year, what is computed and what is still 未填."""
    cells = report.form.table(section.id).cells
    parts: list[str] = []
    carried = [c for c in cells if report.entry(c).carried]
    if carried and report.last is not None:
        parts.append(f"上年结转已从 {report.last.year} 年度报告带入")
    if any(c in report.form.sum_of for c in cells):
        parts.append("着色的合计自动计算")
    empty = len(empty_cells(report, section.id))
    parts.append(f"还有 {empty} 格未填，没有发生的填 0" if empty else "各格均已填写")
    return "；".join(parts) + "。"
