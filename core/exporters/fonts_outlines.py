"""Outlines of single characters, converted to TrueType curves once and kept in the user's cache folder.

What is kept grows with the characters that a user's papers need; a font file that changes gets a new store by its stamp.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.exporters.fonts_cache import keep, load
from core.exporters.fonts_scan import Typeface

if TYPE_CHECKING:
    from fontTools.pens.basePen import AbstractPen
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph
    from fontTools.ttLib.ttGlyphSet import _TTGlyph

_MAGIC = b"GKO2"
_HEAD = struct.Struct(">4s32sHI")
_ENTRY = struct.Struct(">IHhI")
# cu2qu's usual tolerance: a thousandth of the em.
_TOLERANCE = 0.001
_DASH = 0x2014
# 1 January 1970 in the count of TrueType, from 1904: a font made here has no time of its own.
_EPOCH = 2082844800


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


@contextmanager
def _open(face: Typeface) -> Iterator["TTFont"]:
    """Open a face for one use: a file that stays open could not be replaced by the user."""
    from fontTools.ttLib import TTFont

    with Path(face.path).open("rb") as stream:
        yield TTFont(stream, fontNumber=face.index, lazy=True)


@lru_cache(maxsize=64)
def characters(face: Typeface) -> Mapping[int, str]:
    """Return the code points of a face with their glyphs' names; none where the file cannot be used."""
    from fontTools.ttLib import TTLibError

    try:
        with _open(face) as font:
            return font.getBestCmap() or {}
    except (OSError, TTLibError, struct.error, ValueError, KeyError, IndexError, AssertionError, EOFError):
        return {}


@lru_cache(maxsize=64)
def postscript_name(face: Typeface) -> str:
    """Return a face's own technical name, such as SimSun, with only the characters that a PDF name takes."""
    with _open(face) as font:
        told = font["name"].getDebugName(6) or ""
    return "".join(c for c in told if c.isascii() and (c.isalnum() or c in "-_")) or "Face"


def forget() -> None:
    """Read every face anew when next asked: one that could not be opened may be whole now."""
    characters.cache_clear()
    postscript_name.cache_clear()
    _held.clear()


# What a run has already converted or read from the cache; bounded by the glyphs of the few faces in use.
_held: dict[Typeface, Shapes] = {}


def shapes(face: Typeface, codes: Iterable[int]) -> Shapes:
    """Return outlines for those of the code points that the face has."""
    wanted = {code for code in codes if code in characters(face)}
    held = _held.get(face) or _kept(face)
    missing = sorted(wanted - held.outlines.keys()) if held else sorted(wanted)
    if held is None or missing:
        units, fresh = _convert(face, missing)
        held = Shapes(units, {**(held.outlines if held else {}), **fresh})
        keep(_file_name(face), _pack(held))
    _held[face] = held
    return Shapes(held.units, {code: held.outlines[code] for code in sorted(wanted)})


def _file_name(face: Typeface) -> str:
    identity = f"{face.path}\0{face.index}\0{face.stamp[0]}\0{face.stamp[1]}"
    return f"outlines-{hashlib.sha256(identity.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}.bin"


def _pack(held: Shapes) -> bytes:
    body = b"".join(
        _ENTRY.pack(code, each.advance, each.bearing, len(each.record)) + each.record for code, each in sorted(held.outlines.items())
    )
    return _HEAD.pack(_MAGIC, hashlib.sha256(body).digest(), held.units, len(held.outlines)) + body


def _kept(face: Typeface) -> Shapes | None:
    """Read the store of a face; None where there is none or it is broken."""
    data = load(_file_name(face))
    if data is None or len(data) < _HEAD.size:
        return None
    magic, digest, units, count = _HEAD.unpack_from(data)
    body = data[_HEAD.size :]
    if magic != _MAGIC or hashlib.sha256(body).digest() != digest:
        return None
    return Shapes(units, dict(_entries(body, count)))


def _entries(body: bytes, count: int) -> Iterator[tuple[int, Outline]]:
    at = 0
    for _ in range(count):
        code, advance, bearing, length = _ENTRY.unpack_from(body, at)
        at += _ENTRY.size
        yield code, Outline(advance, bearing, body[at : at + length])
        at += length


def _convert(face: Typeface, codes: Iterable[int]) -> tuple[int, dict[int, Outline]]:
    """Draw glyphs as quadratic curves, composites resolved."""
    with _open(face) as font:
        glyphs, names, units = font.getGlyphSet(), characters(face), int(vars(font["head"])["unitsPerEm"])
        cubic = "glyf" not in font
        return units, {code: _outline(glyphs, names[code], code, units, cubic) for code in codes}


def _outline(glyphs: "Mapping[str, _TTGlyph]", name: str, code: int, units: int, cubic: bool) -> Outline:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    glyph = glyphs[name]
    advance = round(glyph.width)
    target = TTGlyphPen(None)
    if code == _DASH and units // 2 < advance:
        advance = units
        _draw_dash(glyph, glyphs, units, Cu2QuPen(target, units * _TOLERANCE, reverse_direction=True) if cubic else target)
    elif cubic:
        glyph.draw(Cu2QuPen(target, units * _TOLERANCE, reverse_direction=True))
    else:
        recording = DecomposingRecordingPen(glyphs)
        glyph.draw(recording)
        recording.replay(target)
    return _record(target.glyph(), advance)


def _draw_dash(glyph: "_TTGlyph", glyphs: "Mapping[str, _TTGlyph]", units: int, pen: "AbstractPen") -> None:
    """Draw the dash over the whole em: a Chinese dash is two of these and shows no gap between them."""
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.transformPen import TransformPen

    bounds = BoundsPen(glyphs)
    glyph.draw(bounds)
    left, _, right, _ = bounds.bounds or (0, 0, units, 0)
    stretch = units / (right - left)
    glyph.draw(TransformPen(pen, (stretch, 0, 0, 1, -left * stretch, 0)))


def _record(glyph: "Glyph", advance: int) -> Outline:
    if not glyph.numberOfContours:
        return Outline(advance, 0, b"")
    data = glyph.compile(None, recalcBBoxes=True)
    return Outline(advance, int(struct.unpack_from(">h", data, 2)[0]), bytes(data))


def program(held: Shapes, codes: Iterable[int]) -> bytes:
    """Build a TrueType program for a PDF: glyph 0 is blank, then the code points in the order given. The same in gives the same out."""
    from fontTools.ttLib import TTFont, newTable
    from fontTools.ttLib.tables.DefaultTable import DefaultTable

    found = [Outline(held.units, 0, b""), *(held.outlines[code] for code in codes)]
    # The records are ready: recalculating would take them all apart again, which costs more than everything else here.
    font = TTFont(recalcBBoxes=False, recalcTimestamp=False)
    font.setGlyphOrder([f"g{at}" for at in range(len(found))])
    records = [each.record + b"\0" * (-len(each.record) % 4) for each in found]
    tables = {
        "glyf": b"".join(records),
        "loca": struct.pack(f">{len(found) + 1}I", *accumulate(map(len, records), initial=0)),
        "hmtx": b"".join(struct.pack(">Hh", each.advance, each.bearing) for each in found),
    }
    for tag, data in tables.items():
        font[tag] = raw = DefaultTable(tag)
        raw.data = data
    for tag, fields in (("head", _head(held.units, found)), ("hhea", _hhea(held.units, found)), ("maxp", _maxp(found))):
        font[tag] = table = newTable(tag)
        vars(table).update(fields)
    stream = BytesIO()
    font.save(stream, reorderTables=False)
    return stream.getvalue()


def _head(units: int, found: Sequence[Outline]) -> dict[str, Any]:
    boxes = [struct.unpack_from(">4h", each.record, 2) for each in found if each.record] or [(0, 0, 0, 0)]
    edges = zip(("xMin", "yMin", "xMax", "yMax"), (min, min, max, max), zip(*boxes, strict=True), strict=True)
    box = {name: edge(column) for name, edge, column in edges}
    flags = {"flags": 3, "macStyle": 0, "lowestRecPPEM": 6, "fontDirectionHint": 2, "indexToLocFormat": 1, "glyphDataFormat": 0}
    known = {"created": _EPOCH, "modified": _EPOCH, "checkSumAdjustment": 0, "magicNumber": 0x5F0F3CF5}
    return {"tableVersion": 1.0, "fontRevision": 1.0, "unitsPerEm": units} | box | flags | known


def _hhea(units: int, found: Sequence[Outline]) -> dict[str, Any]:
    extremes = {
        "advanceWidthMax": max(each.advance for each in found),
        "minLeftSideBearing": 0,
        "minRightSideBearing": 0,
        "xMaxExtent": units,
    }
    caret = {"caretSlopeRise": 1, "caretSlopeRun": 0, "caretOffset": 0} | {f"reserved{at}": 0 for at in range(4)}
    sizes = {"ascent": round(units * 0.88), "descent": -round(units * 0.12), "lineGap": 0}
    return {"tableVersion": 0x00010000, "metricDataFormat": 0, "numberOfHMetrics": len(found)} | sizes | extremes | caret


def _maxp(found: Sequence[Outline]) -> dict[str, Any]:
    contours = [int(struct.unpack_from(">h", each.record)[0]) for each in found if each.record]
    points = [_points(each.record) for each in found if each.record]
    names = ("maxCompositePoints", "maxCompositeContours", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs")
    rest = dict.fromkeys((*names, "maxStackElements", "maxSizeOfInstructions", "maxComponentElements", "maxComponentDepth"), 0)
    sizes = {"maxPoints": max(points, default=0), "maxContours": max(contours, default=0), "maxZones": 1}
    return {"tableVersion": 0x00010000, "numGlyphs": len(found)} | sizes | rest


def _points(record: bytes) -> int:
    """Count a simple glyph's points: one more than the last contour's last point."""
    contours = struct.unpack_from(">h", record)[0]
    return struct.unpack_from(">H", record, 10 + 2 * (contours - 1))[0] + 1
