"""Where two texts differ."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where two texts differ: from `start`, `removed` gave way to `inserted`."""

    start: int
    removed: str
    inserted: str


def difference(old: str, new: str, end: int = -1) -> Stretch:
    """Return the one stretch in which two texts differ.

    In 11 it cannot be told which 1 is new: where what was typed or taken out may stand in several places, it ends at `end` if it can.
    """
    most = min(len(old), len(new))
    start = _alike(lambda size: old.startswith(new[:size]), most)
    tail = _alike(lambda size: old.endswith(new[len(new) - size :]), most - start)
    removed, inserted = len(old) - tail - start, len(new) - tail - start
    first = end - inserted
    alike = 0 <= first <= start and not (removed and inserted)
    if alike and old[:first] == new[:first] and old[first + removed :] == new[first + inserted :]:
        start = first
    return Stretch(start, old[start : start + removed], new[start : start + inserted])


def _alike(holds: Callable[[int], bool], most: int) -> int:
    """Return the greatest size up to `most` that holds; all smaller ones hold too. A few comparisons, however long the texts."""
    return bisect_left(range(1, most + 1), True, key=lambda size: not holds(size))
