"""Names of other units where a report speaks of its own: who wrote it, whom to ask, whose report it is, who did the year's work."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from core import phrases
from core.report import PREAMBLE
from core.rules.engine import Finding
from core.rules.spans import Passage, unquoted
from core.values import squeeze

Placed = tuple[int, Finding]

_NAME = r"(?P<unit>[\u4e00-\u9fff]{1,12}?(?:街道|镇|乡))"
_SUFFIX = re.compile(r"(?:人民政府|政府|办事处)?(?:党政)?(?:综合)?(?:办公室)?$")
_PARENT = re.compile(r"^.*[省市县区旗州盟](?=[\u4e00-\u9fff]{1,8}(?:街道|镇|乡|苏木)$)")
_VERB_REACH = 12
# A name is no longer: what stands beyond its end is not looked at.
_LONGEST_NAME = 60


@cache
def _namings() -> tuple[re.Pattern[str], ...]:
    return tuple(phrases.compiled("bodies", p.replace("{unit}", _NAME)) for p in phrases.value("bodies", "name", "patterns"))


@cache
def _subject() -> re.Pattern[str]:
    words = {name: phrases.any_of(phrases.value("bodies", "name", name)) for name in ("others", "verbs")}
    pattern = phrases.value("bodies", "name", "subject")
    return phrases.compiled("bodies", pattern.replace("{others}", words["others"]).replace("{verbs}", words["verbs"]))


def other_names(names: Sequence[str], passage: Passage) -> Iterator[Placed]:
    """Find another township where the report says who wrote it, whom to ask or who did the work; `names` are its own."""
    patterns = (*_namings(), _subject()) if passage.part == PREAMBLE or passage.index == 0 else (_subject(),)
    generic = tuple(phrases.value("bodies", "name", "generic"))
    for pattern in patterns:
        for match in unquoted(passage.text, pattern):
            name = match["unit"]
            if not _is_own(names, name) and not name.endswith(generic):
                yield _other_name(names, name, passage, match.span("unit"))


def titles(names: Sequence[str], passage: Passage) -> list[Placed]:
    """Find another unit in the title of the report that this one says it is."""
    if passage.part != PREAMBLE:
        return []
    pattern = phrases.compiled("bodies", phrases.value("bodies", "name", "own_title"))
    verbs = phrases.value("bodies", "name", "own_title_verbs")
    found = []
    for match in pattern.finditer(passage.text):
        head = passage.text[max(0, match.start() - _VERB_REACH) : match.start()]
        name = squeeze(match[1])
        if any(verb in head for verb in verbs) and name and not _is_own(names, name):
            found.append(_other_name(names, match[1], passage, match.span(1)))
    return found


def _other_name(names: Sequence[str], name: str, passage: Passage, span: tuple[int, int]) -> Placed:
    unit = names[0] if names else ""
    message = f"这里写的是“{name}”，本报告的单位是“{unit}”，请核实是否从别的报告里带来"
    return span[0], Finding(passage.where(*span), message, expected=unit, actual=name)


def _is_own(names: Sequence[str], name: str) -> bool:
    return any(_is_same(own[-_LONGEST_NAME:], name) for own in names)


def _is_same(unit: str, name: str) -> bool:
    """Tell whether two names may be one unit: one holds the other, apart from 人民政府 and from the county before it."""
    first, second = _core(unit), _core(name)
    return first in second or second in first or _PARENT.sub("", first) == _PARENT.sub("", second)


def _core(name: str) -> str:
    return _SUFFIX.sub("", squeeze(name))
