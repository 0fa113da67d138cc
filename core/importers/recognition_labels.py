"""Compare labels: normalised texts, their likeness, and the best alignment of two sequences in order."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Below this two labels are not the same row, whatever the position says; below SURE a note is left.
LIKE = 0.6
SURE = 0.9
# A text with one of these words is not that of the form without it, however alike they are.
_OTHER_TELLS = ("上年", "上一年", "上年度", "去年", "往年", "同期", "累计", "增", "减", "同比", "比例", "比重", "占比", "率")


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return letters, digits and ideographs alone, full-width forms folded."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def likeness(first: str, second: str) -> float:
    """Return how alike two bare labels are, from 0 to 1."""
    if first == second:
        return 1.0 if first else 0.0
    if not first or not second:
        return 0.0
    from rapidfuzz.fuzz import ratio

    return ratio(first, second) / 100


def telling_words(text: str) -> frozenset[str]:
    """Return the words of a bare text that make its numbers mean something else."""
    return frozenset(word for word in _OTHER_TELLS if word in text)


def best_likeness(candidates: Sequence[str], known: Sequence[str]) -> float:
    """Return the best likeness of any candidate to any known wording."""
    if not set(candidates).isdisjoint(known):
        return 1.0
    return max((likeness(a, b) for a in candidates for b in known), default=0.0)


def align(scores: Sequence[Sequence[float]]) -> dict[int, int]:
    """Match rows to columns of a score matrix, both in order, so that the sum of scores is largest; scores below LIKE never match.

    Cost is rows × columns.
    """
    if not scores:
        return {}
    height, width = len(scores), len(scores[0])
    best = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        for j in range(width - 1, -1, -1):
            score = scores[i][j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + score if score >= LIKE else 0.0)
    return _trace(scores, best)


def _trace(scores: Sequence[Sequence[float]], best: Sequence[Sequence[float]]) -> dict[int, int]:
    found: dict[int, int] = {}
    i = j = 0
    while i < len(scores) and j < len(scores[0]):
        score = scores[i][j]
        if score >= LIKE and best[i][j] == best[i + 1][j + 1] + score:
            found[i] = j
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
