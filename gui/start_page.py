"""The first page: one thing to do, large (last year's file), and the recent files."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from gui.labels import Elided, chip, gap, words
from gui.settings import Recent, Settings
from gui.theme import colour


class CardButton(QPushButton):
    """A card that is a button: a strong line, a dim line, and what stands at the right."""

    def __init__(self, title: str, line: str, right: QWidget | None = None, *, strong: bool = True) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._box = box = QHBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        column = QVBoxLayout()
        column.setSpacing(2)
        below = Elided("dim")
        below.setText(line)
        for each in (words(title, "strong" if strong else ""), below):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(each)
        box.addLayout(column, 1)
        if right is not None:
            right.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(right, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """Return the room that the lines need."""
        return self._box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the room that the lines need."""
        return QSize(120, self.sizeHint().height())


class DropArea(QFrame):
    """Where last year's file is dropped or chosen."""

    # list[Path]
    files_dropped = Signal(list)
    choose_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dropArea")
        self.setAcceptDrops(True)
        self.setAccessibleName("从上年报告开始：把文件拖到这里，或选择文件")
        self.setMinimumHeight(190)
        self.button = QPushButton("选择文件")
        self.button.setProperty("role", "primary")
        self.button.setAccessibleName("选择上年报告的文件")
        self.button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.button.clicked.connect(self.choose_asked)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addStretch(1)
        box.addWidget(words("从上年报告开始", "lead"), 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(words("Word、WPS、PDF、网页、Excel、文本都可以，可以几份一起", "lead-dim"), 0, Qt.AlignmentFlag.AlignHCenter)
        gap(box, 8)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the dashed line round it; the style sheet's dashes are dots at this width."""
        over = bool(self.property("over"))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colour("accent"), 2 if over else 1)
        pen.setDashPattern([2, 2] if over else [4, 3])
        painter.setPen(pen)
        painter.setBrush(colour("lit" if over else "sum"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        painter.end()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if dropped_files(event):
            self._light(True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Start from the files dropped."""
        self._light(False)
        paths = dropped_files(event)
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _light(self, over: bool) -> None:
        self.setProperty("over", over)
        self.update()


def dropped_files(event: QDropEvent) -> list[Path]:
    """Return the local files of a drop."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class StartPage(QWidget):
    """The page shown while no report is open."""

    start_asked = Signal()
    # list[Path]
    files_dropped = Signal(list)
    blank_asked = Signal()
    open_asked = Signal()
    paste_asked = Signal()
    recent_chosen = Signal(object)
    # A Path, to be opened in another window.
    recent_aside = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setObjectName("startPage")
        self.setAccessibleName("开始")
        self._recent = QVBoxLayout()
        self._recent.setSpacing(8)
        self._listed: list[QWidget] = []
        self.drop = DropArea()
        self.drop.choose_asked.connect(self.start_asked)
        self.drop.files_dropped.connect(self.files_dropped)
        self.recent_cards: list[CardButton] = []
        inner = QWidget()
        middle = QVBoxLayout(inner)
        middle.setContentsMargins(24, 24, 24, 24)
        row = QHBoxLayout()
        # A little above the middle, however high the window is.
        middle.addStretch(1)
        middle.addLayout(row)
        middle.addStretch(3)
        row.setSpacing(32)
        row.addStretch(1)
        row.addWidget(self._left(), 8)
        row.addWidget(self._right(), 4)
        row.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("开始")
        area.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.refresh()

    def _left(self) -> QWidget:
        blank = CardButton("新建空白报告", "按现行格式，逐部分填写")
        blank.clicked.connect(self.blank_asked)
        existing = CardButton("打开已有报告", "接着编辑，或查看历年")
        existing.clicked.connect(self.open_asked)
        self.copied = CardButton("从剪贴板读入", "Word、WPS、网页的内容")
        self.copied.clicked.connect(self.paste_asked)
        cards = QHBoxLayout()
        cards.setSpacing(16)
        for card in (blank, existing, self.copied):
            cards.addWidget(card, 1)
        side = QWidget()
        side.setMaximumWidth(720)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words("政府信息公开工作年度报告", "display"))
        gap(column, 8)
        column.addWidget(words("把上年的报告拖到这里，从它开始写今年的。", "lead-dim"))
        gap(column, 24)
        column.addWidget(self.drop)
        gap(column, 16)
        column.addLayout(cards)
        column.addStretch(1)
        return side

    def _right(self) -> QWidget:
        side = QWidget()
        side.setMaximumWidth(330)
        # Enough for the name of a unit beside what is open.
        side.setMinimumWidth(184)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # On the line of the title.
        gap(column, 16)
        column.addWidget(words("最近", "strong"))
        gap(column, 12)
        column.addLayout(self._recent)
        column.addStretch(1)
        return side

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return as the one large thing to do, Ctrl+V as reading what was copied."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.start_asked.emit()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
            return
        super().keyPressEvent(event)

    def refresh(self) -> None:
        """Show the recent files anew."""
        for widget in self._listed:
            self._recent.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.recent_cards = []
        for recent in self._settings.recent()[:6]:
            card = self._card(recent)
            self.recent_cards.append(card)
        self._listed = [*self.recent_cards] or [words("打开或保存过的报告会列在这里。", "dim", wrap=True)]
        for widget in self._listed:
            self._recent.addWidget(widget)

    def _card(self, recent: Recent) -> CardButton:
        title = f"{recent.unit} {recent.year} 年度" if recent.unit else Path(recent.path).name
        left = recent.open_errors + recent.open_confirms
        line = f"{f'还有 {left} 处要处理' if left else '没有要处理的'} · {when_words(recent.when)}"
        if recent.sent:
            line, mark = f"已送审 · {recent.sent}", words("✓", "ok")
        elif recent.open_errors:
            mark = chip(f"错误 {recent.open_errors}", "error")
        elif recent.open_confirms:
            mark = chip(f"核实 {recent.open_confirms}", "confirm")
        else:
            mark = words("✓", "ok")
        card = CardButton(title, line, mark, strong=False)
        card.setToolTip(recent.path)
        card.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        card.customContextMenuRequested.connect(lambda at: self._offer(card, at, Path(recent.path)))
        card.clicked.connect(lambda: self.recent_chosen.emit(Path(recent.path)))
        return card

    def _offer(self, card: CardButton, at: QPoint, path: Path) -> None:
        from gui.recent_menu import offer

        offer(card, card.mapToGlobal(at), path, self.recent_chosen.emit, self.recent_aside.emit, self._drop)

    def _drop(self, path: Path) -> None:
        self._settings.forget(str(path))
        self.refresh()
        self.setFocus()


def when_words(iso: str) -> str:
    """Say when: 今天 10:32, else the date."""
    from datetime import date, datetime

    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    return f"今天 {when:%H:%M}" if when.date() == date.today() else f"{when:%Y-%m-%d}"
