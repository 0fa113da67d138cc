"""Paint a line of the list of sections: title, and at the right its findings, 上年文字, what is 未填, or a tick."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.progress import State
from gui.theme import colour, px, size

_HEIGHT, _LOW = 32, 26
# At the left, where the words of the pane begin; at the right of the mark; between title and mark.
_LEFT, _RIGHT, _BETWEEN = 12, 4, 2
_Index = QModelIndex | QPersistentModelIndex


def line_height(*, low: bool = False) -> int:
    """Return the height of a line of the list, in a low window or any other."""
    return px(_LOW if low else _HEIGHT)


class SectionDelegate(QStyledItemDelegate):
    """Paint from tokens: a rounded ground for the current line, a pill for the worst that is open."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one line."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(0, 1, 0, -1)  # pyright: ignore[reportAttributeAccessIssue]
        flags = option.state  # pyright: ignore[reportAttributeAccessIssue]
        current = bool(flags & QStyle.StateFlag.State_Selected)
        painter.setPen(Qt.PenStyle.NoPen)
        if current or flags & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(colour("lit" if current else "head"))
            painter.drawRoundedRect(QRectF(area), 6, 6)
        if current and flags & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        held = index.data(Qt.ItemDataRole.UserRole)
        right = self._mark(painter, area, held, option.font) if isinstance(held, State) else area.right()  # pyright: ignore[reportAttributeAccessIssue]
        text_area = area.adjusted(px(_LEFT), 0, 0, 0)
        text_area.setRight(right - _BETWEEN)
        painter.setPen(colour("accent" if current else "ink"))
        painter.setFont(_fitting(option.font, str(index.data()), text_area.width()))  # pyright: ignore[reportAttributeAccessIssue]
        text = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, text_area.width())
        painter.drawText(text_area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a line."""
        view = self.parent()
        return QSize(px(120), line_height(low=view is not None and bool(view.property("low"))))

    def _mark(self, painter: QPainter, area: QRect, held: State, font: QFont) -> int:
        """Paint the mark and return where it begins."""
        small = QFont(font)
        small.setPixelSize(size("tiny"))
        painter.setFont(small)
        if held.done and not held.hints:
            painter.setPen(colour("ok"))
            spot = QRect(area.right() - _RIGHT - px(18), area.top(), px(16), area.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignCenter, "✓")
            return spot.left()
        text, level = _pill(held)
        if not text:
            return area.right() - _RIGHT
        width = max(QFontMetrics(small).horizontalAdvance(text) + px(8), px(20))
        height = px(18)
        pill = QRectF(area.right() - _RIGHT - width + 1, area.center().y() - (height - 1) / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(f"{level}_ground"))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        painter.setPen(colour(level))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        return int(pill.left())


def _fitting(font: QFont, text: str, width: int) -> QFont:
    """Return the font, a little smaller where a title would be cut."""
    if QFontMetrics(font).horizontalAdvance(text) <= width:
        return font
    smaller = QFont(font)
    smaller.setPixelSize(size("small"))
    return smaller


def _pill(held: State) -> tuple[str, str]:
    """Return the words and the level of the most pressing thing."""
    if held.errors:
        return str(held.errors), "error"
    if held.confirms:
        return str(held.confirms), "confirm"
    if held.inherited:
        return "上年", "hint"
    if held.empty:
        return "未填", "hint"
    if held.blank:
        return "未写", "hint"
    return (str(held.hints), "hint") if held.hints else ("", "")
