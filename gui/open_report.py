"""The open report: what is held, how it is swapped and written, and that every change goes through the undo stack."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from gui.acceptance import Parting
from gui.commands import AdoptCommand, EditCommand
from gui.finding_places import ByPage
from gui.history import History
from gui.office import Office
from gui.saver import Saver
from gui.tasks import Tasks

if TYPE_CHECKING:
    from datetime import datetime

    from core.errors import AppError
    from core.report import Change, Report
    from core.rules.engine import Finding
    from core.schema import CellId
    from core.values import Value
    from gui.checks import Checks

# What a report needs is imported when there is one: the start page comes up without it.


class OpenReport(QObject):
    """Hold the open report; `push` and `adopt` are the only ways in which it changes."""

    # frozenset[Slot]: the slots that changed, sums that followed included.
    changed = Signal(object)
    # The whole report was swapped: read everything anew.
    replaced = Signal()
    findings_changed = Signal()
    saved_changed = Signal(bool)
    path_changed = Signal()
    # A sentence for the status bar; an empty one takes the last one away.
    message = Signal(str)

    def __init__(self, report: Report | None = None, tasks: Tasks | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tasks = tasks or Tasks(self)
        self.office = Office(parent=self)
        self.stack = History(self)
        self._held = report
        self._path: Path | None = None
        self._swapping = False
        self._is_open = report is not None
        self._last_values: Mapping[CellId, Value] | None = None
        self.saved_at: datetime | None = None
        # Grows with every edit, undo and redo: two equal numbers mean that nothing happened in between.
        self.changes = 0
        self.saver = Saver(self.tasks)
        self._parting = Parting()
        self._by_page = ByPage()
        self.stack.cleanChanged.connect(self.saved_changed)
        if report is not None:
            self._checks.restart()

    @cached_property
    def _checks(self) -> Checks:
        # Rules and forms are loaded when a report is there to be checked: the start page needs neither.
        from gui.checks import Checks

        checks = Checks(self.tasks, lambda: self._report, self.office, self)
        checks.changed.connect(self.findings_changed)
        return checks

    @property
    def _report(self) -> Report:
        if self._held is None:
            from core.report import Report
            from core.schema import formats

            self._held = Report(list(formats().values())[-1])
        return self._held

    @property
    def report(self) -> Report:
        """The open report; panes read it and never change it."""
        return self._report

    @property
    def path(self) -> Path | None:
        """The file that the report is saved in; None where it has none yet."""
        return self._path

    @property
    def is_open(self) -> bool:
        """Whether a report is open (else the start page is shown)."""
        return self._is_open

    @property
    def is_saved(self) -> bool:
        """Whether the file holds what the window shows."""
        return self.stack.isClean()

    def check_now(self) -> None:
        """Run every check at once, so that the findings are those of this moment."""
        self._checks.run_all()

    @property
    def is_checked(self) -> bool:
        """Whether the findings are those of the report as it stands: no check is under way."""
        return self._checks.is_done

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in official order."""
        return self._checks.findings

    @property
    def open_findings(self) -> tuple[Finding, ...]:
        """The findings that wait to be dealt with, in official order: all but the accepted ones."""
        return self._parting.of(self.findings, self._report)[0]

    @property
    def accepted_findings(self) -> tuple[tuple[Finding, str], ...]:
        """The 核实 that a person lets stand, with their reasons, in official order."""
        return self._parting.of(self.findings, self._report)[1]

    def begin(self, report: Report, path: Path | None = None, *, saved: bool = True) -> None:
        """Open a report in place of the one before; nothing of that can be undone afterwards."""
        self.stack.clear()
        self._is_open = True
        self.saved_at = None
        self._swap(report, path)
        if not saved:
            self.stack.resetClean()
        self.saved_changed.emit(self.is_saved)

    def close_report(self) -> None:
        """Leave the report; the start page follows."""
        self.stack.clear()
        self._is_open = False
        from core.report import Report

        self._swap(Report(self._report.form), None)

    def adopt(self, report: Report, text: str) -> None:
        """Replace the report as one undoable act (import, roll-forward); it has no file until it is saved."""
        if not self._is_open:
            self.begin(report, saved=False)
            return
        self.stack.push(AdoptCommand(self._swap, self._report, report, text))

    def push(self, change: Change, text: str, merge: str | None) -> bool:
        """Make a change as one undo step; False where nothing differs. Steps of the same `merge` grow together.

        The live figures in prose that follow the cells come along.
        """
        if self._swapping:
            return False
        from core.live import with_prose

        real = {slot: new for slot, new in with_prose(self._report, change).items() if self._report.get(slot) != new}
        if real:
            self.stack.push(EditCommand(self._apply, real, text, merge))
        return bool(real)

    def _apply(self, change: Change) -> Change:
        self.changes += 1
        inverse = self._report.apply(change)
        slots = frozenset(inverse)
        self.changed.emit(slots)
        self._checks.follow(slots)
        return inverse

    def _swap(self, report: Report, path: Path | None) -> Path | None:
        """Put a report in place and return the file of the one before."""
        left = self._path
        self.changes += 1
        self._held = report
        self._last_values = None
        self._path = path
        # A pane that goes away with the old report may hand over what it still shows: that is no edit of the new one.
        self._swapping = True
        try:
            self.replaced.emit()
        finally:
            self._swapping = False
        self.path_changed.emit()
        if self._is_open:
            self._checks.restart()
        else:
            self._checks.clear()
        return left

    # ---- file --------------------------------------------------------------------------------

    def save(self, path: Path, done: Callable[[], None] | None = None, failed: Callable[[AppError], None] | None = None) -> None:
        """Write the report to `path` off the GUI thread, after what is being saved; it counts as saved unless it was edited meanwhile."""
        changes, owner = self.changes, self._report
        if path == self._path:
            # What stood there is on its way out: going back to it is no saved state any more.
            self.stack.resetClean()

        def saved() -> None:
            if self._report is owner:
                self._path = path
                from datetime import datetime

                self.saved_at = datetime.now()
                self.path_changed.emit()
                if self.changes == changes:
                    self.stack.setClean()
                else:
                    self.stack.resetClean()
            if done is not None:
                done()

        self.saver.save(owner.copy(), path, saved, failed)
