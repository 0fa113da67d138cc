"""Which page of the window each finding belongs to, worked out once for a set of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.report import Report
    from core.rules.engine import Finding
    from core.schema import Format


class ByPage:
    """Remember the last answer: it holds as long as findings and form are the very same, at a key struck in prose too."""

    def __init__(self) -> None:
        self._asked: tuple[tuple[Finding, ...], Format] | None = None
        self._pages: dict[str, tuple[Finding, ...]] = {}

    def of(self, findings: tuple[Finding, ...], report: Report) -> dict[str, tuple[Finding, ...]]:
        """Return the findings of each page, by section id or `info`, in their order."""
        if self._asked is None or self._asked[0] is not findings or self._asked[1] is not report.form:
            from gui.places import place_of

            pages: dict[str, list[Finding]] = {}
            for finding in findings:
                pages.setdefault(place_of(finding, report).page, []).append(finding)
            self._asked = findings, report.form
            self._pages = {page: tuple(found) for page, found in pages.items()}
        return self._pages
