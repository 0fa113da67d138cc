"""The tinted ground under live figures (活数) in prose."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QTextBlock, QTextLine
from PySide6.QtWidgets import QTextEdit

from gui.figure_places import Figure, Figures
from gui.theme import colour

_ROUND, _BESIDE = 4, 2


def paint_figures(area: QTextEdit, figures: Figures, shown: QRect) -> None:
    """Paint the grounds of the figures in sight; the text is painted over them."""
    painter = QPainter(area.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    layout, down = area.document().documentLayout(), -area.verticalScrollBar().value()
    block = area.cursorForPosition(shown.topLeft()).block()
    while block.isValid():
        ground = layout.blockBoundingRect(block).translated(0, down)
        if ground.top() > shown.bottom():
            break
        for figure in figures.of(block.blockNumber()):
            painter.setBrush(colour("empty" if figure.is_empty else "lit"))
            for rect in _grounds(block, figure):
                painter.drawRoundedRect(rect.translated(ground.topLeft()), _ROUND, _ROUND)
        block = block.next()
    painter.end()


def _grounds(block: QTextBlock, figure: Figure) -> Iterator[QRectF]:
    """Yield the ground of a figure on each line that it stands on, from the block's corner."""
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(figure.start, line.textStart()), min(figure.end, line.textStart() + line.textLength())
        if first < last:
            yield _ground(line, first, last)


def _ground(line: QTextLine, first: int, last: int) -> QRectF:
    left, right = _x(line, first), _x(line, last)
    # The line is higher than its letters: the ground keeps to these.
    height = line.ascent() + line.descent()
    top = line.y() + line.height() - height if line.height() > height else line.y()
    return QRectF(QPointF(left - _BESIDE, top), QPointF(right + _BESIDE, top + height))


def _x(line: QTextLine, position: int) -> float:
    # The binding gives the place together with the position that it was asked for.
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
