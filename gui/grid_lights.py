"""What a table shows on top of its cells for a while: the terms of the sum at the cursor, and what a search has found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter

from gui.grid_term_painter import paint_links
from gui.grid_terms import DARK, EQUALS, MINUS, PLUS, Lighting, lighting, told

if TYPE_CHECKING:
    from core.layout import GridCell
    from core.schema import CellId
    from gui.grid_canvas import GridCanvas


# What a screen reader says of a cell that is lit.
_PART = {PLUS: "加在当前格里", MINUS: "从当前格里减去", EQUALS: "当前格计入这里"}


class Lights(QObject):
    """Hold what is lit in one table."""

    # A person does not want to see the terms any more.
    left = Signal()

    def __init__(self, view: GridCanvas) -> None:
        super().__init__(view)
        self._view = view
        self.shows_terms = False
        self.terms: Lighting = DARK
        self.found: frozenset[GridCell] = frozenset()
        view.grid_model.described = self._described
        view.installEventFilter(self)

    def show_terms(self, shown: bool) -> None:
        """Light the terms of the current cell from now on, or no longer."""
        if shown != self.shows_terms:
            self.shows_terms = shown
            self.follow(self._view.cursor_.current.cell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Esc in the table put the light on the terms out."""
        if self.shows_terms and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def follow(self, cell: CellId | None) -> None:
        """Light what belongs to the cell that is current now."""
        now = lighting(self._view.session, cell) if self.shows_terms and cell is not None else DARK
        if now != self.terms:
            self.terms = now
            self._view.viewport().update()

    def show_found(self, cells: frozenset[GridCell]) -> None:
        """Light what a search has found."""
        if cells != self.found:
            self.found = cells
            self._view.viewport().update()
            for pane in self._view.panes:
                pane.update()

    def paint_links(self) -> None:
        """Draw the lines from terms to sums over the cells."""
        if not self.terms.links:
            return
        view = self._view
        places = view.grid_model.places.by_id
        pairs = [(places.get(start), places.get(end)) for start, end in self._outer()]
        painter = QPainter(view.viewport())
        paint_links(painter, [(view.cell_rect(a), view.cell_rect(b)) for a, b in pairs if a is not None and b is not None], view.metrics)
        painter.end()

    def _outer(self) -> list[tuple[CellId, CellId]]:
        """Return the links, of those that lie on one another only the longest."""
        places = self._view.grid_model.places.by_id
        longest: dict[tuple[CellId, str, int], tuple[int, tuple[CellId, CellId]]] = {}
        for start, end in self.terms.links:
            a, b = places.get(start), places.get(end)
            if a is None or b is None or self._touching(a, b):
                continue
            way = "row" if a.row == b.row else "column"
            distance = a.column - b.column if way == "row" else a.row - b.row
            key = (end, way, 1 if distance > 0 else -1)
            if abs(distance) > longest.get(key, (0, (start, end)))[0]:
                longest[key] = (abs(distance), (start, end))
        return [link for _, link in longest.values()]

    def _touching(self, one: GridCell, other: GridCell) -> bool:
        """Tell whether nothing but lit cells lies between two cells: then no line is needed."""
        between = self._view.grid_model.places.between(one, other)
        return all(cell.cell in self.terms.signs or cell in (one, other) for cell in between)

    def _described(self, cell: CellId) -> list[str]:
        words = told(self._view.session, cell) if self.shows_terms else ""
        return [each for each in (_PART[self.terms.signs[cell]] if cell in self.terms.signs else "", words) if each]
