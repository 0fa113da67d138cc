"""What the navigator offers for one of its sections: go there, fill it, hold it against last year, copy it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from gui.places import INFO
from gui.progress import empty_cells
from gui.session import Session


class SectionMenus(QObject):
    """Show the menu over `parent`; `show_page` and `enter` go to a page, `commit` takes in what is being typed, `keep` lets words stand."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        show_page: Callable[[str], object],
        enter: Callable[[], object],
        commit: Callable[[], object],
        keep: Callable[[str], object],
    ) -> None:
        super().__init__(parent)
        self._parent, self._session = parent, session
        self._show_page, self._enter, self._commit, self._keep = show_page, enter, commit, keep

    def show(self, page: str, at: QPoint) -> None:
        """Show the menu of a page at a place of the screen."""
        self.menu(page).popup(at)

    def menu(self, page: str) -> QMenu:
        """Build the menu of a page; acts that would do nothing are greyed."""
        menu = QMenu(self._parent)
        menu.aboutToHide.connect(menu.deleteLater)

        def add(words: str, act: Callable[[], object], enabled: bool = True) -> None:
            action = menu.addAction(words)
            action.triggered.connect(lambda: act())
            action.setEnabled(enabled)

        add("打开(&O)\t回车", lambda: self._open(page))
        menu.addSeparator()
        if page != INFO:
            self._add_own(add, page)
            self._add_last(menu, page)
            menu.addSeparator()
        add("复制标题和前言(&C)" if page == INFO else "复制这一部分(&C)", lambda: self._copy(page))
        return menu

    def _add_own(self, add: Callable[[str, Callable[[], object], bool], None], page: str) -> None:
        report = self._session.report
        if report.form.section(page).kind == "table":
            empty = empty_cells(report, page)
            add(f"未填的 {len(empty)} 格填 0(&Z)" if empty else "未填格填 0(&Z)", lambda: self._fill(page), bool(empty))
        else:
            held = any(paragraph.inherited for paragraph in report.paragraphs(page))
            add("上年文字照用(&K)", lambda: self._keep(page), held)

    def _add_last(self, menu: QMenu, page: str) -> None:
        """Offer last year's numbers beside a table, last year's words beside prose."""
        table = self._session.report.form.section(page).kind == "table"
        act = self._parent.window().findChild(QAction, "show_last" if table else "show_last_text")
        if act is None:
            return
        offered = menu.addAction("显示上年数(&L)" if table else "对照上年(&L)")
        offered.setCheckable(True)
        offered.setChecked(act.isChecked())
        offered.setEnabled(self._session.has_last)
        offered.triggered.connect(lambda: (self._open(page), act.trigger()))

    def _open(self, page: str) -> None:
        self._show_page(page)
        self._enter()

    def _fill(self, page: str) -> None:
        self._commit()
        self._session.fill_zero(empty_cells(self._session.report, page))

    def _copy(self, page: str) -> None:
        from gui.copying import copy_part

        self._commit()
        copy_part(self._session.report, page)
        self._session.message.emit("已复制，可以粘贴到 Word、WPS 或门户网站的编辑器")
