"""The session: the open report and what panes may ask of it and do to it. It is the only thing that panes are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from gui.acceptance import accepting
from gui.open_report import OpenReport

if TYPE_CHECKING:
    from core.report import Entry, Paragraph, Slot
    from core.rules.engine import Finding
    from core.schema import CellId
    from core.values import Value

# What a report needs is imported when there is one: the start page comes up without it.


class Session(OpenReport):
    """Make the changes that panes ask for, each undoable, and answer what they ask."""

    # ---- edits -------------------------------------------------------------------------------

    def edit_cells(self, entries: Mapping[CellId, Entry], text: str, merge: str | None = None) -> bool:
        """Set cells and the sums that follow as one undo step; False where nothing differs."""
        from core.calculation import complete

        return self.push(complete(self._report, dict(entries)), text, merge)

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

    def set_memo(self, cell: CellId, text: str) -> bool:
        """Keep a 批注 of a cell as one undo step; an empty text takes it away."""
        from core.prose import tidy_lines
        from core.report import LONGEST_MEMO, memo_slot

        kept = tidy_lines(text, LONGEST_MEMO)
        return self.push({memo_slot(cell): kept}, f"{'批注' if kept else '删除批注'} {self._report.form.label(cell)}", None)

    def edit_text(self, part: str, paragraphs: Sequence[Paragraph], text: str, merge: str | None = None) -> bool:
        """Set the paragraphs of `preamble` or of a text section as one undo step."""
        from core.report import text_slot

        return self.push({text_slot(part): tuple(paragraphs)}, text, merge)

    def set_fields(self, values: Mapping[Slot, Any], text: str, merge: str | None = None) -> bool:
        """Set unit, year, title, signed_unit, signed_date (any slot) as one undo step."""
        return self.push(dict(values), text, merge)

    def apply_fix(self, finding: Finding, *, other: bool = False) -> bool:
        """Apply the mend that a finding offers, or the other way to mend it, sums that follow included, as the report stands now.

        A mend of prose holds whole paragraphs: one worked out before the last key was struck would take that key back.
        """
        from core.calculation import complete

        now = self._checks.again(finding)
        fix = now.fix.other if now is not None and now.fix is not None and other else now.fix if now is not None else None
        if fix is None:
            self.message.emit("内容已改动，请再看一次")
            return False
        return self.push(complete(self._report, fix.change), fix.label, None)

    def accept(self, finding: Finding, reason: str) -> bool:
        """Let a 核实 stand for a reason, as one undo step; an empty reason takes that back."""
        return self.push(accepting(self._report, finding, reason), "说明理由" if reason else "收回理由", None)

    # ---- what panes ask ----------------------------------------------------------------------

    def findings_at(self, cell: CellId) -> tuple[Finding, ...]:
        """Return the open findings whose place is this cell."""
        found = self._checks.at(cell)
        return tuple(f for f in found if all(f is not each for each, _ in self.accepted_findings)) if found else found

    @property
    def cells_found(self) -> Iterable[CellId]:
        """The cells that findings have as their place, accepted ones too."""
        return self._checks.cells

    def findings_in(self, section: str) -> tuple[Finding, ...]:
        """Return the open findings of a page: a section id, or `info` for title, fields and preamble."""
        return self._by_page.of(self.open_findings, self._report).get(section, ())

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
