"""Read a workbook that is one XML file (SpreadsheetML 2003), which portals and Excel save under the name .xls."""

import re
from xml.parsers import expat

from core.importers.html_text import decode
from core.importers.sheet import MAX_MERGES, RULED_ENOUGH, NotReadable, Sheet, TooLarge
from core.importers.sheet_order import MAX_SHEETS, Sheets
from core.importers.sheet_values import Place, iso_day, number_text, whole
from core.importers.source import MAX_CELLS
from core.workbook import FINDINGS_SHEET

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_HEAD = 4000
_MOST_STYLES = 20_000
_MOST_CHARACTERS = 1_000_000
_NO_SIZE = re.compile(r"0+(\.0*)?")


def is_workbook(data: bytes) -> bool:
    """Tell such a file by its namespace near the beginning, whatever its name."""
    head = data[:_HEAD]
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<") and (
        _NAMESPACE.encode() in head or _NAMESPACE.encode("utf-16-le") in head
    )


def sheets_of(data: bytes) -> Sheets:
    """Read the sheets; NotReadable where the XML is damaged, TooLarge where no report is that large."""
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(decode(data).encode("utf-8", "replace"), True)
    except (expat.ExpatError, ValueError) as fault:
        raise NotReadable from fault
    return reader.sheets


class _Reader:
    """Take the tags as they come."""

    def __init__(self) -> None:
        self.sheets = Sheets()
        self.sheet = Sheet("")
        self.comments: dict[Place, str] = {}
        self.hidden = False
        self.count = self.cells = 0
        self.ruled_styles: set[str] = set()
        self.style = ""
        self.row = self.column = self.next_row = self.next_column = self.columns = 0
        self.cell: dict[str, str] = {}
        self.kind = ""
        self.in_comment = self.has_data = False
        self.parts: list[str] | None = None
        self.length = 0
        self.blanks: list[int] = []
        self.last_text_row = -2

    def doctype(self, *_: object) -> None:
        raise NotReadable

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        held = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "Cell":
            self._cell(held)
        elif name == "Row":
            index = whole(held.get("Index"))
            self.row = index - 1 if index > 0 else self.next_row
            self.next_row = self.row + 1 + max(0, whole(held.get("Span")))
            self.next_column = 0
            self.blanks = []
            if held.get("Hidden") == "1" or (held.get("AutoFitHeight") == "0" and _NO_SIZE.fullmatch(held.get("Height", ""))):
                self.sheet.hide_rows(self.row, self.next_row - 1)
        elif name == "Column":
            self._columns(held)
        elif name == "Comment":
            self.in_comment = True
        elif name in ("Data", "Visible"):
            self.parts, self.length = [], 0
            self.kind = held.get("Type", "String")
        elif name == "Style":
            self.style = held.get("ID", "")
        elif name == "Border" and held.get("LineStyle", "None") != "None" and len(self.ruled_styles) < _MOST_STYLES:
            self.ruled_styles.add(self.style)
        elif name == "Worksheet":
            self.sheet, self.comments, self.hidden = Sheet(held.get("Name", "")), {}, False
            self.next_row, self.last_text_row, self.columns = 0, -2, 0
            self.count += 1
            if self.count > MAX_SHEETS:
                raise TooLarge

    def text(self, text: str) -> None:
        if self.parts is not None:
            self.parts.append(text)
            self.length += len(text)
            if self.length > _MOST_CHARACTERS:
                raise TooLarge

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name == "Data" and self.parts is not None:
            self._data("".join(self.parts))
            self.parts = None
        elif name == "Visible" and self.parts is not None:
            self.hidden |= "".join(self.parts).strip() in ("SheetHidden", "SheetVeryHidden")
            self.parts = None
        elif name == "Comment":
            self.in_comment = False
        elif name == "Cell":
            self._close()
        elif name == "Row" and len(self.blanks) >= RULED_ENOUGH and self.last_text_row == self.row - 1:
            self.sheet.blank_rows[self.row] = self.blanks
        elif name == "Worksheet" and self.sheet.name != FINDINGS_SHEET:
            if self.hidden:
                self.sheets.leave_out(self.sheet)
            else:
                self.sheets.add(self.sheet, self.comments)

    def _columns(self, held: dict[str, str]) -> None:
        """Look at a column and those like it beside it."""
        index = whole(held.get("Index"))
        first = index - 1 if index > 0 else self.columns
        self.columns = first + 1 + max(0, whole(held.get("Span")))
        if held.get("Hidden") == "1" or _NO_SIZE.fullmatch(held.get("Width", "")):
            self.sheet.hide_columns(first, self.columns - 1)

    def _cell(self, held: dict[str, str]) -> None:
        index = whole(held.get("Index"))
        self.column = index - 1 if index > 0 else self.next_column
        across, down = max(0, whole(held.get("MergeAcross"))), max(0, whole(held.get("MergeDown")))
        self.next_column = self.column + 1 + across
        if across or down:
            self.sheet.merges.append((self.row, self.column, self.row + down, self.column + across))
        self.cell, self.has_data = held, False
        self.cells += 1
        if self.cells > 5 * MAX_CELLS or len(self.sheet.merges) > MAX_MERGES or len(self.sheet.texts) > MAX_CELLS:
            raise TooLarge

    def _data(self, text: str) -> None:
        place = self.row, self.column
        if self.in_comment:
            self.comments[place] = text
            return
        self.has_data = True
        if shown := _shown(self.kind, text):
            self.sheet.texts[place] = shown
            self.last_text_row = self.row
            if self.cell.get("StyleID", "") in self.ruled_styles:
                self.sheet.ruled.add(place)

    def _close(self) -> None:
        """Look at an empty cell: a formula without its result, or one with lines below a row with text."""
        if self.has_data:
            return
        if "Formula" in self.cell:
            self.sheet.unsolved.append((self.row, self.column))
        elif self.cell.get("StyleID", "") in self.ruled_styles and self.last_text_row == self.row - 1:
            self.blanks.append(self.column)


def _shown(kind: str, text: str) -> str:
    """Print a stored value as the sheet shows it."""
    if kind == "Number":
        return number_text(text)
    if kind == "Boolean":
        return {"1": "TRUE", "0": "FALSE"}.get(text, text)
    if kind == "DateTime":
        return iso_day(text)
    return text if text.strip() else ""
