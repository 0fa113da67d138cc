"""Undo and redo in sight: after each, the window shows the page, and on it the cell, paragraph or field, that it changed."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import QObject

from core.report import PREAMBLE, TEXT_PREFIX, Paragraph, memo_slot, text_slot
from core.schema import CellId
from gui.places import FIELDS, INFO, Place
from gui.session import Session


class Shown(Protocol):
    """What is asked of the workspace."""

    def page(self) -> Any:
        """Return the page shown."""

    def place(self) -> Place:
        """Return where the cursor is."""
        ...

    def show_page(self, page: str) -> None:
        """Show a page."""

    def go(self, place: Place) -> None:
        """Show a place."""

    def enter(self) -> None:
        """Give the keyboard to the page shown."""


class Following(QObject):
    """Lead the workspace to what the last undo or redo changed, and say which act it was."""

    def __init__(self, session: Session, workspace: Shown, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._workspace = session, workspace
        self._slots: frozenset[object] = frozenset()
        # What stood in the prose before the last change: an editor that was never opened cannot tell what differs.
        self._before: dict[str, tuple[Paragraph, ...]] = {}
        self._held: dict[str, tuple[Paragraph, ...]] = {}
        session.changed.connect(self._note)
        session.replaced.connect(self._reset)
        session.stack.walked.connect(self._follow)
        self._reset()

    def _reset(self) -> None:
        report = self._session.report
        parts = (PREAMBLE, *(section.id for section in report.form.text_sections))
        self._slots = frozenset()
        self._held = {text_slot(part): report.paragraphs(part) for part in parts}
        self._before = dict(self._held)

    def _note(self, slots: frozenset[object]) -> None:
        self._slots = slots
        for slot in self._held:
            if slot in slots:
                self._before[slot] = self._held[slot]
                self._held[slot] = self._session.report.paragraphs(slot.removeprefix(TEXT_PREFIX))

    def _follow(self, told: str) -> None:
        """Go to the first cell that was entered, else to the first paragraph, else to the first field."""
        place = self._cell() or self._paragraph() or self._field()
        if place is not None:
            self._show(place)
        self._session.message.emit(told)

    def _cell(self) -> Place | None:
        form = self._session.report.form
        changed = [cell for cell in form.cells if cell in self._slots or memo_slot(cell) in self._slots]
        entered = [cell for cell in changed if cell not in form.sum_of]
        # Only sums, where one was set by hand or returned to 自动: it is computed before those that follow from it.
        found = entered[0] if entered else min(changed, key=lambda c: form.evaluation_order.get(c, 0), default=None)
        return Place(found.table, found) if found is not None else None

    def _paragraph(self) -> Place | None:
        for slot, held in self._held.items():
            if slot in self._slots:
                part = slot.removeprefix(TEXT_PREFIX)
                return Place(INFO if part == PREAMBLE else part, None, _first_difference(self._before[slot], held))
        return None

    def _field(self) -> Place | None:
        return next((Place(INFO, field=field) for field in FIELDS if field in self._slots), None)

    def _show(self, place: Place) -> None:
        workspace = self._workspace
        workspace.show_page(place.page)
        here = workspace.place()
        if place.paragraph is not None and place.paragraph == here.paragraph:
            # The editor has put the cursor right behind what it changed.
            workspace.page().work.setFocus()
        elif place.cell is not None and len(self._cells_on(place.cell)) > 1 and here.cell in self._slots:
            # The table has selected all that came back.
            workspace.enter()
        else:
            workspace.go(place)

    def _cells_on(self, cell: CellId) -> list[CellId]:
        form = self._session.report.form
        return [c for c in form.table(cell.table).cells if c in self._slots and c not in form.sum_of]


def _first_difference(before: Sequence[object], now: Sequence[object]) -> int:
    """Return the first paragraph of `now` that differs; the last one where only its end was taken away."""
    same = next((i for i, (one, other) in enumerate(zip(before, now, strict=False)) if one != other), min(len(before), len(now)))
    return min(same, max(len(now) - 1, 0))
