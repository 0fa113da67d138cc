"""Cut a sheet into paragraphs and tables."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from core.importers.sheet import Area, Sheet, TooLarge
from core.importers.source import MAX_CELLS, RawTable, RawText
from core.workbook import LONGEST_TEXT

Block = RawText | RawTable

_MOST_WORK = 5_000_000


def blocks(sheet: Sheet) -> list[Block]:
    """Return what the sheet shows from top to bottom.

    Where anything has lines around it, a table is what has lines; else it is the rows with more than one text and what lies between them.
    Blank rows part tables, unless a merged cell reaches over them. TooLarge where laying it out is more work than any report.
    """
    cutter = _Cutter(sheet)
    rows = sorted({*cutter.by_row, *sheet.blank_rows})
    in_table = _table_rows(sheet, cutter.by_row, rows)
    joined = _Reach(sheet)
    found: list[Block] = []
    group: list[int] = []
    for row in rows:
        if group and (row not in in_table or not joined.over(group[-1], row)):
            found.extend(cutter.table(group))
            group = []
        if row in in_table:
            group.append(row)
        else:
            found.extend(cutter.texts(row))
    if group:
        found.extend(cutter.table(group))
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


class _Cutter:
    """Turn rows of the sheet into paragraphs or a rectangle."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.by_row: dict[int, list[int]] = {}
        for row, column in sorted(sheet.texts):
            self.by_row.setdefault(row, []).append(column)
        self.work = 0

    def texts(self, row: int) -> Iterator[RawText]:
        """Yield what a row says, a paragraph a line."""
        text = "　".join(self.sheet.texts[row, column] for column in self.by_row.get(row, ()))
        for line in text.splitlines():
            if line.strip():
                yield RawText(line)

    def table(self, rows: Sequence[int]) -> Iterator[Block]:
        """Lay the rows out as a rectangle; columns that hold nothing are left out only where the rectangle would be too large."""
        columns = sorted({column for row in rows for column in self.by_row.get(row, ())})
        if len(columns) == 1:
            for row in rows:
                yield from self.texts(row)
            return
        self._spend(len(self.sheet.merges))
        texts, kept = self.sheet.texts, set(rows)
        merges = [area for area in self.sheet.merges if area[0] <= rows[-1] and area[2] >= rows[0]]
        right = max([columns[-1], *(area[3] for area in merges if area[0] in kept and (area[0], area[1]) in texts)])
        if len(rows) * (right - columns[0] + 1) <= MAX_CELLS:
            columns = range(columns[0], right + 1)
        if len(rows) * len(columns) > MAX_CELLS:
            raise TooLarge
        grid: list[list[str | None]] = [[texts.get((row, column), "") for column in columns] for row in rows]
        for area in merges:
            self._cover(grid, area, rows, columns)
        yield RawTable(tuple(tuple(line) for line in grid if any(cell is not None for cell in line)))

    def _cover(self, grid: list[list[str | None]], area: Area, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Mark what a merged area covers; its first place keeps the text."""
        top, left, bottom, right = area
        across = range(bisect_left(columns, left), bisect_right(columns, right))
        down = range(bisect_left(rows, top), bisect_right(rows, bottom))
        self._spend(len(across) * len(down))
        for place in down:
            line = grid[place]
            for index in across:
                if (rows[place], columns[index]) != (top, left):
                    line[index] = None

    def _spend(self, steps: int) -> None:
        """Count the work: merged areas that lie over one another, which no program writes, could make it endless."""
        self.work += steps
        if self.work > _MOST_WORK:
            raise TooLarge


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
