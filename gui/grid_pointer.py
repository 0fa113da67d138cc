"""What the mouse does to a grid: ranges, several of them, rows and columns by their heads, the square that fills."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt

from core.layout import GridCell, Role
from gui.grid_canvas import GridCanvas
from gui.grid_handle import FillHandle

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_LEFT = Qt.MouseButton.LeftButton


class Pointer:
    """Follow the pointer over one grid; `commit` finishes an open cell."""

    def __init__(self, view: GridCanvas, handle: FillHandle, commit: Callable[[], None]) -> None:
        self._view, self._handle, self._commit = view, handle, commit
        # The cell, label or head that a drag began on.
        self._from: GridCell | None = None

    def press(self, point: QPoint, modifiers: Qt.KeyboardModifier, button: Qt.MouseButton) -> bool:
        """Begin a selection or a fill at a point of the viewport; False where no value cell is meant."""
        if button == _LEFT and self._handle.is_at(point):
            self._handle.begin()
            return False
        cell = self._cell_at(point)
        self._commit()
        if cell is None:
            return False
        self._from = cell if button == _LEFT else None
        self._begin(cell, modifiers, button)
        self._view.show_cursor(scroll=cell.cell is not None)
        return cell.cell is not None

    def _begin(self, cell: GridCell, modifiers: Qt.KeyboardModifier, button: Qt.MouseButton) -> None:
        cursor, places = self._view.cursor_, self._view.grid_model.places
        meant = [cell] if cell.cell is not None else places.belonging(cell)
        if button == Qt.MouseButton.RightButton and not set(meant).difference(cursor.selected):
            return
        if modifiers & _CTRL and button == _LEFT:
            cursor.add(meant)
        elif cell.cell is not None:
            cursor.go(cell, extend=bool(modifiers & _SHIFT))
        elif modifiers & _SHIFT:
            cursor.select(places.block([cursor.anchor, *meant]), cursor.anchor)
        else:
            cursor.select(meant)

    def move(self, point: QPoint, buttons: Qt.MouseButton) -> None:
        """Extend the fill or the selection to the value nearest to the pointer; with no button show what a press would do."""
        if self._handle.dragged and not buttons & _LEFT:
            # It was let go where the window could not see it.
            self._handle.cancel()
        elif self._handle.dragged:
            self._handle.lead(self._view.grid_model.places.value_near(*self._place(point)))
        elif self._from is not None and buttons & _LEFT:
            self._extend(self._from, point)
        else:
            self._view.viewport().setCursor(Qt.CursorShape.CrossCursor if self._handle.is_at(point) else Qt.CursorShape.ArrowCursor)

    def _extend(self, start: GridCell, point: QPoint) -> None:
        cursor, places = self._view.cursor_, self._view.grid_model.places
        row, column = self._place(point)
        near = places.value_near(row, column)
        if start.cell is not None:
            if near != cursor.current:
                cursor.go(near, extend=True)
                self._view.show_cursor()
            return
        if start.role not in (Role.LABEL, Role.HEAD):
            return
        begun = places.belonging(start)
        # A row reaches over all columns and a column over all rows: the other side of the pointer's place does not count.
        end = near if start.role is Role.LABEL else places.value_near(begun[0].row, column)
        cells = places.block([*begun, end])
        if cells != cursor.selected:
            cursor.select(cells)
            self._view.show_cursor(scroll=False)

    def release(self) -> None:
        """End a selection, or fill."""
        self._from = None
        if self._handle.dragged:
            self._handle.drop()

    def _cell_at(self, point: QPoint) -> GridCell | None:
        index = self._view.indexAt(point)
        return self._view.grid_model.places.at(index.row(), index.column()) if index.isValid() else None

    def _place(self, point: QPoint) -> tuple[int, int]:
        """Return the row and column of the grid at a point, beside the table those at its edge."""
        view, grid = self._view, self._view.grid_model.places.grid
        row, column = view.rowAt(point.y()), view.columnAt(point.x())
        row = row if row >= 0 else (0 if point.y() < 0 else grid.rows - 1)
        column = column if column >= 0 else (0 if point.x() < 0 else grid.columns - 1)
        return row, column
