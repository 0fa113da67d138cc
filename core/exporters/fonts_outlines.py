"""Outlines of single characters, converted to TrueType curves once and kept in the user's cache folder.

What is kept grows with the characters that a user's papers need; a font file that changes gets a new store by its stamp.
"""

import hashlib
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from core.errors import UnwritableFile
from core.exporters.fonts_cache import keep, load, sealed, unsealed
from core.exporters.fonts_coverage import Characters, coverage_of, pack, unpack
from core.exporters.fonts_program import Outline, Shapes
from core.exporters.fonts_scan import Typeface, faults

if TYPE_CHECKING:
    from fontTools.pens.basePen import AbstractPen
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables._g_l_y_f import Glyph
    from fontTools.ttLib.ttGlyphSet import _TTGlyph

_MARK = b"GKO3"
_HEAD = struct.Struct("<HI")
# Code points, ends of records, advances, left side bearings.
_COLUMNS = "IIHh"
# cu2qu's usual tolerance: a thousandth of the em.
_TOLERANCE = 0.001
_DASH = 0x2014
# Glyphs are read from one place in memory by whoever draws one: the preview and an export must not do so at once.
_drawing = Lock()


@contextmanager
def _open(face: Typeface) -> Iterator["TTFont"]:
    """Open a face for one use: a file that stays open could not be replaced by the user."""
    from fontTools.ttLib import TTFont

    with Path(face.path).open("rb") as stream:
        yield TTFont(stream, fontNumber=face.index, lazy=True)


@lru_cache(maxsize=64)
def characters(face: Typeface) -> Characters:
    """Return the code points of a face with their glyphs' names; none where the file cannot be used."""
    kept = unpack(load(_file_name(face, "cover")))
    if kept is not None:
        return Characters(kept, lambda: _look_up(face)[0])
    names, name = _look_up(face)
    found = coverage_of(name, names)
    if names:
        keep(_file_name(face, "cover"), pack(found))
    return Characters(found, lambda: names)


def _look_up(face: Typeface) -> tuple[Mapping[int, str], str]:
    """Read a face's characters and its technical name from the font file; nothing where the file cannot be used."""
    try:
        with _open(face) as font:
            return font.getBestCmap() or {}, font["name"].getDebugName(6) or ""
    except faults():
        return {}, ""


@lru_cache(maxsize=64)
def postscript_name(face: Typeface) -> str:
    """Return a face's own technical name, such as SimSun, with only the characters that a PDF name takes."""
    told = characters(face).coverage.name
    return "".join(c for c in told if c.isascii() and (c.isalnum() or c in "-_")) or "Face"


def forget() -> None:
    """Read every face anew when next asked: one that could not be opened may be whole now."""
    characters.cache_clear()
    postscript_name.cache_clear()
    _glyphs.cache_clear()
    _held.clear()


class Store:
    """A face's outlines as they are kept: an index of code points, and records that are cut out when asked for."""

    def __init__(self, units: int, columns: Sequence[Sequence[int]], records: bytes) -> None:
        self.units, self._columns, self._records = units, columns, records
        self.places = {code: at for at, code in enumerate(columns[0])}

    def outline(self, code: int) -> Outline:
        """Return one outline; KeyError where there is none."""
        at = self.places[code]
        _, ends, advances, bearings = self._columns
        return Outline(advances[at], bearings[at], self._records[ends[at - 1] if at else 0 : ends[at]])

    def outlines(self) -> dict[int, Outline]:
        """Return all of them."""
        return {code: self.outline(code) for code in self.places}


# What a run has already converted or read from the cache; bounded by the glyphs of the few faces in use.
_held: dict[Typeface, Store] = {}


def shapes(face: Typeface, codes: Iterable[int]) -> Shapes:
    """Return outlines for those of the code points that the face has; UnwritableFile where its file cannot be read any more."""
    has = characters(face)
    wanted = sorted({code for code in codes if code in has})
    held = _held.get(face) or _unpacked(load(_file_name(face, "outlines")))
    missing = [code for code in wanted if code not in held.places] if held else wanted
    if held is None or missing:
        units, fresh = _convert(face, missing)
        data = _packed(units, {**(held.outlines() if held else {}), **fresh})
        keep(_file_name(face, "outlines"), data)
        held = _unpacked(data)
        assert held is not None
    _held[face] = held
    return Shapes(held.units, {code: held.outline(code) for code in wanted})


def _file_name(face: Typeface, kind: str) -> str:
    identity = f"{face.path}\0{face.index}\0{face.stamp[0]}\0{face.stamp[1]}"
    return f"{kind}-{hashlib.sha256(identity.encode('utf-8', 'surrogateescape')).hexdigest()[:24]}.bin"


def _packed(units: int, outlines: Mapping[int, Outline]) -> bytes:
    found = sorted(outlines.items())
    columns = (
        [code for code, _ in found],
        list(accumulate(len(each.record) for _, each in found)),
        [each.advance for _, each in found],
        [each.bearing for _, each in found],
    )
    index = b"".join(struct.pack(f"<{len(found)}{kind}", *column) for kind, column in zip(_COLUMNS, columns, strict=True))
    body = index + b"".join(each.record for _, each in found)
    return sealed(_MARK, _HEAD.pack(units, len(found)) + body)


def _unpacked(data: bytes | None) -> Store | None:
    """Read the store of a face; None where there is none, or it is broken or of another version."""
    body = unsealed(_MARK, data)
    if body is None:
        return None
    units, count = _HEAD.unpack_from(body)
    at, columns = _HEAD.size, []
    for kind in _COLUMNS:
        columns.append(struct.unpack_from(f"<{count}{kind}", body, at))
        at += struct.calcsize(f"<{count}{kind}")
    return Store(units, columns, body[at:])


def _convert(face: Typeface, codes: Iterable[int]) -> tuple[int, dict[int, Outline]]:
    """Draw glyphs as quadratic curves, composites resolved; UnwritableFile where the font's file is gone or broken."""
    try:
        with _drawing:
            names, (glyphs, units, cubic) = characters(face), _glyphs(face)
            return units, {code: _outline(glyphs, names[code], code, units, cubic) for code in codes}
    except faults() as fault:
        told = f"{Path(face.path).name} 不见了或已损坏；请重新安装这个字体，或把它卸载，再重新打开程序"
        raise UnwritableFile("字体文件读不出来", told) from fault


# A tenth of a second each, for a character that a person types; 20 to 30 MB each, so only body and tables have one.
@lru_cache(maxsize=2)
def _glyphs(face: Typeface) -> tuple["Mapping[str, _TTGlyph]", int, bool]:
    """Return a face's glyphs, which have all they need of the closed file, the units of its em, and whether its curves are cubic."""
    with _open(face) as font:
        return font.getGlyphSet(), int(vars(font["head"])["unitsPerEm"]), "glyf" not in font


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
