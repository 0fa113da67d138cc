"""Stream the parts of a workbook: no tree is built, so that a part costs no more memory than the texts in it.

The usual libraries keep a cell for every formatted blank, and people's sheets are formatted down to the millionth row; in the mode
that streams they leave out merged cells and comments, without which a table cannot be read.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath
from xml.parsers import expat

# Bytes of XML, unpacked: beyond this a workbook is a bomb or holds something else than a report.
MAX_XML = 250_000_000
MAX_SMALL_PART = 20_000_000
# Bytes of one tag and characters of one text: a cell holds 32,767.
_LONGEST = 1_000_000
_CHUNK = 1 << 16
# What the parser (an encoding that it does not know included) and the container raise for a part that is not whole or is locked.
_DAMAGE = (expat.ExpatError, LookupError, ValueError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
_EMPTY_CELL = re.compile(rb"<c( [^<>]*)?/>")

Attributes = Mapping[str, str]
_Start = Callable[[str, Attributes], None]
_End = Callable[[str, str], None]


class NotReadable(Exception):
    """A part is damaged or not there."""


class TooLarge(NotReadable):
    """More cells or more XML than any report has."""


@dataclass
class Package:
    """The zip container, with what may still be unpacked from it."""

    archive: zipfile.ZipFile
    left: int = MAX_XML

    @classmethod
    def opened(cls, data: bytes) -> "Package":
        """Open the container; NotReadable where it is damaged."""
        try:
            return cls(zipfile.ZipFile(io.BytesIO(data)))
        except _DAMAGE as fault:
            raise NotReadable from fault

    def has(self, path: str) -> bool:
        """Tell whether the container holds that part."""
        return path in self.archive.NameToInfo

    def stream(self, path: str, start: _Start, end: _End, most: int = MAX_SMALL_PART, is_idle: Callable[[], bool] | None = None) -> None:
        """Run a part of at most so many bytes through `start(tag, attributes)` and `end(tag, text)`; tags come without their prefixes.

        While `is_idle()` says so, empty cells are cut out before they are parsed.
        """
        sax = _Sax(start, end)
        most = min(most, self.left)
        unpacked = fed = 0
        try:
            with self.archive.open(path) as source:
                while chunk := source.read(_CHUNK):
                    unpacked += len(chunk)
                    if is_idle is not None and is_idle():
                        chunk = _EMPTY_CELL.sub(b"", chunk)
                    fed += len(chunk)
                    sax.parser.Parse(chunk)
                    if unpacked > most or fed - sax.parser.CurrentByteIndex > _LONGEST:
                        raise TooLarge
            sax.parser.Parse(b"", True)
        except _DAMAGE as fault:
            raise NotReadable from fault
        finally:
            self.left -= unpacked

    def relations(self, path: str) -> dict[str, tuple[str, str]]:
        """Return the relations of a part: id -> (kind, path of the target)."""
        folder, _, name = path.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, attributes: Attributes) -> None:
            if tag == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                whole = target.lstrip("/") if target.startswith("/") else normpath(join(dirname(path), target))
                found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], whole)

        if self.has(rels):
            self.stream(rels, start, _nothing)
        return found


class _Sax:
    """Glue to the parser: declared entities are refused, text is handed over at the end of its tag.

    Millions of empty cells come through here, so that every call counts.
    """

    def __init__(self, start: _Start, end: _End) -> None:
        self.start, self.end = start, end
        self.text: list[str] = []
        self.length = 0
        self.names: dict[str, str] = {}
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _data(self, text: str) -> None:
        self.length += len(text)
        if self.length > _LONGEST:
            raise TooLarge
        self.text.append(text)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self.text:
            self._take()
        self.start(self.names.get(tag) or self._name(tag), attributes)

    def _end(self, tag: str) -> None:
        self.end(self.names.get(tag) or self._name(tag), self._take() if self.text else "")

    def _take(self) -> str:
        text = "".join(self.text)
        self.text.clear()
        self.length = 0
        return text

    def _name(self, tag: str) -> str:
        """Return a tag without its prefix, remembered for a sheet's few tags."""
        name = tag.rpartition(":")[2]
        if len(self.names) < 100:
            self.names[tag] = name
        return name

    def _doctype(self, *_: object) -> None:
        raise NotReadable


def _nothing(_tag: str, _text: str) -> None:
    pass
