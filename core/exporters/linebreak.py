"""Break Chinese text into lines by the rules of Chinese setting; a pure function of the characters' widths.

The rules are those of GB/T 15834 and of the Chinese layout requirements: no closing mark opens a line, no opening mark ends one, dashes and
ellipses stay in one piece, numbers keep their signs, Latin words and addresses stay whole while they fit on a line.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from core.exporters.linebreak_rules import (
    CLOSING,
    HANGING,
    NARROW,
    addresses,
    cuts_address,
    is_attached,
    is_blank,
    is_gap,
    opportunities,
    squeezes,
)
from core.prose import NO_END, NO_START

_EPSILON = 1e-6
# A line whose gaps would grow beyond this share of a character looks torn: it stays ragged.
WIDEST_GAP = 0.25
# Marks inside a line may give up this share of an em each where the line would else be loose: where its gaps would exceed _LOOSE ems.
_PINCH = 0.25
_PINCHED = frozenset("。，、；：）》」』】〕”’〉．")
_LOOSE = 0.04
# A line shorter than this share of the measure because an address does not fit it looks half empty: a long address is cut then.
_HALF_EMPTY = 2 / 3
# A last line of one character takes a second one along where the line above does not grow looser than this.
_LOOSER = 0.08


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the characters [start, end) of the text, blanks at its end included.

    `width` is what its characters take from `indent` on, squeezed marks counted as squeezed, blanks at the end and a hanging mark
    not counted.
    `shifts` holds one extra advance for each character (negative where a mark is squeezed).
    """

    start: int
    end: int
    indent: float
    width: float
    shifts: tuple[float, ...]
    hanging: bool = False


class _Breaker:
    """The running state of one text; every character is looked at a bounded number of times."""

    def __init__(self, text: str, widths: Sequence[float], measure: float, em: float, hang: bool) -> None:
        self.text, self.widths, self.measure, self.em, self.hang = text, widths, measure, em, hang
        self.allowed = opportunities(text)
        self.squeezed = squeezes(text, widths, em)
        self.edges = [0.0, *accumulate(w + s for w, s in zip(widths, self.squeezed, strict=True))]
        self.next_break = self._next_breaks()
        # Only long ones leave much of a line blank; in a table's cell no address is cut.
        self.long = [(a, b) for a, b in addresses(text) if self.edges[b] - self.edges[a] > measure / 2] if hang else []
        lone = (hang and c in _PINCHED and not s and w >= NARROW * em for c, s, w in zip(text, self.squeezed, widths, strict=True))
        self.marks = [0, *accumulate(map(int, lone))]

    def _next_breaks(self) -> list[int]:
        found, last = [0] * (len(self.text) + 1), len(self.text)
        for at in range(len(self.text), -1, -1):
            found[at] = last
            if self.allowed[at]:
                last = at
        return found

    def line(self, start: int, indent: float) -> Line:
        room = self.measure - indent + _EPSILON
        end = self._fitting(start, room)
        return self._make(start, end, indent, room)

    def _fitting(self, start: int, room: float) -> int:
        """Return where the line ends: the last allowed place that fits, or a place inside a piece that no line can hold."""
        best = start
        at = self.next_break[start]
        while True:
            if not self._fits(start, at, room):
                break
            best = at
            if at == len(self.text):
                return best
            at = self.next_break[at]
        if best > start and self._pinches(start, best, at, room):
            return at
        cut = self._in_address(start, best, room)
        if cut:
            return cut
        if best > start and self._width(best, at) <= self.measure + _EPSILON:
            return best
        inside = self._inside(start, best, at, room)
        return inside if inside > start else best if best > start else self._at_least_one(start)

    def _pinches(self, start: int, best: int, at: int, room: float) -> bool:
        """Tell whether the line should go on to `at`, its marks giving way, rather than end loose at `best`."""
        shown = self._shown_end(start, at)
        excess = self._ended(start, shown, room)[0] - room
        if excess > (self.marks[shown - 1] - self.marks[start]) * _PINCH * self.em:
            return False
        return at == len(self.text) or self._looseness(start, best, room) > _LOOSE

    def _looseness(self, start: int, end: int, room: float) -> float:
        """Return about how far the gaps of a line grow, in ems."""
        shown = self._shown_end(start, end)
        return (room - self._width(start, shown)) / max(1, shown - start - 1) / self.em

    def _ended(self, start: int, shown: int, room: float) -> tuple[float, float, bool]:
        """Return a line's width, its last mark squeezed or hanging where it must: (width, the mark's shift, whether it hangs)."""
        width, last = self._width(start, shown), self.text[shown - 1]
        if width <= room or shown - 1 <= start:
            return width, 0.0, False
        full = last in CLOSING and self.widths[shown - 1] >= NARROW * self.em
        if full and width - self.em / 2 <= room:
            return width - self.em / 2, -self.em / 2, False
        if self.hang and last in HANGING:
            return self.edges[shown - 1] - self.edges[start], 0.0, True
        return (width - self.em / 2, -self.em / 2, False) if full and self.hang else (width, 0.0, False)

    def _in_address(self, start: int, best: int, room: float) -> int:
        """Return where a long address behind `best` is cut to fill a line that would else be torn or half empty; 0 where it stays whole."""
        place = bisect_right(self.long, best, key=lambda span: span[1])
        if place == len(self.long) or self.long[place][0] > self.next_break[best] or not self._ragged(start, best, room):
            return 0
        first, last = self.long[place]
        for at in range(self._last_fitting(start, max(first, best), last - 1, room), max(first, best), -1):
            if cuts_address(self.text, at):
                better = self._half_empty(start, best, room) and best > start and not self._half_empty(start, at, room)
                return at if better or not self._ragged(start, at, room) else 0
        return 0

    def _half_empty(self, start: int, end: int, room: float) -> bool:
        return self._width(start, end) < _HALF_EMPTY * room

    def _ragged(self, start: int, end: int, room: float) -> bool:
        """Tell whether a line would be half empty, or torn if it were justified."""
        shown = self._shown_end(start, end)
        gaps = sum(is_gap(before, after) for before, after in pairwise(self.text[start:shown]))
        return self._half_empty(start, shown, room) or room - self._width(start, shown) > gaps * WIDEST_GAP * self.em

    def _last_fitting(self, start: int, low: int, high: int, room: float) -> int:
        """Return the last place from `low` to `high` before which the line's characters fit; `low` where none does."""
        while low < high:
            middle = (low + high + 1) // 2
            if self._width(start, middle) <= room:
                low = middle
            else:
                high = middle - 1
        return low

    def _inside(self, start: int, piece: int, stop: int, room: float) -> int:
        """Break a piece that is longer than a line: at the last place that fits, marks still in their places where that can be."""
        low = self._last_fitting(start, piece, stop, room)
        for at in range(low, piece, -1):
            if self._sound(at):
                return at
        return low

    def _sound(self, at: int) -> bool:
        before, after = self.text[at - 1], self.text[at] if at < len(self.text) else ""
        return before not in NO_END and not (after and (after in NO_START or is_blank(after) or is_attached(after)))

    def _at_least_one(self, start: int) -> int:
        at = start + 1
        while at < len(self.text) and is_attached(self.text[at]):
            at += 1
        return at

    def _shown_end(self, start: int, end: int) -> int:
        while end > start and is_blank(self.text[end - 1]):
            end -= 1
        return end

    def _width(self, start: int, end: int) -> float:
        """Measure [start, end) standing alone: the last character's squeeze belongs to the next one and does not count."""
        end = self._shown_end(start, end)
        return self.edges[end] - self.edges[start] - self.squeezed[end - 1] if end > start else 0.0

    def _fits(self, start: int, end: int, room: float) -> bool:
        shown = self._shown_end(start, end)
        return shown == start or self._ended(start, shown, room)[0] <= room

    def _make(self, start: int, end: int, indent: float, room: float) -> Line:
        shown = self._shown_end(start, end)
        shifts = self.squeezed[start:end]
        if shown == start:
            return Line(start, end, indent, 0.0, tuple(shifts))
        width, shifts[shown - 1 - start], hanging = self._ended(start, shown, room)
        marks = [at for at in range(start, shown - 1) if self.marks[at + 1] > self.marks[at]] if width > room else []
        if marks and width - room <= len(marks) * _PINCH * self.em:
            for at in marks:
                shifts[at - start] -= (width - room) / len(marks)
            width = room
        return Line(start, end, indent, width, tuple(shifts), hanging)

    def with_company(self, above: Line, last: Line) -> list[Line]:
        """Move a character down to a last line that shows one only, where the line above can spare it."""
        shown = [char for char in self.text[last.start : last.end] if char not in CLOSING and not is_blank(char)]
        end = above.end - 1
        while end > above.start and not self.allowed[end]:
            end -= 1
        room = self.measure - above.indent + _EPSILON
        # In a table's cell nothing is justified: one character more or less makes no line loose.
        spared = self._looseness(above.start, end, room) <= _LOOSER if self.hang else 1 < end - above.start == above.end - above.start - 1
        if len(shown) > 1 or end == above.start or not spared:
            return [above, last]
        moved = self._make(end, last.end, 0.0, self.measure + _EPSILON)
        return [self._make(above.start, end, above.indent, room), moved]


def break_lines(
    text: str, widths: Sequence[float], measure: float, *, em: float, indent: float = 0.0, hang: bool = True
) -> tuple[Line, ...]:
    """Break `text` into lines no wider than `measure` (points), each character as wide as `widths` says.

    `em` is a full-width character's advance; `indent` moves the first line in; with `hang`, one stop at the end may stand beyond the
    measure. Every character comes back in exactly one line, in order. Time is linear in the length.
    """
    if not text:
        return ()
    breaker = _Breaker(text, widths, measure, em, hang)
    lines: list[Line] = []
    start = 0
    while start < len(text):
        line = breaker.line(start, 0.0 if lines else min(indent, measure / 2))
        lines.append(line)
        start = line.end
    if len(lines) > 1:
        lines[-2:] = breaker.with_company(lines[-2], lines[-1])
    return tuple(lines)


def justify(line: Line, text: str, measure: float, em: float) -> tuple[float, ...]:
    """Return the extra advance behind each of the line's characters that brings its end to `measure`.

    The slack is spread evenly over the gaps between characters, none inside Latin words and numbers. A line that would be torn, or has
    no gap, keeps its own advances.
    """
    part = text[line.start : line.end].rstrip()
    slack = measure - line.indent - line.width
    gaps = [at for at in range(len(part) - 1 - line.hanging) if is_gap(part[at], part[at + 1])]
    if slack <= _EPSILON or not gaps or slack / len(gaps) > WIDEST_GAP * em:
        return line.shifts
    extra = slack / len(gaps)
    shifts = list(line.shifts)
    for at in gaps:
        shifts[at] += extra
    return tuple(shifts)
