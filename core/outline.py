"""The structure of a prose section: its headings （一） 1. （1） as an outline, and a heading moved with all that belongs to it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from core.layout import heading_level
from core.report import Paragraph

_MARK = re.compile(r"^(\s*[（(]?)([一二三四五六七八九十]{1,3}|\d{1,2})([)）.．、])")
_BRACKETED = re.compile(r"^\s*[（(]\d")
_STOP = re.compile(r"[。！？；：]")
_LONGEST_TITLE = 40
_DIGITS = "一二三四五六七八九"
_MOST = 99


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its paragraph, where what belongs to it ends (exclusive; lower headings included), and where its own words end.

    `level` is 2 for （一）, 3 for 1., 4 for （1）; `parent` the number of the heading above it, None at the top; `depth` how many are
    above it.
    """

    start: int
    end: int
    own_end: int
    level: int
    parent: int | None
    depth: int
    title: str


def outline(paragraphs: Sequence[Paragraph]) -> tuple[Heading, ...]:
    """Return the headings of a section in order; what stands before the first belongs to none."""
    starts = [(number, level) for number, p in enumerate(paragraphs) if (level := _level(p.text))]
    found: list[Heading] = []
    for place, (start, level) in enumerate(starts):
        later = [number for number, other in starts[place + 1 :] if other <= level]
        above = next((k for k in range(place - 1, -1, -1) if starts[k][1] < level), None)
        own_end = starts[place + 1][0] if place + 1 < len(starts) else len(paragraphs)
        depth = 0 if above is None else found[above].depth + 1
        end = later[0] if later else len(paragraphs)
        found.append(Heading(start, end, own_end, level, above, depth, _title(paragraphs[start].text)))
    return tuple(found)


def heading_at(headings: Sequence[Heading], paragraph: int) -> int | None:
    """Return the number of the heading that a paragraph stands under; None before the first."""
    return next((number for number, h in reversed(list(enumerate(headings))) if h.start <= paragraph), None)


def places(headings: Sequence[Heading], number: int, length: int) -> tuple[int, ...]:
    """Return before which paragraphs a heading may be put, in order; `length` stands for the end of the section.

    A heading stays at its level: no other heading comes under it by that, and it does not leave the headings above it.
    """
    moved = headings[number]
    higher = [h.start for h in headings if h.level < moved.level]
    gaps = [h.start for h in headings if h.level <= moved.level] + [length]
    if moved.parent is None:
        return tuple(gap for gap in gaps if not higher or gap <= higher[0])
    return tuple(gap for gap in gaps if gap > higher[0])


def step_place(headings: Sequence[Heading], number: int, length: int, by: int) -> int | None:
    """Return the next place (by 1) or the one before (by -1) to put a heading to; None at the end."""
    moved, gaps = headings[number], places(headings, number, length)
    if by < 0:
        return next((gap for gap in reversed(gaps) if gap < moved.start), None)
    return next((gap for gap in gaps if gap > moved.end), None)


def move(paragraphs: Sequence[Paragraph], number: int, place: int) -> tuple[Paragraph, ...]:
    """Put a heading with all its paragraphs before paragraph `place`, one of `places`.

    Marks that ran 一, 二, 三 … among the headings that it leaves and joins do so afterwards; others are left as they are.
    """
    headings = outline(paragraphs)
    moved = headings[number]
    if place not in places(headings, number, len(paragraphs)) or moved.start <= place <= moved.end:
        return tuple(paragraphs)
    order = [*range(moved.start), *range(moved.end, len(paragraphs))]
    at = order.index(place) if place < len(paragraphs) else len(order)
    order[at:at] = range(moved.start, moved.end)
    result = [paragraphs[each] for each in order]
    landed = outline(result)
    start = order.index(moved.start)
    joined = next(h for h in landed if h.start == start)
    before = {h.start: k for k, h in enumerate(headings)}
    parents = {moved.parent, None if joined.parent is None else before[order[landed[joined.parent].start]]}
    if all(_run_on(paragraphs, headings, moved.level, parent) for parent in parents):
        now = {None if parent is None else _number_of(landed, order.index(headings[parent].start)) for parent in parents}
        for parent in now:
            _renumber(result, landed, moved.level, parent)
    return tuple(result)


def landing(paragraphs: Sequence[Paragraph], number: int, place: int) -> int:
    """Return the paragraph at which a heading stands after `move`."""
    moved = outline(paragraphs)[number]
    return place - (moved.end - moved.start) if place > moved.start else place


def headings_for(names: Iterable[str]) -> tuple[Paragraph, ...]:
    """Return names as headings （一） …, in order."""
    return tuple(Paragraph(f"（{_chinese(number)}）{name}") for number, name in enumerate(names, start=1))


def _level(text: str) -> int:
    level = heading_level(text)
    return 4 if level == 3 and _BRACKETED.match(text) else level


def _title(text: str) -> str:
    stop = _STOP.search(text)
    return text[: stop.start() if stop else None].strip()[:_LONGEST_TITLE]


def _group(headings: Sequence[Heading], level: int, parent: int | None) -> list[Heading]:
    """Return the headings of a level right under another one."""
    return [h for h in headings if h.level == level and h.parent == parent]


def _number_of(headings: Sequence[Heading], start: int) -> int:
    return next(number for number, h in enumerate(headings) if h.start == start)


def _run_on(paragraphs: Sequence[Paragraph], headings: Sequence[Heading], level: int, parent: int | None) -> bool:
    """Tell whether the marks of a group count from one without a gap."""
    marks = [_MARK.match(paragraphs[h.start].text) for h in _group(headings, level, parent)]
    return len(marks) < _MOST and all(mark and mark[2] == _like(mark[2])(n) for n, mark in enumerate(marks, start=1))


def _renumber(paragraphs: list[Paragraph], headings: Sequence[Heading], level: int, parent: int | None) -> None:
    """Count the marks of a group from one, each in the digits that it has."""
    for number, heading in enumerate(_group(headings, level, parent), start=1):
        held = paragraphs[heading.start]
        text = _MARK.sub(lambda mark, number=number: mark[1] + _like(mark[2])(number) + mark[3], held.text)
        if text != held.text:
            longer = len(text) - len(held.text)
            # A live figure of the heading stands as far behind its mark as before.
            live = tuple(replace(figure, start=figure.start + longer, end=figure.end + longer) for figure in held.live)
            paragraphs[heading.start] = replace(held, text=text, live=live)


def _like(written: str) -> Callable[[int], str]:
    return str if written.isdecimal() else _chinese


def _chinese(number: int) -> str:
    """Write 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else _DIGITS[tens - 1] + "十"
    return head + (_DIGITS[ones - 1] if ones else "")
