"""Files that no reader may stumble over, made in memory: locked, packed into one another, hostile, or simply something else."""

import io
import re
import struct
import zipfile
from collections.abc import Mapping

from tests.core.docx_samples import zipped

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TAG = re.compile(r"<[A-Za-z][^>]*>")
LETTER = ("各位同志：", "定于下周三上午九时在三楼会议室召开安全生产例会，请准时参加。", "柳河乡党政办公室")


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Make a compound file (the container of .doc, .xls and of encrypted packages) with up to three streams of some size."""
    fat: list[int] = [_FAT, _END]
    entries, body = [_entry("Root Entry", 5, _FREE, 1, _END, 0)], b""
    for place, (name, content) in enumerate(streams.items(), 1):
        # Streams shorter than 4096 bytes would have to stand in sectors of another size.
        content = content.ljust(4096, b"\0")
        count = -(-len(content) // _SECTOR)
        first = len(fat)
        fat += [*range(first + 1, first + count), _END]
        entries.append(_entry(name, 2, place + 1 if place < len(streams) else _FREE, _FREE, first, len(content)))
        body += content.ljust(count * _SECTOR, b"\0")
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    table = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    head = struct.pack("<8s16xHHHHH6xIIIIIIIIII", _MARK, 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, _END, 0, _END, 0, 0)
    return head.ljust(_SECTOR, b"\xff") + table + directory + body


def _entry(name: str, kind: int, right: int, child: int, first: int, size: int) -> bytes:
    named = name.encode("utf-16-le") + b"\0\0"
    return struct.pack("<64sHBBIII36xIQ", named, len(named), kind, 1, _FREE, right, child, first, size)


def locked_package() -> bytes:
    """Return what Office makes of a .docx or .xlsx with a password."""
    return compound({"EncryptionInfo": b"\4\0\4\0\x40\0\0\0<encryption/>", "EncryptedPackage": b"\x07" * 5000})


def locked_doc() -> bytes:
    """Return an old Word file whose FIB says that it is encrypted."""
    fib = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x0804, 0, 0x0100 | 0x0200)
    return compound({"WordDocument": fib + b"\x5a" * 4000, "1Table": b"\x5a" * 4096})


def locked_xls() -> bytes:
    """Return an old workbook with the record of a password behind its beginning."""
    begin = struct.pack("<HHHHHHII", 0x809, 16, 0x600, 5, 0, 0, 0, 0)
    return compound({"Workbook": begin + struct.pack("<HH", 0x2F, 6) + b"\1\0\2\0\3\0" + b"\x5a" * 4000})


def locked_pdf() -> bytes:
    """Return a PDF that opens with a password only."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, encrypt=StandardEncryption("open", "own", strength=128))  # pyright: ignore[reportArgumentType]
    canvas.drawString(100, 700, "hello")
    canvas.save()
    return stream.getvalue()


def locked_parts(data: bytes) -> bytes:
    """Set the flag of encryption in every header of a zip."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


def parts_of(data: bytes) -> dict[str, bytes]:
    """Unpack a zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def with_document_type(data: bytes, part: str, declarations: str, entity: str) -> bytes:
    """Put a document type with these declarations before a part's root, and the entity into the root."""
    parts = parts_of(data)
    text = parts[part].decode()
    root = _TAG.search(text)
    assert root is not None
    inside = "" if root[0].endswith("/>") else f"&{entity};"
    changed = f"{text[: root.start()]}<!DOCTYPE x [{declarations}]>{root[0]}{inside}{text[root.end() :]}"
    return zipped(parts | {part: changed.encode()})


def picture() -> bytes:
    """Return a PNG on which nothing is written."""
    from PIL import Image

    stream = io.BytesIO()
    Image.new("L", (60, 40), 230).save(stream, "PNG")
    return stream.getvalue()


def program() -> bytes:
    """Return the beginning of a Windows program."""
    return (
        b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0"
        + b"\0" * 44
        + b"\x80\0\0\0"
        + b"This program cannot be run in DOS mode.\r\r\n$"
        + b"\0" * 900
    )
