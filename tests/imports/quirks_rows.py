"""What is done to labels and places inside tables: broken labels, columns lost or in another order, tables inside tables."""

from core.layout import Role
from tests.imports.paper import Block, Cell, Para, Table
from tests.imports.quirks_tables import grow, insert_column, owner
from tests.imports.sample import Quirk, Sample


def drop_total(s: Sample) -> None:
    """Leave out the total column of table three: the totals are summed, and that is said."""
    table = s.paper.table("applications")
    for row in table.rows:
        row.pop()
    for cell in {id(c): c for c in table.cells()}.values():
        place = next((r.index(cell), r) for r in table.rows if cell in r)
        cell.across = min(cell.across, table.columns - place[0])
    s.note("applications")


def drop_head(table_id: str) -> Quirk:
    """Leave out the headings of a table: its numbers can only be in the form's order, and that is said."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        table.rows = table.rows[table.lead :]
        table.lead = 0
        s.note(table_id)
        s.allow(table_id, None)

    return change


def total_first(s: Sample) -> None:
    """Let the total be the first of the columns of table three, under its own heading."""
    table = s.paper.table("applications")
    places = [next(c for c, p in enumerate(row) if p is not None and p.cell is not None) for row in table.rows[table.lead :]]
    first = places[0]
    for index, row in enumerate(table.rows):
        total = row.pop()
        if index == 0 and total is None:
            row.insert(first + 1, None)
        else:
            row.insert(first, total)


def swap_rows(table_id: str, first: str, second: str) -> Quirk:
    """Let two rows of one group change places, labels and numbers."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        one, other = table.row_of(first), table.row_of(second)
        width = max(c for c, p in enumerate(table.rows[one]) if p is not None and p.role is Role.LABEL)
        for column in range(width, table.columns):
            table.rows[one][column], table.rows[other][column] = table.rows[other][column], table.rows[one][column]

    return change


def broken_row(table_id: str, row: str, at: int) -> Quirk:
    """Break a row's label: its rest stands in a row of its own, whose other cells are blank."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        index = table.row_of(row)
        label = label_of(table, row)
        label.text, rest = label.text[:at], label.text[at:]
        grow(table, index, rest, ())

    return change


def label_of(table: Table, row: str) -> Cell:
    """Return the innermost label of a row."""
    return [p for p in table.rows[table.row_of(row)] if p is not None and p.role is Role.LABEL][-1]


def label_in_two_cells(table_id: str, row: str, at: int) -> Quirk:
    """Let a stray border cut a wide label's cell in two beside each other."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        label = label_of(table, row)
        places = table.rows[table.row_of(row)]
        assert label.across > 1
        places[places.index(label) + 1] = Cell(label.text[at:], 1, label.across - 1, Role.LABEL)
        label.text, label.across = label.text[:at], 1

    return change


def _widen(table: Table, row: int, column: int) -> None:
    """Let the cell left of a new blank one cover it."""
    blank, left = table.rows[row][column + 1], owner(table, row, column)
    if blank is None or blank.text:
        return
    start = next(i for i, each in enumerate(table.rows) if left in each)
    if start == row:
        left.across += 1
    table.rows[row][column + 1] = None


def break_labels(s: Sample) -> None:
    """Break short labels by hand: 总/计, 自然/人, 商业/企业."""
    for table in s.paper.tables():
        for cell in table.cells():
            if cell.cell is None and 2 <= len(cell.text) <= 6:
                half = len(cell.text) // 2 if len(cell.text) != 3 else 2
                cell.text = f"{cell.text[:half]}\n{cell.text[half:]}"


def without_headings(s: Sample) -> None:
    """Leave out the headings of the three tables."""
    ids = {t.id for t in s.paper.tables()}
    s.paper.drop(lambda b: not (isinstance(b, Para) and b.look == "heading" and b.part in ids))


def outer(s: Sample) -> None:
    """Put the whole report into one cell of one table."""
    s.paper.blocks = [Table("outer", [[Cell(inner=s.paper.blocks)]])]


def framed(table_id: str) -> Quirk:
    """Put an official table into a frame: a table of one cell."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        s.paper.replace(table, Table("frame", [[Cell(inner=[table])]]))

    return change


def nested_number(name: str) -> Quirk:
    """Put a number into a table of its own inside its cell."""

    def change(s: Sample) -> None:
        cell = s.paper.table(name.partition(".")[0]).at(name)
        inner: list[Block] = [Table("inner", [[Cell(cell.text)]])]
        cell.text, cell.inner = "", inner

    return change


def digits_in_two_cells(name: str) -> Quirk:
    """Let a stray border cut a number in two: whoever reads it may join it or leave it out, but must say so."""

    def change(s: Sample) -> None:
        table_id = name.partition(".")[0]
        table = s.paper.table(table_id)
        cell = table.at(name)
        row = next(r for r in table.rows if cell in r)
        column = row.index(cell)
        insert_column(table, column + 1)
        for index in range(len(table.rows)):
            if table.rows[index] is not row:
                _widen(table, index, column)
        cell.text, rest = cell.text[:1], cell.text[1:]
        row[column + 1] = Cell(rest)
        s.note(name)
        s.allow(name.rpartition(".")[0], None)

    return change
