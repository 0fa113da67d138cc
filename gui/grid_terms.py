"""What a cell is made of and what it goes into, with the numbers: the declared sums, and what must agree with last year's report."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.calculation import evaluate
from core.schema import CellId, Format, Sum
from core.values import Value, number_of, same, show
from gui.session import Session

PLUS, MINUS, EQUALS = "+", "−", "="
_ASIDE = re.compile(r"（[^（）]{7,}）")
_ORDINAL = re.compile(r"^(\d+\.|（[一二三四五六七八九十]）|[一二三四五六七八九十]、)")
_LONGEST = 16
# So many terms are all named.
_FEW = 4
_HOW = {"row": "各列相加", "column": "各行相加"}


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a sum; `cell` is None where it stands in last year's report."""

    cell: CellId | None
    sign: str
    name: str
    value: Value


@dataclass(frozen=True, slots=True)
class Composition:
    """What makes up `target`: it is computed so, or only checked (`check`); `how` tells two sums of one cell apart."""

    target: CellId
    terms: tuple[Term, ...]
    result: Value
    check: bool = False
    how: str = ""


@dataclass(frozen=True, slots=True)
class Lighting:
    """What is lit while a cell is current: the sign at each other cell, and lines from a cell to the sum that it goes into."""

    signs: Mapping[CellId, str]
    links: tuple[tuple[CellId, CellId], ...]


DARK = Lighting({}, ())


def compositions(session: Session, cell: CellId) -> list[Composition]:
    """Return what a cell is the sum of, what computes it first; then the sums and last year's numbers that it is checked by."""
    report = session.report
    sums = [each for each in report.form.sums if each.target == cell]
    several = len(sums) > 1
    found = [
        Composition(cell, tuple(_terms(session, each)), evaluate(each, report.value), place > 0, _HOW.get(each.each, "") if several else "")
        for place, each in enumerate(sums)
    ]
    return found + list(_carries(session, cell))


def lighting(session: Session, cell: CellId) -> Lighting:
    """Tell what to light: the terms of the cell, or where it has none the sums that it goes into."""
    made = compositions(session, cell)
    if made:
        signs = {term.cell: term.sign for each in made for term in each.terms if term.cell is not None}
        ends = [[term.cell for term in each.terms if term.cell is not None] for each in made]
        return Lighting(signs, tuple((end, cell) for cells in ends for end in cells))
    targets = list(into(session.report.form, cell))
    return Lighting(dict.fromkeys(targets, EQUALS), tuple((cell, target) for target in targets))


def into(form: Format, cell: CellId) -> Mapping[CellId, str]:
    """Return the sums and checks that a cell goes into, each with the sign that it has there."""
    found: dict[CellId, str] = {}
    for each in form.sums:
        if cell in each.terms:
            found.setdefault(each.target, PLUS if cell in each.plus else MINUS)
    for carry in form.table(cell.table).carries:
        for part, sign in [*((p, PLUS) for p in carry.plus), *((m, MINUS) for m in carry.minus)]:
            if cell.column == part:
                found.setdefault(cell._replace(column=carry.this_year), sign)
            elif cell.row == part:
                found.setdefault(cell._replace(row=carry.this_year), sign)
    return {target: sign for target, sign in found.items() if target in form.cells}


def told(session: Session, cell: CellId) -> str:
    """Say in one line what a cell is made of, else what it goes into; empty where neither is."""
    made = compositions(session, cell)
    if made:
        return "；".join(sentence(session, each) for each in made)
    report = session.report
    parts = []
    for target, sign in into(report.form, cell).items():
        line = "本组" if report.form.table(cell.table).grouped else "本行" if target.row == cell.row else "本列"
        taken = "（在那里减去）" if sign == MINUS else ""
        parts.append(f"{line}的{name_of(report.form, target, cell)} {_number(report.value(target))}{taken}")
    return f"计入 {'、'.join(parts)}" if parts else ""


def sentence(session: Session, made: Composition) -> str:
    """Say a sum with its numbers: 总计 = 自然人 12 + 商业企业 5 = 17; where there are many terms, those of 0 are counted, not named."""
    report = session.report
    named = [term for term in made.terms if number_of(term.value) or term.cell is None]
    shown = made.terms if len(made.terms) <= _FEW else named or made.terms[:1]
    words = "".join(f" {term.sign} {term.name} {_number(term.value)}" for term in shown)
    hidden = [term.value is None for term in made.terms if term not in shown]
    counts = ((hidden.count(False), "项为 0"), (hidden.count(True), "项未填"))
    told = "、".join(f"{count} {what}" for count, what in counts if count)
    rest = f"（另 {told}）" if told else ""
    held = report.value(made.target)
    wrong = "" if same(held, made.result) else f"，现在填的是 {_number(held)}{_apart(held, made.result)}"
    name = name_of(report.form, made.target, next((term.cell for term in made.terms if term.cell is not None), None))
    how = f"（{made.how}）" if made.how else "（核对）" if made.check else ""
    return f"{name}{how} = {words.removeprefix(f' {PLUS} ').strip()}{rest} = {_number(made.result)}{wrong}"


def name_of(form: Format, cell: CellId, beside: CellId | None = None) -> str:
    """Name a cell seen from another one: by its column where they share the row, else by its row; ordinals and asides are left out."""
    row, column = form.cells[cell]
    by_column = form.table(cell.table).grouped or (beside is not None and cell.row == beside.row) or not row.path
    label = _ORDINAL.sub("", _ASIDE.sub("", column.label if by_column else row.label))
    return label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"


def _terms(session: Session, formula: Sum) -> Iterator[Term]:
    report = session.report
    for sign, cells in ((PLUS, formula.plus), (MINUS, formula.minus)):
        for cell in cells:
            yield Term(cell, sign, name_of(report.form, cell, formula.target), report.value(cell))


def _carries(session: Session, cell: CellId) -> Iterator[Composition]:
    """Yield what last year's report makes of a cell: its carry-over, and what was added and taken away since."""
    report = session.report
    for carry in report.form.table(cell.table).carries:
        by_column = cell.column == carry.this_year
        if not by_column and cell.row != carry.this_year:
            continue
        field = "column" if by_column else "row"
        before = session.last_value(cell._replace(**{field: carry.last_year}))
        if number_of(before) is None:
            continue
        source = cell._replace(**{field: carry.last_year})
        terms = [Term(None, PLUS, f"上年“{name_of(report.form, source, cell)}”", before)]
        terms += [
            Term(each, sign, name_of(report.form, each, cell), report.value(each))
            for sign, parts in ((PLUS, carry.plus), (MINUS, carry.minus))
            for each in (cell._replace(**{field: part}) for part in parts)
        ]
        yield Composition(cell, tuple(terms), _result(terms), check=True)


def _result(terms: list[Term]) -> Value:
    numbers = [(number_of(term.value), 1 if term.sign == PLUS else -1) for term in terms]
    return sum(number * sign for number, sign in numbers if number is not None)


def _number(value: Value) -> str:
    return show(value) or "未填"


def _apart(held: Value, result: Value) -> str:
    now, wanted = number_of(held), number_of(result)
    return f"，相差 {show(abs(now - wanted))}" if now is not None and wanted is not None else ""
