"""The unit's profile (单位资料): what it is, how it names itself, where it is reached. Asked once, kept with the report for next year."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from typing import Any

from core import phrases
from core.prose import tidy
from core.report import PREAMBLE, Profile, Report
from core.values import squeeze

# Telephone numbers as reports print them: area code, number, extension; a mobile; a hotline of five digits.
_NUMBER = r"(?:[(（]?0\d{2,3}[)）]?[\s\-—–－]{0,4})?\d{7,8}(?:[-—－转]\d{1,5})?|1\d{10}|1\d{4}"
PHONE = re.compile(rf"电话(?:号码)?(?:及传真|/传真)?(?:为|是)?\s?[：:]?\s?({_NUMBER})(?!\d)")
ADDRESS = re.compile(r"地址(?:为|是)?\s?[：:]\s?([^，,；;。、：:（()）\s]{2,60})")
POSTCODE = re.compile(r"(?:邮政编码|邮编)(?:为|是)?\s?[：:]?\s?(\d{6})(?!\d)")
# What stands where: the slot of the profile, its name in words, how it is found in prose.
REACHED: Mapping[str, tuple[str, re.Pattern[str]]] = {
    "phone": ("电话", PHONE),
    "address": ("地址", ADDRESS),
    "postcode": ("邮编", POSTCODE),
}
_MOST_SHORT = 8
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of unit: its rank, how it may name itself (the usual way first), what it never calls itself."""

    name: str
    rank: str
    ends: re.Pattern[str]
    own: tuple[str, ...]
    foreign: tuple[str, ...]

    @property
    def is_township(self) -> bool:
        """Whether the unit is a 镇, a 乡 or a 街道."""
        return self.rank == "township"


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind by its name; a kind that stands first is tried first on a name."""
    return {each.name: each for each in map(_kind, phrases.value("bodies", "kind"))}


def _kind(entry: dict[str, Any]) -> Kind:
    ends = phrases.compiled("bodies", rf"(?:{entry['ends']})$")
    return Kind(entry["name"], entry["rank"], ends, tuple(entry["own"]), tuple(entry["foreign"]))


@lru_cache(maxsize=256)
def kind_named(unit: str) -> Kind | None:
    """Tell the kind of a unit by its name; None where the name does not tell."""
    # The end of a name tells: a text of any length in its place costs no more.
    name = squeeze(unit)[-60:]
    return next((kind for kind in kinds().values() if kind.ends.search(name)), None)


def is_asked(report: Report) -> bool:
    """Tell whether a person has confirmed the profile of the unit that the report names now."""
    return bool(report.profile.name) and squeeze(report.profile.name) == squeeze(report.unit)


def kind_of(report: Report) -> Kind | None:
    """Return the kind of the report's unit: the confirmed one, else what its name tells; None where neither does."""
    confirmed = kinds().get(report.profile.kind) if is_asked(report) else None
    return confirmed or kind_named(report.unit)


def rank_of(report: Report) -> str:
    """Return `township`, `county`, `city`, `province` or `department`; empty where nothing tells."""
    kind = kind_of(report)
    return kind.rank if kind else ""


def own_word(report: Report) -> str:
    """Return how the unit names itself: as confirmed, else as its name has it; empty where nothing tells."""
    if is_asked(report) and report.profile.own:
        return report.profile.own
    return usual_own(report.unit, kind_of(report))


def usual_own(unit: str, kind: Kind | None) -> str:
    """Return the word that a unit of this kind and name most likely uses of itself."""
    if kind is None:
        return ""
    name = squeeze(unit)[-60:]
    if kind.rank == "department":
        return next((own for ends, own in phrases.value("bodies", "department_own") if name.endswith(ends)), kind.own[-1])
    return kind.own[0]


def names_of(report: Report) -> tuple[str, ...]:
    """Return the names that are the unit's own: its full name and the confirmed short ones."""
    short = report.profile.short if is_asked(report) else ()
    return tuple(dict.fromkeys(squeeze(name) for name in (report.unit, *short) if name))


def guess(report: Report) -> Profile:
    """Work out the profile from the unit's name, the preamble and the prose; last year's is taken over where it is of the same unit."""
    if report.last is not None and is_asked(report.last) and squeeze(report.last.unit) == squeeze(report.unit):
        return report.last.profile
    unit, kind = tidy(report.unit), kind_named(report.unit)
    texts = list(_texts(report))
    found = {slot: _first(slot, how, texts) for slot, (_, how) in REACHED.items()}
    if not found["phone"] and (match := re.search(_NUMBER, report.contact)):
        found["phone"] = _tidy("phone", match.group())
    return Profile(unit, _short_forms(unit), kind.name if kind else "", _own_in(texts, unit, kind), **found)


def _texts(report: Report) -> Iterator[str]:
    """Yield the preamble, then the sections from the last to the first: whom to ask stands at either end."""
    parts = [PREAMBLE, *reversed([section.id for section in report.form.text_sections])]
    yield from (paragraph.text for part in parts for paragraph in report.paragraphs(part))


def _first(slot: str, how: re.Pattern[str], texts: list[str]) -> str:
    match = next(filter(None, map(how.search, texts)), None)
    return _tidy(slot, match[1]) if match else ""


def _tidy(slot: str, text: str) -> str:
    text = tidy(text)
    return re.sub(r"\s*[-—–－]+\s*", "-", text) if slot == "phone" else text


def _short_forms(unit: str) -> tuple[str, ...]:
    """Return the name without 人民政府, and without the county before it."""
    forms: list[str] = []
    for pattern in phrases.value("bodies", "short", "drop"):
        shorter = phrases.compiled("bodies", pattern).sub("", forms[-1] if forms else squeeze(unit))
        if shorter and shorter not in (*forms, squeeze(unit)):
            forms.append(shorter)
    return tuple(forms)


def _own_in(texts: list[str], unit: str, kind: Kind | None) -> str:
    """Return the kind's own word that the prose uses most, else the usual one."""
    usual = usual_own(unit, kind)
    if kind is None:
        return usual
    counts = {word: sum(text.count(word) for text in texts) for word in (usual, *kind.own)}
    best = max(counts, key=lambda word: counts[word])
    return best if counts[best] else usual


def to_dict(profile: Profile) -> dict[str, Any]:
    """Return the profile as plain JSON values."""
    return asdict(profile) | {"short": list(profile.short)}


def from_dict(raw: object) -> Profile:
    """Read a profile that anybody may have written: what is no text is left out, a kind that nobody knows is none."""
    data = raw if isinstance(raw, dict) else {}

    def text(value: object) -> str:
        return tidy(value)[:_LONGEST] if isinstance(value, str) else ""

    short = data.get("short")
    names = [text(each) for each in short] if isinstance(short, list) else []
    kind = text(data.get("kind"))
    rest = {slot: text(data.get(slot)) for slot in ("own", *REACHED)}
    return Profile(text(data.get("name")), tuple(filter(None, names))[:_MOST_SHORT], kind if kind in kinds() else "", **rest)
