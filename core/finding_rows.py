"""Findings as rows of words, for papers that list or count them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from core.report import Report

if TYPE_CHECKING:
    from core.rules.engine import Finding


class FindingRow(NamedTuple):
    """One finding in the clerk's words: level, rule id, place, message, and the reason where a 核实 was accepted.

    The message does not begin with the place, which stands before or beside it on paper.
    """

    level: str
    rule: str
    place: str
    message: str
    reason: str = ""


def rows_of(report: Report, findings: "Iterable[Finding] | None" = None) -> list[FindingRow]:
    """Return the rows of the findings given, or of all that the rules find."""
    from core.rules.engine import run

    return [_row(report, finding) for finding in (run(report) if findings is None else findings)]


def _row(report: Report, finding: "Finding") -> FindingRow:
    from core.acceptance import reason_of
    from core.places import place_label

    place = place_label(report.form, finding.where)
    said = finding.message.removeprefix(f"{place}：")
    return FindingRow(finding.level.label, finding.rule, place, said, reason_of(report, finding))
