"""Names and words shared out by 分别: 制发、废止、现行有效分别为3件、1件、12件."""

import re
from collections.abc import Sequence
from functools import cache

from core import phrases
from core.figures_model import Figure, Trend

_STOPS = "。；，：！？,;:（）()"
# So far before 分别 its names are looked for, and so many words may stand between 分别 and the first number.
_REACH, _WORDS = 120, 16
_YEAR = re.compile(r"(?P<year>(?:19|20)\d{2})\s?年|(?P<last>上一?年|去年)|今年|本年")
_BETWEEN = re.compile(r"\s?[、，,和与及]\s?")


@cache
def _respectively() -> re.Pattern[str]:
    return re.compile(rf"{phrases.any_of(phrases.value('figures', 'respectively'))}")


@cache
def _between_names() -> re.Pattern[str]:
    return re.compile(phrases.any_of(phrases.value("figures", "names")))


@cache
def _acts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an act, and of one at the end of a name."""
    acts = phrases.any_of(phrases.value("figures", "acts"))
    return re.compile(acts), re.compile(f"{acts}$")


def shared(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures with the names given to them; as many names as figures are needed, else they stay as read."""
    out, at = list(found), 0
    for match in _respectively().finditer(text):
        while at < len(out) and out[at].start < match.end():
            at += 1
        if at == len(out) or out[at].start - match.end() > _WORDS:
            continue
        words = text[match.end() : out[at].start]
        run = _run(text, out, at)
        if len(run) < 2 or any(stop in words for stop in _STOPS + "、"):
            continue
        names = _names(text, match.start(), len(run))
        if names:
            _give(out, run, names, _plain(words, out[at]))
    return out


def _plain(words: str, first: Figure) -> str:
    """Return the verb between 分别 and the numbers, which every name takes; none where it tells of growth or a share."""
    return "" if first.trend else words.strip().removesuffix("了")


def _give(out: list[Figure], run: Sequence[int], names: Sequence[str], verb: str) -> None:
    first, last = out[run[0]], out[run[-1]]
    trend = first.trend or (Trend.SHARE if _is_share(names[-1]) and last.unit in phrases.value("figures", "percent") else Trend.NONE)
    for name, place in zip(names, run, strict=True):
        each = out[place]
        mine = trend or each.trend
        year, is_last = _year(name, each)
        before = (_without_share(name) if mine is Trend.SHARE else name) + verb
        unit = each.unit or last.unit
        compared = first.compared
        out[place] = each._replace(before=before, unit=unit, listed=True, year=year, last=is_last, trend=mine, compared=compared)


def _year(name: str, figure: Figure) -> tuple[int | None, bool]:
    """Return the year that the name gives to its figure (2021年、2022年分别), and whether it is 上年."""
    if match := _YEAR.match(name):
        return (int(match["year"]) if match["year"] else None), match["last"] is not None
    return figure.year, figure.last


def _is_share(name: str) -> bool:
    return name.endswith(tuple(phrases.value("figures", "share")))


def _without_share(name: str) -> str:
    return re.sub(r"(?:所)?占?(?:比例|比重|比)$", "", name)


def _run(text: str, found: Sequence[Figure], first: int) -> list[int]:
    """Return the figures from `first` on with nothing but 、 和 or ， between them."""
    run = [first]
    for at in range(first + 1, len(found)):
        if not _BETWEEN.fullmatch(text[found[at - 1].end : found[at].start][:4]):
            break
        run.append(at)
    return run


def _names(text: str, end: int, count: int) -> list[str]:
    """Return the names before 分别, with the words that they share; none if they are not as many as the figures."""
    low = max(0, end - _REACH)
    start = max(text.rfind(mark, low, end) for mark in _STOPS) + 1
    parting = _between_names()
    names = [name.strip() for name in parting.split(text[max(start, low) : end]) if name.strip()]
    # The comma may stand right before 分别: 网站、微信、公开栏，分别公开5条、3条、2条.
    if not names and start > 1:
        earlier = max(text.rfind(mark, low, start - 1) for mark in _STOPS) + 1
        names = [name.strip() for name in parting.split(text[earlier : start - 1]) if name.strip()]
    return _whole_names([re.sub(r"(?:同比|数量|数)$", "", name) for name in names]) if len(names) == count else []


def _whole_names(names: list[str]) -> list[str]:
    """Give each act the words that stand before the first or behind the last: 规范性文件制发、废止; 制发、废止规范性文件."""
    act, at_end = _acts()
    owner, of, owned = names[-1].partition("的")
    if of and not any("的" in name for name in names[:-1]):
        # 行政许可、行政处罚和行政强制的处理决定.
        return [*(name + of + owned for name in names[:-1]), owner + of + owned]
    head, tail = "", ""
    ending, heading = at_end.search(names[0]), act.match(names[-1])
    if ending and all(act.match(name) for name in names[1:]):
        head = names[0][: ending.start()]
    if heading and heading.end() < len(names[-1]) and all(act.fullmatch(name) for name in [*names[1:-1], names[0][len(head) :]]):
        tail = names[-1][heading.end() :]
    return [("" if place == 0 else head) + name + ("" if place == len(names) - 1 else tail) for place, name in enumerate(names)]
