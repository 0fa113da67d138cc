"""设置, 语句: the office's own standard sentences, written, changed, put in order, taken from a file that a county hands out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import AppError
from core.sentences import PARTS, Sentence, dumps, read
from core.storage import write_atomic
from gui import dialogs
from gui.labels import in_order, link, words
from gui.office import SENTENCES_FILE
from gui.session import Session
from gui.settings_table import SettingsModel, SettingsTable, push_button

_ABOUT = "每年都用的话存在这里，写文字时按 Ctrl+J 插入；在文字里选中一段，右击“存为常用语句…”也可以添加。"
_FILTER = "常用语句 (*.toml)"
_HEADS = ("名称", "语句", "适用的部分")
_WIDTHS = (136, 0, 144)
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class SentencesModel(SettingsModel):
    """The list as rows of words."""

    heads = _HEADS

    def __init__(self, listed: Sequence[Sentence], parent: QWidget) -> None:
        super().__init__(parent)
        self.listed = tuple(listed)

    def put(self, listed: Sequence[Sentence]) -> None:
        """Show another list."""
        self.beginResetModel()
        self.listed = tuple(listed)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many sentences there are."""
        return 0 if parent.isValid() else len(self.listed)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say what stands in a place; the whole row is what a screen reader says of it."""
        sentence = self.listed[index.row()]
        texts = (sentence.title, sentence.text, PARTS.get(sentence.part, ""))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(f"{head} {text}" for head, text in zip(_HEADS, texts, strict=True))
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()].replace("\n", " ")
        return texts[index.column()] if role == Qt.ItemDataRole.ToolTipRole else None


class SentencesPage(QWidget):
    """The page; every change counts at once, the last one can be taken back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = session.office
        self._before: tuple[Sentence, ...] = ()
        self.setAccessibleName("语句")
        self.model = SentencesModel(self._office.sentences, self)
        self.table = SettingsTable("常用语句", self.change, self.remove)
        self.table.setModel(self.model)
        self.table.dress(_WIDTHS)
        self.table.selectionModel().currentChanged.connect(self._show_buttons)
        self.buttons = {
            name: push_button(name, spoken, act)
            for name, spoken, act in (
                ("添加…", "添加一句", self.add),
                ("修改…", "修改选中的一句", self.change),
                ("删除", "删除选中的一句", self.remove),
                ("上移", "把选中的一句往上移", lambda: self.shift(-1)),
                ("下移", "把选中的一句往下移", lambda: self.shift(1)),
                ("导入…", "从文件导入常用语句", self.take_in),
                ("导出…", "把常用语句写成文件", self.hand_out),
            )
        }
        self.told = words("", "dim", wrap=True)
        self.back = link("撤回", "撤回刚才的改动", self.take_back)
        self._lay_out()
        self.setFocusProxy(self.table)
        fault = self._office.faults.get(SENTENCES_FILE)
        self._tell(f"上次存的常用语句没有用上：{fault.message}" if fault else "")
        self._select(0)

    # ---- acts --------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a sentence and put it at the end."""
        made = dialogs.ask_sentence(self, "添加常用语句", Sentence("", ""), self.model.listed)
        if made is not None:
            self._put((*self.model.listed, made), len(self.model.listed), "")

    def change(self) -> None:
        """Ask for the selected sentence anew."""
        row, listed = self._row(), self.model.listed
        if row < 0:
            return
        made = dialogs.ask_sentence(self, "修改常用语句", listed[row], (*listed[:row], *listed[row + 1 :]))
        if made is not None:
            self._put((*listed[:row], made, *listed[row + 1 :]), row, f"已修改“{made.title}”。")

    def remove(self) -> None:
        """Take the selected sentence away."""
        row, listed = self._row(), self.model.listed
        if row >= 0:
            self._put((*listed[:row], *listed[row + 1 :]), row, f"已删除“{listed[row].title}”。")

    def shift(self, by: int) -> None:
        """Put the selected sentence higher (-1) or lower (1)."""
        row, listed = self._row(), list(self.model.listed)
        if row >= 0 and 0 <= row + by < len(listed):
            listed[row], listed[row + by] = listed[row + by], listed[row]
            self._put(listed, row + by, "")

    def take_in(self) -> None:
        """Read a file: its sentences join the list, in place of those of the same names."""
        path = dialogs.ask_open(self, "导入常用语句", "", _FILTER)
        if path is None:
            return
        try:
            new = read(path)
        except AppError as fault:
            dialogs.show_error(self, fault)
            return
        names = {(each.title, each.part) for each in new}
        kept = [each for each in self.model.listed if (each.title, each.part) not in names]
        self._put((*kept, *new), len(kept), f"已导入 {len(new)} 句。")

    def hand_out(self) -> None:
        """Write the list as a file."""
        path = dialogs.ask_save(self, "导出常用语句", Path("常用语句.toml"), _FILTER)
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
        self._put(self._before, 0, "")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        # What is done with the whole list stands above it, what is done with one of it below.
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(words("常用语句", "heading"), 1)
        for line in (top, row):
            line.setSpacing(8)
        for name, button in self.buttons.items():
            (top if name in ("导入…", "导出…") else row).addWidget(button)
        row.addStretch(1)
        self._empty = words("还没有本单位的语句。点“添加…”写一句，或“导入…”县里统一发的。", "body-dim", wrap=True)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.told)
        told.addWidget(self.back)
        told.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(words(_ABOUT, "dim", wrap=True))
        box.addWidget(self._empty)
        box.addWidget(self.table, 1)
        box.addLayout(told)
        box.addLayout(row)
        # The page begins at its table.
        in_order([self.table, *self.buttons.values()])

    def _put(self, listed: Sequence[Sentence], row: int, told: str) -> None:
        """Keep a list and show it; say why where it cannot be kept."""
        before = self.model.listed
        try:
            self._office.list_sentences(listed)
        except AppError as fault:
            dialogs.show_error(self, fault)
            return
        self._before = before
        self.model.put(listed)
        self._select(row)
        self._tell(told, undo=bool(told))

    def _select(self, row: int) -> None:
        if self.model.listed:
            self.table.selectRow(min(row, len(self.model.listed) - 1))
        self._empty.setVisible(not self.model.listed)
        self._show_buttons()

    def _row(self) -> int:
        return self.table.currentIndex().row()

    def _show_buttons(self, *_: object) -> None:
        row = self._row()
        for name in ("修改…", "删除"):
            self.buttons[name].setEnabled(row >= 0)
        self.buttons["上移"].setEnabled(row > 0)
        self.buttons["下移"].setEnabled(0 <= row < len(self.model.listed) - 1)
        self.buttons["导出…"].setEnabled(bool(self.model.listed))

    def _tell(self, text: str, *, undo: bool = False) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.back.setVisible(undo)
