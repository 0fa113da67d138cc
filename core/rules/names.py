"""Names of other units where a report speaks of its own: who wrote it, whom to ask, whose report it is, who did the year's work."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from core import phrases
from core.rules.spans import unquoted
from core.values import squeeze


class Odd(NamedTuple):
    """Words of another body in a text: where, what is told of them, what was expected; `mends` where `expected` may take their place."""

    start: int
    end: int
    message: str
    expected: str | None = None
    mends: bool = False


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


def other_names(names: Sequence[str], text: str, *, leads: bool) -> Iterator[Odd]:
    """Find another township where the report says who wrote it, whom to ask or who did the work; `names` are its own.

    `leads` tells that the paragraph is of the preamble or opens a section.
    """
    patterns = (*_namings(), _subject()) if leads else (_subject(),)
    generic = tuple(phrases.value("bodies", "name", "generic"))
    for pattern in patterns:
        for match in unquoted(text, pattern):
            name = match["unit"]
            if not _is_own(names, name) and not name.endswith(generic):
                yield _other_name(names, name, match.span("unit"))


def titles(names: Sequence[str], text: str) -> Iterator[Odd]:
    """Find another unit in the title of the report that a paragraph of the preamble says it is."""
    pattern = phrases.compiled("bodies", phrases.value("bodies", "name", "own_title"))
    verbs = phrases.value("bodies", "name", "own_title_verbs")
    for match in pattern.finditer(text):
        head = text[max(0, match.start() - _VERB_REACH) : match.start()]
        name = squeeze(match[1])
        if any(verb in head for verb in verbs) and name and not _is_own(names, name):
            yield _other_name(names, match[1], match.span(1))


def _other_name(names: Sequence[str], name: str, span: tuple[int, int]) -> Odd:
    unit = names[0] if names else ""
    message = f"这里写的是“{name}”，本报告的单位是“{unit}”，请核实是否从别的报告里带来"
    return Odd(*span, message, unit)


def _is_own(names: Sequence[str], name: str) -> bool:
    return any(_is_same(own[-_LONGEST_NAME:], name) for own in names)


def _is_same(unit: str, name: str) -> bool:
    """Tell whether two names may be one unit: one holds the other, apart from 人民政府 and from the county before it."""
    first, second = _core(unit), _core(name)
    return first in second or second in first or _PARENT.sub("", first) == _PARENT.sub("", second)


# A report names few units, and names them often.
@lru_cache(maxsize=1024)
def _core(name: str) -> str:
    return _SUFFIX.sub("", squeeze(name))
