"""What stands around a figure in its clause: the subject, 约 and 以上, growth and shares."""

import re
from collections.abc import Sequence
from functools import cache

from core import phrases
from core.figures_model import Bound, Figure, Trend

# What ends a clause. 、 does not: 行政许可、行政处罚共12件 counts both.
_CLAUSE = re.compile(r"[，。；！？：,;:（）()〔〕［］\n]")
_AFTER = re.compile(r"[，。；！？：、,;:（）()〔〕［］\n]")
_HARD = re.compile(r"[。！？；;\n]")
# So far around a figure its words are looked for.
_REACH = 60
_BRACKET = re.compile(r"[（(][^（）()]{0,40}[）)]")
_CLOSED = re.compile(r"\s?[）)〕］]")
# 约公开信息60条: the word may stand at the head of the clause.
_ABOUT_ALL = re.compile(r"\s*(?:大约|约)(?![定束谈见请])")
_MARK = re.compile(r"^(?:[一二三四五六七八九十]是|\d{1,2}[.．、]|[）)])\s*")
# A clause that only says when counts nothing: 2023年，共12件.
_TIME = re.compile(
    r"(?:截至|自|从|到|至)?(?:\d{4}\s?年度?|今年|本年度?|全年|年内|去年|上年度?)?(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?日)?(?:以来|底|末|止|内)?"
    r"|截至目前|目前"
)
# Words right before the number are looked for so far back.
_TAIL = 16
_MAY_COMPARE = re.compile("[比较同与和跟]")
_LINK = r"(?:率|幅|幅度)?(?:为|达到|达|是|了|有)?(?:约|近|超过|超|逾|不足)?\s?$"
_COMPARED = re.compile(
    r"(?:较|比|与|同|和|跟|相比|对比)(?:于)?(?:上一?年度?|去年|往年|前一?年|\d{4}\s?年度?|同期|上一?季度)(?:同期)?"
    r"(?:的?\d{1,9}\w)?(?:相比|比较|对比)?(?:略有|有所)?"
)


def _words(*names: str) -> str:
    return phrases.any_of(word for name in names for word in phrases.value("figures", name))


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of what stands before the number and behind the unit; their groups are named as the bounds."""
    kinds = [bound.value for bound in (Bound.UNDER, Bound.OVER, Bound.ABOUT)]
    not_after = "".join(f"(?<!{word[:-1]})" for word in phrases.value("figures", "not_bound_after"))
    before, after = ("|".join(f"(?P<{kind}>{_words(kind + end)})" for kind in kinds) for end in ("", "_after"))
    return re.compile(f"{not_after}(?:{before})(?:为|占|有|达|是)?\\s?$"), re.compile(after)


@cache
def _fillers() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that name nothing at the end of a clause, longer ones first, and those that only end like them."""
    return tuple(sorted(phrases.value("figures", "fillers"), key=len, reverse=True)), tuple(phrases.value("figures", "not_fillers"))


@cache
def _per_each() -> re.Pattern[str]:
    return re.compile(f"{_words('per_each')}|各\\s?$")


@cache
def _openers() -> re.Pattern[str]:
    return re.compile(rf"(?:\s|[、，]|(?!{_words('not_openers')}){_words('openers')})+")


@cache
def _trends() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands before a growth or a fall, and what does only when it is compared; the groups are named as the trends."""
    plain, compared = ("|".join(f"(?P<{kind}>{_words(kind + end)})" for kind in ("up", "down")) for end in ("", "_compared"))
    return re.compile(f"(?:{plain}){_LINK}"), re.compile(f"(?:{compared}){_LINK}")


@cache
def _growing() -> tuple[tuple[Trend, re.Pattern[str]], ...]:
    """Return how a clause goes on behind 较上年: 增加公开信息12条, 多公开12条."""
    no = f"(?![{phrases.value('figures', 'not_compared_before')}])"
    return tuple(
        (trend, re.compile(f"{_words(name)}|{_words(f'{name}_compared')}{no}")) for trend, name in ((Trend.UP, "up"), (Trend.DOWN, "down"))
    )


@cache
def _compared() -> re.Pattern[str]:
    return re.compile(f"{_words('compared')}|{_COMPARED.pattern}")


def in_context(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures with what their clauses say of them."""
    ends = [0, *(each.end for each in found)]
    starts = [*(each.start for each in found[1:]), len(text)]
    return [_read(text, each, ends[at], starts[at]) for at, each in enumerate(found)]


def _read(text: str, figure: Figure, floor: int, ceiling: int) -> Figure:
    """Return one figure with its surroundings, between the figure before and the one behind."""
    pieces = _pieces(text, figure.start, floor)
    if floor and _CLOSED.match(text, floor) and not text[floor : figure.start][:_REACH].strip("）)〕］ "):
        pieces += _before_bracket(text, floor)
    own = pieces[0]
    behind = text[figure.end : min(ceiling, figure.end + _REACH)]
    stop = _AFTER.search(behind)
    after = behind[: stop.start() if stop else None].strip()
    after = "" if after in ("和", "与", "及", "以及") else after
    bound, own_words = _bound(figure, own, after)
    compared = _is_compared(pieces)
    trend = _trend(own, figure.unit, after, compared)
    return figure._replace(
        bound=bound,
        before=_subject([own_words, *pieces[1:]]),
        after=after,
        trend=trend,
        compared=compared and (bool(trend) or bool(_compared().search(own))),
        each=bool(_per_each().search(own)),
    )


def _pieces(text: str, start: int, floor: int) -> list[str]:
    """Return the clauses before a number, its own first, as far as the sentence goes; one that ends in a bracket keeps none of it."""
    low = max(floor, start - _REACH)
    head = text[low:start]
    *earlier, sentence = _HARD.split(head)
    pieces = _CLAUSE.split(_BRACKET.sub("", sentence))[::-1]
    if len(pieces) == 1 and low == floor > 0 and not earlier:
        # What stands right behind the figure before is said of that: 42条为动态、38条为公告; 80条动态和38条公告.
        said, comma, own = pieces[0].partition("、")
        pieces[0] = own if comma else "" if said.rstrip().endswith(("和", "与", "及")) else said
    return pieces


def _before_bracket(text: str, end: int) -> list[str]:
    """Return the clause before the bracket that closes behind a figure: 工作动态（含会议报道12条）38条."""
    low = max(0, end - _REACH)
    opening = max(text.rfind(mark, low, end) for mark in "（(〔［")
    return [_CLAUSE.split(text[max(0, opening - _REACH) : opening])[-1]] if opening >= 0 else []


def _bound(figure: Figure, own: str, after: str) -> tuple[Bound, str]:
    """Tell how exactly the figure is meant, and the words before it without those that say so."""
    before, behind = _bounds()
    # The first place counts: 不少于 holds 少于.
    if (match := before.search(own, max(0, len(own) - _TAIL))) and match.lastgroup:
        return Bound(match.lastgroup), own[: match.start()]
    if figure.bound is Bound.EXACT and (match := _ABOUT_ALL.match(own)):
        return Bound.ABOUT, own[match.end() :]
    if (match := behind.match(after)) and match.lastgroup:
        return Bound(match.lastgroup), own
    return figure.bound, own


def _subject(pieces: Sequence[str]) -> str:
    """Return the words of the nearest clause that names something."""
    for piece in pieces:
        words = _MARK.sub("", piece.strip())
        if opened := _openers().match(words):
            words = words[opened.end() :]
        words = _without_fillers(words)
        if words and not _TIME.fullmatch(words):
            return words
    return ""


def _without_fillers(words: str) -> str:
    """Return words without 共, 为, 数量 and the like at their end."""
    fillers, kept = _fillers()
    while True:
        words = words.rstrip("：:、 ")
        if not words.endswith(fillers) or words.endswith(kept):
            return words
        words = words.removesuffix(next(filler for filler in fillers if words.endswith(filler)))


def _is_compared(pieces: Sequence[str]) -> bool:
    """Tell whether its clause, or the one before if it says nothing else, holds the figure against another year."""
    if _MAY_COMPARE.search(pieces[0]) and _compared().search(pieces[0]):
        return True
    return len(pieces) > 1 and _MAY_COMPARE.search(pieces[1]) is not None and bool(_compared().fullmatch(pieces[1].strip()))


def _trend(own: str, unit: str, after: str, compared: bool) -> Trend:
    plain, with_compared = _trends()
    tail = max(0, len(own) - _TAIL)
    if match := plain.search(own, tail) or (with_compared.search(own, tail) if compared else None):
        return Trend(match.lastgroup or "")
    if compared:
        rest = _compared().split(own)[-1]
        for trend, head in _growing():
            if head.match(rest) and not rest.endswith(tuple(phrases.value("figures", "reached"))):
                return trend
    return Trend.SHARE if unit in phrases.value("figures", "percent") and _is_share(own, after) else Trend.NONE


@cache
def _shares() -> re.Pattern[str]:
    return re.compile(rf"占(?![地用据道])|{_words('share')}(?:均|都)?(?:为|是|达到|达|保持在|稳定在|在)?(?:约|近|超过|超|逾|不足)?\s?$")


def _is_share(own: str, after: str) -> bool:
    return bool(_shares().search(own)) or after.startswith("的比例")
