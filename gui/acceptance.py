"""What a session knows of accepted 核实: findings parted into open and accepted ones, and the change that accepts one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.report import Acceptance, Change, Report
    from core.rules.engine import Finding

_Parted = tuple["tuple[Finding, ...]", "tuple[tuple[Finding, str], ...]"]


class Parting:
    """Remember the last answer: it holds as long as findings, report and acceptances are the very same.

    Prose that is being typed has moved on from the findings until its check has run: they stay as they were parted.
    """

    def __init__(self) -> None:
        self._asked: tuple[tuple[Finding, ...], Report, tuple[Acceptance, ...]] | None = None
        self._parted: _Parted = (), ()

    def of(self, findings: tuple[Finding, ...], report: Report) -> _Parted:
        """Return the open findings, and the accepted ones with their reasons."""
        asked = (findings, report, report.accepted)
        if self._asked is None or any(one is not other for one, other in zip(asked, self._asked, strict=True)):
            self._asked = asked
            self._parted = self._part(findings, report)
        return self._parted

    def _part(self, findings: tuple[Finding, ...], report: Report) -> _Parted:
        if not report.accepted:
            return findings, ()
        from core.acceptance import parted

        opened, accepted = parted(report, findings)
        return tuple(opened), tuple(accepted)


def accepting(report: Report, finding: Finding, reason: str) -> Change:
    """Return the change of the report that lets a finding stand for a reason; an empty reason takes that back."""
    from core.acceptance import with_acceptance

    return {"accepted": with_acceptance(report, finding, reason)}
