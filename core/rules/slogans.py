"""W5: political phrases that belong to other years than the report's."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from core import phrases
from core.memory import remembered
from core.report import Report
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.spans import Passage, Span, merged, outside, passages, quotations, replaced, sentence

_YEAR = re.compile(r"(?<![\d０-９])([12１２][\d０-９]{3})(?=\s?年)")
_BEFORE, _AFTER, _YEAR_BEFORE = 8, 12, 30


@dataclass(frozen=True, slots=True)
class _Slogan:
    """A phrase with the letters that it never lacks, the report years that it belongs to (0: no limit), and what is said now."""

    has: str
    pattern: re.Pattern[str]
    first: int
    last: int
    current: str
    fix: bool

    def is_of(self, year: int) -> bool:
        """Tell whether a report on this year may say so."""
        return self.first <= year and (not self.last or year <= self.last)


@cache
def _slogans() -> tuple[_Slogan, ...]:
    def slogan(entry: dict[str, Any]) -> _Slogan:
        first, last = entry["years"]
        return _Slogan(entry["has"], phrases.compiled("slogans", entry["pattern"]), first, last, entry["current"], entry.get("fix", False))

    return tuple(slogan(entry) for entry in phrases.value("slogans", "slogan"))


@cache
def _guards() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = (phrases.compiled("slogans", phrases.value("slogans", "guards", name)) for name in ("before", "after"))
    return before, after


@cache
def _other_years(year: int) -> tuple[tuple[int, _Slogan], ...]:
    """Return the phrases that a report on this year must not use, with their places in the list."""
    return tuple((place, each) for place, each in enumerate(_slogans()) if not each.is_of(year))


@rule("W5", Level.HINT, Scope.TEXT, "提法不是本年度的")
def slogans(report: Report) -> Iterator[Finding]:
    """找出随年度变化而没有更新的提法，如 2024 年度报告里的“党的十九届五中、六中全会精神”，以及当时还没有的提法。

    提法和适用的年度写在词语表 resources/phrases/slogans.toml 里，本单位可以增删；来源是历次党代会、全会和公开发布的文件。
    引号、书名号里的会议和文件名称，“党的十八大以来”这样说历史的话，前面不远处写明别的年份的，都不提示。
    改法：换成现在的提法；确实是说往年的，写明年份。
    """
    if not report.year:
        return
    for passage in passages(report):
        for (start, end), place in _found(passage.text, report.year):
            yield _finding(report, passage, (start, end), _slogans()[place])


@remembered
def _found(text: str, year: int) -> tuple[tuple[Span, int], ...]:
    """Return the spans of phrases of other years with their places in the list; where two overlap, the one that is listed first."""
    here = [(place, each) for place, each in _other_years(year) if each.has in text]
    quoted = quotations(text) if here else ()
    taken: list[Span] = []
    found: list[tuple[Span, int]] = []
    for place, each in here:
        matches = [match for match in each.pattern.finditer(text) if not _is_quoted(quoted, match)]
        new = [match.span() for match in outside(merged(taken), matches)]
        taken += new
        found += [(span, place) for span in new if not _is_history(text, quoted, span, year)]
    return tuple(sorted(found))


def _is_quoted(quoted: Sequence[Span], match: re.Match[str]) -> bool:
    """Tell whether the phrase stands inside quotation marks or title marks; a phrase may begin with a quotation of its own."""
    place = bisect_right(quoted, match.start(), key=lambda span: span[0]) - 1
    if place < 0:
        return False
    first, last = quoted[place]
    return match.start() < last and (first < match.start() or last > match.end())


def _is_history(text: str, quoted: Sequence[Span], span: Span, year: int) -> bool:
    (start, end), (before, after) = span, _guards()
    if before.search(text[max(0, start - _BEFORE) : start]) or after.match(text[end : end + _AFTER]):
        return True
    first, _ = sentence(text, start, end)
    years = _YEAR.finditer(text, max(first, start - _YEAR_BEFORE), start)
    return any(int(match[1]) != year and not _is_quoted(quoted, match) for match in years)


def _finding(report: Report, passage: Passage, span: Span, slogan: _Slogan) -> Finding:
    words = passage.text[span[0] : span[1]]
    when = f"用到 {slogan.last} 年度为止" if slogan.last and report.year > slogan.last else f"从 {slogan.first} 年度才开始用"
    now = f"，现在的提法是“{slogan.current}”" if slogan.current and report.year > slogan.first else ""
    fix = Fix(f"改为“{slogan.current}”", replaced(report, passage, [span], slogan.current)) if slogan.fix and now else None
    message = f"“{words}”{when}，本报告是 {report.year} 年度{now}，请核对"
    return Finding(passage.where(*span), message, expected=slogan.current if now else None, actual=words, fix=fix)
