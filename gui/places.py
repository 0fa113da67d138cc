"""Where a finding is in the window: the page, and the cell or the stretch of prose on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.report import Report
    from core.rules.engine import Finding
    from core.schema import CellId

FIELDS = ("unit", "year", "title", "signed_unit", "signed_date", "contact")
# The page for what belongs to none of the six sections: unit, year, title, signature, contact, preamble.
INFO = "info"


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the window (`info` or a section id), and on it a cell, a span of a paragraph (from 0) or a field.

    A field is a report's slot, or `preamble` for its text as a whole.
    """

    page: str
    cell: CellId | None = None
    paragraph: int | None = None
    start: int = 0
    end: int = 0
    field: str = ""


def place_of(finding: Finding, report: Report) -> Place:
    """Find the place that a finding names; the info page where it names the title or the whole report."""
    from core.report import PREAMBLE
    from core.schema import CellId

    where = finding.where
    cell = CellId.parse(where)
    if cell is not None and cell in report.form.cells:
        return Place(cell.table, cell)
    part, _, rest = where.partition(":")
    if part in report.form.section_ids or part == PREAMBLE:
        page = INFO if part == PREAMBLE else part
        if rest:
            return _stretch(page, rest)
        first = next((c for c in finding.cells if c.table == part), None)
        return Place(page, first, field=part if part == PREAMBLE else "")
    if finding.cells:
        return Place(finding.cells[0].table, finding.cells[0])
    return Place(INFO, field=part if part in FIELDS else "")


def has_a_spot(finding: Finding) -> bool:
    """Tell whether a finding names a cell, words or a field; else it speaks of a whole part or report."""
    return ":" in finding.where or finding.where.count(".") == len("..") or finding.where in FIELDS


def _stretch(page: str, rest: str) -> Place:
    paragraph, _, span = rest.partition(":")
    start, _, end = span.partition("-")
    numbers = [int(text) if text.isdecimal() else 0 for text in (paragraph, start, end)]
    return Place(page, None, max(numbers[0] - 1, 0), numbers[1], max(numbers[1], numbers[2]))
