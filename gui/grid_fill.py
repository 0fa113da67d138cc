"""Which cells a fill copies from which: downwards, to the right, along a drag. Pure geometry, and the entries that come of it."""

from collections.abc import Mapping, Sequence

from core.layout import GridCell, cell_text
from core.report import Entry, Report
from core.schema import CellId
from core.values import parse
from gui.grid_places import Places

# (target, source) in reading order of the targets.
Copies = list[tuple[GridCell, GridCell]]


def down(places: Places, cells: Sequence[GridCell]) -> Copies:
    """Copy the first cell of every run of selected cells over those below; one that stands alone takes the one above it."""
    return _along(cells, {cell: _above(places, cell) for cell in cells})


def right(places: Places, cells: Sequence[GridCell]) -> Copies:
    """Copy the first cell of every run of selected cells over those to its right; one that stands alone takes the one to its left."""
    return _along(cells, {cell: _before(places, cell) for cell in cells})


def _above(places: Places, cell: GridCell) -> GridCell | None:
    line = places.position(cell)[0]
    return places.nearest(places.lines[line - 1], cell.column) if line else None


def _before(places: Places, cell: GridCell) -> GridCell | None:
    line, place = places.position(cell)
    return places.lines[line][place - 1] if place else None


def _along(cells: Sequence[GridCell], before: Mapping[GridCell, GridCell | None]) -> Copies:
    chosen = set(cells)
    led = {source for cell in cells if (source := before[cell]) in chosen}
    first: dict[GridCell, GridCell] = {}
    copies: Copies = []
    for cell in cells:
        source = before[cell]
        if source in chosen:
            first[cell] = first.get(source, source)
            copies.append((cell, first[cell]))
        elif source is not None and cell not in led:
            copies.append((cell, source))
    return copies


def towards(places: Places, block: Sequence[GridCell], cell: GridCell) -> Copies:
    """Copy a block on and on along its rows or columns up to `cell`, whichever way that is farther off; nothing where it lies inside."""
    left, end = min(c.column for c in block), max(c.column + c.column_span for c in block)
    first, last = places.position(block[0])[0], places.position(block[-1])[0]
    line = places.position(cell)[0]
    beside = _beyond(places.lines[line], left, end, cell.column)
    if max(line - last, first - line, 0) >= max(len(beside), 1):
        return _down_the_lines(places, block, range(last + 1, line + 1) if line > last else range(line, first))
    copies: Copies = []
    for cells in places.lines[first : last + 1]:
        run = [c for c in cells if c in block]
        start = cells.index(run[0])
        copies += [(c, run[(cells.index(c) - start) % len(run)]) for c in _beyond(cells, left, end, cell.column)]
    return copies


def _beyond(cells: Sequence[GridCell], left: int, end: int, column: int) -> list[GridCell]:
    """Return the cells of a line that lie outside the columns `left` to `end`, up to the one at `column`."""
    if column >= end:
        return [c for c in cells if end <= c.column <= column]
    return [c for c in cells if column <= c.column < left]


def _down_the_lines(places: Places, block: Sequence[GridCell], lines: range) -> Copies:
    rows = [[c for c in cells if c in block] for cells in places.lines]
    first = places.position(block[0])[0]
    height = sum(map(bool, rows))
    left, end = min(c.column for c in block), max(c.column + c.column_span for c in block)
    return [
        (c, places.nearest(rows[first + (line - first) % height], c.column))
        for line in lines
        for c in places.lines[line]
        if c.column < end and c.column + c.column_span > left
    ]


def copied(report: Report, copies: Copies) -> tuple[dict[CellId, Entry], int]:
    """Return the entries that a fill sets, read as the targets' types have it, and how many sums it leaves alone."""
    texts = [(target.cell, cell_text(report, source.cell)) for target, source in copies if target.cell and source.cell]
    return written(report, texts)


def written(report: Report, texts: Sequence[tuple[CellId, str]]) -> tuple[dict[CellId, Entry], int]:
    """Return the entries of texts, and how many of the cells have a declared sum: these are left alone."""
    form = report.form
    entries: dict[CellId, Entry] = {}
    for cell, text in texts:
        if cell not in form.sum_of:
            parsed = parse(text, form.types[cell])
            entries[cell] = Entry(parsed.value, remark=parsed.remark)
    return entries, len(texts) - len(entries)
