"""The year that a figure speaks of: named in its sentence, the year before (上年), or its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from core import phrases
from core.figures_model import Figure, Trend
from core.years import mentions

_LEAST_YEAR, _LAST_YEAR = 1980, 2100
_SENTENCE_ENDS = re.compile(r"[。！？\n]")
# Held against: 较2022年增加, 由2022年的8件增至; 与2022年 only with 相比 behind it.
_AGAINST = re.compile(r"(?:较|比|对比|相比|由|从|自|比较)\s?$")
_WITH = re.compile(r"(?:与|同|和|跟)\s?$")
_BASE = re.compile(r"(?:较|对比|相比|比|由|从|自|与|同|和|跟)(?:上一?年度?|去年度?|前一年度?|[12]\d{3}\s?年度?)(?:同期)?$")
_LIKENED = re.compile(r"[^，。；]{0,8}(?:相比|比较|持平|对比)")
# What may stand between the year held against and its own number: 上年的8件, 2022年收到的8件.
_ITS_NUMBER = re.compile(r"\s?(?:年)?(?:度)?(?:同期)?[（(]?(?:[^，。；、增减上下多少提降]{0,8}的)?\s?")


@dataclass(frozen=True, slots=True)
class _Time:
    """A word of time: where it begins and ends, its year, whether it is 上年; `base` if figures are held against it."""

    start: int
    end: int
    year: int | None = None
    last: bool = False
    base: bool = False
    needs_figure: bool = False


@cache
def _relative() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of 今年, of 全年 and of 上年; apart, each is looked for fast."""
    words = {name: phrases.any_of(phrases.value("figures", name)) for name in ("own_year", "whole_year", "carried")}
    last = rf"(?:上一?年度?|去年度?|前一年度?)(?!度?的?{words['carried']})"
    return re.compile(words["own_year"]), re.compile(words["whole_year"]), re.compile(last)


@cache
def _of_this_year() -> re.Pattern[str]:
    """Return what makes a figure behind 上年 one of this year: 上年申请结转3件, 由上年的8件增至11件."""
    words = {name: phrases.any_of(phrases.value("figures", name)) for name in ("carried", "reached")}
    return re.compile(f"{words['carried']}|{words['reached']}$")


def dated(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures with the years that they speak of."""
    times = sorted([*_named(text), *_told(text), *_ends(text)], key=lambda each: (each.start, each.end))
    out: list[Figure] = []
    now, base, at, since = _Time(0, 0), None, 0, False
    for each in found:
        while at < len(times) and times[at].start < each.start:
            time, at = times[at], at + 1
            if time.base:
                base = time
            elif not time.needs_figure or since:
                now, base, since = time, None, False
        spoken = base if base is not None and _ITS_NUMBER.fullmatch(text[base.end : each.start][:24]) else now
        base = None if spoken is base else base
        since = True
        own = each.compared or each.trend in (Trend.UP, Trend.DOWN) or _of_this_year().search(each.before)
        if spoken.year is None and not spoken.last and not (out and out[-1].base):
            out.append(each)
            continue
        is_base = spoken.base
        before = _without_base(each.before) if is_base else each.before
        if out and out[-1].base and _reached().fullmatch(before):
            before = out[-1].before
        last = spoken.last and (is_base or not own)
        out.append(each._replace(year=spoken.year, last=last, compared=each.compared and not is_base, base=is_base, before=before))
    return out


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(phrases.any_of(phrases.value("figures", "reached")))


def _without_base(before: str) -> str:
    """Return the subject without what is held against: 申请量由2022年 is 申请量."""
    return _BASE.sub("", before)


def _named(text: str) -> Iterator[_Time]:
    for start, end, year in mentions(text):
        if _LEAST_YEAR <= year < _LAST_YEAR:
            yield _Time(start, end, year, base=_is_base(text, start, end))


def _told(text: str) -> Iterator[_Time]:
    own, whole, last = _relative()
    yield from (_Time(match.start(), match.end()) for match in own.finditer(text))
    yield from (_Time(match.start(), match.end(), needs_figure=True) for match in whole.finditer(text))
    for match in last.finditer(text):
        start, end = match.span()
        if not text.startswith("以", max(0, start - 1), start):
            yield _Time(start, end, None, last=True, base=_is_base(text, start, end))


def _ends(text: str) -> Iterator[_Time]:
    return (_Time(match.start(), match.end()) for match in _SENTENCE_ENDS.finditer(text))


def _is_base(text: str, start: int, end: int) -> bool:
    head = text[max(0, start - 3) : start]
    return bool(_AGAINST.search(head) or (_WITH.search(head) and _LIKENED.match(text, end)))
