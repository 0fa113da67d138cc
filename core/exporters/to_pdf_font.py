"""Fonts inside the PDF: one composite font for each typeface, with the used characters only and a sound way back to text."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.exporters.fonts import GETA, assign, chain, is_drawn, is_real_title
from core.exporters.fonts_outlines import postscript_name, shapes
from core.exporters.fonts_program import Outline, Shapes, program
from core.exporters.fonts_scan import Typeface
from core.exporters.to_pdf_file import Packed, PdfFile
from core.layout import Face

_LONGEST_MAP = 100
_METRICS = {"Flags": 4, "FontBBox": [0, -250, 1000, 1000], "ItalicAngle": 0, "Ascent": 880, "Descent": -120, "CapHeight": 740, "StemV": 80}
_SYSTEM = {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character as the page shows it: its font's name, its code there (hex), its advance in ems."""

    font: str
    code: str
    advance: float


class EmbeddedFont:
    """A subset of one typeface as a PDF composite font (Identity-H): code = glyph = rank of the character."""

    def __init__(self, name: str, title: str, held: Shapes, codes: tuple[int, ...]) -> None:
        self.name = name
        self.codes = codes
        self.widths = [round(held.outlines[code].advance * 1000 / held.units, 2) for code in codes]
        self.data = program(held, codes)
        self.base = f"{_tag(self.data)}+{title}"
        self.packed, self.unicode = Packed.of(self.data), Packed.of(to_unicode(codes))

    def glyphs(self) -> dict[str, Glyph]:
        """Return the glyph of every character of the subset."""
        pairs = zip(self.codes, self.widths, strict=True)
        return {chr(code): Glyph(self.name, f"{at:04X}", width / 1000) for at, (code, width) in enumerate(pairs, start=1)}

    def add_to(self, file: PdfFile) -> Any:
        """Put the font's objects into a file and return a reference to the font itself."""
        name, outlines = f"/{self.base}", file.add_stream(self.packed, {"Length1": self.packed.length})
        descriptor = file.add({"Type": "/FontDescriptor", "FontName": name, **_METRICS, "FontFile2": outlines})
        kind = {"Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": name, "CIDToGIDMap": "/Identity"}
        descendant = file.add({**kind, "CIDSystemInfo": _SYSTEM, "FontDescriptor": descriptor, "DW": 1000, "W": [1, self.widths]})
        kind = {"Type": "/Font", "Subtype": "/Type0", "BaseFont": name, "Encoding": "/Identity-H"}
        return file.add({**kind, "DescendantFonts": [descendant], "ToUnicode": file.add_stream(self.unicode)})


def to_unicode(codes: Iterable[int]) -> bytes:
    """Write the map from glyphs (1, 2, …) back to text, characters above U+FFFF as surrogate pairs."""
    pairs = [f"<{at:04X}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex().upper()}>" for at, code in enumerate(codes, start=1)]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for first in range(0, len(pairs), _LONGEST_MAP):
        part = pairs[first : first + _LONGEST_MAP]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")


def _tag(data: bytes) -> str:
    """Make the six letters that mark a subset, from its content."""
    digest = hashlib.sha256(data).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


@dataclass(frozen=True, slots=True)
class FontSet:
    """All that a document needs to be set: glyphs by role and character, the fonts by name, and whether the title's face is a stand-in."""

    glyphs: Mapping[Face, Mapping[str, Glyph]]
    fonts: Mapping[str, EmbeddedFont]
    thick_title: bool


# A font is the same for the same characters, so exports one after the other share it.
@lru_cache(maxsize=24)
def _embedded(name: str, face: Typeface, codes: tuple[int, ...], lost: tuple[int, ...]) -> EmbeddedFont:
    held = shapes(face, [*codes, ord(GETA)])
    outlines = dict(held.outlines)
    geta = outlines.get(ord(GETA), Outline(held.units, 0, b""))
    blank = Outline(held.units // 4, 0, b"")
    for code in lost:
        wide = Outline(held.units, 0, b"") if chr(code) == "\u3000" else blank
        outlines[code] = geta if is_drawn(chr(code)) else wide
    return EmbeddedFont(name, postscript_name(face), Shapes(held.units, outlines), tuple(sorted({*codes, *lost})))


def font_set(used: Mapping[Face, Iterable[str]]) -> FontSet:
    """Choose, convert and name the fonts for the characters that each role sets.

    A character that no face has is shown as 〓, the printers' mark for a missing type, and still copies and searches as itself.
    """
    assigned = {role: assign(role, set(text)) for role, text in used.items() if text}
    floor = chain(Face.SONG)[-2]
    codes: dict[Typeface, set[int]] = {}
    lost: set[int] = set()
    for each in assigned.values():
        for char, face in each.items():
            (lost if face is None else codes.setdefault(face, set())).add(ord(char))
    if lost:
        codes.setdefault(floor, set())
    names = {face: f"GK{at}" for at, face in enumerate(codes, start=1)}
    fonts = {
        name: _embedded(name, face, tuple(sorted(codes[face])), tuple(sorted(lost)) if face == floor else ())
        for face, name in names.items()
    }
    shown = {name: font.glyphs() for name, font in fonts.items()}
    glyphs = {role: {char: shown[names[face or floor]][char] for char, face in each.items()} for role, each in assigned.items()}
    titles = [face for face in assigned.get(Face.TITLE, {}).values() if face]
    return FontSet(glyphs, fonts, bool(titles) and not any(map(is_real_title, titles)))
