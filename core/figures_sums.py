"""Sums behind their parts: 网站42条、微信7条，共49条."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from core import phrases
from core.figures_model import Figure

# More words than these behind the last part are no 共.
_LONGEST = 24
_ENDS = re.compile(r"[。！？；;\n]")


@cache
def _total() -> re.Pattern[str]:
    return re.compile(rf"\s?[，,、（(]?\s?{phrases.any_of(phrases.value('figures', 'totals'))}(?:为|达|达到|有|是)?\s?")


def summed(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures with the sums told that stand behind their parts."""
    out = list(found)
    free = 0
    for at in range(1, len(out)):
        gap = text[out[at - 1].end : out[at].start]
        if _ENDS.search(gap):
            free = at
        elif len(gap) < _LONGEST and _is_total(gap, out[max(free, at - 2) : at]):
            parts = _parts(text, out, free, at)
            for part in parts:
                out[part] = replace(out[part], whole=at, first=parts[0])
            free = at + 1
    return out


def _is_total(gap: str, last: Sequence[Figure]) -> bool:
    """Tell whether 共 alone, or 共 with what each of the parts before counts (共公开信息191条), stands before a figure."""
    match = _total().match(gap)
    if match is None:
        return False
    words = gap[match.end() :].strip()
    return not words or (len(words) > 1 and all(each.before.endswith(words) for each in last))


def _parts(text: str, found: Sequence[Figure], low: int, at: int) -> Sequence[int]:
    """Return the figures before the sum that it sums up.

    Those that 、 or 和 joins to the last one; else all of the sentence. More of them where these give the sum.
    """
    first = at
    while first > low and _is_part(found[first - 1], found[at]):
        first -= 1
    if at - first < 2:
        return ()
    total = Decimal()
    for place in range(at - 1, first - 1, -1):
        total += found[place].value
        if total == found[at].value and at - place > 1:
            return range(place, at)
    row = at - 1
    while row > first and re.search("[、和与及]", text[found[row - 1].end : found[row].start]) and "，" not in text[found[row - 1].end : found[row].start]:
        row -= 1
    return range(row, at) if at - row > 1 else range(first, at)


def _is_part(figure: Figure, total: Figure) -> bool:
    return figure.unit == total.unit and figure.whole is None and not figure.trend and not figure.compared and not figure.each
