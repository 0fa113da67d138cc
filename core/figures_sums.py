"""Sums behind their parts: 网站42条、微信7条，共49条."""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from core import phrases
from core.figures_model import Figure

_AND = re.compile("[、和与及]")
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
                out[part] = out[part]._replace(whole=at, first=parts[0])
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

    As many of the last ones as give it; where none do, those that 、 or 和 joins, else all, if nothing else stands between.
    """
    places = [place for place in range(at - 1, low - 1, -1) if _is_part(found[place], found[at])]
    total = Decimal()
    for number, place in enumerate(places, start=1):
        total += found[place].value
        if number > 1 and total == found[at].value:
            return places[number - 1 :: -1]
    if len(places) < 2 or len(places) < at - low or any(found[place].each for place in places):
        return ()
    row = 1
    while row < len(places) and _is_joined(text, found[places[row]], found[places[row - 1]]):
        row += 1
    return places[row - 1 :: -1] if row > 1 else places[::-1]


def _is_joined(text: str, one: Figure, next_one: Figure) -> bool:
    between = text[one.end : next_one.start]
    return bool(_AND.search(between)) and "，" not in between


def _is_part(figure: Figure, total: Figure) -> bool:
    return figure.unit == total.unit and figure.whole is None and not figure.trend and not figure.compared and not figure.base
