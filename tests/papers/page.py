"""Take a .pdf apart as a person sees it: glyphs with the ink that they leave, lines of prose, rules of tables. Points, y up."""

import ctypes
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw

from core.importers.from_pdf_page import take_apart
from core.importers.page import Rule

MM = 72 / 25.4
# The official measures, written out anew so that a slip in the writers' own cannot hide.
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT, TOP, BOTTOM = 28 * MM, (210 - 26) * MM, (297 - 37) * MM, 35 * MM
_SAME_LINE = 2.0
_TOUCH = 2.0
# Pixels to a point, and dots a side, of the small pictures by which characters are told apart that have no other name.
_SCALE = 4
_DOTS = 12
_SAME_GREY = 48
_IDEOGRAPHS = 0x3400


class Font(NamedTuple):
    """A font as the file names it."""

    name: str
    embedded: bool


class Glyph(NamedTuple):
    """One character: its origin, the box of its ink (nothing for blanks), its size and font."""

    text: str
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float
    size: float
    font: Font
    # Which shape of its font is drawn: equal for two characters only where they look the same.
    shape: int


@dataclass(frozen=True, slots=True)
class Line:
    """Glyphs on one baseline from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """What stands in the line, without blanks."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The ink's left, bottom, right and top."""
        return box_of(self.glyphs)


@dataclass(frozen=True, slots=True)
class Area:
    """The outer edges of a table's piece on a page."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, glyph: Glyph) -> bool:
        """Tell whether a glyph's origin lies within."""
        return self.left - 1 <= glyph.x <= self.right + 1 and self.bottom - 1 <= glyph.y <= self.top + 1

    def meets(self, other: "Area") -> bool:
        """Tell whether two boxes touch."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across > -_TOUCH and min(self.top, other.top) - max(self.bottom, other.bottom) > -_TOUCH


@dataclass(frozen=True)
class Page:
    """What one page holds; `number` counts the file's pages from 1."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    # The boxes of all that is drawn and is no text: rules, fills, pictures.
    drawn: tuple[Area, ...] = ()

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """The tables' pieces from above: what upright rules that touch each other span, with text in it."""
        found: list[list[float]] = []
        for low, high in sorted((rule.first, rule.last) for rule in self.upright if rule.last - rule.first > 4):
            if found and low <= found[-1][1] + _TOUCH:
                found[-1][1] = max(found[-1][1], high)
            else:
                found.append([low, high])
        areas = [self._area(low, high) for low, high in reversed(found)]
        return tuple(area for area in areas if any(area.holds(glyph) for glyph in self.glyphs))

    @cached_property
    def figure(self) -> Area | None:
        """The box of what is drawn outside tables."""
        boxes = [box for box in self.drawn if not any(area.meets(box) for area in self.areas)]
        if not boxes:
            return None
        lefts, bottoms, rights, tops = zip(*((b.left, b.bottom, b.right, b.top) for b in boxes), strict=True)
        return Area(min(lefts), min(bottoms), max(rights), max(tops))

    def _area(self, low: float, high: float) -> Area:
        across = [rule.at for rule in self.upright if rule.first < high and rule.last > low]
        return Area(min(across), low, max(across), high)

    @cached_property
    def outside(self) -> tuple[Glyph, ...]:
        """The glyphs outside tables."""
        return tuple(glyph for glyph in self.glyphs if not any(area.holds(glyph) for area in self.areas))

    @cached_property
    def prose(self) -> tuple[Line, ...]:
        """The lines outside tables from above, those below the type area left out."""
        return lines_of(glyph for glyph in self.outside if glyph.y >= BOTTOM - 4)

    @cached_property
    def footer(self) -> tuple[Line, ...]:
        """The lines below the type area."""
        return lines_of(glyph for glyph in self.outside if glyph.y < BOTTOM - 4)


def box_of(glyphs: Iterable[Glyph]) -> tuple[float, float, float, float]:
    """Return the left, bottom, right and top of the glyphs' ink."""
    lefts, bottoms, rights, tops = zip(*((g.left, g.bottom, g.right, g.top) for g in glyphs), strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def lines_of(glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    """Put glyphs together in lines by their baselines, from above."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: -g.y):
        if lines and lines[-1][0].y - glyph.y <= _SAME_LINE:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return tuple(Line(tuple(sorted(line, key=lambda g: g.x))) for line in lines)


def pages_of(data: bytes) -> list[Page]:
    """Return the pages of a .pdf."""
    document = pypdfium2.PdfDocument(data)
    shapes = _Shapes()
    found = []
    for number in range(len(document)):
        page = document[number]
        apart = take_apart(page)
        glyphs = tuple(_glyphs(page, shapes))
        found.append(Page(number + 1, apart.width, apart.height, glyphs, apart.level, apart.upright, tuple(_drawn(page))))
        page.close()
    document.close()
    return found


def _drawn(page: pypdfium2.PdfPage) -> Iterator[Area]:
    """Yield the boxes of what is drawn and is no text."""
    edges = [ctypes.c_float() for _ in range(4)]
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        each = raw.FPDFPage_GetObject(page.raw, at)
        if raw.FPDFPageObj_GetType(each) != raw.FPDF_PAGEOBJ_TEXT and raw.FPDFPageObj_GetBounds(each, *edges):
            yield Area(*(edge.value for edge in edges))


def _glyphs(page: pypdfium2.PdfPage, shapes: "_Shapes") -> Iterator[Glyph]:
    textpage = page.get_textpage()
    handle = textpage.raw
    drawn = _Drawn(page)
    high = 0
    for at in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        if raw.FPDFText_IsHyphen(handle, at) == 1:
            code = ord("-")
        if raw.FPDFText_IsGenerated(handle, at) == 1 or chr(code).isspace():
            continue
        x, y = _numbers(2, lambda *refs, at=at: raw.FPDFText_GetCharOrigin(handle, at, *refs))
        # pdfium hands the four edges back as left, right, bottom, top.
        left, right, bottom, top = _numbers(4, lambda *refs, at=at: raw.FPDFText_GetCharBox(handle, at, *refs))
        size = raw.FPDFText_GetFontSize(handle, at)
        font, shape = shapes.of(raw.FPDFText_GetTextObject(handle, at), code, lambda box=(left, bottom, right, top): drawn.picture(box))
        yield Glyph(chr(code), x, y, left, bottom, right, top, size, font, shape)


def _numbers(count: int, ask: Callable[..., object]) -> Sequence[float]:
    boxes = [ctypes.c_double() for _ in range(count)]
    ask(*boxes)
    return [box.value for box in boxes]


class _Drawn:
    """A page as it is drawn, made when first asked for."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.page = page

    @cached_property
    def _image(self) -> Any:
        return self.page.render(scale=_SCALE, grayscale=True).to_pil()

    def picture(self, box: tuple[float, float, float, float]) -> bytes:
        """Return the ink of a box as a few grey dots, the same for every size."""
        left, bottom, right, top = box
        height = self.page.get_height()
        edges = tuple(round(edge * _SCALE) for edge in (left, height - top, right, height - bottom))
        return self._image.crop(edges).resize((_DOTS, _DOTS)).tobytes() if right > left and top > bottom else b""


class _Shapes:
    """Knows the fonts of a file, and numbers the different shapes that each draws; 0 is no shape at all."""

    def __init__(self) -> None:
        self._fonts: dict[int, Font] = {}
        self._found: dict[tuple[int, int], int] = {}
        self._numbers: dict[tuple[Font, tuple[Any, ...]], int] = {}
        self._pictures: list[bytes] = []

    def of(self, text_object: Any, code: int, picture: Callable[[], bytes]) -> tuple[Font, int]:
        """Return a character's font and the number of its shape there; `picture` shows what pdfium can name no outline of."""
        handle = raw.FPDFTextObj_GetFont(text_object)
        address = ctypes.addressof(handle.contents)
        if address not in self._fonts:
            self._fonts[address] = Font(_name(handle), raw.FPDFFont_GetIsEmbedded(handle) == 1)
        font = self._fonts[address]
        if (address, code) not in self._found:
            outline = tuple(_outline(handle, code)) if code < 0x10000 else ()
            self._found[address, code] = self._number(font, outline) if outline else self._like(picture(), code)
        return font, self._found[address, code]

    def _number(self, font: Font, outline: tuple[Any, ...]) -> int:
        return self._numbers.setdefault((font, outline), len(self._numbers) + 1)

    def _like(self, picture: bytes, code: int) -> int:
        """Number a picture below zero; bars from side to side, as of 〓, are no shape of an ideograph."""
        rows = [picture[at : at + _DOTS] for at in range(0, len(picture), _DOTS)]
        if not picture or min(picture) > 255 - _SAME_GREY or (code > _IDEOGRAPHS and all(max(row) - min(row) < _SAME_GREY for row in rows)):
            return 0
        for at, known in enumerate(self._pictures, start=1):
            if sum(abs(a - b) for a, b in zip(picture, known, strict=True)) < _SAME_GREY * len(picture) / 4:
                return -at
        self._pictures.append(picture)
        return -len(self._pictures)


def _name(handle: Any) -> str:
    size = raw.FPDFFont_GetBaseFontName(handle, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(handle, buffer, size)
    return buffer.value.decode("utf-8", "replace")


def _outline(handle: Any, code: int) -> Iterator[tuple[int, float, float]]:
    path = raw.FPDFFont_GetGlyphPath(handle, code, 1000.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(max(0, raw.FPDFGlyphPath_CountGlyphSegments(path)) if path else 0):
        segment = raw.FPDFGlyphPath_GetGlyphPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        yield raw.FPDFPathSegment_GetType(segment), round(x.value, 2), round(y.value, 2)
