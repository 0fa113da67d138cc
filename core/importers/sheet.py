"""What every reader of workbooks makes of one sheet, and how it says that a file cannot be one."""

from dataclasses import dataclass, field

from core.importers.sheet_values import Place
from core.importers.source import MAX_CELLS

# More merged areas than this are no report's.
MAX_MERGES = 20_000
# So many empty cells with lines in one row are a row of a table that is 未填.
RULED_ENOUGH = 2

# First row, first column, last row, last column.
Area = tuple[int, int, int, int]
# First and last of rows or columns side by side.
Run = tuple[int, int]


@dataclass
class Sheet:
    """What a sheet holds: texts by place, those with a line around them, merged areas.

    `blank_rows` are rows of empty ruled cells right below a row with text: a table whose last row is 未填. `unsolved` are formulas
    whose result the file does not hold. `hidden_rows` and `hidden_columns` are runs in any order.
    """

    name: str
    texts: dict[Place, str] = field(default_factory=dict)
    ruled: set[Place] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)
    blank_rows: dict[int, list[int]] = field(default_factory=dict)
    unsolved: list[Place] = field(default_factory=list)
    hidden_rows: list[Run] = field(default_factory=list)
    hidden_columns: list[Run] = field(default_factory=list)

    def hide_rows(self, first: int, last: int) -> None:
        """Note that rows are hidden; TooLarge where there are more such places than in any report."""
        _add_run(self.hidden_rows, first, last)

    def hide_columns(self, first: int, last: int) -> None:
        """Note that columns are hidden; TooLarge as above."""
        _add_run(self.hidden_columns, first, last)


def _add_run(runs: list[Run], first: int, last: int) -> None:
    if runs and runs[-1][1] + 1 == first <= last:
        runs[-1] = (runs[-1][0], last)
    elif first <= last:
        runs.append((first, last))
    if len(runs) > MAX_CELLS:
        raise TooLarge


class NotReadable(Exception):
    """A part of a file is damaged or not there."""


class TooLarge(NotReadable):
    """More cells or more bytes than any report has."""
