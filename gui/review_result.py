"""The right side of the review: the report that was read, section by section, its tables as the printed form has them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout

from core.report import PREAMBLE
from core.schema import CellId
from gui.labels import Elided, chip, restyle, words
from gui.review_amounts import Amount, amount_of
from gui.review_grid import ReviewGrid
from gui.review_lines import Line, info_lines, prose_lines
from gui.review_links import SIGNATURE, TITLE, Links
from gui.review_list import ReviewList
from gui.review_session import ReviewSession
from gui.theme import factor

INFO = "info"
# What stands on the page of the report's own particulars.
_ON_INFO = ("", TITLE, "unit", "year", PREAMBLE, SIGNATURE)


class ResultPane(QFrame):
    """Tabs, one page per section; `cell_chosen` and `line_chosen` tell where a person goes."""

    cell_chosen = Signal(object)
    line_chosen = Signal(object)
    page_shown = Signal(str)

    def __init__(self, session: ReviewSession, links: Links) -> None:
        super().__init__()
        self._session, self._links = session, links
        self.setObjectName("reviewResult")
        self.setAccessibleName("读入的报告")
        self._quiet = False
        self.page_ids = [INFO, *(section.id for section in session.report.form.sections)]
        self.pages: dict[str, ReviewGrid | ReviewList] = {}
        self.stack = QStackedWidget()
        self.tabs = {page: self._tab(page) for page in self.page_ids}
        self.title, self.amount, self.missing = words("", "strong"), Elided("dim"), chip("没有读到", "confirm")
        self.confirm_button = self._confirm_button()
        self._lay_out()
        session.changed.connect(lambda _: self.refresh())
        self.current = ""
        self.show_page(self._first())
        self.refresh()

    def _first(self) -> str:
        doubtful = self._session.doubtful()
        return doubtful[0].table if doubtful else self._session.report.form.tables[0].id

    # ---- parts -------------------------------------------------------------------------------

    def _tab(self, page: str) -> QPushButton:
        tab = QPushButton()
        tab.setCheckable(True)
        tab.setAutoDefault(False)
        tab.setProperty("role", "tab")
        tab.clicked.connect(lambda: self._go_to_tab(page))
        return tab

    def _confirm_button(self) -> QPushButton:
        button = QPushButton("都对，去掉待核对")
        button.setAutoDefault(False)
        button.setAccessibleName("都对，去掉待核对")
        button.setToolTip("对照左边的原文，没有问题就去掉待核对的标记（选中的格：Ctrl+K）")
        menu = QMenu(button)
        self.confirm_acts = {
            name: menu.addAction(text, lambda name=name: self.confirm(name))
            for name, text in (("cells", "选中的格(&S)"), ("row", "这一行(&R)"), ("table", "这张表(&T)"), ("all", "全部(&A)"))
        }
        menu.aboutToShow.connect(self._count_doubt)
        button.setMenu(menu)
        held = button.sizePolicy()
        held.setRetainSizeWhenHidden(True)
        button.setSizePolicy(held)
        return button

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(4)
        for tab in self.tabs.values():
            group.addButton(tab)
            tabs.addWidget(tab)
        tabs.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(8)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.title)
        top.addWidget(self.missing)
        top.addStretch(1)
        lines.addLayout(top)
        lines.addWidget(self.amount)
        head.addLayout(lines, 1)
        head.addWidget(self.confirm_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(tabs)
        box.addLayout(head)
        box.addWidget(self.stack, 1)

    def _page(self, page: str) -> ReviewGrid | ReviewList:
        if page not in self.pages:
            made = self._make(page)
            self.pages[page] = made
            self.stack.addWidget(made)
        return self.pages[page]

    def _make(self, page: str) -> ReviewGrid | ReviewList:
        report = self._session.report
        if page != INFO and report.form.section(page).kind == "table":
            grid = ReviewGrid(self._session, page)
            grid.set_zoom(factor())
            grid.current_changed.connect(self._cell_changed)
            return grid
        lines = info_lines(report) if page == INFO else prose_lines(report, page)
        name = "标题、单位、年度、前言和落款" if page == INFO else report.form.section(page).title
        plain = Links(None, None, report)
        made = ReviewList(name, plain, lines)
        made.chosen.connect(lambda line, _: self._line_changed(line))
        return made

    # ---- where it is -------------------------------------------------------------------------

    def page_of(self, part: str) -> str:
        """Return the page on which a part of the report stands."""
        return INFO if part in _ON_INFO else part

    def show_page(self, page: str) -> None:
        """Show a section, or the report's particulars."""
        if page == self.current:
            return
        self.current = page
        self._quiet = True
        try:
            self.stack.setCurrentWidget(self._page(page))
        finally:
            self._quiet = False
        self.tabs[page].setChecked(True)
        self.refresh()
        self.page_shown.emit(page)

    def show_cells(self, cells: Sequence[CellId]) -> None:
        """Show cells of one table; the other side was asked already."""
        self.show_page(cells[0].table)
        page = self._page(cells[0].table)
        if isinstance(page, ReviewGrid):
            self._quiet = True
            try:
                page.show_cells(cells)
            finally:
                self._quiet = False

    def show_line(self, part: str, paragraph: int = 0) -> None:
        """Show a paragraph or field; the other side was asked already."""
        page = self.page_of(part)
        self.show_page(page)
        shown = self._page(page)
        if isinstance(shown, ReviewList):
            shown.show_place(paragraph, part=part)

    def show_again(self) -> None:
        """Bring what is current into view once more, now that the page has its size."""
        page = self._page(self.current)
        if isinstance(page, ReviewGrid):
            page.show_cursor()

    def current_cells(self) -> list[CellId]:
        """Return the selected cells of the table shown."""
        page = self._page(self.current)
        return page.selected_cells() if isinstance(page, ReviewGrid) else []

    def enter(self) -> None:
        """Take the keyboard."""
        page = self._page(self.current)
        page.enter() if isinstance(page, ReviewList) else page.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Take in what stands in an open field."""
        page = self.pages.get(self.current)
        if isinstance(page, ReviewGrid):
            page.commit()

    def _go_to_tab(self, page: str) -> None:
        self.show_page(page)
        shown = self._page(page)
        if isinstance(shown, ReviewGrid):
            self.cell_chosen.emit(shown.current_cell())
        elif shown.lines:
            self.line_chosen.emit(shown.lines[0])

    def _cell_changed(self, cell: CellId | None) -> None:
        if cell is not None and not self._quiet:
            self.cell_chosen.emit(cell)

    def _line_changed(self, line: Line) -> None:
        self.line_chosen.emit(line)

    # ---- what is in doubt --------------------------------------------------------------------

    def doubtful(self, which: str) -> list[CellId]:
        """Return the cells 待核对 among the selected ones, in their rows, in the table, or all."""
        doubtful = self._session.doubtful()
        here = self.current_cells()
        rows = {(cell.table, cell.row) for cell in here}
        held = {
            "cells": [cell for cell in doubtful if cell in here],
            "row": [cell for cell in doubtful if (cell.table, cell.row) in rows],
            "table": [cell for cell in doubtful if cell.table == self.current],
        }
        return held.get(which, doubtful)

    def _count_doubt(self) -> None:
        for name, act in self.confirm_acts.items():
            count = len(self.doubtful(name))
            words = act.text().partition("\t")[0]
            act.setText(f"{words}\t{count} 格")
            act.setEnabled(bool(count))

    def confirm(self, which: str) -> None:
        """Say that cells 待核对 are right: the selected ones, those of their rows, of the table, or all."""
        self.commit()
        self._session.confirm(self.doubtful(which))

    # ---- words -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show title, amount and marks anew."""
        report = self._session.report
        for page, tab in self.tabs.items():
            amount = amount_of(report, page)
            short = "信息" if page == INFO else report.form.section(page).number
            tab.setText(f"{short} · {amount.doubtful}" if amount.doubtful else short)
            restyle(tab, "level", "confirm" if amount.doubtful or amount.missing else "")
            tab.setToolTip(f"{amount.title}：{amount.words}")
            tab.setAccessibleName(f"{amount.title}，{amount.words}")
        if self.current:
            self._show_amount(amount_of(report, self.current))
        self.confirm_button.setVisible(bool(self._session.doubtful()))

    def _show_amount(self, amount: Amount) -> None:
        self.title.setText(amount.title)
        self.amount.setText(amount.words)
        self.missing.setVisible(amount.missing)

    def minimumSizeHint(self) -> QSize:
        """Return room for the tabs; a table scrolls."""
        return QSize(300, 136)
