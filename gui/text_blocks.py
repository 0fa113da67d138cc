"""Blocks of a document of prose: one a paragraph, empty ones that a person may be about to fill between them."""

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from core.stretch import difference
from gui.text_paragraphs import characters, leading_blanks, plain, units


def blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    """Yield every block."""
    block = document.firstBlock()
    while block.isValid():
        yield block
        block = block.next()


def strip_indents(document: QTextDocument) -> None:
    """Take typed blanks off the beginnings of paragraphs: the layout indents them."""
    for block in blocks(document):
        blanks = leading_blanks(block.text())
        if blanks:
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + blanks, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()


def become(document: QTextDocument, text: str) -> QTextCursor:
    """Replace the one stretch in which the document differs from a text of lines; return a cursor behind it."""
    old = "\n".join(block.text() for block in blocks(document))
    change, cursor = difference(old, text), QTextCursor(document)
    start = units(old[: change.start])
    cursor.setPosition(start)
    cursor.setPosition(start + units(change.removed), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(change.inserted)
    return cursor


def drop_empty(document: QTextDocument, keep: int) -> None:
    """Take out the blocks without words, but for the one of number `keep`."""
    # From below, so that the numbers of those still to come hold.
    for number in range(document.blockCount() - 1, -1, -1):
        if number != keep:
            _remove_empty(document.findBlockByNumber(number))


def _remove_empty(block: QTextBlock) -> None:
    """Take a block without words out, with the break before it, or behind it where it is the first."""
    if plain(block.text()):
        return
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    if block.previous().isValid():
        cursor.deletePreviousChar()
    else:
        cursor.deleteChar()


def place_in_lines(cursor: QTextCursor) -> int:
    """Return how many characters stand before the cursor in the paragraphs joined by line breaks; empty blocks are no paragraphs."""
    place, block = 0, cursor.document().firstBlock()
    while block.isValid() and block.blockNumber() < cursor.blockNumber():
        text = plain(block.text())
        place += len(text) + 1 if text else 0
        block = block.next()
    return place + characters(cursor.block().text(), cursor.positionInBlock())


def paragraphs_in(document: QTextDocument, cursor: QTextCursor) -> range:
    """Return the paragraphs, from 0, that a selection reaches into; that of the cursor where nothing is selected."""
    first, end = cursor.selectionStart(), cursor.selectionEnd()
    # A selection by Shift+↓ ends before the first character of the next paragraph.
    last = document.findBlock(end - 1 if end > first else end)
    return range(number_of(document, document.findBlock(first)), number_of(document, last) + 1)


def number_of(document: QTextDocument, block: QTextBlock) -> int:
    """Return the number, from 0, of the paragraph that a block is; an empty block counts with the one that it may become."""
    return sum(1 for each in blocks(document) if each.blockNumber() < block.blockNumber() and each.text().strip())
