"""Accepted 核实: a finding that a person lets stand, with the reason, as long as what it speaks of stays the same."""

from collections.abc import Iterable

from core import phrases
from core.report import Acceptance, Report
from core.rules.engine import Finding
from core.schema import CellId
from core.values import show


def accept(report: Report, finding: Finding, reason: str) -> Acceptance:
    """Make the acceptance of a finding as the report stands now."""
    return Acceptance(finding.rule, _place(finding), basis(report, finding), reason)


def reason_of(report: Report, finding: Finding) -> str:
    """Return the reason for which the finding was accepted; empty where it is open."""
    for each in report.accepted:
        if each.rule == finding.rule and each.where == _place(finding) and each.basis == basis(report, finding):
            return each.reason
    return ""


def with_acceptance(report: Report, finding: Finding, reason: str) -> tuple[Acceptance, ...]:
    """Return what `report.accepted` becomes when the finding is accepted with this reason; an empty reason takes it back.

    What was accepted of the same finding on other values goes: it is answered anew.
    """
    place = _place(finding)
    # A cell has one finding of a rule; prose may have several, each on words of its own.
    on_cell = CellId.parse(finding.where) is not None
    others = [
        each
        for each in report.accepted
        if (each.rule, each.where) != (finding.rule, place) or (not on_cell and each.basis != basis(report, finding))
    ]
    return (*others, accept(report, finding, reason)) if reason else tuple(others)


def parted(report: Report, findings: Iterable[Finding]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Part findings into those that are open and those that are accepted, with their reasons."""
    opened: list[Finding] = []
    accepted: list[tuple[Finding, str]] = []
    for finding in findings:
        reason = reason_of(report, finding) if report.accepted else ""
        if reason:
            accepted.append((finding, reason))
        else:
            opened.append(finding)
    return opened, accepted


def basis(report: Report, finding: Finding) -> str:
    """Say what a finding speaks of: the values of its cells, the words of its span, both numbers that it compares.

    A finding on a whole part or report has neither cells nor words: what it says is all that tells whether it is still the same.
    """
    said = [f"{cell}={show(report.value(cell))}" for cell in finding.cells]
    said += [f"{name}={text}" for name, text in (("expected", finding.expected), ("actual", finding.actual)) if text is not None]
    words = _words(report, finding.where)
    rest = words or ("" if finding.cells else finding.message)
    return "；".join([*said, rest] if rest else said)


def _place(finding: Finding) -> str:
    """Name the place without the paragraph's number, which changes when others are written above it."""
    return finding.where.partition(":")[0]


def _words(report: Report, where: str) -> str:
    """Return the words of `part:paragraph:start-end`; of a field, its text; else nothing."""
    part, _, rest = where.partition(":")
    if not rest:
        held = getattr(report, part, "") if part in ("title", "unit", "year", "signed_unit", "signed_date") else ""
        return str(held)
    number, _, span = rest.partition(":")
    texts = report.paragraphs(part)
    if not number.isdecimal() or not 0 < int(number) <= len(texts):
        return ""
    start, _, end = span.partition("-")
    text = texts[int(number) - 1].text
    return text[int(start) : int(end)] if start.isdecimal() and end.isdecimal() else text


def usual_reasons(finding: Finding) -> tuple[str, ...]:
    """Return the reasons that a person may pick for a finding: those of its rule, then those for numbers or for words."""
    rules: dict[str, list[str]] = phrases.value("reasons", "rules")
    general: list[str] = phrases.value("reasons", "all", "numbers" if finding.cells else "words")
    return tuple(dict.fromkeys([*rules.get(finding.rule.partition(".")[0], []), *general]))
