"""Where two texts differ."""

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
    start = next((i for i in range(most) if old[i] != new[i]), most)
    most -= start
    tail = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
    removed, inserted = len(old) - tail - start, len(new) - tail - start
    first = end - inserted
    alike = 0 <= first <= start and not (removed and inserted)
    if alike and old[:first] == new[:first] and old[first + removed :] == new[first + inserted :]:
        start = first
    return Stretch(start, old[start : start + removed], new[start : start + inserted])
