"""Split a raw row into its labels and its values, and find the column of each value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.values import squeeze

RawRow = tuple[str | None, ...]
_VALUE = re.compile(
    r"[+\-−－]?[\d０-９][\d０-９,，.．\s]*(?:亿元|万元|千元|元|万[件条个]?|件次|人次|[件个条次项份宗起例部篇%])?|[-—－–―─/／\\*∕]{1,4}|无|空"
)
# The first bracket opens the remark and the last one closes it, as core.values reads it.
_REMARK = re.compile(r"(?P<main>[^(（【\[]*)[(（【\[].*[)）】\]](?P<tail>[^)）】\]]*)", re.S)
_MARK = re.compile(r"[（(]?[\d０-９]{1,2}[)）.．、]+\D")


@dataclass(frozen=True, slots=True)
class Line:
    """A raw row taken apart: labels (with their places), the cells behind the last label, and whether places are columns."""

    labels: tuple[tuple[int, str], ...]
    values: tuple[str | None, ...]
    first: int
    exact: bool
    # Where each value column stands in `values`, in the source's order, as far as the grid tells.
    spans: tuple[range, ...] | None = None
    # Which column of the block each of the source's columns is, EXTRA for none; the block's own order where the source does not tell.
    order: tuple[int, ...] | None = None
    muddled: bool = False

    @property
    def label(self) -> str:
        """The innermost label."""
        return self.labels[-1][1] if self.labels else ""

    @property
    def candidates(self) -> tuple[str, ...]:
        """What may be the row's label: the innermost, the last two joined, all joined."""
        texts = [text for _, text in self.labels]
        return tuple(dict.fromkeys(t for t in ("".join(texts[-1:]), "".join(texts[-2:]), "".join(texts)) if t))

    @property
    def filled(self) -> list[str]:
        """The values that are not blank."""
        return [v for v in self.values if v is not None and v.strip()]

    @property
    def is_merged(self) -> bool:
        """Tell whether a column of a row with numbers begins inside a merged cell."""
        starts = [span.start for span in self.spans or ()] if self.exact and self.filled else []
        return any(start < len(self.values) and self.values[start] is None for start in starts)


def is_value(text: str) -> bool:
    """Tell whether a cell's text is a number, a dash, or a number with its unit or remark: not a label."""
    remark = _REMARK.fullmatch(text.strip())
    bare = squeeze(remark["main"] + remark["tail"] if remark else text)
    return bool(bare) and _VALUE.fullmatch(bare) is not None


def take_apart(row: RawRow, *, exact: bool) -> Line:
    """Split a row behind its last label; the labels are the texts before the first value, a list mark in a cell of its own among them."""
    filled = [(i, c) for i, c in enumerate(row) if c is not None and c.strip()]
    marks = {i for (i, c), (_, after) in pairwise(filled) if not is_value(after) and _MARK.match(squeeze(c + after))}
    first_value = next((i for i, c in filled if i not in marks and is_value(c)), len(row))
    labels = [(i, c.strip()) for i, c in enumerate(row[:first_value]) if c is not None and c.strip()]
    start = labels[-1][0] + 1 if labels else 0
    return Line(tuple(labels), tuple(row[start:]), start, exact)


def place_values(line: Line, count: int) -> list[str] | None:
    """Return `count` value texts in the source's order, fewer where the grid lost its last columns; None where the row does not tell."""
    if line.spans is not None and len(line.spans) <= count:
        placed = _by_spans(line, line.spans)
        if placed is not None or line.exact:
            return placed
    values = [v for v in line.values if v is not None]
    filled = [v for v in values if v.strip()]
    if len(filled) == count or (line.exact and len(values) == count):
        return filled if len(filled) == count else values
    if not filled and len(values) >= count:
        return [""] * count
    return _all_alike(filled, count)


def _by_spans(line: Line, spans: Sequence[range]) -> list[str] | None:
    """Read each value in its column; one at any other place, or another one in the same column, makes the row doubtful.

    In an exact grid a text may be repeated over all that its cell covered before it was parted.
    """
    values, texts = line.values, [""] * len(spans)
    for index, span in enumerate(spans):
        texts[index] = next((v for p in span if p < len(values) and (v := values[p])), _blank(values, span))
    for place, value in enumerate(values):
        if value is None or not value.strip():
            continue
        own = next((i for i, span in enumerate(spans) if place in span), None)
        if own is None and not (line.exact and _repeats(values, place, spans)):
            return None
        if own is not None and (value != texts[own] or values[spans[own].start] is None):
            return None
    return texts


def _blank(values: Sequence[str | None], span: range) -> str:
    """Return the empty text that stands where a column begins."""
    value = values[span.start] if span.start < len(values) else None
    return "" if value is None or value.strip() else value


def _repeats(values: Sequence[str | None], place: int, spans: Sequence[range]) -> bool:
    """Tell whether the same text stands at every place from here to the nearest column on either side."""
    for step in (-1, 1):
        at = place
        while 0 <= at < len(values) and values[at] == values[place]:
            if any(at in span for span in spans):
                return True
            at += step
    return False


def _all_alike(filled: list[str], count: int) -> list[str] | None:
    """More values than columns are no riddle where all of them are the same."""
    return filled[:count] if len(filled) > count and len({squeeze(v) for v in filled}) == 1 else None
