"""What tempts a reader to put a number into a wrong cell: columns in another order, doubles, two reports in one file."""

from copy import copy

from core.layout import Role
from tests.imports.paper import Cell, Row, Table, paper
from tests.imports.quirks_rows import label_of
from tests.imports.quirks_tables import flatten, grow, insert_column
from tests.imports.sample import Quirk, Sample
from tests.imports.truths import truth


def swap_columns(table_id: str, first: str, second: str) -> Quirk:
    """Let two columns of one block (ids of columns, of rows <group>.<outcome> too) change places, headings and numbers."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        one, other = (_column_of(table, name) for name in (first, second))
        for row in table.rows:
            cells = (row[one], row[other])
            if all(c is not None and c.role in (Role.HEAD, Role.VALUE, Role.SUM) and c.across == 1 for c in cells):
                row[one], row[other] = row[other], row[one]

    return change


def _column_of(table: Table, name: str) -> int:
    return next(
        c
        for row in table.rows
        for c, p in enumerate(row)
        if p is not None and p.cell is not None and name in (p.cell.column, f"{p.cell.row}.{p.cell.column}")
    )


def swap_groups(s: Sample) -> None:
    """Let 未经复议直接起诉 and 复议后起诉 of table four change places, headings and numbers."""
    table = s.paper.table("review_litigation")
    first, second = (_column_of(table, f"{group}.upheld") for group in ("litigation_direct", "litigation_after_review"))
    for row in table.rows:
        if row[first] is not None and row[second] is not None:
            row[first : first + 5], row[second : second + 5] = row[second : second + 5], row[first : first + 5]


def swap_blocks(s: Sample) -> None:
    """Let columns of the first block of table two change places: 现行有效件数 comes first."""
    table = s.paper.table("proactive")
    for row in table.rows[1:4]:
        row[1], row[3] = row[3], row[1]


def drop_column(name: str) -> Quirk:
    """Leave a column of table three out, heading and numbers: its cells are lost, and that is said."""

    def change(s: Sample) -> None:
        table = s.paper.table("applications")
        column = _column_of(table, name)
        for row in table.rows:
            place = row.pop(column)
            assert place is None or place.across == 1
        for cell in table.cells():
            if cell.role is Role.HEAD and cell.text in ("申请人情况", "法人或其他组织"):
                cell.across -= 1
        for row_id in s.due["tables"]["applications"]:
            s.put(f"applications.{row_id}.{name}", None)
        s.note("applications")

    return change


def doubled_row(row: str) -> Quirk:
    """Let a row stand twice with other numbers: which one counts cannot be known, so that both are named or neither is read."""

    def change(s: Sample) -> None:
        table = s.paper.table("applications")
        label = label_of(table, row)
        grow(table, table.row_of(row), label.text, tuple(str(51001 + i) for i in range(7)))
        s.note(f"applications.{row}")
        s.allow(f"applications.{row}", None)

    return change


def nameless_row(row: str) -> Quirk:
    """Leave a row's label blank: its place tells what it is, and that is said."""

    def change(s: Sample) -> None:
        label_of(s.paper.table("applications"), row).text = ""
        s.note(f"applications.{row}")
        s.allow(f"applications.{row}", None)

    return change


def wrong_total(name: str, text: str) -> Quirk:
    """Let the source's own total be wrong: it is read as it stands."""

    def change(s: Sample) -> None:
        s.paper.table(name.partition(".")[0]).at(name).text = text
        s.put(name, int(text))

    return change


def last_year_beside(s: Sample) -> None:
    """Put last year's numbers beside this year's in table two: 上年 is a column of its own, headed as such."""
    table = s.paper.table("proactive")
    flatten(table)
    insert_column(table, 4)
    for index, row in enumerate(table.rows):
        label, cell = row[0], row[4]
        assert label is not None
        assert cell is not None
        heads = label.text == "信息内容"
        cell.text = "上年数（供对比）" if heads else "" if label.text.startswith("第") else str(61000 + index)


def two_reports(other: str) -> Quirk:
    """Put another year's whole report behind this one: only the first counts, and that is said."""

    def change(s: Sample) -> None:
        s.paper.blocks += paper(truth(other)).blocks
        s.note("")

    return change


def collapsed_blanks(row: str, *columns: str) -> Quirk:
    """Leave blank cells of a row out of a text, so that its numbers stand too far left: nobody can tell, and that is said."""

    def change(s: Sample) -> None:
        table = s.paper.table("applications")
        for column in columns:
            s.put(f"applications.{row}.{column}", None)
        index = table.row_of(row)
        kept = [p for p in table.rows[index] if not (p is not None and p.cell is not None and p.cell.column in columns)]
        table.rows[index] = kept
        s.note(f"applications.{row}")
        s.allow(f"applications.{row}", None)

    return change


def stale_column(s: Sample) -> None:
    """Put a column of old numbers into table three, which the workbook hides."""
    table = s.paper.table("applications")
    insert_column(table, 5)
    for index, row in enumerate(table.rows[table.lead :]):
        place = row[5]
        assert place is not None
        place.text = str(91000 + index)


def beside(table_id: str, at: int, heading: str, text: str) -> Quirk:
    """Put a column of the unit's own into a table: 序号 with the rows' numbers ({} in `text`), 单位 with 件."""

    def change(s: Sample) -> None:
        table = s.paper.table(table_id)
        insert_column(table, at)
        lead = table.lead or 2
        for index, row in enumerate(table.rows):
            place = row[at]
            if place is not None:
                place.text = heading if index == lead - 1 else "" if index < lead else text.format(index - lead + 1)

    return change


def nameless_column(name: str) -> Quirk:
    """Leave the heading of a column of table three blank: its place tells what it is, and that is said."""

    def change(s: Sample) -> None:
        table = s.paper.table("applications")
        column = _column_of(table, name)
        [row[column] for row in table.rows[: table.lead] if row[column] is not None][-1].text = ""  # type: ignore[union-attr]
        s.note("applications")
        s.allow("applications", None)

    return change


def flat_head(s: Sample) -> None:
    """Write the headings of table three in one row: the names of its columns alone."""
    table = s.paper.table("applications")
    width = table.columns
    row: Row = [Cell("", 1, 3, Role.CORNER), None, None]
    for column in range(3, width):
        row.append(Cell(next(c.text for r in reversed(table.rows[: table.lead]) if (c := r[column]) is not None), role=Role.HEAD))
    table.rows = [row, *table.rows[table.lead :]]
    table.lead = 1


def blank_total(s: Sample) -> None:
    """Leave a row's total blank: it is the sum of the row."""
    s.paper.table("applications").at("applications.granted.total").text = ""


def summary_row(s: Sample) -> None:
    """Put a row 合计 of the unit's own below table two's first block."""
    table = s.paper.table("proactive")
    grow(table, 3, "合计", ("71001", "71002", "71003"))
    s.note("proactive")


def empty_form_behind(s: Sample) -> None:
    """Put the empty form behind the filled table three: its blanks take nothing away."""
    table = s.paper.table("applications")
    blank = Table(table.id, [[copy(p) if p else None for p in row] for row in table.rows], table.lead)
    for cell in blank.cells():
        cell.text = "" if cell.cell is not None else cell.text
    s.paper.replace(table, table, blank)
