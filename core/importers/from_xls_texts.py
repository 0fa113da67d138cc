"""Read the table of texts of an .xls."""

from collections.abc import Sequence
from struct import Struct

from core.importers.sheet import NotReadable, TooLarge
from core.importers.source import MAX_CELLS

_COUNT = Struct("<I")
_SHORT = Struct("<H")
_WIDE, _ASIAN, _RICH = 0x01, 0x04, 0x08


def shared_texts(pieces: Sequence[bytes]) -> list[str]:
    """Read the texts out of the record that holds them and those that go on with it; formats and readings (拼音) are left out.

    A text that a record cuts goes on in the next behind a byte that tells anew whether its characters are wide.
    Source: [MS-XLS] 2.4.265 and 2.5.293.
    """
    reader = _Reader(pieces)
    head = reader.take(8)
    count = _COUNT.unpack_from(head, 4)[0]
    if count > MAX_CELLS:
        raise TooLarge
    return [reader.text() for _ in range(count)]


class _Reader:
    """A place within the pieces; NotReadable behind the last one."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self.pieces = pieces
        self.piece, self.at = 0, 0

    def take(self, length: int) -> bytes:
        """Take so many bytes, which records may cut anywhere."""
        taken = b""
        while len(taken) < length:
            taken += self._some(length - len(taken))
        return taken

    def skip(self, length: int) -> None:
        while length:
            length -= len(self._some(length))

    def text(self) -> str:
        length, flags = _SHORT.unpack(self.take(2))[0], self.take(1)[0]
        runs = _SHORT.unpack(self.take(2))[0] if flags & _RICH else 0
        readings = _COUNT.unpack(self.take(4))[0] if flags & _ASIAN else 0
        parts = [self._characters(flags, length)]
        while (length := length - len(parts[-1]) // 2) > 0:
            self.at = len(self.pieces[self.piece])
            self._turn()
            flags = self.take(1)[0]
            parts.append(self._characters(flags, length))
        self.skip(4 * runs + readings)
        return b"".join(parts).decode("utf-16-le", "replace")

    def _characters(self, flags: int, most: int) -> bytes:
        """Take what this piece holds of so many characters, each made two bytes wide: a cut may part the halves of a rare one."""
        width = 2 if flags & _WIDE else 1
        room = (len(self.pieces[self.piece]) - self.at) // width
        raw = self.take(min(room, most) * width)
        return raw if width == 2 else raw.decode("latin-1").encode("utf-16-le")

    def _turn(self) -> None:
        """Go to the next piece that holds something where this one is used up."""
        while self.piece < len(self.pieces) and self.at >= len(self.pieces[self.piece]):
            self.piece, self.at = self.piece + 1, 0
        if self.piece >= len(self.pieces):
            raise NotReadable

    def _some(self, length: int) -> bytes:
        self._turn()
        taken = self.pieces[self.piece][self.at : self.at + length]
        self.at += len(taken)
        return taken
