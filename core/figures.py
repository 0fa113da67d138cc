"""Figures in prose: what a sentence counts and how much, of which year, how exactly, and which figures are parts of which."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

__all__ = ["Bound", "Figure", "Trend", "figures", "parts_of"]


class Bound(StrEnum):
    """How exactly a figure is meant: 约, 余 and 以上, 不足, or to the number."""

    EXACT = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Trend(StrEnum):
    """What a figure measures beside a count: growth (增长), a fall (下降), a share (占)."""

    NONE = ""
    UP = "up"
    DOWN = "down"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a paragraph.

    [start, end) spans number and unit. `value` is in single units (4.5万 is 45000; 万元 stay 万元), `upper` the end of a range.
    `before` are the words of its clause that name what is counted, `after` those behind the unit.
    `year` is the last year named before it in the sentence. `whole` is the place in the list of the figure of which it is a part;
    `ended` tells that its list has no 等 behind it. `listed` tells that it is one of several under 分别.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    upper: Decimal | None = None
    bound: Bound = Bound.EXACT
    before: str = ""
    after: str = ""
    year: int | None = None
    trend: Trend = Trend.NONE
    whole: int | None = None
    ended: bool = True
    listed: bool = False

    @property
    def is_exact(self) -> bool:
        """Tell whether the figure says one number and means it."""
        return self.upper is None and self.bound is Bound.EXACT


# A window asks for the same paragraphs again at every check.
@lru_cache(maxsize=1024)
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a paragraph in order; linear in its length."""
    from core.figures_context import in_context
    from core.figures_numbers import numbers
    from core.figures_parts import joined

    return tuple(joined(text, [in_context(text, at, before) for at, before in _with_ends(numbers(text))]))


def _with_ends(found: Sequence[Figure]) -> list[tuple[Figure, int]]:
    """Pair each figure with the end of the one before."""
    return [(each, found[at - 1].end if at else 0) for at, each in enumerate(found)]


def parts_of(found: Sequence[Figure], whole: int) -> list[Figure]:
    """Return the figures that are parts of the figure at that place."""
    return [each for each in found if each.whole == whole]


def as_part(figure: Figure, whole: int, *, ended: bool) -> Figure:
    """Return the figure as a part of another."""
    return replace(figure, whole=whole, ended=ended)
