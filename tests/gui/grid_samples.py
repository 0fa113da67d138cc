"""Reports for the tests of the tables: invented, every cell another number, so that a shifted row or column cannot hide."""

from core.calculation import settle
from core.report import Entry, Report
from core.schema import CellId, formats
from core.values import CellType

T3 = "applications"


def cell3(row: str, column: str) -> CellId:
    return CellId(T3, row, column)


def distinct_report(form_id: str = "2021", year: int = 2024) -> Report:
    """Every cell without a sum holds its place in the form, from 1; money is written as the form wants it."""
    form = formats()[form_id]
    report = Report(form, unit="青禾市石桥镇人民政府", year=year)
    entries = {}
    for number, cell in enumerate(form.cells, start=1):
        if cell not in form.sum_of:
            entries[cell] = Entry(f"{number}万元" if form.types[cell] is CellType.MONEY else number)
    settle(report, entries)
    return report


def empty_report(form_id: str = "2021", year: int = 2024) -> Report:
    return Report(formats()[form_id], unit="青禾市石桥镇人民政府", year=year)
