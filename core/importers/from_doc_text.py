"""The characters of an old Word file: pieces of one or two bytes a character, put in order."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from core.importers.from_doc_bytes import Damaged, TooLarge, cut, numbers, u8, u16, u32
from core.importers.from_doc_file import DocFile, Part

# Far above a report, which has some ten thousand.
_MOST_CHARACTERS, _MOST_PIECES, _MOST_EXTRAS = 2_000_000, 100_000, 0x7FFF
_PROPERTIES, _PIECES = 1, 2
_COMPRESSED, _PLACE = 0x4000_0000, 0x3FFF_FFFF
# The bytes that do not stand for the character of their own number.
_EIGHT_BIT = {
    0x80: "€", 0x82: "‚", 0x83: "ƒ", 0x84: "„", 0x85: "…", 0x86: "†", 0x87: "‡", 0x88: "ˆ", 0x89: "‰", 0x8A: "Š", 0x8B: "‹", 0x8C: "Œ",
    0x8E: "Ž", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•", 0x96: "–", 0x97: "—", 0x98: "˜", 0x99: "™", 0x9A: "š", 0x9B: "›",
    0x9C: "œ", 0x9E: "ž", 0x9F: "Ÿ",
}  # fmt: skip

_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of characters: from which to which, where they stand in the file, bytes a character, extra properties."""

    start: int
    end: int
    place: int
    width: int
    properties: bytes

    def place_of(self, position: int) -> int:
        """Return where one of its characters stands in the stream of the text."""
        return self.place + (position - self.start) * self.width


class Text:
    """All characters, one for each UTF-16 unit, so that an index is a character position of the file."""

    def __init__(self, file: DocFile) -> None:
        data = file.part(Part.PIECES)
        extras: list[bytes] = []
        at = 0
        while u8(data, at) == _PROPERTIES:
            size = u16(data, at + 1)
            extras.append(cut(data, at + 3, size))
            at += 3 + size
            if len(extras) > _MOST_EXTRAS:
                raise Damaged
        if u8(data, at) != _PIECES:
            raise Damaged
        self.pieces = list(_pieces(cut(data, at + 5, u32(data, at + 1)), extras))
        self._starts = [piece.start for piece in self.pieces]
        self.characters = "".join(_characters(file.word, piece) for piece in self.pieces)

    def piece_at(self, position: int) -> Piece:
        """Return the piece that holds a character."""
        return self.pieces[max(bisect_right(self._starts, position) - 1, 0)]


def _pieces(data: bytes, extras: list[bytes]) -> Iterator[Piece]:
    count = (len(data) - 4) // 12
    if count < 1:
        raise Damaged
    if count > _MOST_PIECES:
        raise TooLarge
    starts = numbers(data, 0, count + 1)
    if starts[0] != 0 or any(a > b for a, b in pairwise(starts)):
        raise Damaged
    if starts[-1] > _MOST_CHARACTERS:
        raise TooLarge
    for index in range(count):
        _, place, modifier = struct.unpack_from("<HIH", data, 4 * (count + 1) + 8 * index)
        compressed = place & _COMPRESSED
        place &= _PLACE
        properties = _modifier(modifier, extras)
        yield Piece(starts[index], starts[index + 1], place // 2 if compressed else place, 1 if compressed else 2, properties)


# Place in the short form of a piece's properties -> the property that it stands for.
_SHORT = {0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x42: 0x0801, 0x43: 0x0802, 0x5C: 0x083C}


def _modifier(modifier: int, extras: list[bytes]) -> bytes:
    """Return the properties that a piece lays over those of its text, as fast saving leaves them."""
    if modifier & 1:
        if modifier >> 1 >= len(extras):
            raise Damaged
        return extras[modifier >> 1]
    code = _SHORT.get(modifier >> 1 & 0x7F)
    return struct.pack("<HB", code, modifier >> 8) if code else b""


def _characters(word: bytes, piece: Piece) -> str:
    count = piece.end - piece.start
    raw = cut(word, piece.place, count * piece.width)
    if piece.width == 1:
        return raw.decode("latin-1").translate(_EIGHT_BIT)
    text = raw.decode("utf-16-le", "surrogatepass")
    # A character beyond U+FFFF takes two positions.
    return text if len(text) == count else "".join(map(chr, struct.unpack(f"<{count}H", raw)))


def whole_characters(text: str) -> str:
    """Join the halves of characters beyond U+FFFF; half a character alone becomes the sign for an unreadable one."""
    if not _HALVES.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
