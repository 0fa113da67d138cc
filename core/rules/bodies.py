"""W3: words of another body left over: its way of naming itself, its name, its trade."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from core import phrases
from core.report import PREAMBLE, Report
from core.rules.engine import MOST_FINDINGS, Finding, Fix, Level, Scope, rule
from core.rules.memory import remembered
from core.rules.spans import Passage, outside, passages, quotations, replaced
from core.values import squeeze

_NAME = r"(?P<unit>[\u4e00-\u9fff]{1,12}?(?:街道|镇|乡))"
_SUFFIX = re.compile(r"(?:人民政府|政府|办事处)?(?:党政)?(?:综合)?(?:办公室)?$")
_PARENT = re.compile(r"^.*[省市县区旗州盟](?=[\u4e00-\u9fff]{1,8}(?:街道|镇|乡|苏木)$)")
_VERB_REACH = 12


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of unit: how its name ends, what it calls itself, what it never calls itself."""

    ends: re.Pattern[str]
    own: str
    township: bool
    foreign: tuple[str, ...]


@cache
def _kinds() -> tuple[_Kind, ...]:
    def kind(entry: dict[str, Any]) -> _Kind:
        ends = phrases.compiled("bodies", rf"(?:{entry['ends']})$")
        return _Kind(ends, entry["own"], entry.get("township", False), tuple(entry["foreign"]))

    return tuple(kind(entry) for entry in phrases.value("bodies", "kind"))


def _kind_of(unit: str) -> _Kind | None:
    """Tell the kind of a unit by its name; None where the name does not tell."""
    return next((kind for kind in _kinds() if kind.ends.search(unit)), None)


@cache
def _self_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for the words, each with the letters that may not stand beside it."""
    guards = phrases.value("bodies", "guards")
    parts = []
    for word in words:
        guard = guards.get(word, {})
        before = "".join(f"(?<!{re.escape(w)})" for w in guard.get("before", ()))
        after = "".join(f"(?!{re.escape(w)})" for w in guard.get("after", ()))
        parts.append(f"{before}{re.escape(word)}{after}")
    return phrases.compiled("bodies", "|".join(parts))


@cache
def _trades() -> tuple[re.Pattern[str], ...]:
    names = phrases.any_of(phrases.value("bodies", "trade", "names"))
    return tuple(phrases.compiled("bodies", p.replace("{trade}", names)) for p in phrases.value("bodies", "trade", "patterns"))


@cache
def _namings() -> tuple[re.Pattern[str], ...]:
    return tuple(phrases.compiled("bodies", p.replace("{unit}", _NAME)) for p in phrases.value("bodies", "name", "patterns"))


@rule("W3", Level.CONFIRM, Scope.TEXT, "像是别的机关的用语")
def other_bodies(report: Report) -> Iterator[Finding]:
    """找出照抄别的机关的稿子没有改净的话：乡镇报告里的“我局”“我委”“我县”，别的单位的名称，别的行业的说法（如“立足民政职责”）。

    单位的种类由名称认出；引号、书名号里的话和列举其他单位的话不算。
    “我县”“我市”如果确实是指上级，可以保留并说明。
    改法：换成本单位的自称或名称；整句是别的单位的事，删去或改写。
    """
    unit = squeeze(report.unit)
    kind = _kind_of(unit)
    for passage in passages(report):
        found = list(_titles(unit, passage))
        if kind:
            found += islice(_selves(report, kind, passage), MOST_FINDINGS)
        if kind and kind.township:
            found += [*_of_trade(unit, passage), *_names(unit, passage)]
        yield from (finding for _, finding in sorted(found, key=lambda pair: pair[0]))


Placed = tuple[int, Finding]


@remembered
def _unquoted(text: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Find a pattern outside quotation marks and title marks."""
    return outside(quotations(text), pattern.finditer(text))


def _selves(report: Report, kind: _Kind, passage: Passage) -> Iterator[Placed]:
    mendable = phrases.value("bodies", "mend", "words")
    for match in _unquoted(passage.text, _self_words(kind.foreign)):
        word = match.group()
        fix = Fix(f"改为“{kind.own}”", replaced(report, passage, [match.span()], kind.own)) if word in mendable else None
        message = f"“{word}”不像是{report.unit}的自称，请核实是否从别的机关的报告里带来"
        yield match.start(), Finding(passage.where(*match.span()), message, expected=kind.own, actual=word, fix=fix)


def _of_trade(unit: str, passage: Passage) -> Iterator[Placed]:
    for pattern in _trades():
        for match in _unquoted(passage.text, pattern):
            message = f"“{match.group()}”是部门的说法，{unit}的报告里请核实是否照抄了别的单位"
            yield match.start(), Finding(passage.where(*match.span()), message, actual=match.group())


def _names(unit: str, passage: Passage) -> Iterator[Placed]:
    """Find another township where the report speaks of who wrote it or whom to ask."""
    if passage.part != PREAMBLE and passage.index > 0:
        return
    generic = phrases.value("bodies", "name", "generic")
    for pattern in _namings():
        for match in _unquoted(passage.text, pattern):
            name = match["unit"]
            if not _is_same(unit, name) and not any(name.endswith(word) for word in generic):
                yield _other_name(unit, name, passage, match.span("unit"))


def _titles(unit: str, passage: Passage) -> Iterator[Placed]:
    """Find another unit in the title of the report that this one says it is."""
    if passage.part != PREAMBLE or not unit:
        return
    pattern = phrases.compiled("bodies", phrases.value("bodies", "name", "own_title"))
    verbs = phrases.value("bodies", "name", "own_title_verbs")
    for match in pattern.finditer(passage.text):
        head = passage.text[max(0, match.start() - _VERB_REACH) : match.start()]
        name = squeeze(match[1])
        if any(verb in head for verb in verbs) and name and not _is_same(unit, name):
            yield _other_name(unit, match[1], passage, match.span(1))


def _other_name(unit: str, name: str, passage: Passage, span: tuple[int, int]) -> Placed:
    message = f"这里写的是“{name}”，本报告的单位是“{unit}”，请核实是否从别的报告里带来"
    return span[0], Finding(passage.where(*span), message, expected=unit, actual=name)


def _is_same(unit: str, name: str) -> bool:
    """Tell whether two names may be one unit: one holds the other, apart from 人民政府 and from the county before it."""
    first, second = _core(unit), _core(name)
    return first in second or second in first or _PARENT.sub("", first) == _PARENT.sub("", second)


def _core(name: str) -> str:
    return _SUFFIX.sub("", squeeze(name))
