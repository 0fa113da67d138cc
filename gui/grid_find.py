"""The bar that searches a table: numbers, remarks, 批注, and the names of rows and columns."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from core.layout import GridCell
from core.values import show
from gui.find_strip import FindStrip
from gui.grid_view import GridView

_ORDINAL = re.compile(r"^(\d+\.|\([一二三四五六七八九十]\)|[一二三四五六七八九十]、)")


class GridFind(FindStrip):
    """Search one table; what is wanted as a whole comes first, so that 12 finds 12 before 112."""

    def __init__(self, view: GridView, parent: QWidget) -> None:
        self._view = view
        self._found: list[GridCell] = []
        # Which place is the current one; -1 before anybody has gone to one.
        self._at = -1
        super().__init__(view, "在这张表里要找的数或项目", parent)
        self.whole = QCheckBox("整格相同")
        self.whole.setToolTip("只找整格就是这个数、这个名称的")
        self.whole.toggled.connect(self._begin)
        self.whole.installEventFilter(self)
        self.lay_out((self.whole,))
        self.wanted.textChanged.disconnect(self.search)
        self.wanted.textChanged.connect(self._begin)
        view.grid_model.dataChanged.connect(self.search_later)
        view.grid_model.modelReset.connect(self._begin)

    def search(self) -> None:
        """Find every place; the current one stays where it still is one."""
        held = self._found[self._at] if 0 <= self._at < len(self._found) else None
        self._found = [] if self.isHidden() else self._matches()
        self._at = self._found.index(held) if held in self._found else -1
        self._show()

    def again(self, forward: bool) -> None:
        """Go to the next or previous place, round at the ends."""
        if self.isHidden():
            self.open()
        self.search()
        if not self._found:
            return
        first = 0 if forward else len(self._found) - 1
        self._at = first if self._at < 0 else (self._at + (1 if forward else -1)) % len(self._found)
        self._select(self._found[self._at])
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take F3 in the table as well."""
        if watched is self._view and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F3:
            self.again(not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            return True
        return super().eventFilter(watched, event)

    def _select(self, cell: GridCell) -> None:
        """Bring a cell into view and select it, of a label or head what it stands for; the keys stay where they are."""
        view = self._view
        view.commit()
        if cell.cell is None:
            view.cursor_.select(view.grid_model.places.belonging(cell))
        else:
            view.cursor_.go(cell)
        view.show_cursor()

    def _begin(self) -> None:
        self._at = -1
        self.search()

    def _show(self) -> None:
        self.show_count(self._at, len(self._found))
        self._view.lights.show_found(frozenset(self._found))
        self.found_changed.emit()

    def _matches(self) -> list[GridCell]:
        """Return what holds the words wanted: whole ones first, then in the order of the table; numbers before names for a number."""
        wanted = _plain(self.wanted.text())
        if not wanted:
            return []
        ranked: list[tuple[int, int, GridCell]] = []
        for place, cell in enumerate(self._view.grid_model.places.grid.cells):
            texts = list(self._texts(cell))
            if wanted in texts:
                ranked.append((0, place, cell))
            elif not self.whole.isChecked() and any(wanted in text for text in texts):
                ranked.append((2 if cell.cell is None and wanted.isdigit() else 1, place, cell))
        return [cell for _, _, cell in sorted(ranked, key=lambda each: each[:2])]

    def _texts(self, cell: GridCell) -> Iterator[str]:
        report = self._view.session.report
        if cell.cell is None:
            text = _plain(cell.text)
            yield text
            yield _ORDINAL.sub("", text)
            return
        entry = report.entry(cell.cell)
        for text in (show(entry.value), entry.remark, report.memos.get(cell.cell, "")):
            if text:
                yield _plain(text)


def _plain(text: str) -> str:
    """Bring full-width characters to their plain forms, and take out blanks and line breaks."""
    return "".join(normalize("NFKC", text).split()).casefold()
