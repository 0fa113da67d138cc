"""The model of one official table: every place of its grid, labels and heads included, as the printed form shows them."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.layout import GridCell, Role, cell_text, grid
from core.report import memo_cell
from core.rules.engine import Level
from core.schema import CellId
from gui.grid_places import Places
from gui.grid_state import CellState, gravest, state_of, told_about, tooltip
from gui.session import Session

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_VALUES = (Role.VALUE, Role.SUM)
# Put together once: Qt asks at every cell that it paints.
_EDITABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
_REPAINT = [
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
]


class GridModel(QAbstractTableModel):
    """Serve the cells of `table_id`; a place covered by a span is empty and out of reach, only its first place holds the cell."""

    def __init__(self, session: Session, table_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session, self.table_id = session, table_id
        # What more is said of a cell while something is shown about it.
        self.described: Callable[[CellId], list[str]] = lambda _: []
        self._load()
        session.changed.connect(self._on_changed)
        session.replaced.connect(self._on_replaced)
        session.findings_changed.connect(self._on_findings)

    def _load(self) -> None:
        form = self.session.report.form
        self.form_id = form.id
        self.places = Places(grid(form.id, self.table_id))
        self._states: dict[CellId, CellState] = {}
        self._levels = self._found()

    # ---- what Qt asks ------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the rows of the grid, heads included."""
        return 0 if parent.isValid() else self.places.grid.rows

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the columns of the grid, labels included."""
        return 0 if parent.isValid() else self.places.grid.columns

    def cell(self, index: Index) -> GridCell | None:
        """Return the grid's cell at its first place; None at places that a span covers."""
        found = self.places.at(index.row(), index.column()) if index.isValid() else None
        return found if found and (found.row, found.column) == (index.row(), index.column()) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | int | None:
        """Return the text, tooltip, accessible text or alignment of a cell."""
        found = self.cell(index)
        if found is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(found)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_alignment(found.role))
        if found.cell is None:
            return found.text if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(self.session, found.cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(found.cell)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return "；".join([*told_about(self.session, found.cell), *self.described(found.cell)])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Name a row or column for screen readers; on the screen the form's own heads do."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        across = orientation is Qt.Orientation.Horizontal
        cell = next((name for name, at in self.places.by_id.items() if (at.column if across else at.row) == section), None)
        if cell is None:
            return ""
        row, column = self.session.report.form.cells[cell]
        return column.label if across else row.label

    def setData(self, index: Index, value: str, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take in what was typed; the session makes it an undo step."""
        found = self.cell(index)
        if role != Qt.ItemDataRole.EditRole or found is None or found.cell is None:
            return False
        self.session.type_cell(found.cell, value)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let value cells be selected and edited; labels and covered places only shown."""
        found = self.cell(index)
        if found is None:
            return Qt.ItemFlag.NoItemFlags
        if found.role in _VALUES:
            return _EDITABLE
        return Qt.ItemFlag.ItemIsEnabled

    # ---- what the view asks ------------------------------------------------------------------

    def text(self, cell: GridCell) -> str:
        """Return a label's words, or a value with its remark."""
        return cell.text if cell.cell is None else cell_text(self.session.report, cell.cell)

    def state(self, cell: CellId) -> CellState:
        """Return how a value cell is drawn; kept until it changes."""
        if cell not in self._states:
            self._states[cell] = state_of(self.session, cell)
        return self._states[cell]

    def index_of(self, cell: CellId | GridCell | None) -> QModelIndex:
        """Return the index of a cell; an invalid one where this table has it not."""
        found = self.places.by_id.get(cell) if isinstance(cell, CellId) else cell
        return self.index(found.row, found.column) if found else QModelIndex()

    def spoken(self, cell: CellId) -> str:
        """Read a cell out: row, column, value, state."""
        state = self.state(cell)
        row, column = self.session.report.form.cells[cell]
        names = [*row.path[-1:], "，".join(column.path) if not row.path else column.label]
        told = [self.text(self.places.by_id[cell]) or "未填"]
        told += [word for word, holds in (("自动", state.summed and not state.manual), ("手填", state.manual)) if holds]
        told += [word for word, holds in (("带入", state.carried), ("待核对", state.doubtful)) if holds]
        told += [state.level.label] if state.level else []
        return "，".join((*names, *told))

    # ---- what the session tells --------------------------------------------------------------

    def _found(self) -> dict[CellId, tuple[Level | None, tuple[str, ...]]]:
        found = {cell: self.session.findings_at(cell) for cell in self.session.cells_found if cell in self.places.by_id}
        return {cell: (gravest(each), tuple(f.message for f in each)) for cell, each in found.items() if each}

    def _touch(self, cells: set[CellId]) -> None:
        for cell in cells:
            self._states.pop(cell, None)
            index = self.index_of(cell)
            self.dataChanged.emit(index, index, _REPAINT)

    def _on_changed(self, slots: frozenset[object]) -> None:
        cells = {slot if isinstance(slot, CellId) else memo_cell(str(slot)) for slot in slots}
        self._touch({cell for cell in cells if cell is not None and cell in self.places.by_id})

    def _on_findings(self) -> None:
        # A whole swap of the report tells its findings before or after `replaced`: the reset covers both.
        if self.session.report.form.id != self.form_id:
            return
        before, self._levels = self._levels, self._found()
        differing = before.keys() ^ self._levels.keys() | {c for c in before.keys() & self._levels.keys() if before[c] != self._levels[c]}
        self._touch(differing)

    def _on_replaced(self) -> None:
        self.beginResetModel()
        self._load()
        self.endResetModel()


def _alignment(role: Role) -> Qt.AlignmentFlag:
    if role in _VALUES:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    if role is Role.LABEL:
        return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    return Qt.AlignmentFlag.AlignCenter
