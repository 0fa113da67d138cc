"""Write the 批注 of a cell: whom to ask, why the number. It stays in the window and goes on no paper."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from core.report import LONGEST_MEMO
from gui.fitting import fit
from gui.labels import gap, push_button, words

_WIDTH, _LINES = 420, 5


class _Field(QPlainTextEdit):
    """Lines in which Ctrl+Enter presses 保存批注."""

    def __init__(self, text: str, dialog: QDialog) -> None:
        super().__init__(text)
        self._dialog = dialog

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Ctrl+Enter; Enter alone begins a new line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._dialog.accept()
        else:
            super().keyPressEvent(event)


class MemoDialog(QDialog):
    """Gather a 批注; `memo` is None until it is kept, empty where it is to go."""

    def __init__(self, place: str, held: str, last: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.memo: str | None = None
        self.setWindowTitle("批注")
        self.setAccessibleName("批注")
        self.setAccessibleDescription(place)
        self.field = _Field(held, self)
        self.field.setAccessibleName(f"{place}的批注")
        self.field.setPlaceholderText("问谁、数从哪里来、为什么是这个数")
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * _LINES + 20)
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self._count = words("", "dim")
        self.field.textChanged.connect(self._counted)
        self._lay_out(place, last)
        self._counted()
        fit(self, QSize(_WIDTH, 0))
        self.field.setFocus()

    def _lay_out(self, place: str, last: str) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(0)
        box.addWidget(words("批注", "title"))
        gap(box, 4)
        box.addWidget(words(place, "dim", wrap=True))
        gap(box, 12)
        box.addWidget(self.field)
        gap(box, 8)
        if last:
            box.addWidget(words(f"上年批注：{last}", "dim", wrap=True))
            gap(box, 4)
        line = QHBoxLayout()
        line.addWidget(words("批注不印在报告上；清空就是删除。", "dim", wrap=True), 1)
        line.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(line)
        gap(box, 12)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        for text, act, key in (("取消", self.reject, "Esc"), ("保存批注", self.accept, "Ctrl+回车")):
            button = push_button(text, text, act)
            button.setToolTip(key)
            button.setDefault(text == "保存批注")
            buttons.addWidget(button)
        box.addLayout(buttons)

    def _counted(self) -> None:
        left = LONGEST_MEMO - len(self.field.toPlainText())
        self._count.setText(f"超出 {-left} 字，后面的不保留" if left < 0 else f"还可以写 {left} 字" if left <= LONGEST_MEMO // 5 else "")

    def accept(self) -> None:
        """Keep what is written."""
        self.memo = self.field.toPlainText()
        super().accept()
