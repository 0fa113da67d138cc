"""The report under review: a copy of what was read, corrected with undo like an open one; nothing else sees it before it is accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from gui.checks import Checks
from gui.session import Session

if TYPE_CHECKING:
    from core.report import Report
    from core.rules.engine import Scope
    from core.schema import CellId


class _TableChecks(Checks):
    """Sums only, at once and in this thread: prose is checked when the report is open."""

    def restart(self) -> None:
        self._found.clear()
        self._check_tables()

    def _schedule(self, *scopes: Scope) -> None:
        self._due.update(scopes)


class ReviewSession(Session):
    """Hold the copy; `as_read` is what the reader made."""

    def __init__(self, as_read: Report) -> None:
        self.as_read = as_read
        super().__init__(as_read.copy())

    @cached_property
    def _checks(self) -> Checks:
        checks = _TableChecks(self.tasks, lambda: self._report, self.office, self)
        checks.changed.connect(self.findings_changed)
        return checks

    def doubtful(self) -> list[CellId]:
        """Return the cells that are 待核对, in the form's order."""
        return [cell for cell in self.report.form.cells if self.report.entry(cell).doubtful]

    def corrected(self) -> list[CellId]:
        """Return the cells that a person changed; sums that followed by themselves are not counted."""
        report = self.report
        changed = (c for c in report.form.cells if not report.is_computed(c) or self.as_read.entry(c).manual)
        return [c for c in changed if replace(report.entry(c), doubtful=False) != replace(self.as_read.entry(c), doubtful=False)]

    def confirm(self, cells: Sequence[CellId]) -> int:
        """Take the mark 待核对 off those of the cells that have it, as one step; return how many had."""
        report = self.report
        marked = {cell: replace(report.entry(cell), doubtful=False) for cell in cells if report.entry(cell).doubtful}
        self.edit_cells(marked, f"去掉 {len(marked)} 格的待核对")
        return len(marked)
