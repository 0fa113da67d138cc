"""N3: shares and growth that the text itself lets one compute."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from core import phrases
from core.figures import Figure, Trend, figures
from core.memory import remembered
from core.report import PREAMBLE, Report
from core.rules.before import earlier_cells, year_before
from core.rules.counted import Counted, counted
from core.rules.engine import Finding, Level, Scope, rule
from core.rules.held import Table, agrees, half_a_digit, quoted
from core.rules.spans import inside, passages, quotations
from core.values import number_of, show, tidy_number

# So many figures back another is looked for.
_BACK = 8
_PERCENT = frozenset({"%", "％"})
_WHOLES = frozenset({"new", "accepted", "applied", "handled", "done"})
_ENDS = re.compile(r"[。！？\n]")
_YEAR = re.compile(r"\d{4}\s?年")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph with its figures, the number of the sentence that each stands in, those understood, and those that a share is of."""

    text: str
    year: int
    found: Sequence[Figure]
    sentences: Sequence[int]
    known: Mapping[int, Counted]
    shared: frozenset[int]


class _Wrong(NamedTuple):
    """A share or growth that does not follow from the numbers of the text."""

    start: int
    end: int
    message: str
    expected: str | None = None


@rule("N3", Level.HINT, Scope.REPORT, "文中的占比或增减幅度算得不对")
def shares(report: Report) -> Iterator[Finding]:
    """用正文里自己的数把占比和增减算一遍：“共 40 件，其中予以公开 13 件，占 33.9%”应为 32.5%；“由 8 件增至 12 件，增长 40%”应为 50%。

    只在两个数都写在文中、看得出是谁占谁、谁比谁的时候才算；与上年比较而文中没有上年数的，用已载入的上年报告里同一格的数。
    误差不超过所写最后一位的一半，不提示；“约”“近”等约数、占全县（市）的比例、办结率、满意率、百分点都不算。
    依据：国办公开办函〔2021〕30号要求数据真实准确、前后一致。
    改法：按提示里写出的算式改正百分比，或者核对相比的两个数。
    """
    table = Table(report)
    for passage in passages(report):
        if passage.part == PREAMBLE:
            continue
        for at, told in _judged(passage.text, report.unit, report.year):
            wrong = told or _against_last_report(report, table, passage.text, at)
            if wrong is not None:
                words = passage.text[wrong.start : wrong.end]
                yield Finding(passage.where(wrong.start, wrong.end), wrong.message, expected=wrong.expected, actual=words)


@remembered
def _judged(text: str, unit: str, year: int) -> Iterator[tuple[int, _Wrong | None]]:
    """Yield which of the text's figures are a wrong share or growth by the text alone; None where only last year's report can tell."""
    found = figures(text)
    if not any(each.trend for each in found):
        return
    paragraph = _paragraph(text, unit, year)
    for at, each in enumerate(found):
        if not each.trend or not each.is_exact or each.each or each.listed or inside(quotations(text), each.start):
            continue
        if each.trend is Trend.SHARE:
            wrong = _share(paragraph, at)
            if wrong is not None:
                yield at, wrong
        else:
            yield from ((at, wrong) for wrong in _growth(paragraph, at))


def _paragraph(text: str, unit: str, year: int) -> _Paragraph:
    found, sentences, place, number = figures(text), [], 0, 0
    for each in found:
        number += bool(_ENDS.search(text, place, each.start))
        sentences.append(number)
        place = each.end
    known = {one.at: one for one in counted(text, unit)}
    shared = frozenset(each.of for each in found if each.trend is Trend.SHARE and each.of is not None)
    return _Paragraph(text, year, found, sentences, known, shared)


# ---- shares -------------------------------------------------------------------------------------


@cache
def _of_all() -> re.Pattern[str]:
    return re.compile(f"{phrases.any_of(phrases.value('counts', 'shares', 'of'))}*")


def _share(paragraph: _Paragraph, at: int) -> _Wrong | None:
    share = paragraph.found[at]
    if share.of is None or share.unit not in _PERCENT or not _of_all().fullmatch(share.before):
        return None
    part = paragraph.found[share.of]
    found, certain = _wholes(paragraph, share.of)
    wholes = [whole for whole in found if whole.is_exact and whole.value >= part.value and whole.value]
    if not part.is_exact or not wholes:
        return None
    half = half_a_digit(paragraph.text, share)
    if any(abs(part.value / whole.value * _HUNDRED - share.value) <= half for whole in wholes):
        return None
    if not certain and len({whole.value for whole in wholes}) > 1:
        return None
    return _finding(paragraph, share, part.value / wholes[0].value, f"{_number(part.value)}÷{_number(wholes[0].value)}")


def _wholes(paragraph: _Paragraph, at: int) -> tuple[list[Figure], bool]:
    """Return what a figure is a part of, and whether the first one is certain: told by the list, or by what both are known to count."""
    found, part = paragraph.found, paragraph.found[at]
    out: list[Figure] = []
    above = part.whole
    while above is not None and len(out) < _BACK:
        out.append(found[above])
        above = found[above].whole
    if out:
        return [whole for whole in out if whole.unit == part.unit], True
    one = paragraph.known.get(at)
    if one is None or one.subject.topic != "applications" or (one.subject.group is None and not one.columns):
        return [], False
    answered: list[Figure] = []
    for place in range(at - 1, max(-1, at - 1 - _BACK), -1):
        other = paragraph.known.get(place)
        if other is not None and other.subject.name in _WHOLES and not other.columns and place not in paragraph.shared:
            (answered if other.subject.name == "done" else out).append(found[place])
    # Results are shares of what was answered, where that is told; what came in may be meant, too.
    return [*answered, *out], bool(answered) and one.subject.group is not None


# ---- growth -------------------------------------------------------------------------------------


def _growth(paragraph: _Paragraph, at: int) -> Iterator[_Wrong | None]:
    """Yield what is wrong with a growth, None where the number of the year before may stand in last year's report."""
    growth = paragraph.found[at]
    percent = growth.unit in _PERCENT
    now = paragraph.found[growth.of] if growth.of is not None else None
    if (now is not None and (not now.is_exact or now.unit in _PERCENT)) or (not percent and (now is None or now.unit != growth.unit)):
        return
    change = _change(paragraph, at) if percent else None
    base = _base(paragraph, at, now, change)
    then = base.value if base is not None else None
    wrong = None
    if now is None:
        wrong = _from_change(paragraph, growth, then, change) if percent else None
    elif then is None and change is not None:
        wrong = _compared(paragraph, growth, now, now.value - change.value if growth.trend is Trend.UP else now.value + change.value)
    elif then is None:
        if _is_against_last_year(paragraph, at):
            yield None
    elif change is None or abs(now.value - then) == change.value:
        wrong = _compared(paragraph, growth, now, then)
    if wrong is not None:
        yield wrong


def _compared(paragraph: _Paragraph, growth: Figure, now: Figure, then: Decimal) -> _Wrong | None:
    """Hold a growth against the number that it began from."""
    if then <= 0:
        return None
    if (now.value - then) * (1 if growth.trend is Trend.UP else -1) < 0:
        return _wrong_way(paragraph, growth, now, then)
    if growth.unit not in _PERCENT:
        return _wrong_change(paragraph, growth, now, then)
    return _checked(paragraph, growth, abs(now.value - then) / then, f"（{_larger(now.value, then)}）÷{_number(then)}")


def _from_change(paragraph: _Paragraph, growth: Figure, then: Decimal | None, change: Figure | None) -> _Wrong | None:
    """Check 较上年的36件增加6件，增长16.7%."""
    if not then or change is None:
        return None
    return _checked(paragraph, growth, change.value / then, f"{_number(change.value)}÷{_number(then)}")


def _checked(paragraph: _Paragraph, growth: Figure, right: Decimal, how: str) -> _Wrong | None:
    if abs(right * _HUNDRED - growth.value) <= half_a_digit(paragraph.text, growth):
        return None
    return _finding(paragraph, growth, right, how)


def _change(paragraph: _Paragraph, at: int) -> Figure | None:
    """Return by how many the same thing grew, told right before the percentage."""
    growth, prior = paragraph.found[at], paragraph.found[at - 1] if at else None
    if prior is None or paragraph.sentences[at - 1] != paragraph.sentences[at] or prior.unit in _PERCENT:
        return None
    same = prior.trend is growth.trend and prior.of == growth.of and prior.is_exact
    return prior if same and (growth.of is None or prior.unit == paragraph.found[growth.of].unit) else None


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"{_YEAR.pattern}度?|{phrases.any_of(phrases.value('counts', 'shares', 'times'))}|\s")


def _base(paragraph: _Paragraph, at: int, now: Figure | None, change: Figure | None) -> Figure | None:
    """Return the figure of the year before that the sentence holds the other against."""
    found, like = paragraph.found, now or change
    if like is None:
        return None
    for place in range(at - 1, max(-1, at - 1 - _BACK), -1):
        each = found[place]
        if paragraph.sentences[place] != paragraph.sentences[at]:
            break
        if each is like or each.unit != like.unit or each.trend or not each.is_exact:
            continue
        if each.base:
            return each
        if now is not None and _is_year_before(paragraph.year, each, now):
            return each
    return None


def _is_year_before(own: int, each: Figure, now: Figure) -> bool:
    """Tell whether a figure counts the same of the year before."""
    year = now.year or own
    earlier = each.last or (each.year is not None and each.year == year - 1)
    words = _times().sub("", each.before)
    return earlier and not now.last and words in ("", _times().sub("", now.before))


def _is_against_last_year(paragraph: _Paragraph, at: int) -> bool:
    """Tell whether it is certain what grew, and that it grew since the year before."""
    growth = paragraph.found[at]
    one = paragraph.known.get(growth.of) if growth.of is not None else None
    if one is None or not growth.compared or one.subject.name == "fees":
        return False
    years = _YEAR.findall(growth.before)
    if years:
        return years[-1].startswith(str(paragraph.year - 1))
    return any(word in growth.before for word in ("同比", "上年", "上一年", "去年"))


def _against_last_report(report: Report, table: Table, text: str, at: int) -> _Wrong | None:
    """Hold a growth against the number of last year's report where it is certain which cell grew."""
    last, found = year_before(report), figures(text)
    if last is None:
        return None
    one = next(one for one in counted(text, report.unit) if one.at == found[at].of)
    offers = table.offers(one)
    if len(offers) != 1 or not agrees(text, found[one.at], offers[0].total):
        return None
    before = earlier_cells(report.form, last.form)
    then = Decimal()
    for cell, sign in offers[0].cells:
        number = number_of(last.value(before[cell])) if cell in before else None
        if number is None:
            return None
        then += sign * number
    return _compared(_paragraph(text, report.unit, report.year), found[at], found[one.at], then)


def _number(value: Decimal) -> str:
    return show(tidy_number(value))


def _larger(now: Decimal, then: Decimal) -> str:
    return f"{_number(max(now, then))}−{_number(min(now, then))}"


def _finding(paragraph: _Paragraph, figure: Figure, right: Decimal, how: str) -> _Wrong:
    text = paragraph.text
    digits = max(1, -int(half_a_digit(text, figure).as_tuple().exponent) - 1)
    shown = f"{(right * _HUNDRED).quantize(Decimal(1).scaleb(-digits))}%"
    message = f"“{quoted(text, figure)}”，按文中的数 {how}={shown}"
    return _Wrong(figure.start, figure.end, message, shown)


def _wrong_change(paragraph: _Paragraph, growth: Figure, now: Figure, then: Decimal) -> _Wrong | None:
    right = abs(now.value - then)
    if right == growth.value:
        return None
    text, unit = paragraph.text, growth.unit
    message = f"“{quoted(text, growth)}”，按文中的数 {_larger(now.value, then)}={_number(right)}，相差 {_number(abs(right - growth.value))}"
    return _Wrong(growth.start, growth.end, message, f"{_number(right)}{unit}")


def _wrong_way(paragraph: _Paragraph, growth: Figure, now: Figure, then: Decimal) -> _Wrong:
    text = paragraph.text
    really, said = ("减少", "增") if growth.trend is Trend.UP else ("增加", "减")
    message = f"“{quoted(text, growth)}”说的是{said}，由 {_number(then)} 到 {_number(now.value)} 是{really}了"
    return _Wrong(growth.start, growth.end, message)
