"""Paint a row of the outline: the heading, set in by its depth; at the right its findings, or 上年."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.outline_model import ROW_ROLE, OutlineRow
from gui.theme import colour

HEIGHT, INDENT = 30, 14
_LEFT, _RIGHT, _BETWEEN = 8, 4, 4
_TOP_PX, _LOWER_PX, _PILL_PX = 13, 12, 11
_Index = QModelIndex | QPersistentModelIndex


class OutlineDelegate(QStyledItemDelegate):
    """Paint from tokens, as the list of sections does."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, OutlineRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect.adjusted(0, 1, 0, -1)  # pyright: ignore[reportAttributeAccessIssue]
        flags = option.state  # pyright: ignore[reportAttributeAccessIssue]
        current = bool(flags & QStyle.StateFlag.State_Selected)
        _ground(painter, area, current=current, over=bool(flags & QStyle.StateFlag.State_MouseOver))
        if current and flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        font = QFont(option.font)  # pyright: ignore[reportAttributeAccessIssue]
        right = _pill(painter, area, row, font)
        font.setPixelSize(_LOWER_PX if row.heading.depth else _TOP_PX)
        painter.setFont(font)
        painter.setPen(colour("accent" if current else "dim" if row.inherited else "ink"))
        text_area = area.adjusted(_LEFT + INDENT * row.heading.depth, 0, 0, 0)
        text_area.setRight(right - _BETWEEN)
        text = painter.fontMetrics().elidedText(row.heading.title, Qt.TextElideMode.ElideRight, text_area.width())
        painter.drawText(text_area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row."""
        return QSize(80, HEIGHT)


def _ground(painter: QPainter, area: QRect, *, current: bool, over: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    if current or over:
        painter.setBrush(colour("lit" if current else "head"))
        painter.drawRoundedRect(QRectF(area), 6, 6)


def _pill(painter: QPainter, area: QRect, row: OutlineRow, font: QFont) -> int:
    """Paint findings or 上年 and return where that begins."""
    text, level = (str(row.findings), row.level) if row.findings else ("上年", "hint") if row.inherited else ("", "")
    if not text:
        return area.right() - _RIGHT
    small = QFont(font)
    small.setPixelSize(_PILL_PX)
    painter.setFont(small)
    width = max(QFontMetrics(small).horizontalAdvance(text) + 8, 20)
    pill = QRectF(area.right() - _RIGHT - width + 1, area.center().y() - 8.5, width, 18)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(f"{level}_ground"))
    painter.drawRoundedRect(pill, 9, 9)
    painter.setPen(colour(level))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    return int(pill.left())
