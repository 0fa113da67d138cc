"""Write a report as bare text for the clipboard: a line for each paragraph, a table's cells parted by tabs as workbooks take them."""

from collections.abc import Iterable

from core.document import Document, DocumentBlock, Grid, Heading, Para, Picture, Signature, Slip, Title
from core.exporters.plain import one_line
from core.workbook import as_text


def text(document: Document) -> str:
    """Return the lines of the report; places that a merged cell covers stay empty."""
    return "\n".join(line for block in document.blocks for line in _lines(block)) + "\n"


def _lines(block: DocumentBlock) -> Iterable[str]:
    match block:
        case Title(lines=lines):
            return [as_text(one_line("".join(lines)))]
        case Heading(text=words) | Para(text=words):
            return [as_text(one_line(words))]
        case Grid():
            return _rows(block)
        case Signature(unit=unit, date=date):
            return [as_text(one_line(line)) for line in (unit, date) if line]
        case Slip() | Picture():
            return []


def _rows(grid: Grid) -> list[str]:
    places = [[""] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        places[cell.row][cell.column] = as_text(one_line(cell.text).replace("\t", " "))
    return ["\t".join(row) for row in places]
