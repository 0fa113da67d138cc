"""Write a report as plain text: a paragraph a line, tables drawn with their merged heads."""

from core.columns import columns_of
from core.document import Picture, Slip
from core.exporters.plain import one_line
from core.exporters.to_text_grid import drawn
from core.layout import Document, DocumentBlock, Grid, Heading, Para, Signature, Title

# Columns within which the title is centred and the signature stands at the right: what a mail or a chat shows on one line.
_WIDTH = 64
_SQUARE = "\u3000"


def render(document: Document) -> bytes:
    """Return the text as UTF-8 with a byte order mark and CR LF.

    Without the mark Notepad of older Windows shows Chinese as rubbish, and without CR it shows everything on one line.
    Every line but headings and tables begins with a full-width blank, so that nobody takes its first mark for a list's or a table's.
    """
    text = "\n\n".join("\n".join(lines) for lines in map(_lines, document.blocks) if lines)
    return f"{text}\n".replace("\n", "\r\n").encode("utf-8-sig")


def _lines(block: DocumentBlock) -> list[str]:
    match block:
        case Title(lines=lines):
            return [_pushed(one_line(line), 2) for line in lines]
        case Heading(text=text):
            return [one_line(text)]
        case Para(text=text):
            return [_SQUARE * 2 + one_line(text)]
        case Grid():
            return drawn(block)
        case Signature(unit=unit, date=date):
            return [_pushed(one_line(line), 1) for line in (unit, date) if line]
        case Slip() | Picture():
            return []


def _pushed(line: str, sides: int) -> str:
    """Put full-width blanks before a line, all that is left of the width at its right (1) or a half (2)."""
    return _SQUARE * max(1, (_WIDTH - columns_of(line)) // 2 // sides) + line
