"""Send random reports through every paper and back; exit status 1 where anything differs.

python -m tests.papers.round_trips [N] [.docx | .xlsx | .pdf …]: N reports (200), by the papers named (all).
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from core.files import from_bytes, to_bytes
from core.finding_rows import rows_of
from core.layout import cell_text
from core.report import PREAMBLE, Report
from tests.papers.libreoffice import convert_bytes
from tests.papers.random_reports import random_report

REPORTS = 200
_BATCH = 50
_SHOWN = 12
KINDS = {"cell": "cells", "prose": "prose", "field": "fields"}


class Difference(NamedTuple):
    """What came back otherwise: its kind (cell, prose, field), its place, and both sides."""

    kind: str
    place: str
    sent: str
    back: str


class Trip(NamedTuple):
    """A way out and back: the suffix that is written, and whether LibreOffice writes it anew in between."""

    suffix: str
    office: bool

    def __str__(self) -> str:
        return f"{self.suffix} → LibreOffice → {self.suffix} → import" if self.office else f"{self.suffix} → import"

    def files(self, reports: Sequence[Report]) -> list[bytes]:
        """Write the reports; all of them through LibreOffice in one start."""
        made = [to_bytes(report, self.suffix, rows_of(report) if self.suffix == ".xlsx" else ()) for report in reports]
        return convert_bytes(made, self.suffix, self.suffix[1:]) if self.office else made


DIRECT = tuple(Trip(suffix, office=False) for suffix in (".docx", ".xlsx", ".pdf"))
THROUGH_OFFICE = tuple(Trip(suffix, office=True) for suffix in (".docx", ".xlsx"))


def differences(sent: Report, back: Report) -> Iterator[Difference]:
    """Compare every cell with its remark, every paragraph, title, unit, year and signature."""
    for cell in sent.form.cells if back.form.id == sent.form.id else ():
        ours, theirs = sent.entry(cell), back.entry(cell)
        if (ours.value, ours.remark) != (theirs.value, theirs.remark) or type(ours.value) is not type(theirs.value):
            yield Difference("cell", str(cell), repr(cell_text(sent, cell)), repr(cell_text(back, cell)))
    for part in (PREAMBLE, *(section.id for section in sent.form.text_sections)):
        ours, theirs = ([paragraph.text for paragraph in report.paragraphs(part)] for report in (sent, back))
        if ours != theirs:
            at = next((at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), min(len(ours), len(theirs)))
            yield Difference("prose", f"{part}[{at}]", *_around("".join(ours[at : at + 1]), "".join(theirs[at : at + 1])))
    fields: dict[str, Callable[[Report], object]] = {
        "form": lambda report: report.form.id,
        "title": lambda report: report.title,
        "unit": lambda report: report.unit,
        "year": lambda report: report.year,
        "signed date": lambda report: report.signed_date,
        # Without a date a paper has no signature at all.
        "signed unit": lambda report: (report.signed_unit or report.unit) if sent.signed_date else "",
    }
    for name, field in fields.items():
        if field(sent) != field(back):
            yield Difference("field", name, str(field(sent)), str(field(back)))


def _around(sent: str, back: str) -> tuple[str, str]:
    """Cut two texts to the place where they part."""
    at = next((at for at, (a, b) in enumerate(zip(sent, back, strict=False)) if a != b), min(len(sent), len(back)))
    first = max(0, at - 15)
    return tuple(f"{'…' * (first > 0)}{text[first : at + 25]}（{len(text)} characters）" for text in (sent, back))  # pyright: ignore[reportReturnType]


def travel(trip: Trip, reports: Sequence[Report]) -> list[list[Difference]]:
    """Send the reports on a trip and return what differs in each that comes back."""
    files = trip.files(reports)
    return [list(differences(report, from_bytes(data, Path(f"报告{trip.suffix}")))) for report, data in zip(reports, files, strict=True)]


def main(words: Sequence[str]) -> int:
    """Send the reports on every trip and print a table, then the first differences."""
    count = next((int(word) for word in words if word.isdigit()), REPORTS)
    named = [word for word in words if word.startswith(".")]
    print(f"{'trip':<40}{'reports':>8}{'the same':>9}" + "".join(f"{name:>8}" for name in KINDS.values()), flush=True)
    shown: list[str] = []
    for trip in (trip for trip in (*DIRECT, *THROUGH_OFFICE) if not named or trip.suffix in named):
        found: list[list[Difference]] = []
        for first in range(0, count, _BATCH):
            found += travel(trip, [random_report(seed) for seed in range(first, min(first + _BATCH, count))])
        kinds = Counter(difference.kind for each in found for difference in each)
        print(f"{trip!s:<40}{count:>8}{sum(not each for each in found):>9}" + "".join(f"{kinds[kind]:>8}" for kind in KINDS), flush=True)
        lines = [f"{trip}, report {seed}, {d.place}: {d.sent} came back as {d.back}" for seed, each in enumerate(found) for d in each]
        shown += lines[:_SHOWN]
    print("\n".join(shown))
    return 1 if shown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
