"""How the official tables fit their page, for .pdf and .docx alike: columns as wide as they need, words of headings kept whole."""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.document import Grid

# The longest piece of a value that may not be broken, and the width that the value wants, in ems.
Needs = Callable[[str], tuple[float, float]]

# Least widths in ems: of a column of values in a table with labels and in one without.
_VALUES_LEAST, _ALONE_LEAST = 3.0, 2.0
# What a remark may ask for, in ems, where columns are shared out by need.
_REMARK = 6.0
# A longer label would look torn with its ordinal alone on a line.
_ORDINAL = re.compile(r"^（[^（）]{1,3}）(?=.{1,8}$)")


@dataclass(frozen=True, slots=True)
class Fit:
    """What a table is laid out on, in points: its width, the size of its type, the room beside a cell's text and beside a long number.

    `labels` is what the innermost labels keep where long numbers want room, in ems.
    """

    width: float
    size: float
    side: float
    tight: float
    labels: float = 10.0


def column_widths(grid: Grid, fit: Fit, needs: Needs) -> tuple[float, ...]:
    """Share out the width: value columns as wide as their numbers and heads need, the rest to the labels."""
    scale = fit.width / sum(grid.widths)
    shares = tuple(width * scale for width in grid.widths)
    values = {cell.column for cell in grid.cells if cell.cell is not None}
    labels = grid.columns - len(values)
    if grid.head_rows == 0:
        return shares
    if not labels:
        return _by_need(grid, fit, needs, shares)
    longest = max([_VALUES_LEAST, *(needs(cell.text)[1] for cell in grid.cells if cell.cell is not None)])
    need = fit.size * longest + 2 * fit.side
    outer = tuple(_outer(level, fit) for level in range(labels - 1))
    most = (fit.width - sum(outer) - fit.labels * fit.size) / len(values)
    each = min(need, max(shares[max(values)], most))
    return (*outer, fit.width - sum(outer) - each * len(values), *(each,) * len(values))


def _outer(level: int, fit: Fit) -> float:
    """Return what an outer label column needs: one character where labels stand upright, else four."""
    return (1.0 if level == 0 else 4.0) * fit.size + 2 * fit.side + 1.0


def _by_need(grid: Grid, fit: Fit, needs: Needs, shares: tuple[float, ...]) -> tuple[float, ...]:
    """Widen the columns of long numbers at the cost of the others where one would not fit its share."""
    wishes = [_ALONE_LEAST] * len(shares)
    for cell in grid.cells:
        if cell.cell is not None:
            longest, wish = needs(cell.text)
            wishes[cell.column] = max(wishes[cell.column], longest, min(wish, _REMARK))
    if all(wish * fit.size <= share - 2 * fit.side for wish, share in zip(wishes, shares, strict=True)):
        return shares
    room = (fit.width - 2 * fit.tight * len(shares)) / sum(wishes)
    return tuple(wish * room + 2 * fit.tight for wish in wishes)


def words_room(text: str, room: float) -> float:
    """Return the ems that a heading too long for `room` ems may fill, so that its words stay whole and its lines are even.

    Words of two characters each are meant, 社会/公益/组织, as the official template breaks them; 0.0 for a text of any other kind.
    """
    words, odd = divmod(len(text), 2)
    a_line = int(room // 2)
    if odd or not a_line or not all(unicodedata.category(char) == "Lo" for char in text):
        return 0.0
    return 2.0 * math.ceil(words / math.ceil(words / a_line))


def ordinal_end(text: str, widths: Sequence[float], room: float) -> int:
    """Return where a label too wide for the room is broken behind its ordinal, （三）/不予公开; 0 where the rest fits no line.

    `widths` are those of the characters, in the unit of the room.
    """
    ordinal = _ORDINAL.match(text)
    if ordinal is None or sum(widths) <= room:
        return 0
    end = ordinal.end()
    return end if sum(widths[:end]) <= room and sum(widths[end:]) <= room else 0
