"""W1: a year in prose that is not the report's and yet reads as this year's work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core import phrases
from core.memory import remembered
from core.report import PREAMBLE, Change, Report
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.spans import Passage, Span, passages, replaced, sentence
from core.values import squeeze
from core.years import mentions, written_like

# 1月1日 to 12月31日: the statistics period; the second year may be left out.
_PERIOD = re.compile(
    r"(?<!\d)(?P<first>\d{4})\s?年\s?1\s?月\s?1\s?日[^。；\d]{0,12}(?:(?P<last>\d{4})\s?年\s?)?12\s?月\s?31\s?日",
)
_OPENING = re.compile(r"(?:^|[。！？；：:;，,）)】\].．是在]|[一二三四五六七八九十\d][、.．]|[-•·])\s*$")
# A subheading that runs on without a mark: （三）政府信息管理情况 2022年…
_HEADED = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十\d]{1,3}[、.．])[^，,。；;：:]{2,30}(?:\s|情况|方面)"
)
_SELF = re.compile(r"(?:我|本)(?:街道|机关|单位|[乡镇县区市局委办级])(?:政府)?\s?$")
_OWN_REPORT = re.compile(r"\s?年度?\s?(?:政府信息公开(?:工作)?)?年?度?报告")
_HEAD, _TAIL = 16, 60
_DATED = re.compile(r"\s?年\s?\d{1,2}\s?月")


@dataclass(frozen=True, slots=True)
class _Whose:
    """All that reading a paragraph asks of its report."""

    year: int
    unit: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of `resources/phrases/years.toml`."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    documents: re.Pattern[str]
    events: re.Pattern[str]
    others: re.Pattern[str]
    plans: re.Pattern[str]
    problems: re.Pattern[str]
    works: re.Pattern[str]
    own_report: re.Pattern[str]
    earlier: re.Pattern[str]


@cache
def _words() -> _Words:
    def words(name: str) -> str:
        return phrases.any_of(phrases.value("years", name))

    year = r"\s?年度?\s?"
    return _Words(
        before=re.compile(words("before") + r"\s?$"),
        after=re.compile(year + words("after")),
        documents=re.compile(rf"{year}的?[^，。；：、共我本\d]{{0,16}}?{words('documents')}"),
        events=re.compile(rf"{year}[^，。；：、共\d]{{0,8}}?{words('events')}了?的"),
        others=re.compile(rf"{year}[，,]?\s?{words('subjects')}"),
        plans=re.compile(words("plans")),
        problems=re.compile(words("problems")),
        works=re.compile(words("works")),
        own_report=re.compile(words("own_report")),
        earlier=re.compile(words("earlier")),
    )


@rule("W1", Level.CONFIRM, Scope.TEXT, "年份像是没有改过来")
def stale_years(report: Report) -> Iterator[Finding]:
    """找出正文里读起来是今年的工作、年份却不是报告年度的地方，例如 2023 年度报告里写“2022年……共制定”。

    统计期限（1月1日至12月31日）和前言里本报告的年度也在核对之列。
    不提示：与往年比较、“2024—2027年”这样的期间、“自2019年以来”“截至2022年底”、文件名称和文号、法规的修订年份、
    上年问题的改进、下一年的打算、“2021年年报1条”这样的公开内容。
    改法：点“改为”把本段里这样的年份一次改过来；确实说的是往年的，可以保留并说明。
    """
    if not report.year:
        return
    of = _Whose(report.year, report.unit)
    for passage in passages(report):
        found = _stale(passage, of)
        fixes = {year: _fix(report, passage, [(s, e) for s, e, y in found if y == year]) for year in {y for _, _, y in found}}
        for start, end, year in found:
            given, (count, change) = passage.text[start:end], fixes[year]
            wanted = written_like(given, report.year)
            yield Finding(
                passage.where(start, end),
                f"“{given}年”读起来是本年度的工作，本报告是 {report.year} 年度{count}",
                expected=wanted,
                actual=given,
                fix=Fix(f"改为 {wanted}{count}", change),
            )


def _fix(report: Report, passage: Passage, same: list[Span]) -> tuple[str, Change]:
    """Return how many places of the paragraph a mend steps, in words, and the change; each keeps its own kind of digits."""
    count = f"（本段共 {len(same)} 处）" if len(same) > 1 else ""
    return count, replaced(report, passage, same, lambda old: written_like(old, report.year))


@remembered
def _stale(passage: Passage, report: _Whose) -> Iterator[tuple[int, int, int]]:
    years = list(mentions(passage.text))
    if all(year == report.year for _, _, year in years):
        return
    periods = list(_periods(passage.text))
    reach = range(report.year - phrases.value("years", "reach"), report.year + 2)
    for start, end, year in years:
        if year == report.year or year not in reach:
            continue
        if any(first <= start < last for first, last in periods) or _reads_as_this_year(report, passage, start, end, year):
            yield start, end, year


def _periods(text: str) -> Iterator[Span]:
    """Yield the statistics periods of one year (or of two, where only one was stepped); last year's period is left out."""
    for match in _PERIOD.finditer(text):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if abs(first - last) <= 1 and not _words().earlier.search(text, max(0, match.start() - 10), match.start()):
            yield match.span()


def _reads_as_this_year(report: _Whose, passage: Passage, start: int, end: int, year: int) -> bool:
    words, text = _words(), passage.text
    head, tail = text[max(0, start - _HEAD) : start], text[end : end + _TAIL]
    first, last = sentence(text, start, end)
    around = text[first:last]
    if _is_own_report(passage, tail, around):
        return True
    if words.before.search(head) or words.after.match(tail) or words.events.match(tail):
        return False
    if words.documents.match(tail) and not words.works.match(_behind(tail)):
        return False
    if str(report.year) in around or words.others.match(tail) or _DATED.match(tail):
        return False
    if year > report.year and (words.plans.search(around) or passage.part in phrases.value("years", "looking_back")):
        return False
    if passage.part in phrases.value("years", "looking_back") and words.problems.search(around):
        return False
    if passage.inherited and year == report.year - 1:
        return True
    opens = _opens_clause(report, head) or _HEADED.fullmatch(text, 0, start)
    return bool(opens) and _tells_of_work(report, tail)


def _is_own_report(passage: Passage, tail: str, around: str) -> bool:
    """Tell whether the preamble names this very report here."""
    return passage.part == PREAMBLE and bool(_OWN_REPORT.match(tail)) and bool(_words().own_report.search(around))


def _opens_clause(report: _Whose, head: str) -> bool:
    """Tell whether a year stands at the head of a clause, or right after this unit's name."""
    own = _own_name(report)
    return bool(_OPENING.search(head) or _SELF.search(head)) or (len(own) > 1 and head.rstrip().endswith(own[-3:]))


def _behind(tail: str) -> str:
    """Return what follows 年 or 年度."""
    return tail.lstrip()[1:].removeprefix("度").lstrip()


def _own_name(report: _Whose) -> str:
    return squeeze(report.unit).removesuffix("人民政府")


def _tells_of_work(report: _Whose, tail: str) -> bool:
    """Tell whether what follows the year is work of this unit: at once, or after a comma by a subject that is not another body."""
    rest, own = _behind(tail), _own_name(report)
    if rest[:1] in "，,":
        follows = rest[1:].lstrip()
        if follows[:1] in tuple("省市县区州") and not own.endswith(follows[:1]):
            return False
        return bool(_words().works.search(rest)) or _names_unit(own, rest)
    return bool(_words().works.match(rest)) or _names_unit(own, rest[: len(own) + 2])


def _names_unit(own: str, text: str) -> bool:
    """Tell whether a text names the unit, with or without the county before it."""
    return len(own) > 1 and (own in text or own[-3:] in text)
