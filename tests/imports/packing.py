"""Zip the parts of an OOXML file so that the same parts always give the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_WHEN = (2025, 1, 1, 0, 0, 0)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Zip parts in their order under one fixed date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            package.writestr(entry, content, compresslevel=9)
    return stream.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the parts of a packed file, or the file as its only part: another zlib packs the same parts into other bytes."""
    if not data.startswith(b"PK"):
        return {"": data}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {entry.filename: package.read(entry) for entry in package.infolist()}


def xml(text: str) -> str:
    """Escape a text for XML, attributes included."""
    return escape(text, {'"': "&quot;"})
