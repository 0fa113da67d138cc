"""Numbers out of the streams of an old Word file; a place outside of a stream is damage, never a wrong number."""

import struct

_U16, _I16 = struct.Struct("<H"), struct.Struct("<h")
_U32, _I32 = struct.Struct("<I"), struct.Struct("<i")


class Damaged(Exception):
    """Something that the file points to is not there, or cannot be what it is said to be."""


class TooLarge(Exception):
    """The file holds more than any report, or claims to."""


def _take(kind: struct.Struct, data: bytes, at: int) -> int:
    if not 0 <= at <= len(data) - kind.size:
        raise Damaged
    return kind.unpack_from(data, at)[0]


def u8(data: bytes, at: int) -> int:
    """Read an unsigned byte."""
    if not 0 <= at < len(data):
        raise Damaged
    return data[at]


def u16(data: bytes, at: int) -> int:
    """Read an unsigned number of two bytes."""
    return _take(_U16, data, at)


def i16(data: bytes, at: int) -> int:
    """Read a signed number of two bytes."""
    return _take(_I16, data, at)


def u32(data: bytes, at: int) -> int:
    """Read an unsigned number of four bytes."""
    return _take(_U32, data, at)


def i32(data: bytes, at: int) -> int:
    """Read a signed number of four bytes."""
    return _take(_I32, data, at)


def cut(data: bytes, at: int, size: int) -> bytes:
    """Return a whole stretch of a stream."""
    if at < 0 or size < 0 or at + size > len(data):
        raise Damaged
    return data[at : at + size]


def numbers(data: bytes, at: int, count: int) -> tuple[int, ...]:
    """Read unsigned numbers of four bytes that stand one behind the other."""
    return struct.unpack(f"<{count}I", cut(data, at, count * 4))


def characters(data: bytes, at: int, count: int) -> str:
    """Read characters of two bytes."""
    return cut(data, at, count * 2).decode("utf-16-le", "replace")
