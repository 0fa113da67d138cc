"""Stream the parts of a workbook: no tree is built, so that a part costs no more memory than the texts in it.

The usual libraries keep a cell for every formatted blank, and people's sheets are formatted down to the millionth row; in the mode
that streams they leave out merged cells and comments, without which a table cannot be read.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from core.importers.sheet import NotReadable, TooLarge
from core.importers.sheet_xml import LONGEST, XML_FAULTS, Attributes, End, Sax, Start

# Bytes of XML, unpacked: beyond this a workbook is a bomb or holds something else than a report.
MAX_XML = 250_000_000
MAX_SMALL_PART = 20_000_000
# Tags of all parts: what takes time is not their bytes. Sheets that are formatted to their last row have two million each.
MAX_TAGS = 8_000_000
_CHUNK = 1 << 16
# What the parser and the container raise for a part that is not whole or is locked.
_DAMAGE = (*XML_FAULTS, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)
_EMPTY_CELL = re.compile(rb"<c( [^<>]*)?/>")


@dataclass
class Package:
    """The zip container, with what may still be unpacked from it."""

    archive: zipfile.ZipFile
    left: int = MAX_XML
    tags: int = MAX_TAGS

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

    def stream(self, path: str, start: Start, end: End, most: int = MAX_SMALL_PART, is_idle: Callable[[], bool] | None = None) -> None:
        """Run a part of at most so many bytes through `start(tag, attributes)` and `end(tag, text)`; tags come without their prefixes.

        While `is_idle()` says so, empty cells are cut out before they are parsed.
        """
        sax = Sax(start, end)
        most = min(most, self.left)
        unpacked = fed = 0
        try:
            with self.archive.open(path) as source:
                while chunk := source.read(_CHUNK):
                    unpacked += len(chunk)
                    if is_idle is not None and is_idle():
                        chunk = _EMPTY_CELL.sub(b"", chunk)
                    fed += len(chunk)
                    self.tags -= chunk.count(b"<")
                    sax.parser.Parse(chunk)
                    if unpacked > most or self.tags < 0 or fed - sax.parser.CurrentByteIndex > LONGEST:
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


def _nothing(_tag: str, _text: str) -> None:
    pass
