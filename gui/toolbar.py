"""The tool bar: quiet words with icons, and the one primary button."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QSizePolicy, QToolBar, QWidget

from gui.action_table import TOOLBAR
from gui.actions import Actions

_NARROWEST = 480


class ToolBar(QToolBar):
    """Show words beside the icons; icons alone where the window is too narrow for all, so that 送审 never goes away."""

    _needed = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose what there is room for."""
        super().resizeEvent(event)
        self._choose(self.width())

    def minimumSizeHint(self) -> QSize:
        """Let the window be narrower than the words need."""
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def _choose(self, width: int) -> None:
        words = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        if self.toolButtonStyle() is words:
            self._needed = self.sizeHint().width()
        wanted = words if width >= self._needed else Qt.ToolButtonStyle.ToolButtonIconOnly
        if wanted is not self.toolButtonStyle():
            self.setToolButtonStyle(wanted)


def make_toolbar(window: QMainWindow, actions: Actions, primary: Callable[[], None]) -> QToolBar:
    """Add the tool bar to a window; `primary` is what 送审 does."""
    bar = ToolBar("工具栏", movable=False, floatable=False)
    bar.setObjectName("toolbar")
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    bar.setIconSize(QSize(16, 16))
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    # The style sheet knows one padding for all four sides of a tool bar.
    bar.addWidget(_gap(4))
    for item in TOOLBAR:
        if item == "*":
            stretch = QWidget()
            stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            bar.addWidget(stretch)
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
