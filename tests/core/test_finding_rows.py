"""The rows that papers quote name a place once: in front of the message, or in a column of its own."""

from core.acceptance import with_acceptance
from core.document import Slip
from core.finding_rows import rows_of
from core.papers import Extras, laid_out
from core.places import place_label
from core.report import Report
from core.rules.engine import run
from tests.helpers import distinct_report


def broken() -> Report:
    """Return a report whose figures do not follow from last year's."""
    report = distinct_report(year=2024)
    report.last = distinct_report(year=2023, seed=1000)
    return report


def test_no_message_begins_with_the_place_that_stands_beside_it() -> None:
    rows = rows_of(broken())
    assert rows
    assert all(row.place and row.message and not row.message.startswith(f"{row.place}：") for row in rows)


def test_an_accepted_number_is_named_once_on_the_slip() -> None:
    report = broken()
    found = next(finding for finding in run(report) if finding.rule == "H2")
    report.apply({"accepted": with_acceptance(report, found, "已据实更正")})
    slip = laid_out(report, rows_of(report), Extras(slip=True)).blocks[0]
    assert isinstance(slip, Slip)
    said = next(cell.text for cell in slip.grid.cells if cell.text.startswith("1. "))
    assert said.count(place_label(report.form, found.where)) == 1
