"""The drawing layer of an old Word file: which shapes hang together, and which of them are pictures ([MS-ODRAW])."""

from core.importers.from_doc_bytes import Damaged, cut, u16, u32

_GROUP, _SHAPE, _IDENTITY, _OPTIONS = 0xF003, 0xF004, 0xF00A, 0xF00B
_HEAD = 8
_PICTURE = 0x104
_DEEPEST, _MOST_RECORDS = 40, 200_000


class Drawings:
    """The shapes by number: `pictures` are those that show one."""

    def __init__(self, data: bytes) -> None:
        self.pictures: set[int] = set()
        self._members: dict[int, list[int]] = {}
        self._data = data
        self._left = _MOST_RECORDS
        if data:
            at = _HEAD + u32(data, 4)
            while at + 1 + _HEAD <= len(data):
                # A byte before each layer tells whether it is that of the text or of the page heads.
                size = u32(data, at + 5)
                self._records(at + 1 + _HEAD, at + 1 + _HEAD + size, 0, 0)
                at += 1 + _HEAD + size
            if at > len(data):
                raise Damaged

    def inside(self, shape: int) -> list[int]:
        """Take the shapes of a group, or the shape itself."""
        return self._members.pop(shape, [shape])

    def _records(self, at: int, end: int, depth: int, outer: int) -> None:
        """Read the records of a container; `outer` is the outermost group around, 0 for none."""
        if end > len(self._data) or depth > _DEEPEST:
            raise Damaged
        while at + _HEAD <= end:
            self._left -= 1
            if self._left < 0:
                raise Damaged
            kind, size = u16(self._data, at + 2), u32(self._data, at + 4)
            inside = at + _HEAD
            if kind == _GROUP:
                self._records(inside, inside + size, depth + 1, outer)
            elif kind == _SHAPE:
                shape = self._shape(inside, inside + size)
                # The outermost container is the layer; the first shape of one in it is that group.
                if depth == 2 and not outer:
                    outer = shape
                self._members.setdefault(outer or shape, []).append(shape)
            at = inside + size

    def _shape(self, at: int, end: int) -> int:
        number = 0
        while at + _HEAD <= end:
            head, kind, size = u16(self._data, at), u16(self._data, at + 2), u32(self._data, at + 4)
            inside = at + _HEAD
            if kind == _IDENTITY:
                number = u32(self._data, inside)
            elif kind == _OPTIONS:
                options = cut(self._data, inside, size)
                for i in range(min(head >> 4, size // 6)):
                    if u16(options, 6 * i) & 0x3FFF == _PICTURE and u32(options, 6 * i + 2):
                        self.pictures.add(number)
            at = inside + size
        return number
