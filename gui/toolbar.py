"""The tool bar: quiet words with icons, and the one primary button."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QPushButton, QSizePolicy, QToolBar, QWidget

from gui.action_table import TOOLBAR
from gui.actions import Actions
from gui.labels import words
from gui.theme import px
from gui.toolbar_menu import offer

_NARROWEST = 480
_WORDS = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_FIELD = 208


class SearchField(QPushButton):
    """What looks like a field and opens the command search: words and key, or an icon alone where there is no room."""

    def __init__(self, action: QAction) -> None:
        super().__init__()
        self._action, self.is_wide = action, True
        self.setProperty("role", "search")
        self.setAccessibleName("查找命令")
        self.setToolTip(action.toolTip())
        self.setProperty("measures", True)
        self._hint = words("输入命令或跳到单元格", "dim")
        self._key = words(action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "), "dim")
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 0, 8, 0)
        for each in (self._hint, self._key):
            each.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            box.addWidget(each)
        box.insertStretch(1)
        self.clicked.connect(action.trigger)
        # Another scheme draws it in another colour.
        action.changed.connect(self._draw)
        self.widen(True)

    @property
    def saving(self) -> int:
        """How much room the icon alone saves."""
        return self.sizeHint().width() - self._small()

    def widen(self, wide: bool) -> None:
        """Show words and key, or the icon alone."""
        self.is_wide = wide
        for each in (self._hint, self._key):
            each.setVisible(wide)
        self._draw()
        self.setIconSize(QSize(px(16), px(16)))
        self.setFixedWidth(self.sizeHint().width() if wide else self._small())

    def _draw(self) -> None:
        self.setIcon(QIcon() if self.is_wide else self._action.icon())

    def sizeHint(self) -> QSize:
        """Return the room of words and key."""
        inside = self._hint.sizeHint().width() + self._key.sizeHint().width() + px(44)
        return QSize(max(px(_FIELD), inside), super().sizeHint().height())

    def _small(self) -> int:
        return px(32)


class ToolBar(QToolBar):
    """Show words beside the icons; icons alone where the window is too narrow for all, so that 送审 never goes away."""

    _needed = 0
    _choosing = False

    def __init__(self, field: SearchField) -> None:
        super().__init__("工具栏", movable=False, floatable=False)
        self._field = field

    def showEvent(self, event: QShowEvent) -> None:
        """Take the margins of the style sheet: Qt does so at the first change of the sheet only, and all would jump then."""
        if not event.spontaneous():
            QApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose what there is room for."""
        super().resizeEvent(event)
        self._choose(self.width())

    def measure(self) -> None:
        """Choose anew, the print being another."""
        self._choose(self.width(), anew=True)

    def minimumSizeHint(self) -> QSize:
        """Let the window be narrower than the words need."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def _choose(self, width: int, *, anew: bool = False) -> None:
        # What it shows may resize it at once: halfway there is nothing to measure.
        if self._choosing:
            return
        self._choosing = True
        if anew:
            self._show(words=True, wide=True)
        if self.toolButtonStyle() is _WORDS and self._field.is_wide:
            self._needed = self.sizeHint().width()
        # The field gives way first, the words after it.
        wide = width >= self._needed
        self._show(words=wide or width >= self._needed - self._field.saving, wide=wide)
        self._choosing = False

    def _show(self, *, words: bool, wide: bool) -> None:
        wanted = _WORDS if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        if wanted is not self.toolButtonStyle():
            self.setToolButtonStyle(wanted)
        self._field.widen(wide)


def make_toolbar(window: QMainWindow, actions: Actions, primary: Callable[[], None]) -> ToolBar:
    """Add the tool bar to a window; `primary` is what 送审 does."""
    field = SearchField(actions["command_search"])
    bar = ToolBar(field)
    bar.setObjectName("toolbar")
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    bar.customContextMenuRequested.connect(lambda at: offer(bar, actions.by_id, at))
    bar.setIconSize(QSize(16, 16))
    bar.setToolButtonStyle(_WORDS)
    for item in TOOLBAR:
        if item == "*":
            stretch = QWidget()
            stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            bar.addWidget(stretch)
        elif item == "command_search":
            bar.addWidget(field)
            bar.addWidget(_gap(4))
        elif item:
            bar.addAction(actions[item])
            bar.widgetForAction(actions[item]).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        else:
            bar.addSeparator()
    bar.addWidget(_primary(actions["send_for_review"].toolTip(), primary))
    bar.addWidget(_gap(4))
    window.addToolBar(bar)
    return bar


def _primary(tip: str, act: Callable[[], None]) -> QWidget:
    holder = QWidget()
    box = QHBoxLayout(holder)
    box.setContentsMargins(8, 0, 0, 0)
    button = QPushButton("送审")
    button.setProperty("role", "primary")
    button.setAccessibleName("送审")
    button.setToolTip(tip)
    button.clicked.connect(lambda: act())
    box.addWidget(button)
    return holder


def _gap(width: int) -> QWidget:
    gap = QWidget()
    gap.setFixedWidth(width)
    return gap
