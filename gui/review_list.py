"""A pane of the review that lists lines: the source as read on the left, prose and fields as they became on the right.

Only what is in view is painted, so that a file of twenty thousand paragraphs opens as quickly as a page.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QToolTip, QWidget

from core.layout import cell_text
from gui.review_line_model import Index, LineModel
from gui.review_lines import PARAGRAPH, Line
from gui.review_links import UNREAD, Links
from gui.review_painter import MARKED, PLAIN, LineDelegate
from gui.theme import px

_CENTRE = QAbstractItemView.ScrollHint.PositionAtCenter
_VISIBLE = QAbstractItemView.ScrollHint.EnsureVisible
# With more lines than this a change of width is measured when it has come to rest.
_MANY, _REST_MS = 3000, 80
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewList(QListView):
    """Show lines; one is current, with the place of a raw grid in it."""

    # Line, int: where a person goes, and the column of a raw grid
    chosen = Signal(object, int)
    # Return was pressed: the counterpart on the other side is asked for.
    answered = Signal()

    def __init__(self, name: str, links: Links, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links = links
        self.lit_part = ""
        self.margin = px(MARKED if any(line.mark for line in lines) else PLAIN)
        self._column = 0
        self._quiet = False
        # The width that the lines are laid out in; not known before the list has one.
        self._measured = -1
        self.setObjectName("reviewList")
        self.setAccessibleName(name)
        self._model = LineModel(lines, links, self)
        # Where to be when the list is shown: until then it has no model, since every touch of the style would lay all lines out.
        self._pending: tuple[int, int, int, str] | None = None
        self._delegate = LineDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Where two scroll bars meet, the style would draw a box.
        self.setCornerWidget(QWidget(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setMouseTracking(True)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._measure)

    @property
    def lines(self) -> list[Line]:
        """The lines in order."""
        return self._model.lines

    def fill(self, lines: Sequence[Line]) -> None:
        """Show other lines."""
        self._delegate.forget()
        self._model.fill(lines)
        self.viewport().update()

    # ---- what the delegate asks --------------------------------------------------------------

    def room(self) -> int:
        """Return the width that lines are laid out in, which stays while a drag of the edge goes on; 0 before the list is shown."""
        return max(self._measured, 0)

    def tint(self, block: int, row: int, column: int, read: bool) -> tuple[str, str]:
        """Return the ground and the ink of a place of a raw grid: what became of it."""
        cell = self.links.cell_at.get((block, row, column))
        if cell is not None:
            entry = self.links.report.entry(cell)
            if entry.doubtful:
                return "confirm_ground", "confirm"
            return ("carried" if entry.value is not None else "paper"), "ink"
        if self.links.is_lost(block, row, column):
            return "error_ground", "error"
        return ("head", "ink") if read else ("paper", "dim")

    def current_place(self, block: int) -> tuple[int, int] | None:
        """Return the current (row, column) of a raw grid, the first place of a merged cell."""
        index = self.currentIndex()
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        layout = self._delegate.layout_of(block) if line.block == block and line.row != PARAGRAPH else None
        return layout.owner(line.row, min(self._column, layout.columns - 1)) if layout else None

    # ---- current place -----------------------------------------------------------------------

    def show_place(self, block: int, row: int = PARAGRAPH, column: int = 0, part: str = "") -> None:
        """Make a place current and bring it into view; nobody is told, it was asked for."""
        if self.model() is None:
            self._pending = (block, row, column, part)
            return
        at = self._line_of(block, row, part)
        self._quiet = True
        try:
            self._column = column
            index = self._model.index(at) if at is not None else QModelIndex()
            self.setCurrentIndex(index)
            if at is not None:
                self.scrollTo(index, _CENTRE if not self._in_view(index) else _VISIBLE)
                self._show_column()
        finally:
            self._quiet = False
        self.viewport().update()

    def _show_column(self) -> None:
        """Bring the current place of a grid that is wider than the list into view."""
        line = self.current_line()
        layout = self._delegate.layout_of(line.block) if line is not None and line.row != PARAGRAPH else None
        if line is None or layout is None:
            return
        left, _, width, _ = layout.box(layout.owner(line.row, min(self._column, layout.columns - 1)))
        bar, room = self.horizontalScrollBar(), self.viewport().width()
        if self.margin + left + width > bar.value() + room:
            bar.setValue(self.margin + left + width - room + 8)
        elif self.margin + left < bar.value():
            bar.setValue(left)

    def _line_of(self, block: int, row: int, part: str) -> int | None:
        return next(
            (at for at, line in enumerate(self.lines) if (line.block, line.row) == (block, row) and part in ("", line.part)),
            next((at for at, line in enumerate(self.lines) if line.block == block and part in ("", line.part)), None),
        )

    def _in_view(self, index: Index) -> bool:
        return self.viewport().rect().contains(self.visualRect(index).center())

    def light(self, part: str) -> None:
        """Mark in the margin what went to a part of the report."""
        if part != self.lit_part:
            self.lit_part = part
            self.viewport().update()

    def current_line(self) -> Line | None:
        """Return the current line."""
        index = self.currentIndex()
        return self.lines[index.row()] if index.isValid() else None

    def current_text(self) -> str:
        """Return what stands at the current place."""
        line = self.current_line()
        if line is None or line.row == PARAGRAPH:
            return line.text if line is not None else ""
        layout, place = self._delegate.layout_of(line.block), self.current_place(line.block)
        return layout.text(*place) if layout is not None and place is not None else ""

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell where a person went."""
        super().currentChanged(current, previous)  # pyright: ignore[reportArgumentType]
        self._tell()

    def _tell(self) -> None:
        self.viewport().update()
        line = self.current_line()
        if line is not None and not self._quiet:
            self.chosen.emit(line, self._column)

    # ---- keys and mouse ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go along a row with the arrows; Return goes over to the other side; Ctrl+C copies what stands here."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.key() in _RETURN:
            self.answered.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.current_text())
        elif step is not None:
            self._along(step)
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _along(self, step: int) -> None:
        line = self.current_line()
        layout = self._delegate.layout_of(line.block) if line is not None and line.row != PARAGRAPH else None
        if line is None or layout is None:
            return
        here = layout.owner(line.row, self._column)
        column = self._column + step
        while 0 <= column < layout.columns and layout.owner(line.row, column) == here:
            column += step
        if 0 <= column < layout.columns:
            self._column = column
            self._show_column()
            self._tell()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Make the place under the pointer current."""
        point = event.position().toPoint()
        index = self.indexAt(point)
        if not index.isValid():
            return
        self._column = self._column_at(index, point)
        same = index == self.currentIndex()
        self.setCurrentIndex(index)
        if same:
            self._tell()

    def _column_at(self, index: Index, point: QPoint) -> int:
        line = self.lines[index.row()]
        layout = self._delegate.layout_of(line.block) if line.row != PARAGRAPH else None
        if layout is None:
            return 0
        x = point.x() - self.visualRect(index).left() - self.margin
        return max(sum(edge <= x for edge in layout.edges[1:-1]), 0)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say of the place under the pointer what became of it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            words = self._told(index, self._column_at(index, event.pos())) if index.isValid() else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().viewportEvent(event)

    def _told(self, index: Index, column: int) -> str:
        line = self.lines[index.row()]
        if line.row == PARAGRAPH:
            return "" if line.read else UNREAD
        layout = self._delegate.layout_of(line.block)
        row, column = layout.owner(line.row, column) if layout else (line.row, column)
        cell, report = self.links.cell_at.get((line.block, row, column)), self.links.report
        if cell is not None:
            doubt = "，待核对" if report.entry(cell).doubtful else ""
            return f"读入“{report.form.label(cell)}”：{cell_text(report, cell) or '未填'}{doubt}"
        return "这个数没有放进报告" if self.links.is_lost(line.block, row, column) else ""

    # ---- measures ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out anew for another width, when there are many only once it rests."""
        super().resizeEvent(event)
        if len(self.lines) > _MANY and self._measured > 0:
            self._rest.start()
        elif self._measured > 0:
            self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure for the width at last: before this it is any."""
        super().showEvent(event)
        self._measure()
        if self.model() is None:
            self.setModel(self._model)
        if self._pending is not None:
            pending, self._pending = self._pending, None
            self.show_place(*pending)

    def _measure(self) -> None:
        if self._measured != self.viewport().width():
            self._measured = self.viewport().width()
            self._delegate.forget()
            self.doItemsLayout()
            if self.currentIndex().isValid():
                self.scrollTo(self.currentIndex(), _CENTRE)
                self._show_column()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another typeface, repaint in other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._delegate.set_font(self.font())
            self.scheduleDelayedItemsLayout()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.viewport().update()

    def enter(self) -> None:
        """Take the keyboard."""
        if not self.currentIndex().isValid() and self.lines:
            self.setCurrentIndex(self._model.index(0))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
