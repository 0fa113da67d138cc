"""A small list at the cursor to pick a cell from: its official name, and what stands in it now."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QTextEdit, QVBoxLayout

from core.cell_names import cell_name, cell_named, matching
from core.live import CLOSING
from core.report import Report
from core.schema import CellId
from core.values import show
from gui.labels import words
from gui.overlay import AtCursor
from gui.popup import LINE, Line, LinesModel, lines_view
from gui.theme import px

_WIDTH, _LINES, _MARGIN = 400, 8, 8
_PAGE = _LINES - 1
_UNFILLED = "未填"


class FigureCompleter(AtCursor):
    """The list with its search, totals first; it goes away when a cell is picked."""

    picked = Signal(object)

    def __init__(self, report: Report, area: QTextEdit) -> None:
        super().__init__(area, "插入活数")
        self._report = report
        self._cells: list[CellId] = []
        self.model = LinesModel(self)
        self.wanted, self.list = QLineEdit(self), lines_view(self, self.model, "单元格和现在的数")
        self.wanted.setPlaceholderText("找一格，如：新收 总计")
        self.wanted.setAccessibleName("要插入哪一格的数")
        self.wanted.setMaxLength(80)
        # The keyboard stays in the field.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing = words("没有这样的格", "dim")
        box = QVBoxLayout(self)
        box.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        box.setSpacing(6)
        for widget in (self.wanted, self.list, self.nothing, words("回车 插入　↑↓ 选择　Esc 关闭", "dim")):
            box.addWidget(widget)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setProperty("measures", True)
        self.wanted.textChanged.connect(self._search)
        self.wanted.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._pick(self._cells[index.row()]))
        self._search("")

    def open(self) -> None:
        """Show at the cursor."""
        self.place()
        self.show()
        self.wanted.setFocus(Qt.FocusReason.PopupFocusReason)

    def usual_size(self) -> QSize:
        """Return the size that it has in a window large enough."""
        # One stands in the place of the other: the list keeps its size.
        for widget in (self.list, self.nothing):
            widget.setMinimumHeight(px(LINE) * min(_LINES, max(self.window().height() // px(LINE) - 6, 1)))
        return QSize(px(_WIDTH), self.sizeHint().height())

    def _search(self, text: str) -> None:
        if text.endswith(tuple(CLOSING)):
            self._close_name(text[:-1])
            return
        form = self._report.form
        named = cell_named(form, text)
        found = matching(form, text)
        self._cells = sorted(found, key=lambda cell: (cell != named, cell not in form.sum_of and form.cells[cell][1].label != "总计"))
        self.model.fill([Line(cell_name(form, cell), "", show(self._report.value(cell)) or _UNFILLED) for cell in self._cells])
        self.list.setVisible(bool(self._cells))
        self.nothing.setVisible(not self._cells)
        self._go_to(0)
        self.list.scrollToTop()

    def _close_name(self, name: str) -> None:
        """Take a name that was closed by its brace; one that names nothing waits to be mended."""
        cell = cell_named(self._report.form, name)
        if cell is None and len(self._cells) == 1:
            cell = self._cells[0]
        if cell is not None:
            self._pick(cell)
        else:
            self.wanted.setText(name)

    def _pick(self, cell: CellId) -> None:
        self.leave()
        self.picked.emit(cell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list while the search has the keyboard."""
        if watched is self.wanted and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = self._act_of(Qt.Key(event.key()))
            if act is not None:
                act()
                return True
        return super().eventFilter(watched, event)

    def _act_of(self, key: Qt.Key) -> Callable[[], None] | None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -_PAGE, Qt.Key.Key_PageDown: _PAGE}
        if key in steps:
            return lambda: self._go_to(self.list.currentIndex().row() + steps[key])
        return self._pick_current if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) else None

    def _go_to(self, row: int) -> None:
        """Make a line the current one, the first or last where there are no more, and let a screen reader say it."""
        row = min(max(row, 0), len(self._cells) - 1)
        self.list.setCurrentIndex(self.model.index(row))
        self.wanted.setAccessibleDescription(self.model.lines[row].spoken if self._cells else self.nothing.text())

    def _pick_current(self) -> None:
        row = self.list.currentIndex().row()
        if 0 <= row < len(self._cells):
            self._pick(self._cells[row])
