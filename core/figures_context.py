"""What stands around a figure in its clause: the subject, 约 and 以上, the year, growth and shares."""

import re
from dataclasses import replace
from functools import cache

from core import phrases
from core.figures import Bound, Figure, Trend
from core.years import mentions

# What ends a clause. A colon opens one as well: 具体为：甲3件.
_CLAUSE = re.compile(r"[，。；！？：、,;（）()\n]")
_SENTENCE = re.compile(r"[。！？；]")
# So far around a figure its words are looked for.
_REACH = 60
_LEAST_YEAR, _LAST_YEAR = 1980, 2100
_FILLERS = re.compile(r"(?:共计|合计|总计|累计|共有|共|计|总|达到|达|为|是|有|了|约|数量|数|的|：|:|\s)+$")


@cache
def _heads(name: str) -> tuple[str, ...]:
    return tuple(sorted(phrases.value("figures", name), key=len, reverse=True))


def in_context(text: str, figure: Figure, floor: int) -> Figure:
    """Return the figure with what its clause says of it; `floor` is the end of the figure before."""
    before = _before(text, figure.start, floor)
    after = _after(text, figure.end)
    bound, cut = _bound(figure, before, after)
    return replace(
        figure,
        bound=bound,
        before=_FILLERS.sub("", before[:cut].rstrip()) if cut is not None else _FILLERS.sub("", before),
        after=after,
        year=_year(text, figure.start),
        trend=_trend(before, after, figure.unit),
    )


def _before(text: str, start: int, floor: int) -> str:
    """Return the words of the clause before the number; of the clause before that where there are none."""
    low = max(floor, start - _REACH)
    stops = [m.end() for m in _CLAUSE.finditer(text, low, start)]
    first = stops[-1] if stops else low
    return text[first:start].strip()


def _after(text: str, end: int) -> str:
    stop = _CLAUSE.search(text, end, end + _REACH)
    return text[end : stop.start() if stop else min(len(text), end + _REACH)].strip()


def _bound(figure: Figure, before: str, after: str) -> tuple[Bound, int | None]:
    """Tell how exactly the figure is meant, and where the words for it begin in `before`."""
    for name, bound in (("under", Bound.UNDER), ("over", Bound.OVER), ("about", Bound.ABOUT)):
        for word in _heads(name):
            if before.endswith(word):
                return bound, len(before) - len(word)
    for name, bound in (("over_after", Bound.OVER), ("under_after", Bound.UNDER), ("about_after", Bound.ABOUT)):
        if after.startswith(_heads(name)):
            return bound, None
    return figure.bound, None


def _year(text: str, start: int) -> int | None:
    """Return the last year named before the figure in its sentence."""
    first = max((m.end() for m in _SENTENCE.finditer(text, max(0, start - 4 * _REACH), start)), default=max(0, start - 4 * _REACH))
    years = [year for _, _, year in mentions(text[first:start]) if _LEAST_YEAR <= year < _LAST_YEAR]
    return years[-1] if years else None


def _trend(before: str, after: str, unit: str) -> Trend:
    for name, trend in (("up", Trend.UP), ("down", Trend.DOWN)):
        if before.endswith(_heads(name)) or any(before.endswith(word + more) for word in _heads(name) for more in ("了", "约", "近", "超")):
            return trend
    if unit in phrases.value("figures", "percent") and (before.endswith(_heads("share")) or after.startswith("的比例")):
        return Trend.SHARE
    return Trend.NONE
