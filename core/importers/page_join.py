"""Put together a table that a page break cut: shared edges, repeated head, labels that go on, a row cut in two."""

import re
from collections.abc import Sequence

from core.importers.page_grid import Cell, Table

_NEAR = 3.5
_NUMBER = re.compile(r"[-+]?[\d,，.]+(?:（.*）)?|[-—/]*")
_ORDINAL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第")


def same_edges(first: Table, second: Table) -> bool:
    """Tell whether two tables stand in the same place across the page and share an edge between columns where both have one."""
    ends = abs(first.xs[0] - second.xs[0]) <= _NEAR and abs(first.xs[-1] - second.xs[-1]) <= _NEAR
    inner, other = first.xs[1:-1], second.xs[1:-1]
    return ends and (not inner or not other or any(abs(x - y) <= _NEAR for x in inner for y in other))


def _all_edges(first: Sequence[float], second: Sequence[float]) -> tuple[float, ...]:
    """Return the edges of both, near ones taken as one."""
    return tuple(sorted([*first, *(x for x in second if all(abs(x - y) > _NEAR for y in first))]))


def joined(first: Table, second: Table) -> Table:
    """Append the table of the next page to that of the page before, without its repeated head."""
    xs = _all_edges(first.xs, second.xs)
    top, bottom = _on_edges(first, xs), _on_edges(second, xs)
    head = _repeated(top, bottom)
    rest = [c._replace(row=c.row - head) for c in bottom if c.row >= head]
    rows, more = len(first.ys) - 1, len(second.ys) - 1 - head
    cells = _append(top, rest, rows, more)
    down = first.ys[-1] - second.ys[head]
    ys = (*first.ys, *(y + down for y in second.ys[head + 1 :]))
    return Table(xs, ys[: _row_count(cells) + 1], tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _row_count(cells: Sequence[Cell]) -> int:
    return max((c.row + c.row_span for c in cells), default=0)


def _on_edges(table: Table, xs: tuple[float, ...]) -> list[Cell]:
    """Express a table's columns by the edges of a finer one."""
    if table.xs == xs:
        return list(table.cells)
    place = [min(range(len(xs)), key=lambda at, x=x: abs(xs[at] - x)) for x in table.xs]
    return [c._replace(column=place[c.column], column_span=place[c.column + c.column_span] - place[c.column]) for c in table.cells]


def _repeated(top: Sequence[Cell], bottom: Sequence[Cell]) -> int:
    """Count the rows at the top of the second piece that only repeat the first piece's head."""
    best = 0
    for rows in range(1, min(6, _row_count(top), _row_count(bottom)) + 1):
        above, below = [[c for c in cells if c.row < rows] for cells in (top, bottom)]
        if above != below or any(c.row + c.row_span > rows for c in above):
            continue
        if any(c.text and not _NUMBER.fullmatch(c.text) for c in below if c.row == rows - 1 or c.row_span > 1):
            best = rows
    return best if best < _row_count(bottom) else 0


def _append(top: list[Cell], rest: list[Cell], rows: int, more: int) -> list[Cell]:
    """Put the second piece's cells below; labels that go on over the break become one cell, a row cut in two one row."""
    ends = {c.column: c for c in top if c.row + c.row_span == rows}
    opening = sorted((c for c in rest if c.row == 0), key=lambda c: c.column)
    cut = _is_cut_row(opening, ends)
    merged: dict[int, Cell] = {}
    for cell in opening:
        above = ends.get(cell.column)
        if above is None or above.column_span != cell.column_span or not (cut or _goes_on(above, cell)):
            break
        text = above.text if above.text == cell.text else above.text + cell.text
        gained = cell.row_span - 1 if cut else cell.row_span
        merged[cell.column] = above._replace(row_span=above.row_span + gained, text=text)
    if cut and len(merged) < len(opening):
        cut, merged = False, {}
    shift = rows - 1 if cut else rows
    kept = [merged.get(c.column, c) if ends.get(c.column) is c else c for c in top]
    return kept + [c._replace(row=c.row + shift) for c in rest if not (c.row == 0 and c.column in merged)]


def _goes_on(above: Cell, cell: Cell) -> bool:
    """Tell whether a label at the top of a page is the one that the page before ended with."""
    if cell.text == above.text:
        return bool(cell.text) and not _NUMBER.fullmatch(cell.text)
    long = above.row_span > 1 or cell.row_span > 1
    return long and (
        not cell.text or (bool(_ORDINAL.match(above.text)) and not _ORDINAL.match(cell.text) and not _NUMBER.fullmatch(cell.text))
    )


def _is_cut_row(opening: Sequence[Cell], ends: dict[int, Cell]) -> bool:
    """Tell whether the first row only carries on the texts of the last one: the rest of a label, and no value of its own."""
    if len(opening) < 3 or [c.column for c in opening] != sorted(ends):
        return False
    values = [c for c in opening if _NUMBER.fullmatch(c.text)]
    labels = [c for c in opening if c.text and c not in values]
    return all(not c.text for c in values) and bool(labels) and not any(_ORDINAL.match(c.text) for c in labels) and labels[-1].row_span == 1
