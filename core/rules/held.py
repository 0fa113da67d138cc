"""A figure of prose beside the cells that it may speak of: what they hold, whether it agrees, how the two differ, the mend."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from core import phrases
from core.figures import Bound, Figure, figures
from core.live import linked
from core.memory import remembered
from core.report import PREAMBLE, Change, Paragraph, Report, text_slot
from core.rules.counted import Counted, Subject, Terms, counted
from core.rules.engine import Finding, Fix
from core.rules.spans import Passage, inside, passages, quotations, replaced, sentence
from core.rules.years import stale_years
from core.schema import CellId
from core.values import number_of, show

Number = int | Decimal

_PLAIN = re.compile(r"(?:\d{1,12}|\d{1,3}(?:[,，]\d{3}){1,3})(?:\.\d{1,6})?(?!\d)(?=\s?\D{0,4}$)")
_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_IN_WAN = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
_MARKS = "，。；！？：、（）,;:()\n"
# So many characters of the clause before a figure are quoted.
_QUOTED = 20
# More cells than these are named by their group alone.
_SPELT_OUT = 2
_YEAR = re.compile(r"\d{4}(?=\s?年)")
_OWN_YEAR = re.compile("今年|本年|当年")
_LAST_DIGIT = re.compile(r"\.(\d{1,12})")


class Offer(NamedTuple):
    """One sum of cells that a figure may speak of; a cell with -1 is taken off."""

    cells: tuple[tuple[CellId, int], ...]
    total: Number
    words: str

    @property
    def ids(self) -> tuple[CellId, ...]:
        """The cells alone."""
        return tuple(cell for cell, _ in self.cells)


class Place(NamedTuple):
    """A counted figure where it stands."""

    passage: Passage
    figure: Figure
    one: Counted


@dataclass
class Table:
    """The report's cells as figures of prose are held against them; what was asked once is remembered."""

    report: Report
    _known: dict[tuple[str, tuple[str, ...], tuple[Terms, ...]], tuple[Offer, ...]] = field(default_factory=dict)
    _filled: dict[CellId, bool] = field(default_factory=dict)

    def offers(self, one: Counted) -> tuple[Offer, ...]:
        """Return the sums that the figure may speak of; none where the form has no such cell, or a cell of any of them is 未填."""
        key = one.subject.name, one.columns, one.also
        if key not in self._known:
            self._known[key] = self._offers(one)
        return self._known[key]

    def _offers(self, one: Counted) -> tuple[Offer, ...]:
        found: list[Offer] = []
        for terms in (*one.subject.cells, *one.also):
            cells = tuple(self._cells(terms, one.columns))
            if any(cell not in self.report.form.cells for cell, _ in cells):
                continue
            if not all(self.is_filled(cell) for cell, _ in cells):
                return ()
            total = sum(sign * (number_of(self.report.value(cell)) or 0) for cell, sign in cells)
            if all(total != offer.total for offer in found):
                found.append(Offer(cells, total, self._words(one.subject, cells, total)))
        return tuple(found)

    def _cells(self, terms: Terms, columns: Sequence[str]) -> Iterator[tuple[CellId, int]]:
        for term in terms:
            sign, name = (-1, term[1:]) if term.startswith("-") else (1, term)
            cell = CellId.parse(name)
            if cell is not None:
                yield cell, sign
            else:
                table, _, row = name.partition(".")
                yield from ((CellId(table, row, column), sign) for column in columns or ("total",))

    def is_filled(self, cell: CellId) -> bool:
        """Tell whether a cell holds a number; one that is added up, whether all that it is added up from do."""
        if cell not in self._filled:
            self._filled[cell] = number_of(self.report.value(cell)) is not None and (
                not self.report.is_computed(cell) or all(map(self.is_filled, self.report.form.sum_of[cell].terms))
            )
        return self._filled[cell]

    def _words(self, subject: Subject, cells: Sequence[tuple[CellId, int]], total: Number) -> str:
        """Say what the cells hold, each by itself or all of them by their group."""
        form, value = self.report.form, self.report.value
        if len(cells) == 1:
            return f"{form.label(cells[0][0])}为 {show(total)}"
        rows = list(dict.fromkeys(cell.row for cell, _ in cells))
        columns = list(dict.fromkeys(cell.column for cell, _ in cells))
        if len(cells) <= _SPELT_OUT:
            (first, _), (second, sign) = cells
            how = "减" if sign < 0 else "加"
            return f"{form.label(first)} {show(value(first))} {how}{form.label(second)} {show(value(second))} 为 {show(total)}"
        number = form.section(cells[0][0].table).number
        place = f"{number}{subject.label}" if subject.label else form.row_label(cells[0][0])
        if len(rows) > 1 and not subject.label:
            place = f"{number}各项"
        path = form.cells[cells[0][0]][1].path
        column = path[-1] if len(columns) == 1 else path[-2] if len(path) > 1 else "各列"
        return f"{place}{'' if columns == ['total'] else f'·{column}'}合计为 {show(total)}"


@cache
def _periods() -> re.Pattern[str]:
    return phrases.compiled("counts", phrases.value("counts", "periods", "pattern"))


@cache
def _plans() -> re.Pattern[str]:
    return re.compile(phrases.any_of(phrases.value("years", "plans")))


def speaks_of_this_year(text: str, start: int, end: int) -> bool:
    """Tell whether words are the report's own on the whole year: no quotation, no plan, not a part of the year or several years."""
    if inside(quotations(text), start):
        return False
    head = text[sentence(text, start, end)[0] : start]
    return not _plans().search(head) and not _periods().search(head)


@remembered
def _of_this_year(text: str, unit: str) -> Iterator[tuple[Counted, Figure]]:
    """Yield the figures that are understood and speak of the whole of a year, which may still be another one."""
    found = figures(text)
    for one in counted(text, unit):
        figure = found[one.at]
        if speaks_of_this_year(text, figure.start, figure.end):
            yield one, figure


def places(report: Report) -> Iterator[Place]:
    """Yield every figure of the sections that is understood and speaks of this year."""
    stale: set[tuple[str, int]] | None = None
    for passage in passages(report):
        if passage.part == PREAMBLE:
            continue
        for one, figure in _of_this_year(passage.text, report.unit):
            if figure.year not in (None, report.year):
                stale = _stale(report) if stale is None else stale
                if not _is_stale(passage, figure, stale):
                    continue
            yield Place(passage, figure, one)


def _stale(report: Report) -> set[tuple[str, int]]:
    """Return where the text means this year and says another (W1): the paragraph and the place of the year."""
    found = (finding.where.split(":") for finding in stale_years(report))
    return {(f"{part}:{number}", int(span.split("-")[0])) for part, number, span in found}


def _is_stale(passage: Passage, figure: Figure, stale: set[tuple[str, int]]) -> bool:
    """Tell whether the year before a figure in its sentence is one that was left over from last year's report."""
    first, last = sentence(passage.text, figure.start, figure.end)
    # 2022年收到8件，今年收到12件: the year is meant.
    if _OWN_YEAR.search(passage.text, first, last):
        return False
    years = [match.start() for match in _YEAR.finditer(passage.text, first, figure.start)]
    return bool(years) and (f"{passage.part}:{passage.index + 1}", years[-1]) in stale


def in_cells(figure: Figure) -> Number:
    """Return the figure's value as cells hold it: money in 万元."""
    return figure.value * _IN_WAN.get(figure.unit, 1)


def half_a_digit(text: str, figure: Figure) -> Decimal:
    """Return half a unit of the last digit that the figure is written with, in its own unit."""
    match = _LAST_DIGIT.search(text, figure.start, figure.end)
    return Decimal(5).scaleb(-1 - (len(match[1]) if match else 0))


def agrees(text: str, figure: Figure, total: Number) -> bool:
    """Tell whether a figure can mean this number: 约 may mean many, 余 and 以上 at least its own, 不足 at most."""
    value = in_cells(figure)
    if figure.bound is Bound.ABOUT:
        return True
    if figure.bound is Bound.OVER:
        return total >= value
    if figure.bound is Bound.UNDER:
        return total <= value
    if figure.upper is not None:
        return value <= total <= figure.upper
    rounded = half_a_digit(text, figure) * _IN_WAN[figure.unit] if figure.unit in _IN_WAN else 0
    return abs(total - value) <= rounded


def quoted(text: str, figure: Figure) -> str:
    """Return the figure with the words of its clause before it."""
    low = max(0, figure.start - _QUOTED)
    first = max((text.rfind(mark, low, figure.start) for mark in _MARKS), default=-1) + 1
    return text[max(first, low) : figure.end].strip().removeprefix("其中")


def differing(table: Table, place: Place) -> Finding | None:
    """Return the finding of a figure that agrees with none of the sums that it may speak of; None where it agrees or cannot be held."""
    passage, figure, one = place
    offers = table.offers(one)
    if not offers or any(agrees(passage.text, figure, offer.total) for offer in offers):
        return None
    against = "，或者".join(f"{offer.words}，相差 {show(_apart(figure, offer.total))}" for offer in offers)
    message = f"文中“{quoted(passage.text, figure)}”，{against}"
    if one.scoped:
        message += "；文中另有统计范围的，请在核实说明里写明"
    expected = written(passage.text, figure, offers[0].total)
    fix = _fix(table.report, place, offers)
    cells = tuple(dict.fromkeys(cell for offer in offers for cell in offer.ids))
    actual = passage.text[figure.start : figure.end]
    return Finding(passage.where(figure.start, figure.end), message, cells, expected, actual, fix)


def _apart(figure: Figure, total: Number) -> Number:
    apart = Decimal(abs(in_cells(figure) - total))
    return apart.quantize(Decimal(1)) if apart == apart.to_integral_value() else apart.normalize()


def written(text: str, figure: Figure, total: Number) -> str:
    """Write a number in the place of the figure's, its unit and its kind of digits kept."""
    old = text[figure.start : figure.end]
    match = _PLAIN.match(old)
    if match is None or not figure.is_exact or figure.unit in ("元", "亿元"):
        return f"{show(total)}{'万元' if figure.unit in _IN_WAN else figure.unit}"
    digits = show(total)
    if ("," in match.group() or "，" in match.group()) and "." not in digits:
        digits = f"{int(total):,}"
    return (digits.translate(_WIDE) if "０" <= old[0] <= "９" else digits) + old[match.end() :]


def _fix(report: Report, place: Place, offers: Sequence[Offer]) -> Fix | None:
    """Return the mend where it is certain: one cell only, and a number in plain digits that means what it says."""
    passage, figure, _ = place
    old = passage.text[figure.start : figure.end]
    match = _PLAIN.match(old)
    total = offers[0].total
    if len(offers) > 1 or len(offers[0].cells) > 1 or not match or not figure.is_exact or total < 0 or figure.unit in ("元", "亿元"):
        return None
    plain = match.group().replace(",", "").replace("，", "")
    if Decimal(plain) != figure.value or (total != int(total) and figure.unit != "万元"):
        return None
    new = written(passage.text, figure, total)
    change = replaced(report, passage, [(figure.start, figure.end)], new)
    return Fix(f"改为“{new}”", change, _live(place, offers[0], new, change))


def _live(place: Place, offer: Offer, new: str, change: Change) -> Fix | None:
    """Return the mend that makes the figure follow its cell, where it is written as the cell is shown."""
    passage, figure, _ = place
    ((cell, sign),) = offer.cells
    digits, slot = show(offer.total), text_slot(passage.part)
    if sign < 0 or not new.startswith(digits):
        return None
    mended: list[Paragraph] = list(change[slot])
    start = figure.start - (len(passage.text) - len(passage.text.lstrip()))
    mended[passage.index] = linked(mended[passage.index], start, start + len(digits), cell)
    return Fix("改为活数", {slot: tuple(mended)})
