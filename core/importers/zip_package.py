"""Open a zip of XML parts with care: what is too large, locked, damaged or declares entities ends in one clear sentence."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from core.errors import UnreadableFile

TITLE = "打不开这份文件"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_PART = 32 * 1024 * 1024
# Tags and attributes take up to two hundred bytes each in memory, however short they are in the file.
_MAX_MARKS = 2_000_000
_MAX_ENTRIES = 20_000
_MAX_RATIO, _RATIO_FROM = 400, 4 * 1024 * 1024
_PROLOGUE = 4096
_PIECE = 1024 * 1024
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, OSError, ValueError, NotImplementedError, KeyError)


@dataclass(frozen=True, slots=True)
class Sentences:
    """What a kind of file says, after the file's name, of the faults that all kinds share."""

    damaged: str
    locked: str
    entities: str
    too_large: str
    too_many_parts: str


class XmlFile:
    """A file of XML: reads a part and makes its errors."""

    def __init__(self, name: str, says: Sentences) -> None:
        self.name, self.says = name, says

    def fail(self, message: str) -> UnreadableFile:
        """Make the error that says `message` of this file."""
        return UnreadableFile(TITLE, f"{self.name} {message}")

    def damaged(self) -> UnreadableFile:
        """Make the error of a file that is not whole."""
        return self.fail(self.says.damaged)

    def root_of(self, data: bytes) -> etree._Element:
        """Read XML; entities stay unresolved and a document type is refused."""
        if len(data) > MAX_PART or data.count(b"<") + data.count(b"=") > _MAX_MARKS:
            raise self.fail(self.says.too_large)
        try:
            root = etree.fromstring(data, _parser()) if b"<!DOCTYPE" not in data[:_PROLOGUE] else None
        except etree.XMLSyntaxError as fault:
            raise self.damaged() from fault
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise self.fail(self.says.entities)
        return root


class ZipPackage(XmlFile):
    """The parts of a zip."""

    def __init__(self, data: bytes, name: str, says: Sentences) -> None:
        super().__init__(name, says)
        if data.count(b"PK\x01\x02") > _MAX_ENTRIES:
            raise self.fail(says.too_many_parts)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as fault:
            raise self.damaged() from fault

    def has(self, part: str) -> bool:
        """Tell whether there is a part of that name."""
        return part in self._zip.NameToInfo

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return list(self._zip.NameToInfo)

    def parse(self, part: str) -> etree._Element:
        """Read one part's XML."""
        return self.root_of(self.read(part))

    def read(self, part: str) -> bytes:
        """Unpack a part in pieces, so that a false declared size costs no memory."""
        info = self._zip.NameToInfo[part]
        if info.flag_bits & 0x1:
            raise self.fail(self.says.locked)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise self.damaged()
        if info.file_size > MAX_PART or (info.file_size > _RATIO_FROM and info.file_size > _MAX_RATIO * max(info.compress_size, 1)):
            raise self.fail(self.says.too_large)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    if size > MAX_PART:
                        raise self.fail(self.says.too_large)
                    pieces.append(piece)
        except _DAMAGE as fault:
            raise self.damaged() from fault
        return b"".join(pieces)


def _parser() -> etree.XMLParser:
    # Ids that are no names, or stand twice, are no reason to refuse a file.
    return etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False
    )
