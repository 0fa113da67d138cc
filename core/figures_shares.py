"""Which figure a share, a growth or a fall belongs to: 258件，占33.9%; 12件，同比增长20%; 予以公开258件（33.9%）."""

import re
from collections.abc import Sequence
from functools import cache

from core import phrases
from core.figures_model import Figure, Trend

_ENDS = re.compile(r"[。！？；;\n]")
_OPENING = re.compile(r"\s?[（(]\s?(?:约|占|占比)?\s?$")
# Words that begin a clause without a subject of its own.
_NO_SUBJECT = re.compile(r"[，、,（(]?\s?(?:约|大约|仅|同比|环比|较|比|与|同|占|所占|增|减|下降|上升|提高|降低|提升|分别)")


@cache
def _percent() -> frozenset[str]:
    return frozenset(phrases.value("figures", "percent"))


def related(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures, shares and growth pointing at the figure that they are of."""
    out = list(found)
    count: int | None = None
    rate: int | None = None
    for at, each in enumerate(out):
        gap = text[out[at - 1].end if at else 0 : each.start]
        if _ENDS.search(gap):
            count = rate = None
        if count is not None and each.unit in _percent() and not each.trend and at == count + 1 and _OPENING.fullmatch(gap[:8]):
            out[at] = each._replace(trend=Trend.SHARE, of=count)
        elif each.trend and not _NO_SUBJECT.match(gap):
            # Another subject has begun: what follows is of that.
            count = rate = None
        elif each.trend and not each.listed:
            of = rate if each.unit in phrases.value("figures", "points") and rate is not None else count
            if of is not None and each.trend is not Trend.SHARE:
                of = _counted(text, out, of, gap)
            out[at] = each._replace(of=of)
        if out[at].trend is Trend.SHARE:
            rate = at
        elif not each.trend and each.unit not in _percent() and not each.compared and not each.base:
            count, rate = at, None
    return out


def _counted(text: str, found: Sequence[Figure], count: int, gap: str) -> int:
    """Return what has grown: the whole, where a comma ends a row of parts (80条，其中甲42条、乙38条，比上年增加5条)."""
    whole = found[count].whole
    if whole is None or whole > count or not gap.startswith(("，", ",")) or found[count - 1].whole != whole:
        return count
    return whole if "、" in text[found[count - 1].end : found[count].start] else count
