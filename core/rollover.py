"""Last year's report becomes this year's draft, and last year's values find their cells in this year's form."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from core.calculation import expected, settle
from core.errors import BrokenForm
from core.live import carried, resolved
from core.phrases import without_remains
from core.prose import is_heading, tidy
from core.report import PREAMBLE, Entry, Note, Paragraph, Report, official_title
from core.schema import FORMATS, CellId, Format, format_for_year
from core.values import Value, same, show
from core.years import step

_PLANS = re.compile(r"下一步|下一年|将|计划|打算|拟|力争|继续")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of how a form became the next; `to` is None where a cell has no successor. A "*" matches any row or column."""

    source: CellId
    target: CellId | None
    note: str = ""

    def matches(self, cell: CellId) -> bool:
        """Tell whether the line speaks of this cell."""
        return all(a in ("*", b) for a, b in zip(self.source, cell, strict=True))

    def follow(self, cell: CellId) -> CellId | None:
        """Return the cell's successor by this line."""
        return None if self.target is None else CellId(*(b if a == "*" else a for a, b in zip(self.target, cell, strict=True)))


@cache
def changes(old: str, new: str) -> tuple[Change, ...]:
    """Load how the form `old` became the form `new`; empty where both are one. BrokenForm where nobody has written it down."""
    if old == new:
        return ()
    path = FORMATS / "changes" / f"{old}-{new}.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        lines = [Change(CellId(*c["from"]), CellId(*c["to"]), c.get("note", "")) for c in data.get("cell", ())]
        lines += [Change(CellId(*c["from"]), None, c.get("note", "")) for c in data.get("drop", ())]
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as fault:
        raise BrokenForm(
            "两年的表样接不上",
            f"resources/formats/changes/{path.name} 缺失或有误，请重新安装程序",
        ) from fault
    return tuple(lines)


def successor(cell: CellId, old: Format, new: Format) -> CellId | None:
    """Return the cell of the form `new` in which a cell of the form `old` continues, None where there is none."""
    found = next(
        (line.follow(cell) for line in changes(old.id, new.id) if line.matches(cell)),
        cell,
    )
    return found if found in new.cells else None


def last_values(report: Report) -> Mapping[CellId, Value]:
    """Return last year's value for every cell of this year's form that continues one; empty without last year's report."""
    if report.last is None:
        return {}
    last, found = report.last, {}
    for cell in last.form.cells:
        target = successor(cell, last.form, report.form)
        if target is not None and last.value(cell) is not None:
            found[target] = last.value(cell)
    return found


def last_memo(report: Report, cell: CellId) -> str:
    """Return last year's 批注 at the cell that this one continues; empty where there is none."""
    last = report.last
    if last is None:
        return ""
    return next((text for old, text in last.memos.items() if successor(old, last.form, report.form) == cell), "")


def roll_forward(last: Report, year: int | None = None) -> Report:
    """Return the draft for the year after `last` (or for `year`): counts 未填, 上年结转 filled, prose stepped and marked as last year's.

    批注 speak of last year's numbers: the draft begins without, and `last_memo` finds them beside last year's values.
    Raises BrokenForm only where the two editions of the form are not joined by a file in `resources/formats/changes`.
    """
    year = year or (last.year + 1 if last.year else 0)
    form = format_for_year(year)
    if form.first_year < last.form.first_year:
        form = last.form
    draft = Report(
        form,
        unit=last.unit,
        year=year,
        title=official_title(last.unit, year),
        signed_unit=last.signed_unit,
        contact=last.contact,
        profile=last.profile,
    )
    draft.last = replace(last.copy(), last=None, notes=(), extra={})
    notes = _roll_cells(draft, last)
    notes += _roll_texts(draft, last)
    if not year:
        notes.append(Note("year", "上年报告里没有年份，请填写本年的年度"))
    draft.notes = tuple(dict.fromkeys(notes))
    return draft


def _roll_cells(draft: Report, last: Report) -> list[Note]:
    carried: dict[CellId, Entry] = {}
    for old_table in last.form.tables:
        for carry in old_table.carries:
            if carry.plus or carry.minus:
                continue
            for cell in last.form.cells:
                target = CellId(cell.table, carry.this_year, cell.column)
                continues = cell.table == old_table.id and cell.row == carry.last_year and target in draft.form.cells
                if continues and last.value(cell) is not None:
                    carried[target] = Entry(last.value(cell))
    settle(draft, carried)
    for cell in carried:
        if not draft.is_computed(cell):
            draft.entries[cell] = replace(draft.entry(cell), carried=True)
    return _carry_notes(draft, last, carried)


def _carry_notes(draft: Report, last: Report, carried: Mapping[CellId, Entry]) -> list[Note]:
    notes = [
        Note(_place(line, draft.form), line.note) for line in changes(last.form.id, draft.form.id) if line.note and _speaks(line, last)
    ]
    for cell in carried:
        if cell in draft.form.sum_of and not same(expected(draft, cell), draft.value(cell)):
            words = f"上年报告的结转下年度总计 {show(draft.value(cell))} 与各列相加不等，照原样带入，请核对"
            notes.append(Note(str(cell), words))
    return notes


def _place(line: Change, form: Format) -> str:
    """Name the row of this year's form that a line speaks of, its table where this year's form has no such row."""
    row = (line.target or line.source)[:2]
    return ".".join(row) if any(cell[:2] == row for cell in form.cells) else row[0]


def _speaks(line: Change, last: Report) -> bool:
    """Tell whether last year's report holds anything but zero where the line applies."""
    return any(line.matches(cell) and last.value(cell) not in (None, 0) for cell in last.form.cells)


def _roll_texts(draft: Report, last: Report) -> list[Note]:
    notes: list[Note] = []
    for part in (PREAMBLE, *(s.id for s in draft.form.text_sections)):
        rolled: list[Paragraph] = []
        for paragraph in last.paragraphs(part):
            text, taken = without_remains(tidy(paragraph.text))
            if taken:
                notes.append(Note(part, "去掉了上年文字里残留的模板说明或书签"))
            if text:
                rolled.append(rolled_paragraph(draft, last, paragraph, text))
        if rolled:
            draft.texts[part] = tuple(rolled)
    return notes


def rolled_paragraph(draft: Report, last: Report, old: Paragraph, tidied: str) -> Paragraph:
    """Return last year's paragraph for this year: years stepped but in live figures, which go on where their cells do."""
    text = step_paragraph(tidied, last.year, draft.year)
    live = carried([old], [tidied]).get(0, ()) if old.live else ()
    # Years keep their length up to the year 9999: what is not stepped stands where it stood.
    if len(text) != len(tidied):
        live = carried([Paragraph(tidied, live=live)], [text]).get(0, ())
    for figure in live:
        text = text[: figure.start] + tidied[figure.start : figure.end] + text[figure.end :] if len(text) == len(tidied) else text
    there = ((figure, successor(figure.cell, last.form, draft.form)) for figure in live)
    kept = tuple(replace(figure, cell=cell) for figure, cell in there if cell is not None)
    # A heading says the same every year: there is nothing to rewrite.
    return resolved(Paragraph(text, inherited=not is_heading(text), live=kept), draft.value)


def step_paragraph(text: str, old: int, new: int) -> str:
    """Step the report's own year, and the year after it where the paragraph speaks of plans."""
    if not old or old == new:
        return text
    years = {old: new, old + 1: new + 1} if _PLANS.search(text) else {old: new}
    return step(text, years)
