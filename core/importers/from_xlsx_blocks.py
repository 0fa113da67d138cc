"""Cut a sheet into paragraphs and tables."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.importers.from_xlsx_parts import TooLarge
from core.importers.from_xlsx_sheet import Area, Sheet
from core.importers.source import MAX_CELLS, RawTable, RawText
from core.workbook import LONGEST_TEXT

Block = RawText | RawTable


def blocks(sheet: Sheet) -> list[Block]:
    """Return what the sheet shows from top to bottom.

    Where anything has lines around it, a table is what has lines; else it is the rows with more than one text and what lies between them.
    Blank rows part tables, unless a merged cell reaches over them.
    """
    by_row: dict[int, list[int]] = {}
    for row, column in sorted(sheet.texts):
        by_row.setdefault(row, []).append(column)
    rows = sorted({*by_row, *sheet.blank_rows})
    in_table = _table_rows(sheet, by_row, rows)
    joined = _Reach(sheet)
    found: list[Block] = []
    group: list[int] = []
    for row in rows:
        if group and (row not in in_table or not joined.over(group[-1], row)):
            found.extend(_table(sheet, by_row, group))
            group = []
        if row in in_table:
            group.append(row)
        else:
            found.extend(_texts(sheet, row, by_row[row]))
    if group:
        found.extend(_table(sheet, by_row, group))
    return list(_whole(found))


def _table_rows(sheet: Sheet, by_row: dict[int, list[int]], rows: Sequence[int]) -> set[int]:
    """Tell which rows belong to tables."""
    if sheet.ruled:
        ruled = {row for row, _ in sheet.ruled}
        return ruled | {row for row in sheet.blank_rows if row - 1 in ruled}
    many = [row for row in rows if len(by_row.get(row, ())) > 1]
    found: set[int] = set()
    for first, last in pairwise(many):
        between = range(first, last + 1)
        if last - first <= 3 and all(row in by_row for row in between):
            found.update(between)
    return found | set(many)


class _Reach:
    """Tell whether two rows stand together: one right below the other, or a merged cell that holds text spans what lies between."""

    def __init__(self, sheet: Sheet) -> None:
        spans = sorted((top, bottom) for top, left, bottom, _ in sheet.merges if (top, left) in sheet.texts and bottom > top)
        self.tops = [top for top, _ in spans]
        self.lowest: list[int] = []
        for _, bottom in spans:
            self.lowest.append(max(bottom, self.lowest[-1] if self.lowest else bottom))

    def over(self, upper: int, lower: int) -> bool:
        if lower - upper == 1:
            return True
        index = bisect_right(self.tops, upper)
        return index > 0 and self.lowest[index - 1] >= lower - 1


def _texts(sheet: Sheet, row: int, columns: Sequence[int]) -> Iterator[RawText]:
    text = "　".join(sheet.texts[row, column] for column in columns)
    for line in text.splitlines():
        if line.strip():
            yield RawText(line)


def _table(sheet: Sheet, by_row: dict[int, list[int]], rows: Sequence[int]) -> Iterator[Block]:
    """Lay the rows out as a rectangle; columns that hold nothing are left out only where the rectangle would be too large."""
    kept = set(rows)
    columns = sorted({column for row in rows for column in by_row.get(row, ())})
    if len(columns) == 1:
        for row in rows:
            yield from _texts(sheet, row, by_row.get(row, ()))
        return
    merges = [area for area in sheet.merges if area[0] <= rows[-1] and area[2] >= rows[0]]
    right = max([columns[-1], *(area[3] for area in merges if area[0] in kept and (area[0], area[1]) in sheet.texts)])
    if len(rows) * (right - columns[0] + 1) <= MAX_CELLS:
        columns = list(range(columns[0], right + 1))
    if len(rows) * len(columns) > MAX_CELLS:
        raise TooLarge
    place_of_row = {row: index for index, row in enumerate(rows)}
    grid: list[list[str | None]] = [[sheet.texts.get((row, column), "") for column in columns] for row in rows]
    for area in merges:
        _cover(grid, area, rows, columns, place_of_row)
    covered = [index for index, line in enumerate(grid) if all(cell is None for cell in line)]
    for index in reversed(covered):
        del grid[index]
    yield RawTable(tuple(tuple(line) for line in grid))


def _cover(grid: list[list[str | None]], area: Area, rows: Sequence[int], columns: Sequence[int], place_of_row: dict[int, int]) -> None:
    """Mark what a merged area covers; its first place keeps the text."""
    top, left, bottom, right = area
    first, last = bisect_right(columns, left - 1), bisect_right(columns, right)
    for row in rows[bisect_right(rows, top - 1) : bisect_right(rows, bottom)]:
        line = grid[place_of_row[row]]
        for index in range(first, last):
            if (row, columns[index]) != (top, left):
                line[index] = None


def _whole(found: Sequence[Block]) -> Iterator[Block]:
    """Join the pieces of a paragraph that was too long for one cell."""
    held = ""
    for block in found:
        if not isinstance(block, RawText):
            yield from [RawText(held)] if held else []
            held = ""
            yield block
            continue
        held += block.text
        if len(block.text) != LONGEST_TEXT:
            yield RawText(held)
            held = ""
    if held:
        yield RawText(held)
