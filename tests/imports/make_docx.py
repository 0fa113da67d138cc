"""Write a paper as raw WordprocessingML, in the manner of Word, of WPS Office, or as strict OOXML."""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.layout import Role
from tests.imports.packing import xml
from tests.imports.paper import Block, Cell, Paper, Para, Row, Table
from tests.imports.word_parts import word_file

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = {
    "w": _MAIN,
    "r": _RELATIONS,
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_STRICT = _NAMES | {"w": "http://purl.oclc.org/ooxml/wordprocessingml/main", "r": "http://purl.oclc.org/ooxml/officeDocument/relationships"}
_SCRIPTS = re.compile(r"[ -~]+|[^ -~]+")
_PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1474" w:bottom="1440" w:left="1474"/></w:sectPr>'
_TEXT_WIDTH = 8958
_MARGINS = 220
# With more columns than this the letters are small, so that numbers stay on one line.
_MANY = 11
_LOOKS = {
    "title": '<w:pStyle w:val="a3"/>',
    "heading": '<w:pStyle w:val="1"/>',
    "right": '<w:jc w:val="right"/>',
    "red": '<w:jc w:val="center"/>',
    "toc": '<w:pStyle w:val="TOC1"/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8958"/></w:tabs>',
}


class Manner(StrEnum):
    """Whose habits the XML has."""

    WORD = "word"
    WPS = "wps"
    STRICT = "strict"


def docx(paper: Paper, manner: Manner = Manner.WORD, *, macros: bool = False, font: str = "", narrow: bool = False, **parts: str) -> bytes:
    """Write a paper, all in one font where it is named, cells with wide margins where `narrow`.

    `parts` are the insides of further parts (numbering, footnotes, comments, footer1).
    """
    writer = _Writer(manner, narrow=narrow)
    body = writer.blocks(paper.blocks)
    names = _STRICT if manner is Manner.STRICT else _NAMES
    if "footer1" in parts:
        # The styles are the first part, then come these in their order.
        number = list(parts).index("footer1") + 2
        body += _PAGE.replace("<w:sectPr>", f'<w:sectPr><w:footerReference w:type="default" r:id="rId{number}"/>')
    else:
        body += _PAGE
    return word_file(body, parts, names, macros=macros, font=font)


def run(text: str, properties: str = "") -> str:
    """Return a run; line breaks become w:br."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{xml(line)}</w:t>' if line else "" for line in text.split("\n"))
    return f"<w:r>{inside}{lines}</w:r>"


@dataclass
class _Writer:
    manner: Manner
    narrow: bool = False
    small: str = ""

    def blocks(self, blocks: list[Block], width: int = _TEXT_WIDTH) -> str:
        """Write blocks; Word wants a paragraph behind a table, else two of them are one."""
        found = ""
        for place, block in enumerate(blocks):
            found += self.table(block, width) if isinstance(block, Table) else self.paragraph(block)
            last = place + 1 == len(blocks)
            found += "<w:p/>" if isinstance(block, Table) and (last or isinstance(blocks[place + 1], Table)) else ""
        return found

    def paragraph(self, para: Para) -> str:
        properties = _LOOKS.get(para.look, '<w:ind w:firstLineChars="200" w:firstLine="420"/>' if para.look == "body" else "")
        if para.number:
            list_id, depth = para.number
            number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
            properties = properties + number if "pStyle" in properties else number + properties
        opening = '<w:r><w:br w:type="page"/></w:r>' if para.page_break else ""
        inside = para.xml or self.runs(para.text, '<w:color w:val="FF0000"/><w:sz w:val="44"/>' if para.look == "red" else "")
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{opening}{inside}</w:p>"

    def runs(self, text: str, properties: str = "") -> str:
        """Write a text as Word does: a run for each script; WPS marks each run's language and keeps them whole."""
        if not text:
            return ""
        if self.manner is Manner.WPS:
            mark = '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/>'
            return run(text, mark + properties + '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>')
        pieces = [m.group() for line in re.split(r"(\n)", text) for m in _SCRIPTS.finditer(line)]
        hint = '<w:rFonts w:hint="eastAsia"/>'
        return "".join(run(p, ("" if p.isascii() else hint) + properties) for p in pieces)

    def table(self, table: Table, width: int = _TEXT_WIDTH) -> str:
        columns = table.columns
        share = width // max(columns, 1)
        grid = "".join(f'<w:gridCol w:w="{share}"/>' for _ in range(columns))
        style = '<w:tblStyle w:val="a5"/>' if table.border else ""
        margins = "".join(f'<w:{side} w:w="{108 if self.narrow else 28}" w:type="dxa"/>' for side in ("left", "right"))
        looks = (
            f'<w:tblPr>{style}<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        )
        self.small = '<w:sz w:val="15"/>' if columns > _MANY else ""
        rows = "".join(self.row(table, i, share) for i in range(len(table.rows)))
        return f"<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"

    def row(self, table: Table, index: int, share: int) -> str:
        head = "<w:tblHeader/>" if index < table.lead else ""
        extra = '<w:tblPrEx><w:tblCellMar><w:top w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPrEx>' if self.manner is Manner.WPS else ""
        height = '<w:trHeight w:val="340" w:hRule="atLeast"/>' if self.manner is Manner.WPS else ""
        properties = f"<w:trPr>{height}{head}</w:trPr>" if height or head else ""
        return f"<w:tr>{extra}{properties}{''.join(self.places(table.rows, index, share))}</w:tr>"

    def places(self, rows: list[Row], index: int, share: int) -> list[str]:
        """Write a row's cells; one that a span from above covers is written as its going on."""
        found: list[str] = []
        for column, place in enumerate(rows[index]):
            if place is not None:
                found.append(self.cell(place, share, "restart" if place.down > 1 else ""))
            elif (above := _owner(rows, index, column)) is not None:
                found.append(self.cell(Cell("", 1, above.across), share, "continue"))
        return found

    def cell(self, cell: Cell, share: int, merge: str) -> str:
        properties = f'<w:tcW w:w="{share * cell.across}" w:type="dxa"/>'
        properties += f'<w:gridSpan w:val="{cell.across}"/>' if cell.across > 1 else ""
        if merge:
            short = merge == "continue" and self.manner is not Manner.WPS
            properties += "<w:vMerge/>" if short else f'<w:vMerge w:val="{merge}"/>'
        properties += '<w:vAlign w:val="center"/>'
        middle = '<w:pPr><w:jc w:val="center"/></w:pPr>' if cell.role is not Role.LABEL else ""
        if cell.inner:
            inside = self.blocks(cell.inner, share * cell.across - _MARGINS)
        else:
            inside = f"<w:p>{middle}{self.runs(cell.text, self.small)}</w:p>"
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def _owner(rows: list[Row], index: int, column: int) -> Cell | None:
    """Return the cell of a row above that covers the place and starts in this very column."""
    for up in range(index - 1, -1, -1):
        place = rows[up][column]
        if place is not None:
            return place if up + place.down > index else None
        if any(p is not None and c + p.across > column for c, p in enumerate(rows[up][:column])):
            return None
    return None
