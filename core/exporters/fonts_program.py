"""Put outlines together to the TrueType program that a PDF embeds."""

import struct
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

# 1 January 1970 in the count of TrueType, from 1904: a font made here has no time of its own.
_EPOCH = 2082844800
_ONE = 0x00010000
_MAGIC = 0x5F0F3CF5
_CHECKED = 0xB1B0AFBA
_ADJUSTMENT = 8


@dataclass(frozen=True, slots=True)
class Outline:
    """A character's advance and left side bearing in font units, and its glyf record."""

    advance: int
    bearing: int
    record: bytes


@dataclass(frozen=True, slots=True)
class Shapes:
    """Outlines by code point and the units that make an em."""

    units: int
    outlines: Mapping[int, Outline]


def program(held: Shapes, codes: Iterable[int]) -> bytes:
    """Build a TrueType program for a PDF: glyph 0 is blank, then the code points in the order given. The same in gives the same out."""
    found = [Outline(held.units, 0, b""), *(held.outlines[code] for code in codes)]
    records = [each.record + b"\0" * (-len(each.record) % 4) for each in found]
    metrics = [number for each in found for number in (each.advance, each.bearing)]
    tables = {
        b"glyf": b"".join(records),
        b"head": _head(held.units, found),
        b"hhea": _hhea(held.units, found),
        b"hmtx": struct.pack(f">{'Hh' * len(found)}", *metrics),
        b"loca": struct.pack(f">{len(found) + 1}I", *accumulate(map(len, records), initial=0)),
        b"maxp": _maxp(found),
    }
    return _file(tables)


def _file(tables: Mapping[bytes, bytes]) -> bytes:
    """Write the tables behind their directory (OpenType, Organization of an OpenType font)."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = [struct.pack(">IHHHH", _ONE, count, power * 16, power.bit_length() - 1, (count - power) * 16)]
    body: list[bytes] = []
    at = 12 + 16 * count
    places: dict[bytes, int] = {}
    for tag, data in tables.items():
        padded = data + b"\0" * (-len(data) % 4)
        directory.append(tag + struct.pack(">III", _checksum(padded), at, len(data)))
        body.append(padded)
        places[tag] = at
        at += len(padded)
    whole = bytearray(b"".join([*directory, *body]))
    struct.pack_into(">I", whole, places[b"head"] + _ADJUSTMENT, (_CHECKED - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    words = array("I", data)
    if struct.pack("=H", 1) == b"\1\0":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF


def _head(units: int, found: Sequence[Outline]) -> bytes:
    boxes = [struct.unpack_from(">4h", each.record, 2) for each in found if each.record] or [(0, 0, 0, 0)]
    left, low, right, high = zip(*boxes, strict=True)
    box = (min(left), min(low), max(right), max(high))
    return struct.pack(">IIIIHHQQ4hHHhhh", _ONE, _ONE, 0, _MAGIC, 3, units, _EPOCH, _EPOCH, *box, 0, 6, 2, 1, 0)


def _hhea(units: int, found: Sequence[Outline]) -> bytes:
    widest = max(each.advance for each in found)
    return struct.pack(
        ">IhhhHhhhhhhhhhhhH", _ONE, round(units * 0.88), -round(units * 0.12), 0, widest, 0, 0, units, 1, *[0] * 7, len(found)
    )


def _maxp(found: Sequence[Outline]) -> bytes:
    contours = [int.from_bytes(each.record[:2], "big") for each in found if each.record]
    points = [_points(each.record) for each in found if each.record]
    return struct.pack(">I14H", _ONE, len(found), max(points, default=0), max(contours, default=0), 0, 0, 1, *[0] * 8)


def _points(record: bytes) -> int:
    """Count a simple glyph's points: one more than the last contour's last point."""
    last = 8 + 2 * int.from_bytes(record[:2], "big")
    return int.from_bytes(record[last : last + 2], "big") + 1
