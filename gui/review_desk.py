"""One reading under review: the source on the left, what it became on the right, the notes; each leads to its place in the others."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from core.errors import AppError
from core.layout import grid
from core.reading import Reading
from core.schema import CellId
from gui.grid_metrics import narrowest
from gui.labels import chip, words
from gui.review_items import Item, Kind, items_of
from gui.review_lines import PARAGRAPH, Line, source_lines
from gui.review_links import Links
from gui.review_list import ReviewList
from gui.review_notes import NotesPane
from gui.review_result import INFO, ResultPane
from gui.review_session import ReviewSession
from gui.rounds import go_round
from gui.theme import factor

# Wide enough for three columns: a table of the form beside its source and the notes.
_WIDE = 1180
_NOTES, _BAR = 268, 14
# A table is not drawn wider than this.
_WIDEST = 1064
_LEGEND = (("已读入", "carried"), ("待核对", "confirm"), ("没有读入的数", "error"))


class SourcePane(QFrame):
    """The source as read, under a line that explains its tints."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.setObjectName("reviewSource")
        self.setAccessibleName("原文件")
        self.list = ReviewList("原文件的内容", links, source_lines(links))
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(words("原文件", "strong"))
        head.addStretch(1)
        for text, level in _LEGEND:
            head.addWidget(chip(text, level))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(head)
        box.addWidget(self.list, 1)

    def enter(self) -> None:
        """Take the keyboard."""
        self.list.enter()

    def minimumSizeHint(self) -> QSize:
        """Return room for a narrow table."""
        return QSize(240, 136)


class ReviewDesk(QWidget):
    """The panes of one reading; `changed` tells that counts may differ."""

    changed = Signal()

    def __init__(self, reading: Reading, faults: Sequence[tuple[str, AppError]] = ()) -> None:
        super().__init__()
        self.reading, self._faults = reading, faults
        self.session = ReviewSession(reading.report)
        self.session.setParent(self)
        self.links = Links(reading.source, reading.origins, self.session.report)
        self.source = SourcePane(self.links) if reading.source is not None else None
        self.result = ResultPane(self.session, self.links)
        self.notes = NotesPane()
        # Whether a person has shared out the room: it stays so until the notes change their side.
        self._dragged = False
        self._first_items: list[Item] = []
        self.sides = QSplitter(Qt.Orientation.Horizontal)
        # As it stands in a narrow window: beside each other they would not let it be that narrow.
        self.whole = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._connect()
        self._refresh()
        self.notes.setVisible(self.has_notes)
        self._show_first()

    def _lay_out(self) -> None:
        for pane in (self.source, self.result):
            if pane is not None:
                self.sides.addWidget(pane)
        self.whole.addWidget(self.sides)
        self.whole.addWidget(self.notes)
        for splitter in (self.sides, self.whole):
            splitter.setHandleWidth(12)
            splitter.setChildrenCollapsible(False)
            splitter.splitterMoved.connect(self._drag)
        self.whole.setStretchFactor(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.whole)

    def _connect(self) -> None:
        self.result.cell_chosen.connect(self._cell_chosen)
        self.result.line_chosen.connect(self._line_chosen)
        self.result.page_shown.connect(self._page_shown)
        self.notes.gone_to.connect(self.show_item)
        self.notes.entered.connect(self._enter_item)
        self.session.changed.connect(lambda _: self._refresh())
        if self.source is not None:
            self.source.list.chosen.connect(self._source_chosen)
            self.source.list.answered.connect(self.result.enter)

    def _show_first(self) -> None:
        self._page_shown(self.result.current)
        cells = self.result.current_cells()
        if cells:
            self._cell_chosen(cells[0])

    @property
    def has_notes(self) -> bool:
        """Whether there was anything to look at when the reading came; the pane stays when all of it is done."""
        return bool(self._first_items)

    # ---- one side follows the other ----------------------------------------------------------

    def _cell_chosen(self, cell: CellId) -> None:
        if self.source is None:
            return
        place = self.links.place_near((cell,))
        if place is not None:
            self.source.list.show_place(*place)
        else:
            self._show_part(cell.table)

    def _line_chosen(self, line: Line) -> None:
        block = self.links.block_of(line.part, line.block)
        if self.source is not None and block is not None:
            self.source.list.show_place(block)

    def _show_part(self, part: str) -> None:
        blocks = self.links.origins.blocks_of(part)
        if self.source is not None:
            self.source.list.show_place(blocks[0] if blocks else -1)

    def _page_shown(self, page: str) -> None:
        if self.source is not None:
            self.source.list.light(page if page != INFO else "")

    def _source_chosen(self, line: Line, column: int) -> None:
        if line.row == PARAGRAPH:
            found = self.links.paragraph_of(line.block)
            if found is not None:
                self.result.show_line(*found)
            elif line.part:
                self.result.show_line(line.part)
            return
        cell = self.links.cell_near(line.block, line.row, column)
        if cell is not None:
            self.result.show_cells([cell])
        elif line.part:
            self.result.show_page(self.result.page_of(line.part))

    # ---- notes -------------------------------------------------------------------------------

    def show_item(self, item: Item) -> None:
        """Show the place of a note on both sides."""
        if item.cells:
            # What has no cell stood beside this row: the row itself is not meant.
            self.result.show_cells(item.cells[:1] if _is_stray(item) else item.cells)
            place = item.raw or self.links.place_near(item.cells)
            if self.source is not None and place is not None:
                self.source.list.show_place(*place)
            elif place is None:
                self._show_part(item.part)
            return
        became = self.links.paragraph_of(item.raw[0]) if item.raw is not None else None
        if became is not None:
            self.result.show_line(*became)
        elif item.part:
            self.result.show_page(self.result.page_of(item.part))
            if self.result.page_of(item.part) == INFO:
                self.result.show_line(item.part)
            if item.raw is None:
                self._show_part(item.part)
        if item.raw is not None and self.source is not None:
            self.source.list.show_place(*item.raw)

    def _enter_item(self, item: Item) -> None:
        self.show_item(item)
        if not item.part and item.raw is None:
            # It has no place: a file that could not be read.
            self.notes.enter()
        elif self.source is None or (item.cells and not _is_stray(item)):
            self.result.enter()
        else:
            self.source.enter()

    def _refresh(self) -> None:
        items = items_of(self.links, self._faults)
        self._first_items = self._first_items or items
        self.notes.fill(items)
        if self.source is not None:
            self.source.list.viewport().update()
        self.changed.emit()

    # ---- the keyboard and the room -----------------------------------------------------------

    def go_round(self, by: int) -> None:
        """Give the keyboard to the next (1) or previous (-1) pane."""
        panes = [pane for pane in (self.source, self.result, self.notes) if pane is not None and pane.isVisible()]
        go_round(panes, by)

    def enter(self) -> None:
        """Take the keyboard where there is most to look at."""
        (self.notes if self.notes.shown() else self.result).enter()

    def step(self, by: int) -> None:
        """Go to the place of the next (1) or previous (-1) note, the keyboard with it."""
        item = self.notes.step(by)
        if item is not None:
            self._enter_item(item)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the notes beside the sides where there is room, else below."""
        super().resizeEvent(event)
        wide = event.size().width() >= _WIDE
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if self.whole.orientation() is not wanted:
            self._dragged = False
            self.whole.setOrientation(wanted)
        if not self._dragged:
            room = event.size().width() if wide else event.size().height()
            notes = 0 if not self.has_notes else _NOTES if wide else max(room * 3 // 10, 96)
            self.whole.setSizes([room - notes, notes])
            self._share(event.size().width() - (notes + self.whole.handleWidth() if wide else 0))

    def _drag(self) -> None:
        self._dragged = True

    def _share(self, room: int) -> None:
        """Give the report the width of its widest table, the source at least what it needs."""
        if self.source is None:
            return
        form = self.session.report.form
        table = max(narrowest(grid(form.id, each.id), factor()) for each in form.tables) + _BAR
        right = max(min(table, room * 6 // 10), min(room // 2, round(_WIDEST * factor())))
        self.sides.setSizes([room - right - self.sides.handleWidth(), right])

    def showEvent(self, event: QShowEvent) -> None:
        """Bring what is current into view: before this the panes had no size."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.result.show_again)


def _is_stray(item: Item) -> bool:
    """Tell whether a note speaks of what stands in the source only."""
    return item.kind is Kind.LOST and item.raw is not None
