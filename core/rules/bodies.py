"""W3: words of another body left over: its way of naming itself, its name, its trade."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from core import phrases
from core.memory import remembered
from core.profile import Kind, kind_of, names_of, own_word
from core.report import PREAMBLE, Report
from core.rules.engine import MOST_FINDINGS, Finding, Fix, Level, Scope, rule
from core.rules.names import Odd, other_names, titles
from core.rules.spans import passages, replaced, unquoted
from core.values import squeeze


@cache
def _self_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for the words alone: looked for by their first letters it is many times as quick as with its guards."""
    return re.compile(phrases.any_of(words))


def _is_guarded(match: re.Match[str]) -> bool:
    """Tell whether letters beside the word make it part of another: 自我局限, 我市场."""
    guard = phrases.value("bodies", "guards").get(match.group(), {})
    text, start = match.string, match.start()
    before, after = guard.get("before", ()), tuple(guard.get("after", ()))
    return text.startswith(after, match.end()) or any(text.startswith(word, start - len(word)) for word in before if start >= len(word))


@cache
def _trades() -> tuple[re.Pattern[str], ...]:
    names = phrases.any_of(phrases.value("bodies", "trade", "names"))
    return tuple(phrases.compiled("bodies", p.replace("{trade}", names)) for p in phrases.value("bodies", "trade", "patterns"))


@rule("W3", Level.CONFIRM, Scope.TEXT, "像是别的机关的用语")
def other_bodies(report: Report) -> Iterator[Finding]:
    """找出照抄别的机关的稿子没有改净的话：乡镇报告里的“我局”“我委”“我县”，别的单位的名称，别的行业的说法（如“立足民政职责”）。

    单位是乡、镇、街道、县还是部门，怎样称呼自己，以单位资料为准；没有确认单位资料的，由名称认出。
    引号、书名号里的话，列举其他单位的话，上级机关的名称（如县政府办公室）不算。
    “我县”“我市”如果确实是指上级，可以保留并说明。
    改法：换成本单位的自称或名称；整句是别的单位的事，删去或改写。
    """
    kind, names = kind_of(report), names_of(report)
    own = own_word(report) if kind else ""
    speaker = _Speaker(report.unit, names, own, _foreign(report, kind, own) if kind else (), kind is not None and kind.is_township)
    for passage in passages(report):
        is_preamble = passage.part == PREAMBLE
        for odd in _odd(passage.text, speaker, is_preamble, is_preamble or passage.index == 0):
            word = passage.text[odd.start : odd.end]
            fix = Fix(f"改为“{own}”", replaced(report, passage, [(odd.start, odd.end)], own)) if odd.mends else None
            yield Finding(passage.where(odd.start, odd.end), odd.message, expected=odd.expected, actual=word, fix=fix)


class _Speaker(NamedTuple):
    """Who speaks in a report: its unit, that unit's names, what it calls itself, and what it never calls itself."""

    unit: str
    names: tuple[str, ...]
    own: str
    foreign: tuple[str, ...]
    is_township: bool


@remembered
def _odd(text: str, speaker: _Speaker, is_preamble: bool, leads: bool) -> Iterator[Odd]:
    """Yield the words of another body in a paragraph, in order."""
    found = list(titles(speaker.names, text)) if speaker.names and is_preamble else []
    if speaker.foreign:
        found += islice(_selves(speaker, text), MOST_FINDINGS)
    if speaker.is_township:
        found += [*_of_trade(speaker.unit, text), *other_names(speaker.names, text, leads=leads)]
    yield from sorted(found, key=lambda odd: odd.start)


def _foreign(report: Report, kind: Kind, own: str) -> tuple[str, ...]:
    """Return what the unit never calls itself: 我局 and 本局 are one word to it, and an office may speak as one."""
    kept = {own[1:], "办" if squeeze(report.unit).endswith("办公室") else own[1:]}
    return tuple(word for word in kind.foreign if word[1:] not in kept)


def _selves(speaker: _Speaker, text: str) -> Iterator[Odd]:
    for match in unquoted(text, _self_words(speaker.foreign)):
        if _is_guarded(match):
            continue
        word, mendable = match.group(), phrases.value("bodies", "mend", "words")
        message = f"“{word}”不像是{speaker.unit}的自称，请核实是否从别的机关的报告里带来"
        yield Odd(*match.span(), message, speaker.own, word in mendable)


def _of_trade(unit: str, text: str) -> Iterator[Odd]:
    for pattern in _trades():
        for match in unquoted(text, pattern):
            yield Odd(*match.span(), f"“{match.group()}”是部门的说法，{unit}的报告里请核实是否照抄了别的单位")
