"""W3: words of another body left over: its way of naming itself, its name, its trade."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from core import phrases
from core.profile import Kind, kind_of, names_of, own_word
from core.report import Report
from core.rules.engine import MOST_FINDINGS, Finding, Fix, Level, Scope, rule
from core.rules.names import other_names, titles
from core.rules.spans import Passage, passages, replaced, unquoted
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
    for passage in passages(report):
        found = titles(names, passage) if names else []
        if kind:
            found += islice(_selves(report, kind, passage), MOST_FINDINGS)
        if kind and kind.is_township:
            found += [*_of_trade(report.unit, passage), *other_names(names, passage)]
        yield from (finding for _, finding in sorted(found, key=lambda pair: pair[0]))


Placed = tuple[int, Finding]


def _foreign(report: Report, kind: Kind, own: str) -> tuple[str, ...]:
    """Return what the unit never calls itself: 我局 and 本局 are one word to it, and an office may speak as one."""
    kept = {own[1:], "办" if squeeze(report.unit).endswith("办公室") else own[1:]}
    return tuple(word for word in kind.foreign if word[1:] not in kept)


def _selves(report: Report, kind: Kind, passage: Passage) -> Iterator[Placed]:
    own = own_word(report)
    words = _foreign(report, kind, own)
    if not words:
        return
    mendable = phrases.value("bodies", "mend", "words")
    for match in unquoted(passage.text, _self_words(words)):
        if _is_guarded(match):
            continue
        word = match.group()
        fix = Fix(f"改为“{own}”", replaced(report, passage, [match.span()], own)) if word in mendable else None
        message = f"“{word}”不像是{report.unit}的自称，请核实是否从别的机关的报告里带来"
        yield match.start(), Finding(passage.where(*match.span()), message, expected=own, actual=word, fix=fix)


def _of_trade(unit: str, passage: Passage) -> Iterator[Placed]:
    for pattern in _trades():
        for match in unquoted(passage.text, pattern):
            message = f"“{match.group()}”是部门的说法，{unit}的报告里请核实是否照抄了别的单位"
            yield match.start(), Finding(passage.where(*match.span()), message, actual=match.group())
