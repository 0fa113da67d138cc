"""Last year's prose beside this year's: which paragraph became which, and in each pair what is gone and what is new, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from diff_match_patch import diff_match_patch
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from core.layout import heading_level

# Years, numbers with their mark, Chinese numerals, Latin words: each one word. A Chinese character stands for itself.
_WORD = re.compile(
    r"[12]\d{3}年|二[〇○零][〇○零一二三四五六七八九]{2}年|[\d０-９]+(?:[.．,，][\d０-９]+)*[%％‰]?"
    r"|[〇零一二三四五六七八九十百千万亿两]{2,}|[A-Za-z]+|.",
    re.DOTALL,
)
_SENTENCE = re.compile(r"[^。！？；]*[。！？；]?", re.DOTALL)
# Words of several characters become one character of a private plane while they are compared.
_PRIVATE, _MOST_WORDS = 0xF0000, 60_000
# Paragraphs less alike than this (0 to 100) have nothing to do with each other.
_ALIKE = 50.0
# So much of a long paragraph tells which one it is.
_HEAD, _TAIL = 400, 200
# Pairs of paragraphs that are looked at: with more of them, only those that stand at about the same height.
_MOST_PAIRS, _LEAST_BAND = 40_000, 20
# The table of the comparison takes a bit for each pair of words.
_MOST_WORD_PAIRS = 25_000_000


class Kind(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one kind; a pair's pieces without the new ones are last year's text, without the gone ones this year's."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of last year (its number from 0) and what it became; None where one of both is missing."""

    last: int | None
    now: int | None
    pieces: tuple[Piece, ...]

    def spans(self, kind: Kind) -> tuple[tuple[int, int], ...]:
        """Return where the words of a kind stand: gone ones in last year's paragraph, new ones in this year's, as (start, end)."""
        found: list[tuple[int, int]] = []
        place = 0
        for piece in self.pieces:
            if piece.kind is kind:
                found.append((place, place + len(piece.text)))
            if piece.kind in (kind, Kind.SAME):
                place += len(piece.text)
        return tuple(found)

    @property
    def changed(self) -> bool:
        """Whether the two differ at all."""
        return any(piece.kind is not Kind.SAME for piece in self.pieces)


def compare(last: Sequence[str], now: Sequence[str]) -> tuple[Pair, ...]:
    """Pair the paragraphs of two texts in order and tell what differs in each pair. What is gone stands before what is new there."""
    pairs: list[Pair] = []
    for old, new in matched(last, now):
        pieces = differences("" if old is None else last[old], "" if new is None else now[new])
        pairs.append(Pair(old, new, pieces))
    return tuple(pairs)


# ---- paragraphs ---------------------------------------------------------------------------------


def matched(last: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yield (last, now) for every paragraph of both, in order; those that became each other together."""
    i = j = 0
    for old, new in (*_couples(last, now), (len(last), len(now))):
        yield from ((number, None) for number in range(i, old))
        yield from ((None, number) for number in range(j, new))
        if old < len(last):
            yield old, new
        i, j = old + 1, new + 1


def _couples(last: Sequence[str], now: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs, in order, that are alike the most in all."""
    rows, columns = len(last), len(now)
    if not rows or not columns:
        return []
    band = max(_MOST_PAIRS // max(rows, columns), _LEAST_BAND)
    best: list[dict[int, float]] = [{}]
    chosen: dict[tuple[int, int], bool] = {}
    for i in range(1, rows + 1):
        above, row = best[-1], {}
        middle = i * columns // rows
        first, stop = max(1, middle - band), min(columns, middle + band) + 1
        reach = max(above, default=0)
        for j in range(first, stop):
            over = above.get(min(j, reach), 0.0)
            without = max(over, row.get(j - 1, 0.0))
            likeness = _likeness(last[i - 1], now[j - 1])
            with_it = above.get(min(j - 1, reach), 0.0) + likeness
            chosen[i, j] = taken = likeness > 0 and with_it > without
            row[j] = with_it if taken else without
        best.append(row)
    return _way_back(best, chosen)


def _way_back(best: list[dict[int, float]], chosen: dict[tuple[int, int], bool]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    i, j = len(best) - 1, max(best[-1])
    while i > 0 and j > 0:
        if chosen.get((i, j)):
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
        elif best[i].get(j, 0.0) == best[i].get(j - 1, -1.0):
            j -= 1
        else:
            i -= 1
            j = min(j, max(best[i], default=0))
    return pairs[::-1]


@lru_cache(maxsize=20_000)
def _likeness(old: str, new: str) -> float:
    """Tell how alike two paragraphs are, 0 where they have nothing to do with each other."""
    if heading_level(old) != heading_level(new):
        return 0.0
    return fuzz.ratio(_sample(old), _sample(new), score_cutoff=_ALIKE)


def _sample(text: str) -> str:
    return text if len(text) <= _HEAD + _TAIL else text[:_HEAD] + text[-_TAIL:]


# ---- words --------------------------------------------------------------------------------------


@lru_cache(maxsize=1000)
def differences(old: str, new: str) -> tuple[Piece, ...]:
    """Tell how a paragraph became another: the same, gone and new words in reading order. Numbers and years stay whole."""
    if old == new or not old or not new:
        kind = Kind.SAME if old == new else Kind.NEW if new else Kind.GONE
        return (Piece(kind, old or new),) if old or new else ()
    words = _WORD.findall(old), _WORD.findall(new)
    if _too_many(*words):
        words = _SENTENCE.findall(old), _SENTENCE.findall(new)
    if _too_many(*words):
        return Piece(Kind.GONE, old), Piece(Kind.NEW, new)
    code = _Code()
    steps = _steps(code.encode(words[0]), code.encode(words[1]))
    return tuple(Piece(_KINDS[operation], code.decode(text)) for operation, text in steps if text)


def _too_many(old: Sequence[str], new: Sequence[str]) -> bool:
    return len(old) * len(new) > _MOST_WORD_PAIRS or len(old) + len(new) > _MOST_WORDS


_Step = tuple[int, str]
_KINDS = {diff_match_patch.DIFF_DELETE: Kind.GONE, diff_match_patch.DIFF_EQUAL: Kind.SAME, diff_match_patch.DIFF_INSERT: Kind.NEW}


def _steps(old: str, new: str) -> list[_Step]:
    """Return the differences with crumbs of the same between two changes put to the change, as a person would read them."""
    steps: list[_Step] = []
    for step in LCSseq.opcodes(old, new):
        gone, added = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            steps.append((diff_match_patch.DIFF_EQUAL, gone))
        else:
            steps += [(diff_match_patch.DIFF_DELETE, gone), (diff_match_patch.DIFF_INSERT, added)]
    tool = diff_match_patch()
    steps = [step for step in steps if step[1]]
    tool.diff_cleanupMerge(steps)
    tool.diff_cleanupSemantic(steps)
    return steps


class _Code:
    """One character for each word, the same for the same word."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._words: dict[str, str] = {}

    def encode(self, words: Sequence[str]) -> str:
        """Return words as characters; a single one stands for itself."""
        return "".join(word if len(word) == 1 and ord(word) < _PRIVATE else self._coded(word) for word in words)

    def decode(self, text: str) -> str:
        """Return characters as the words they stand for."""
        return "".join(self._words.get(character, character) for character in text)

    def _coded(self, word: str) -> str:
        if word not in self._codes:
            code = chr(_PRIVATE + len(self._codes))
            self._codes[word], self._words[code] = code, word
        return self._codes[word]
