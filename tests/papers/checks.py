"""The checks on printed pages: each takes a paper and names its faults; nothing named, nothing wrong."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from core.document import Picture, Slip
from core.layout import Document
from tests.papers.page import BOTTOM, HEIGHT, LEFT, MM, RIGHT, TOP, WIDTH, Area, Font, Glyph, Line, Page, pages_of
from tests.papers.paper import HANGING, HEADING, SIGNED, Paper, Placed
from tests.papers.tables import number_faults, table_faults

# Written out anew, apart from the program's own lists.
FORBIDDEN_START = frozenset("。，、；：？！）》”’」』】〕〉％…·～,.;:?!)]}%")
FORBIDDEN_END = frozenset("（《“‘「『【〔〈([{￥＄")
# Points by which ink may pass an edge: a letter's own overhang, half a table's rule.
_SLACK = 1.5
_FONT_NUMBER = 14.0
_NUMBER_BELOW = 7 * MM
_NEARLY_EMPTY = 0.5
_SCRAP = 0.2
# Extra room between two characters, in parts of their size, from which on a line looks torn.
_TORN = 0.4

Check = Callable[[Paper], Iterator[str]]


def text(paper: Paper) -> Iterator[str]:
    """All prose is there, in order; nothing besides."""
    if paper.text_fault:
        yield paper.text_fault


def tables(paper: Paper) -> Iterator[str]:
    """Every cell's text stands within its cell."""
    yield from table_faults(paper)


def numbers_in_cells(paper: Paper) -> Iterator[str]:
    """No number in a cell is cut into two lines."""
    yield from number_faults(paper)


def edges(paper: Paper) -> Iterator[str]:
    """No ink outside the type area but the page number and a mark that hangs at the right."""
    for page in paper.pages:
        if abs(page.width - WIDTH) > 1 or abs(page.height - HEIGHT) > 1:
            yield f"page {page.number} is not A4"
        for line in page.prose:
            for at, glyph in enumerate(line.glyphs):
                hangs = at == len(line.glyphs) - 1 and (glyph.text in HANGING or (paper.by_office and glyph.text > "\uffff"))
                if _outside(glyph, RIGHT + (glyph.size if hangs else 0)):
                    yield f"page {page.number}: {glyph.text} of “{line.text[:12]}” is outside the type area"
        for area in page.areas:
            if _sticks_out(area):
                yield f"page {page.number}: a table is outside the type area"
        if page.figure and _sticks_out(page.figure):
            yield f"page {page.number}: a drawing is outside the type area"


def _sticks_out(area: Area) -> bool:
    return area.left < LEFT - _SLACK or area.right > RIGHT + _SLACK or area.top > TOP + _SLACK or area.bottom < BOTTOM - _SLACK


def pictures(paper: Paper) -> Iterator[str]:
    """Every picture of the document stands on a page in its size, and nothing else is drawn."""
    figures = [(page.number, page.figure) for page in paper.pages if page.figure]
    wanted = [block.drawing for block in paper.document.blocks if isinstance(block, Picture)]
    if len(figures) != len(wanted):
        yield f"{len(figures)} drawings instead of {len(wanted)}"
    for (number, figure), drawing in zip(figures, wanted, strict=False):
        width, height = figure.right - figure.left, figure.top - figure.bottom
        # A drawing may be blank at its edges, never larger than it says.
        if not (0.7 < width / drawing.width < 1.02 and 0.7 < height / drawing.height < 1.02):
            yield f"page {number}: a drawing of {width:.0f} × {height:.0f} instead of {drawing.width:.0f} × {drawing.height:.0f}"


def _outside(glyph: Glyph, right: float) -> bool:
    if glyph.left == glyph.right:
        return False
    return glyph.left < LEFT - _SLACK or glyph.right > right + _SLACK or glyph.top > TOP + _SLACK or glyph.bottom < BOTTOM - _SLACK


def page_numbers(paper: Paper) -> Iterator[str]:
    """— 1 — stands below the type area, right on odd pages and left on even ones; a 审签单 has none."""
    slips = sum(isinstance(block, Slip) for block in paper.document.blocks)
    for page in paper.pages[:slips]:
        if page.footer:
            yield f"the 审签单 has a page number: {page.footer[0].text}"
    for number, page in enumerate(paper.pages[slips:], start=1):
        if [line.text for line in page.footer] != [f"—{number}—"]:
            yield f"page {page.number}: “{[line.text for line in page.footer]}” instead of — {number} —"
        elif fault := _number_fault(number, page.footer[0]):
            yield f"page {page.number}: {fault}"


def _number_fault(number: int, line: Line) -> str:
    left, bottom, right, top = line.box
    away = RIGHT - right if number % 2 else left - LEFT
    if not _FONT_NUMBER / 2 <= away <= _FONT_NUMBER * 1.5:
        return f"the number stands {away:.0f} points from its edge"
    below = BOTTOM - (bottom + top) / 2
    return "" if abs(below - _NUMBER_BELOW) < 5 else f"the number stands {below:.0f} points below the type area"


def line_ends(paper: Paper) -> Iterator[str]:
    """No closing mark opens a line, no opening mark ends one."""
    for placed in paper.placed:
        first, last = placed.line.text[0], placed.line.text[-1]
        if first in FORBIDDEN_START and not placed.opens:
            yield f"{_where(placed)} begins with {first}"
        if last in FORBIDDEN_END and not placed.ends:
            yield f"{_where(placed)} ends with {last}"


def cut_words(paper: Paper) -> Iterator[str]:
    """No number and no Latin word that fits on a line is cut at its end."""
    for before, after in pairwise(paper.placed):
        joined = before.line.text[-40:] + "\n" + after.line.text[:40]
        cut = re.search(r"[0-9A-Za-z]\n[0-9A-Za-z%％‰]|\d[.,]\n\d|\d\n[.,]\d", joined)
        if before.at == after.at and cut and len(_word(joined)) < 40:
            yield f"{_where(before)}: “{_word(joined)}” is cut"


def _word(joined: str) -> str:
    """Return the word in which the line's end stands."""
    at = joined.index("\n")
    head = re.search(r"[!-~]*$", joined[:at])
    tail = re.match(r"[!-~]*", joined[at + 1 :])
    return (head[0] if head else "") + (tail[0] if tail else "")


def torn_lines(paper: Paper) -> Iterator[str]:
    """No line is spread so wide that it falls apart; LibreOffice may tear one before a Latin word that it cannot break."""
    for placed, after in zip(paper.placed, [*paper.placed[1:], None], strict=False):
        wide = any(a.text > "\u2e7f" and b.text > "\u2e7f" and b.x - a.x > (1 + _TORN) * a.size for a, b in pairwise(placed.line.glyphs))
        forgiven = paper.by_office and after is not None and after.line.text[0] <= "~"
        if wide and placed.unit.kind != HEADING and not forgiven:
            yield f"{_where(placed)} is torn"


def last_headings(paper: Paper) -> Iterator[str]:
    """No page ends with a heading."""
    for page in paper.pages[:-1]:
        last = _last(paper, page)
        if last and last.unit.kind == HEADING and not _table_below(page, last.line):
            yield f"page {page.number} ends with the heading “{last.unit.text[:20]}”"


def lone_lines(paper: Paper) -> Iterator[str]:
    """No first or last line of a longer paragraph stands alone on a page."""
    counts: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for placed in paper.placed:
        counts[placed.at][placed.page.number] += 1
    for at, pages in counts.items():
        for number, lines in pages.items():
            if len(pages) > 1 and lines < 2:
                yield f"page {number}: a line alone of “{paper.units[at].text[:20]}”"


def lone_signature(paper: Paper) -> Iterator[str]:
    """The signature stands in one piece, below something else."""
    numbers = sorted({placed.page.number for placed in paper.placed if placed.unit.kind == SIGNED})
    if len(numbers) > 1:
        yield f"the signature is cut on page {numbers[1]}"
    for number in numbers[:1]:
        page = paper.pages[number - 1]
        if not page.areas and not page.figure and all(p.unit.kind == SIGNED for p in paper.placed if p.page is page):
            yield f"page {number} holds the signature alone"


def empty_pages(paper: Paper) -> Iterator[str]:
    """No page but the last is nearly empty, unless a table or picture begins the next one; no scrap of a table has a page to itself."""
    for page, following in pairwise(paper.pages):
        if not page.glyphs:
            yield f"page {page.number} is empty"
            continue
        feet = [*(line.box[1] for line in page.prose), *(area.bottom for area in page.areas)]
        feet += [page.figure.bottom] if page.figure else []
        filled = (TOP - min(feet)) / (TOP - BOTTOM) if feet else 0.0
        if filled < _NEARLY_EMPTY and not _begins_with_block(paper, following):
            yield f"page {page.number} is nearly empty"
        elif filled < _SCRAP and page.areas and not page.prose:
            yield f"page {page.number} holds a scrap of a table only"


def _begins_with_block(paper: Paper, page: Page) -> bool:
    """Tell whether a page begins with a table or a picture, headings above it not counted: they do not fit everywhere."""
    blocks = [area.top for area in page.areas] + ([page.figure.top] if page.figure else [])
    above = [placed for placed in paper.placed if placed.page is page and placed.line.glyphs[0].y > max(blocks, default=0.0)]
    return bool(blocks) and all(placed.unit.kind == HEADING for placed in above)


def overlaps(paper: Paper) -> Iterator[str]:
    """No two lines touch, and no two characters of a line are printed over each other."""
    for number, lines in paper.lines.items():
        boxes = [(line, line.box) for line in lines]
        for line in lines:
            for a, b in pairwise(line.glyphs):
                # A dash of two characters may be one shape, which both have.
                over = min(a.right, b.right) - max(a.left, b.left) > 0.3 * a.size and min(a.top, b.top) > max(a.bottom, b.bottom)
                if over and not (a.text == b.text == "—" and a.x == b.x):
                    yield f"page {number}: {a.text} and {b.text} of “{line.text[:20]}” are printed over each other"
        for at, (line, one) in enumerate(boxes):
            for other, two in boxes[at + 1 :]:
                if min(one[2], two[2]) - max(one[0], two[0]) > 0.5 and min(one[3], two[3]) - max(one[1], two[1]) > 0.5:
                    yield from _touching(number, line, other)


def _touching(number: int, one: Line, other: Line) -> Iterator[str]:
    """Look closer at two lines whose boxes meet: cells beside each other have no common ink."""
    for a in one.glyphs:
        for b in other.glyphs:
            if min(a.right, b.right) - max(a.left, b.left) > 0.5 and min(a.top, b.top) - max(a.bottom, b.bottom) > 0.5:
                yield f"page {number}: “{one.text[:12]}” and “{other.text[:12]}” touch"
                return


def boxes(paper: Paper) -> Iterator[str]:
    """Every character has a shape of its own: what a font lacks is drawn as the same box again and again, or not at all."""
    found: dict[tuple[Font, int], set[str]] = defaultdict(set)
    for page in paper.pages:
        for glyph in page.glyphs:
            if not glyph.shape and glyph.text not in paper.lost:
                yield f"page {page.number}: {glyph.text} has no shape"
            if glyph.text > "\u3400" and glyph.text not in paper.lost:
                found[glyph.font, glyph.shape].add(glyph.text)
    for (font, _), texts in found.items():
        if len(texts) > 1:
            yield f"{font.name} draws the same for {''.join(sorted(texts))[:20]}"


def fonts(paper: Paper) -> Iterator[str]:
    """Every font is embedded."""
    for font in sorted({glyph.font for page in paper.pages for glyph in page.glyphs}):
        if not font.embedded:
            yield f"{font.name} is not embedded"


def subsets(paper: Paper) -> Iterator[str]:
    """Every font holds only what is used, as its name says."""
    for font in sorted({glyph.font for page in paper.pages for glyph in page.glyphs}):
        if not re.match(r"[A-Z]{6}\+", font.name):
            yield f"{font.name} is not a subset"


def _where(placed: Placed) -> str:
    return f"page {placed.page.number}: the line “{placed.line.text[:10]}…{placed.line.text[-4:]}”"


def _last(paper: Paper, page: Page) -> Placed | None:
    return next((placed for placed in reversed(paper.placed) if placed.page is page), None)


def _table_below(page: Page, line: Line) -> bool:
    return any(area.top < line.glyphs[0].y for area in page.areas)


CHECKS: tuple[Check, ...] = (
    *(text, tables, edges, page_numbers, line_ends, cut_words, torn_lines, last_headings, lone_lines, lone_signature, empty_pages),
    *(numbers_in_cells, pictures, overlaps, boxes, fonts, subsets),
)


def faults(data: bytes, document: Document, lost: Sequence[str] = (), *, by_office: bool = False) -> list[str]:
    """Return all faults of a .pdf that should show the document; pdfium does not tell LibreOffice's subsets, poppler does."""
    paper = Paper(pages_of(data), document, lost, by_office=by_office)
    checks = CHECKS[:-1] if by_office else CHECKS
    return [f"{check.__name__}: {fault}" for check in checks for fault in check(paper)]
