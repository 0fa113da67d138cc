"""Live figures (活数): numbers in prose that follow a cell. They are plain digits in the text, and their places are kept beside it."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from core.cell_names import cell_named
from core.report import TEXT_PREFIX, Change, Entry, Live, Paragraph, Report, Slot, text_slot
from core.schema import CellId, Format
from core.stretch import Stretch, difference
from core.values import Value, show

# What stands for a cell that is not filled in yet: it is found by the check of placeholders (W4).
UNFILLED = "〔未填〕"
OPENING, CLOSING = "{｛", "}｝"
_NAMED = re.compile(r"[{｛]([^{}｛｝]{1,60})[}｝]")
# Matching takes up to the square of this.
_MOST_MATCHED = 1000
# So many characters that stayed beside a figure tell it from a number that only looks like it.
_AROUND = 2

# start, end, and the length of what comes in their place; in order and apart
Edit = tuple[int, int, int]


def written(value: Value) -> str:
    """Write a cell's value as it stands in prose."""
    return show(value) or UNFILLED


def sound(text: str, live: Iterable[Live]) -> tuple[Live, ...]:
    """Return those of the figures that have a place in the text, in order and apart."""
    kept: list[Live] = []
    for figure in sorted(live, key=lambda each: each.start):
        if (kept[-1].end if kept else 0) <= figure.start < figure.end <= len(text):
            kept.append(figure)
    return tuple(kept)


# ---- a figure follows its cell ---------------------------------------------------------------


def resolved(paragraph: Paragraph, value_of: Callable[[CellId], Value]) -> Paragraph:
    """Return the paragraph with every figure as its cell is now; the same object where none differs."""
    pieces, live, done, length = [], [], 0, 0
    for figure in sound(paragraph.text, paragraph.live):
        number = written(value_of(figure.cell))
        pieces += [paragraph.text[done : figure.start], number]
        length += figure.start - done
        live.append(Live(length, length + len(number), figure.cell))
        length, done = length + len(number), figure.end
    text = "".join(pieces) + paragraph.text[done:]
    same = text == paragraph.text and tuple(live) == paragraph.live
    return paragraph if same else replace(paragraph, text=text, live=tuple(live))


def refreshed(report: Report, change: Change) -> Change:
    """Return the prose whose figures differ from the cells, once the change (sums that follow included) is made."""

    def value_of(cell: CellId) -> Value:
        entry = change.get(cell)
        return entry.value if isinstance(entry, Entry) else report.value(cell)

    # At each key one paragraph of many is new: the others follow no cell that changed.
    every = not change or any(isinstance(slot, CellId) for slot in change)
    known = set() if every else {id(each) for held in report.texts.values() for each in held}
    found: dict[Slot, tuple[Paragraph, ...]] = {}
    slots = {text_slot(part): texts for part, texts in report.texts.items()}
    slots |= {slot: tuple(new) for slot, new in change.items() if isinstance(slot, str) and slot.startswith(TEXT_PREFIX)}
    for slot, held in slots.items():
        now = tuple(resolved(each, value_of) if each.live and id(each) not in known else each for each in held)
        if any(new is not old for new, old in zip(now, held, strict=True)):
            found[slot] = now
    return found


def with_prose(report: Report, change: Change) -> Change:
    """Add to a change the prose whose figures follow it, so that cell and prose are one step."""
    return {**change, **refreshed(report, change)}


# ---- figures made and unmade -----------------------------------------------------------------


def linked(paragraph: Paragraph, start: int, end: int, cell: CellId) -> Paragraph:
    """Return the paragraph with characters `start` to `end` as a figure of the cell; figures that it meets become plain."""
    others = (each for each in paragraph.live if each.end <= start or each.start >= end)
    return replace(paragraph, live=sound(paragraph.text, (*others, Live(start, end, cell))))


def unlinked(paragraph: Paragraph, start: int) -> Paragraph:
    """Return the paragraph with the figure that begins at `start` as plain digits."""
    return replace(paragraph, live=tuple(each for each in paragraph.live if each.start != start))


def names_in(text: str, form: Format) -> list[tuple[int, int, CellId]]:
    """Return (start, end, cell) of every {三·新收·总计} that names a cell."""
    found = ((match.span(), cell_named(form, match[1])) for match in _NAMED.finditer(text))
    return [(*span, cell) for span, cell in found if cell is not None]


def with_figures(paragraph: Paragraph, report: Report) -> Paragraph:
    """Return the paragraph with every {三·新收·总计} in it made a live figure; the same object where there is none."""
    names = [Live(*each) for each in names_in(paragraph.text, report.form)]
    if not names:
        return paragraph
    others = (each for each in paragraph.live if not any(name.start < each.end and each.start < name.end for name in names))
    return resolved(replace(paragraph, live=sound(paragraph.text, (*others, *names))), report.value)


# ---- figures in a text that is edited --------------------------------------------------------


def moved(live: Iterable[Live], edits: Sequence[Edit]) -> tuple[Live, ...]:
    """Return the figures after edits of their text: one behind an edit is shifted, one that an edit touches inside is plain text now."""
    kept: list[Live] = []
    for figure in live:
        if not any(start < figure.end and figure.start < end for start, end, _ in edits):
            by = sum(length - (end - start) for start, end, length in edits if end <= figure.start)
            kept.append(Live(figure.start + by, figure.end + by, figure.cell))
    return tuple(kept)


def carried(old: Sequence[Paragraph], texts: Sequence[str], at: int = -1) -> Mapping[int, tuple[Live, ...]]:
    """Return for each new text that has any the live figures of the old paragraphs that one edit of their lines left whole.

    Blanks at the edges of a paragraph do not count. `at` is where the edit ended, a character of the new texts joined by line breaks.
    """
    lines = [paragraph.text.strip() for paragraph in old]
    before, after = "\n".join(lines), "\n".join(texts)
    stretch = difference(before, after, at)
    end = stretch.start + len(stretch.removed)
    figures = list(_in_lines(old))
    kept = moved(figures, [(stretch.start, end, len(stretch.inserted))])
    inside = [figure for figure in figures if stretch.start <= figure.start and figure.end <= end]
    return _by_line([*kept, *_found_again(inside, stretch)], texts)


def _in_lines(old: Sequence[Paragraph]) -> Iterator[Live]:
    """Yield the figures as characters of all lines."""
    first = 0
    for paragraph in old:
        line = paragraph.text.strip()
        by = first - (len(paragraph.text) - len(paragraph.text.lstrip()))
        for figure in sound(paragraph.text, paragraph.live):
            if first <= figure.start + by and figure.end + by <= first + len(line):
                yield Live(figure.start + by, figure.end + by, figure.cell)
        first += len(line) + 1


def _found_again(figures: Sequence[Live], stretch: Stretch) -> Iterator[Live]:
    """Yield the figures inside a replaced stretch whose surroundings tell that they were left alone: words replaced in many places."""
    if not figures or not stretch.inserted or max(len(stretch.removed), len(stretch.inserted)) > _MOST_MATCHED:
        return
    for block in SequenceMatcher(None, stretch.removed, stretch.inserted, autojunk=False).get_matching_blocks():
        first, by = stretch.start + block.a, block.b - block.a
        for figure in figures:
            is_inside = first <= figure.start and figure.end <= first + block.size
            if is_inside and block.size >= figure.end - figure.start + _AROUND:
                yield Live(figure.start + by, figure.end + by, figure.cell)


def _by_line(figures: Iterable[Live], texts: Sequence[str]) -> Mapping[int, tuple[Live, ...]]:
    found: dict[int, tuple[Live, ...]] = {}
    ordered = sorted(figures, key=lambda each: each.start)
    first = 0
    for number, text in enumerate(texts):
        own = (Live(f.start - first, f.end - first, f.cell) for f in ordered if first <= f.start and f.end <= first + len(text))
        if live := sound(text, own):
            found[number] = live
        first += len(text) + 1
    return found
