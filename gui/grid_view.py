"""One official table in the window, worked with the keys and the mouse of a spreadsheet."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHideEvent, QInputMethodEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from core.layout import GridCell
from core.report import memo_slot
from core.rules.engine import Finding
from core.schema import CellId
from gui.cell_delegate import CellDelegate
from gui.grid_acts import GridActs
from gui.grid_canvas import GridCanvas
from gui.grid_places import Step
from gui.knowledge_menu import add_knowledge
from gui.menu_key import asks_for_menu
from gui.session import Session

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
# Each key alone, and with Ctrl.
_ARROWS = {
    Qt.Key.Key_Up: (Step.UP, Step.TOP),
    Qt.Key.Key_Down: (Step.DOWN, Step.BOTTOM),
    Qt.Key.Key_Left: (Step.LEFT, Step.HOME),
    Qt.Key.Key_Right: (Step.RIGHT, Step.END),
    Qt.Key.Key_Home: (Step.HOME, Step.FIRST),
    Qt.Key.Key_End: (Step.END, Step.LAST),
}
_PAGES = {Qt.Key.Key_PageUp: Step.UP, Qt.Key.Key_PageDown: Step.DOWN}
_STANDARD = QKeySequence.StandardKey


class GridView(GridCanvas):
    """Show and edit the table `table_id` of the session's report; every edit goes through the session."""

    def __init__(self, session: Session, table_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, table_id, parent)
        self.acts = GridActs(session, lambda: self.cursor_, self._act)
        self.cell_delegate = CellDelegate(self)
        self.setItemDelegate(self.cell_delegate)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(True)
        self._acting = False
        self._dragging = False
        self.cell_delegate.finished.connect(self._after_edit)
        self.grid_model.modelAboutToBeReset.connect(self.cell_delegate.let_go)
        for pane in self.panes:
            pane.pressed.connect(self.press)
        session.changed.connect(self._follow)

    # ---- what the window asks ----------------------------------------------------------------

    def go_to(self, cell: CellId) -> None:
        """Make a cell current, bring it into view and give the table the keys."""
        found = self.grid_model.places.by_id.get(cell)
        if found is not None:
            self.commit()
            self.cursor_.go(found)
            self.show_cursor()
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_cell(self) -> CellId | None:
        """Return the current cell."""
        return self.cursor_.current.cell

    def findings_here(self) -> list[Finding]:
        """Return the open findings at the current cell, the gravest first."""
        return self.acts.findings()

    def selected_cells(self) -> list[CellId]:
        """Return the selected cells in reading order."""
        return self.acts.cells()

    def commit(self) -> None:
        """Finish an open edit and keep what was typed, an unfinished composition included."""
        if self.cell_delegate.editor is not None:
            QGuiApplication.inputMethod().commit()
            self.cell_delegate.commit()

    def copy(self) -> None:
        """Copy the selection."""
        self._act(self.acts.copy)

    def cut(self) -> None:
        """Cut the selection."""
        self._act(self.acts.cut)

    def paste(self) -> None:
        """Paste the clipboard."""
        self._act(self.acts.paste)

    def clear_cells(self) -> None:
        """Return the selection to 未填, sums to 自动."""
        self._act(self.acts.clear)

    def selectAll(self) -> None:
        """Select every value cell."""
        self.cursor_.select_all()
        self.show_cursor(scroll=False)

    def _act(self, act: Callable[[], object]) -> None:
        self.commit()
        self._acting = True
        try:
            act()
        finally:
            self._acting = False
        self.show_cursor(scroll=False)

    def _follow(self, slots: frozenset[object]) -> None:
        """Go where something changed that was not done here: an undo, a redo, a mend."""
        by_id = self.grid_model.places.by_id
        cells = [cell for cell in by_id if cell in slots or memo_slot(cell) in slots]
        if self._acting or not cells or self.cell_delegate.editor is not None:
            return
        form = self.session.report.form
        entered = [cell for cell in cells if cell not in form.sum_of] or [min(cells, key=lambda c: form.evaluation_order.get(c, 0))]
        if self.cursor_.current.cell not in entered or len(entered) > 1:
            self.cursor_.select([by_id[cell] for cell in entered])
            self.show_cursor()

    # ---- editing -----------------------------------------------------------------------------

    def begin_edit(self, *, replacing: bool = False) -> None:
        """Open the current cell with its content; `replacing` as typing does, arrows then finish the edit."""
        self.cell_delegate.replacing = replacing
        self.edit(self.grid_model.index_of(self.cursor_.current))
        if not replacing and self.cell_delegate.editor is not None:
            self.cell_delegate.editor.end(False)

    def _after_edit(self, step: Step) -> None:
        if step in (Step.UP, Step.DOWN, Step.NEXT, Step.PREVIOUS):
            self.cursor_.advance(step)
        else:
            self.cursor_.move(step)
        self.show_cursor()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Let a composition open the cell, as typing does."""
        if self.cell_delegate.editor is None and event.commitString() and not event.preeditString():
            # Qt opens the field but drops a text that comes without a composition, as full-width digits do.
            self.begin_edit(replacing=True)
            if self.cell_delegate.editor is not None:
                QCoreApplication.sendEvent(self.cell_delegate.editor, event)
            return
        self.cell_delegate.replacing = True
        super().inputMethodEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when another section is shown or the window closes."""
        self.commit()
        super().hideEvent(event)

    # ---- keys --------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take the clipboard keys before any menu does, so that they always mean the cells."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._standard(event):
            event.accept()
            return True
        return super().event(event)

    def _standard(self, event: QKeyEvent) -> Callable[[], None] | None:
        acts = {
            _STANDARD.Copy: self.copy,
            _STANDARD.Cut: self.cut,
            _STANDARD.Paste: self.paste,
            _STANDARD.SelectAll: self.selectAll,
            _STANDARD.Delete: self.clear_cells,
        }
        return next((act for key, act in acts.items() if event.matches(key)), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, act; any other key that types opens the cell."""
        act = self._standard(event)
        if act is not None:
            act()
        elif asks_for_menu(event):
            self._show_menu(self.cell_rect(self.cursor_.current).center())
        elif event.key() == Qt.Key.Key_Backspace:
            self.clear_cells()
        elif event.key() == Qt.Key.Key_F2:
            self.begin_edit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif not self._move(event):
            self.cell_delegate.replacing = True
            super().keyPressEvent(event)

    def _move(self, event: QKeyEvent) -> bool:
        key, ctrl, shift = Qt.Key(event.key()), bool(event.modifiers() & _CTRL), bool(event.modifiers() & _SHIFT)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.cursor_.advance(Step.UP if shift else Step.DOWN)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.cursor_.advance(Step.PREVIOUS if shift or key == Qt.Key.Key_Backtab else Step.NEXT)
        elif key in _ARROWS:
            self.cursor_.move(_ARROWS[key][ctrl], extend=shift)
        elif key in _PAGES:
            rows = max((self.viewport().height() - self.frozen_height()) // max(self.metrics.heights[-1], 1) - 1, 1)
            self.cursor_.move(_PAGES[key], extend=shift, times=rows)
        else:
            return False
        self.show_cursor()
        return True

    # ---- mouse -------------------------------------------------------------------------------

    def _cell_at(self, point: QPoint) -> GridCell | None:
        index = self.indexAt(point)
        return self.grid_model.places.at(index.row(), index.column()) if index.isValid() else None

    def press(self, point: QPoint, modifiers: Qt.KeyboardModifier, button: Qt.MouseButton) -> None:
        """Make the cell at a point of the viewport current; on a label or head select what it stands for."""
        cell = self._cell_at(point)
        self.commit()
        if cell is None:
            return
        inside = button == Qt.MouseButton.RightButton and cell in self.cursor_.selected
        if cell.cell is None:
            self.cursor_.select(self.grid_model.places.belonging(cell))
        elif not inside:
            self.cursor_.go(cell, extend=bool(modifiers & _SHIFT))
        self.show_cursor(scroll=cell.cell is not None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection."""
        point = event.position().toPoint()
        self.press(point, event.modifiers(), event.button())
        cell = self._cell_at(point)
        self._dragging = event.button() == Qt.MouseButton.LeftButton and cell is not None and cell.cell is not None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend the selection to the cell under the pointer, the nearest one where labels stand."""
        if not self._dragging:
            return
        point = event.position().toPoint()
        row, column = self.rowAt(point.y()), self.columnAt(point.x())
        grid = self.grid_model.places.grid
        row = row if row >= 0 else (0 if point.y() < 0 else grid.rows - 1)
        column = column if column >= 0 else (0 if point.x() < 0 else grid.columns - 1)
        cell = self.grid_model.places.value_near(row, column)
        if cell != self.cursor_.current:
            self.cursor_.go(cell, extend=True)
            self.show_cursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection."""
        self._dragging = False
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the cell with its content kept."""
        self.mousePressEvent(event)
        if self._dragging and event.button() == Qt.MouseButton.LeftButton:
            self._dragging = False
            self.begin_edit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the acts on the selection, at the current cell when the menu key asked."""
        point = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            point = self.cell_rect(self.cursor_.current).center()
        self._show_menu(point)

    def _show_menu(self, point: QPoint) -> None:
        if QApplication.activePopupWidget() is not None:
            # Some systems send the menu key as a key and as a wish for a menu.
            return
        menu = self.acts.menu(self)
        add_knowledge(menu, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(point))
