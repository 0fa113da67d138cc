"""Findings as rows of words, for papers that list or count them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from core.report import Report

if TYPE_CHECKING:
    from core.rules.engine import Finding


class FindingRow(NamedTuple):
    """One finding in the clerk's words: level, rule id, place, message, and the reason where a 核实 was accepted."""

    level: str
    rule: str
    place: str
    message: str
    reason: str = ""


def rows_of(report: Report, findings: "Iterable[Finding] | None" = None) -> list[FindingRow]:
    """Return the rows of the findings given, or of all that the rules find."""
    from core.acceptance import reason_of
    from core.places import place_label
    from core.rules.engine import run

    found = run(report) if findings is None else findings
    return [FindingRow(f.level.label, f.rule, place_label(report.form, f.where), f.message, reason_of(report, f)) for f in found]
