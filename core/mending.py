"""Mend every open finding of one rule as one change, the mends worked out one after the other."""

from dataclasses import dataclass

from core.acceptance import reason_of
from core.calculation import complete
from core.report import Change, Report, Slot
from core.rules.engine import Finding, Rule, rule_of, run_rule
from core.rules.settings import Settings


@dataclass(frozen=True, slots=True)
class Mended:
    """What the mends come to: one change (sums that follow included), how many were made, how many could not be."""

    change: Change
    done: int
    left: int


def alike(finding: Finding, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return those of the findings that the same rule made and that have a mend."""
    rule = rule_of(finding)
    return tuple(each for each in findings if each.fix is not None and rule_of(each) is rule)


def mend_all(report: Report, rule: Rule, settings: Settings) -> Mended:
    """Mend what the rule finds in a report that stays as it is.

    A mend of prose holds whole paragraphs: each one is worked out on the report as the mends before have left it. One that changes
    nothing, or after which the same is found again, is taken back and counted as left.
    """
    work, touched, done = report.copy(), dict[Slot, None](), 0
    refused: set[tuple[str, str]] = set()
    found = _mendable(work, rule, settings)
    # A mend may uncover another finding: no more are made than were there.
    for _ in range(len(found)):
        finding = next((each for each in found if _key(each) not in refused), None)
        if finding is None or finding.fix is None:
            break
        inverse = work.apply(complete(work, finding.fix.change))
        after = _mendable(work, rule, settings)
        again = len(after) >= len(found) and any(_key(each) == _key(finding) for each in after)
        if again or all(work.get(slot) == held for slot, held in inverse.items()):
            work.apply(inverse)
            refused.add(_key(finding))
        else:
            touched |= dict.fromkeys(inverse)
            found = after
            done += 1
    return Mended({slot: work.get(slot) for slot in touched}, done, len(found))


def _mendable(report: Report, rule: Rule, settings: Settings) -> list[Finding]:
    found = run_rule(rule, report, settings.level(rule), settings)
    return [each for each in found if each.fix is not None and not reason_of(report, each)]


def _key(finding: Finding) -> tuple[str, str]:
    return finding.where, finding.message
