"""Odd tables that a person still reads, or sees that they cannot be read: spans too long, wrapped rows, merged numbers, marks."""

from core.layout import Role
from tests.imports.make_docx import run
from tests.imports.paper import Cell, Para, Row, Table
from tests.imports.sample import Quirk, Sample


def span_too_long(group: str, row: str) -> Quirk:
    """Let a label's span reach one row too far, so that the next group's first row is pushed to the right by a column."""

    def change(s: Sample) -> None:
        table = s.paper.table("applications")
        table.labelled(group).down += 1
        s.note(f"applications.{row}")
        s.allow(f"applications.{row}", None)

    return change


def one_cell_for_all(row: str, text: str, value: object) -> Quirk:
    """Merge the numbers of a row into one cell: it may be read for all of them or for none, and that is said."""

    def change(s: Sample) -> None:
        table = s.paper.table("applications")
        places = table.rows[table.row_of(row)]
        first = next(c for c, p in enumerate(places) if p is not None and p.cell is not None)
        kept = places[first]
        assert kept is not None
        kept.text, kept.across = text, len(places) - first
        places[first + 1 :] = [None] * (len(places) - first - 1)
        for name in s.row("applications", row):
            s.put(name, value)
        s.note(f"applications.{row}")
        s.allow(f"applications.{row}", None)

    return change


def marked(name: str, mark: str) -> Quirk:
    """Put a footnote's mark behind a number: it is no digit of it."""

    def change(s: Sample) -> None:
        s.paper.table(name.partition(".")[0]).at(name).text += mark
        s.note(name)
        s.allow(name, None, f"{s.get(name)}{mark}")

    return change


def hidden_digits(name: str, digits: str) -> Quirk:
    """Put hidden digits behind a number of a Word file: nobody sees them."""

    def change(s: Sample) -> None:
        cell = s.paper.table(name.partition(".")[0]).at(name)
        cell.inner = [Para("", "plain", xml=run(cell.text) + run(digits, "<w:vanish/>"))]

    return change


def upright(s: Sample) -> None:
    """Write table four upright: a row an outcome, its group to the left, one column of numbers; whoever cannot read it must say so."""
    table = s.paper.table("review_litigation")
    rows: list[Row] = [[Cell("类别", 1, 2, Role.CORNER), None, Cell("结果", role=Role.HEAD), Cell("件数", role=Role.HEAD)]]
    groups = (
        (("行政复议", ""), "review"),
        (("行政诉讼", "未经复议直接起诉"), "litigation_direct"),
        (("行政诉讼", "复议后起诉"), "litigation_after_review"),
    )
    outcomes = {"upheld": "结果维持", "corrected": "结果纠正", "other": "其他结果", "pending": "尚未审结", "total": "总计"}
    for (first, second), group in groups:
        for outcome, label in outcomes.items():
            place = table.at(f"review_litigation.{group}.{outcome}")
            rows.append([Cell(first, role=Role.LABEL), Cell(second, role=Role.LABEL), Cell(label, role=Role.LABEL), place])
    s.paper.replace(table, Table(table.id, rows, 1))
    s.note(table.id)
    s.allow(table.id, None)


def without_lines(s: Sample) -> None:
    """Draw no lines around cells: columns are told by where the numbers stand; what cannot be told is said."""
    for table in s.paper.tables():
        table.border = False
        s.allow(table.id, None)


def wrapped(row: str, after: int) -> Quirk:
    """Let a line of text end in the middle of a row: its other numbers stand on the next line; whoever cannot tell must say so."""

    def change(s: Sample) -> None:
        table = s.paper.table("applications")
        index = table.row_of(row)
        first = next(c for c, p in enumerate(table.rows[index]) if p is not None and p.cell is not None)
        rest = table.rows[index][first + after :]
        table.rows[index : index + 1] = [table.rows[index][: first + after], rest]
        s.note(f"applications.{row}")
        s.allow(f"applications.{row}", None)

    return change
