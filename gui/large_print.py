"""大字: let margins, spacings and fixed sizes that widgets were given as designed grow with the type, and shrink again."""

from itertools import chain

from PySide6.QtCore import QEvent, QMargins, QObject, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QInputDialog,
    QLayout,
    QMainWindow,
    QMessageBox,
    QStackedWidget,
    QStatusBar,
    QToolBar,
    QWidget,
)
from shiboken6 import Shiboken

from gui.labels import gaps
from gui.theme import factor

# How much larger than designed a widget is now.
_GROWN = "grown"
# Hairlines and frames stay as they are.
_THIN = 2
_ANY = 16777215
# Widgets that bring a layout with them.
_QTS_OWN = (QMainWindow, QToolBar, QStatusBar, QStackedWidget, QDialogButtonBox, QMessageBox, QFileDialog, QInputDialog)


class _Growing(QObject):
    """Sees each widget before it is first shown; in place while 大字 is on only."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a new widget grow."""
        if event.type() == QEvent.Type.Polish and isinstance(watched, QWidget):
            resize(watched)
        return False


def follow(app: QApplication, *, large: bool) -> None:
    """Bring all widgets to the print just chosen, and those made later."""
    growing = app.findChild(_Growing)
    if large and growing is None:
        app.installEventFilter(_Growing(app))
    elif not large and growing is not None:
        app.removeEventFilter(growing)
        growing.setParent(None)
    for widget in app.allWidgets():
        resize(widget)


def resize(widget: QWidget) -> None:
    """Bring one widget to the print shown now. One that measures itself says so by the property `measures`."""
    wanted, held = factor(), float(widget.property(_GROWN) or 1.0)
    if wanted == held or widget.property("measures"):
        return
    widget.setProperty(_GROWN, wanted)
    by = wanted / held
    # A layout of Qt's own comes and goes unknown to Python.
    layout = widget.layout() if Shiboken.createdByPython(widget) and not isinstance(widget, _QTS_OWN) else None
    if layout is not None:
        for each in (layout, *layout.findChildren(QLayout)):
            _resize_layout(each, by)
    margins = widget.contentsMargins()
    if not margins.isNull():
        widget.setContentsMargins(_margins(margins, by))
    if not widget.isWindow():
        _resize_limits(widget, by)
    if isinstance(widget, QToolBar) or (isinstance(widget, QAbstractButton) and not isinstance(widget.parent(), QToolBar)):
        widget.setIconSize(widget.iconSize() * by)


def _resize_layout(layout: QLayout, by: float) -> None:
    layout.setContentsMargins(_margins(layout.contentsMargins(), by))
    if isinstance(layout, QGridLayout):
        layout.setHorizontalSpacing(_pixels(layout.horizontalSpacing(), by))
        layout.setVerticalSpacing(_pixels(layout.verticalSpacing(), by))
        for column in range(layout.columnCount()):
            layout.setColumnMinimumWidth(column, _pixels(layout.columnMinimumWidth(column), by))
    elif layout.spacing() > _THIN:
        layout.setSpacing(_pixels(layout.spacing(), by))
    if isinstance(layout, QBoxLayout):
        _resize_gaps(layout, by)
    layout.invalidate()


def _resize_gaps(layout: QBoxLayout, by: float) -> None:
    for item in gaps(layout):
        held, policy = item.sizeHint(), item.sizePolicy()
        item.changeSize(_pixels(held.width(), by), _pixels(held.height(), by), policy.horizontalPolicy(), policy.verticalPolicy())


def _resize_limits(widget: QWidget, by: float) -> None:
    """Let sizes grow that the widget's code has set; those of the style sheet have grown with it."""
    least, most = widget.minimumSize(), widget.maximumSize()
    sheet = [bool(widget.property(f"_q_stylesheet_{name}")) for name in ("minw", "minh", "maxw", "maxh")]
    widget.setMinimumSize(QSize(*(v if held else _pixels(v, by) for v, held in zip(least.toTuple(), sheet[:2], strict=True))))
    widget.setMaximumSize(QSize(*(v if held or v >= _ANY else _pixels(v, by) for v, held in zip(most.toTuple(), sheet[2:], strict=True))))


def _margins(held: QMargins, by: float) -> QMargins:
    return QMargins(*(_pixels(side, by) for side in chain((held.left(), held.top()), (held.right(), held.bottom()))))


def _pixels(held: int, by: float) -> int:
    return round(held * by) if held > _THIN else held
