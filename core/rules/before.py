"""Last year beside this year: the report to compare with, and which of its cells each cell continues."""

from collections.abc import Mapping

from core.report import Report
from core.rollover import successor
from core.schema import CellId, Format

_PAIRS: dict[tuple[str, str], tuple[Format, Format, Mapping[CellId, CellId]]] = {}


def year_before(report: Report) -> Report | None:
    """Return last year's report where it is loaded and is the year before; an unknown year is taken on trust."""
    last = report.last
    if last is None or last.form.first_year > report.form.first_year:
        return None
    return None if report.year and last.year and last.year + 1 != report.year else last


def earlier_cells(form: Format, last: Format) -> Mapping[CellId, CellId]:
    """Return last year's cell for every cell that continues one, in the order of last year's form; made once for two editions."""
    made = _PAIRS.get((form.id, last.id))
    if made is None or made[0] is not form or made[1] is not last:
        found = {now: cell for cell in last.cells if (now := successor(cell, last, form)) is not None}
        made = (form, last, found)
        _PAIRS[form.id, last.id] = made
    return made[2]
