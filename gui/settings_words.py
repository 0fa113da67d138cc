"""设置, 词语: the office's own list of words, with their levels, what is to stand in their place, and the years in which they count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.rules.office_words import OfficeWord, dumps, read
from gui import dialogs
from gui.office import WORDS_FILE
from gui.session import Session
from gui.settings_list import ListModel, ListPage


def years_of(word: OfficeWord) -> str:
    """Say in which years a word counts."""
    if word.first and word.last:
        return f"{word.first}" if word.first == word.last else f"{word.first}—{word.last}"
    return f"{word.first} 起" if word.first else f"到 {word.last}" if word.last else "不限"


class WordsModel(ListModel):
    """The list as rows of words."""

    heads = ("词语", "级别", "换成", "说明", "年度")

    def texts(self, entry: OfficeWord) -> tuple[str, ...]:
        """Return what is said of a word."""
        return entry.word, entry.level.label, entry.replacement, entry.message, years_of(entry)


class WordsPage(ListPage):
    """The page of words."""

    name = "词语"
    heading, short, entry, counted, selected = "本单位词语表", "词语表", "词语", ("个", "词语"), "选中的词语"
    about = "检查时，报告里有这些词语的地方会标出来，写了“换成”的可以一键替换。书名号里的不算。"
    nothing = "还没有词语。点“添加…”写一个，或“导入…”县里统一发的词语表。"
    widths = (128, 56, 128, 0, 96)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        office = session.office
        super().__init__(session, partial(WordsModel, office.settings.words), office.faults.get(WORDS_FILE), parent)

    def ask(self, title: str, held: OfficeWord | None, others: tuple[OfficeWord, ...]) -> OfficeWord | None:
        """Ask for a word."""
        return dialogs.ask_word(self, title, held or OfficeWord(""), others)

    def keep(self, listed: Sequence[OfficeWord]) -> None:
        """Keep the list."""
        self.office.list_words(listed)

    def key(self, entry: OfficeWord) -> tuple[str, int, int]:
        """Return the word with its years."""
        return entry.word, entry.first, entry.last

    def title(self, entry: OfficeWord) -> str:
        """Return the word."""
        return entry.word

    def read(self, path: Path) -> Sequence[OfficeWord]:
        """Read a file of words."""
        return read(path)

    def dumps(self, listed: Sequence[OfficeWord]) -> bytes:
        """Return the words as a file holds them."""
        return dumps(listed)
