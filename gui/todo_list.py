"""待办 at the foot of the left pane: what is left to do, section by section; under the section shown, the aspects it must speak of."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.labels import Elided, hairline, link, restyle, words
from gui.places import INFO
from gui.progress import Todo, aspects, todos
from gui.session import Session

_LINE = 24


class TodoRow(QWidget):
    """One line: a tick, the words, what can be done at once. A click on the words goes there, as its link does."""

    clicked = Signal()

    def __init__(self, todo: Todo) -> None:
        super().__init__()
        self.todo = todo
        self.setFixedHeight(_LINE)
        self.setProperty("role", "todo")
        box = QHBoxLayout(self)
        box.setContentsMargins(28 if todo.aspect else 12, 0, 8, 0)
        box.setSpacing(8)
        label = Elided("dim" if todo.done else "small")
        label.setText(f"{'☑' if todo.done else '☐'} {todo.text}")
        label.setAccessibleName(f"{todo.text}，{'已完成' if todo.done else '未完成'}")
        box.addWidget(label, 1)
        self._box = box
        self._leads = not todo.done
        if self._leads:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def add(self, text: str, spoken: str, act: Callable[[], object]) -> None:
        """Add words that act."""
        self._box.addWidget(link(text, spoken, act))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click on the words as 去看."""
        if self._leads and event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class TodoList(QWidget):
    """The list; it is built again only where what it says has changed."""

    place_chosen = Signal(object)
    fill_zero_asked = Signal(object)
    # str: the part whose text of last year may stand.
    keep_asked = Signal(str)
    zero_asked = Signal()
    send_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page = INFO
        self._shown: tuple[list[Todo], bool] | None = None
        # Grows whenever the rows are made anew.
        self.rows_made = 0
        # Whether 零申请 is offered: asked of whoever knows.
        self.offers_zero: Callable[[], bool] = lambda: False
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 4)
        box.setSpacing(0)
        box.addWidget(hairline())
        box.addSpacing(8)
        self._title = words("", "strong")
        self._title.setContentsMargins(12, 0, 4, 4)
        box.addWidget(self._title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        box.addLayout(self._rows)

    def show_page(self, page: str) -> None:
        """Turn to what the page asks for."""
        self._page = page
        self.refresh()

    def refresh(self) -> None:
        """Take in what changed."""
        self.take(todos(self._session))

    def take(self, found: list[Todo]) -> None:
        """Take in what changed, with 待办 worked out already."""
        wanted = (self._with_aspects(found), self.offers_zero())
        if wanted == self._shown:
            return
        offered = self._shown is not None and self._shown[1]
        self._shown = wanted
        self.rows_made += 1
        kept = self._clear({todo for todo in wanted[0] if offered is wanted[1] or todo.place.page != "applications"})
        left = sum(not todo.done for todo in found)
        self._title.setText(f"待办 {left} 项" if left else "待办都做完了")
        restyle(self._title, "role", "strong" if left else "ok-strong")
        for todo in wanted[0]:
            self._rows.addWidget(kept.get(todo) or self._row(todo))
        if not left:
            self._rows.addWidget(self._last())

    def _clear(self, wanted: set[Todo]) -> dict[Todo, QWidget]:
        """Take the rows out and return those that say what is wanted; the others go away."""
        kept: dict[Todo, QWidget] = {}
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, TodoRow) and widget.todo in wanted:
                kept[widget.todo] = widget
            elif widget is not None:
                widget.hide()
                widget.deleteLater()
        return kept

    def _with_aspects(self, found: list[Todo]) -> list[Todo]:
        """Put the aspects of the section shown under its line."""
        section = next((s for s in self._session.report.form.sections if s.id == self._page), None)
        if section is None or not section.aspects:
            return found
        here = next((at for at, todo in enumerate(found) if todo.place.page == self._page), len(found) - 1)
        return [*found[: here + 1], *aspects(self._session, section), *found[here + 1 :]]

    def _row(self, todo: Todo) -> QWidget:
        row = TodoRow(todo)
        row.clicked.connect(lambda: self.place_chosen.emit(todo.place))
        if todo.done:
            return row
        if todo.place.page == "applications" and todo.cells and self._shown is not None and self._shown[1]:
            # It fills the zeros, too.
            row.add("零申请…", f"零申请：{todo.text}，一次填好并写好相关的话", self.zero_asked.emit)
        elif todo.cells:
            row.add("填 0", f"{todo.text}，全部填 0", lambda: self.fill_zero_asked.emit(todo.cells))
        if todo.keep:
            row.add("照用", f"{todo.text}，都照用", lambda: self.keep_asked.emit(todo.keep))
        row.add("去看", f"去做：{todo.text}", lambda: self.place_chosen.emit(todo.place))
        return row

    def _last(self) -> QWidget:
        """Return what comes when nothing is left: 送审."""
        row = QWidget()
        row.setFixedHeight(_LINE)
        box = QHBoxLayout(row)
        box.setContentsMargins(12, 0, 8, 0)
        box.setSpacing(8)
        box.addWidget(words("可以", "small"))
        box.addWidget(link("送审…", "待办都做完了，送审", self.send_asked.emit))
        box.addStretch(1)
        return row
