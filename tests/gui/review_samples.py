"""Readings for the review: one with cells in doubt, a lost row and words that were not read; one without a flaw; one with many notes."""

from core.importers.source import RawText, Source
from core.reading import Reading, recognised
from core.report import Note
from core.schema import CellId
from tests.core.written import written
from tests.helpers import distinct_report

TRUTH = distinct_report()
# In doubt, in a row with a gap.
DOUBTFUL = CellId("applications", "granted", "business")
# In the same row and one below it, read without doubt.
SURE = CellId("applications", "partial", "business")
# A row that the form does not have.
STRANGE = ("8123", "8124", "8125", "8126", "8127", "8128", "8129")
UNREAD = "柳河乡人民政府文件"


def clean() -> Reading:
    """Return a reading that leaves nothing to look at."""
    return recognised(written(TRUTH, spans="none").grids(), "样本.docx")


def doubtful() -> Reading:
    """Return a reading with a row in doubt, a row that was not taken in, and a line before the title."""
    sample = written(TRUTH, spans="none")
    rows = sample.tables["applications"]
    at = next(at for at, row in enumerate(rows) if "（一）予以公开" in row)
    rows[at][-2:] = []
    rows.insert(at + 2, ["", "（八）另外的一种办理结果", None, *STRANGE])
    return recognised(Source("docx", (RawText(UNREAD), *sample.grids().blocks)), "样本.docx")


def noted(count: int) -> Reading:
    """Return a reading with that many notes on rows of the large table."""
    reading = clean()
    form = reading.report.form
    rows = list(dict.fromkeys(f"{cell.table}.{cell.row}" for cell in form.table("applications").cells))
    reading.report.notes = tuple(Note(rows[at % len(rows)], f"第 {at} 处按列标题对齐，请核对") for at in range(count))
    return reading
