"""What a report says on paper, and a short mark of it: 数据指纹 on the 审签单, and of what rides along in a file that is sent away."""

import hashlib
from collections.abc import Mapping
from typing import Any

from core.interchange import serialise, to_dict
from core.prose import tidy, tidy_paragraphs
from core.report import Report, official_title

# What a person reads on paper.
_SAID = ("format", "unit", "year", "title", "preamble", "sections", "tables", "cell_notes", "signed")


def said(report: Report) -> dict[str, Any]:
    """Return what a person reads on paper as plain JSON values: title, cells, prose and signing lines, not how they came about.

    Texts are tidied as every reader tidies them: typed with a blank too many, a report says the same as when it is opened again.
    """
    words = {key: value for key, value in to_dict(report).items() if key in _SAID}
    unit = tidy(report.unit)
    return words | {
        "unit": unit,
        "title": tidy(report.title) or official_title(unit, report.year),
        "preamble": list(tidy_paragraphs(words["preamble"])),
        "sections": {part: list(tidy_paragraphs(texts)) for part, texts in words["sections"].items()},
        "cell_notes": {cell: tidy(remark) for cell, remark in words["cell_notes"].items() if tidy(remark)},
        "signed": {key: tidy(text) for key, text in words["signed"].items()},
    }


def fingerprint(report: Report) -> str:
    """Return a short mark of what the report says, XXXX-XXXX-XXXX-XXXX."""
    return mark_of(said(report))


def mark_of(words: Mapping[str, Any]) -> str:
    """Return the fingerprint of what `said` returned."""
    digest = hashlib.sha256(serialise(words)).hexdigest().upper()
    return "-".join(digest[at : at + 4] for at in range(0, 16, 4))
