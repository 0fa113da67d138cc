"""Places in prose: passages to look through, the sentence around a place, what stands in quotation marks, a mended passage."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from core.live import moved, sound
from core.memory import remembered
from core.report import PREAMBLE, Change, Paragraph, Report, text_slot

Span = tuple[int, int]

_ENDS = "。！？；!?;"
# A sentence is looked for this far to either side, so that the work stays linear in the length of a passage.
_REACH = 300
# A quotation longer than this is a mark without its partner.
_LONGEST_QUOTATION = 400
_MARKS = re.compile(r"[“”「」『』《》〈〉\"]")
_PAIRS = {"”": "“", "」": "「", "』": "『", "》": "《", "〉": "〈"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of `part` (preamble or a text section), its index there from 0; two that differ in their index alone are equal."""

    part: str
    index: int = field(compare=False)
    text: str
    inherited: bool = False

    def where(self, start: int, end: int) -> str:
        """Name a span of the passage as findings do."""
        return f"{self.part}:{self.index + 1}:{start}-{end}"


def passages(report: Report) -> Iterator[Passage]:
    """Yield every paragraph of the preamble and of the text sections of the form, in order."""
    for part in (PREAMBLE, *(section.id for section in report.form.text_sections)):
        yield from _passages_of(part, report.paragraphs(part))


# A score of rules go through the same paragraphs one after the other, and a key changes one part.
_lately: dict[str, tuple[tuple[Paragraph, ...], tuple[Passage, ...]]] = {}


def _passages_of(part: str, held: tuple[Paragraph, ...]) -> tuple[Passage, ...]:
    known = _lately.get(part)
    if known is not None and known[0] is held:
        return known[1]
    made = tuple(Passage(part, index, paragraph.text, paragraph.inherited) for index, paragraph in enumerate(held))
    _lately[part] = held, made
    return made


def replaced(report: Report, passage: Passage, spans: Iterable[Span], new: str | Callable[[str], str]) -> Change:
    """Return the change that puts `new`, or what it makes of the old text, in place of the spans (in order, apart).

    A paragraph left without text is dropped.
    """
    pieces, edits, done = [], [], 0
    for start, end in spans:
        written = new if isinstance(new, str) else new(passage.text[start:end])
        pieces += [passage.text[done:start], written]
        edits.append((start, end, len(written)))
        done = end
    text = "".join(pieces) + passage.text[done:]
    old = report.paragraphs(passage.part)
    blanks = len(text) - len(text.lstrip())
    live = moved(moved(old[passage.index].live, edits), [(0, blanks, 0)])
    mended = (replace(old[passage.index], text=text.strip(), live=sound(text.strip(), live)),) if text.strip() else ()
    return {text_slot(passage.part): (*old[: passage.index], *mended, *old[passage.index + 1 :])}


def sentence(text: str, start: int, end: int) -> Span:
    """Return the span of the sentence around [start, end), at most a fixed reach to either side."""
    first = max((text.rfind(mark, max(0, start - _REACH), start) for mark in _ENDS), default=-1) + 1
    stops = [place for mark in _ENDS if (place := text.find(mark, end, end + _REACH)) >= 0]
    return max(first, start - _REACH, 0), min([*stops, end + _REACH, len(text)])


# Several rules ask about the same paragraph, and most paragraphs stay as they are from one run to the next.
@remembered
def quotations(text: str) -> tuple[Span, ...]:
    """Return the spans inside quotation marks and title marks, marks included; a mark without its partner opens nothing."""
    open_marks: dict[str, list[int]] = {}
    found: list[Span] = []
    for match in _MARKS.finditer(text):
        mark = match.group()
        waiting = open_marks.setdefault(_PAIRS.get(mark, mark), [])
        if mark in _PAIRS or (mark == '"' and waiting):
            if waiting and match.end() - waiting[-1] <= _LONGEST_QUOTATION:
                found.append((waiting[-1], match.end()))
            del waiting[-1:]
        else:
            waiting.append(match.start())
    return tuple(merged(found))


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order, overlapping ones joined."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def inside(spans: Sequence[Span], place: int) -> bool:
    """Tell whether a place lies inside one of the spans (in order, apart)."""
    at = bisect_right(spans, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < spans[at][1]


def outside(spans: Sequence[Span], matches: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield those of the matches (in order) that do not begin inside one of the spans (in order, apart)."""
    place = 0
    for match in matches:
        while place < len(spans) and spans[place][1] <= match.start():
            place += 1
        if place == len(spans) or match.start() < spans[place][0]:
            yield match


@remembered
def unquoted(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Find a pattern outside quotation marks and title marks."""
    return outside(quotations(text), pattern.finditer(text))
