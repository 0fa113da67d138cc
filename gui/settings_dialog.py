"""设置: a list of pages at the left, the page at the right. A new page is a line in PAGES."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from gui.fitting import Body, fit
from gui.labels import words
from gui.session import Session
from gui.theme import px

if TYPE_CHECKING:
    from gui.places import Place

_SIZE = QSize(820, 560)
_LIST_WIDTH, _LINE = 112, 32
PROFILE, SENTENCES = "单位", "语句"


def _fonts(dialog: SettingsDialog) -> QWidget:
    from gui.settings_fonts import FontsPage

    page = FontsPage(dialog.session, dialog)
    page.place_chosen.connect(dialog.leave_for)
    dialog.finished.connect(page.stop)
    return page


def _profile(dialog: SettingsDialog) -> QWidget:
    from gui.settings_profile import ProfilePage

    page = ProfilePage(dialog.session, dialog)
    dialog.finished.connect(page.leave)
    if dialog.begun == PROFILE:
        # Whoever was sent here only to confirm has nothing left to do.
        page.confirm.clicked.connect(dialog.accept)
    return page


def _words(dialog: SettingsDialog) -> QWidget:
    from gui.settings_words import WordsPage

    return WordsPage(dialog.session, dialog)


def _rules(dialog: SettingsDialog) -> QWidget:
    from gui.settings_rules import RulesPage

    return RulesPage(dialog.session, dialog)


def _sentences(dialog: SettingsDialog) -> QWidget:
    from gui.settings_sentences import SentencesPage

    return SentencesPage(dialog.session, dialog)


# Name, and what makes the page; it is made when first shown.
PAGES: tuple[tuple[str, Callable[[SettingsDialog], QWidget]], ...] = (
    (PROFILE, _profile),
    ("规则", _rules),
    ("词语", _words),
    (SENTENCES, _sentences),
    ("字体", _fonts),
)


class _Pages(QStackedLayout):
    """The pages, one at a time: a list in a page gives way before the page scrolls."""

    def hasHeightForWidth(self) -> bool:
        """Ask for the least height instead of that which the width would call for."""
        return False


class SettingsDialog(QDialog):
    """Show the pages, that of the name `page` first; `place` is where a person wants to go from here, None where nowhere."""

    def __init__(self, session: Session, parent: QWidget | None = None, page: str = "") -> None:
        super().__init__(parent)
        self.session = session
        self.place: Place | None = None
        # The page that it was opened for.
        self.begun = page
        self.setWindowTitle("设置")
        self.setAccessibleName("设置")
        self.list = QListWidget()
        self.list.setObjectName("settingsPages")
        self.list.setAccessibleName("设置的各页")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.stack = _Pages()
        for name, _ in PAGES:
            self.list.addItem(name)
            self.list.item(self.list.count() - 1).setSizeHint(QSize(0, px(_LINE)))
        self._made: dict[int, QWidget] = {}
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(next((row for row, (name, _) in enumerate(PAGES) if name == page), 0))
        fit(self, _SIZE)
        first = self._made[self.list.currentRow()] if page else self.list
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave_for(self, place: Place) -> None:
        """Close, and tell where to go."""
        self.place = place
        self.accept()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(12)
        box.addWidget(words("设置", "title"))
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.list)
        # On the smallest screen 大字 leaves less height than a page needs.
        inner = QWidget()
        inner.setLayout(self.stack)
        body = Body(inner, "设置的这一页")
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        columns.addWidget(body, 1)
        box.addLayout(columns, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        self.close_button = QPushButton("关闭")
        self.close_button.setAccessibleName("关闭")
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        buttons.addWidget(self.close_button)
        box.addLayout(buttons)

    def _show(self, row: int) -> None:
        if row not in self._made:
            self._made[row] = PAGES[row][1](self)
            self.stack.addWidget(self._made[row])
            self._close_last(self._made[row])
        self.stack.setCurrentWidget(self._made[row])

    def _close_last(self, page: QWidget) -> None:
        """Let Tab go from the list through the page and then to 关闭, which was made before the page."""
        last, following = page, page.nextInFocusChain()
        while following is not None and page.isAncestorOf(following):
            last, following = following, following.nextInFocusChain()
        QWidget.setTabOrder(last, self.close_button)
