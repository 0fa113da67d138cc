"""Read the sheets of an OpenDocument spreadsheet: the cells that hold text, merged areas, lines."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import islice, takewhile

from lxml import etree

from core.importers.from_odt_changes import Changes
from core.importers.from_odt_grid import MOST_TEXT, rows_of
from core.importers.from_odt_names import (
    ACROSS,
    ANNOTATION,
    CELL,
    COVERED,
    DOWN,
    DRAW,
    OFFICE,
    REPEATED,
    ROWS_REPEATED,
    TABLE,
    TABLE_TABLE,
    P,
    all_text,
    whole,
)
from core.importers.from_odt_styles import Styles
from core.importers.from_odt_text import DEEPEST, Found, Inline
from core.importers.sheet import MAX_MERGES, RULED_ENOUGH, Sheet, TooLarge
from core.importers.sheet_order import MAX_SHEETS, Sheets
from core.importers.sheet_values import Place, number_text
from core.importers.source import MAX_CELLS
from core.importers.word_notes import notes_of
from core.report import Note
from core.workbook import FINDINGS_SHEET, TOTAL, reference

_PLAIN = re.compile(r"[+-]?\d[\d,]*(\.\d+)?")
_FORMULA, _TYPE, _STYLE = TABLE + "formula", OFFICE + "value-type", TABLE + "style-name"
_TOTAL = re.compile(r"(\w+:)?=?" + re.escape(TOTAL))
_VALUES = tuple(OFFICE + name for name in ("value", "string-value", "date-value", "time-value", "boolean-value"))
# So many empty cells with lines side by side are the formatted void beside a table.
_MOST_RULED = 100


def sheets_of(spreadsheet: etree._Element, containers: Iterable[etree._Element]) -> Sheets:
    """Read every sheet; TooLarge where no report is that large."""
    styles, sheets = Styles(containers), Sheets()
    listed = [table for table in spreadsheet if table.tag == TABLE_TABLE]
    if len(listed) > MAX_SHEETS:
        raise TooLarge
    for table in listed:
        reader = _Reader(table, styles)
        if reader.sheet.name == FINDINGS_SHEET:
            continue
        reader.read()
        if styles.is_hidden("table", table.get(_STYLE)):
            sheets.leave_out(reader.sheet)
        else:
            sheets.add(reader.sheet, reader.comments)
            sheets.notes.extend(reader.notes())
    return sheets


class _Reader:
    """Read one sheet; what is empty and repeated, which may be millions, is only counted."""

    def __init__(self, table: etree._Element, styles: Styles) -> None:
        self._table, self._styles = table, styles
        self.sheet = Sheet(table.get(TABLE + "name", ""))
        self.comments: dict[Place, str] = {}
        self._counts: Counter[str] = Counter()
        self._drawn = Found()
        self._inline = Inline(styles, Changes(table, self._counts), self._counts)
        self._starts, self._defaults = self._columns()
        self._row = self._filled = self._shown = 0
        self._last_text_row = -2
        self._buried: list[Place] = []

    def _columns(self) -> tuple[list[int], list[str | None]]:
        """Return where each run of columns begins and the style of its cells."""
        starts: list[int] = []
        defaults: list[str | None] = []
        column = 0
        for each in self._table.iter(TABLE + "table-column"):
            starts.append(column)
            defaults.append(each.get(TABLE + "default-cell-style-name"))
            times = whole(each.get(REPEATED), 1)
            if self._is_hidden(each):
                self.sheet.hide_columns(column, column + times - 1)
            column += times
        return starts, defaults

    def _is_hidden(self, element: etree._Element) -> bool:
        """Tell whether a row or column is hidden, by itself, by a filter or with the group that it stands in."""
        return element.get(TABLE + "visibility") in ("collapse", "filter") or any(
            group.get(TABLE + "display") == "false"
            for group in takewhile(lambda outer: outer is not self._table, islice(element.iterancestors(), DEEPEST))
        )

    def read(self) -> None:
        """Read all rows and what is drawn on the sheet."""
        for row in rows_of(self._table):
            times = max(whole(row.get(ROWS_REPEATED), 1), 1)
            self._read_row(row, times)
            if self._is_hidden(row):
                self.sheet.hide_rows(self._row, self._row + times - 1)
            self._row += times
        for shapes in self._table.iterchildren(TABLE + "shapes"):
            for shape in shapes.iterchildren("*"):
                self._inline.drawing(shape, self._drawn)

    def _read_row(self, row: etree._Element, times: int) -> None:
        column = 0
        blanks: list[int] = []
        below_text = self._last_text_row == self._row - 1
        default = row.get(TABLE + "default-cell-style-name")
        for cell in row:
            if cell.tag not in (CELL, COVERED):
                continue
            repeated = max(whole(cell.get(REPEATED), 1), 1)
            text = self._text(cell, column) if len(cell) or _TYPE in cell.attrib or _FORMULA in cell.attrib else ""
            if text.strip():
                self._fill(cell, text, column, repeated, times, default)
            elif below_text and self._is_ruled(cell, column, default):
                blanks.extend(range(column, column + min(repeated, _MOST_RULED - len(blanks))))
            self._merge(cell, column)
            column += repeated
        if self._last_text_row < self._row and len(blanks) >= RULED_ENOUGH:
            self.sheet.blank_rows[self._row] = blanks

    def _fill(self, cell: etree._Element, text: str, column: int, repeated: int, times: int, default: str | None) -> None:
        """Put the text of a cell into every place that it is repeated in."""
        if cell.tag == COVERED:
            self._buried.append((self._row, column))
            return
        self._filled += repeated * times
        self._shown += repeated * times * len(text)
        if self._filled > MAX_CELLS or self._shown > MOST_TEXT:
            raise TooLarge
        self._last_text_row = self._row + times - 1
        places = [(row, at) for row in range(self._row, self._row + times) for at in range(column, column + repeated)]
        self.sheet.texts.update(dict.fromkeys(places, text))
        if self._is_ruled(cell, column, default):
            self.sheet.ruled.update(places)

    def _is_ruled(self, cell: etree._Element, column: int, default: str | None) -> bool:
        style = cell.get(_STYLE) or default
        if not style and self._starts:
            style = self._defaults[bisect_right(self._starts, column) - 1]
        return self._styles.is_ruled(style)

    def _merge(self, cell: etree._Element, column: int) -> None:
        across, down = max(whole(cell.get(ACROSS), 1), 1), max(whole(cell.get(DOWN), 1), 1)
        if across > 1 or down > 1:
            self.sheet.merges.append((self._row, column, self._row + down - 1, column + across - 1))
            if len(self.sheet.merges) > MAX_MERGES:
                raise TooLarge

    def _text(self, cell: etree._Element, column: int) -> str:
        """Return what a cell shows; its stored value where it shows none, or a number in a dress such as (12) or 1.2E5."""
        lines: list[str] = []
        for part in cell:
            if part.tag == P:
                lines.append(self._inline.read(part).text)
            elif part.tag == ANNOTATION:
                self.comments[self._row, column] = "\n".join(all_text(each) for each in part.iterchildren(P))
            elif isinstance(part.tag, str) and part.tag.startswith(DRAW):
                self._inline.drawing(part, self._drawn)
        shown = "\n".join(lines)
        value = next((value for name in _VALUES if (value := cell.get(name))), "")
        is_number = cell.get(_TYPE) in ("float", "currency", "percentage")
        if value and is_number and (not shown.strip() or (cell.get(_TYPE) != "percentage" and not _PLAIN.fullmatch(shown.strip()))):
            return number_text(value)
        formula = cell.get(_FORMULA)
        if formula and not (shown or value or cell.get(_TYPE)) and not _TOTAL.match(formula) and len(self.sheet.unsolved) < MAX_CELLS:
            self.sheet.unsolved.append((self._row, column))
        return shown or value

    def notes(self) -> list[Note]:
        """Say what of the sheet was not read."""
        found = list(notes_of(self._counts))
        if self._buried:
            named = "、".join(reference(place) for place in self._buried[:5])
            found.append(Note("", f"工作表“{self.sheet.name}”的 {named} 等 {len(self._buried)} 处被合并单元格盖住，其中的文字没有读入"))
        boxes = sum(bool(all_text(box).strip()) for box in self._drawn.boxes)
        if boxes:
            found.append(Note("", f"工作表“{self.sheet.name}”里 {boxes} 个文本框的文字没有读入；需要时请自行补上"))
        return found
