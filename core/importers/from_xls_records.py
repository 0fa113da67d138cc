"""Go through the records of an .xls before xlrd does: bounds, no records that it need not see, the table of texts.

xlrd believes what a record says: one link over a whole sheet, one endless defined name or one text that is read again and again
takes it minutes or all memory, and one odd drawing makes it give up. So it is shown nothing but cells, formats and comments.
"""

from dataclasses import dataclass, field
from struct import Struct

from core.importers.from_xls_texts import shared_texts
from core.importers.sheet import MAX_MERGES, NotReadable, TooLarge
from core.importers.source import MAX_CELLS

_BOFS = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_EOF, _CONTINUE, _FILEPASS, _CODEPAGE, _BOUNDSHEET = 0x0A, 0x3C, 0x2F, 0x42, 0x85
_SST, _MERGED, _OBJ, _TXO, _NOTE, _MULRK, _MULBLANK = 0xFC, 0xE5, 0x5D, 0x1B6, 0x1C, 0xBD, 0xBE
_ROW, _COLUMNS = 0x208, 0x7D
_BLANKS = frozenset({0x0001, 0x0201, _MULBLANK})
_VALUES = frozenset({0x02, 0x03, 0x04, 0x05, 0x06, 0x203, 0x204, 0x205, 0x206, 0x406, 0x27E, 0xD6, 0xFD, _MULRK})
_FORMATS = frozenset({0x1E, 0x41E, 0x43, 0x243, 0x443, 0xE0})
# Results of formulas and what may stand before them; the days' beginning; the format of cells in the oldest files.
_OTHERS = frozenset({0x07, 0x207, 0x4BC, 0x221, 0x21, 0x236, 0x36, 0x37, 0x22, 0x44})
_KEPT = _BOFS | _VALUES | _FORMATS | _OTHERS | {_EOF, _CONTINUE, _CODEPAGE, _BOUNDSHEET, _MERGED, _NOTE}
_LOOKED = _KEPT | _BLANKS | {_FILEPASS, _SST, _OBJ, _TXO, _ROW, _COLUMNS}
# A code that no record has.
_NOTHING = 0xFFFE
_LONGEST = 0xFFFF

_MOST_RECORDS = 1_000_000
_MOST_ROWS = 600_000
_MOST_FORMATS = 20_000
_MOST_NOTES = 20_000
# xlrd keeps something for every row, and for every column of a run.
_MOST_HIDDEN = 200_000
_MOST_HIDDEN_COLUMNS = 20_000
_MOST_BLANKS = 500_000
_MOST_TEXT = 8_000_000
_LONGEST_FORMAT = 2000

_HEAD = Struct("<HH")
_SHORT = Struct("<H")
_LONG = Struct("<I")


class Encrypted(NotReadable):
    """The records are encrypted."""


@dataclass
class Records:
    """The records that are left, the table of texts, and the code page where one is named."""

    data: bytearray
    texts: list[str] = field(default_factory=list)
    codepage: int = 0


def cleaned(stream: bytes) -> Records:
    """Blot out what is not needed; TooLarge where there is more than in any report, NotReadable where sheets begin nowhere."""
    return _Scan(stream).run()


class _Scan:
    def __init__(self, stream: bytes) -> None:
        self.stream = stream
        self.found = Records(bytearray(stream))
        self.depth = 0
        self.starts: set[int] = set()
        self.sheets: list[int] = []
        self.last_row = -2
        self.deepest = self.rows = 0
        self.values = self.blanks = self.formats = self.merges = self.notes = 0
        self.hidden_rows = self.hidden_columns = 0
        self.in_note = False

    def run(self) -> Records:
        stream, size, at = self.stream, len(self.stream), 0
        head = _HEAD.unpack_from
        records, hole = 0, -1
        while at + 4 <= size:
            code, length = head(stream, at)
            end = at + 4 + length
            if end > size:
                break
            records += 1
            if records > _MOST_RECORDS:
                raise TooLarge
            hole = -1 if code in _LOOKED and self._keeps(code, at + 4, length) else self._blot(hole, at, end)
            at = end
        if len(set(self.sheets)) != len(self.sheets) or not self.starts.issuperset(self.sheets):
            raise NotReadable
        return self.found

    def _blot(self, hole: int, at: int, end: int) -> int:
        """Make one record that says nothing of this one and those before it, as far as its length goes; return where it begins."""
        if hole < 0 or end - hole - 4 > _LONGEST:
            hole = at
        _HEAD.pack_into(self.found.data, hole, _NOTHING, end - hole - 4)
        return hole

    def _keeps(self, code: int, at: int, length: int) -> bool:
        """Look at one record, whose content begins at `at`."""
        if code in _VALUES:
            return self._value(code, at, length)
        if code in _BLANKS:
            return self._blank(code, at, length)
        if code in _BOFS:
            if not self.depth:
                self.starts.add(at - 4)
                self.last_row, self.deepest = -2, 0
            self.depth += 1
        elif code == _EOF:
            self.depth = max(0, self.depth - 1)
        elif code in _FORMATS:
            self.formats += 1
            if self.formats > _MOST_FORMATS:
                raise TooLarge
            return length <= _LONGEST_FORMAT
        else:
            return self._other(code, at, length)
        return True

    def _other(self, code: int, at: int, length: int) -> bool:
        if code == _FILEPASS:
            raise Encrypted
        if code == _SST:
            self.found.texts = shared_texts(self._pieces(at, length))
        elif code == _CODEPAGE and length >= 2:
            self.found.codepage = _SHORT.unpack_from(self.stream, at)[0]
        elif code == _BOUNDSHEET and length >= 6 and not self.stream[at + 5]:
            self.sheets.append(_LONG.unpack_from(self.stream, at)[0])
        elif code == _MERGED and length >= 2:
            self._merged(at, length)
        elif code == _ROW:
            return length >= 16 and self._hides_row(at)
        elif code == _COLUMNS:
            return length >= 10 and self._hides_columns(at)
        elif code == _OBJ:
            # Of the objects on a sheet, the frames of comments.
            self.in_note = length >= 6 and self.stream[at : at + 6] == b"\x15\x00\x12\x00\x19\x00"
            return self.in_note
        elif code == _TXO:
            was, self.in_note = self.in_note, False
            return was
        elif code == _NOTE:
            self.notes += 1
            if self.notes > _MOST_NOTES:
                raise TooLarge
        return code in _KEPT

    def _hides_row(self, at: int) -> bool:
        """Tell whether a row is hidden, or drawn by somebody as small as nothing: of the others nothing needs to be known."""
        height, looks = _SHORT.unpack_from(self.stream, at + 6)[0] & 0x7FFF, _SHORT.unpack_from(self.stream, at + 12)[0]
        hides = bool(looks & 0x20 or (looks & 0x40 and not height))
        self.hidden_rows += hides
        if self.hidden_rows > _MOST_HIDDEN:
            raise TooLarge
        return hides

    def _hides_columns(self, at: int) -> bool:
        """Tell whether columns are hidden."""
        hides = bool(_SHORT.unpack_from(self.stream, at + 8)[0] & 1) or not _SHORT.unpack_from(self.stream, at + 4)[0]
        self.hidden_columns += hides
        if self.hidden_columns > _MOST_HIDDEN_COLUMNS:
            raise TooLarge
        return hides

    def _pieces(self, at: int, length: int) -> list[bytes]:
        """Return the content of a record and of those that go on with it."""
        pieces = [self.stream[at : at + length]]
        at += length
        total = length
        while at + 4 <= len(self.stream):
            code, length = _HEAD.unpack_from(self.stream, at)
            if code != _CONTINUE:
                break
            pieces.append(self.stream[at + 4 : at + 4 + length])
            at += 4 + length
            total += length
            if total > _MOST_TEXT:
                raise TooLarge
        return pieces

    def _value(self, code: int, at: int, length: int) -> bool:
        self.values += max(1, (length - 6) // 6) if code == _MULRK else 1
        if self.values > MAX_CELLS:
            raise TooLarge
        if length >= 2:
            self.last_row = _SHORT.unpack_from(self.stream, at)[0]
            self._reach(self.last_row)
        return True

    def _blank(self, code: int, at: int, length: int) -> bool:
        """Keep the empty cells right below a row with values: the others have no meaning, and there may be millions."""
        if length < 2 or _SHORT.unpack_from(self.stream, at)[0] != self.last_row + 1:
            return False
        self._reach(self.last_row + 1)
        self.blanks += max(1, (length - 6) // 2) if code == _MULBLANK else 1
        if self.blanks > _MOST_BLANKS:
            raise TooLarge
        return True

    def _merged(self, at: int, length: int) -> None:
        count = min(_SHORT.unpack_from(self.stream, at)[0], (length - 2) // 8)
        self.merges += count
        if self.merges > MAX_MERGES:
            raise TooLarge
        for place in range(at + 4, at + 2 + 8 * count, 8):
            self._reach(_SHORT.unpack_from(self.stream, place)[0])

    def _reach(self, row: int) -> None:
        """Count the rows down to the lowest of each sheet: xlrd makes every one of them."""
        if row > self.deepest:
            self.rows += row - self.deepest
            self.deepest = row
            if self.rows > _MOST_ROWS:
                raise TooLarge
