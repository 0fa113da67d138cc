"""零申请: what the assistant would do, part by part, each to be ticked; nothing is done before a person says so."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.report import Change, Report
from core.zero import Plan, plan
from gui.fitting import Body, fit, refit
from gui.labels import gap, hairline, sheet, words
from gui.zero_parts import PartBox

_WIDTH = 600


class ZeroDialog(QDialog):
    """Gather what is to be done: `change` is None until it is accepted, `place` names where a person wants to look first."""

    def __init__(self, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report, self._plan = report, plan(report)
        self.change: Change | None = None
        self.place = ""
        self.setWindowTitle("零申请")
        self.setAccessibleName("零申请")
        self.boxes = {part.id: PartBox(part, report) for part in self._plan.parts}
        self.accept_button = QPushButton()
        self.accept_button.setAutoDefault(False)
        self.accept_button.setDefault(True)
        self.accept_button.clicked.connect(self._finish)
        self._lay_out()
        for box in self.boxes.values():
            box.changed.connect(self._follow)
            box.go_asked.connect(self._go)
        self._follow()
        for box in [box for box in self.boxes.values() if not box.part.done][:1]:
            box.enter()
        fit(self, QSize(_WIDTH, 0))
        # Wrapped words know their height once they have their width.
        QTimer.singleShot(0, self, lambda: refit(self))

    @property
    def plan(self) -> Plan:
        """What was found when the dialog opened."""
        return self._plan

    def chosen(self) -> dict[str, str]:
        """Return the parts to do, with their words."""
        return {name: box.text for name, box in self.boxes.items() if box.chosen}

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(0)
        box.addWidget(words("零申请", "title"))
        gap(box, 4)
        told = "全年没有收到政府信息公开申请的，下面几件事可以一次做好。已经填了的数不动，一次撤销全部退回。"
        box.addWidget(words(told, "dim", wrap=True))
        gap(box, 12)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        ground = sheet()
        parts = QVBoxLayout(ground)
        parts.setContentsMargins(0, 0, 0, 0)
        parts.setSpacing(0)
        for number, each in enumerate(self.boxes.values()):
            if number:
                parts.addWidget(hairline())
            parts.addWidget(each)
        column.addWidget(ground)
        column.addStretch(1)
        box.addWidget(Body(inner, "要做的事"), 1)
        gap(box, 12)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        cancel = QPushButton("取消")
        cancel.setAutoDefault(False)
        cancel.setAccessibleName("取消")
        cancel.clicked.connect(self.reject)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        box.addLayout(buttons)

    def _follow(self) -> None:
        count = len(self.chosen())
        self.accept_button.setEnabled(bool(count))
        self.accept_button.setText(f"做好这 {count} 件" if count else "没有选")
        self.accept_button.setAccessibleName(self.accept_button.text())

    def _go(self, where: str) -> None:
        self.place = where
        self.reject()

    def _finish(self) -> None:
        beside = {name for name, box in self.boxes.items() if box.beside}
        self.change = self._plan.change(self._report, self.chosen(), beside)
        self.accept()
