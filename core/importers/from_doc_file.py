"""The head of an old Word file (FIB) and its streams. Layouts here and in the other from_doc modules follow [MS-DOC]."""

from enum import IntEnum

from core.importers.from_doc_bytes import Damaged, cut, u16, u32
from core.importers.from_doc_container import Container

_FIRST_WORD_97 = 0xC0
_SIGNS = (0xA5EC, 0xA5DC)
_MOST_ENTRIES = 20_000
_ENCRYPTED, _TABLE_ONE = 0x0100, 0x0200


class Part(IntEnum):
    """Where the head tells the place of a part of the table stream."""

    STYLES = 1
    FOOTNOTE_PLACES = 2
    FOOTNOTE_TEXTS = 3
    CHARACTER_PAGES = 12
    PARAGRAPH_PAGES = 13
    PIECES = 33
    SHAPE_PLACES = 40
    ENDNOTE_PLACES = 46
    ENDNOTE_TEXTS = 47
    DRAWINGS = 50
    BOX_TEXTS = 56
    LISTS = 73
    LIST_USES = 74


class Story(IntEnum):
    """The texts that stand one behind the other."""

    MAIN = 0
    FOOTNOTES = 1
    HEADERS = 2
    MACROS = 3
    COMMENTS = 4
    ENDNOTES = 5
    BOXES = 6
    HEADER_BOXES = 7


class DocFile:
    """The streams `word`, `table` and `data`, where the parts are, and where each text begins and ends (in characters)."""

    def __init__(self, container: Container) -> None:
        self.word = container.text_stream()
        sign, version, flags = u16(self.word, 0), u16(self.word, 2), u16(self.word, 10)
        if sign not in _SIGNS:
            raise Damaged
        if version < _FIRST_WORD_97:
            raise container.fail("是 Word 95 或更早版本的文件；请在 Word 或 WPS 中打开并另存为 .docx 后再试")
        if flags & _ENCRYPTED:
            raise container.fail("设有密码（已加密）；请在 Word 或 WPS 中打开，取消密码后另存再试")
        table = container.stream("1Table" if flags & _TABLE_ONE else "0Table")
        if table is None:
            raise Damaged
        self.table = table
        self.data = container.stream("Data") or b""
        words = 34 + 2 * u16(self.word, 32)
        longs = words + 2
        self._parts = longs + 4 * u16(self.word, words) + 2
        self._part_count = u16(self.word, self._parts - 2)
        lengths = [u32(self.word, longs + 4 * (3 + story)) for story in Story]
        self._starts = [sum(lengths[:story]) for story in range(len(Story) + 1)]

    def place(self, part: Part) -> tuple[int, int]:
        """Return where a part begins in the table stream and how long it is."""
        if part >= self._part_count:
            return 0, 0
        at = self._parts + 8 * part
        return u32(self.word, at), u32(self.word, at + 4)

    def part(self, part: Part) -> bytes:
        """Return a part of the table stream, empty where the file has none."""
        at, size = self.place(part)
        return cut(self.table, at, size) if size else b""

    def story(self, story: Story) -> tuple[int, int]:
        """Return where a text begins and ends among all characters."""
        return self._starts[story], self._starts[story + 1]

    def ranges(self, part: Part, size: int) -> list[tuple[int, int, bytes]]:
        """Read a PLC: for each of its entries of `size` bytes, from where to where it counts and the entry."""
        data = self.part(part)
        count = (len(data) - 4) // (4 + size)
        if count <= 0:
            return []
        if count > _MOST_ENTRIES:
            raise Damaged
        places = [u32(data, 4 * i) for i in range(count + 1)]
        first = 4 * (count + 1)
        return [(places[i], places[i + 1], data[first + size * i : first + size * (i + 1)]) for i in range(count)]
