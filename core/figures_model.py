"""A figure of a paragraph: the values that the reading of figures gives."""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Bound(StrEnum):
    """How exactly a figure is meant: to the number, 约, 余 and 以上, 不足."""

    EXACT = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Trend(StrEnum):
    """What a figure measures beside a count: growth (增长), a fall (下降), a share (占, …率)."""

    NONE = ""
    UP = "up"
    DOWN = "down"
    SHARE = "share"


# A tuple, since a figure is changed five times while it is read: replacing a frozen dataclass takes a third of all the time.
class Figure(NamedTuple):
    """One figure of a paragraph; places of other figures are indices into the tuple that it stands in.

    start, end: the span of number, 余 and unit in the text.
    value: in single units (4.5万条 is 45000; 万元 stay 万元), never negative. upper: the end of a range, 几十件 being 20 to 90.
    before: the words of its clause that name what is counted, without 其中, 共, 为 and the like; those of the clause before where its
        own has none (申请数量：12件). The years at its head stay. Under 分别 the name that the figure was given.
    after: the words behind the unit, as far as the next mark or figure.
    year: the last year named before it in its sentence; None where 今年, 本年度 or nothing stands there. last: it speaks of 上年.
    trend: growth, fall or share. compared: its clause holds it against another year (同比, 较上年).
    of: the figure that a share, growth or fall belongs to (258件，占33.9%).
    base: others are held against it (较上年的8件, 由2022年的8件增至12件).
    whole: the figure that it is a part of; behind its parts where they are summed up (甲2件、乙3件，共5件).
    first: the first part of its list; two lists may part the same whole.
    ended: its list is told to the end (no 等, no 主要). listed: its name was shared out by 分别. each: it is said of each (各, 每).
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
    last: bool = False
    trend: Trend = Trend.NONE
    compared: bool = False
    of: int | None = None
    base: bool = False
    whole: int | None = None
    first: int | None = None
    ended: bool = True
    listed: bool = False
    each: bool = False

    @property
    def is_exact(self) -> bool:
        """Tell whether the figure says one number and means it."""
        return self.upper is None and self.bound is Bound.EXACT
