"""Hold the rows of a table against their declared sums: where most of them disagree, their numbers stand in wrong columns."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from core.importers.recognition_found import Found
from core.schema import CellId, Format
from core.values import number_of, parse

# A source may have some wrong totals of its own; more than this share of its rows, and so many, it has not.
_MOST, _FEWEST = 0.5, 3


def texts_agree(form: Format, cells: Sequence[CellId], texts: Sequence[str]) -> bool:
    """Tell whether the texts of a row, in the form's order, agree with every sum across it."""
    numbers = [number_of(parse(text, form.types[cell]).value) or 0 for cell, text in zip(cells, texts, strict=True)]
    return _agree(form, dict(zip(cells, numbers, strict=True)))


def row_agrees(found: Found, cells: Sequence[CellId]) -> bool:
    """Tell whether what was read of a row agrees with every sum across it."""
    return _agree(found.form, {cell: number_of(found.value(cell)) or 0 for cell in cells})


def _agree(form: Format, held: Mapping[CellId, int | Decimal]) -> bool:
    sums = [form.sum_of[cell] for cell in held if cell in form.sum_of]
    return all(held[f.target] == sum(held[c] for c in f.plus) for f in sums if not f.minus and held.keys() >= set(f.plus))


def disagreeing(found: Found, rows: Sequence[Sequence[CellId]]) -> list[Sequence[CellId]]:
    """Return the rows whose total is there and is not what its columns add up to, if they are most of the rows; else none."""
    whole = [cells for cells in rows if len(cells) > 1 and cells[-1] in found.form.sum_of and found.value(cells[-1]) is not None]
    wrong = [cells for cells in whole if not row_agrees(found, cells)]
    return wrong if len(wrong) >= _FEWEST and len(wrong) > _MOST * len(whole) else []


def doubt(found: Found, rows: Sequence[Sequence[CellId]]) -> None:
    """Say of each row that its numbers may stand in wrong columns."""
    for cells in rows:
        found.note("多数行的合计和各列相加不符，各数可能错了列，请核对", f"{cells[0].table}.{cells[0].row}")
        found.doubt(cells)
