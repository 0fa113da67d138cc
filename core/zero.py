"""零申请: what a year without applications asks for, part by part: zeros, sentences for the prose; and what speaks against each."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from core import phrases
from core.calculation import complete
from core.figures import figures
from core.profile import own_word
from core.prose import is_heading
from core.report import Change, Entry, Paragraph, Report, text_slot
from core.rules.claims import says_none_came
from core.rules.completeness import zero
from core.rules.counted import counted
from core.rules.held import Place, places, quoted
from core.rules.sections import fee_is_due, is_heading_of, overview, speaks_of_fee, subheading
from core.schema import CellId
from core.values import number_of, show

APPLICATIONS, DISPUTES, ANSWER, FEE = "applications", "review_litigation", "answer", "fee"
_ASPECTS = ("主动公开", "依申请公开", "政府信息管理")
# A paragraph under its heading that is no longer than this says nothing that would be missed.
_SHORT = 60
_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What speaks against a part: `where` as findings have it, and a sentence."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that can be done: `cells` to fill with 0, or one of `wordings` to put in.

    A wording goes into `section` as the paragraph `at`: in the place of `old` where there is such a text, else as a new one before
    what stands there. `done` tells that there is nothing to do.
    """

    id: str
    cells: tuple[CellId, ...] = ()
    wordings: tuple[str, ...] = ()
    section: str = ""
    at: int = 0
    old: str = ""
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def done(self) -> bool:
        """Whether there is nothing to do."""
        return not (self.cells or self.wordings)


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts in the order of the form."""

    parts: tuple[Part, ...]

    def change(self, report: Report, chosen: Mapping[str, str], beside: Container[str] = ()) -> Change:
        """Return the change that does the parts chosen, by id with the words to put in; sums that follow are in it.

        The words of a part in `beside` come behind the old text instead of in its place.
        """
        change: dict[CellId | str, object] = {}
        for part in self.parts:
            if part.id not in chosen:
                continue
            for cell in part.cells:
                change[cell] = Entry(zero(report.form.types[cell]), remark=report.entry(cell).remark)
            if part.wordings and chosen[part.id].strip():
                held = list(report.paragraphs(part.section))
                end = part.at + bool(part.old)
                held[end if part.id in beside else part.at : end] = [Paragraph(chosen[part.id].strip())]
                change[text_slot(part.section)] = tuple(held)
        return complete(report, change)


def suits(report: Report) -> bool:
    """Tell whether table three has cells 未填 and nothing in it, or left from last year, that is not 0."""
    own = _own(report, APPLICATIONS)
    return any(report.value(cell) is None for cell in own) and not any(_against_cells(report, APPLICATIONS)) and not any(_left(report))


def plan(report: Report) -> Plan:
    """Look at a report and return what 零申请 would do to it."""
    parts = [_applications(report), _disputes(report), _answer(report), *([_fee(report)] if fee_is_due(report.year) else [])]
    return Plan(tuple(parts))


# ---- the tables ----------------------------------------------------------------------------------


def _own(report: Report, table: str) -> list[CellId]:
    """Return the cells of a table that no sum fills."""
    return [cell for cell in report.form.cells if cell.table == table and cell not in report.form.sum_of]


def _empty(report: Report, table: str) -> tuple[CellId, ...]:
    return tuple(cell for cell in _own(report, table) if report.value(cell) is None)


def _against_cells(report: Report, table: str) -> Iterator[Obstacle]:
    """Yield the cells of a table that a person or a source filled with anything but 0."""
    for cell in report.form.cells:
        value = report.value(cell)
        if cell.table == table and value not in (None, 0) and not report.is_computed(cell):
            yield Obstacle(str(cell), f"{report.form.label(cell)}填 {show(value)}")


def _left(report: Report) -> Iterator[Obstacle]:
    """Yield what last year's report carried over to this year, where this year's cell does not hold it."""
    last = report.last
    if last is None:
        return
    carried = {carry.last_year: carry.this_year for table in last.form.tables if table.id == APPLICATIONS for carry in table.carries}
    for cell in last.form.cells:
        if cell.table != APPLICATIONS or cell.row not in carried:
            continue
        here = CellId(APPLICATIONS, carried[cell.row], cell.column)
        is_own = here in report.form.cells and here not in report.form.sum_of
        if is_own and number_of(last.value(cell)) and not report.value(here):
            yield Obstacle(str(here), f"上年报告的{last.form.label(cell)}是 {show(last.value(cell))}，没有结转到本年")


def _applications(report: Report) -> Part:
    told = (_told(place) for place in _counts(report, "applications") if not place.passage.inherited)
    return Part(
        APPLICATIONS,
        _empty(report, APPLICATIONS),
        obstacles=(*_against_cells(report, APPLICATIONS), *_left(report), *told),
    )


def _disputes(report: Report) -> Part:
    told = (_told(place) for place in _counts(report, "disputes") if not place.passage.inherited)
    return Part(DISPUTES, _empty(report, DISPUTES), obstacles=(*_against_cells(report, DISPUTES), *_pending(report), *told))


def _pending(report: Report) -> Iterator[Obstacle]:
    """Yield what last year's report told to be undecided: this year it is decided, or still is not."""
    last = report.last
    if last is None:
        return
    for cell in _own(last, DISPUTES):
        # The columns are named by group and outcome.
        if cell.column.endswith("pending") and number_of(last.value(cell)) and cell in report.form.cells:
            yield Obstacle(str(cell), f"上年报告的{last.form.label(cell)}是 {show(last.value(cell))}，本年应有结果")


# ---- the prose -----------------------------------------------------------------------------------


def _counts(report: Report, topic: str) -> Iterator[Place]:
    """Yield the figures of the prose that say more than 0 of a topic."""
    return (place for place in places(report) if place.one.subject.topic == topic and place.figure.value > 0)


def _told(place: Place) -> Obstacle:
    passage, figure = place.passage, place.figure
    old = "（仍是上年文字）" if passage.inherited else ""
    return Obstacle(passage.where(figure.start, figure.end), f"第 {passage.index + 1} 段写着“{quoted(passage.text, figure)}”{old}")


def _wordings(report: Report, name: str) -> tuple[str, ...]:
    own = own_word(report) or "本机关"
    return tuple(words.format(year=report.year or "本", own=own) for words in phrases.value("zero", name, "wordings"))


def _says(report: Report, text: str) -> bool:
    """Tell whether words say how many applications there were, none included."""
    return says_none_came(text, report.unit) or any(one.subject.topic == "applications" for one in counted(text, report.unit))


def _answer(report: Report) -> Part:
    section = overview(report)
    if section is None:
        return Part(ANSWER)
    held = report.paragraphs(section.id)
    if any(not p.inherited and _says(report, p.text) and not _more_than_none(report, p.text) for p in held):
        return Part(ANSWER, section=section.id)
    first, end = _stretch(held)
    at = next((n for n in range(first, end) if held[n].inherited and _says(report, held[n].text)), None)
    lone = [n for n in range(first, end) if not is_heading(held[n].text)]
    if at is None and first > 0 and len(lone) == 1 and held[lone[0]].inherited and len(held[lone[0]].text) <= _SHORT:
        at = lone[0]
    old = "" if at is None else held[at].text
    wordings = tuple(_head(old) + words for words in _wordings(report, ANSWER))
    if old and says_none_came(old, report.unit) and not _more_than_none(report, old):
        wordings = (*wordings, old)
    return Part(ANSWER, (), wordings, section.id, end if at is None else at, old, _against_answer(report, section.id, at))


def _more_than_none(report: Report, text: str) -> bool:
    found = figures(text)
    return any(one.subject.topic == "applications" and found[one.at].value > 0 for one in counted(text, report.unit))


def _against_answer(report: Report, section: str, at: int | None) -> tuple[Obstacle, ...]:
    told = [_told(place) for place in _counts(report, "applications") if (place.passage.part, place.passage.index) != (section, at)]
    cells = [*_against_cells(report, APPLICATIONS), *_left(report)]
    return (*([Obstacle(cells[0].where, "表三里有不是 0 的数")] if cells else []), *told)


def _stretch(held: tuple[Paragraph, ...]) -> tuple[int, int]:
    """Return from where to where the prose is on 依申请公开: below its heading, or all of it; new words go before the end."""
    heads = [(n, found) for n, p in enumerate(held) if (found := subheading(p.text))]
    for n, (style, heading) in heads:
        if is_heading_of(heading, _ASPECTS[1]):
            end = next((m for m, (other, _) in heads if m > n and other == style), len(held))
            return (n, end) if len(held[n].text) > len(heading) + 1 else (n + 1, end)
    following = next((n for n, (_, heading) in heads if is_heading_of(heading, _ASPECTS[2])), None)
    return (0, len(held) if following is None else following)


def _head(text: str) -> str:
    """Return the heading that opens a paragraph with the mark behind it; empty where it opens with none."""
    found = subheading(text)
    return text[: len(found[1]) + 1] if found is not None and len(text) > len(found[1]) + 1 else ""


@cache
def _charged() -> re.Pattern[str]:
    return phrases.compiled("zero", phrases.value("zero", "fee", "charged"))


def _fee(report: Report) -> Part:
    section = report.form.text_sections[-1].id
    held = report.paragraphs(section)
    charged = [(n, match) for n, p in enumerate(held) if not p.inherited and (match := _charged().search(p.text))]
    if not charged and any(not p.inherited and speaks_of_fee(p.text) for p in held):
        return Part(FEE, section=section)
    at = next((n for n, p in enumerate(held) if p.inherited and speaks_of_fee(p.text)), None)
    old = "" if at is None else held[at].text
    wordings = _wordings(report, FEE)
    if old and not _charged().search(old):
        wordings = (*wordings, old)
    against = tuple(Obstacle(f"{section}:{n + 1}:{m.start()}-{m.end()}", f"第 {n + 1} 段写着“{m.group()[:_SHOWN]}”") for n, m in charged)
    return Part(FEE, (), wordings, section, at or 0, old, against)
