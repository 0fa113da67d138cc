"""The lists of an old Word file: what its automatic numbers look like and where they start."""

from dataclasses import replace

from core.importers.from_doc_bytes import Damaged, TooLarge, characters, cut, i32, u8, u16, u32
from core.importers.from_doc_file import DocFile, Part
from core.importers.word_numbering import LEVELS, Level, NumberedList

_LIST, _USE, _LEVEL, _OVERRIDE = 28, 16, 28, 8
_MOST_LEVELS, _MOST_USES, _LONGEST = 100_000, 20_000, 255
_NO_STYLE = 0xFFF
_KINDS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 10: "ideographDigital", 11: "japaneseCounting",
    14: "decimalFullWidth", 16: "japaneseLegal", 17: "japaneseDigitalTenThousand", 18: "decimalEnclosedCircle", 19: "decimalFullWidth",
    22: "decimalZero", 23: "bullet", 26: "decimalEnclosedFullstop", 27: "decimalEnclosedParen", 28: "decimalEnclosedCircleChinese",
    29: "ideographEnclosedCircle", 30: "ideographTraditional", 31: "ideographZodiac", 33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand", 36: "taiwaneseDigital", 37: "chineseCounting", 38: "chineseLegalSimplified",
    39: "chineseCountingThousand", 41: "koreanCounting", 255: "none",
}  # fmt: skip
_STARTS_ANEW, _HAS_LEVEL = 0x10, 0x20


class _Cursor:
    """Read level after level, a bounded number of them."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data, self.at = data, at
        self._left = _MOST_LEVELS

    def level(self) -> Level:
        """Read one level of a list and go behind it."""
        self._left -= 1
        if self._left < 0:
            raise TooLarge
        data, at = self.data, self.at
        head = cut(data, at, _LEVEL)
        flags, follow = head[5], head[15]
        text_at = at + _LEVEL + head[24] + head[25]
        length = u16(data, text_at)
        if length > _LONGEST:
            raise Damaged
        text = characters(data, text_at + 2, length)
        if sum(ord(c) < LEVELS for c in text) > LEVELS:
            raise Damaged
        self.at = text_at + 2 + 2 * length
        return Level(
            start=i32(head, 0),
            kind=_KINDS.get(head[4], "decimal"),
            # A level's number stands in the text as a character below nine.
            text="".join(f"%{ord(c) + 1}" if ord(c) < LEVELS else c for c in text),
            restart=head[26] if flags & 0x08 else None,
            legal=bool(flags & 0x04),
            gap="" if follow == 2 else " ",
        )


def load_lists(file: DocFile, lists: dict[str, NumberedList]) -> None:
    """Read the lists into `lists`, by the number that paragraphs name them with; Damaged leaves those that were read before."""
    at, size = file.place(Part.LISTS)
    if not size or not file.place(Part.LIST_USES)[1]:
        return
    table = file.table
    count = u16(table, at)
    # The levels follow the part: its size does not hold them.
    cursor = _Cursor(table, at + size)
    shapes: dict[int, dict[int, Level]] = {}
    for index in range(count):
        head = cut(table, at + 2 + _LIST * index, _LIST)
        levels = {number: cursor.level() for number in range(1 if head[26] & 1 else LEVELS)}
        for number in levels:
            style = u16(head, 8 + 2 * number)
            levels[number] = replace(levels[number], style="" if style == _NO_STYLE else str(style))
        shapes[i32(head, 0)] = levels
    _load_uses(file, shapes, lists)


def _load_uses(file: DocFile, shapes: dict[int, dict[int, Level]], lists: dict[str, NumberedList]) -> None:
    at, size = file.place(Part.LIST_USES)
    cut(file.table, at, size)
    count = u32(file.table, at)
    if count > _MOST_USES:
        raise Damaged
    cursor = _Cursor(file.table, at + 4 + _USE * count)
    for index in range(count):
        use = cut(file.table, at + 4 + _USE * index, _USE)
        shape = i32(use, 0)
        made = lists[str(index + 1)] = NumberedList(str(shape), dict(shapes.get(shape, {})))
        cursor.at += 4
        for _ in range(use[12]):
            _override(made, cursor)


def _override(made: NumberedList, cursor: _Cursor) -> None:
    """Lay a list's own level or start over those that it shares with others."""
    start, flags = i32(cursor.data, cursor.at), u8(cursor.data, cursor.at + 4)
    cursor.at += _OVERRIDE
    number = flags & 0xF
    if flags & _HAS_LEVEL:
        made.levels[number] = replace(cursor.level(), style=made.levels.get(number, Level()).style)
        start = made.levels[number].start
    if flags & _STARTS_ANEW:
        made.levels[number] = replace(made.levels.get(number, Level()), start=start)
        made.starts[number] = start
