"""The pages of our own .pdf hold every measure that a program can take, for reports that are hard to print."""

from collections.abc import Callable

import pytest

from core.files import to_bytes
from core.finding_rows import rows_of
from core.papers import Extras, laid_out
from core.report import Report
from core.values import show
from tests.helpers import distinct_report, lost_characters
from tests.papers.checks import faults
from tests.papers.made_up import MADE_UP, RARE, big_numbers, long_prose, rare_characters
from tests.papers.page import pages_of

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

REPORTS: dict[str, Callable[[], Report]] = {**MADE_UP, "2019": lambda: distinct_report("2019"), "2021": lambda: distinct_report("2021")}


@pytest.mark.parametrize("slip", [False, True], ids=["plain", "slip"])
@pytest.mark.parametrize("name", REPORTS)
def test_no_page_has_a_fault(name: str, slip: bool):
    report = REPORTS[name]()
    rows, extras = rows_of(report), Extras(slip=slip)
    laid = laid_out(report, rows, extras)
    assert faults(to_bytes(report, ".pdf", rows, extras), laid, lost=lost_characters(laid)) == []


def test_the_long_report_has_fifteen_pages_of_prose():
    pages = pages_of(to_bytes(long_prose(), ".pdf"))
    assert sum(len(page.prose) for page in pages) >= 15 * 20
    assert long_prose() == long_prose()


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_big_report_has_eight_digits_in_every_cell_and_sums_that_are_right(form_id: str):
    report = big_numbers(form_id)
    assert min(sum(char.isdigit() for char in show(report.value(cell))) for cell in report.form.cells) >= 8
    assert not [row for row in rows_of(report) if row.level == "错误"]
    assert not any(entry.manual for entry in report.entries.values())


def test_the_rare_report_has_its_characters_in_every_kind_of_place():
    report = rare_characters()
    assert all(RARE in text for text in (report.unit, report.title, report.signed_unit, report.paragraphs("overview")[0].text))
    assert RARE in "".join(entry.remark for entry in report.entries.values())
    assert max(RARE) > "\uffff"
