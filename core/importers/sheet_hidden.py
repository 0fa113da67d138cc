"""Hidden rows and columns of a sheet: what a person does not see is not read, and what is seen closes up as on the screen."""

from bisect import bisect_right
from collections.abc import Iterable

from core.importers.sheet import Area, Run, Sheet
from core.importers.sheet_values import Place
from core.workbook import reference

_NAMED = 5


class _Runs:
    """Hidden rows or columns in order, none twice, a seen one between any two runs."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self.firsts: list[int] = []
        self.lasts: list[int] = []
        self.before: list[int] = []
        count = 0
        for first, last in sorted(runs):
            if self.lasts and first <= self.lasts[-1] + 1:
                count += max(last - self.lasts[-1], 0)
                self.lasts[-1] = max(self.lasts[-1], last)
                continue
            self.firsts.append(first)
            self.lasts.append(last)
            self.before.append(count)
            count += last - first + 1

    def has(self, index: int) -> bool:
        """Tell whether that row or column is hidden."""
        at = bisect_right(self.firsts, index) - 1
        return at >= 0 and index <= self.lasts[at]

    def closed(self, index: int) -> int:
        """Return how many are seen before that one, which is its number once the hidden ones are gone."""
        at = bisect_right(self.firsts, index) - 1
        return index if at < 0 else index - self.before[at] - min(index, self.lasts[at] + 1) + self.firsts[at]

    def seen_from(self, index: int) -> int:
        """Return the first one from there on that is seen."""
        at = bisect_right(self.firsts, index) - 1
        return self.lasts[at] + 1 if self.has(index) else index


class Hidden:
    """Take the hidden rows and columns out of a sheet, whose places stay what they are until it is closed up.

    The text of a merged area that begins in a hidden one and reaches into seen ones is seen, and kept, at the first of these.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows, self.columns = _Runs(sheet.hidden_rows), _Runs(sheet.hidden_columns)
        self.moved: dict[Place, Place] = {}
        if not self:
            return
        for index, (top, left, bottom, right) in enumerate(sheet.merges):
            first = self.rows.seen_from(top), self.columns.seen_from(left)
            if first != (top, left) and first[0] <= bottom and first[1] <= right:
                self.moved.setdefault((top, left), first)
                sheet.merges[index] = (*first, bottom, right)

    def __bool__(self) -> bool:
        """Tell whether anything is hidden."""
        return bool(self.rows.firsts or self.columns.firsts)

    def place(self, place: Place) -> Place | None:
        """Return where that which stands at a place is seen; None where it is not."""
        place = self.moved.get(place, place)
        return None if self.rows.has(place[0]) or self.columns.has(place[1]) else place

    def leave_out(self) -> str:
        """Drop what is not seen; return the hidden rows and columns that held text in words: 第 3、4 行，第 C 列."""
        sheet = self.sheet
        lost = [place for place in sheet.texts if self.place(place) is None]
        for place in lost:
            del sheet.texts[place]
        # Texts that moved come last: they lie over what a merged area covers.
        for place in [place for place in self.moved if place in sheet.texts]:
            sheet.texts[self.moved[place]] = sheet.texts.pop(place)
        sheet.ruled = {seen for place in sheet.ruled if (seen := self.place(place)) is not None}
        sheet.unsolved = [seen for place in sheet.unsolved if (seen := self.place(place)) is not None]
        rows = sorted({row for row, _ in lost if self.rows.has(row)})
        columns = sorted({column for _, column in lost if self.columns.has(column)})
        said = [f"第 {_named([str(row + 1) for row in rows])}行"] if rows else []
        said += [f"第 {_named([reference((0, column)).removesuffix('1') for column in columns])}列"] if columns else []
        return "，".join(said)

    def close_up(self) -> None:
        """Give rows and columns new numbers, as if there were no hidden ones."""
        sheet, row, column = self.sheet, self.rows.closed, self.columns.closed
        sheet.texts = {(row(y), column(x)): text for (y, x), text in sheet.texts.items()}
        sheet.ruled = {(row(y), column(x)) for y, x in sheet.ruled}
        sheet.blank_rows = {row(y): columns for y, columns in sheet.blank_rows.items() if not self.rows.has(y)}
        areas: list[Area] = [(row(top), column(left), row(low + 1) - 1, column(end + 1) - 1) for top, left, low, end in sheet.merges]
        sheet.merges = [area for area in areas if area[0] <= area[2] and area[1] <= area[3]]


def _named(names: list[str]) -> str:
    shown = "、".join(names[:_NAMED])
    return f"{shown} 等 {len(names)} " if len(names) > _NAMED else f"{shown} "
