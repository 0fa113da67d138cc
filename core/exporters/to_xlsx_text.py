"""The sheets beside the tables: the prose, a paragraph a row, and the findings."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from core.exporters import to_xlsx_style as style
from core.layout import Document, DocumentBlock, Grid, Heading, Para, Signature, Title
from core.workbook import FINDINGS_SHEET

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Narrower than the page: a program without the named fonts shows columns wider, and cannot shrink a single one to fit.
_WIDTH = 560

_LOOK: dict[str, Any] = {"font_name": style.FANGSONG, "font_size": 12.0, "font_color": style.INK, "valign": "top", "text_wrap": True}
_TITLE = _LOOK | {"font_name": style.HEITI, "font_size": 18.0, "align": "center", "valign": "vcenter"}
_HEADING = _LOOK | {"font_name": style.HEITI, "font_size": 14.0, "valign": "vcenter"}
_LINK = _HEADING | {"font_color": style.ACCENT, "underline": 1}
_SECOND = _LOOK | {"font_name": style.KAITI}
_SIGNED = _LOOK | {"align": "right"}

Finding = tuple[str, str, str, str]


class TextSheet:
    """Write title, prose and signature; where a table stands in the report, its heading leads to the table's sheet."""

    def __init__(self, sheet: "Worksheet", styles: style.Styles, tables: Mapping[str, str]) -> None:
        """Take the sheet names of the tables by table id."""
        self.sheet, self.styles, self.tables, self.row = sheet, styles, tables, 0

    def write(self, document: Document) -> None:
        """Write all blocks in order."""
        self.sheet.set_column_pixels(0, 0, _WIDTH)
        for block in document.blocks:
            self._block(block)
        style.page_setup(self.sheet)

    def _block(self, block: DocumentBlock) -> None:
        match block:
            case Title(lines=lines):
                for line in lines:
                    self._line(line, _TITLE, 10)
            case Heading(section=section, text=text) if section in self.tables:
                self._height(text, _LINK, 8)
                target = f"internal:'{self.tables[section]}'!A1"
                self.sheet.write_url(self.row, 0, target, self.styles.get(_LINK), string=style.sound(text), tip="转到这张表")
                self.row += 1
            case Heading(text=text):
                self._line(text, _HEADING, 8)
            case Para(text=text, level=level):
                self._line(text, _SECOND if level == 2 else _LOOK, 4)
            case Signature(unit=unit, date=date):
                for line in filter(None, (unit, date)):
                    self._line(line, _SIGNED, 4)
            case Grid():
                pass

    def _line(self, text: str, look: dict[str, Any], spare: float) -> None:
        for piece in style.pieces(text):
            first = self.row
            self._height(piece, look, spare)
            style.put_text(self.sheet, self.styles, first, 0, piece, look)
            self.row += 1

    def _height(self, text: str, look: dict[str, Any], spare: float) -> None:
        """Make the row as high as its text; one that no row can hold goes over several, merged."""
        height = style.text_height(text, _WIDTH, look["font_size"]) + spare
        rows = int(height // style.TALLEST_ROW) + 1
        for row in range(self.row, self.row + rows):
            self.sheet.set_row(row, height / rows)
        if rows > 1:
            self.sheet.merge_range(self.row, 0, self.row + rows - 1, 0, "", self.styles.get(look))
        self.row += rows - 1


_CELL: dict[str, Any] = {
    "font_name": style.SONG,
    "font_size": 10.5,
    "font_color": style.INK,
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": style.LINE,
}
_HEAD = _CELL | {"bg_color": style.HEAD_FILL, "align": "center", "font_name": style.HEITI}
_COLUMNS = (("级别", 56), ("规则", 64), ("位置", 170), ("说明", 350))
_FIRST = 3


def write_findings(sheet: "Worksheet", styles: style.Styles, findings: Sequence[Finding]) -> None:
    """Write the findings as a list that can be filtered, with their number by level above."""
    counted: dict[str, int] = {}
    for level, *_ in findings:
        counted[level] = counted.get(level, 0) + 1
    summary = "　".join(f"{level} {number} 条" for level, number in counted.items()) or "没有发现问题"
    last = len(_COLUMNS) - 1
    plain = {key: value for key, value in _CELL.items() if not key.startswith("border")}
    for column, (_, width) in enumerate(_COLUMNS):
        sheet.set_column_pixels(column, column, width)
    sheet.set_row(0, 32)
    style.put_wide(sheet, styles, 0, (0, last), FINDINGS_SHEET, plain | {"font_name": style.HEITI, "font_size": 16.0, "align": "center"})
    sheet.set_row(1, 21)
    style.put_wide(sheet, styles, 1, (0, last), summary, plain)
    sheet.set_row(_FIRST - 1, 21)
    for column, (name, _) in enumerate(_COLUMNS):
        style.put_text(sheet, styles, _FIRST - 1, column, name, _HEAD)
    for row, finding in enumerate(findings, start=_FIRST):
        texts = [style.pieces(text)[0] for text in finding]
        heights = [style.text_height(text, width, 10.5) for text, (_, width) in zip(texts, _COLUMNS, strict=True)]
        sheet.set_row(row, min(max(*heights, 21), style.TALLEST_ROW))
        for column, text in enumerate(texts):
            style.put_text(sheet, styles, row, column, text, _CELL | {"align": "center" if column < 2 else "left"})
    if findings:
        sheet.autofilter(_FIRST - 1, 0, _FIRST - 1 + len(findings), last)
    sheet.freeze_panes(_FIRST, 0)
    style.page_setup(sheet)
    sheet.repeat_rows(_FIRST - 1)
