"""The head of the right pane: how findings are grouped, which levels are shown, only this part or all, and a search."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from core.rules.engine import Level
from gui.finding_groups import BY_LEVEL, BY_SECTION, Wanted
from gui.labels import restyle, words

_NAMES = {BY_LEVEL: "级别", BY_SECTION: "部分"}


class _Search(QLineEdit):
    """Esc empties it, then leaves it; the arrow down goes to the cards."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindingBar(QWidget):
    """Hold what a person wants to see of the findings."""

    changed = Signal()
    # str: by what findings are grouped from now on.
    grouped = Signal(str)

    def __init__(self, by: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = ""
        self._by = by if by in _NAMES else BY_LEVEL
        self.chips = {level: self._chip(level) for level in Level}
        self.tabs = {key: self._tab(key) for key in _NAMES}
        self._exclusive = QButtonGroup(self)
        for tab in self.tabs.values():
            self._exclusive.addButton(tab)
        self.search = _Search(placeholderText="搜索", clearButtonEnabled=True)
        self.search.setAccessibleName("在检查结果里搜索")
        self.search.setToolTip("搜索位置、说明和规则（键盘在这一栏时按 Ctrl+F）")
        self.search.setMaxLength(60)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName("清空搜索")
        self.search.textChanged.connect(lambda _: self.changed.emit())
        self.here = self._toggle("只看这一部分", "只列出正在看的这一部分的检查结果")
        self.here.toggled.connect(lambda _: self.changed.emit())
        self._lay_out()

    @property
    def wanted(self) -> Wanted:
        """What is to be shown."""
        levels = frozenset(level for level, chip in self.chips.items() if chip.isChecked())
        return Wanted(levels, self._page if self.here.isChecked() else "", self.search.text(), self._by)

    def show_page(self, page: str) -> None:
        """Know which page is looked at."""
        self._page = page
        if self.here.isChecked():
            self.changed.emit()

    def count(self, levels: list[Level]) -> None:
        """Show how many findings there are of each level; the chips stay as wide as they are."""
        for level, chip in self.chips.items():
            count = levels.count(level)
            chip.setText(f"{level.label} {count}")
            chip.setAccessibleName(f"{level.label} {count} 处")
            if chip.property("none") is not (not count):
                restyle(chip, "none", not count)

    def show_all(self) -> None:
        """Leave nothing out."""
        self.blockSignals(True)
        for button in self.chips.values():
            button.setChecked(True)
        self.here.setChecked(False)
        self.search.clear()
        self.blockSignals(False)
        self.changed.emit()

    def in_turn(self) -> list[QWidget]:
        """Return the fields as Tab goes through them."""
        return [*self.tabs.values(), *self.chips.values(), self.search, self.here]

    # ---- parts -------------------------------------------------------------------------------

    def _chip(self, level: Level) -> QPushButton:
        chip = QPushButton()
        chip.setCheckable(True)
        chip.setChecked(True)
        chip.setProperty("role", "chip")
        chip.setProperty("level", level.value)
        chip.setToolTip(f"显示或隐藏{level.label}")
        chip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        chip.toggled.connect(lambda _: self.changed.emit())
        return chip

    def _toggle(self, name: str, tip: str) -> QPushButton:
        button = QPushButton(name)
        button.setCheckable(True)
        button.setProperty("role", "quiet")
        button.setAccessibleName(name)
        button.setToolTip(tip)
        return button

    def _tab(self, key: str) -> QPushButton:
        tab = self._toggle(_NAMES[key], f"按{_NAMES[key]}分组")
        tab.setAccessibleName(f"按{_NAMES[key]}分组")
        tab.setChecked(key == self._by)
        tab.clicked.connect(lambda: self._group(key))
        return tab

    def _group(self, key: str) -> None:
        if key != self._by:
            self._by = key
            self.grouped.emit(key)
            self.changed.emit()

    def _lay_out(self) -> None:
        top, levels, bottom = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(words("检查结果", "heading"))
        top.addStretch(1)
        for tab in self.tabs.values():
            top.addWidget(tab)
        levels.setSpacing(4)
        for chip in self.chips.values():
            levels.addWidget(chip, 1)
        bottom.setSpacing(4)
        bottom.addWidget(self.search, 1)
        bottom.addWidget(self.here)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(8)
        for row in (top, levels, bottom):
            box.addLayout(row)
