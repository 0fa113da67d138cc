"""The preamble as reports usually word it, its blanks filled from the report and the unit's profile."""

from core import phrases
from core.profile import REACHED
from core.report import Profile, Report


def proposed(report: Report) -> str:
    """Return a preamble: basis, period, whom to ask. Of the ways to reach the unit only those that the profile has."""
    filled = {
        "notice": phrases.value("preamble", "notice", report.form.id),
        "basis": report.form.basis,
        "year": str(report.year),
        "unit": report.profile.name or report.unit,
        "reached": _reached(report.profile),
    }
    sentences = [phrases.value("preamble", "text", name) for name in ("basis", "period", "contact")]
    return "".join(_filled(each, filled) for each in sentences)


def _filled(sentence: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        sentence = sentence.replace(f"{{{name}}}", word)
    return sentence


def _reached(profile: Profile) -> str:
    ways = [f"{REACHED[slot][0]}：{held}" for slot in ("address", "postcode", "phone") if (held := getattr(profile, slot))]
    return f"（{'，'.join(ways)}）" if ways else ""
