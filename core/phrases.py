"""What the rules and the roll-forward know of wordings: one TOML file of `resources/phrases` a subject, read once."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from core.errors import BrokenForm
from core.prose import tidy

PHRASES = Path(__file__).resolve().parent.parent / "resources" / "phrases"


def broken(name: str, what: str) -> BrokenForm:
    """Return the complaint about a file of phrases."""
    return BrokenForm("词语表有误", f"{what}，请改正 resources/phrases/{name}.toml，或重新安装程序")


@cache
def load(name: str) -> dict[str, Any]:
    """Read `resources/phrases/NAME.toml`; BrokenForm where it is missing or no TOML."""
    try:
        return tomllib.loads((PHRASES / f"{name}.toml").read_text("utf-8"))
    except OSError as fault:
        raise broken(name, f"文件打不开（{fault.strerror}）") from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise broken(name, f"不是合格的 TOML（{fault}）") from fault


def value(name: str, *keys: str) -> Any:
    """Return one value of a file by its keys; BrokenForm where it is missing."""
    found: Any = load(name)
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            raise broken(name, f"缺少 {'.'.join(keys)}")
        found = found[key]
    return found


def compiled(name: str, pattern: str) -> re.Pattern[str]:
    """Compile a pattern that stands in a file; BrokenForm where it is no regular expression."""
    try:
        return re.compile(pattern)
    except re.error as fault:
        raise broken(name, f"“{pattern}”写得不对（{fault}）") from fault


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longer ones first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def remains() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    """Return (name, pattern, whether it can be removed without loss) of all that templates and word processors leave behind."""
    return tuple((e["name"], compiled("template", e["pattern"]), bool(e["remove"])) for e in value("template", "remain"))


def without_remains(text: str) -> tuple[str, list[str]]:
    """Return a paragraph without what a template or a word processor left in it, as far as nothing is lost with it, and what that was."""
    taken: list[str] = []
    for _, pattern, removable in remains():
        if removable and pattern.search(text):
            taken += [match.group() for match in pattern.finditer(text)]
            text = pattern.sub("", text)
    return (tidy(text) if taken else text), taken
