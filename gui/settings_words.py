"""设置, 词语: the office's own list of words, added to, changed, taken from, read from a file that a county hands out, written as one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import AppError
from core.rules.office_words import OfficeWord, dumps, read
from core.storage import write_atomic
from gui import dialogs
from gui.labels import in_order, link, words
from gui.office import WORDS_FILE
from gui.session import Session
from gui.settings_table import SettingsModel, SettingsTable, push_button

_ABOUT = "检查时，报告里有这些词语的地方会标出来，写了“换成”的可以一键替换。书名号里的不算。"
_FILTER = "词语表 (*.toml)"
_HEADS = ("词语", "级别", "换成", "说明", "年度")
_WIDTHS = (128, 56, 128, 0, 96)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def years_of(word: OfficeWord) -> str:
    """Say in which years a word counts."""
    if word.first and word.last:
        return f"{word.first}" if word.first == word.last else f"{word.first}—{word.last}"
    return f"{word.first} 起" if word.first else f"到 {word.last}" if word.last else "不限"


class WordsModel(SettingsModel):
    """The list as rows of words."""

    heads = _HEADS

    def __init__(self, listed: Sequence[OfficeWord], parent: QWidget) -> None:
        super().__init__(parent)
        self.listed = tuple(listed)

    def put(self, listed: Sequence[OfficeWord]) -> None:
        """Show another list."""
        self.beginResetModel()
        self.listed = tuple(listed)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many words there are."""
        return 0 if parent.isValid() else len(self.listed)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say what stands in a place; the whole row is what a screen reader says of it."""
        word = self.listed[index.row()]
        texts = (word.word, word.level.label, word.replacement, word.message, years_of(word))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(f"{head} {text}" for head, text in zip(_HEADS, texts, strict=True) if text)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts[index.column()]
        return None


class WordsPage(QWidget):
    """The page; every change counts at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = session.office
        self.setAccessibleName("词语")
        self.model = WordsModel(self._office.settings.words, self)
        self.table = SettingsTable("本单位词语表", self.change, self.remove)
        self.table.setModel(self.model)
        self.table.dress(_WIDTHS)
        self.table.selectionModel().currentChanged.connect(self._show_buttons)
        self.buttons = {
            name: push_button(name, spoken, act)
            for name, spoken, act in (
                ("添加…", "添加一个词语", self.add),
                ("修改…", "修改选中的词语", self.change),
                ("删除", "删除选中的词语", self.remove),
                ("导入…", "从文件导入词语", self.take_in),
                ("导出…", "把词语表写成文件", self.hand_out),
            )
        }
        self.told = words("", "dim", wrap=True)
        self.back = link("撤回", "撤回刚才的改动", self.take_back)
        self._before: tuple[OfficeWord, ...] = ()
        self._lay_out()
        self.setFocusProxy(self.table)
        fault = self._office.faults.get(WORDS_FILE)
        self._tell(f"上次存的词语表没有用上：{fault.message}" if fault else "")
        self._select(0)

    # ---- acts --------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a word and put it at the end."""
        made = dialogs.ask_word(self, "添加词语", OfficeWord(""), self.model.listed)
        if made is not None:
            self._put((*self.model.listed, made), len(self.model.listed))

    def change(self) -> None:
        """Ask for the selected word anew."""
        row, listed = self._row(), self.model.listed
        if row < 0:
            return
        made = dialogs.ask_word(self, "修改词语", listed[row], (*listed[:row], *listed[row + 1 :]))
        if made is not None:
            self._put((*listed[:row], made, *listed[row + 1 :]), row)

    def remove(self) -> None:
        """Take the selected word away."""
        row, listed = self._row(), self.model.listed
        if row >= 0 and self._put((*listed[:row], *listed[row + 1 :]), row):
            self._tell(f"已删除“{listed[row].word}”。", undo=True)

    def take_in(self) -> None:
        """Read a file: its words join the list, in place of those of the same years."""
        path = dialogs.ask_open(self, "导入词语表", "", _FILTER)
        if path is None:
            return
        try:
            new = read(path)
        except AppError as fault:
            dialogs.show_error(self, fault)
            return
        names = {(word.word, word.first, word.last) for word in new}
        kept = [word for word in self.model.listed if (word.word, word.first, word.last) not in names]
        replaced = len(self.model.listed) - len(kept)
        if self._put((*kept, *new), len(kept)):
            self._tell(f"已导入 {len(new)} 个词语" + (f"，其中 {replaced} 个替换了原有的。" if replaced else "。"), undo=True)

    def hand_out(self) -> None:
        """Write the list as a file."""
        path = dialogs.ask_save(self, "导出词语表", Path("本单位词语表.toml"), _FILTER)
        if path is None:
            return
        try:
            write_atomic(path, dumps(self.model.listed))
        except AppError as fault:
            dialogs.show_error(self, fault)
            return
        self._tell(f"已写到 {path}。")

    def take_back(self) -> None:
        """Have the list as it was before the last change."""
        self._put(self._before, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        # What is done with the whole list stands above it, what is done with one of it below.
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(words("本单位词语表", "heading"), 1)
        for line in (top, row):
            line.setSpacing(8)
        for name, button in self.buttons.items():
            (top if name in ("导入…", "导出…") else row).addWidget(button)
        row.addStretch(1)
        self._empty = words("还没有词语。点“添加…”写一个，或“导入…”县里统一发的词语表。", "body-dim", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(words(_ABOUT, "dim", wrap=True))
        box.addWidget(self._empty)
        box.addWidget(self.table, 1)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.told)
        told.addWidget(self.back)
        told.addStretch(1)
        box.addLayout(told)
        box.addLayout(row)
        # The page begins at its table.
        in_order([self.table, *self.buttons.values()])

    def _put(self, listed: Sequence[OfficeWord], row: int) -> bool:
        """Keep a list and show it; say why where it cannot be kept."""
        before = self.model.listed
        try:
            self._office.list_words(listed)
        except AppError as fault:
            dialogs.show_error(self, fault)
            return False
        self._before = before
        self.model.put(listed)
        self._select(row)
        self._tell("")
        return True

    def _select(self, row: int) -> None:
        if self.model.listed:
            self.table.selectRow(min(row, len(self.model.listed) - 1))
        self._empty.setVisible(not self.model.listed)
        self._show_buttons()

    def _row(self) -> int:
        return self.table.currentIndex().row()

    def _show_buttons(self, *_: object) -> None:
        for name in ("修改…", "删除"):
            self.buttons[name].setEnabled(self._row() >= 0)
        self.buttons["导出…"].setEnabled(bool(self.model.listed))

    def _tell(self, text: str, *, undo: bool = False) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.back.setVisible(undo)
