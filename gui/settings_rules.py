"""设置, 规则: every rule with its level and its help; switched off or on, lowered or raised here or by a file that a county hands out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from core.errors import AppError
from core.rules.engine import Level, Rule, registered
from core.rules.settings import Settings, read
from core.rules.settings_out import choices, chosen, dumps
from core.storage import write_atomic
from gui import dialogs
from gui.chooser import Chooser
from gui.fitting import Body
from gui.labels import chip, push_button, restyle, sheet, words
from gui.office import RULES_FILE
from gui.session import Session
from gui.settings_table import SettingsModel, SettingsTable
from gui.theme import colour

_FILTER = "规则设置 (*.toml)"
_HEADS = ("规则", "检查什么", "级别")
_WIDTHS = (96, 0, 64)
_DETAIL, _DETAIL_LEAST = 232, 176
# Below this width of the page the numbers of the rules give way: they stand beside the help as well.
_NARROW = 520
_OFF = "关闭"
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def level_words(level: Level | None) -> str:
    """Name a level, or that the rule is switched off."""
    return _OFF if level is None else level.label


def default_level(rule: Rule) -> Level | None:
    """Return the level at which a rule runs where nobody has set one."""
    return rule.level if rule.on else None


class RulesModel(SettingsModel):
    """Every rule in official order; what was set otherwise than by default is set in bold."""

    heads = _HEADS

    def __init__(self, by_rule: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self.rules = tuple(registered().values())
        self.by_rule = dict(by_rule)

    def put(self, by_rule: Mapping[str, str]) -> None:
        """Show other choices; the rows stay."""
        self.by_rule = dict(by_rule)
        self.dataChanged.emit(self.index(0, 0), self.index(len(self.rules) - 1, len(_HEADS) - 1))

    def level(self, rule: Rule) -> Level | None:
        """Return the level at which a rule runs."""
        return Settings(chosen(self.by_rule)).level(rule) if rule.id in self.by_rule else default_level(rule)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rules there are."""
        return 0 if parent.isValid() else len(self.rules)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Say what stands in a place; the whole row is what a screen reader says of it."""
        rule = self.rules[index.row()]
        level = self.level(rule)
        texts = (rule.id, rule.title, level_words(level))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            changed = f"，默认 {level_words(default_level(rule))}" if rule.id in self.by_rule else ""
            return f"{rule.id}，{rule.title}，{level_words(level)}{changed}"
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return texts[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return _ink(level, index.column())
        if role == Qt.ItemDataRole.FontRole and rule.id in self.by_rule:
            font = QFont()
            font.setBold(True)
            return font
        return None


def _ink(level: Level | None, column: int) -> QColor | None:
    if level is None:
        return colour("dim")
    return colour(level.value) if column == len(_HEADS) - 1 else None


class RulesPage(QWidget):
    """The page; every choice counts at once."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._office = session.office
        self.setAccessibleName("规则")
        self.model = RulesModel(choices(self._office.settings), self)
        self.table = SettingsTable("检查的规则", self._choose, self.restore_one)
        self.table.setModel(self.model)
        self.table.dress(_WIDTHS)
        self.choice = Chooser()
        self.choice.setAccessibleName("这条规则的级别")
        self.choice.activated.connect(lambda _: self._chosen())
        self.take_in = push_button("选用文件…", "选用县里发的规则设置文件", self._take_in)
        self.hand_out = push_button("导出…", "把规则设置写成文件", self._hand_out)
        self.restore = push_button("全部恢复默认", "所有规则恢复默认", lambda: self._put({}, "所有规则已恢复默认。"))
        self.told = words("", "dim", wrap=True)
        self._lay_out()
        self.setFocusProxy(self.table)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._show_rule())
        self.table.selectRow(0)
        fault = self._office.faults.get(RULES_FILE)
        self._tell(f"上次存的规则设置没有用上：{fault.message}" if fault else self._summary())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the titles."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW
        if narrow is not self.table.isColumnHidden(0):
            # The arrows start from a column that is shown.
            self.table.setCurrentIndex(self.model.index(self.table.currentIndex().row(), 1))
            self.table.setColumnHidden(0, narrow)

    def rule(self) -> Rule:
        """Return the rule of the selected row."""
        return self.model.rules[max(self.table.currentIndex().row(), 0)]

    def restore_one(self) -> None:
        """Let the selected rule run as it does by default."""
        self._put({rule_id: held for rule_id, held in self.model.by_rule.items() if rule_id != self.rule().id})

    # ---- acts --------------------------------------------------------------------------------

    def _choose(self) -> None:
        """Open the levels of the selected rule."""
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
        self.choice.showPopup()

    def _chosen(self) -> None:
        rule, wanted = self.rule(), self.choice.currentData()
        by_rule = {rule_id: held for rule_id, held in self.model.by_rule.items() if rule_id != rule.id}
        self._put(by_rule | ({rule.id: wanted} if wanted else {}))

    def _take_in(self) -> None:
        path = dialogs.ask_open(self, "选用规则设置文件", "", _FILTER)
        if path is None:
            return
        try:
            found = choices(read(path))
        except AppError as fault:
            dialogs.show_error(self, fault)
            return
        self._put(found, f"已选用 {path.name}，{_count(found)}。")

    def _hand_out(self) -> None:
        path = dialogs.ask_save(self, "导出规则设置", Path("规则设置.toml"), _FILTER)
        if path is None:
            return
        try:
            write_atomic(path, dumps(chosen(self.model.by_rule)))
        except AppError as fault:
            dialogs.show_error(self, fault)
            return
        self._tell(f"已写到 {path}。")

    def _put(self, by_rule: Mapping[str, str], told: str = "") -> None:
        """Keep choices and show them; say why where they cannot be kept."""
        try:
            self._office.choose(chosen(by_rule))
        except AppError as fault:
            dialogs.show_error(self, fault)
        else:
            self.model.put(choices(self._office.settings))
            self._tell(told or self._summary())
        self._show_rule()

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.table, 3)
        columns.addWidget(self._detail(), 2)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.take_in)
        foot.addWidget(self.hand_out)
        foot.addStretch(1)
        foot.addWidget(self.restore)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(words("检查的规则", "page"))
        box.addLayout(columns, 1)
        box.addWidget(self.told)
        box.addLayout(foot)

    def _detail(self) -> QWidget:
        ground = sheet()
        ground.setMinimumWidth(_DETAIL_LEAST)
        ground.setMaximumWidth(_DETAIL)
        inside = QVBoxLayout(ground)
        # What scrolls is cut by the edge of the card, and not by a strip of its ground.
        inside.setContentsMargins(12, 12, 12, 0)
        inside.setSpacing(8)
        self._title = words("", "strong", wrap=True)
        self._default = chip("", "hint")
        self._help = words("", wrap=True)
        self._help.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._default, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._help)
        column.addStretch(1)
        inside.addWidget(self.choice)
        inside.setAlignment(self.choice, Qt.AlignmentFlag.AlignTop)
        self._body = Body(inner, "这条规则的说明")
        inside.addWidget(self._body, 1)
        return ground

    def _show_rule(self) -> None:
        rule = self.rule()
        default = default_level(rule)
        self._title.setText(f"{rule.id}  {rule.title}")
        self._default.setText(f"默认：{level_words(default)}")
        restyle(self._default, "level", default.value if default else "")
        self._help.setText(rule.help)
        self._body.verticalScrollBar().setValue(0)
        held = self.model.by_rule.get(rule.id, "")
        self.choice.clear()
        self.choice.addItem(f"按默认（{level_words(default)}）", "")
        for level in Level:
            if level is not default:
                self.choice.addItem(
                    f"改为{level.label}" if rule.on else f"打开，{level.label}", "on" if level is rule.level else level.value
                )
        if rule.on:
            self.choice.addItem(_OFF, "off")
        self.choice.setCurrentIndex(max(self.choice.findData(held), 0))

    def _summary(self) -> str:
        by_rule = self.model.by_rule
        return f"{_count(by_rule)}，用粗体标出；按 Delete 恢复一条。" if by_rule else "所有规则都按默认检查。"

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.restore.setEnabled(bool(self.model.by_rule))


def _count(by_rule: Mapping[str, str]) -> str:
    return f"有 {len(by_rule)} 条规则与默认不同" if by_rule else "各条规则都与默认相同"
