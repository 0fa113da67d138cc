"""What an old Word file says about its characters and paragraphs: properties (sprm) kept in pages of 512 bytes."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from core.importers.from_doc_bytes import Damaged, TooLarge, cut, i16, i32, numbers, u8, u16, u32
from core.importers.from_doc_file import DocFile, Part

PAGE = 512
# Bytes of different properties in one file, and what keeping each takes besides; a report has some ten thousand.
_MOST_PROPERTIES, _KEPT = 8 * 1024 * 1024, 64
_MOST_PAGES = 256
# Operand sizes by the three highest bits of a property's code; 0 where its first byte says.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_TABLE_DEFINITIONS = (0xD608, 0xD606)
_TABS = 0xC615
# Properties kept in the Data stream, since they have no room in a page.
_ELSEWHERE = (0x6645, 0x6646, 0x646B)

# Properties that shape a table row: its cells, their merges and edges.
SHAPING = frozenset({0xD608, 0x5624, 0x5625, 0xD62B, 0x9601, 0x9602, 0x7623, 0x7621, 0x5622})

Sprm = tuple[int, bytes]


def sprms(data: bytes) -> Iterator[Sprm]:
    """Yield each property as its code and operand, of variable operands what follows their size; one that is cut off ends the list."""
    at = 0
    while at + 3 <= len(data):
        code = data[at] | data[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            if code in _TABLE_DEFINITIONS:
                if at + 2 > len(data):
                    return
                size = max((data[at] | data[at + 1] << 8) - 1, 0)
                at += 2
            elif code == _TABS and data[at] == 255:
                size = _size_of_tabs(data, at + 1)
                at += 1
            else:
                size = data[at]
                at += 1
        if at + size > len(data):
            return
        yield code, data[at : at + size]
        at += size


def _size_of_tabs(data: bytes, at: int) -> int:
    """Return the size of a long list of changed tab stops, which does not fit the byte for it."""
    removed = data[at] if at < len(data) else 0
    added = at + 1 + 4 * removed
    return 2 + 4 * removed + 3 * (data[added] if added < len(data) else 0)


@dataclass(frozen=True, slots=True)
class ParagraphFacts:
    """A paragraph's style, its place in tables (`depth`, how it ends) and in a list: `list_id` and `level` None where unsaid.

    `table` holds the properties that shape the row which it ends.
    """

    style: int = 0
    depth: int = 0
    row_end: bool = False
    inner_row_end: bool = False
    inner_cell_end: bool = False
    list_id: int | None = None
    level: int | None = None
    table: tuple[Sprm, ...] = ()


@dataclass(frozen=True, slots=True)
class CharacterFacts:
    """What counts of a stretch of characters; `vanish` as in the file (128: as the style, 129: not so), None where unsaid."""

    deleted: bool = False
    inserted: bool = False
    vanish: int | None = None
    style: int | None = None
    symbol: int | None = None
    is_data: bool = False


class Properties:
    """The properties of every place in the text stream."""

    def __init__(self, file: DocFile) -> None:
        self._data = file.data
        self._paragraph_pages = _Pages(file, Part.PARAGRAPH_PAGES)
        self._character_pages = _Pages(file, Part.CHARACTER_PAGES)
        self._paragraphs: dict[bytes, ParagraphFacts] = {}
        self._characters: dict[bytes, CharacterFacts] = {b"": CharacterFacts()}
        self._budget = _MOST_PROPERTIES

    def paragraph(self, place: int, extra: bytes) -> tuple[int, ParagraphFacts]:
        """Return where the run of a paragraph's last character ends, and its facts; `extra` properties come on top."""
        end, entry = self._paragraph_pages.find(place)
        key = entry + extra
        if key not in self._paragraphs:
            self._paragraphs[key] = self.read_paragraph(key)
        return end, self._paragraphs[key]

    def characters(self, place: int, extra: bytes) -> tuple[int, CharacterFacts]:
        """Return where the run of characters ends that begins at or before a place, and its facts."""
        end, entry = self._character_pages.find(place)
        key = entry + extra
        if key not in self._characters:
            self._spend(len(key) + _KEPT)
            self._characters[key] = read_characters(key)
        return end, self._characters[key]

    def _spend(self, size: int) -> None:
        self._budget -= size
        if self._budget < 0:
            raise TooLarge

    def _expanded(self, data: bytes) -> Iterator[Sprm]:
        """Yield properties with those that stand in the Data stream in their place."""
        self._spend(len(data) + _KEPT)
        for code, operand in sprms(data):
            if code in _ELSEWHERE:
                at = u32(operand, 0)
                size = u16(self._data, at)
                self._spend(size)
                yield from sprms(cut(self._data, at + 2, size))
            else:
                yield code, operand

    def read_paragraph(self, entry: bytes) -> ParagraphFacts:
        """Read a paragraph's style and properties."""
        if len(entry) < 2:
            return ParagraphFacts()
        found: dict[int, bytes] = {}
        table: list[Sprm] = []
        for code, operand in self._expanded(entry[2:]):
            found[code] = operand
            if code in SHAPING:
                table.append((code, operand))
        level = found.get(0x6649)
        depth = i32(level, 0) if level is not None else 0
        if depth <= 0:
            depth = 1 if _is_on(found, 0x2416) else 0
        list_id, list_level = found.get(0x460B), found.get(0x260A)
        return ParagraphFacts(
            style=u16(found.get(0x4600, entry), 0),
            depth=depth,
            row_end=_is_on(found, 0x2417),
            inner_row_end=_is_on(found, 0x244C),
            inner_cell_end=_is_on(found, 0x244B),
            list_id=None if list_id is None else i16(list_id, 0),
            level=None if list_level is None else u8(list_level, 0),
            table=tuple(table),
        )


def _is_on(found: dict[int, bytes], code: int) -> bool:
    operand = found.get(code)
    return operand is not None and u8(operand, 0) != 0


def read_characters(data: bytes) -> CharacterFacts:
    """Read the properties of a stretch of characters."""
    found = dict(sprms(data))
    vanish, style, symbol = found.get(0x083C), found.get(0x4A30), found.get(0x6A09)
    return CharacterFacts(
        deleted=_is_on(found, 0x0800),
        inserted=_is_on(found, 0x0801),
        vanish=None if vanish is None else u8(vanish, 0),
        style=None if style is None else u16(style, 0),
        symbol=None if symbol is None else u16(symbol, 2),
        is_data=_is_on(found, 0x0806),
    )


class _Pages:
    """Pages that tell, for stretches of the text stream, which properties they have; each is read when first asked for."""

    def __init__(self, file: DocFile, part: Part) -> None:
        self._word = file.word
        self._is_paragraphs = part == Part.PARAGRAPH_PAGES
        data = file.part(part)
        count = (len(data) - 4) // 8
        if count < 1:
            raise Damaged
        self._starts = list(numbers(data, 0, count))
        self._numbers = numbers(data, 4 * (count + 1), count)
        self._read: dict[int, tuple[tuple[int, ...], tuple[bytes, ...]]] = {}
        # The stretch that was found last: most often the next place is in it, too.
        self._start = self._end = 0
        self._entry = b""

    def find(self, place: int) -> tuple[int, bytes]:
        """Return where the stretch ends that holds a place, and its entry: empty where the file says nothing."""
        if self._start <= place < self._end:
            return self._end, self._entry
        page = self._numbers[max(bisect_right(self._starts, place) - 1, 0)] & 0x3F_FFFF
        if page not in self._read:
            if len(self._read) >= _MOST_PAGES:
                self._read.clear()
            self._read[page] = self._page(page)
        places, entries = self._read[page]
        index = bisect_right(places, place) - 1
        if not 0 <= index < len(entries):
            raise Damaged
        self._start, self._end, self._entry = places[index], places[index + 1], entries[index]
        return self._end, self._entry

    def _page(self, number: int) -> tuple[tuple[int, ...], tuple[bytes, ...]]:
        page = cut(self._word, number * PAGE, PAGE)
        count = page[PAGE - 1]
        places = numbers(page, 0, count + 1)
        first, step = 4 * (count + 1), 13 if self._is_paragraphs else 1
        cut(page, first, count * step)
        read = _paragraph_entry if self._is_paragraphs else _character_entry
        return places, tuple(read(page, 2 * page[first + step * i]) for i in range(count))


def _paragraph_entry(page: bytes, at: int) -> bytes:
    """Return style and properties of a paragraph; their size is counted in twos, with or without its own byte."""
    if at == 0:
        return b""
    if page[at]:
        return cut(page, at + 1, 2 * page[at] - 1)
    return cut(page, at + 2, 2 * u8(page, at + 1))


def _character_entry(page: bytes, at: int) -> bytes:
    return cut(page, at + 1, page[at]) if at else b""
