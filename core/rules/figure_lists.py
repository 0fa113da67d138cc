"""N2: lists in prose whose parts do not add up to what they are parts of."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from core import phrases
from core.figures import Figure, figures, lists
from core.memory import remembered
from core.report import PREAMBLE, Report
from core.rules.counted import Counted, counted
from core.rules.engine import Finding, Level, Scope, rule
from core.rules.held import quoted
from core.rules.spans import inside, passages, quotations, sentence
from core.schema import CellId
from core.values import number_of, show, tidy_number

_CARRIED_OUT = CellId("applications", "carried_out", "total")
# Parts that fall short by more than a tenth are taken for a choice of parts.
_TENTH = 10
_MOST_STEPS = 12


@cache
def _leads() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the words that open a list, and those that open one that is told to the end."""
    loose, full = phrases.value("counts", "lists", "leads"), phrases.value("counts", "lists", "full")
    return re.compile(phrases.any_of([*loose, *full])), re.compile(phrases.any_of(full))


@cache
def _overlapping() -> re.Pattern[str]:
    """Return the words that say that the same thing is counted in several parts."""
    return re.compile(phrases.any_of(phrases.value("counts", "lists", "overlapping")))


@rule("N2", Level.HINT, Scope.REPORT, "文中的分项相加不等于总数")
def sums(report: Report) -> Iterator[Finding]:
    """把正文里用“其中”“包括”“分别”引出的分项加起来，看是不是等于前面的总数，一层套一层的也核对。

    只核对同一个单位（都是条、都是件）、全是确数、列到底的；有“等”“约”“余”“主要”的，后面说明“同时”“重复”计算的，不核对。
    分项之和比总数多的一定有错；少的，只在差得不多（一成以内）、列了“其他”一项、自然人和法人都列了、或者用“分别”引出时才提示，因为“其中”也可以只举一部分。
    依据：国办公开办函〔2021〕30号要求数据真实准确、前后一致。
    改法：核对总数和各个分项，改正写错的一个，或者补上漏写的一项。
    """
    left = number_of(report.value(_CARRIED_OUT)) or 0
    for passage in passages(report):
        if passage.part == PREAMBLE:
            continue
        for wrong in _wrong(passage.text, report.unit):
            if wrong.short is None or wrong.short > left:
                where = passage.where(wrong.start, wrong.end)
                yield Finding(where, wrong.message, expected=wrong.expected, actual=passage.text[wrong.start : wrong.end])


class _Wrong(NamedTuple):
    """A whole that its parts do not make up; `short` where they may be short by so much, which is still being handled."""

    start: int
    end: int
    message: str
    expected: str
    short: Decimal | None


@remembered
def _wrong(text: str, unit: str) -> Iterator[_Wrong]:
    """Yield the lists of a paragraph that do not add up."""
    found = figures(text)
    rows = lists(found) if len(found) > 2 else []
    known = {found[one.at].start: one for one in counted(text, unit)} if rows else {}
    within = quotations(text) if rows else ()
    for whole, parts in rows:
        if not inside(within, found[whole].start) and _is_wrong(text, found[whole], parts, known):
            yield _told(text, found[whole], parts, known)


def _is_wrong(text: str, whole: Figure, parts: Sequence[Figure], known: dict[int, Counted]) -> bool:
    total, told = whole.value, sum(part.value for part in parts)
    if told == total or parts[0].start < whole.end:
        return False
    gap = text[whole.end : parts[0].start]
    any_lead, full_lead = _leads()
    if not any_lead.search(gap):
        return False
    if told > total:
        return not _overlapping().search(text, parts[-1].end, sentence(text, parts[-1].start, parts[-1].end)[1])
    if _is_little(whole, parts):
        return True
    is_full = bool(full_lead.search(gap)) or any(_is_rest(part) for part in parts)
    return is_full or _names_all_applicants(parts, known)


def _is_little(whole: Figure, parts: Sequence[Figure]) -> bool:
    short = whole.value - sum(part.value for part in parts)
    return 0 < short * _TENTH <= whole.value


def _is_rest(part: Figure) -> bool:
    return part.before.startswith("其他") and not part.before.startswith("其他处理")


def _names_all_applicants(parts: Sequence[Figure], known: dict[int, Counted]) -> bool:
    columns = {column for part in parts if (one := known.get(part.start)) for column in one.columns}
    return {"natural_person", "business", "other"} <= columns


def _told(text: str, whole: Figure, parts: Sequence[Figure], known: dict[int, Counted]) -> _Wrong:
    total, told = whole.value, sum((part.value for part in parts), Decimal())
    steps = [show(tidy_number(part.value)) for part in parts]
    shown = "+".join(steps if len(steps) <= _MOST_STEPS else [*steps[: _MOST_STEPS - 1], "…", steps[-1]])
    message = f"“{quoted(text, whole)}”，其中 {shown}={show(tidy_number(told))}，相差 {show(tidy_number(abs(total - told)))}"
    # Results fall short of what came in by what is still being handled.
    is_result = all((one := known.get(part.start)) is not None and one.subject.group is not None for part in parts)
    short = total - told if _is_little(whole, parts) and whole.start in known and is_result else None
    return _Wrong(whole.start, whole.end, message, f"{show(tidy_number(told))}{whole.unit}", short)
