"""W6.law: names of laws that are not the full name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from core import phrases
from core.memory import remembered
from core.report import Report
from core.rules.engine import Finding, Fix, Level, Scope, rule
from core.rules.spans import passages, replaced
from core.values import squeeze

_TITLE = re.compile(r"《([^《》]{1,40})》")


@dataclass(frozen=True, slots=True)
class _Law:
    """What a title stands for: the full name, and whether it is wrong rather than short."""

    full: str
    wrong: bool


@cache
def _laws() -> dict[str, _Law]:
    """Return what every known title stands for; a full name for itself."""
    found: dict[str, _Law] = {}
    for entry in phrases.value("misprints", "law"):
        full = entry["full"]
        found |= {name: _Law(full, False) for name in (full, *entry["names"])} | {name: _Law(full, True) for name in entry["wrong"]}
    return found


@remembered
def _cited(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the spans between title marks that name a known law, with the name as written."""
    if "《" not in text:
        return ()
    laws = _laws()
    return tuple((*match.span(1), name) for match in _TITLE.finditer(text) if (name := squeeze(match[1])) in laws)


@rule("W6.law", Level.HINT, Scope.TEXT, "法规名称没有写全")
def laws(report: Report) -> Iterator[Finding]:
    """核对书名号里的法规名称：第一次提到时写全称，如《中华人民共和国政府信息公开条例》；名称写错的（如《政务信息公开条例》）随时指出。

    依据：公文引用法律法规，首次引用用全称，以后可以用简称。前面已经写过全称的，后面的简称不提示；《条例》《办法》这样的泛称、
    地方性法规、书名号里又有书名号的文件名称不核对。法规名称在词语表 resources/phrases/misprints.toml 里。
    改法：点“改为”换成全称；以后要用简称的，在全称后面写“（以下简称《条例》）”。
    """
    named: set[str] = set()
    for passage in passages(report):
        for start, end, name in _cited(passage.text):
            law = _laws()[name]
            if name == law.full or (law.full in named and not law.wrong):
                named.add(law.full)
                continue
            named.add(law.full)
            why = "名称写错了" if law.wrong else "第一次提到时应写全称"
            fix = Fix(f"改为《{law.full}》", replaced(report, passage, [(start, end)], law.full))
            message = f"《{name}》{why}，应为《{law.full}》"
            yield Finding(passage.where(start, end), message, expected=law.full, actual=passage.text[start:end], fix=fix)
