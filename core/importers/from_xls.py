"""Read an old workbook (.xls, and .et of WPS, which is the same): its sheets as paragraphs and tables."""

import io
import struct
from itertools import compress, count
from typing import Any

from core.errors import UnreadableFile
from core.importers import from_xls_xml
from core.importers.from_xls_records import Encrypted, Records, cleaned
from core.importers.from_xls_stream import CONTAINER, is_locked, workbook_stream
from core.importers.sheet import RULED_ENOUGH, NotReadable, Sheet, TooLarge
from core.importers.sheet_order import MAX_SHEETS, Sheets
from core.importers.sheet_values import Place, date_text, is_date_format, number_text
from core.importers.source import MAX_PARAGRAPHS, RawText, Source
from core.workbook import FINDINGS_SHEET

MAX_BYTES = 30_000_000
_TITLE = "打不开这份表格"
# A workbook without its container, as some programs write it, and the oldest ones, which have none.
_BARE = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_SIMPLE_CHINESE = 936


class _Nowhere(io.TextIOBase):
    """Take what xlrd has to say and forget it."""

    def write(self, text: str, /) -> int:
        return len(text)


def read(data: bytes, name: str) -> Source:
    """Read an .xls file; UnreadableFile says in one sentence what is wrong with it and what to do."""
    _check_kind(data, name)
    try:
        sheets = from_xls_xml.sheets_of(data) if from_xls_xml.is_workbook(data) else _sheets(_open(_stream(data, name)))
        found = tuple(sheets.in_order())
        if sum(isinstance(block, RawText) for block in found) > MAX_PARAGRAPHS:
            raise TooLarge
    except Encrypted as fault:
        raise UnreadableFile(_TITLE, f"{name} 设有打开密码或保护；请用 Excel、WPS 打开，去掉密码和保护后另存为 .xlsx 再试") from fault
    except TooLarge as fault:
        raise UnreadableFile(_TITLE, f"{name} 里的内容太多，不像是一份年度报告；请只留下年报的几张表，另存后再试") from fault
    except NotReadable as fault:
        raise UnreadableFile(_TITLE, f"{name} 已损坏或没有下载完整；请重新取得这份文件，或用 Excel、WPS 打开后另存为 .xlsx 再试") from fault
    if not found:
        raise UnreadableFile(_TITLE, f"{name} 里没有内容；请另选文件")
    return Source("xls", found, tuple(sheets.notes))


def _check_kind(data: bytes, name: str) -> None:
    if not data:
        raise UnreadableFile(_TITLE, f"{name} 是空文件；请重新取得这份文件")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_TITLE, f"{name} 超过 30 兆，不像是一份年度报告；请另选文件")
    if not data.startswith((CONTAINER, *_BARE)) and not from_xls_xml.is_workbook(data):
        raise UnreadableFile(_TITLE, f"{name} 不是 .xls 表格；请用 Excel、WPS 打开后另存为 .xlsx 再试")


def _stream(data: bytes, name: str) -> bytes:
    if not data.startswith(CONTAINER):
        return data
    if is_locked(data):
        raise Encrypted
    stream = workbook_stream(data)
    if stream is None:
        raise UnreadableFile(_TITLE, f"{name} 里没有工作表，不是 .xls 表格；请按它原来的格式打开，或另选文件")
    return stream


def _faults() -> tuple[type[Exception], ...]:
    """Name what xlrd raises for records that do not hold together."""
    from xlrd.biffh import XLRDError
    from xlrd.compdoc import CompDocError

    own = (XLRDError, CompDocError, struct.error, AssertionError)
    return (*own, LookupError, ValueError, TypeError, AttributeError, NameError, OverflowError)


def _open(stream: bytes) -> "_Book":
    records = cleaned(stream)
    try:
        return _Book(records)
    except _faults() as fault:
        raise NotReadable from fault


class _Book:
    """What xlrd makes of the records, sheet by sheet: it keeps every cell in memory."""

    def __init__(self, records: Records) -> None:
        import xlrd

        # A Chinese code page of old files is widened; without one it is taken for Chinese.
        encoding = "gb18030" if records.codepage in (0, _SIMPLE_CHINESE) else None
        self.book: Any = xlrd.open_workbook(
            file_contents=bytes(records.data),
            logfile=_Nowhere(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            encoding_override=encoding,
        )
        # Read apart: xlrd's own way through this table has no end in a hostile file.
        self.book._sharedstrings = records.texts
        self.errors: dict[int, str] = xlrd.error_text_from_code
        self.kinds = (xlrd.XL_CELL_TEXT, xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE, xlrd.XL_CELL_BOOLEAN, xlrd.XL_CELL_ERROR)
        self.looks: dict[int, tuple[bool, bool]] = {}

    def __len__(self) -> int:
        return int(self.book.nsheets)

    def take(self, index: int) -> tuple[Sheet, dict[Place, str], bool]:
        """Return a sheet, its comments, and whether it is hidden."""
        raw = self.book.sheet_by_index(index)
        sheet = Sheet(raw.name)
        text_rows: set[int] = set()
        for row in range(raw.nrows):
            if raw.row_len(row):
                self._row(raw, row, sheet, text_rows)
        sheet.merges = [
            (top, left, bottom - 1, right - 1) for top, bottom, left, right in raw.merged_cells if top < bottom and left < right
        ]
        # Of rows and columns only the hidden ones came through the sieve.
        for row in sorted(raw.rowinfo_map):
            sheet.hide_rows(row, row)
        for column in sorted(raw.colinfo_map):
            sheet.hide_columns(column, column)
        notes = {place: note.text for place, note in sorted(raw.cell_note_map.items()) if note.text}
        hidden = raw.visibility != 0
        if self.book.on_demand:
            self.book.unload_sheet(index)
        return sheet, notes, hidden

    def _row(self, raw: Any, row: int, sheet: Sheet, text_rows: set[int]) -> None:
        blanks: list[int] = []
        kinds, values = raw.row_types(row), raw.row_values(row)
        # A row may have one cell far to the right: the empty ones (0) before it are passed over without a look.
        for column in compress(count(), kinds):
            ruled, is_date = self._look(raw.cell_xf_index(row, column))
            text = self._text(kinds[column], values[column], is_date)
            if text.strip():
                sheet.texts[row, column] = text
                text_rows.add(row)
                if ruled:
                    sheet.ruled.add((row, column))
            elif ruled:
                blanks.append(column)
        if len(blanks) >= RULED_ENOUGH and row not in text_rows and row - 1 in text_rows:
            sheet.blank_rows[row] = blanks

    def _text(self, kind: int, value: Any, is_date: bool) -> str:
        text, number, date, boolean, error = self.kinds
        if kind == text:
            return str(value)
        if kind == boolean:
            return "TRUE" if value else "FALSE"
        if kind == error:
            return self.errors.get(value, "#N/A")
        if kind not in (number, date):
            return ""
        return date_text(repr(value), bool(self.book.datemode)) if is_date else number_text(repr(value))

    def _look(self, style: int) -> tuple[bool, bool]:
        """Tell of a cell's format whether it has a line at any side, and whether its numbers are days."""
        if style not in self.looks:
            styles = self.book.xf_list
            known = styles[style] if 0 <= style < len(styles) else None
            form = self.book.format_map.get(known.format_key) if known else None
            border = known.border if known else None
            ruled = border is not None and any(
                (border.left_line_style, border.right_line_style, border.top_line_style, border.bottom_line_style)
            )
            self.looks[style] = ruled, form is not None and is_date_format(form.format_key, form.format_str or "")
        return self.looks[style]


def _sheets(book: _Book) -> Sheets:
    sheets = Sheets()
    if len(book) > MAX_SHEETS:
        raise TooLarge
    for index in range(len(book)):
        try:
            sheet, notes, hidden = book.take(index)
        except _faults() as fault:
            raise NotReadable from fault
        if sheet.name == FINDINGS_SHEET:
            continue
        if hidden:
            sheets.leave_out(sheet)
        else:
            sheets.add(sheet, notes)
    return sheets
