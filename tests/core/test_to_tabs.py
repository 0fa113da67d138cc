"""The text of the clipboard: every cell in its place, nothing that would break a row."""

from hypothesis import given

from core.exporters.to_tabs import text
from core.importers import from_text
from core.importers.source import RawTable, RawText
from core.layout import Grid, document
from core.report import Entry, Report
from core.schema import CellId
from core.workbook import as_text
from tests.helpers import distinct_report, grid_rows, reports


def test_every_cell_stands_in_the_place_that_the_form_gives_it():
    report = distinct_report()
    lines = text(document(report)).split("\n")
    for table in report.form.tables:
        wanted = ["\t".join(cell.text if cell else "" for cell in row) for row in grid_rows(report, table.id)]
        at = lines.index(wanted[0])
        assert lines[at : at + len(wanted)] == wanted
    assert lines[0] == report.title
    assert lines[-3:] == [report.signed_unit, "2024年1月20日", ""]


def test_blanks_inside_a_cell_break_no_row():
    report = distinct_report()
    report.entries[CellId("applications", "new", "business")] = Entry(7, remark="甲\t乙\r\n丙")
    assert "7（甲 乙 丙）\t" in text(document(report))


def test_nothing_pasted_into_a_sheet_is_a_formula_and_it_all_comes_back():
    live = ("=1+1", "+电话", "-甲", "@SUM(A1)", "'=引", "=HYPERLINK(1)")
    report = distinct_report(prose={"overview": live})
    report.entries[CellId("applications", "new", "business")] = Entry("=2+5")
    told = text(document(report))
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in told.split("\n") for cell in line.split("\t"))
    source = from_text.read(told.encode(), "x.txt")
    assert set(live) <= {block.text for block in source.blocks if isinstance(block, RawText)}
    assert any("=2+5" in row for block in source.blocks if isinstance(block, RawTable) for row in block.rows)


def test_numbers_with_a_sign_stay_numbers():
    assert [as_text(number) for number in ("-3", "+4", "-1.5", "12")] == ["-3", "+4", "-1.5", "12"]
    assert as_text("-3+cmd") == "'-3+cmd"


@given(reports())
def test_there_are_as_many_lines_as_paragraphs_and_rows(report: Report):
    laid = document(report)
    rows = [line for line in text(laid).split("\n") if "\t" in line]
    grids = [block for block in laid.blocks if isinstance(block, Grid)]
    assert len(rows) >= sum(grid.rows for grid in grids)
    assert {line.count("\t") for line in rows} >= {grid.columns - 1 for grid in grids}
