"""Break a report's title into lines as a careful typist does: unit and rest apart, never inside a word, a name or a year."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.columns import is_wide

# Characters of 2号 (22 pt) on 156 mm.
WIDEST = 20
# Characters of 3号 on 156 mm that a signing unit may take: it ends two from the edge.
WIDEST_SIGNED = 26
# How bad a break is: behind a body or before the year, behind a place, between a place and its body, between words; inside a word
# only where nothing else fits.
_BEST, _PLACE, _APART, _WORDS, _NEVER = 0.0, 6.0, 24.0, 40.0, 10_000.0
_YEAR = re.compile(r"(?:[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})\s*(?:[-—－~至到]\s*(?:[0-9０-９]{4}))?\s*年?度?|[A-Za-z0-9０-９.%+-]+")
# Words that a break may stand before and behind, never in; longer ones first. Behind a body's last word a break is as good as any.
_BODIES = (
    "人民政府 街道办事处 办事处 管理委员会 管委会 居民委员会 村民委员会 委员会 办公室 管理局 监督管理局 服务中心 指挥部 领导小组"
    " 管理处 管理站"
)
_OTHERS = (
    "政府信息公开 工作年度报告 年度工作报告 年度报告 工作报告 经济技术 高新技术产业 高新技术 市场监督 城市管理 城乡建设 住房和城乡建设"
    " 自然资源和规划 人力资源和社会保障 农业农村 乡村振兴 文化广电和旅游 生态环境 交通运输 卫生健康 退役军人事务 应急管理 医疗保障"
    " 发展和改革 工业和信息化 民族宗教事务 行政审批 政务服务 数据管理 综合行政执法 便民 党群 党政 综合 政务公开"
)
_WORD_LIST = sorted((*_BODIES.split(), *_OTHERS.split()), key=len, reverse=True)
_WORD = re.compile("|".join(_WORD_LIST))
_BODY_WORDS = frozenset(_BODIES.split())
# A place's last character ends its name only where the next one does not go on with it: 新乡市, 州市, 市场, 县域, 区划, 州府, 局党组.
_PLACE_END = re.compile(
    r"(?:街道|[省市县区州盟旗镇乡局厅])"
    r"(?![省市县区州盟旗镇乡族]|街道|[场民容域级直委属划部长志情际]|政(?!府|务|协)|办事处)"
)
_CLOSING, _OPENING = frozenset("）》」』”’】〕、，。：；！？)]·—-"), frozenset("（《「『“‘【〔([")
_STOPS = frozenset("，。；！？ \u3000")
# One character with the marks that may not be parted from it.
_PIECE = re.compile(
    f"[{re.escape(''.join(sorted(_OPENING)))}]*.[{re.escape(''.join(sorted(_CLOSING)))}\u0300-\u036f\ufe00-\ufe0f]*", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Token:
    """A stretch that stays whole, and how bad a break behind it is."""

    text: str
    break_cost: float


def width(text: str) -> float:
    """Return the width in characters: full-width ones are 1, digits and Latin 0.5."""
    return sum(1.0 if is_wide(c) else 0.5 for c in text)


def break_title(title: str, unit: str = "") -> tuple[str, ...]:
    """Return the title's lines, none wider than WIDEST; joined they are the title.

    One line where it fits; else the unit on lines of its own and the rest on the next ones.
    """
    if width(title) <= WIDEST:
        return (title,)
    rest = title.removeprefix(unit)
    if unit and rest and rest != title:
        return (*_lines(unit), *_lines(rest))
    return _lines(title)


def signature_lines(unit: str) -> tuple[str, ...]:
    """Return the lines of a signing unit: one where it fits a line of 28 characters less two, else broken as a title is; none for none."""
    return (unit,) if 0 < width(unit) <= WIDEST_SIGNED else _lines(unit) if unit else ()


def _lines(text: str) -> tuple[str, ...]:
    """Break one part of a title into the fewest lines, the best break of each number of them."""
    if width(text) <= WIDEST:
        return (text,)
    tokens = [piece for token in _tokens(text) for piece in _pieces(token)]
    widths = [width(token.text) for token in tokens]
    ends = _best_ends(tokens, widths, -(-sum(widths) // WIDEST))
    return tuple("".join(token.text for token in tokens[first:last]) for first, last in pairwise((0, *ends)))


def _best_ends(tokens: Sequence[_Token], widths: Sequence[float], fewest: float) -> tuple[int, ...]:
    """Return where the lines end: even lines, breaks at good places, and a line more rather than a break at a bad one."""
    mean = sum(widths) / fewest
    # The cheapest way to end a line behind each token: cost, and where its lines end.
    best: list[tuple[float, tuple[int, ...]]] = [(0.0, ())]
    for last in range(1, len(tokens) + 1):
        ways: list[tuple[float, tuple[int, ...]]] = []
        taken = 0.0
        for first in range(last - 1, -1, -1):
            taken += widths[first]
            if taken > WIDEST:
                break
            cost, ends = best[first]
            ways.append((cost + abs(taken - mean) ** 1.5 + tokens[last - 1].break_cost, (*ends, last)))
        best.append(min(ways))
    return best[-1][1]


def _pieces(token: _Token) -> Iterator[_Token]:
    """Cut a stretch that no line holds; only where nothing better was found."""
    if width(token.text) <= WIDEST:
        yield token
        return
    # Marks that not even a line of their own would hold are parted too.
    *pieces, last = (part for piece in _PIECE.findall(token.text) for part in ([piece] if width(piece) <= WIDEST else piece))
    yield from (_Token(piece, _NEVER) for piece in pieces)
    yield _Token(last, token.break_cost)


def _tokens(text: str) -> Iterator[_Token]:
    """Cut a text where it may be broken, and say how well."""
    edges = sorted({0, len(text), *_edges(text)})
    for first, last in pairwise(edges):
        yield _Token(text[first:last], 0.0 if last == len(text) else _cost(text, first, last))


def _edges(text: str) -> Iterator[int]:
    """Yield where words begin and end, without those that would part a mark from its word."""
    at = start = 0
    found: set[int] = set()
    while at < len(text):
        if match := _YEAR.match(text, at) or _WORD.match(text, at):
            found |= {at, match.end()}
            at = start = match.end()
        elif at > start and (match := _PLACE_END.match(text, at)):
            found.add(match.end())
            at = start = match.end()
        else:
            at += 1
            if text[at - 1] in _STOPS:
                found.add(at)
                start = at
    yield from (at for at in found if 0 < at < len(text) and text[at] not in _CLOSING and text[at - 1] not in _OPENING)


def _cost(text: str, first: int, last: int) -> float:
    """Tell how bad a break behind the stretch is, by what it ends in and what follows."""
    if text[last - 1] in _STOPS:
        return _BEST
    if _YEAR.match(text, last):
        return _BEST if text[last].isdigit() else _WORDS
    follows = _WORD.match(text, last)
    before_body = follows is not None and follows.group() in _BODY_WORDS
    if text[first:last] in _BODY_WORDS or text[last - 1] in "局厅":
        return _PLACE if before_body else _BEST
    if text[first:last] == "政府信息公开":
        return _PLACE
    if _PLACE_END.match(text, last - 1) or text.endswith("街道", first, last):
        return _APART if before_body else _PLACE
    return _WORDS
