"""Two true reports, and how the tests of the recogniser read a text and ask for its notes."""

from core.importers import from_text
from core.importers.recognition import recognise
from core.report import Report
from tests.core.written import Row, Written
from tests.helpers import distinct_report

TRUTH = distinct_report("2021")
OLD = distinct_report("2019")


def read(text: str) -> Report:
    return recognise(from_text.read(text.encode("utf-8"), "样本.txt"), "样本.txt")


def messages(report: Report, where: str) -> str:
    return "\n".join(n.message for n in report.notes if n.where == where)


def rows_of(source: Written, label: str) -> list[Row]:
    return [row for rows in source.tables.values() for row in rows if any(c and label in c for c in row)]
