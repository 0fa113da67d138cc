"""An official table in the review: the same grid as in the window; Return opens a cell, since correcting is what one comes for."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.schema import CellId
from gui.grid_view import GridView
from gui.places import Place

# With these Return moves up, or fills.
_OTHER = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReviewGrid(GridView):
    """Show and correct a table of the report read."""

    def show_cells(self, cells: Sequence[CellId]) -> None:
        """Select cells and bring them into view without taking the keyboard."""
        by_id = self.grid_model.places.by_id
        # A cell 未填 in a row that was read would look like one that was read, were it selected with the others.
        read = [cell for cell in cells if self.session.report.value(cell) is not None] or cells
        found = [by_id[cell] for cell in read if cell in by_id]
        if found and [cell.cell for cell in self.cursor_.selected] != [cell.cell for cell in found]:
            self.commit()
            self.cursor_.select(found)
        self.show_cursor()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current cell on Return."""
        if event.key() in _RETURN and not event.modifiers() & _OTHER:
            self.begin_edit()
        else:
            super().keyPressEvent(event)

    # ---- as the pages of the window --------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the cursor is."""
        return Place(self.grid_model.table_id, self.current_cell())
