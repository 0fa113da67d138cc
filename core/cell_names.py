"""Short names of cells in the words of the form (三·新收·总计), as live figures in prose are written: printed one way, read many ways."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import NamedTuple

from core import phrases
from core.schema import CellId, Format, formats
from core.values import fold, squeeze

_ORDINAL = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+[.．])")
_ASIDE = re.compile(r"（[^（）]{7,}）")
# What joins the parts of a name, or belongs to its look only.
_LOOKS = re.compile(r"[^\w]|表|第(?=[一二三四五六七八九十])")
_TOTAL = "总计"


class _Parts(NamedTuple):
    """How a cell may be named: the section's number, its row and its column, the short form of each first."""

    number: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]


def cell_name(form: Format, cell: CellId) -> str:
    """Name a cell shortly, such as 三·新收·总计; no two cells of a form share a name."""
    return _names(form.id)[cell]


def cell_named(form: Format, text: str) -> CellId | None:
    """Return the cell that a name means; None where it means none or several.

    The short and the full words of the form are read, with any signs or blanks between them, with or without the section's number and
    without the column where the row has a 总计 or one column only.
    """
    return _by_key(form.id).get(_key(text))


def matching(form: Format, wanted: str) -> list[CellId]:
    """Return the cells whose names hold every word of `wanted` (blanks and signs part words), in reading order; all for no word."""
    parts = [_key(part) for part in re.split(r"[\s·、，.|/]+", wanted) if _key(part)]
    found = [cell for cell, words in _searched(form.id).items() if all(part in words for part in parts)]
    meant = cell_named(form, wanted) if parts else None
    return found if meant is None else [meant, *(cell for cell in found if cell != meant)]


@cache
def _names(form_id: str) -> Mapping[CellId, str]:
    form = formats()[form_id]
    return {cell: "·".join((parts.number, parts.rows[0], parts.columns[0])) for cell in form.cells for parts in (_parts(form, cell),)}


@cache
def _searched(form_id: str) -> Mapping[CellId, str]:
    """Hold for each cell what a search looks through: the short name and the form's own words."""
    form = formats()[form_id]
    return {cell: f"{_key(name)} {_key(form.label(cell))}" for cell, name in _names(form_id).items()}


@cache
def _by_key(form_id: str) -> Mapping[str, CellId | None]:
    form = formats()[form_id]
    found: dict[str, CellId | None] = {}
    for cell in form.cells:
        for key in set(_keys(form, cell)):
            found[key] = None if key in found else cell
    # What the program itself writes is always understood.
    return found | {_key(name): cell for cell, name in _names(form_id).items()}


def _keys(form: Format, cell: CellId) -> Iterator[str]:
    parts = _parts(form, cell)
    columns = parts.columns + (("",) if _is_usual(form, cell) else ())
    for number, row, column in product((parts.number, ""), parts.rows, columns):
        yield _key(number + row + column)
    yield _key(form.label(cell))


def _is_usual(form: Format, cell: CellId) -> bool:
    """Tell whether a row's name alone means this cell: its 总计, or its only one."""
    row = [other for other in form.table(cell.table).cells if other.row == cell.row]
    return len(row) == 1 or form.cells[cell][1].label == _TOTAL


def _parts(form: Format, cell: CellId) -> _Parts:
    row, column = form.cells[cell]
    if form.table(cell.table).grouped:
        above, own, seen = column.path[:-1], column.path[-1:], ()
    else:
        above, own, seen = row.path, column.path, row.seen
    leaf = _bare(above[-1])
    rows = (_short("row", leaf), leaf, "".join(map(_bare, above)), "".join(map(_bare, above[1:])), *map(_bare, seen))
    label = _ASIDE.sub("", column.label)
    columns = (_short("column", column.label), column.label, label, "".join(own), *column.seen)
    return _Parts(form.section(cell.table).number, tuple(filter(None, rows)), columns)


def _short(kind: str, label: str) -> str:
    return phrases.value("cell_names", kind).get(label, label)


def _bare(label: str) -> str:
    return _ASIDE.sub("", _ORDINAL.sub("", label))


def _key(text: str) -> str:
    return _LOOKS.sub("", fold(squeeze(text)))
