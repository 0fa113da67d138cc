"""Set lines of text: characters to glyphs, glyphs to the operators of a page."""

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from core.exporters.linebreak import Line, break_lines, justify
from core.exporters.linebreak_rules import is_attached, opportunities
from core.exporters.to_pdf_font import FontSet, Glyph
from core.exporters.to_pdf_measures import ASCENT
from core.exporters.to_pdf_places import line_ranges
from core.layout import Face, Run

_NOTHING = ""
_PLACE_ENDS = "省市县区州盟旗镇乡局委"


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line ready to be placed: its glyphs, the extra advance behind each, where it begins and how wide it is.

    `start` is where its first character stands in the text that was broken into lines; `rise` lifts it above its place.
    """

    glyphs: tuple[Glyph, ...]
    shifts: tuple[float, ...]
    indent: float
    width: float
    size: float
    start: int = 0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A text's characters with glyphs and widths (points, tracking included) at one size."""

    text: str
    glyphs: tuple[Glyph, ...]
    widths: tuple[float, ...]
    size: float
    tracking: float

    @property
    def width(self) -> float:
        """The width on one line."""
        return sum(self.widths)

    def part(self, first: int, last: int) -> "TextBlock":
        """Return the characters [first, last)."""
        return replace(self, text=self.text[first:last], glyphs=self.glyphs[first:last], widths=self.widths[first:last])


class Typesetter:
    """Turn text into lines of glyphs with one document's fonts."""

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts
        self._plain: dict[tuple[str, Face, float], TextBlock] = {}

    def block(self, runs: Sequence[Run], size: float, tracking: float = 0.0) -> TextBlock:
        """Look up the glyphs of a text in one or more faces; invisible marks are dropped."""
        pairs = [(char, self.fonts.glyphs[run.face][char]) for run in runs for char in _visible(run.text)]
        text = "".join(char for char, _ in pairs)
        glyphs = tuple(glyph for _, glyph in pairs)
        widths = tuple(glyph.advance * size + (0.0 if is_attached(char) else tracking) for char, glyph in pairs)
        return TextBlock(text, glyphs, widths, size, tracking)

    def plain(self, text: str, face: Face, size: float) -> TextBlock:
        """Look up the glyphs of a text in one face; what was asked for before is at hand."""
        key = (text, face, size)
        if key not in self._plain:
            self._plain[key] = self.block((Run(text, face),), size)
        return self._plain[key]


def _visible(text: str) -> str:
    """Drop invisible marks, which have no place on paper, and show line breaks and tabs inside a text as blanks."""
    return "".join(" " if char.isspace() and char not in "\u3000\u00a0" else char for char in text if not is_invisible(char))


@lru_cache(maxsize=8192)
def is_invisible(char: str) -> bool:
    """Tell whether a character is a control, a format mark or a variation selector."""
    if "\ufe00" <= char <= "\ufe0f" or char >= "\U000e0100":
        return True
    return not char.isspace() and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Cn")


def set_paragraph(block: TextBlock, measure: float, em: float, indent: float) -> list[TextLine]:
    """Break a text into lines and justify all but the last."""
    broken = break_lines(block.text, block.widths, measure, em=em, indent=indent)
    last = len(broken) - 1
    return [_line(block, line, line.shifts if at == last else justify(line, block.text, measure, em)) for at, line in enumerate(broken)]


def set_lines(block: TextBlock, measure: float) -> list[TextLine]:
    """Break a text into lines no wider than the measure, nothing hanging, nothing justified."""
    if block.text.isalnum() and block.width <= measure:
        # Nothing to break, nothing to squeeze: numbers and short labels, which are most of a table.
        return [TextLine(block.glyphs, (block.tracking,) * len(block.glyphs), 0.0, block.width, block.size)]
    return [_line(block, line, line.shifts) for line in break_lines(block.text, block.widths, measure, em=block.size, hang=False)]


def _line(block: TextBlock, line: Line, shifts: Sequence[float]) -> TextLine:
    glyphs = block.glyphs[line.start : line.end]
    tracking = (0.0 if is_attached(char) else block.tracking for char in block.text[line.start : line.end])
    extra = tuple(map(sum, zip(shifts, tracking, strict=True)))
    return TextLine(glyphs, extra, line.indent, line.width, block.size, line.start)


def stripped(runs: Sequence[Run]) -> list[Run]:
    """Take the blanks from a paragraph's ends: the indent is the page's."""
    kept = list(runs)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = Run(kept[0].text.lstrip(), kept[0].face)
        kept[-1] = Run(kept[-1].text.rstrip(), kept[-1].face)
    return kept


def ranges_of(runs: Sequence[Run], lines: Sequence[TextLine]) -> list[tuple[int, int]]:
    """Return the characters of a paragraph's text that each of its lines shows."""
    text = "".join(run.text for run in runs)
    lead, count = len(text) - len(text.lstrip()), sum(len(line.glyphs) for line in lines)
    whole = lead + count == len(text.rstrip())
    shown = range(lead, len(text)) if whole else [at for at in range(lead, len(text)) if not is_invisible(text[at])]
    return line_ranges(text, shown, [line.start for line in lines])


def show(line: TextLine, x: float, top: float, labels: dict[str, str], box: float, stroke: float = 0.0) -> str:
    """Write a line's operators: its em box in the middle of a box of that height, whose upper edge is at `top`.

    `labels` maps fonts to the names that the page calls them by; `stroke` thickens the letters.
    """
    baseline = top - (box - line.size) / 2 - line.size * ASCENT + line.rise
    common = Counter(round(shift, 3) for shift in line.shifts).most_common(1)[0][0] if line.shifts else 0.0
    parts = [f"BT {x + line.indent:.2f} {baseline:.2f} Td {common:.3f} Tc"]
    if stroke:
        parts.append(f"2 Tr {stroke:.2f} w")
    for first, last in _stretches(line.glyphs):
        font = labels[line.glyphs[first].font]
        parts.append(f"/{font} {line.size:g} Tf [{_array(line, first, last, common)}] TJ")
    parts.append("0 Tr ET" if stroke else "ET")
    return " ".join(parts)


def _stretches(glyphs: Sequence[Glyph]) -> list[tuple[int, int]]:
    """Cut a line where its font changes."""
    edges = [at for at in range(1, len(glyphs)) if glyphs[at].font != glyphs[at - 1].font]
    return list(zip([0, *edges], [*edges, len(glyphs)], strict=True)) if glyphs else []


def _array(line: TextLine, first: int, last: int, common: float) -> str:
    parts: list[str] = []
    codes: list[str] = []
    for at in range(first, last):
        codes.append(line.glyphs[at].code)
        rest = line.shifts[at] - common
        if abs(rest) > 0.001:
            parts.append(f"<{_NOTHING.join(codes)}> {-rest * 1000 / line.size:.1f}")
            codes = []
    if codes:
        parts.append(f"<{_NOTHING.join(codes)}>")
    return " ".join(parts)


def title_lines(block: TextBlock, width: float) -> list[TextLine]:
    """Break a title's line that is too long into even lines no wider than `width`, rather behind a place's name than elsewhere."""
    if block.width <= width:
        return set_lines(block, width)
    if block.width <= 2 * width:
        allowed = opportunities(block.text)
        ends = [at for at in range(1, len(block.text)) if allowed[at]]
        best = min(ends, key=lambda at: _unevenness(block, at), default=0)
        first, second = block.part(0, best), block.part(best, len(block.text))
        if best and first.width <= width and second.width <= width:
            return [*set_lines(first, width), *set_lines(second, width)]
    return set_lines(block, block.width / math.ceil(block.width / width) + 2 * block.size)


def _unevenness(block: TextBlock, at: int) -> float:
    head = block.part(0, at).width
    bonus = 4 * block.size if block.text[at - 1] in _PLACE_ENDS else 0.0
    return abs(block.width - 2 * head) - bonus
