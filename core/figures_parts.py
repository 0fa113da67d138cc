"""Which figures are parts of which: lists opened by 其中, 包括, 含, in brackets too, and names shared out by 分别."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from core import phrases
from core.figures import Figure, as_part

_ENDS = re.compile(r"[。！？]")
_NAMES = re.compile(r"[、和与及]|以及")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(phrases.any_of(phrases.value("figures", name)))


@dataclass
class _List:
    """A list that is open: its whole, the verb of its first part, the depth of brackets in which it was opened."""

    whole: int
    depth: int
    verb: str | None = None
    parts: list[int] = field(default_factory=list)


def joined(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures with wholes and shared names told."""
    shared = _shared(text, list(found))
    out = list(shared)
    open_lists: list[_List] = []
    depth, place = 0, 0
    for at, each in enumerate(out):
        gap = text[place : each.start]
        depth, lowest = _brackets(gap, depth)
        open_lists = [] if _ENDS.search(gap) else [one for one in open_lists if one.depth <= lowest]
        lead = _lead(gap)
        if lead is not None and at and not _ENDS.search(gap):
            whole = _whole(out, at, open_lists, lead)
            open_lists = [one for one in open_lists if one.depth < depth]
            if whole is not None:
                open_lists.append(_List(whole, depth))
        elif open_lists and _begins_anew(open_lists[-1], gap, each):
            open_lists.pop()
        if open_lists and out[open_lists[-1].whole].unit == each.unit and not each.trend:
            one = open_lists[-1]
            one.verb = _verb(each.before) if one.verb is None else one.verb
            one.parts.append(at)
            out[at] = as_part(each, one.whole, ended=True)
        place = each.end
    return _with_ends(text, out)


def _brackets(gap: str, depth: int) -> tuple[int, int]:
    """Return the depth of brackets behind the gap and the lowest within it."""
    lowest = depth
    for char in gap:
        if char in "（(":
            depth += 1
        elif char in "）)":
            depth = max(0, depth - 1)
            lowest = min(lowest, depth)
    return depth, lowest


def _lead(gap: str) -> int | None:
    """Return where a word that opens a list ends in the gap before a figure; None where there is none."""
    found = None
    for match in _pattern("leads").finditer(gap):
        head = gap[: match.start()].rstrip()
        # 包含 or 含 inside a sentence of its own opens no list: it follows a mark, a bracket or the figure itself.
        if not head or head[-1] in "，,；;：:（(、" or match.group() == "其中":
            found = match.end()
    return found


def _whole(found: Sequence[Figure], at: int, lists: Sequence[_List], lead: int) -> int | None:
    """Return the figure that the list opened before `at` parts: the last one of the same unit."""
    unit = found[at].unit
    for place in range(at - 1, max(-1, at - 4), -1):
        if found[place].unit == unit and not found[place].trend:
            return place
    return None


def _verb(before: str) -> str:
    """Return the verb that a clause begins with, empty where it begins with a name."""
    match = _pattern("verbs").match(before)
    return match.group() if match else ""


def _begins_anew(one: _List, gap: str, figure: Figure) -> bool:
    """Tell whether a figure leaves the open list: 共, 累计, 全年, another verb than its first part has."""
    clause = gap.rpartition("、")[2] if "、" in gap else gap
    if "、" in gap and "，" not in gap.rpartition("、")[2]:
        return False
    words = clause.lstrip("，,；; ")
    if _pattern("anew").match(words):
        return True
    verb = _verb(words)
    return one.verb is not None and bool(verb) and verb != one.verb


def _with_ends(text: str, found: list[Figure]) -> list[Figure]:
    """Tell of each list whether 等 follows its last part."""
    last: dict[int, int] = {}
    for at, each in enumerate(found):
        if each.whole is not None:
            last[each.whole] = at
    open_ended = {whole for whole, at in last.items() if found[at].after.startswith(("等", "以及其他", "及其他"))}
    return [replace(each, ended=False) if each.whole in open_ended else each for each in found]


def _shared(text: str, found: list[Figure]) -> list[Figure]:
    """Share out the names before 分别 over the figures behind it."""
    for match in _pattern("respectively").finditer(text):
        behind = [at for at, each in enumerate(found) if match.end() <= each.start]
        if not behind or found[behind[0]].start - match.end() > 2:
            continue
        run = _run(text, found, behind[0])
        names = _names(text, match.start(), len(run))
        if names and len(run) > 1:
            for name, at in zip(names, run, strict=True):
                unit = found[at].unit or found[run[-1]].unit
                found[at] = replace(found[at], before=name, unit=unit, listed=True)
    return found


def _run(text: str, found: Sequence[Figure], first: int) -> list[int]:
    """Return the figures from `first` on that only 、 和 or ， parts."""
    run = [first]
    for at in range(first + 1, len(found)):
        if text[found[at - 1].end : found[at].start].strip() not in ("、", "和", "，", ",", "与", "及"):
            break
        run.append(at)
    return run


def _names(text: str, end: int, count: int) -> list[str]:
    """Return the last `count` names before 分别, split at 、 和 与."""
    start = max(text.rfind(mark, max(0, end - 120), end) for mark in "。；，：！？,;")
    names = [name.strip() for name in _NAMES.split(text[start + 1 : end])]
    names = [name for name in names if name]
    return names if len(names) == count else []
