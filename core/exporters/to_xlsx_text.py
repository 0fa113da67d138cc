"""The sheets beside the tables: the prose, a paragraph a row, and the findings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from core.document import Picture, Slip
from core.exporters import to_xlsx_style as style
from core.exporters.to_xlsx_measure import TALLEST_ROW, pieces, text_height
from core.exporters.to_xlsx_style import Look
from core.finding_rows import FindingRow
from core.layout import Document, DocumentBlock, Grid, Heading, Para, Signature, Title
from core.workbook import FINDINGS_SHEET, reference

# Narrower than the page: a program without the named fonts shows columns wider, and cannot shrink a single one to fit.
_WIDTH = 560

_LOOK = Look(font=style.FANGSONG, size=12.0, down="top", wrap=True)
_TITLE = replace(_LOOK, font=style.HEITI, size=18.0, across="center", down="center")
_HEADING = replace(_LOOK, font=style.HEITI, size=14.0, down="center")
_SECOND = replace(_LOOK, font=style.KAITI)
_SIGNED = replace(_LOOK, across="right")


class TextSheet:
    """Write title, prose and signature; where a table stands in the report, its plain heading leads to the table's sheet."""

    def __init__(self, sheet: Worksheet, styles: style.Styles, tables: Mapping[str, str]) -> None:
        """Take the sheet names of the tables by table id."""
        self.sheet, self.styles, self.tables, self.row = sheet, styles, tables, 0

    def write(self, document: Document) -> None:
        """Write all blocks in order."""
        style.set_columns(self.sheet, [_WIDTH])
        for block in document.blocks:
            self._block(block)
        style.page_setup(self.sheet)

    def _block(self, block: DocumentBlock) -> None:
        match block:
            case Title(lines=lines):
                for line in lines:
                    self._line(line, _TITLE, 10)
            case Heading(section=section, text=text) if section in self.tables:
                self._height(text, _HEADING, 8)
                target = Hyperlink(ref="", location=f"'{self.tables[section]}'!A1", tooltip="转到这张表")
                self.styles.text(self.sheet, self.row, 0, text, _HEADING).hyperlink = target
                self.row += 1
            case Heading(text=text):
                self._line(text, _HEADING, 8)
            case Para(text=text, level=level):
                self._line(text, _SECOND if level == 2 else _LOOK, 4)
            case Signature(unit=unit, date=date):
                for line in filter(None, (unit, date)):
                    self._line(line, _SIGNED, 4)
            case Grid() | Slip() | Picture():
                pass

    def _line(self, text: str, look: Look, spare: float) -> None:
        for piece in pieces(text):
            first = self.row
            self._height(piece, look, spare)
            self.styles.text(self.sheet, first, 0, piece, look)
            self.row += 1

    def _height(self, text: str, look: Look, spare: float) -> None:
        """Make the row as high as its text; one that no row can hold goes over several, merged."""
        height = text_height(text, _WIDTH, look.size) + spare
        rows = int(height // TALLEST_ROW) + 1
        for row in range(self.row, self.row + rows):
            style.set_row(self.sheet, row, height / rows)
        if rows > 1:
            self.styles.merge(self.sheet, (self.row, 0, self.row + rows - 1, 0), look)
        self.row += rows - 1


_PLAIN = Look(wrap=True)
_TOP_LINE = replace(_PLAIN, font=style.HEITI, size=16.0, across="center")
_CELL = replace(_PLAIN, ruled=True)
_HEAD = replace(_CELL, font=style.HEITI, fill=style.HEAD_FILL, across="center")
_COLUMNS = (("级别", 52), ("规则", 52), ("位置", 160), ("说明", 316), ("核实说明", 160))
_FIRST = 3
_LOWEST_ROW = 21.0


def write_findings(sheet: Worksheet, styles: style.Styles, findings: Sequence[FindingRow]) -> None:
    """Write the findings as a list that can be filtered, above it how many are open by level and how many accepted."""
    last = len(_COLUMNS) - 1
    style.set_columns(sheet, [width for _, width in _COLUMNS])
    style.set_row(sheet, 0, 32)
    styles.wide(sheet, 0, (0, last), FINDINGS_SHEET, _TOP_LINE)
    style.set_row(sheet, 1, _LOWEST_ROW)
    styles.wide(sheet, 1, (0, last), _summary(findings), _PLAIN)
    style.set_row(sheet, _FIRST - 1, _LOWEST_ROW)
    for column, (name, _) in enumerate(_COLUMNS):
        styles.text(sheet, _FIRST - 1, column, name, _HEAD)
    for row, finding in enumerate(findings, start=_FIRST):
        texts = [pieces(text)[0] for text in finding]
        heights = [text_height(text, width, _CELL.size) for text, (_, width) in zip(texts, _COLUMNS, strict=True)]
        style.set_row(sheet, row, min(max(*heights, _LOWEST_ROW), TALLEST_ROW))
        for column, text in enumerate(texts):
            styles.text(sheet, row, column, text, replace(_CELL, across="center" if column < 2 else "left"))
    if findings:
        sheet.auto_filter.ref = f"A{_FIRST}:{reference((_FIRST - 1 + len(findings), last))}"
    sheet.freeze_panes = reference((_FIRST, 0))
    style.page_setup(sheet)
    sheet.print_title_rows = f"{_FIRST}:{_FIRST}"


def _summary(findings: Sequence[FindingRow]) -> str:
    opened = [finding.level for finding in findings if not finding.reason]
    counts = [f"{level} {opened.count(level)} 条" for level in dict.fromkeys(opened)]
    if accepted := len(findings) - len(opened):
        counts = [*(counts or ["没有待处理的问题"]), f"已作核实说明 {accepted} 条"]
    return "　".join(counts) or "没有发现问题"
