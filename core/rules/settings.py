"""An office's own levels: a settings file that a county can hand out, by which rules are switched off, on, lowered or raised.

The file is TOML with one table:

    [rules]
    W6 = "off"              # 关闭：W6 及其各项都不检查
    "W6.phone" = "hint"     # 只开其中一项：整项和分项都写时，带点的规则号加引号
    S3 = "hint"             # 降为提示
    S7.length = "on"        # 默认关闭的，打开

A value is off（关闭）, on（默认级别）, hint（提示）, confirm（核实） or error（错误）, in English or in Chinese. An id speaks of the rule
and of all its parts; the id of a part goes before it. What the file does not name keeps its default.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import AppError
from core.rules.engine import Level, Rule, registered
from core.rules.office_words import OfficeWord
from core.toml_files import data_of, table_of

_WORDS: Mapping[str, str] = {
    **{name: name for name in ("off", "on", *(level.value for level in Level))},
    **{level.label: level.value for level in Level},
    "关": "off",
    "关闭": "off",
    "开": "on",
    "打开": "on",
}
# More than any office writes; a file that is larger is something else.
_LARGEST = 100_000


class BadSettings(AppError):
    """A file of settings cannot be used; says which line of it, or why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an office chose, by rule id: `off`, `on` or a level's value; and the words that it listed itself (W7)."""

    chosen: Mapping[str, str] = field(default_factory=dict)
    words: tuple[OfficeWord, ...] = ()

    def level(self, rule: Rule) -> Level | None:
        """Return the level at which the rule runs; None where it is switched off."""
        choice = self.chosen.get(rule.id) or self.chosen.get(rule.id.partition(".")[0])
        if choice is None:
            return rule.level if rule.on else None
        if choice == "off":
            return None
        return rule.level if choice == "on" else Level(choice)


def read(path: Path) -> Settings:
    """Read a file of settings; BadSettings with a sentence for the person where it cannot be used."""
    data = data_of(path, _bad)
    if len(data) > _LARGEST:
        raise _bad(f"{path.name} 太大，不像规则设置文件，请换成写有 [rules] 的那一个")
    return parse(data, path.name)


def parse(data: bytes, name: str) -> Settings:
    """Read the bytes of a file of settings; `name` is what the complaint calls it."""
    what = '整项和分项都写时，分项的规则号要加引号，如 "W6.phone" = "hint"'
    found = table_of(data, name, f'每行写成 规则号 = "级别"；{what}', _bad)
    if others := [key for key in found if key != "rules"]:
        raise _bad(f"{name} 里的“{_cut(others[0])}”不认识，只能有 [rules] 一节，规则都写在它下面")
    rules = found.get("rules")
    if not isinstance(rules, dict):
        raise _bad(f"{name} 里没有 [rules] 一节，请在开头写上 [rules]，规则写在它下面")
    return Settings({rule_id: _choice(name, rule_id, value) for rule_id, value in _flat(rules)})


def _flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the dotted id and value of every line: TOML reads `S7.length` as a table `S7`; no id has more than two parts."""
    for key, value in table.items():
        if isinstance(value, dict) and not before:
            yield from _flat(value, f"{key}.")
        else:
            yield before + key, value


def _choice(name: str, rule_id: str, value: object) -> str:
    if rule_id not in _ids():
        raise _bad(f"{name} 里的规则号“{_cut(rule_id)}”不认识，请对照规则清单改正，或删去这一行")
    word = _WORDS.get(value.strip().lower()) if isinstance(value, str) else None
    if word is None:
        words = "off（关闭）、on（默认）、hint（提示）、confirm（核实）、error（错误）"
        raise _bad(f"{name} 里 {rule_id} 的级别“{_cut(str(value))}”不认识，应为 {words} 之一")
    return word


def _ids() -> frozenset[str]:
    """Return every id that may be named: rules, and groups such as W6 that only have parts."""
    return frozenset(registered()) | {rule_id.partition(".")[0] for rule_id in registered()}


def _cut(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


def _bad(message: str) -> BadSettings:
    return BadSettings("规则设置没有用上", message)
