"""Ask why a 核实 may stand as it is: a line to write in, and the usual reasons to pick."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from gui.fitting import Body, fit
from gui.labels import gap, push_button, words
from gui.theme import px

_WIDTH, _SIDE = 480, 24
_LINE, _FRAME = 28, 10
# It is printed in a cell of the 审签单.
_LONGEST = 120


class _ReasonField(QLineEdit):
    """A line in which the arrows go through the usual reasons."""

    # int: how many lines up (-1) or down (1).
    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)


class ReasonDialog(QDialog):
    """Gather a reason; `reason` is None until one is given."""

    def __init__(self, place: str, found: str, usual: Sequence[str], held: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reason: str | None = None
        self.setWindowTitle("说明理由")
        self.setAccessibleName("说明理由")
        self.setAccessibleDescription(f"{place}：{found}")
        self.field = _ReasonField(held)
        self.field.setMaxLength(_LONGEST)
        self.field.setAccessibleName("理由")
        self.field.setPlaceholderText("写一句为什么这样是对的，或在下面选一条")
        self.field.stepped.connect(self._step)
        self.list = self._usual(usual)
        self.save = push_button("保存", "保存理由", self._finish)
        self.field.textChanged.connect(self._follow)
        self._lay_out(place, found)
        self._follow()
        fit(self, QSize(_WIDTH, 0))
        self.field.setFocus()

    def _usual(self, usual: Sequence[str]) -> QListWidget:
        made = QListWidget()
        made.setObjectName("reasons")
        made.setAccessibleName("常用的理由")
        made.addItems(list(usual))
        for row in range(made.count()):
            made.item(row).setSizeHint(QSize(0, px(_LINE)))
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setTextElideMode(Qt.TextElideMode.ElideRight)
        made.setProperty("measures", True)
        made.setMinimumHeight(px(min(len(usual), 3) * _LINE + _FRAME))
        made.setMaximumHeight(px(len(usual) * _LINE + _FRAME))
        made.currentTextChanged.connect(self._take)
        made.itemClicked.connect(lambda item: self._take(item.text()))
        made.itemDoubleClicked.connect(lambda _: self._finish())
        return made

    def _lay_out(self, place: str, found: str) -> None:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(words(place, "dim", wrap=True))
        gap(inside, 4)
        inside.addWidget(words(found, wrap=True))
        gap(inside, 16)
        inside.addWidget(self.field)
        gap(inside, 8)
        inside.addWidget(self.list, 1)
        gap(inside, 8)
        inside.addWidget(words("理由印在审签单上；这里再有改动，会重新提示。", "dim", wrap=True))
        body = Body(inner, "说明理由", _WIDTH - 2 * _SIDE - 2)
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(_SIDE, 20, _SIDE, 20)
        box.setSpacing(12)
        box.addWidget(words("说明理由", "title"))
        box.addWidget(body, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(push_button("取消", "取消", self.reject))
        self.save.setDefault(True)
        buttons.addWidget(self.save)
        box.addLayout(buttons)

    def _step(self, by: int) -> None:
        row = self.list.currentRow() + by
        self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))

    def _take(self, text: str) -> None:
        if text:
            self.field.setText(text)

    def _finish(self) -> None:
        self.reason = " ".join(self.field.text().split())
        self.accept()

    def _follow(self) -> None:
        self.save.setEnabled(bool(self.field.text().strip()))
