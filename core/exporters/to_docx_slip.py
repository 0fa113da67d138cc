"""Write the 审签单: a section of its own before the report, without page numbers and out of the navigation pane."""

from copy import deepcopy

from lxml import etree

from core.document import GridCell, Role, Slip
from core.exporters.to_docx_styles import Style
from core.exporters.to_docx_table import start_table
from core.exporters.to_docx_table_fit import column_widths
from core.exporters.to_docx_xml import W, add, add_text, paragraph
from core.slip import type_of

_MM = 1440 / 25.4
_STYLES = (Style.SLIP_FIELD, Style.SLIP_SMALL, Style.SLIP_TINY)


def add_slip(body: etree._Element, slip: Slip, section: etree._Element) -> None:
    """Append the page and end its section; the report's own section, which keeps its page numbers, begins to count at 1."""
    add_text(add(paragraph(body, Style.SLIP_TITLE), "r"), slip.title)
    _add_table(body, slip)
    note = paragraph(body, Style.SLIP_NOTE)
    own = deepcopy(section)
    for reference in own.findall(W + "footerReference"):
        own.remove(reference)
    note[0].append(own)
    add_text(add(note, "r"), slip.note)
    margins = section.find(W + "pgMar")
    assert margins is not None
    start = etree.Element(W + "pgNumType", {W + "start": "1"})
    margins.addnext(start)


def _add_table(body: etree._Element, slip: Slip) -> None:
    widths = column_widths(slip.grid.widths)
    table = start_table(body, widths)
    for row in range(slip.grid.rows):
        made = add(table, "tr")
        properties = add(made, "trPr")
        cells = [cell for cell in slip.grid.cells if cell.row == row]
        # Reasons that fill pages go on behind the break.
        if not any("\n" in cell.text and cell.role is Role.FIELD for cell in cells):
            add(properties, "cantSplit")
        add(properties, "trHeight", {"val": round(slip.heights[row] * _MM), "hRule": "atLeast"})
        for cell in cells:
            _add_cell(made, slip, cell, sum(widths[cell.column : cell.column + cell.column_span]))


def _add_cell(row: etree._Element, slip: Slip, cell: GridCell, width: int) -> None:
    made = add(row, "tc")
    properties = add(made, "tcPr")
    add(properties, "tcW", {"w": width, "type": "dxa"})
    if cell.column_span > 1:
        add(properties, "gridSpan", {"val": cell.column_span})
    add(properties, "vAlign", {"val": "center"})
    style = _STYLES[type_of(slip, cell)] if cell.role is Role.FIELD else Style.SLIP_LABEL
    text = paragraph(made, style)
    if cell.text:
        add_text(add(text, "r"), cell.text)
