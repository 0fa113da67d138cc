"""The menu of a recent file on the start page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from gui import dialogs


def offer(
    card: QWidget, at: QPoint, path: Path, open_: Callable[[Path], object], aside: Callable[[Path], object], drop: Callable[[Path], object]
) -> None:
    """Offer what can be done with the file of a card: open it here or aside, show its folder, take it from the list."""
    menu = QMenu(card)
    menu.aboutToHide.connect(menu.deleteLater)
    for words, act in (
        ("打开(&O)", open_),
        ("在新窗口打开(&N)", aside),
        ("打开所在文件夹(&F)", lambda each: dialogs.open_folder(each.parent)),
        ("", None),
        ("从列表中去掉(&D)", drop),
    ):
        if act is None:
            menu.addSeparator()
        else:
            menu.addAction(words, partial(act, path))
    menu.popup(at)
