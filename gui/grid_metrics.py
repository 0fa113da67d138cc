"""Measures of a drawn grid: column widths, wrapped labels, row heights, all in logical pixels at a zoom."""

from functools import lru_cache
from itertools import pairwise
from math import ceil

from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from core.exporters.table_fit import ordinal_end, words_room
from core.layout import Grid, GridCell, Role, centred

BODY, SMALL = 12, 11
_ROW, _LINE, _ABOVE_AND_BELOW = 24, 15, 4
# Beside a number there is no room for last year's in columns narrower than this: two lines, then.
NARROW, _TWO_LINES = 60, 34
# More rows than this are not made taller: fewer of them would be in view.
_FEW_ROWS = 3
# So much higher are the rows where the room beside and below the table is more than it takes.
_AIRY = 1.25
_PAD, _HEAD_PAD = 6, 4
# A table may be drawn this much narrower or wider than the form has it before it scrolls or leaves room.
_NARROWEST, _WIDEST = 0.75, 1.3
# Labels in a column narrower than this stand upright, one character a line.
_UPRIGHT = 40.0
_EXACT = 0.01
# A comma takes less than a line in an upright label.
_UPRIGHT_COMMA = 0.6
# What Qt takes for the end of a line inside a paragraph.
_LINE_SEPARATOR = "\u2028"


def narrowest(grid: Grid, zoom: float) -> int:
    """Return the width below which a grid scrolls sideways."""
    return round(round(sum(grid.widths) * zoom) * _NARROWEST)


def widest(grid: Grid, zoom: float) -> int:
    """Return the width beyond which a grid does not grow."""
    return round(sum(grid.widths) * zoom * _WIDEST)


class Metrics:
    """Fonts and measures of one grid at one zoom; `fit` sets the widths and heights for a given room.

    `ratio` is the screen's pixels per logical pixel: edges are laid on whole pixels of the screen, or hairlines would come and go.
    """

    def __init__(self, grid: Grid, base: QFont, zoom: float, ratio: float = 1.0) -> None:
        self.grid, self.zoom, self.ratio = grid, zoom, ratio
        self.centred = centred(grid)
        self._step = next((step for step in (1, 2, 4) if abs(step * ratio - round(step * ratio)) < _EXACT), 1)
        self.font = sized(base, BODY * zoom)
        self.small = sized(base, SMALL * zoom)
        self.figures = QFont(self.font)
        self.figures.setFeature(QFont.Tag("tnum"), 1)
        self.small_figures = QFont(self.small)
        self.small_figures.setFeature(QFont.Tag("tnum"), 1)
        self._figure_widths: dict[str, float] = {}
        self._small_widths: dict[str, float] = {}
        self.widths: list[int] = []
        self.heights: list[int] = []

    @property
    def pad(self) -> int:
        """The room left and right of a number or label."""
        return round(_PAD * self.zoom)

    @property
    def line(self) -> float:
        """The distance of two lines of a wrapped label."""
        return _LINE * self.zoom

    def figure_width(self, text: str) -> float:
        """Return the width of a value; the same few numbers are asked for again and again."""
        if text not in self._figure_widths:
            self._figure_widths[text] = text_width(text, self.figures)
        return self._figure_widths[text]

    def small_width(self, text: str) -> float:
        """Return the width of last year's value."""
        if text not in self._small_widths:
            self._small_widths[text] = text_width(text, self.small_figures)
        return self._small_widths[text]

    @property
    def hairline(self) -> float:
        """The thinnest whole line of the screen, in logical pixels."""
        return max(int(self.ratio), 1) / self.ratio

    def _snap(self, length: float) -> int:
        return round(length / self._step) * self._step

    def _snap_up(self, length: float) -> int:
        return ceil(length / self._step) * self._step

    def narrowest_width(self) -> int:
        """Return the width below which the table scrolls."""
        return narrowest(self.grid, self.zoom)

    def fit(self, room: int, height: int, bar: int, *, last: bool = False) -> None:
        """Set `widths` and `heights` for a viewport of room × height; `bar` is what a vertical scroll bar would take of it.

        `last` tells that last year's values stand in the cells too.
        """
        self._widen(room)
        self._raise_rows(last)
        if bar and sum(self.heights) > height:
            self._widen(room - bar)
            self._raise_rows(last)
        airy = [self._snap(row * _AIRY) for row in self.heights]
        if sum(self.widths) + self._step < room and sum(airy) <= height:
            self.heights = airy

    def _widen(self, room: int) -> None:
        natural = [width * self.zoom for width in self.grid.widths]
        factor = min(max((room - self._step) / sum(natural), _NARROWEST), _WIDEST)
        edges = [0.0]
        for width in natural:
            edges.append(edges[-1] + width * factor)
        # Rounding the edges, not the widths, makes the last edge meet the room exactly.
        self.widths = [self._snap(right) - self._snap(left) for left, right in pairwise(edges)]

    def _raise_rows(self, last: bool) -> None:
        self.heights = [self._snap_up(round(_ROW * self.zoom))] * self.grid.rows
        rows = {cell.row for cell in self.grid.cells if cell.cell is not None}
        if last and len(rows) <= _FEW_ROWS:
            for cell in self.grid.cells:
                if cell.cell is not None and self.width_of(cell) < NARROW * self.zoom:
                    self.heights[cell.row] = self._snap_up(round(_TWO_LINES * self.zoom))
        tall = sorted((c for c in self.grid.cells if c.text and c.cell is None and not self.upright(c)), key=lambda c: c.row_span)
        for cell in tall:
            needed = self._snap_up(self.words_height(cell))
            rows = range(cell.row, cell.row + cell.row_span)
            missing = needed - sum(self.heights[row] for row in rows)
            if missing > 0:
                self.heights[rows[-1]] += missing

    def upright(self, cell: GridCell) -> bool:
        """Tell whether a label stands upright."""
        return cell.role is Role.LABEL and cell.row_span > 1 and cell.column_span == 1 and self.grid.widths[cell.column] < _UPRIGHT

    def width_of(self, cell: GridCell) -> int:
        """Return the width of a cell with its spans."""
        return sum(self.widths[cell.column : cell.column + cell.column_span])

    def lines(self, cell: GridCell) -> tuple[str, ...]:
        """Wrap a label to its cell."""
        # Words that begin at the left may come nearer to the right edge.
        pads = (2 * _HEAD_PAD if cell.role is Role.HEAD else 1.5 * _PAD) * self.zoom
        room = self.width_of(cell) - pads
        return (head_lines if cell.role is Role.HEAD else label_lines)(cell.text, room, self.font.toString())

    def upright_lines(self, cell: GridCell) -> list[tuple[str, float]]:
        """Return (character, height) for each line of an upright label."""
        return [(c, self.line * (_UPRIGHT_COMMA if c in "、，" else 1)) for c in cell.text]

    def words_height(self, cell: GridCell) -> int:
        """Return the height that a label's words take."""
        lines = sum(height for _, height in self.upright_lines(cell)) if self.upright(cell) else len(self.lines(cell)) * self.line
        return round(lines + _ABOVE_AND_BELOW * self.zoom)


def sized(base: QFont, pixels: float) -> QFont:
    """Return the font in a size of logical pixels."""
    font = QFont(base)
    font.setPixelSize(max(round(pixels), 1))
    return font


@lru_cache(maxsize=2000)
def wrap(text: str, width: float, font_name: str) -> tuple[str, ...]:
    """Break a text into lines as Chinese typesetting allows, and where it has lines; a word longer than the width is cut."""
    font = QFont()
    font.fromString(font_name)
    layout = QTextLayout(text.replace("\n", _LINE_SEPARATOR), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 1.0))
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip("\n"))
    layout.endLayout()
    return tuple(lines) or ("",)


@lru_cache(maxsize=500)
def evenly(text: str, width: float, font_name: str) -> tuple[str, ...]:
    """Break a text into as few lines as the width asks for, as equally long as they can be: 结果|维持, not 结果维|持."""
    lines = wrap(text, width, font_name)
    least, most = 1, int(width)
    while len(lines) > 1 and least < most:
        middle = (least + most) // 2
        if len(wrap(text, middle, font_name)) > len(lines):
            least = middle + 1
        else:
            most = middle
    return lines if len(lines) < 2 else wrap(text, most, font_name)


@lru_cache(maxsize=500)
def head_lines(text: str, width: float, font_name: str) -> tuple[str, ...]:
    """Break a heading between its words of two characters, as the papers do: 社会|公益|组织; others evenly."""
    font = QFont()
    font.fromString(font_name)
    em = text_width("口", font)
    wide = em > 0 and text_width(text, font) > width
    step = round(words_room(text, width / em)) if wide else 0
    if step:
        return tuple(text[start : start + step] for start in range(0, len(text), step))
    return evenly(text, width, font_name)


@lru_cache(maxsize=500)
def label_lines(text: str, width: float, font_name: str) -> tuple[str, ...]:
    """Break a label, behind its ordinal where the rest then fits on one line: （三）|不予公开."""
    font = QFont()
    font.fromString(font_name)
    at = ordinal_end(text, [text_width(character, font) for character in text], width)
    return (text[:at], text[at:]) if at else wrap(text, width, font_name)


def text_width(text: str, font: QFont) -> float:
    """Return the width of a text on one line."""
    return QFontMetricsF(font).horizontalAdvance(text)
