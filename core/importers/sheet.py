"""What every reader of workbooks makes of one sheet, and how it says that a file cannot be one."""

from dataclasses import dataclass, field

from core.importers.sheet_values import Place

# More merged areas than this are no report's.
MAX_MERGES = 20_000
# So many empty cells with lines in one row are a row of a table that is 未填.
RULED_ENOUGH = 2

# First row, first column, last row, last column.
Area = tuple[int, int, int, int]


@dataclass
class Sheet:
    """What a sheet holds: texts by place, those with a line around them, merged areas.

    `blank_rows` are rows of empty ruled cells right below a row with text: a table whose last row is 未填. `unsolved` are formulas
    whose result the file does not hold.
    """

    name: str
    texts: dict[Place, str] = field(default_factory=dict)
    ruled: set[Place] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)
    blank_rows: dict[int, list[int]] = field(default_factory=dict)
    unsolved: list[Place] = field(default_factory=list)


class NotReadable(Exception):
    """A part of a file is damaged or not there."""


class TooLarge(NotReadable):
    """More cells or more bytes than any report has."""
