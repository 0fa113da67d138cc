"""Paint the cells of an official table: the printed form, with what is wrong, unfilled, computed or current seen at a glance."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF

from core.layout import GridCell, Role
from core.rules.engine import Level
from gui.grid_metrics import Metrics
from gui.grid_state import CellState
from gui.grid_term_painter import paint_term, term_width
from gui.theme import colour

# A corner text longer than this is an explanation, not a heading.
_SHORT_CORNER = 8
_GROUNDS = {Level.ERROR: "error_ground", Level.CONFIRM: "confirm_ground", Level.HINT: "hint_ground"}
_INKS = {Level.ERROR: "error", Level.CONFIRM: "confirm", Level.HINT: "hint"}
_FRAME, _LINE = 2, 1
_COMMAS = "、，"
_MARK = 6
# A cell of this height holds two lines.
_TALL = 31
# Put together once: at every cell it would cost more than to draw the words.
_AT_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
# Beside a number that is long for its column; and how small its type may become.
_TIGHT, _SMALLEST = 2, 0.72
_AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextDontClip)
_IN_CENTRE = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextDontClip)


@dataclass(frozen=True, slots=True)
class Situation:
    """How a cell stands in the view: `lit` marks the row or heads of the current cell, `last` shows last year's value.

    `term` is the sign that it has in the sum being explained, `found` marks what a search has found.
    """

    current: bool = False
    selected: bool = False
    lit: bool = False
    last: bool = False
    term: str = ""
    found: bool = False


PLAIN = Situation()


def paint_label(painter: QPainter, rect: QRect, seen: QRect, cell: GridCell, metrics: Metrics, at: Situation) -> None:
    """Paint a label, head, band or corner, its words where the papers have them; a merged one's in the part that is seen."""
    painter.fillRect(rect, colour("confirm_ground" if at.found else "lit" if at.lit else "head"))
    _hairlines(painter, rect, cell, metrics)
    painter.setFont(metrics.font)
    explains = cell.role is Role.CORNER and len(cell.text) > _SHORT_CORNER
    painter.setPen(colour("confirm" if at.found else "dim" if explains else "ink"))
    if metrics.upright(cell):
        _upright(painter, seen, metrics.upright_lines(cell))
        return
    lines = metrics.lines(cell)
    left = cell.role not in metrics.centred
    top = seen.center().y() + 0.5 - len(lines) * metrics.line / 2
    room = seen.adjusted(metrics.pad, 0, -metrics.pad // 2, 0) if left else seen
    for number, line in enumerate(lines):
        box = QRectF(room.left(), top + number * metrics.line, room.width(), metrics.line)
        painter.drawText(box, _AT_LEFT if left else _IN_CENTRE, line.rstrip())


def _upright(painter: QPainter, rect: QRect, lines: list[tuple[str, float]]) -> None:
    top = rect.center().y() + 0.5 - sum(height for _, height in lines) / 2
    for character, height in lines:
        box = QRectF(rect.left(), top, rect.width(), height)
        if character in _COMMAS:
            # Written downwards it hangs at the upper right of its place; the face has it at the lower left.
            em = painter.fontMetrics().height() * 0.7
            box.translate(em * 0.6, -em * 0.35)
        painter.drawText(box, _IN_CENTRE, character)
        top += height


def paint_value(painter: QPainter, rect: QRect, cell: GridCell, state: CellState, metrics: Metrics, at: Situation) -> None:
    """Paint a value cell with its marks."""
    painter.fillRect(rect, ground_of(state, at))
    # Over the ground of a warning a veil makes mud: it keeps its colour and gets a line around.
    chosen, warns = at.selected and not at.current, _warns(state)
    if chosen and not warns:
        veil = colour("accent")
        veil.setAlpha(38)
        painter.fillRect(rect, veil)
    _hairlines(painter, rect, cell, metrics)
    if state.manual or state.doubtful or state.remark or state.memo:
        _marks(painter, rect, state, metrics)
    inner = rect.adjusted(metrics.pad, 0, -metrics.pad, 0)
    if at.term:
        paint_term(painter, rect, at.term, metrics)
        inner.setLeft(inner.left() + term_width(metrics))
    value_box = _last_year(painter, inner, state, metrics, at.current) if at.last else inner
    painter.setFont(metrics.figures)
    painter.setPen(ink_of(state, at))
    shown, wide = state.text, metrics.figure_width(state.text)
    if wide > inner.width():
        value_box = value_box.adjusted(_TIGHT - metrics.pad, 0, metrics.pad - _TIGHT, 0)
        shown = _squeezed(painter, shown, wide, rect.width() - 2 * _TIGHT, metrics)
    painter.drawText(QRectF(value_box), _AT_RIGHT, shown)
    if at.current:
        _frame(painter, rect, metrics, _FRAME)
    elif chosen and warns:
        _frame(painter, rect, metrics, _LINE)


def _squeezed(painter: QPainter, text: str, wide: float, room: int, metrics: Metrics) -> str:
    """Make a number fit that is too long for its column: smaller type first, so that no digit is left out; other texts are cut."""
    if wide <= room:
        return text
    font = QFont(metrics.figures)
    # Rounded up it would still be too wide.
    font.setPixelSize(max(int(font.pixelSize() * max(room / wide, _SMALLEST)), 1))
    painter.setFont(font)
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)


def _warns(state: CellState) -> bool:
    return state.doubtful or (state.level is not None and not state.empty)


def ground_of(state: CellState, at: Situation) -> QColor:
    """Return the ground of a value cell: wrong, in doubt, unfilled, in the lit row, or by what the cell is."""
    if _warns(state):
        return colour("confirm_ground" if state.level is None or state.empty else _GROUNDS[state.level])
    if state.empty and not state.summed:
        return colour("empty")
    if at.found:
        return colour("confirm_ground")
    if at.term:
        return colour("term")
    if at.lit and not at.current:
        return colour("lit")
    if state.summed:
        return colour("sum")
    return colour("carried" if state.carried else "paper")


def ink_of(state: CellState, at: Situation = PLAIN) -> QColor:
    """Return the colour of a value."""
    if state.level is not None:
        return colour(_INKS[state.level])
    if at.found:
        return colour("confirm")
    return colour("zero" if state.zero else "ink")


def _hairlines(painter: QPainter, rect: QRect, cell: GridCell, metrics: Metrics) -> None:
    """Draw the lower and right line of a cell, at the edge of the table the upper and left one too."""
    line, thin, box = colour("line"), metrics.hairline, QRectF(rect)
    painter.fillRect(QRectF(box.left(), box.bottom() - thin, box.width(), thin), line)
    painter.fillRect(QRectF(box.right() - thin, box.top(), thin, box.height()), line)
    if cell.column == 0:
        painter.fillRect(QRectF(box.left(), box.top(), thin, box.height()), line)
    if cell.row == 0:
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), thin), line)


def _frame(painter: QPainter, rect: QRect, metrics: Metrics, pixels: int) -> None:
    """Frame a cell inside its hairlines."""
    thick = round(pixels * metrics.ratio) / metrics.ratio
    box = QRectF(rect).adjusted(0, 0, -metrics.hairline, -metrics.hairline)
    accent = colour("accent")
    painter.fillRect(QRectF(box.left(), box.top(), box.width(), thick), accent)
    painter.fillRect(QRectF(box.left(), box.bottom() - thick, box.width(), thick), accent)
    painter.fillRect(QRectF(box.left(), box.top(), thick, box.height()), accent)
    painter.fillRect(QRectF(box.right() - thick, box.top(), thick, box.height()), accent)


def _marks(painter: QPainter, rect: QRect, state: CellState, metrics: Metrics) -> None:
    """Mark 手填 top right, 待核对 top left, a remark bottom left, a 批注 bottom right."""
    size = _MARK * metrics.zoom
    # QRect's right and bottom lie inside the cell, on the hairline.
    right, bottom = float(rect.right()), float(rect.bottom())
    left, top = float(rect.left()), float(rect.top())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for shown, name, x, y, dx, dy in (
        (state.manual, "accent", right, top, -size, size),
        (state.doubtful, "confirm", left, top, size, size),
        (bool(state.remark), "dim", left, bottom, size, -size),
        (bool(state.memo), "memo", right, bottom, -size, -size),
    ):
        if shown:
            painter.setBrush(colour(name))
            painter.drawPolygon(QPolygonF([QPointF(x, y), QPointF(x + dx, y), QPointF(x, y + dy)]))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _last_year(painter: QPainter, inner: QRect, state: CellState, metrics: Metrics, current: bool) -> QRect:
    """Write last year's value and the difference small; return the room that is left for the value.

    They stand beside the value, above it where the cell is tall enough and one line too short.
    """
    if not state.last:
        return inner
    room = inner.width() - metrics.figure_width(state.text) - 4 * metrics.zoom
    step = state.difference if state.difference != "±0" else ""
    full, short = f"上年 {state.last}  {step}".strip(), f"{state.last} {step}".strip()
    painter.setFont(metrics.small_figures)
    painter.setPen(colour("dim"))
    # The value stays on its line as the cursor comes by: the long form only where it fits beside it.
    choices = (full, short) if current or state.empty else (short,)
    words = next((words for words in choices if metrics.small_width(words) <= room), "")
    if not words and state.text and inner.height() >= round(_TALL * metrics.zoom):
        half = inner.height() // 2
        words = next((words for words in (full, short) if metrics.small_width(words) <= inner.width()), state.last)
        painter.drawText(QRectF(inner.adjusted(0, 1, 0, -half)), _AT_LEFT, words)
        return inner.adjusted(0, half - 2, 0, -1)
    if not words and metrics.small_width(state.last) <= room:
        words = state.last
    painter.drawText(QRectF(inner), _AT_LEFT, words)
    return inner
