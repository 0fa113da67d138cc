"""Write the objects of a PDF file (ISO 32000-1): the same objects give the same bytes, no clock, no random id."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

_HEAD = b"%PDF-1.7\n%\xe5\xb9\xb4\xe6\x8a\xa5\n"
# A little quicker than the usual 6 and hardly larger.
_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Packed:
    """The content of a stream, compressed once and for all files that hold it, and its length before."""

    data: bytes
    length: int

    @classmethod
    def of(cls, content: bytes) -> "Packed":
        """Compress a content."""
        return cls(zlib.compress(content, _LEVEL), len(content))


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: level from 0, title, the page it stands on (from 0) and its upper edge there, from the paper's foot."""

    level: int
    title: str
    page: int
    top: float


class PdfFile:
    """The objects of one file as they are added; an object is called by its number, from 1."""

    def __init__(self) -> None:
        self._objects: list[bytes] = []

    def reserve(self) -> int:
        """Return the number of an object that is put in later."""
        self._objects.append(b"")
        return len(self._objects)

    def put(self, number: int, body: str) -> None:
        """Fill an object that was reserved."""
        self._objects[number - 1] = body.encode("ascii")

    def add(self, body: str) -> int:
        """Add an object, written as PDF writes it, and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def add_stream(self, packed: Packed, entries: str = "") -> int:
        """Add a compressed stream with further entries of its dictionary."""
        head = f"<< /Filter /FlateDecode /Length {len(packed.data)}{entries} >>\nstream\n"
        self._objects.append(head.encode("ascii") + packed.data + b"\nendstream")
        return len(self._objects)

    def content(self, catalog: int, info: int) -> bytes:
        """Return the whole file."""
        parts, places = [_HEAD], []
        at = len(_HEAD)
        for number, body in enumerate(self._objects, start=1):
            part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            places.append(at)
            parts.append(part)
            at += len(part)
        digest = hashlib.sha256(b"".join(parts)).hexdigest()[:32]
        rows = "".join(f"{place:010d} 00000 n \n" for place in places)
        trailer = f"<< /Size {len(places) + 1} /Root {catalog} 0 R /Info {info} 0 R /ID [<{digest}> <{digest}>] >>"
        end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{rows}trailer\n{trailer}\nstartxref\n{at}\n%%EOF\n"
        return b"".join([*parts, end.encode("ascii")])


def text_string(text: str) -> str:
    """Write a text that a reader shows to people, in any script."""
    return f"<FEFF{text.encode('utf-16-be', 'surrogatepass').hex().upper()}>"


def add_outline(file: PdfFile, marks: Sequence[Mark], pages: Sequence[int]) -> int:
    """Add bookmarks as an open tree and return its root; a level goes at most one below the one before. `pages` are page objects."""
    root = file.reserve()
    numbers = [file.reserve() for _ in marks]
    parents: list[int] = []
    path = [root]
    for mark, number in zip(marks, numbers, strict=True):
        del path[min(mark.level, len(path) - 1) + 1 :]
        parents.append(path[-1])
        path.append(number)
    families: dict[int, list[int]] = {}
    for number, parent in zip(numbers, parents, strict=True):
        families.setdefault(parent, []).append(number)
    for mark, number, parent in zip(marks, numbers, parents, strict=True):
        family = families[parent]
        at = family.index(number)
        entries = [f"/Title {text_string(mark.title)} /Parent {parent} 0 R", f"/Dest [{pages[mark.page]} 0 R /XYZ 0 {mark.top:.2f} 0]"]
        entries += [f"/Prev {family[at - 1]} 0 R"] if at else []
        entries += [f"/Next {family[at + 1]} 0 R"] if at + 1 < len(family) else []
        file.put(number, f"<< {' '.join(entries)}{_children(number, families)} >>")
    file.put(root, f"<< /Type /Outlines{_children(root, families)} >>")
    return root


def _children(number: int, families: dict[int, list[int]]) -> str:
    own = families.get(number)
    return f" /First {own[0]} 0 R /Last {own[-1]} 0 R /Count {_descendants(number, families)}" if own else ""


def _descendants(number: int, families: dict[int, list[int]]) -> int:
    return sum(1 + _descendants(child, families) for child in families.get(number, ()))
