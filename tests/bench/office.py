""".docx, .xlsx and .pdf together against LibreOffice making one .pdf of the .docx."""

import math
import tempfile
import time
from pathlib import Path

from core.files import to_bytes
from core.report import Report
from tests.bench.measure import Result, compare, seconds
from tests.helpers import distinct_report
from tests.papers.libreoffice import convert
from tools.office_programs import find_soffice

AIM = 0.2
NAME = ".docx, .xlsx and .pdf to one LibreOffice .docx → .pdf"


def write_all(report: Report) -> list[bytes]:
    """Write what an office program would be asked for."""
    return [to_bytes(report, suffix) for suffix in (".docx", ".xlsx", ".pdf")]


def bench() -> Result:
    """Write a report in three kinds when the fonts are warm, against one start of LibreOffice on a profile that is there."""
    if find_soffice() is None:
        return Result(NAME, [math.inf], AIM, remark="LibreOffice is missing: not measured")
    report = distinct_report("2021")
    write_all(report)
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "report.docx"
        source.write_bytes(to_bytes(report, ".docx"))

        def convert_once() -> float:
            started = time.perf_counter()
            convert([source], "pdf", Path(name) / "out")
            return time.perf_counter() - started

        convert_once()
        return compare(NAME, AIM, seconds(lambda: write_all(report)), convert_once, rounds=5)
