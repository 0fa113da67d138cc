"""The left pane: whose report it is, how far it is, the sections with their findings counted, what is left to do."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.schema import Section
from gui.labels import gap, in_order, link, words
from gui.menu_key import asks_for_menu
from gui.nav_delegate import SectionDelegate, line_height
from gui.places import INFO
from gui.progress import State, short_title, state, todos
from gui.session import Session
from gui.theme import px
from gui.todo_list import TodoList

STATE_ROLE = Qt.ItemDataRole.UserRole
# A pane lower than this has no room to spare.
_LOW = 500
# The lines of the list that are in view at the least.
_FEWEST = 3
_Index = QModelIndex | QPersistentModelIndex


class SectionsModel(QAbstractListModel):
    """报告信息 and the six sections, each with its state."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._states: dict[str, State] = {}
        self.pages: list[str] = []
        self.read()

    def read(self) -> None:
        """Take in another report."""
        self.beginResetModel()
        self.pages = [INFO, *(s.id for s in self._session.report.form.sections)]
        self._states = {page: state(self._session, page) for page in self.pages}
        self.endResetModel()

    def refresh(self) -> None:
        """Take in what changed in the states."""
        for row, page in enumerate(self.pages):
            new = state(self._session, page)
            if new != self._states.get(page):
                self._states[page] = new
                place = self.index(row)
                self.dataChanged.emit(place, place)

    def states(self) -> list[State]:
        """Return the states of the six sections."""
        return [self._states[page] for page in self.pages if page != INFO]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of pages."""
        return 0 if parent.isValid() else len(self.pages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return title, tooltip, state or what a screen reader says."""
        if not index.isValid():
            return None
        page = self.pages[index.row()]
        section = None if page == INFO else self._session.report.form.section(page)
        if role == Qt.ItemDataRole.DisplayRole:
            return short_title(section) if section else "报告信息与前言"
        if role == Qt.ItemDataRole.ToolTipRole:
            return section.title if section else "单位、年度、标题、落款和前言"
        if role == STATE_ROLE:
            return self._states[page]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(section, self._states[page])
        return None


class SectionsView(QListView):
    """The list of pages; Return goes on into the page."""

    entered_page = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return as going into the page; ask for the menu of the current one by its keys."""
        if asks_for_menu(event):
            self.customContextMenuRequested.emit(self.visualRect(self.currentIndex()).center())
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_page.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for all lines; in a low window they scroll."""
        return QSize(super().sizeHint().width(), self.model().rowCount() * self.line())

    def line(self) -> int:
        """Return the height of a line."""
        return line_height(low=bool(self.property("low")))


class Navigator(QFrame):
    """The left pane."""

    # A page id; a Place; and that a person wants the keyboard to go to the page.
    page_chosen = Signal(str)
    place_chosen = Signal(object)
    page_entered = Signal()
    fill_zero_asked = Signal(object)
    keep_asked = Signal(str)
    zero_asked = Signal()
    send_asked = Signal()
    # str, QPoint: the page whose menu is asked for, and where on the screen.
    menu_asked = Signal(str, object)
    # The first thing to do, by the words under the bar.
    next_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("navigator")
        self.setAccessibleName("导航")
        self.setMinimumWidth(240)
        self._unit = words("", "heading", wrap=True)
        self._year = words("", "dim", wrap=True)
        self._bar = QProgressBar(textVisible=False)
        self._bar.setAccessibleName("完成情况")
        self._left = words("", "dim", wrap=True)
        self._next = link("", "", self.next_asked.emit)
        self._model = SectionsModel(session, self)
        self._view = self._build_view()
        self._todo = TodoList(session, self)
        self._todo.place_chosen.connect(self.place_chosen)
        self._todo.fill_zero_asked.connect(self.fill_zero_asked)
        self._todo.keep_asked.connect(self.keep_asked)
        self._todo.zero_asked.connect(self.zero_asked)
        self._todo.send_asked.connect(self.send_asked)
        # How often the rows had been made when Tab's order was set last.
        self._ordered = -1
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        session.replaced.connect(self._replace)
        session.findings_changed.connect(self._later.start)
        session.changed.connect(self._later.start)
        self._replace()

    def offer_zero(self, stands: Callable[[], bool], changed: SignalInstance) -> None:
        """Offer 零申请 in 待办 as long as `stands` says so; `changed` tells when to ask again."""
        self._todo.offers_zero = stands
        changed.connect(self._later.start)
        self._later.start()

    def enter(self) -> None:
        """Take the keyboard, at the page shown."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, page: str) -> None:
        """Mark the page that the window shows."""
        if page in self._model.pages:
            index = self._model.index(self._model.pages.index(page))
            if index != self._view.currentIndex():
                self._view.setCurrentIndex(index)
        self._todo.show_page(page)
        self._order()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw together in a low window, so that parts and 待办 are both in sight: what the bar shows is told by its tooltip then."""
        super().resizeEvent(event)
        low = self.height() < px(_LOW)
        if low is not bool(self._view.property("low")):
            self._view.setProperty("low", low)
            self._left.setVisible(not low)
            self._measure()
            self._view.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Follow 大字."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._measure()

    def _measure(self) -> None:
        if "_view" in self.__dict__:
            self._view.setMaximumHeight(self._model.rowCount() * self._view.line())
            self._view.setMinimumHeight(_FEWEST * self._view.line())
            self._view.updateGeometry()

    def _build_view(self) -> SectionsView:
        view = SectionsView()
        view.setObjectName("sections")
        view.setProperty("measures", True)
        view.setAccessibleName("报告的各部分")
        view.setModel(self._model)
        view.setItemDelegate(SectionDelegate(view))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.selectionModel().currentChanged.connect(self._chosen)
        view.entered_page.connect(self.page_entered)
        # Whoever clicks goes there to work; whoever walks by the arrows is still looking.
        view.clicked.connect(self.page_entered)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._ask_for_menu)
        return view

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 8)
        head.setSpacing(4)
        for each in (self._unit, self._year):
            head.addWidget(each)
        gap(head, 8)
        head.addWidget(self._bar)
        gap(head, 4)
        head.addWidget(self._left)
        head.addWidget(self._next, 0, Qt.AlignmentFlag.AlignLeft)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        lists = QVBoxLayout()
        lists.setContentsMargins(4, 4, 4, 0)
        lists.setSpacing(8)
        lists.addWidget(self._view)
        lists.addWidget(self._todo, 1)
        box.addLayout(lists, 1)

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.page_chosen.emit(self._model.pages[index.row()])

    def _ask_for_menu(self, at: QPoint) -> None:
        index = self._view.indexAt(at)
        if index.isValid():
            self.menu_asked.emit(self._model.pages[index.row()], self._view.viewport().mapToGlobal(at))

    def _replace(self) -> None:
        current = self._view.currentIndex().row()
        blocked = self._view.selectionModel().blockSignals(True)
        self._model.read()
        self._measure()
        self._view.setCurrentIndex(self._model.index(max(current, 0)))
        self._view.selectionModel().blockSignals(blocked)
        self._refresh()

    def _refresh(self) -> None:
        report = self._session.report
        self._unit.setText(report.unit or "未填单位")
        year = f"{report.year} 年度" if report.year else "未填年度"
        self._year.setText(f"{year} · 按 {report.form.id} 年格式")
        self._year.setToolTip(f"依据 {report.form.basis}")
        self._model.refresh()
        items = todos(self._session)
        done = sum(todo.done for todo in items)
        self._bar.setRange(0, len(items))
        self._bar.setValue(done)
        count = sum(f.level != "hint" for f in self._session.open_findings)
        left = f"，还有 {count} 处要处理" if count else ""
        self._left.setText(f"已完成 {done} / {len(items)} 项{left}")
        self._bar.setToolTip(self._left.text())
        first = next((todo.text for todo in items if not todo.done), "")
        # With no room for the list, this line says where to go on.
        self._next.setText(f"下一件：{first} →" if first else "都做完了，送审 →")
        self._next.setAccessibleName(self._next.text().removesuffix(" →"))
        self._todo.take(items)
        self._order()

    def _order(self) -> None:
        # Rows made later would come behind everything else in the window.
        if self._todo.rows_made != self._ordered:
            self._ordered = self._todo.rows_made
            in_order([self._next, self._view, *self._todo.findChildren(QPushButton)])

    def sizeHint(self) -> QSize:
        """Return the width of the drawn screen."""
        return QSize(240, 600)


def _spoken(section: Section | None, held: State) -> str:
    parts = [section.title if section else "报告信息与前言"]
    counts = (("处错误", held.errors), ("处核实", held.confirms), ("处提示", held.hints), ("处未填", held.empty))
    parts += [f"{count} {name}" for name, count in counts if count]
    if held.inherited:
        parts.append("还有上年文字")
    if held.done:
        parts.append("已完成")
    return "，".join(parts)
