"""One part of 零申请 in its dialog: a tick, what it will do, words to edit, and what speaks against it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core.places import place_label
from core.report import Report
from core.zero import ANSWER, Obstacle, Part
from gui.labels import link, words

_LINES = 3
_INDENT = 27
_MOST_NAMED = 8
_SHOWN = 48


class PartBox(QWidget):
    """A part; `chosen` tells whether it is to be done, `text` what is put in."""

    changed = Signal()
    # str: the place of an obstacle, as findings name it.
    go_asked = Signal(str)

    def __init__(self, part: Part, report: Report, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self._report = report
        self.tick = QCheckBox(_title(part, report))
        self.seen = QCheckBox("我已经核对过，仍然这样做")
        self.instead = QCheckBox("替换上年的这一段")
        self.field = QPlainTextEdit()
        self._wording = 0
        self.links: list[QPushButton] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 10, 16, 10)
        outer.setSpacing(4)
        if part.done:
            outer.addWidget(words(f"✓ {_done(part, report)}", "dim"))
            return
        self.tick.setChecked(not part.obstacles)
        self.tick.setEnabled(not part.obstacles)
        self.tick.setAccessibleName(self.tick.text())
        outer.addWidget(self.tick)
        self._box = QVBoxLayout()
        # Below the words of the tick.
        self._box.setContentsMargins(_INDENT, 0, 0, 0)
        self._box.setSpacing(4)
        outer.addLayout(self._box)
        if part.wordings:
            self._add_words()
        if part.obstacles:
            self._add_obstacles()
        self.tick.toggled.connect(self._follow)
        self._follow()

    def enter(self) -> None:
        """Take the keyboard at the first thing that can be done."""
        (self.links[0] if self.links else self.tick).setFocus()

    @property
    def chosen(self) -> bool:
        """Whether this part is to be done."""
        return not self.part.done and self.tick.isEnabled() and self.tick.isChecked() and bool(not self.part.wordings or self.text)

    @property
    def text(self) -> str:
        """The words to put in, as one paragraph."""
        return " ".join(self.field.toPlainText().split())

    @property
    def beside(self) -> bool:
        """Whether last year's paragraph stays."""
        return bool(self.part.old) and not self.instead.isChecked()

    def another(self) -> None:
        """Show the next wording."""
        self._wording = (self._wording + 1) % len(self.part.wordings)
        self.field.setPlainText(self.part.wordings[self._wording])

    def _add_words(self) -> None:
        self.field.setPlainText(self.part.wordings[0])
        self.field.setAccessibleName(f"写入的话：{self.tick.text()}")
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * _LINES + 18)
        self.field.textChanged.connect(self.changed)
        self._box.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(16)
        if self.part.old:
            old = self.part.old if len(self.part.old) <= _SHOWN else f"{self.part.old[:_SHOWN]}…"
            self._box.addWidget(words(f"第 {self.part.at + 1} 段现在是上年的文字：{old}", "dim", wrap=True))
            self.instead.setChecked(True)
            self.instead.setAccessibleName("替换上年的这一段；不勾就另起一段")
            row.addWidget(self.instead)
        else:
            row.addWidget(words(f"作为第 {self.part.at + 1} 段写入，其他段落不动。", "dim"))
        row.addStretch(1)
        row.addWidget(link("换一种说法", f"换一种说法：{self.tick.text()}", self.another))
        self._box.addLayout(row)

    def _add_obstacles(self) -> None:
        self._box.addWidget(words("下面这些与它矛盾，请先核对：", "warning"))
        for obstacle in self.part.obstacles[:_MOST_NAMED]:
            self._box.addLayout(self._obstacle(obstacle))
        rest = len(self.part.obstacles) - _MOST_NAMED
        if rest > 0:
            self._box.addWidget(words(f"……另有 {rest} 处", "dim"))
        self.seen.setAccessibleName(f"我已经核对过，仍然这样做：{self.tick.text()}")
        self.seen.toggled.connect(self._skip)
        self._box.addWidget(self.seen)

    def _obstacle(self, obstacle: Obstacle) -> QHBoxLayout:
        place = place_label(self._report.form, obstacle.where)
        said = obstacle.message if ":" not in obstacle.where else f"{place.rpartition(' 第 ')[0]}{obstacle.message}"
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(words(said, "small", wrap=True), 1)
        self.links.append(link("去看", f"去看：{said}", _sender(self.go_asked, obstacle.where)))
        row.addWidget(self.links[-1])
        return row

    def _skip(self, seen: bool) -> None:
        self.tick.setEnabled(seen)
        self.tick.setChecked(seen)
        self._follow()

    def _follow(self) -> None:
        wanted = self.tick.isEnabled() and self.tick.isChecked()
        self.field.setEnabled(wanted)
        self.instead.setEnabled(wanted)
        self.changed.emit()


def _sender(signal: object, where: str) -> Callable[[], None]:
    return lambda: signal.emit(where)  # pyright: ignore[reportAttributeAccessIssue]


def _title(part: Part, report: Report) -> str:
    if part.cells:
        section = report.form.section(part.id)
        return f"表{section.number}：{len(part.cells)} 个未填的格填 0"
    if not part.section:
        return ""
    what = "依申请公开" if part.id == ANSWER else "信息处理费"
    return f"第{report.form.section(part.section).number}部分：写一句{what}的情况"


def _done(part: Part, report: Report) -> str:
    if part.section:
        what = "依申请公开" if part.id == ANSWER else "信息处理费"
        return f"第{report.form.section(part.section).number}部分已经写了{what}的情况"
    return f"表{report.form.section(part.id).number}没有未填的格" if part.id in report.form.section_ids else "表样里没有这一部分"
