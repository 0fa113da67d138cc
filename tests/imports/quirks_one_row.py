"""A report of today's form whose （六）其他处理 is one row, as the old form has it."""

from tests.imports.paper import Cell
from tests.imports.quirks_rows import label_of
from tests.imports.quirks_tables import remove_row
from tests.imports.sample import Sample

_ROWS = ("other_not_corrected", "other_fee_unpaid", "other_misc")


def one_row_other(s: Sample) -> None:
    """Write （六）其他处理 in one row: its numbers are 3.其他, where the old row goes, the other two are lost, and all that is said."""
    table = s.paper.table("applications")
    for row in _ROWS[:2]:
        remove_row(table, table.row_of(row))
        for name in s.row("applications", row):
            s.put(name, None)
        s.note(f"applications.{row}")
    index = table.row_of(_ROWS[2])
    group = next(p for p in table.rows[index] if p is not None and p.text == "（六）其他处理")
    column = table.rows[index].index(group)
    inner = label_of(table, _ROWS[2])
    table.rows[index][table.rows[index].index(inner)] = None
    table.rows[index][column] = Cell(group.text, 1, 2, group.role)
    s.note(f"applications.{_ROWS[2]}")
