"""A list of the office's own as a page of 设置: added to, changed, taken from; read from a file of the county's, written as one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import AppError
from core.storage import write_atomic
from gui import dialogs
from gui.labels import in_order, link, push_button, words
from gui.session import Session
from gui.settings_table import SettingsModel, SettingsTable

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ListModel(SettingsModel):
    """The entries as rows of words."""

    def __init__(self, listed: Sequence[Any], parent: QWidget) -> None:
        super().__init__(parent)
        self.listed: tuple[Any, ...] = tuple(listed)

    def texts(self, entry: Any) -> tuple[str, ...]:
        """Return what is said of an entry, a text for each head."""
        raise NotImplementedError

    def put(self, listed: Sequence[Any]) -> None:
        """Show another list."""
        self.beginResetModel()
        self.listed = tuple(listed)
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many entries there are."""
        return 0 if parent.isValid() else len(self.listed)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say what stands in a place; the whole row is what a screen reader says of it."""
        texts = self.texts(self.listed[index.row()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "，".join(f"{head} {text}" for head, text in zip(self.heads, texts, strict=True) if text)
        if role == Qt.ItemDataRole.DisplayRole:
            return texts[index.column()].replace("\n", " ")
        return texts[index.column()] if role == Qt.ItemDataRole.ToolTipRole else None


class ListPage(QWidget):
    """The page; every change counts at once, the last one can be taken back. A page of one kind says what is its own below."""

    # The page's name; the list as its head, its file and sentences call it; one entry, one counted, the one selected.
    name: ClassVar[str]
    heading: ClassVar[str]
    short: ClassVar[str]
    entry: ClassVar[str]
    counted: ClassVar[tuple[str, str]]
    selected: ClassVar[str]
    # What is said above the list, and where it is empty.
    about: ClassVar[str]
    nothing: ClassVar[str]
    widths: ClassVar[tuple[int, ...]]

    def __init__(self, session: Session, model: Callable[[QWidget], ListModel], fault: AppError | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.office = session.office
        self._before: tuple[Any, ...] = ()
        self.setAccessibleName(self.name)
        self.model = model(self)
        self.table = SettingsTable(self.heading, self.change, self.remove)
        self.table.setModel(self.model)
        self.table.dress(self.widths)
        self.table.selectionModel().currentChanged.connect(self._show_buttons)
        self.buttons = {
            name: push_button(name, spoken, act)
            for name, spoken, act in (
                ("添加…", f"添加一{''.join(self.counted)}", self.add),
                ("修改…", f"修改{self.selected}", self.change),
                ("删除", f"删除{self.selected}", self.remove),
                *((name, f"把{self.selected}往{name[0]}移", act) for name, act in self.moves()),
                ("导入…", f"从文件导入{self.entry}", self.take_in),
                ("导出…", f"把{self.short}写成文件", self.hand_out),
            )
        }
        self.told = words("", "dim", wrap=True)
        self.back = link("撤回", "撤回刚才的改动", self.take_back)
        self._lay_out()
        self.setFocusProxy(self.table)
        self._tell(f"上次存的{self.short}没有用上：{fault.message}" if fault else "")
        self._select(0)

    # ---- what each kind does its own way -----------------------------------------------------

    def moves(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return the buttons that change the order, where there is one."""
        return ()

    def ask(self, title: str, held: Any, others: tuple[Any, ...]) -> Any:
        """Ask for an entry, `held` in the fields (None for a new one); None for none."""
        raise NotImplementedError

    def keep(self, listed: Sequence[Any]) -> None:
        """Keep the list; raises AppError where it cannot be kept."""
        raise NotImplementedError

    def key(self, entry: Any) -> Hashable:
        """Return what no two entries share."""
        raise NotImplementedError

    def title(self, entry: Any) -> str:
        """Return what an entry is called."""
        raise NotImplementedError

    def read(self, path: Path) -> Sequence[Any]:
        """Read a file; raises AppError."""
        raise NotImplementedError

    def dumps(self, listed: Sequence[Any]) -> bytes:
        """Return what a file holds."""
        raise NotImplementedError

    # ---- acts --------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for an entry and put it at the end."""
        made = self.ask(f"添加{self.entry}", None, self.model.listed)
        if made is not None:
            self.put((*self.model.listed, made), len(self.model.listed))

    def change(self) -> None:
        """Ask for the selected entry anew."""
        row, listed = self.row(), self.model.listed
        if row < 0:
            return
        made = self.ask(f"修改{self.entry}", listed[row], (*listed[:row], *listed[row + 1 :]))
        if made is not None:
            self.put((*listed[:row], made, *listed[row + 1 :]), row, f"已修改“{self.title(made)}”。")

    def remove(self) -> None:
        """Take the selected entry away."""
        row, listed = self.row(), self.model.listed
        if row >= 0:
            self.put((*listed[:row], *listed[row + 1 :]), row, f"已删除“{self.title(listed[row])}”。")

    def take_in(self) -> None:
        """Read a file: what it lists joins the list, in place of what has the same key."""
        path = dialogs.ask_open(self, f"导入{self.short}", "", self._filter())
        if path is None:
            return
        try:
            new = self.read(path)
        except AppError as fault:
            dialogs.show_error(self, fault)
            return
        keys = {self.key(each) for each in new}
        kept = [each for each in self.model.listed if self.key(each) not in keys]
        replaced = len(self.model.listed) - len(kept)
        said = f"，其中 {replaced} {self.counted[0]}替换了原有的。" if replaced else "。"
        self.put((*kept, *new), len(kept), f"已导入 {len(new)} {''.join(self.counted)}{said}")

    def hand_out(self) -> None:
        """Write the list as a file."""
        path = dialogs.ask_save(self, f"导出{self.short}", Path(f"{self.heading}.toml"), self._filter())
        if path is None:
            return
        try:
            write_atomic(path, self.dumps(self.model.listed))
        except AppError as fault:
            dialogs.show_error(self, fault)
            return
        self._tell(f"已写到 {path}。")

    def take_back(self) -> None:
        """Have the list as it was before the last change."""
        self.put(self._before, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(self, listed: Sequence[Any], row: int, told: str = "") -> None:
        """Keep a list and show it; say why where it cannot be kept."""
        before = self.model.listed
        try:
            self.keep(listed)
        except AppError as fault:
            dialogs.show_error(self, fault)
            return
        self._before = before
        self.model.put(listed)
        self._select(row)
        self._tell(told, undo=bool(told))

    def row(self) -> int:
        """Return the selected row, -1 for none."""
        return self.table.currentIndex().row()

    # ---- parts -------------------------------------------------------------------------------

    def _filter(self) -> str:
        return f"{self.short} (*.toml)"

    def _lay_out(self) -> None:
        # What is done with the whole list stands above it, what is done with one of it below.
        top, row = QHBoxLayout(), QHBoxLayout()
        top.addWidget(words(self.heading, "page"), 1)
        for line in (top, row):
            line.setSpacing(8)
        for name, button in self.buttons.items():
            # All of them fit beside each other on the smallest screen in 大字.
            button.setProperty("role", "short")
            (top if name in ("导入…", "导出…") else row).addWidget(button)
        row.addStretch(1)
        self._empty = words(self.nothing, "body-dim", wrap=True)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.told)
        told.addWidget(self.back)
        told.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(top)
        box.addWidget(words(self.about, "dim", wrap=True))
        box.addWidget(self._empty)
        box.addWidget(self.table, 1)
        box.addLayout(told)
        box.addLayout(row)
        # The page begins at its table.
        in_order([self.table, *self.buttons.values()])

    def _select(self, row: int) -> None:
        if self.model.listed:
            self.table.selectRow(min(row, len(self.model.listed) - 1))
        self._empty.setVisible(not self.model.listed)
        self._show_buttons()

    def _show_buttons(self, *_: object) -> None:
        row, last = self.row(), len(self.model.listed) - 1
        can = {"修改…": row >= 0, "删除": row >= 0, "上移": row > 0, "下移": 0 <= row < last, "导出…": last >= 0}
        for name, button in self.buttons.items():
            button.setEnabled(can.get(name, True))

    def _tell(self, text: str, *, undo: bool = False) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.back.setVisible(undo)
