"""待办 at the foot of the left pane: what is left to do, section by section; under the section shown, the aspects it must speak of."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gui.labels import Elided, gap, hairline, link, restyle, words
from gui.places import INFO
from gui.progress import Todo, aspects, todos
from gui.session import Session
from gui.theme import colour, factor, px

_LINE = 24
# The lines that are in view at the least.
_FEWEST = 3
_MARGIN, _BELOW = 10, 8


class TodoRow(QWidget):
    """One line: a box or a tick, the words, what can be done at once. The words of what is not done lead there."""

    clicked = Signal()

    def __init__(self, todo: Todo) -> None:
        super().__init__()
        self.todo = todo
        self.setFixedHeight(_LINE)
        self.setProperty("role", "todo")
        self._box = QHBoxLayout(self)
        # After the mark.
        self._box.setContentsMargins(48 if todo.aspect else 32, 0, 2, 0)
        self._box.setSpacing(12)
        if todo.done:
            label = Elided("dim")
            label.setText(todo.text)
            label.setAccessibleName(f"{todo.text}，已完成")
            self._box.addWidget(label, 1)
            return
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        go = link(todo.text, f"去做：{todo.text}", self.clicked.emit)
        go.setProperty("role", "todo-go")
        self._box.addWidget(go)
        self._box.addStretch(1)

    def add(self, text: str, spoken: str, act: Callable[[], object]) -> None:
        """Add words that act."""
        self._box.addWidget(link(text, spoken, act))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark as wide as a capital is high, in the lines of the icons."""
        super().paintEvent(event)
        side, stroke = px(11), 1.3 * factor()
        left = self._box.contentsMargins().left() - px(8) - side + 0.5
        box = QRectF(left, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        done = self.todo.done
        painter.setPen(QPen(colour("ok" if done else "dim"), stroke, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        if done:
            steps = ((0.12, 0.55), (0.4, 0.82), (0.9, 0.2))
            painter.drawPolyline(QPolygonF([QPointF(box.left() + x * side, box.top() + y * side) for x, y in steps]))
        else:
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take a click beside the words as one on them."""
        if not self.todo.done and event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


class _Area(QScrollArea):
    """Let the scroll bar stand in the margin of the rows: they keep their width where it comes or goes."""

    def __init__(self, rows: QVBoxLayout) -> None:
        super().__init__(widgetResizable=True)
        self._rows = rows

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the margin what the bar does not take."""
        super().resizeEvent(event)
        self.make_room()

    def make_room(self) -> None:
        """Leave so much room below the rows that they can be scrolled to their end without cutting a line in two at the top."""
        over = self._rows.count() * px(_LINE) + px(_BELOW) - self.viewport().height()
        below = px(_BELOW) + (-over % px(_LINE) if over > 0 else 0)
        self._rows.setContentsMargins(0, 0, max(px(_MARGIN) - (self.width() - self.viewport().width()), 0), below)


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
        self._title = words("", "strong")
        self._title.setContentsMargins(12, 0, 4, 4)
        inner = QWidget()
        self._rows = QVBoxLayout(inner)
        self._rows.setContentsMargins(0, 0, 0, _BELOW)
        self._rows.setSpacing(0)
        self._rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lines: list[QWidget] = []
        self._area = _Area(self._rows)
        self._area.setAccessibleName("待办")
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setMinimumHeight(_FEWEST * _LINE)
        self._area.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(hairline())
        gap(box, 8)
        box.addWidget(self._title)
        box.addWidget(self._area, 1)
        # After the rows have their places.
        self._settled = QTimer(self, singleShot=True, interval=0)
        self._settled.timeout.connect(self._show_lines_of_page)
        self._area.verticalScrollBar().rangeChanged.connect(lambda *_: self._settled.start())

    def sizeHint(self) -> QSize:
        """Ask for no more than must be: the list takes what the parts leave."""
        return self.minimumSizeHint()

    def show_page(self, page: str) -> None:
        """Turn to what the page asks for."""
        self._page = page
        self.refresh()
        self._settled.start()

    def _show_lines_of_page(self) -> None:
        self._area.make_room()
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() - bar.value() % px(_LINE))
        rows = sorted((row for row in self.findChildren(TodoRow) if row.isVisible()), key=lambda row: row.y())
        here = [row.todo.place.page == self._page for row in rows]
        if True not in here:
            return
        first = here.index(True)
        last = next((at for at in range(first, len(here)) if not here[at]), len(here)) - 1
        if rows[first].y() < bar.value() or rows[last].geometry().bottom() >= bar.value() + self._area.viewport().height():
            # At the top, and no line cut in two there.
            bar.setValue(rows[first].y())

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
        self._lines = [kept.get(todo) or self._row(todo) for todo in wanted[0]]
        if not left:
            self._lines.append(self._last())
        for line in self._lines:
            self._rows.addWidget(line)
        self._area.make_room()

    def _clear(self, wanted: set[Todo]) -> dict[Todo, QWidget]:
        """Take the rows out and return those that say what is wanted; the others go away."""
        kept: dict[Todo, QWidget] = {}
        for line in self._lines:
            self._rows.removeWidget(line)
            if isinstance(line, TodoRow) and line.todo in wanted:
                kept[line.todo] = line
            else:
                line.hide()
                line.deleteLater()
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
        return row

    def _last(self) -> QWidget:
        """Return what comes when nothing is left: 送审."""
        row = QWidget()
        row.setFixedHeight(_LINE)
        box = QHBoxLayout(row)
        box.setContentsMargins(12, 0, 8, 0)
        box.setSpacing(4)
        box.addWidget(words("可以", "small"))
        box.addWidget(link("送审…", "待办都做完了，送审", self.send_asked.emit))
        box.addStretch(1)
        return row
