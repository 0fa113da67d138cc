"""Ask for one of the office's standard sentences: its name, the part it suits, its text with blanks."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from core.prose import tidy, tidy_paragraphs
from core.sentences import LONGEST_TITLE, PARTS, Sentence, fault_of
from gui.chooser import Chooser
from gui.field_rows import FieldRows
from gui.fitting import fit, refit
from gui.labels import gap, in_order, push_button, restyle, words

_WIDTH, _TEXT_LEAST = 560, 96
_BLANKS = "{年度}、{上年}、{单位} 插入时换成报告里的内容；换行是另起一段。"


class SentenceDialog(QDialog):
    """Gather a sentence; `sentence` is None until one is given. `others` are those whose names it must not repeat."""

    def __init__(self, title: str, held: Sentence, others: tuple[Sentence, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence: Sentence | None = None
        self._taken = {(each.title, each.part) for each in others}
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.name = QLineEdit(held.title, placeholderText="找的时候看的名称，如“信息处理费”")
        self.name.setMaxLength(LONGEST_TITLE)
        self.name.setAccessibleName("名称")
        self.part = Chooser()
        self.part.setAccessibleName("适用的部分")
        for part, name in PARTS.items():
            self.part.addItem(name, part)
        self.part.setCurrentIndex(max(self.part.findData(held.part), 0))
        self.text = QPlainTextEdit(held.text)
        self.text.setAccessibleName("语句")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_TEXT_LEAST)
        self._wrong = words("", "error", wrap=True)
        self._wrong.hide()
        self._lay_out(title)
        fit(self, QSize(_WIDTH, 0))
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def entry(self) -> Sentence:
        """Return what stands in the fields."""
        lines = tidy_paragraphs([self.text.toPlainText()])
        return Sentence(tidy(self.name.text()), "\n".join(lines), self.part.currentData())

    def _lay_out(self, title: str) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(8)
        box.addWidget(words(title, "title"))
        gap(box, 4)
        box.addWidget(FieldRows({"name": self.name, "part": self.part}, (("name", "part"),), beside=True))
        label = words(self.text.accessibleName(), "dim")
        label.setBuddy(self.text)
        box.addWidget(label)
        box.addWidget(self.text, 1)
        box.addWidget(words(_BLANKS, "dim", wrap=True))
        box.addWidget(self._wrong)
        gap(box, 4)
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
        in_order([self.name, self.part, self.text, *made])

    def _finish(self) -> None:
        made = self.entry()
        fault = fault_of(made)
        if not fault and (made.title, made.part) in self._taken:
            fault = f"已经有一句叫“{made.title}”，请换一个名称"
        if fault:
            self._wrong.setText(f"{fault}。")
            self._wrong.show()
            restyle(self.name, "invalid", "名称" in fault or not made.title)
            refit(self)
            return
        self.sentence = made
        self.accept()
