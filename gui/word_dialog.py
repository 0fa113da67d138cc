"""Ask for one entry of the office's own words: the word, its level, what stands in its place, what is said, in which years."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.rules.engine import Level
from core.rules.office_words import LONGEST_MESSAGE, LONGEST_WORD, OfficeWord, fault_of
from gui.chooser import Chooser
from gui.field_rows import FieldRows
from gui.fitting import Body, fit, refit
from gui.labels import in_order, push_button, restyle, words

_WIDTH = 560
_NAMES = {"word": "词语", "level": "级别", "replacement": "换成", "message": "说明", "first": "从年度", "last": "到年度"}
_HINTS = {
    "word": "照报告里的写法",
    "replacement": "可以不填；填了能一键替换",
    "message": "可以不填；为什么不用、怎样改",
    "first": "不填是不限",
    "last": "不填是不限",
}
_ROWS = (("word", "level"), ("replacement",), ("message",), ("first", "last"))
_MOST = {"word": LONGEST_WORD, "replacement": LONGEST_WORD, "message": LONGEST_MESSAGE, "first": 4, "last": 4}


class WordDialog(QDialog):
    """Gather an entry; `word` is None until one is given. `others` are the entries that it must not repeat."""

    def __init__(self, title: str, held: OfficeWord, others: tuple[OfficeWord, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word: OfficeWord | None = None
        self._taken = {(each.word, each.first, each.last) for each in others}
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.level = Chooser()
        self.level.setAccessibleName(_NAMES["level"])
        for each in Level:
            self.level.addItem(each.label, each)
        self.level.setCurrentIndex(list(Level).index(held.level))
        self.lines = {slot: _line(slot, held) for slot in _HINTS}
        self._wrong = words("", "error", wrap=True)
        self._wrong.hide()
        self._lay_out(title)
        fit(self, QSize(_WIDTH, 0))
        self.lines["word"].setFocus(Qt.FocusReason.OtherFocusReason)

    def entry(self) -> OfficeWord | None:
        """Return what stands in the fields; None where a year is no number."""
        texts = {slot: " ".join(line.text().split()) for slot, line in self.lines.items()}
        years = [texts[slot] or "0" for slot in ("first", "last")]
        if not all(year.isascii() and year.isdecimal() for year in years):
            return None
        return OfficeWord(texts["word"], self.level.currentData(), texts["message"], texts["replacement"], int(years[0]), int(years[1]))

    def _lay_out(self, title: str) -> None:
        fields: dict[str, QWidget] = {**self.lines, "level": self.level}
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(FieldRows(fields, _ROWS, beside=True))
        inside.addWidget(self._wrong)
        inside.addStretch(1)
        body = Body(inner, title)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(12)
        box.addWidget(words(title, "title"))
        box.addWidget(body, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        done = "添加" if title.startswith("添加") else "保存"
        made: list[QWidget] = []
        for text, act in (("取消", self.reject), (done, self._finish)):
            button = push_button(text, text, act)
            button.setDefault(text == done)
            buttons.addWidget(button)
            made.append(button)
        box.addLayout(buttons)
        in_order([*(fields[slot] for row in _ROWS for slot in row), *made])

    def _finish(self) -> None:
        made = self.entry()
        fault = "年度是四位数字，如 2025" if made is None else fault_of(made)
        if made is not None and not fault and (made.word, made.first, made.last) in self._taken:
            fault = f"“{made.word}”已经在表里，请在表里修改"
        if made is None or fault:
            self._wrong.setText(f"{fault}。")
            self._wrong.show()
            restyle(self.lines["word"], "invalid", not self.lines["word"].text().strip())
            refit(self)
            return
        self.word = made
        self.accept()


def _line(slot: str, held: OfficeWord) -> QLineEdit:
    value = getattr(held, slot)
    line = QLineEdit(str(value) if value else "", placeholderText=_HINTS[slot])
    line.setAccessibleName(_NAMES[slot])
    line.setMaxLength(_MOST[slot])
    return line
