"""Take the stream of a workbook out of the container of old Office files."""

import io
from struct import Struct
from struct import error as StructError

from core.importers.sheet import NotReadable

CONTAINER = b"\xd0\xcf\x11\xe0"
_STREAMS = ("Workbook", "Book")
_SECTORS = Struct("<H")
_TABLES = Struct("<I")
# What olefile raises for a container that does not hold together.
_FAULTS = (OSError, StructError, LookupError, ValueError, TypeError, AttributeError, RecursionError, OverflowError)


def is_locked(data: bytes) -> bool:
    """Tell a newer workbook that is encrypted: it comes in the same container."""
    return "EncryptedPackage".encode("utf-16-le") in data


def workbook_stream(data: bytes) -> bytes | None:
    """Return the stream that holds the workbook; None where the container holds another kind of file."""
    _check_table(data)
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            names = {"/".join(path).lower(): path for path in container.listdir()}
            path = next((names[name.lower()] for name in _STREAMS if name.lower() in names), None)
            return container.openstream(path).read() if path else None
    except _FAULTS as fault:
        raise NotReadable from fault


def _check_table(data: bytes) -> None:
    """Refuse a table of sectors that is far larger than the file: it would be read over and over."""
    if len(data) < 512:
        raise NotReadable
    power = _SECTORS.unpack_from(data, 30)[0]
    if power not in (9, 12):
        raise NotReadable
    covers = (1 << power) * (1 << power) // 4
    if _TABLES.unpack_from(data, 44)[0] > 2 * len(data) // covers + 16:
        raise NotReadable
