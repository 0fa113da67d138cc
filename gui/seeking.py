"""Find among many short texts what a person means by a few words: plain values, no window."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

# Ranks of how well a text fits, the best first; what is found only beside the text (a menu's name, a tip) comes after all of them.
_SAME, _BEGINS, _IN_ORDER, _ANY_ORDER, _SCATTERED, _BESIDE = range(6)
_NO_WORDS = re.compile(r"[\s·，。、；：（）()“”…\-—&]+")


@dataclass(frozen=True, slots=True)
class Target:
    """Something to be found: `id` is the same in the next run, `beside` words that find it too, `reason` why it cannot be had now."""

    id: str
    text: str
    detail: str = ""
    key: str = ""
    beside: str = ""
    reason: str = ""
    act: Callable[[], object] | None = None


def seek(query: str, targets: Iterable[Target], recent: Sequence[str] = (), most: int = 120) -> list[Target]:
    """Return the targets that fit, the best first; among equals those used lately, the shorter of those that begin so, then as they came.

    The words of a query stand in a text in their order (三 新收 总计), in any order, or as single characters in order (三新收总计).
    Without a query all come, those used lately first. What cannot be had now comes behind what can, but before what does not bear
    the words in its name.
    """
    lately = {name: at for at, name in enumerate(recent)}
    wanted = _folded(query).split()
    found: list[tuple[tuple[bool, bool, int, int, int, int], Target]] = []
    for at, target in enumerate(targets):
        rank = _rank(wanted, target) if wanted else _SAME
        if rank is not None:
            # 保存 before 保存为…; cells of one row stay in the order of the form.
            length = len(target.text) if wanted and rank == _BEGINS else 0
            found.append(((rank >= _BESIDE, bool(target.reason), rank, lately.get(target.id, len(lately)), length, at), target))
    found.sort(key=lambda pair: pair[0])
    return [target for _, target in found[:most]]


def used(name: str, recent: Sequence[str], most: int = 12) -> list[str]:
    """Put a name at the head of those used lately."""
    return list(dict.fromkeys(chain((name,), recent)))[:most]


def _rank(wanted: Sequence[str], target: Target) -> int | None:
    rank = _fit(wanted, _folded(target.text))
    if rank is not None or not target.beside:
        return rank
    beside = _fit(wanted, _folded(f"{target.text} {target.beside}"))
    return None if beside is None else _BESIDE + beside


def _fit(wanted: Sequence[str], text: str) -> int | None:
    """Return how well words fit a text, both folded; None for not at all."""
    bare = text.replace(" ", "")
    whole = "".join(wanted)
    if whole == bare:
        return _SAME
    if bare.startswith(whole):
        return _BEGINS
    if _in_order(wanted, text):
        return _IN_ORDER
    if all(word in text for word in wanted):
        return _ANY_ORDER
    return _SCATTERED if _in_order(whole, bare) else None


def _in_order(parts: Iterable[str], text: str) -> bool:
    at = 0
    for part in parts:
        at = text.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _folded(text: str) -> str:
    """Return a text as it is compared: small letters, digits and letters of one width, marks as blanks."""
    return _NO_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()
