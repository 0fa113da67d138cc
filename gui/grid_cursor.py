"""The current cell and the selection of a grid, and how keys and the mouse move them: as a spreadsheet does, labels left out."""

from core.layout import GridCell
from gui.grid_places import Places, Step

_ONWARD = (Step.NEXT, Step.PREVIOUS)


class Cursor:
    """Hold `current`, the `anchor` that a range starts from, and the `selected` value cells in reading order."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.current = self.anchor = places.first()
        self.selected = [self.current]
        # What was selected before the block that is being selected now.
        self._kept: frozenset[GridCell] = frozenset()
        # The column that up and down keep to where cells are merged.
        self._column = self.current.column
        # Where a run of Tab began: Enter goes on below it.
        self._tab_home: GridCell | None = None

    def go(self, cell: GridCell, *, extend: bool = False) -> None:
        """Make a cell current; `extend` selects the rectangle from the anchor to it."""
        self._tab_home = None
        self._put(cell, extend)
        self._column = cell.column

    def add(self, cells: list[GridCell]) -> None:
        """Select cells besides what is selected, as Ctrl+click does; let go what is selected already, if anything is left."""
        self._tab_home = None
        chosen = frozenset(self.selected)
        left = chosen.difference(cells)
        if chosen.issuperset(cells) and left:
            self._kept, self.selected = left, self._ordered(left)
            self.current = self.anchor = self.selected[-1]
        elif cells:
            self._kept = chosen
            self.current = self.anchor = cells[0]
            self.selected = self._ordered(chosen.union(cells))
        self._column = self.current.column

    def is_block(self) -> bool:
        """Tell whether the selected cells are one rectangle."""
        return len(self.places.block(self.selected)) == len(self.selected)

    def is_even(self) -> bool:
        """Tell whether the selected cells lie in the same columns in every row, so that they can be put together."""
        rows: dict[int, list[int]] = {}
        for cell in self.selected:
            rows.setdefault(cell.row, []).append(cell.column)
        return self.is_block() or len(set(map(tuple, rows.values()))) == 1

    def move(self, step: Step, *, extend: bool = False, times: int = 1) -> None:
        """Move as an arrow key does."""
        self._tab_home = None
        vertical = step in (Step.UP, Step.DOWN, Step.TOP, Step.BOTTOM)
        cell = self.current
        for _ in range(times):
            cell = self.places.step(cell, step, self._column if vertical else None)
        self._put(cell, extend)
        if not vertical:
            self._column = cell.column

    def advance(self, step: Step) -> None:
        """Move as Enter (DOWN, UP) or Tab (NEXT, PREVIOUS) does: within a selected range if there is one, else on in the form."""
        if len(self.selected) > 1:
            self._cycle(step)
            return
        if step in _ONWARD:
            home = self._tab_home or self.current
            self.move(step)
            self._tab_home = home
            return
        if self._tab_home is not None and step is Step.DOWN:
            self.go(self._tab_home)
        self.move(step)

    def _cycle(self, step: Step) -> None:
        order = self.selected if step in _ONWARD else sorted(self.selected, key=lambda c: (c.column, c.row))
        by = 1 if step in (Step.NEXT, Step.DOWN) else -1
        self.current = order[(order.index(self.current) + by) % len(order)]
        self._column = self.current.column

    def select(self, cells: list[GridCell], current: GridCell | None = None) -> None:
        """Select cells, the first of them current."""
        if cells:
            self._tab_home = None
            self.current = self.anchor = current or cells[0]
            self._column = self.current.column
            self._kept = frozenset()
            self.selected = list(cells)

    def select_all(self) -> None:
        """Select every value cell; the current cell stays."""
        self._kept = frozenset()
        self.selected = [cell for line in self.places.lines for cell in line]

    @staticmethod
    def _ordered(cells: frozenset[GridCell]) -> list[GridCell]:
        return sorted(cells, key=lambda cell: (cell.row, cell.column))

    def _put(self, cell: GridCell, extend: bool) -> None:
        self.current = cell
        if extend:
            self.selected = self._ordered(self._kept.union(self.places.between(self.anchor, cell)))
        else:
            self._kept = frozenset()
            self.anchor, self.selected = cell, [cell]
