"""What a context menu of a table offers to know about its cell: the window's own acts, with their keys and ticks."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

_ACTS = ("show_terms", "cell_note", "help_here")


def add_knowledge(menu: QMenu, widget: QWidget) -> None:
    """Add 组成, 批注 and 填报说明 where the window has them."""
    found = [action for name in _ACTS if (action := widget.window().findChild(QAction, name)) is not None]
    if found:
        menu.addSeparator()
        menu.addActions(found)
