"""The parts of the 图解: cards with the year's headline, tiles, pairs of bars, a whole with its shares, a table of small bars.

Each part is drawn with its upper left corner at a place and returns its height; lengths in points.
"""

from collections.abc import Sequence
from itertools import accumulate

from core.drawing import text_width
from core.infographic_facts import Figure, Number, Row
from core.infographic_look import ACCENT, CARD, DIM, INK, LAST, LINE, NOW, Amount, Pen, fitted, step_colours
from core.values import show

_GAP = 10.0
_COLUMNS = 4
_NAME, _SMALL = 9.0, 7.5
_LEAST = 1.5
_LEAST_SIZE = 6.0
# A name that stands further from its part is led to by a longer line, which would else lie too flat.
_ASIDE = 12.0


def heading(pen: Pen, x: float, y: float, width: float, text: str, *, legend: bool = False) -> float:
    """Write a part's title; the legend names the colours of this year and last year."""
    size = 11.5
    base = y + size
    pen.box(x, y + 1.2, 3.0, size, ACCENT)
    room = text_width("■ 本年　■ 上年", _SMALL) + 12.0 if legend else 0.0
    pen.text(x + 9.0, base - 0.6, text, size, INK, room=width - 9.0 - room)
    if legend:
        left = x + width - 4 * _SMALL - 26.0
        for at, (name, colour) in enumerate((("本年", NOW), ("上年", LAST))):
            start = left + at * (2 * _SMALL + 14.0)
            pen.box(start, base - 6.8, 6.0, 6.0, colour)
            pen.text(start + 8.5, base - 1.0, name, _SMALL, DIM, room=2 * _SMALL)
    return size + 4.0 + 7.0 * pen.space


def cards(pen: Pen, figures: Sequence[Figure], x: float, y: float, width: float) -> float:
    """Draw the headline: up to four large numbers, all of one size."""
    each = (width - _GAP * (len(figures) - 1)) / len(figures)
    inner = each - 20.0
    compared = any(figure.last is not None for figure in figures)
    amounts = [Amount(show(figure.now), figure.unit, 26.0, 10.0) for figure in figures]
    size = min(amount.within(inner).size for amount in amounts)
    foot = 13.0 if compared else 0.0
    height = 54.0 + foot
    for at, figure in enumerate(figures):
        left = x + at * (each + _GAP)
        pen.box(left, y, each, height, CARD, 4.0)
        pen.text(left + 10.0, y + 17.0, figure.label, _NAME, DIM, room=inner)
        pen.amount(left + 10.0, y + 43.0, Amount(show(figure.now), figure.unit, size, 10.0), room=inner, colour=ACCENT)
        if figure.now is not None and figure.last is not None:
            pen.text(left + 10.0, y + 57.0, _against(figure.now, figure.last), _SMALL, DIM, room=inner)
    return height


def _against(now: Number, last: Number) -> str:
    """Say what last year's number was and how this year's differs."""
    more = now - last
    step = "持平" if not more else f"{'增加' if more > 0 else '减少'} {show(abs(more))}"
    return f"上年 {show(last)}，{step}"


def tiles(pen: Pen, rows: Sequence[Row], x: float, y: float, width: float) -> float:
    """Draw numbers under their names on four columns: rows of several numbers as a table has them, single ones side by side."""
    top = y
    each = (width - _GAP * (_COLUMNS - 1)) / _COLUMNS
    places = [x + at * (each + _GAP) for at in range(_COLUMNS)]
    heads: list[str] = []
    for row in (row for row in rows if len(row.figures) > 2):
        names = [figure.label for figure in row.figures]
        y += _tile_row(pen, [None, *row.figures], places, each, y, name=row.label, heads=names != heads)
        heads = names
    singles = [_named(row, figure) for row in rows if len(row.figures) <= 2 for figure in row.figures if figure.counts]
    for first in range(0, len(singles), _COLUMNS):
        y += _tile_row(pen, singles[first : first + _COLUMNS], places, each, y)
    return y - top - 4.0 * pen.space


def _named(row: Row, figure: Figure) -> Figure:
    """Name a number that stands alone by its row, and by its column too where the row has two."""
    name = row.label if len(row.figures) == 1 else f"{row.label}·{figure.label}"
    return Figure(name, figure.now, figure.last, figure.unit)


def _tile_row(
    pen: Pen, figures: Sequence[Figure | None], places: Sequence[float], each: float, y: float, name: str = "", heads: bool = True
) -> float:
    """Draw one row; last year's numbers stand beside this year's where there is room for all of them, else below."""
    shown = [(left, figure) for left, figure in zip(places, figures, strict=False) if figure is not None and figure.now is not None]
    compared = any(figure.last is not None for _, figure in shown)
    beside = all(_tile_amount(figure).width + 6.0 + text_width(_last(figure), _SMALL) <= each for _, figure in shown)
    base = y + (27.0 if heads else 17.5) + pen.space
    below = 0.0 if beside else 10.5 + pen.space
    pen.line(places[0], y, places[-1] + each, y)
    pen.text(places[0], base, name, 10.0, room=each)
    for left, figure in shown:
        if heads:
            pen.text(left, y + 12.0, figure.label, 8.0 if name else 8.5, DIM if name else INK, room=each)
        width = pen.amount(left, base, _tile_amount(figure), room=each)
        start = left + (width + 6.0 if beside else 0.0)
        pen.text(start, base + below, _last(figure), _SMALL, DIM, room=each)
    return base - y + (below if compared else 0.0) + 5.0 + 5.0 * pen.space


def _tile_amount(figure: Figure) -> Amount:
    return Amount(show(figure.now), figure.unit, 14.0, 8.0)


def _last(figure: Figure) -> str:
    return f"上年 {show(figure.last)}" if figure.last is not None else ""


def pairs(pen: Pen, figures: Sequence[Figure], x: float, y: float, width: float) -> float:
    """Draw a bar for each number and, thinner below it, one for last year's, all on one scale."""
    names = min(max(text_width(figure.label, _NAME) for figure in figures), width * 0.4)
    amounts = [Amount(show(figure.now), figure.unit, 9.5, 8.0) for figure in figures]
    lasts = [_last(figure) for figure in figures]
    numbers = min(max(*(amount.width for amount in amounts), *(text_width(last, _SMALL) for last in lasts), 0.0), width * 0.4)
    start = x + names + 8.0
    room = x + width - start - numbers - 6.0
    most = max(1, *(figure.now or 0 for figure in figures), *(figure.last or 0 for figure in figures))
    step = (21.0 if any(lasts) else 13.0) + 6.0 * pen.space
    for at, (figure, amount, last) in enumerate(zip(figures, amounts, lasts, strict=True)):
        top = y + at * step
        pen.text(x, top + 9.0, figure.label, _NAME, INK, room=names)
        long = _length(figure.now, most, room)
        pen.box(start, top + 1.0, long, 9.5, NOW)
        pen.amount(start + long + 5.0, top + 9.3, amount, room=numbers)
        if last:
            long = _length(figure.last, most, room)
            pen.box(start, top + 13.0, long, 5.0, LAST)
            pen.text(start + long + 5.0, top + 18.7, last, _SMALL, DIM, room=numbers)
    height = len(figures) * step - 6.0 * pen.space
    pen.line(start, y - 1.5, start, y + height, DIM)
    return height


def _length(number: Number | None, most: Number, room: float) -> float:
    share = float(number or 0) / float(most)
    return max(_LEAST, room * share) if share > 0 else 0.0


def shares(pen: Pen, figures: Sequence[Figure], x: float, y: float, width: float) -> float:
    """Draw a whole cut into its parts, and under each part, led to by a line, its name and number."""
    high = 18.0
    lengths = _cut([float(figure.now or 0) for figure in figures], width, gap=1.0)
    starts = list(accumulate((length + 1.0 for length in lengths), initial=x))
    amounts = [Amount(show(figure.now), figure.unit, 11.5, 8.0) for figure in figures]
    lasts = [_last(figure) for figure in figures]
    most = (width - 6.0 * (len(figures) - 1)) / len(figures)
    rooms = [
        min(most, max(text_width(figure.label, _NAME), amount.width, text_width(last, _SMALL)))
        for figure, amount, last in zip(figures, amounts, lasts, strict=True)
    ]
    middles = [start + length / 2 for start, length in zip(starts, lengths, strict=False)]
    places = spread(middles, rooms, x, x + width, 6.0)
    moved = max(abs(place - middle) for place, middle in zip(places, middles, strict=True))
    lead = (8.0 if moved < _ASIDE else 15.0) + 4.0 * pen.space
    colours = step_colours(len(figures))
    for at, figure in enumerate(figures):
        pen.box(starts[at], y, lengths[at], high, colours[at])
        bend = y + high + lead * 0.35
        pen.line(middles[at], y + high + 1.0, middles[at], bend, DIM)
        pen.line(middles[at], bend, places[at], y + high + lead, DIM)
        base = y + high + lead
        pen.text(places[at], base + 10.0, figure.label, _NAME, INK, room=rooms[at], anchor="middle")
        pen.amount(places[at], base + 24.0, amounts[at], room=rooms[at], anchor="middle")
        pen.text(places[at], base + 34.5, lasts[at], _SMALL, DIM, room=rooms[at], anchor="middle")
    return high + lead + (37.0 if any(lasts) else 27.0)


def _cut(numbers: Sequence[float], width: float, gap: float) -> list[float]:
    """Share a width out by numbers; the smallest part can still be seen."""
    room = width - gap * (len(numbers) - 1)
    least = 2.0
    whole = sum(numbers)
    small = [number * room / whole < least for number in numbers]
    rest = sum(number for number, is_small in zip(numbers, small, strict=True) if not is_small)
    left = room - least * sum(small)
    return [least if is_small else number * left / rest for number, is_small in zip(numbers, small, strict=True)]


def spread(middles: Sequence[float], widths: Sequence[float], left: float, right: float, gap: float) -> list[float]:
    """Move things of these widths apart until none touches another, each as near to its place as that allows, in order."""
    found: list[float] = []
    edge = left - gap
    for middle, width in zip(middles, widths, strict=True):
        place = max(middle, edge + gap + width / 2)
        found.append(place)
        edge = place + width / 2
    edge = right + gap
    for at in range(len(found) - 1, -1, -1):
        found[at] = min(found[at], edge - gap - widths[at] / 2)
        edge = found[at] - widths[at] / 2
    return found


def matrix(pen: Pen, rows: Sequence[Row], x: float, y: float, width: float) -> float:
    """Draw a table of numbers with a small bar below each, on one scale; columns in which nothing counts are left out."""
    heads = [figure.label for figure in rows[0].figures]
    columns = [at for at in range(len(heads)) if any(row.figures[at].counts for row in rows)]
    names = min(max(text_width(row.label, _NAME) for row in rows), width * 0.36)
    each = (width - names - _GAP * len(columns)) / max(len(columns), 4)
    places = [x + names + _GAP + at * (each + _GAP) for at in range(len(columns))]
    most = max(1, *(row.figures[at].now or 0 for row in rows for at in columns))
    for left, at in zip(places, columns, strict=True):
        pen.text(left, y + 8.0, heads[at], 8.0, DIM, room=each)
    shown = [row.figures[at] for row in rows for at in columns if row.figures[at].now is not None]
    size = min(_last_size(figure, each) for figure in shown)
    top = y + 12.0
    step = 18.0 + 5.0 * pen.space
    for row in rows:
        pen.line(x, top, x + width, top, LINE)
        pen.text(x, top + 13.0, row.label, _NAME, INK, room=names)
        for left, at in zip(places, columns, strict=True):
            _small_bar(pen, row.figures[at], left, top, each, most, size)
        top += step
    return top - y - 3.0 * pen.space


def _small_amount(figure: Figure) -> Amount:
    return Amount(show(figure.now), figure.unit, 9.5, 8.0)


def _last_size(figure: Figure, each: float) -> float:
    """Return the size at which last year's number stands beside this year's, 0 where that would be too small to read."""
    size = fitted(_last(figure), _SMALL, max(each - _small_amount(figure).width - 5.0, 0.0))
    return size if size >= _LEAST_SIZE else 0.0


def _small_bar(pen: Pen, figure: Figure, left: float, top: float, each: float, most: Number, last_size: float) -> None:
    if figure.now is None:
        return
    shown = pen.amount(left, top + 12.5, _small_amount(figure), room=each, colour=INK if figure.now else DIM)
    if last_size:
        pen.text(left + shown + 5.0, top + 12.5, _last(figure), last_size, DIM, room=each)
    pen.box(left, top + 15.5, _length(figure.now, most, each), 2.5, NOW)
