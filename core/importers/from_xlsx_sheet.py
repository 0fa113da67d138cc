"""Read one sheet of a workbook: the cells that hold text, merged areas, lines."""

import re
from collections.abc import Sequence

from core.importers.from_xlsx_parts import MAX_XML, Attributes, Package
from core.importers.from_xlsx_shared import CellStyles, unescape
from core.importers.sheet import MAX_MERGES, RULED_ENOUGH, Sheet, TooLarge
from core.importers.sheet_values import date_text, iso_day, number_text, place_of, whole
from core.importers.source import MAX_CELLS
from core.workbook import TOTAL

# So many rows without text are the formatted void below a table.
_IDLE_ROWS = 100


_LAST_COLUMN = 16_383
_NO_SIZE = re.compile(r"0+(\.0*)?")
_YES = ("1", "true")


def _is_hidden(attributes: Attributes, size: str, custom: str) -> bool:
    """Tell whether a row or column is hidden: it says so, or somebody drew it as small as nothing."""
    if attributes.get("hidden") in _YES:
        return True
    return _NO_SIZE.fullmatch(attributes.get(size, "")) is not None and (custom == size or attributes.get(custom) in _YES)


class _Reader:
    """Take the tags of a sheet as they come; an empty cell, of which there may be millions, is only looked at where it may matter."""

    def __init__(self, sheet: Sheet, strings: Sequence[str], styles: CellStyles, since_1904: bool) -> None:
        self.sheet, self.strings, self.styles, self.since_1904 = sheet, strings, styles, since_1904
        self.row, self.column = -1, -1
        self.cell: Attributes = {}
        self.value: str | None = None
        self.inline: list[str] = []
        self.readings = 0
        self.has_formula = self.is_total = False
        self.last_text_row = -2
        self.filled = 0
        self.ruled_blanks: list[int] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self.cell = attributes
            self.column += 1
        elif tag == "row":
            row = whole(attributes.get("r"))
            self.row = row - 1 if row > 0 else self.row + 1
            self.column = -1
            self.ruled_blanks = []
            if _is_hidden(attributes, "ht", "customHeight"):
                self.sheet.hide_rows(self.row, self.row)
        elif tag == "col":
            if _is_hidden(attributes, "width", "width"):
                first = whole(attributes.get("min")) - 1
                self.sheet.hide_columns(max(first, 0), min(whole(attributes.get("max")) - 1, _LAST_COLUMN))
        elif tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "rPh":
            self.readings += 1

    def is_idle(self) -> bool:
        """Tell whether empty cells have no meaning here: far below the last text."""
        return self.row - self.last_text_row > _IDLE_ROWS

    def end(self, tag: str, text: str) -> None:
        if tag == "c":
            if self.value is not None or self.inline or self.has_formula or self.last_text_row == self.row - 1:
                self._close()
        elif tag == "v":
            self.value = text
        elif tag == "t":
            if not self.readings:
                self.inline.append(text)
        elif tag == "f":
            self.has_formula = True
            self.is_total = text.startswith(TOTAL)
        elif tag == "rPh":
            self.readings -= 1
        elif tag == "row" and len(self.ruled_blanks) >= RULED_ENOUGH and self.last_text_row == self.row - 1:
            self.sheet.blank_rows[self.row] = self.ruled_blanks

    def _close(self) -> None:
        """Keep what the cell holds: its text, or that it is an empty cell with lines below a row with text."""
        self.row, self.column = place = place_of(self.cell.get("r", "")) or (self.row, self.column)
        text = self._text()
        ruled = self.styles.is_ruled(whole(self.cell.get("s")))
        if self.has_formula and not self.is_total and not text and self.cell.get("t") != "str" and len(self.sheet.unsolved) < MAX_CELLS:
            self.sheet.unsolved.append(place)
        self.value, self.has_formula, self.is_total = None, False, False
        self.inline.clear()
        if text.strip():
            self.last_text_row = self.row
            self.sheet.texts[place] = text
            if ruled:
                self.sheet.ruled.add(place)
            # Counted as they come: the same place may be named without end.
            self.filled += 1
            if self.filled > MAX_CELLS:
                raise TooLarge
        elif ruled and self.last_text_row == self.row - 1:
            self.ruled_blanks.append(self.column)

    def _text(self) -> str:
        kind = self.cell.get("t", "n")
        if kind == "inlineStr":
            return unescape("".join(self.inline))
        value = self.value or ""
        if kind == "s":
            index = whole(value.strip())
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if kind == "str":
            return unescape(value)
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        if kind == "d":
            return iso_day(value)
        if kind != "n" or not value:
            return value
        return date_text(value, self.since_1904) if self.styles.is_date(whole(self.cell.get("s"))) else number_text(value)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, stop = place_of(first), place_of(last or first)
        if start and stop and start <= stop and start[1] <= stop[1]:
            self.sheet.merges.append((*start, *stop))
        if len(self.sheet.merges) > MAX_MERGES:
            raise TooLarge


def read_sheet(package: Package, path: str, name: str, strings: Sequence[str], styles: CellStyles, since_1904: bool) -> Sheet:
    """Read a sheet's part; NotReadable where it is damaged, TooLarge where no report is that large."""
    sheet = Sheet(name)
    reader = _Reader(sheet, strings, styles, since_1904)
    package.stream(path, reader.start, reader.end, MAX_XML, reader.is_idle)
    return sheet
