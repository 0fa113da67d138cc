"""The acts on prose: outline, last year's version beside it, a limit of its length."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from gui.prose_sides import ProseSides
from gui.rounds import Pane
from gui.session import Session
from gui.settings import SHOW_LAST_TEXT, SHOW_OUTLINE, Settings

_ELSEWHERE = "这里没有文字部分；到第一、五、六部分就能看到"
_NO_ROOM = "窗口里放不下，收起一栏（F7、F9）就有位置"


class ProseActs(QObject):
    """What the menus do to the prose section shown."""

    def __init__(self, session: Session, settings: Settings, page: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._settings, self._page = session, settings, page

    def show_outline(self, show: bool) -> None:
        """Show or fold the outline."""
        self._settings.put(SHOW_OUTLINE, show)
        self._ask("show_outline", show)

    def show_last_text(self, show: bool) -> None:
        """Show or fold last year's version."""
        self._settings.put(SHOW_LAST_TEXT, show)
        if show and not self._session.has_last:
            self._session.message.emit("没有上年报告，无从对照；用“从上年报告开始”选上年的文件，就能对照着写")
        else:
            self._ask("show_last_text", show)

    def take_last_text(self) -> None:
        """Take last year's paragraph that answers to the one at the cursor."""
        sides = self.sides()
        pane = sides.last_text if sides is not None else None
        if pane is None or not pane.isVisible():
            self._session.message.emit("先用“对照上年”（Ctrl+Shift+L）显示上年的文字")
        elif not pane.take_at_cursor():
            self._session.message.emit("这一段没有对应的上年文字；在上年那一栏里选一段")

    def limit_words(self) -> None:
        """Ask how long the section may be."""
        line = getattr(self._page(), "line", None)
        if self.sides() is None or line is None:
            self._session.message.emit(_ELSEWHERE)
        else:
            line.ask_limit()

    def sides(self) -> ProseSides | None:
        """Return what stands beside the text of the page shown; None where that is no prose."""
        found = getattr(self._page(), "around", None)
        return found if isinstance(found, ProseSides) else None

    def beside(self) -> tuple[tuple[Pane, ...], tuple[Pane, ...]]:
        """Return the panes at the left and at the right of the text."""
        sides = self.sides()
        if sides is None:
            return (), ()
        return tuple(filter(None, (sides.outline,))), tuple(filter(None, (sides.last_text,)))

    def _ask(self, name: str, show: bool) -> None:
        sides = self.sides()
        if sides is None:
            if show:
                self._session.message.emit(_ELSEWHERE)
            return
        sides.ask(name)
        if show and name not in sides.fitting():
            self._session.message.emit(_NO_ROOM)

    def follow_page(self) -> None:
        """Let a page that was built or hidden meanwhile take what the settings say."""
        sides = self.sides()
        if sides is not None:
            sides.fit()
