"""设置, 语句: the office's own standard sentences, in an order of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.sentences import PARTS, Sentence, dumps, read
from gui import dialogs
from gui.office import SENTENCES_FILE
from gui.session import Session
from gui.settings_list import ListModel, ListPage


class SentencesModel(ListModel):
    """The list as rows of words."""

    heads = ("名称", "语句", "适用的部分")

    def texts(self, entry: Sentence) -> tuple[str, ...]:
        """Return what is said of a sentence."""
        return entry.title, entry.text, PARTS.get(entry.part, "")


class SentencesPage(ListPage):
    """The page of sentences, which can be put in order."""

    name = "语句"
    heading, short, entry, counted, selected = "常用语句", "常用语句", "常用语句", ("句", ""), "选中的一句"
    about = "每年都用的话存在这里，写文字时按 Ctrl+J 插入；在文字里选中一段，右击“存为常用语句…”也可以添加。"
    nothing = "还没有本单位的语句。点“添加…”写一句，或“导入…”县里统一发的。"
    widths = (136, 0, 144)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        office = session.office
        super().__init__(session, partial(SentencesModel, office.sentences), office.faults.get(SENTENCES_FILE), parent)

    def moves(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return what puts the selected sentence higher and lower."""
        return ("上移", lambda: self.shift(-1)), ("下移", lambda: self.shift(1))

    def shift(self, by: int) -> None:
        """Put the selected sentence higher (-1) or lower (1)."""
        row, listed = self.row(), list(self.model.listed)
        if row >= 0 and 0 <= row + by < len(listed):
            listed[row], listed[row + by] = listed[row + by], listed[row]
            self.put(listed, row + by)

    def ask(self, title: str, held: Sentence | None, others: tuple[Sentence, ...]) -> Sentence | None:
        """Ask for a sentence."""
        return dialogs.ask_sentence(self, title, held or Sentence("", ""), others)

    def keep(self, listed: Sequence[Sentence]) -> None:
        """Keep the list."""
        self.office.list_sentences(listed)

    def key(self, entry: Sentence) -> tuple[str, str]:
        """Return the name with the part."""
        return entry.title, entry.part

    def title(self, entry: Sentence) -> str:
        """Return the name."""
        return entry.title

    def read(self, path: Path) -> Sequence[Sentence]:
        """Read a file of sentences."""
        return read(path)

    def dumps(self, listed: Sequence[Sentence]) -> bytes:
        """Return the sentences as a file holds them."""
        return dumps(listed)
