"""Keep last year's paragraphs beside those that they became: room above them where this year's text is longer, and scrolling."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from gui.last_text_area import LastTextArea


def align(area: LastTextArea, beside: QTextEdit, mates: Mapping[int, QTextBlock]) -> None:
    """Give each paragraph of `area` (by its number) the room above it that brings it to the height of its mate in `beside`."""
    layout = beside.document().documentLayout()
    wanted = {number: layout.blockBoundingRect(block).top() for number, block in mates.items()}
    block, shift = area.document().firstBlock(), 0.0
    heights: list[tuple[QTextBlock, float]] = []
    while block.isValid():
        before = block.blockFormat().topMargin()
        natural = area.text_rect(block).top() - shift - before
        shift += before
        heights.append((block, natural))
        block = block.next()
    room = 0.0
    for each, natural in heights:
        margin = max(wanted.get(each.blockNumber(), 0.0) - natural - room, 0.0)
        room += margin
        if abs(each.blockFormat().topMargin() - margin) >= 1:
            shape = each.blockFormat()
            shape.setTopMargin(margin)
            QTextCursor(each).setBlockFormat(shape)


def follow(area: LastTextArea, beside: QTextEdit, mates: Mapping[int, QTextBlock]) -> None:
    """Scroll `area` so that what the person looks at in `beside` stands next to what it was."""
    if not mates:
        return
    height = beside.viewport().height()
    caret = beside.cursorRect()
    anchor = beside.textCursor().block()
    if not 0 <= caret.top() <= height:
        anchor = beside.cursorForPosition(beside.viewport().rect().center()).block()
    layout = beside.document().documentLayout()
    before = [number for number, block in mates.items() if block.blockNumber() <= anchor.blockNumber()]
    number = max(before) if before else min(mates)
    mate = mates[number]
    # One frame may begin a little lower than the other.
    lower = area.viewport().mapToGlobal(QPoint(0, 0)).y() - beside.viewport().mapToGlobal(QPoint(0, 0)).y()
    there = layout.blockBoundingRect(mate).top() - beside.verticalScrollBar().value() - lower
    here = area.text_rect(area.document().findBlockByNumber(number)).top()
    area.verticalScrollBar().setValue(round(here - there))
