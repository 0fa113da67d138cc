"""What is done to tables on their way into files: merges, splits, columns and rows too many or too few."""

from copy import copy

from core.layout import Role
from tests.imports.paper import Block, Cell, Place, Row, Table
from tests.imports.sample import Quirk, Sample


def unmerged(s: Sample) -> None:
    """Write no cell merged: what a span covers is a blank cell."""
    for table in s.paper.tables():
        flatten(table)


def flatten(table: Table, *, repeated: bool = False) -> None:
    """Take the spans out of a table: covered places become blank cells, or cells with the same text."""
    owners = [[owner(table, r, c) for c in range(table.columns)] for r in range(len(table.rows))]
    table.rows = [
        [p if p is not None else copy(owners[r][c]) if repeated else Cell("", role=owners[r][c].role) for c, p in enumerate(row)]
        for r, row in enumerate(table.rows)
    ]
    for cell in table.cells():
        cell.down = cell.across = 1


def repeated(s: Sample) -> None:
    """Write every covered place with the text of the cell that covers it."""
    for table in s.paper.tables():
        flatten(table, repeated=True)


def owner(table: Table, row: int, column: int) -> Cell:
    """Return the cell that covers a place."""
    for up in range(row, -1, -1):
        for left in range(column, -1, -1):
            place = table.rows[up][left]
            if place is not None and up + place.down > row and left + place.across > column:
                return place
    raise KeyError((row, column))


def split(table_id: str, row: str, *, head: bool = True, label: bool = True) -> Quirk:
    """Cut a table in two above a row; the head is repeated where `head`, a label that goes over the cut where `label`."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        first, second = pieces(table, table.row_of(row), head=head, label=label)
        s.paper.replace(table, first, second)

    return change


def split_below(table_id: str, row: str, *between: Block) -> Quirk:
    """Cut a table in two below a row, so that the rest of its label opens the second piece; blocks stand between."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        first, second = pieces(table, table.row_of(row) + 1, head=False, label=False)
        s.paper.replace(table, first, *between, second)

    return change


def pieces(table: Table, cut: int, *, head: bool, label: bool) -> tuple[Table, Table]:
    """Return the two pieces of a table cut above a row."""
    second = [list(places) for places in table.rows[cut:]]
    for column in range(table.columns):
        if table.rows[cut][column] is None and (above := _starts(table, cut, column)) is not None:
            up, cell = above
            second[0][column] = Cell(cell.text if label else "", up + cell.down - cut, cell.across, cell.role)
            cell.down = cut - up
    top = [[copy(p) if p else None for p in places] for places in table.rows[: table.lead]] if head else []
    return Table(table.id, table.rows[:cut], table.lead), Table(table.id, top + second, len(top))


def _starts(table: Table, row: int, column: int) -> tuple[int, Cell] | None:
    for up in range(row - 1, -1, -1):
        place = table.rows[up][column]
        if place is not None:
            return (up, place) if up + place.down > row else None
    return None


def empty_columns(table_id: str, *places: int) -> Quirk:
    """Put empty columns before these places (the number of columns: at the right edge)."""

    def change(s: Sample) -> None:
        for place in sorted(places, reverse=True):
            insert_column(s.paper.table(table_id), place)

    return change


def insert_column(table: Table, place: int) -> None:
    """Put one empty column before a place; a cell that spans the place becomes wider."""
    wide: set[int] = set()
    new: list[Place] = []
    for index in range(len(table.rows)):
        before = owner(table, index, place - 1) if place else None
        after = owner(table, index, place) if place < table.columns else None
        if before is not None and before is after:
            if id(before) not in wide:
                wide.add(id(before))
            new.append(None)
        else:
            new.append(Cell(""))
    for cell in table.cells():
        cell.across += id(cell) in wide
    for row, one in zip(table.rows, new, strict=True):
        row.insert(place, one)


def drop_row(table_id: str, row: str) -> Quirk:
    """Leave a row out; its numbers are lost."""

    def change(s: Sample) -> None:
        remove_row(s.paper.table(table_id), s.paper.table(table_id).row_of(row))
        for name in s.row(table_id, row):
            s.put(name, None)
        s.note(f"{table_id}.{row}")

    return change


def remove_row(table: Table, index: int) -> None:
    """Take a row out of a grid; a label that starts in it starts in the next one."""
    for column, place in enumerate(table.rows[index]):
        if place is None:
            above = _starts(table, index, column)
            if above is not None:
                above[1].down -= 1
        elif place.down > 1:
            place.down -= 1
            table.rows[index + 1][column] = place
    del table.rows[index]


def add_row(table_id: str, after: str, label: str, texts: tuple[str, ...]) -> Quirk:
    """Put a row of the unit's own behind an official one; nothing may be read from it, and the table says so."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        grow(table, table.row_of(after), label, texts)
        s.note(table_id)

    return change


def grow(table: Table, index: int, label: str, texts: tuple[str, ...]) -> None:
    """Put a row behind another: labels to the left go on over it, its own label and texts are new."""
    width = table.columns
    model = table.rows[index]
    first = next(c for c, p in enumerate(model) if p is not None and p.cell is not None)
    own = max(c for c, p in enumerate(model[:first]) if p is not None)
    row: Row = [None] * width
    for label_cell in {id(o): o for o in (owner(table, index, c) for c in range(own))}.values():
        label_cell.down += 1
    row[own] = Cell(label, 1, first - own, Role.LABEL)
    for offset, column in enumerate(range(first, width)):
        row[column] = Cell(texts[offset] if offset < len(texts) else "")
    table.rows.insert(index + 1, row)
