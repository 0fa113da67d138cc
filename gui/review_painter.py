"""Paint the lines of a review: paragraphs and rows of raw grids, tinted by what became of them, and the word where they went."""

from math import floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.importers.source import RawTable
from gui.grid_metrics import BODY, SMALL, sized, wrap
from gui.review_lines import PARAGRAPH, Line
from gui.review_table import LINE, PAD, TableLayout, rough_width
from gui.theme import colour, px

if TYPE_CHECKING:
    from gui.review_list import ReviewList

Index = QModelIndex | QPersistentModelIndex
# The margin with the word where a line went, the one without; the bar beside it; the room right of the text.
MARKED, PLAIN, _BAR, _GAP, _RIGHT = 50, 14, 3, 8, 8
_TEXT_LINE = 20
_BETWEEN, _TABLE_GAP = 4, 6
_CLIPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextDontClip)


class LineDelegate(QStyledItemDelegate):
    """Paint for one list, which knows what is lit and how each place is tinted."""

    def __init__(self, view: "ReviewList") -> None:
        super().__init__(view)
        self._view = view
        self._layouts: dict[int, TableLayout] = {}
        self._heights: dict[int, int] = {}
        self._room = -1
        self.set_font(view.font())

    def set_font(self, base: QFont) -> None:
        """Take a typeface."""
        self._text, self._table, self._small = sized(base, px(BODY + 1)), sized(base, px(BODY)), sized(base, px(SMALL))
        self._figures = QFont(self._table)
        self._figures.setFeature(QFont.Tag("tnum"), 1)
        self._names = (self._text.toString(), self._table.toString())
        self.forget()

    def forget(self) -> None:
        """Measure anew."""
        self._heights.clear()

    def layout_of(self, block: int) -> TableLayout | None:
        """Return the layout of a raw grid, fitted to the list's width; None for a paragraph."""
        raw = self._view.links.source.blocks[block] if self._view.links.source.blocks else None
        if not isinstance(raw, RawTable):
            return None
        found = self._layouts.get(block)
        if found is None:
            found = self._layouts[block] = TableLayout(raw)
        found.fit(max(self._view.room() - self._view.margin - _RIGHT - 1, 80), self._names[1])
        return found

    # ---- measures ----------------------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a line at the width of the list; a wide grid asks for more width."""
        room = self._view.room()
        if not room:
            return QSize(10, px(_TEXT_LINE))
        if room != self._room:
            self._room = room
            self._heights.clear()
        row = index.row()
        line = self._view.lines[row]
        layout = self.layout_of(line.block) if line.row != PARAGRAPH else None
        if row not in self._heights:
            self._heights[row] = self._height(line, layout)
        width = self._view.margin + layout.edges[-1] + _RIGHT if layout is not None else 0
        return QSize(max(width, room) if layout is not None else 10, self._heights[row])

    def _height(self, line: Line, layout: TableLayout | None) -> int:
        if layout is None:
            return len(self._lines(line)) * px(_TEXT_LINE) + _BETWEEN * 2
        above = _TABLE_GAP if line.row == 0 else 0
        below = _TABLE_GAP if line.row == len(layout.rows) - 1 else 0
        return layout.heights[line.row] + above + below

    def _lines(self, line: Line) -> tuple[str, ...]:
        room = max(self._room - self._view.margin - _RIGHT, 60)
        if rough_width(line.text) * (BODY + 1) / BODY < room * 0.95 and "\n" not in line.text:
            return (line.text,)
        return wrap(line.text, room, self._names[0])

    # ---- painting ----------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one line."""
        line = self._view.lines[index.row()]
        area: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setClipRect(area)
        self._mark(painter, area, line)
        if line.row == PARAGRAPH:
            self._paragraph(painter, area, line, index.row())
        else:
            self._row(painter, area, line)
        painter.restore()

    def _mark(self, painter: QPainter, area: QRect, line: Line) -> None:
        if self._view.margin == px(PLAIN):
            return
        lit = bool(line.part) and line.part == self._view.lit_part
        bar = QRect(area.left() + self._view.margin - px(_GAP), area.top(), _BAR, area.height())
        top = 4 if line.first else 0
        painter.fillRect(bar.adjusted(0, top, 0, 0), colour("accent" if lit else "line"))
        if line.first and line.mark:
            painter.setFont(self._small)
            painter.setPen(colour("accent" if lit else "dim"))
            words = QRect(
                area.left(), area.top() + (_TABLE_GAP if line.row == 0 else _BETWEEN), self._view.margin - px(_GAP) - 5, px(_TEXT_LINE)
            )
            painter.drawText(words, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), line.mark)

    def _paragraph(self, painter: QPainter, area: QRect, line: Line, row: int) -> None:
        # A wide grid makes every line as wide as itself: the words keep to the room.
        box = QRect(area.left() + self._view.margin - 4, area.top() + 1, self._room - self._view.margin + 2, area.height() - 2)
        if self._view.currentIndex().row() == row:
            painter.fillRect(box, colour("lit"))
            self._frame(painter, box)
        painter.setFont(self._text)
        painter.setPen(colour("ink" if line.read else "dim"))
        top = area.top() + _BETWEEN
        for text in self._lines(line):
            painter.drawText(QRectF(area.left() + self._view.margin, top, area.width(), px(_TEXT_LINE)), _CLIPPED, text.rstrip())
            top += px(_TEXT_LINE)

    def _row(self, painter: QPainter, area: QRect, line: Line) -> None:
        layout = self.layout_of(line.block)
        if layout is None:
            return
        left = area.left() + self._view.margin
        top = area.top() + (_TABLE_GAP if line.row == 0 else 0) - layout.tops[line.row]
        # Of a merged cell only the part in this row; the edges on the same whole pixels as its ground.
        above, below = self._snap(top + layout.tops[line.row]), self._snap(top + layout.tops[line.row + 1])
        painter.setClipRect(QRectF(left, above, layout.edges[-1] + 1, below - above))
        for place in dict.fromkeys(layout.owner(line.row, column) for column in range(layout.columns)):
            x, y, width, height = layout.box(place)
            self._cell(painter, QRect(left + x, top + y, width, height), line, place, layout)

    def _cell(self, painter: QPainter, box: QRect, line: Line, place: tuple[int, int], layout: TableLayout) -> None:
        row, column = place
        tint, ink = self._view.tint(line.block, row, column, line.read)
        self._ground(painter, box, place, tint)
        text = layout.text(row, column)
        if text:
            number = layout.is_value(row, column)
            painter.setFont(self._figures if number else self._table)
            painter.setPen(colour(ink))
            self._words(painter, box.adjusted(px(PAD), 0, -px(PAD), 0), text, number, centred=layout.is_head(row, column))
        if (row, column) == self._view.current_place(line.block):
            self._frame(painter, box.adjusted(0, 0, -1, -1))

    def _words(self, painter: QPainter, room: QRect, text: str, number: bool, *, centred: bool) -> None:
        if number and rough_width(text) <= room.width() + 2 * px(PAD):
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip), text)
            return
        lines = wrap(text, room.width(), self._names[1])
        top = room.center().y() + 0.5 - len(lines) * px(LINE) / 2
        flags = _CENTRED if centred and len(lines) == 1 else _CLIPPED
        for words in lines:
            painter.drawText(QRectF(room.left(), top, room.width(), px(LINE)), flags, words.rstrip())
            top += px(LINE)

    def _snap(self, edge: int) -> float:
        """Return the whole pixel of the screen that is next to an edge."""
        ratio = self._view.devicePixelRatioF()
        return floor(edge * ratio + 0.5) / ratio

    def _ground(self, painter: QPainter, box: QRect, place: tuple[int, int], tint: str) -> None:
        """Fill a cell and draw its hairlines, laid on whole pixels of the screen."""
        ratio = self._view.devicePixelRatioF()
        thin = max(int(ratio), 1) / ratio
        left, right = self._snap(box.left()), self._snap(box.left() + box.width())
        top, bottom = self._snap(box.top()), self._snap(box.top() + box.height())
        painter.fillRect(QRectF(left, top, right - left, bottom - top), colour(tint))
        line = colour("line")
        painter.fillRect(QRectF(right - thin, top, thin, bottom - top), line)
        painter.fillRect(QRectF(left, bottom - thin, right - left, thin), line)
        if place[1] == 0:
            painter.fillRect(QRectF(left, top, thin, bottom - top), line)
        if place[0] == 0:
            painter.fillRect(QRectF(left, top, right - left, thin), line)

    def _frame(self, painter: QPainter, box: QRect) -> None:
        """Frame what is current, strongly where the keyboard is."""
        painter.setPen(QPen(colour("accent"), 2 if self._view.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(box).adjusted(1, 1, -0.5, -0.5))
