"""The drawn side of a grid: spans, measures, frozen heads, the current cell and the selection."""

from collections.abc import Iterator
from itertools import accumulate, groupby

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPalette, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QStyle, QTableView, QWidget

from core.layout import GridCell
from core.schema import CellId
from gui.grid_cursor import Cursor
from gui.grid_frozen import FrozenPane, move_painted
from gui.grid_lights import Lights
from gui.grid_metrics import Metrics
from gui.grid_model import GridModel
from gui.grid_painter import PLAIN, Situation, paint_label, paint_value
from gui.session import Session

Index = QModelIndex | QPersistentModelIndex
_ENSURE_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible


class GridCanvas(QTableView):
    """Draw the table `table_id` of the session's report as the printed form has it."""

    # CellId | None
    current_changed = Signal(object)
    # list[CellId] in reading order
    selection_changed = Signal(list)
    cursor_shown = Signal()
    # int, int: by how much what is painted was moved.
    scrolled = Signal(int, int)

    def __init__(self, session: Session, table_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.grid_model = GridModel(session, table_id, self)
        self.cursor_ = Cursor(self.grid_model.places)
        self.metrics = Metrics(self.grid_model.places.grid, self.font(), 1.0)
        self.lights = Lights(self)
        self._zoom, self._show_last = 1.0, False
        # What the cursor's place makes look different: its row, its heads, the selection.
        self._lit_heads: frozenset[GridCell] = frozenset()
        self._lit_cells: frozenset[GridCell] = frozenset()
        self._told: tuple[CellId | None, list[CellId]] = (None, [])
        self.panes = [FrozenPane(self, heads=heads, labels=labels) for heads, labels in ((True, False), (False, True), (True, True))]
        self._set_up()
        self._load()
        self.grid_model.modelReset.connect(self._load)

    def _set_up(self) -> None:
        self.setObjectName("officialTable")
        self.setModel(self.grid_model)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Beside and below the table lies the window, not paper.
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setCornerButtonEnabled(False)
        # Where two scroll bars meet, the style would draw a box.
        self.setCornerWidget(QWidget(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def _load(self) -> None:
        """Take in a grid: its name, spans and measures; the current cell stays where the form still has it."""
        places = self.grid_model.places
        self.setAccessibleName(self.session.report.form.section(self.grid_model.table_id).title)
        self.clearSpans()
        for cell in places.grid.cells:
            if cell.row_span > 1 or cell.column_span > 1:
                self.setSpan(cell.row, cell.column, cell.row_span, cell.column_span)
        kept = self.cursor_.current.cell
        self.cursor_ = Cursor(places)
        if kept is not None and kept in places.by_id:
            self.cursor_.go(places.by_id[kept])
        self._lit_heads = self._lit_cells = frozenset()
        self._measure()
        self.show_cursor(scroll=False)

    # ---- measures ----------------------------------------------------------------------------

    def set_zoom(self, zoom: float) -> None:
        """Draw the table larger or smaller; 1 is 12 px type."""
        self._zoom = zoom
        self._measure()

    def set_show_last(self, shown: bool) -> None:
        """Show last year's values and the differences in the cells."""
        self._show_last = shown
        self._fit()

    def narrowest_width(self) -> int:
        """Return the width below which the table scrolls sideways."""
        return self.metrics.narrowest_width() + 2 * self.frameWidth()

    def _measure(self) -> None:
        self.metrics = Metrics(self.grid_model.places.grid, self.font(), self._zoom, self.devicePixelRatioF())
        self._fit()

    def _fit(self) -> None:
        room = self.maximumViewportSize()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self.verticalScrollBar())
        self.metrics.fit(room.width(), room.height(), bar, last=self._show_last)
        for column, width in enumerate(self.metrics.widths):
            self.setColumnWidth(column, width)
        for row, height in enumerate(self.metrics.heights):
            self.setRowHeight(row, height)
        # Qt would adapt the scroll bars a moment later: until then they would show a table that is no more.
        self.updateGeometries()
        self._place_panes()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the table into the new room."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another typeface, repaint in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let input methods in; Qt's own would paint the whole table anew, which looks the same with the keyboard and without."""
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, self.currentIndex().isValid())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the table as it is painted."""

    def event(self, event: QEvent) -> bool:
        """Lay the edges on whole pixels of another screen."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._measure()
        return super().event(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll; merged labels centre their words anew in what is seen of them."""
        merged = [cell for cell in self.grid_model.places.grid.cells if cell.row_span > 1 and cell.cell is None]
        before = [self._seen_of(cell).translated(dx, dy) for cell in merged]
        fields = [each for each in self.viewport().children() if isinstance(each, QWidget)]
        # From right to left Qt turns dx round.
        if all(field.isHidden() for field in fields) and not self.isRightToLeft():
            self.horizontalHeader().setOffset(self.horizontalScrollBar().value())
            self.verticalHeader().setOffset(self.verticalScrollBar().value())
            move_painted(self.viewport(), dx, dy, self.panes, fields)
        else:
            # An open field goes along.
            super().scrollContentsBy(dx, dy)
        self._place_panes()
        for cell, seen in zip(merged, before, strict=True):
            if self._seen_of(cell) != seen:
                self.viewport().update(self.cell_rect(cell))
        self.scrolled.emit(dx, dy)

    def _seen_of(self, cell: GridCell) -> QRect:
        return self._seen(self.cell_rect(cell), cell, self.viewport().rect())

    def _place_panes(self) -> None:
        for pane in self.panes:
            pane.place()

    def frozen_height(self) -> int:
        """Return the height of the head rows, which stay in view."""
        return sum(self.metrics.heights[: self.grid_model.places.grid.head_rows])

    def frozen_width(self) -> int:
        """Return the width of the label columns, which stay in view."""
        return sum(self.metrics.widths[: self.grid_model.places.label_columns])

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _ENSURE_VISIBLE) -> None:
        """Bring a cell into view, clear of the heads and labels that lie over the edges."""
        super().scrollTo(index, hint)
        cell = self.grid_model.cell(index)
        if cell is None:
            return
        rect = self.cell_rect(cell)
        for bar, start, edge in (
            (self.verticalScrollBar(), rect.top(), self.frozen_height()),
            (self.horizontalScrollBar(), rect.left(), self.frozen_width()),
        ):
            if start < edge:
                bar.setValue(bar.value() - (edge - start))

    def cell_rect(self, cell: GridCell) -> QRect:
        """Return where a cell lies in the viewport, scrolled as it is."""
        height = sum(self.metrics.heights[cell.row : cell.row + cell.row_span])
        return QRect(self.columnViewportPosition(cell.column), self.rowViewportPosition(cell.row), self.metrics.width_of(cell), height)

    # ---- painting ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells, and over them what leads from a term to its sum.

        Qt would ask model and delegate several times for each cell, which costs more than to paint it.
        """
        painter = QPainter(self.viewport())
        for cell, rect in self.cells_in(event.region()):
            self.paint_cell(painter, rect, cell)
        painter.end()
        self.lights.paint_links()

    def cells_in(self, region: QRegion) -> Iterator[tuple[GridCell, QRect]]:
        """Yield the cells that a region of the viewport touches, and where they lie."""
        top, left = self.rowViewportPosition(0), self.columnViewportPosition(0)
        tops = list(accumulate(self.metrics.heights, initial=top))
        lefts = list(accumulate(self.metrics.widths, initial=left))
        whole = region.boundingRect()
        first, last = whole.top(), whole.bottom()
        for cell in self.grid_model.places.grid.cells:
            y, end = tops[cell.row], tops[cell.row + cell.row_span]
            if end <= first or y > last:
                continue
            x = lefts[cell.column]
            rect = QRect(x, y, lefts[cell.column + cell.column_span] - x, end - y)
            if region.intersects(rect):
                yield cell, rect

    def paint_cell(self, painter: QPainter, rect: QRect, cell: GridCell, window: QRect | None = None) -> None:
        """Paint a cell into `rect`; a merged label centres its words in what `window` (the viewport unless given) shows of it."""
        found = self.lights.found
        if cell.cell is None:
            seen = self._seen(rect, cell, self.viewport().rect() if window is None else window)
            at = Situation(lit=cell in self._lit_heads, found=cell in found) if self._lit_heads or found else PLAIN
            paint_label(painter, rect, seen, cell, self.metrics, at)
            return
        cursor, state = self.cursor_, self.grid_model.state(cell.cell)
        current, several = cell == cursor.current, len(cursor.selected) > 1
        # A table full of "上年 0" beside zeros would hide the rest.
        tells = current or not state.zero or state.difference not in ("", "±0")
        at = Situation(
            current=current,
            selected=several and cell in self._lit_cells,
            lit=not several and cell.row == cursor.current.row,
            last=self._show_last and tells,
            term=self.lights.terms.signs.get(cell.cell, ""),
            found=bool(found) and cell in found,
        )
        paint_value(painter, rect, cell, state, self.metrics, at)

    def _seen(self, rect: QRect, cell: GridCell, window: QRect) -> QRect:
        if cell.row_span == 1 or cell.row < self.grid_model.places.grid.head_rows:
            return rect
        hidden = self.frozen_height() if self.verticalScrollBar().value() > 0 else 0
        seen = rect.intersected(window.adjusted(0, hidden, 0, 0))
        needed = min(self.metrics.words_height(cell), rect.height())
        top, height = seen.top(), seen.height()
        if height < needed:
            top, height = (rect.bottom() + 1 - needed if seen.bottom() == rect.bottom() else top), needed
        return QRect(rect.left(), top, rect.width(), height)

    # ---- current cell and selection ----------------------------------------------------------

    def show_cursor(self, *, scroll: bool = True) -> None:
        """Bring Qt's own current index and selection into line, repaint what differs, tell the window."""
        cursor, places = self.cursor_, self.grid_model.places
        before = self._lit_cells | self._lit_heads
        chosen = frozenset(cursor.selected)
        heads = [places.heads(cell) for cell in (chosen if len(chosen) > 1 else [cursor.current])]
        self._lit_heads = frozenset(h for pair in heads for h in (pair.label, pair.head) if h is not None)
        row = places.lines[places.position(cursor.current)[0]]
        self._lit_cells = chosen if len(chosen) > 1 else frozenset(row)
        index = self.grid_model.index_of(cursor.current)
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.selectionModel().select(self._qt_selection(chosen), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        for cell in before | self._lit_cells | self._lit_heads:
            self.viewport().update(self.cell_rect(cell))
        for pane in self.panes:
            pane.update()
        self.lights.follow(cursor.current.cell)
        if scroll:
            self.scrollTo(index)
        self.cursor_shown.emit()
        self._tell()

    def _qt_selection(self, cells: frozenset[GridCell]) -> QItemSelection:
        selection = QItemSelection()
        for line in self.grid_model.places.lines:
            for inside, run in groupby(line, cells.__contains__):
                if inside:
                    ends = list(run)
                    selection.select(self.grid_model.index_of(ends[0]), self.grid_model.index_of(ends[-1]))
        return selection

    def _tell(self) -> None:
        current, selected = self.cursor_.current.cell, [cell.cell for cell in self.cursor_.selected if cell.cell is not None]
        before, self._told = self._told, (current, selected)
        if before[0] != current:
            self.current_changed.emit(current)
        if before[1] != selected:
            self.selection_changed.emit(selected)
