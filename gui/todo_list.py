"""待办 at the foot of the left pane; on the page of a prose section, the aspects that it must speak of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gui.labels import hairline, link, words
from gui.places import INFO, Place
from gui.progress import Todo, todos
from gui.session import Session

_TITLE = "待办"
_LINE = 24


class TodoList(QWidget):
    """The list; it is built again only where what it says has changed."""

    place_chosen = Signal(object)
    fill_zero_asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._page = INFO
        self._shown: tuple[str, list[Todo]] | None = None
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
        wanted = self._aspects() or (_TITLE, todos(self._session))
        if wanted == self._shown:
            return
        self._shown = wanted
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        title, items = wanted
        self._title.setText(title)
        for todo in items:
            self._rows.addWidget(self._row(todo))
        self.setVisible(not all(todo.done for todo in items) or title != _TITLE)

    def _aspects(self) -> tuple[str, list[Todo]] | None:
        report = self._session.report
        section = next((s for s in report.form.sections if s.id == self._page), None)
        if section is None or not section.aspects:
            return None
        text = "".join(p.text for p in report.paragraphs(section.id))
        missing = {f.message for f in self._session.findings if f.rule.startswith("S2")}
        items = [Todo(a, _speaks_of(text, a, missing), Place(section.id)) for a in section.aspects]
        return f"本部分应写{'零一二三四五六七八九十'[len(items)]}个方面", items

    def _row(self, todo: Todo) -> QWidget:
        row = QWidget()
        row.setFixedHeight(_LINE)
        box = QHBoxLayout(row)
        box.setContentsMargins(12, 0, 4, 0)
        box.setSpacing(8)
        label = words(f"{'☑' if todo.done else '☐'} {todo.text}", "dim")
        label.setAccessibleName(f"{todo.text}，{'已完成' if todo.done else '未完成'}")
        box.addWidget(label)
        if todo.cells:
            box.addWidget(link("填 0", f"{todo.text}，全部填 0", lambda: self.fill_zero_asked.emit(todo.cells)))
        elif not todo.done and self._shown is not None and self._shown[0] == _TITLE:
            box.addWidget(link("去看", f"去做：{todo.text}", lambda: self.place_chosen.emit(todo.place)))
        box.addStretch(1)
        return row


def _speaks_of(text: str, aspect: str, missing: set[str]) -> bool:
    """Tell whether the prose speaks of an aspect: where there is any, as rule S2 sees it."""
    return bool(text) and not any(aspect in message for message in missing)
