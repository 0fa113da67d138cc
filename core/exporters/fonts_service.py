"""Which face serves each role on paper, how well, and where a better one can be had."""

import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from core import phrases
from core.exporters.fonts import RELATIVES, RIGHT, chain, floor_fonts
from core.exporters.fonts_outlines import characters
from core.exporters.fonts_scan import Typeface, installed
from core.faces import Face

_DATA = "fonts"
_SYSTEMS = ("any", "windows", "linux")
_CHINESE = 0x804
_WINDOWS = 3
_FAMILY = 1
# What a broken file makes of fontTools, beside its own TTLibError.
_FAULTS = (OSError, struct.error, ValueError, KeyError, IndexError, AssertionError, EOFError)


class Fit(StrEnum):
    """How well a face serves: the one that the standard asks for, one of the same style, another style."""

    RIGHT = "right"
    RELATIVE = "relative"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The state as the window names it."""
        return {"right": "合用", "relative": "代用", "other": "缺"}[self.value]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a font can be had, in words, and the command to type where there is one; `relative` where it only stands in."""

    text: str
    command: str = ""
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Sample:
    """A line of text as outlines in ems, y down from the baseline: (M, L, Q or C, coordinates) and (Z); `width` is how long it is."""

    width: float
    outlines: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class RoleService:
    """How a role is served.

    `use` and `name` are the standard's words (标题, 小标宋); `family` is what people call the face that serves, `file` its file's name;
    `looked_for` are the names that would be taken, `sources` where to get a better one on this system.
    """

    role: Face
    use: str
    name: str
    face: Typeface
    family: str
    file: str
    is_floor: bool
    fit: Fit
    looked_for: tuple[str, ...]
    sources: tuple[Source, ...]


def service(role: Face, platform: str = sys.platform) -> RoleService:
    """Say which face serves a role on this machine; the system's fonts are looked through when first asked."""
    use, name, looked_for, told = (phrases.value(_DATA, "role", role.value, key) for key in ("use", "name", "looked_for", "sources"))
    face = chain(role)[0]
    is_floor = face.path in map(str, floor_fonts())
    fit = _fit(role, face, is_floor=is_floor)
    better = tuple(each for each in _sources(told, platform) if fit is Fit.OTHER or (fit is Fit.RELATIVE and not each.relative))
    return RoleService(role, use, name, face, family_name(face), Path(face.path).name, is_floor, fit, tuple(looked_for), better)


def services(platform: str = sys.platform) -> tuple[RoleService, ...]:
    """Return how every role is served, in the order of the standard."""
    return tuple(service(role, platform) for role in Face)


def rare_sources(platform: str = sys.platform) -> tuple[Source, ...]:
    """Return where fonts with rare characters can be had."""
    return tuple(_sources(phrases.value(_DATA, "rare", "sources"), platform))


def _fit(role: Face, face: Typeface, *, is_floor: bool) -> Fit:
    if is_floor:
        # The floor is a 宋体 and a 黑体.
        return Fit.RELATIVE if role in (Face.SONG, Face.HEITI) else Fit.OTHER
    names = {name for each in installed() if each.face == face for name in each.names}
    if not names.isdisjoint(RIGHT[role]):
        return Fit.RIGHT
    return Fit.OTHER if names.isdisjoint(RELATIVES[role]) else Fit.RELATIVE


def _sources(told: Iterable[dict[str, Any]], platform: str) -> Iterator[Source]:
    """Pick what holds on a system; BrokenForm where an entry has no text or names a system that there is not."""
    here = "windows" if platform == "win32" else "linux" if platform.startswith("linux") else "any"
    for each in told:
        if not each.get("text") or each.get("system") not in _SYSTEMS:
            raise phrases.broken(_DATA, "有一条 sources 没有 text，或 system 写得不对")
        if each["system"] in ("any", here):
            yield Source(each["text"], each.get("command", ""), bool(each.get("relative", False)))


@lru_cache(maxsize=64)
def family_name(face: Typeface) -> str:
    """Return what people call a face: its Chinese family name, a known one, else its own; the file's name where it cannot be read."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with Path(face.path).open("rb") as stream:
            names = TTFont(stream, fontNumber=face.index, lazy=True)["name"].names
            found = [(each.platformID == _WINDOWS and each.langID == _CHINESE, str(each)) for each in names if each.nameID == _FAMILY]
    except (*_FAULTS, TTLibError):
        return Path(face.path).stem
    # The Chinese one first; a font may write an English name there too.
    ordered = [name for _, name in sorted(found, key=lambda each: not each[0])]
    known: dict[str, str] = phrases.value(_DATA, "known")
    return next((known[name] for name in ordered if name in known), ordered[0] if ordered else Path(face.path).stem)


@lru_cache(maxsize=16)
def sample(face: Typeface, text: str) -> Sample:
    """Return a line of text in a face; a character that it does not have leaves a gap, a file that cannot be read nothing but gaps."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont, TTLibError

    drawn: list[tuple[str, tuple[float, ...]]] = []
    x = 0.0
    try:
        with Path(face.path).open("rb") as stream:
            font = TTFont(stream, fontNumber=face.index, lazy=True)
            glyphs, names, em = font.getGlyphSet(), characters(face), vars(font["head"])["unitsPerEm"]
            for char in text:
                if ord(char) not in names:
                    x += 0.5 if char.isspace() else 1
                    continue
                glyph = glyphs[names[ord(char)]]
                pen = DecomposingRecordingPen(glyphs)
                glyph.draw(pen)
                drawn += _outlines(pen.value, x, em)
                x += glyph.width / em
    except (*_FAULTS, TTLibError):
        return Sample(float(len(text)), ())
    return Sample(x, tuple(drawn))


def _outlines(told: Iterable[tuple[str, Any]], x: float, em: int) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Turn a recorded glyph into lines and single curves at `x` ems."""
    from fontTools.pens.basePen import decomposeQuadraticSegment

    def place(*points: tuple[float, float]) -> tuple[float, ...]:
        return tuple(part for px, py in points for part in (x + px / em, -py / em))

    for act, points in told:
        if act == "qCurveTo" and points[-1] is None:
            # A contour of off-curve points only begins between its last and its first.
            first, last = points[0], points[-2]
            start = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
            yield "M", place(start)
            points = (*points[:-1], start)
        if act == "qCurveTo":
            yield from (("Q", place(*each)) for each in decomposeQuadraticSegment(points))
        elif act == "curveTo":
            yield "C", place(*points)
        else:
            yield {"moveTo": "M", "lineTo": "L"}.get(act, "Z"), place(*points)
