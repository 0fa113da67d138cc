"""What a person does with selected cells: copy, cut, paste, clear, fill 0, back to 自动. Each is one undo step of the session."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from core.errors import AppError
from core.layout import cell_text
from core.report import Entry
from core.rules.engine import Finding, Level
from core.schema import CellId
from gui.finding_menu import add_findings
from gui.grid_clipboard import block_text, entries_for, read_clipboard
from gui.grid_cursor import Cursor
from gui.grid_fill import Copies, copied, down, right, written
from gui.grid_landing import land
from gui.pasting import FILES_REFUSED, holds_files, on_clipboard
from gui.session import Session


class GridActs:
    """Acts on the selection of one grid; `cursor` gives it at the time, `run` carries out what the menu asks."""

    def __init__(self, session: Session, cursor: Callable[[], Cursor], run: Callable[[Callable[[], object]], None]) -> None:
        self._session, self._cursor, self._run = session, cursor, run

    def cells(self) -> list[CellId]:
        """Return the selected cells in reading order."""
        return [cell.cell for cell in self._cursor().selected if cell.cell is not None]

    def copy(self) -> bool:
        """Put the selection on the clipboard as tab-separated text; False where its blocks make no table."""
        if not self._cursor().is_even():
            self._session.message.emit("没有复制：选中的几块不在同样的列里，拼不成一块，请分开复制")
            return False
        texts = {cell: cell_text(self._session.report, cell) for cell in self.cells()}
        QGuiApplication.clipboard().setText(block_text(self._cursor().selected, texts))
        self._session.message.emit(f"已复制 {len(texts)} 格")
        return True

    def cut(self) -> None:
        """Copy the selection, then clear it."""
        if self.copy():
            self.clear("剪切")

    def paste(self) -> None:
        """Lay the clipboard's block over the cells from the selection's first on; what does not fit is refused in a sentence."""
        if holds_files(on_clipboard()):
            self._session.message.emit(FILES_REFUSED)
            return
        try:
            self._paste()
        except AppError as refusal:
            self._session.message.emit(str(refusal))

    def _paste(self) -> None:
        report, cursor = self._session.report, self._cursor()
        rows, exact = read_clipboard(on_clipboard())
        landing = land(report.form, cursor.places, cursor.selected, rows, exact=exact)
        if len(rows) == len(rows[0]) == 1 and len(cursor.selected) > 1:
            self._write(written(report, landing.pairs), "粘贴")
            return
        entries, assumed = entries_for(report, landing.pairs)
        count = len(landing.pairs)
        self._session.edit_cells(entries, f"粘贴 {count} 格")
        cursor.select([cursor.places.by_id[cell] for cell, _ in landing.pairs])
        done = f"已按行名粘贴 {count} 格" if landing.named else f"已粘贴 {count} 格"
        more = f"（另有 {len(assumed) - 1} 处）" if len(assumed) > 1 else ""
        self._session.message.emit(done + (f"；{assumed[0]}{more}" if assumed else ""))

    def clear(self, text: str = "清除") -> None:
        """Return the selected cells to 未填, those with a sum to 自动."""
        report = self._session.report
        self._session.edit_cells({cell: Entry() for cell in self.cells() if report.entry(cell) != Entry()}, text)

    def fill_down(self) -> None:
        """Copy the first row of the selection over those below it; a single row takes the row above."""
        cursor = self._cursor()
        self.fill(down(cursor.places, cursor.selected), "向下填充", "上面没有格，不能向下填充")

    def fill_right(self) -> None:
        """Copy the first column of the selection over those to its right; a single column takes the one to its left."""
        cursor = self._cursor()
        self.fill(right(cursor.places, cursor.selected), "向右填充", "左边没有格，不能向右填充")

    def fill(self, copies: Copies, text: str, nothing: str = "") -> None:
        """Copy cells over others as one step; sums are left alone."""
        if not copies:
            self._session.message.emit(nothing)
            return
        self._write(copied(self._session.report, copies), text)

    def fill_text(self, text: str, told: str) -> None:
        """Write a text that was typed into every selected cell, into a single one as typing does; `told` is the sum that it came of."""
        cells = self.cells()
        if len(cells) > 1:
            self._write(written(self._session.report, [(cell, text) for cell in cells]), "填入", told)
            return
        self._session.type_cell(cells[0], text)
        if told:
            self._session.message.emit(told)

    def _write(self, found: tuple[dict[CellId, Entry], int], text: str, told: str = "") -> None:
        entries, sums = found
        self._session.edit_cells(entries, f"{text} {len(entries)} 格")
        left = f"{sums} 个合计格自动计算，没有改动" if sums else ""
        self._session.message.emit("；".join(filter(None, (told, f"已{text} {len(entries)} 格" if entries else "", left))))

    def fill_zero(self) -> None:
        """Fill 0 into the selected cells that are 未填."""
        self._session.fill_zero(self.cells())

    def reset_to_auto(self) -> None:
        """Return the selected 手填 cells to their sums."""
        self._session.reset_to_auto(self.cells())

    def confirm_checked(self) -> None:
        """Take the mark 待核对 off the selected cells."""
        report = self._session.report
        doubtful = {cell: replace(report.entry(cell), doubtful=False) for cell in self.cells() if report.entry(cell).doubtful}
        self._session.edit_cells(doubtful, "标为已核对")

    def menu(self, parent: QWidget) -> QMenu:
        """Build the menu of the selection; acts that would do nothing are greyed."""
        report, cells = self._session.report, self.cells()
        menu = QMenu(parent)

        def add(words: str, act: Callable[[], object], enabled: bool = True) -> None:
            action = menu.addAction(words)
            action.triggered.connect(lambda: self._run(act))
            action.setEnabled(enabled)

        add_findings(menu, self._session, self.findings(), self._run)
        add("剪切(&T)\tCtrl+X", self.cut)
        add("复制(&C)\tCtrl+C", self.copy)
        held = on_clipboard()
        add("粘贴(&P)\tCtrl+V", self.paste, held is not None and (held.hasText() or held.hasHtml()))
        menu.addSeparator()
        add("向下填充(&D)\tCtrl+D", self.fill_down)
        add("向右填充(&R)\tCtrl+R", self.fill_right)
        menu.addSeparator()
        add("清除(&L)\tDel", self.clear, any(report.value(cell) is not None for cell in cells))
        add("填 0(&0)\tCtrl+0", self.fill_zero, any(report.value(cell) is None and cell not in report.form.sum_of for cell in cells))
        add("恢复自动(&A)\tCtrl+Shift+R", self.reset_to_auto, any(report.entry(cell).manual for cell in cells))
        if any(report.entry(cell).doubtful for cell in cells):
            add("标为已核对(&K)", self.confirm_checked)
        return menu

    def findings(self) -> list[Finding]:
        """Return the open findings at the current cell, the gravest first."""
        current = self._cursor().current.cell
        found = self._session.findings_at(current) if current is not None else ()
        return sorted(found, key=lambda finding: list(Level).index(finding.level))
