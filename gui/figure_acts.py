"""The act 插入活数 of the menu: it turns to the text of the page shown."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from gui.session import Session


class FigureActs(QObject):
    """Insert live figures; `page` gives the page shown, whose `work` may be a text."""

    def __init__(self, session: Session, page: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._page = session, page

    def insert_figure(self) -> None:
        """Open the list of cells at the cursor of the text."""
        act: Callable[[], None] | None = getattr(self._page().work, "open_figures", None)
        if act is None:
            self._session.message.emit("活数插在文字里：请先到文字部分，把光标放在要写数的地方")
        else:
            act()
