"""Paint what lights up around a sum: a sign and an outline at each term, and a fine line to where it goes."""

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from gui.grid_metrics import Metrics
from gui.theme import colour

_GAP = 4
_SIGN, _LINE, _ARROW, _INSET = 9, 1.2, 4.0, 1.6
_TOP_LEFT = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter


def term_width(metrics: Metrics) -> int:
    """Return the room that a sign takes at the left of its cell."""
    return round((_SIGN + _GAP) * metrics.zoom) - metrics.pad // 2


def paint_term(painter: QPainter, rect: QRect, sign: str, metrics: Metrics) -> None:
    """Outline a cell inside its hairlines and put its sign at the left."""
    box = QRectF(rect).adjusted(0, 0, -metrics.hairline, -metrics.hairline)
    thin = metrics.hairline
    accent = colour("accent")
    for edge in (
        QRectF(box.left(), box.top(), box.width(), thin),
        QRectF(box.left(), box.bottom() - thin, box.width(), thin),
        QRectF(box.left(), box.top(), thin, box.height()),
        QRectF(box.right() - thin, box.top(), thin, box.height()),
    ):
        painter.fillRect(edge, accent)
    painter.setFont(metrics.figures)
    painter.setPen(accent)
    wide = _SIGN * metrics.zoom
    painter.drawText(QRectF(rect.left() + metrics.pad // 2, rect.top(), wide, rect.height()), int(_TOP_LEFT), sign)


def paint_links(painter: QPainter, links: Iterable[tuple[QRect, QRect]], metrics: Metrics) -> None:
    """Draw a line with an arrow from each first cell to its second, along the edge of the row or the column that they share."""
    accent, zoom = colour("accent"), metrics.zoom
    inset = _INSET * zoom
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for start, end in links:
        if start.top() == end.top():
            y, right = start.bottom() - inset, end.left() > start.left()
            line = QLineF(start.right() if right else start.left(), y, end.left() if right else end.right(), y)
        elif start.left() == end.left():
            x, down = start.right() - inset, end.top() > start.top()
            line = QLineF(x, start.bottom() if down else start.top(), x, end.top() if down else end.bottom())
        else:
            continue
        painter.setPen(QPen(accent, _LINE * zoom))
        painter.drawLine(line)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawPolygon(_arrow(line, _ARROW * zoom))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _arrow(line: QLineF, size: float) -> QPolygonF:
    """Return the head of an arrow whose point lies a little inside the cell that the line leads to."""
    unit = line.unitVector()
    along = QPointF(unit.dx(), unit.dy())
    across = QPointF(-along.y(), along.x())
    tip = line.p2() + along * size
    return QPolygonF([tip, line.p2() - along * size + across * size, line.p2() - along * size - across * size])
