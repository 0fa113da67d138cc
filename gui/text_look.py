"""How prose looks: a Song face, two characters of indent, bold headings, last year's paragraphs grey."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from core.layout import Face, heading_level, runs_of
from gui.figure_places import Figures
from gui.text_paragraphs import units
from gui.theme import colour, serif_family

SIZE, LINE = 15, 1.9
MARGIN = 26


def prose_font(zoom: float) -> QFont:
    """Return the Song face of the text at a zoom."""
    font = QFont(serif_family() or QFont().family())
    font.setPixelSize(round(SIZE * zoom))
    return font


def lay_out(document: QTextDocument, zoom: float) -> None:
    """Give every paragraph its indent and line height."""
    document.setDefaultFont(prose_font(zoom))
    document.setDocumentMargin(MARGIN * zoom)
    shape = QTextBlockFormat()
    shape.setTextIndent(2 * round(SIZE * zoom))
    shape.setLineHeight(round(SIZE * zoom) * LINE, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.setBlockFormat(shape)


def keep_face(document: QTextDocument, zoom: float, event: QEvent) -> None:
    """Set a text in its own face again: when a style sheet is put on, Qt sets it in the one of the field."""
    if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
        document.setDefaultFont(prose_font(zoom))


class ProseHighlighter(QSyntaxHighlighter):
    """Colour and embolden without touching the text; `inherited` tells for a block's number whether it is still last year's."""

    def __init__(self, document: QTextDocument, inherited: Callable[[int], bool], figures: Figures) -> None:
        super().__init__(document)
        self._inherited, self._figures = inherited, figures

    def state(self, block: int) -> int:
        """Return a number that differs where a block is to look different."""
        return self._figures.state(block) << 1 | int(self._inherited(block))

    def highlightBlock(self, text: str) -> None:
        """Format one block."""
        number = self.currentBlock().blockNumber()
        inherited = self._inherited(number)
        self.setCurrentBlockState(self.state(number))
        grey = colour("dim") if inherited else None
        place = 0
        runs, level = runs_of(text)
        for run in runs:
            # A third-level heading is a heading too, though print sets it in the face of the text.
            heading = run.face is Face.KAITI or (level > 0 and heading_level(text) > 0)
            shape = QTextCharFormat()
            if heading:
                shape.setFontWeight(QFont.Weight.Bold)
            if grey is not None:
                shape.setForeground(grey)
            if heading or grey is not None:
                self.setFormat(place, units(run.text), shape)
            place += units(run.text)
        for figure in self._figures.of(number):
            shape = self.format(figure.start)
            shape.setForeground(colour("confirm" if figure.is_empty else "accent"))
            self.setFormat(figure.start, figure.end - figure.start, shape)
