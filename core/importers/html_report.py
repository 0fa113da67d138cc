"""Find the report among what else a page shows, where that is certain: from the last title before its sections to the end of its element.

Menus, side bars and footers of portals are text like any other; what is left out is named.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.importers.recognition_labels import bare
from core.importers.recognition_prose import find_title, take_signature
from core.importers.source import RawTable, RawText
from core.report import Note
from core.schema import formats

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Block = RawText | RawTable

_FAR = 60
_SIGNING_LINES = 4
_LONGEST_HEADING = 60


def report_of(blocks: Sequence[Block], homes: Sequence["Element"]) -> tuple[list[Block], list[Note]]:
    """Return the blocks of the report, each of which stands in the element of `homes`; all of them where it is not certain what it is."""
    headings = _headings(blocks)
    if not headings:
        return list(blocks), []
    first, last = _start(blocks, headings[0]), _end(blocks, homes, headings)
    outside = [*blocks[:first], *blocks[last:]]
    if not outside:
        return list(blocks), []
    said = "　".join(_words(block) for block in outside)
    return list(blocks[first:last]), [Note("", f"网页上报告以外的文字没有读入：{said[:80]}")]


def _headings(blocks: Sequence[Block]) -> list[int]:
    """Return where the titles of all sections stand, in order and each once, with a table among them; nothing else is certain."""
    plain = [bare(b.text) if isinstance(b, RawText) and len(b.text) <= _LONGEST_HEADING else "" for b in blocks]
    for form in formats().values():
        titles = [{bare(t) for t in (section.title, *section.seen_titles)} for section in form.sections]
        found = [[i for i, text in enumerate(plain) if text in known] for known in titles]
        places = [at[0] for at in found if len(at) == 1]
        if len(places) < len(titles) or places != sorted(places):
            continue
        if any(isinstance(block, RawTable) for block in blocks[places[0] : places[-1]]):
            return places
    return []


def _start(blocks: Sequence[Block], heading: int) -> int:
    """Return where the last copy of the title above the first heading begins; 0 where there is none near it."""
    near = max(0, heading - _FAR)
    lines = [block.text if isinstance(block, RawText) else "" for block in blocks[near:heading]]
    start = 0
    title = find_title(lines)
    while title is not None:
        start = near + title.first
        near += title.last
        lines = lines[title.last :]
        again = find_title(lines)
        title = again if again is not None and again.title == title.title else None
    return start


def _end(blocks: Sequence[Block], homes: Sequence["Element"], headings: Sequence[int]) -> int:
    """Return where the smallest element that holds all headings ends, or the signing lines right behind it.

    All is kept where a table or nothing at all of the last section would be lost.
    """
    body = _shared(homes[headings[0]], homes[headings[-1]])
    inside = set(body.iter())
    end = next((i for i in range(headings[-1], len(blocks)) if homes[i] not in inside), len(blocks))
    for index in range(end, min(end + _SIGNING_LINES, len(blocks))):
        lines = [block.text for block in blocks[max(end, index - 1) : index + 1] if isinstance(block, RawText)]
        if take_signature(lines, "")[2]:
            end = index + 1
            break
    return len(blocks) if end <= headings[-1] + 1 else end


def _shared(first: "Element", last: "Element") -> "Element":
    """Return the smallest element that holds both."""
    above = {first, *first.iterancestors()}
    element = last
    while element not in above:
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    return element


def _words(block: Block) -> str:
    if isinstance(block, RawText):
        return block.text
    return "　".join(cell for row in block.rows for cell in row if cell and cell.strip())
