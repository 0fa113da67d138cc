"""N5: what the text says without a number (均已办结, 未收到申请, 无结转), against the cells."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from core import phrases
from core.figures import Figure, figures
from core.memory import remembered
from core.report import PREAMBLE, Report
from core.rules.counted import Counted, Subject, counted, kinds_of, subjects
from core.rules.engine import Finding, Level, Scope, rule
from core.rules.held import Table, speaks_of_this_year
from core.rules.spans import Passage, passages, sentence
from core.values import show

_YEAR = re.compile(r"(\d{4})\s?年")
_LAST = re.compile(r"上年|去年|上一年|往年|前年|历年")
_CLAUSE = "，。；！？：,;:\n"
_CAME_IN = frozenset({"new", "accepted", "handled", "applied"})
# So far around 均已办结 its sentence is looked at.
_REACH = 120


@dataclass(frozen=True, slots=True)
class _Claim:
    """One way of saying that there was none, or that all is done; `subjects` name the cells that must then be 0."""

    name: str
    pattern: re.Pattern[str]
    kinds: frozenset[str]
    both: frozenset[str]
    needs: tuple[str, ...]
    subject: str
    in_topic: bool


class _Said(NamedTuple):
    """A claim in a paragraph, and what it says is 0."""

    start: int
    end: int
    zero: tuple[Counted, ...]
    scoped: bool


@cache
def _claims() -> tuple[_Claim, ...]:
    def made(entry: dict[str, Any]) -> _Claim:
        pattern = phrases.compiled("counts", entry["pattern"])
        both, needs = frozenset(entry.get("both", ())), tuple(entry.get("needs", ()))
        return _Claim(entry["name"], pattern, frozenset(entry["kinds"]), both, needs, entry["subject"], entry.get("topic", False))

    return tuple(made(entry) for entry in phrases.value("counts", "claim"))


@cache
def _subject(name: str) -> Subject:
    return next(subject for subject in subjects() if subject.name == name)


@cache
def _not_all() -> re.Pattern[str]:
    return re.compile(phrases.any_of(phrases.value("counts", "done", "not_all")))


@rule("N5", Level.CONFIRM, Scope.REPORT, "文中说没有或者都办完了，表中不是")
def claims(report: Report) -> Iterator[Finding]:
    """核对正文里不带数字的说法：“未收到申请”“无结转”“均已办结（答复）”“未发生行政复议、行政诉讼”“没有制发规范性文件”。

    说了没有，表里对应的格应当是 0。依据：国办公开办函〔2021〕30号要求文字与表格的数据一致。“均已办结”与“四、结转下年度继续办理”核对。
    不提示：说上年或者一段时间的，打算和要求，引文，“除……外”“其余”，同一句里另说了结转的，只说网上、某一类申请的，未填的格。
    文中写了数、表中是 0 的，由 N1 核对；表中有数、文中没有写到的，不算错。
    改法：对照台账改正文字或者表格；说的是另一统计范围的，写明理由。
    """
    table = Table(report)
    for passage in passages(report):
        if passage.part == PREAMBLE:
            continue
        for said in _said(passage.text, report.unit, report.year):
            yield from _against(table, passage, said)


def _is_of_year(text: str, said: _Said, year: int) -> bool:
    first, _ = sentence(text, said.start, said.end)
    head = text[first : said.start]
    years = _YEAR.findall(head)
    if years and int(years[-1]) != year:
        return False
    clause = head[max(map(head.rfind, _CLAUSE)) + 1 :]
    return not _LAST.search(clause) and speaks_of_this_year(text, said.start, said.end)


def _against(table: Table, passage: Passage, said: _Said) -> Iterator[Finding]:
    """Yield the finding of a claim where a cell that must be 0 is not."""
    wrong = [offers[0] for zero in said.zero if (offers := table.offers(zero)) and offers[0].total > 0]
    if not wrong:
        return
    words = passage.text[said.start : said.end]
    message = f"文中“{words}”，{'，'.join(offer.words for offer in wrong)}"
    if said.scoped:
        message += "；文中另有统计范围的，请在核实说明里写明"
    cells = tuple(cell for offer in wrong for cell in offer.ids)
    yield Finding(passage.where(said.start, said.end), message, cells, show(sum(offer.total for offer in wrong)), words)


@remembered
def _said(text: str, unit: str, year: int) -> tuple[_Said, ...]:
    """Return the claims of a paragraph that are made of this year, in order."""
    return tuple(sorted(said for said in _claimed(text, unit) if _is_of_year(text, said, year)))


def _claimed(text: str, unit: str) -> Iterator[_Said]:
    """Yield the claims of a paragraph, of whatever year."""
    for claim in _claims():
        for match in claim.pattern.finditer(text):
            said = _read(text, unit, claim, match)
            if said is not None:
                yield said


def _read(text: str, unit: str, claim: _Claim, match: re.Match[str]) -> _Said | None:
    kinds = kinds_of(match["between"], unit)
    if kinds is None or not kinds <= claim.kinds or len(kinds & claim.both) == 1:
        return None
    words = match.group()
    if claim.needs and not any(word in words for word in claim.needs):
        return None
    start, end = match.span()
    if claim.name == "all_done":
        zero = _all_done(text, unit, start, end)
    elif claim.subject:
        zero = (Counted(0, _subject(claim.subject)),)
        if claim.in_topic and not _is_on_applications(text, start, words):
            return None
    else:
        names = [name for name, word in (("review", "复议"), ("litigation", "诉讼")) if word in words]
        zero = tuple(Counted(0, _subject(name)) for name in names)
    return _Said(start, end, zero, "scope" in kinds) if zero else None


def _is_on_applications(text: str, start: int, words: str) -> bool:
    """Tell whether 无结转 is said of 申请: in its own words, or in the sentences before it."""
    return "申请" in words or "申请" in text[max(0, start - _REACH) : start]


def _all_done(text: str, unit: str, start: int, end: int) -> tuple[Counted, ...]:
    """Return what 均已办结 says to be 0: it must be said of all that came in, and nothing else of the sentence may take it back."""
    first, last = sentence(text, start, end)
    if _not_all().search(text, max(first, start - _REACH), min(last, end + _REACH)):
        return ()
    found, known = _known(text, unit)
    for at in range(bisect_left(found, start, key=lambda figure: figure.start) - 1, -1, -1):
        if found[at].start < first:
            break
        if found[at].whole is None and not found[at].trend:
            one = known.get(at)
            came_in = one is not None and one.subject.name in _CAME_IN and found[at].value > 0
            return (Counted(0, _subject("carried_out"), one.columns),) if one and came_in else ()
    return ()


@lru_cache(maxsize=4)
def _known(text: str, unit: str) -> tuple[tuple[Figure, ...], dict[int, Counted]]:
    return figures(text), {one.at: one for one in counted(text, unit)}


def says_none_came(text: str, unit: str) -> bool:
    """Tell whether a paragraph says that no application was received."""
    return any(zero.subject.name == "new" for said in _claimed(text, unit) for zero in said.zero)
