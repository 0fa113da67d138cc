"""The open report: undo stack, findings, signals. It is the only thing that panes are given, and they change the report only here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gui.acceptance import Parting, accepting
from gui.commands import AdoptCommand, EditCommand
from gui.history import History
from gui.saver import Saver
from gui.tasks import Tasks

if TYPE_CHECKING:
    from core.errors import AppError
    from core.report import Change, Entry, Paragraph, Report, Slot
    from core.rules.engine import Finding
    from core.schema import CellId
    from core.values import Value
    from gui.checks import Checks

# What a report needs is imported when there is one: the start page comes up without it.


class Session(QObject):
    """Hold the open report and make every change to it undoable."""

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
        self.stack.cleanChanged.connect(self.saved_changed)
        if report is not None:
            self._checks.restart()

    # ---- what is open ------------------------------------------------------------------------

    @cached_property
    def _checks(self) -> Checks:
        # Rules and forms are loaded when a report is there to be checked: the start page needs neither.
        from gui.checks import Checks

        checks = Checks(self.tasks, lambda: self._report, self)
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

    # ---- edits -------------------------------------------------------------------------------

    def edit_cells(self, entries: Mapping[CellId, Entry], text: str, merge: str | None = None) -> bool:
        """Set cells and the sums that follow as one undo step; False where nothing differs."""
        from core.calculation import complete

        return self._push(complete(self._report, dict(entries)), text, merge)

    def type_cell(self, cell: CellId, text: str) -> bool:
        """Take in what a person typed; nothing is refused, what is no number becomes a finding."""
        from core.calculation import typed
        from core.values import parse, with_remark

        held = self._report.entry(cell)
        if text.strip() == with_remark(held.value, held.remark):
            return False
        parsed = parse(text, self._report.form.types[cell])
        if parsed.guess:
            self.message.emit(f"{self._report.form.label(cell)}：{parsed.guess}")
        entry = typed(self._report, cell, parsed.value, parsed.remark)
        return self.edit_cells({cell: entry}, f"填写 {self._report.form.label(cell)}")

    def reset_to_auto(self, cells: CellId | Sequence[CellId]) -> bool:
        """Return 手填 cells to their sums; cells without a sum are left alone."""
        from core.report import EMPTY
        from core.schema import CellId

        wanted = [cells] if isinstance(cells, CellId) else list(cells)
        manual = [c for c in wanted if c in self._report.form.sum_of and self._report.entry(c).manual]
        return self.edit_cells(dict.fromkeys(manual, EMPTY), "恢复自动")

    def fill_zero(self, cells: Sequence[CellId]) -> bool:
        """Fill 0 into those of the cells that are 未填 and have no sum."""
        from core.report import Entry
        from core.rules.completeness import zero

        report = self._report
        empty = [c for c in cells if report.value(c) is None and c not in report.form.sum_of]
        zeros = {c: Entry(zero(report.form.types[c]), remark=report.entry(c).remark) for c in empty}
        done = self.edit_cells(zeros, "未填格填 0")
        self.message.emit(f"{len(empty)} 个未填格已填 0" if done else "没有未填的格")
        return done

    def edit_text(self, part: str, paragraphs: Sequence[Paragraph], text: str, merge: str | None = None) -> bool:
        """Set the paragraphs of `preamble` or of a text section as one undo step."""
        from core.report import text_slot

        return self._push({text_slot(part): tuple(paragraphs)}, text, merge)

    def set_fields(self, values: Mapping[Slot, Any], text: str, merge: str | None = None) -> bool:
        """Set unit, year, title, signed_unit, signed_date (any slot) as one undo step."""
        return self._push(dict(values), text, merge)

    def apply_fix(self, finding: Finding) -> bool:
        """Apply the mend that a finding offers, sums that follow included, as the report stands now.

        A mend of prose holds whole paragraphs: one worked out before the last key was struck would take that key back.
        """
        from core.calculation import complete

        now = self._checks.again(finding)
        if now is None or now.fix is None:
            self.message.emit("内容已改动，请再看一次")
            return False
        return self._push(complete(self._report, now.fix.change), now.fix.label, None)

    def accept(self, finding: Finding, reason: str) -> bool:
        """Let a 核实 stand for a reason, as one undo step; an empty reason takes that back."""
        return self._push(accepting(self._report, finding, reason), "说明理由" if reason else "收回理由", None)

    def _push(self, change: Change, text: str, merge: str | None) -> bool:
        if self._swapping:
            return False
        real = {slot: new for slot, new in change.items() if self._report.get(slot) != new}
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

    # ---- what panes ask ----------------------------------------------------------------------

    def findings_at(self, cell: CellId) -> tuple[Finding, ...]:
        """Return the open findings whose place is this cell."""
        found = self._checks.at(cell)
        return tuple(f for f in found if all(f is not each for each, _ in self.accepted_findings)) if found else found

    def findings_in(self, section: str) -> tuple[Finding, ...]:
        """Return the open findings of a page: a section id, or `info` for title, fields and preamble."""
        from gui.places import place_of

        return tuple(f for f in self.open_findings if place_of(f, self._report).page == section)

    def last_value(self, cell: CellId) -> Value:
        """Return last year's value of a cell, mapped to this form; None where it is not known."""
        if self._last_values is None:
            from core.rollover import last_values

            self._last_values = last_values(self._report) if self._report.last is not None else {}
        return self._last_values.get(cell)

    @property
    def has_last(self) -> bool:
        """Whether last year's report is at hand."""
        return self._report.last is not None

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
                self.saved_at = datetime.now()
                self.path_changed.emit()
                if self.changes == changes:
                    self.stack.setClean()
                else:
                    self.stack.resetClean()
            if done is not None:
                done()

        self.saver.save(owner.copy(), path, saved, failed)
