"""What a right click on the tool bar offers: which columns stand beside the work, and how large all is."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

_ACTS = ("show_navigator", "show_findings", "show_preview", "", "show_last", "large_print")


def toolbar_menu(bar: QWidget, actions: Mapping[str, QAction]) -> QMenu:
    """Build the menu of the window's own acts, with their keys and ticks."""
    menu = QMenu(bar)
    menu.aboutToHide.connect(menu.deleteLater)
    for name in _ACTS:
        if name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()
    return menu


def offer(bar: QWidget, actions: Mapping[str, QAction], at: QPoint) -> None:
    """Show the menu at a place of the bar."""
    toolbar_menu(bar, actions).popup(bar.mapToGlobal(at))
