"""One official table in the window, worked with the keys and the mouse of a spreadsheet."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QHideEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QApplication, QWidget

from core.report import memo_slot
from core.rules.engine import Finding
from core.schema import CellId
from gui.cell_delegate import CellDelegate
from gui.grid_acts import GridActs
from gui.grid_canvas import GridCanvas
from gui.grid_fill import Copies
from gui.grid_handle import FillHandle
from gui.grid_keys import is_ctrl_return, move
from gui.grid_places import Step
from gui.grid_pointer import Pointer
from gui.knowledge_menu import add_knowledge
from gui.menu_key import asks_for_menu
from gui.session import Session

_STANDARD = QKeySequence.StandardKey


class GridView(GridCanvas):
    """Show and edit the table `table_id` of the session's report; every edit goes through the session."""

    def __init__(self, session: Session, table_id: str, parent: QWidget | None = None) -> None:
        super().__init__(session, table_id, parent)
        self.acts = GridActs(session, lambda: self.cursor_, self._act)
        self.cell_delegate = CellDelegate(self)
        self.setItemDelegate(self.cell_delegate)
        self.handle = FillHandle(self, self._fill, lambda: self.cell_delegate.editor is not None)
        self.pointer = Pointer(self, self.handle, self.commit)
        self.cursor_shown.connect(self.handle.refresh)
        self.scrolled.connect(self.handle.scrolled)
        # The pointer over the square tells that it can be dragged.
        self.viewport().setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.setTabKeyNavigation(True)
        self._acting = False
        self._pressed = False
        self.cell_delegate.finished.connect(self._after_edit)
        self.cell_delegate.filled.connect(self._fill_typed)
        self.grid_model.modelAboutToBeReset.connect(self.cell_delegate.let_go)
        for pane in self.panes:
            pane.pressed.connect(self.pointer.press)
            pane.moved.connect(self.pointer.move)
            pane.released.connect(self.pointer.release)
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

    def fill_down(self) -> None:
        """Copy the selection's first row over the rest, a single row's from above."""
        self._fill_by_key(self.acts.fill_down)

    def fill_right(self) -> None:
        """Copy the selection's first column over the rest, a single column's from the left."""
        self._fill_by_key(self.acts.fill_right)

    def _fill_by_key(self, act: Callable[[], None]) -> None:
        if self.cell_delegate.editor is not None:
            # Else what was typed would at once be overwritten by the cell above.
            self.session.message.emit("正在输入，请先按回车完成，再填充")
            return
        self._act(act)

    def _fill(self, copies: Copies) -> None:
        self._act(lambda: self.acts.fill(copies, "填充"))
        filled = [target for target, _ in copies]
        self.cursor_.select(self.grid_model.places.block([*self.cursor_.selected, *filled]), self.cursor_.current)
        self.show_cursor(scroll=False)

    def _fill_typed(self, text: str, told: str) -> None:
        self._act(lambda: self.acts.fill_text(text, told))

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

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close a field, be it Qt that does so because another cell is the current one now."""
        self.cell_delegate.forget(editor)
        super().closeEditor(editor, hint)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the table, and over it the square that fills."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        self.handle.paint(painter)
        painter.end()

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
        act = next((act for key, act in acts.items() if event.matches(key)), None)
        if act is None and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            # Where no menu has these keys, as in the review of an import, they work all the same.
            act = {Qt.Key.Key_D: self.fill_down, Qt.Key.Key_R: self.fill_right}.get(Qt.Key(event.key()))
        return act

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
        elif is_ctrl_return(event):
            self.session.message.emit("先输入一个数，再按 Ctrl+回车，选中的格就都填上它")
        elif event.key() == Qt.Key.Key_Escape and self.handle.dragged:
            self.handle.cancel()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        elif not self._move(event):
            self.cell_delegate.replacing = True
            super().keyPressEvent(event)

    def _move(self, event: QKeyEvent) -> bool:
        rows = max((self.viewport().height() - self.frozen_height()) // max(self.metrics.heights[-1], 1) - 1, 1)
        if not move(self.cursor_, event, rows):
            return False
        self.show_cursor()
        return True

    # ---- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection or a fill."""
        self._pressed = self.pointer.press(event.position().toPoint(), event.modifiers(), event.button())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend what was begun."""
        self.pointer.move(event.position().toPoint(), event.buttons())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a selection, or fill."""
        self.pointer.release()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the cell with its content kept."""
        self.mousePressEvent(event)
        if self._pressed and event.button() == Qt.MouseButton.LeftButton:
            self.pointer.release()
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
