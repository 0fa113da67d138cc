"""Which figures are parts of which: lists opened by 其中, 包括, 含 or a bracket, nested, and sums behind their parts (共5件)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from core import phrases
from core.figures_model import Figure
from core.figures_sums import summed

_ENDS = re.compile(r"[。！？\n]")
_BRACKETS = re.compile(r"[（(〔［）)〕］]")
_OPENS = re.compile(r"\s?[（(〔［：:]")
_RANKS = {"、": 1, "和": 1, "与": 1, "及": 1, "，": 2, ",": 2, "；": 3, ";": 3}
# So many figures back the whole is looked for: others may stand between (80条，比上年多5条，其中).
_BACK = 6
# So many characters back the marks between two parts are looked at.
_SEEN = 200
# Deeper nests are no lists.
_DEEPEST = 8


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(phrases.any_of(phrases.value("figures", name)))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(f"{_pattern('verbs').pattern}(?![{phrases.value('figures', 'not_verbs_before')}])")


@dataclass
class _List:
    """An open list.

    whole: place of the figure. depth: of brackets, where it was opened. rank: of what parts its parts (、 ， ；), 0 until known.
    verb: that its first part begins with. said: opened by a word, not by a bracket or colon alone.
    """

    whole: int
    depth: int
    said: bool
    ended: bool
    rank: int = 0
    verb: str = ""
    doubtful: bool = False
    loose: bool = False
    total: Decimal = Decimal()
    parts: list[int] = field(default_factory=list)


class _Reader:
    """Goes through the figures of a paragraph once, with the lists that are open."""

    def __init__(self, text: str, found: Sequence[Figure]) -> None:
        self.text, self.found = text, found
        self.open: list[_List] = []
        self.done: list[_List] = []
        self.depth, self.sentence = 0, 0
        self.depths: list[int] = []

    def read(self) -> list[_List]:
        """Return all lists, closed."""
        place = 0
        for at, each in enumerate(self.found):
            gap = self.text[place : each.start]
            lowest = self._brackets(gap)
            if _ENDS.search(gap):
                self._close(0)
                self.sentence = at
            while self.open and self.open[-1].depth > lowest:
                self._close(-1)
            self.depths.append(self.depth)
            self._take(at, gap)
            place = each.end
        self._close(0)
        return self.done

    def _brackets(self, gap: str) -> int:
        """Keep the depth of brackets; return the lowest within the gap."""
        lowest = self.depth
        for match in _BRACKETS.finditer(gap):
            if match.group() in "（(〔［":
                self.depth += 1
            else:
                self.depth = max(0, self.depth - 1)
                lowest = min(lowest, self.depth)
        return lowest

    def _close(self, first: int) -> None:
        """Close the open lists from one on; -1 is the innermost."""
        self.done += self.open[first:]
        del self.open[first:]

    def _take(self, at: int, gap: str) -> None:
        """Open a list before the figure, leave one, or go on with it; then put the figure into it."""
        each = self.found[at]
        lead = _lead(gap)
        if lead is not None and at > self.sentence and not each.trend:
            self._begin_all(at, gap, lead)
        elif len(self.open) < _DEEPEST and self._is_opened_by_mark(at, gap):
            self.open.append(_List(at - 1, self.depth, said=False, ended=True))
        elif each.trend or each.compared or (each.last and not each.listed):
            return
        else:
            self._leave(at, gap)
        if self.open and self.open[-1].depth == self.depth and self.found[self.open[-1].whole].unit == each.unit:
            one = self.open[-1]
            if not one.parts:
                one.verb = _verb(gap[lead:] if lead is not None else gap)
            elif not one.rank:
                one.rank = self._rank(one, at)
            one.parts.append(at)
            one.total += each.value
            one.ended &= not each.after.startswith(("等", "以及其他", "及其他"))

    def _begin_all(self, at: int, gap: str, lead: int) -> None:
        """Open a list; two where a bracket with a list of its own stands before the first part (其中动态（含会议3条）38条)."""
        opening = max(gap.rfind(mark, 0, lead) for mark in "（(〔［")
        outer = _lead(gap[:opening]) if opening > 0 else None
        if outer is None:
            self._begin(at, gap, lead)
            return
        depth, self.depth = self.depth, self.depth - 1
        self._begin(at, gap[:opening], outer)
        self.depth = depth

    def _is_opened_by_mark(self, at: int, gap: str) -> bool:
        """Tell whether a bracket or a colon right behind a figure opens a list of the same unit."""
        each = self.found[at]
        return (
            at > self.sentence
            and not each.trend
            and bool(_OPENS.match(gap))
            and self.found[at - 1].unit == each.unit
            and not _has_anew(gap)
        )

    def _begin(self, at: int, gap: str, lead: int) -> None:
        """Open a list; one after ； starts again from the whole of the list that was open."""
        partial = bool(_pattern("partial").search(gap[max(0, lead - 6) : lead + 2]))
        low = self.sentence
        outer = self.open[-1] if self.open else None
        whole = self._whole(at, low)
        if outer is not None and outer.depth == self.depth:
            again = "；" in gap or ";" in gap
            too_big = whole is not None and self.found[whole].value < self.found[at].value
            if (again or too_big) and self.found[outer.whole].unit == self.found[at].unit:
                self._close(-1)
                whole = outer.whole
            elif whole is not None and whole not in outer.parts[-_BACK:]:
                while self.open and self.open[-1].depth >= self.depth:
                    self._close(-1)
        if whole is not None and len(self.open) < _DEEPEST:
            loose = gap[:lead].endswith(tuple(phrases.value("figures", "loose_leads")))
            self.open.append(_List(whole, self.depth, said=True, ended=not partial, loose=loose))

    def _whole(self, at: int, low: int) -> int | None:
        """Return the last figure of the same unit in the sentence that counts; not one in a bracket that has closed."""
        for place in range(at - 1, max(low - 1, at - 1 - _BACK), -1):
            prior = self.found[place]
            if prior.unit == self.found[at].unit and not prior.trend and not prior.compared and self.depths[place] <= self.depth:
                return place
        return None

    def _leave(self, at: int, gap: str) -> None:
        """Close the lists that the figure does not go on with."""
        while self.open and self._is_left(self.open[-1], at, gap):
            self.done.append(self.open.pop())

    def _is_left(self, one: _List, at: int, gap: str) -> bool:
        each, whole = self.found[at], self.found[one.whole]
        if one.depth < self.depth:
            return False
        rank = self._rank(one, at)
        is_full = bool(one.parts) and one.total == whole.value and each.value > 0
        if rank <= 1:
            return is_full and not one.verb and bool(_verb(gap.rpartition("、")[2]))
        if each.unit != whole.unit:
            return one.rank == 1 or rank == 3
        words = re.split("[，,；;]", gap)[-1].strip()
        if _has_anew(words) or (one.rank and rank == 3 and one.rank < 3):
            # 另有8条 may be the rest of the whole.
            one.doubtful |= words.startswith(("另", "还有"))
            return True
        verb = _verb(words)
        if is_full:
            return True
        if verb and not one.verb:
            # Without a mark of their own for the parts, who can tell where the list ends?
            one.doubtful |= one.rank != 1
            return True
        one.doubtful |= verb != one.verb
        # A stronger mark than between its other parts: it may be another thing of the same unit.
        one.doubtful |= rank > (one.rank or 2)
        return False

    def _rank(self, one: _List, at: int) -> int:
        """Return the strongest mark between the last part of the list and the figure, brackets left out."""
        end = self.found[at].start
        start = max(self.found[one.parts[-1] if one.parts else one.whole].end, end - _SEEN)
        return max((_RANKS.get(char, 0) for char in _outside(self.text[start:end])), default=0)


def _outside(text: str) -> str:
    return re.sub(r"[（(〔［][^（）()〔〕［］]*[）)〕］]", "", text)


def _lead(gap: str) -> int | None:
    """Return where a word that opens a list ends in the gap before a figure; None where there is none."""
    found = None
    for match in _pattern("leads").finditer(gap):
        head = gap[max(0, match.start() - 6) : match.start()].rstrip()
        # 包含 or 含 in the middle of a clause opens no list: it follows a mark, a bracket or the figure itself.
        if match.group() == "其中" or not head or head[-1] in "，,；;：:（(、" or head.endswith(tuple(phrases.value("figures", "partial"))):
            found = match.end()
    if found is None:
        return None
    # 包括图解、问答等，召开会议5次: the list had no figures.
    return None if re.search(r"等[^，；]{0,12}[，；]|[；;]", gap[found:]) else found


def _has_anew(words: str) -> bool:
    words = words.lstrip("（(：:，,；;、 ")
    return bool(_pattern("anew").match(words)) and not _pattern("not_anew").match(words)


def _verb(words: str) -> str:
    match = _verbs().match(words.lstrip("，,；;、：: "))
    return match.group() if match else ""


def joined(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures with their wholes told."""
    out = list(found)
    for one in _Reader(text, found).read():
        if not one.said and len(one.parts) < 2:
            continue
        whole = found[one.whole].value
        # Under 含 only some may be told; more than the whole they cannot be.
        ended = one.ended and not (one.doubtful and one.total != whole) and not (one.loose and one.total < whole)
        for part in one.parts:
            out[part] = out[part]._replace(whole=one.whole, first=one.parts[0], ended=ended)
    return summed(text, out)
