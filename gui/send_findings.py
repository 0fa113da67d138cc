"""What is open before 送审: errors to go to, each 核实 with a place for its reason, hints folded away."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.acceptance import usual_reasons
from core.places import place_label
from core.report import Report
from core.rules.engine import Finding, Level
from gui.labels import link, words

# It is printed in a cell of the 审签单.
_LONGEST = 120
_MOST = 60
_TITLES = {
    Level.ERROR: "错误 {count} 处：送出去以前应当改正",
    Level.CONFIRM: "核实 {count} 处：改正，或者写明理由（印在审签单上）",
    Level.HINT: "提示 {count} 处",
}
_Key = tuple[str, str, str]


class ReasonBox(QComboBox):
    """A line for a reason with the usual ones to pick; the wheel scrolls the dialog, not the reasons."""

    def __init__(self, usual: Sequence[str], held: str, spoken: str) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(list(usual))
        self.setCurrentIndex(-1)
        self.setEditText(held)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setAccessibleName(f"理由：{spoken}")
        field = self.lineEdit()
        if field is not None:
            field.setMaxLength(_LONGEST)
            field.setPlaceholderText("写一句理由，或选一条")
            field.setAccessibleName(self.accessibleName())

    def reason(self) -> str:
        """Return the reason, without blanks around it."""
        return " ".join(self.currentText().split())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls."""
        event.ignore()


class FindingRow(QFrame):
    """One open finding."""

    def __init__(self, finding: Finding, report: Report) -> None:
        super().__init__()
        self.finding = finding
        self.box: ReasonBox | None = None
        self.links: list[QPushButton] = []
        self.setProperty("role", "finding")
        self.setProperty("level", finding.level.value)
        place = place_label(report.form, finding.where)
        self._said = finding.message.removeprefix(f"{place}：")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 12, 8)
        self._column.setSpacing(4)
        self._head = QHBoxLayout()
        self._head.setSpacing(16)
        self._head.addWidget(words(place, "dim", wrap=True), 1)
        self._column.addLayout(self._head)
        self._column.addWidget(words(self._said, wrap=True))

    def add(self, text: str, act: Callable[[], object]) -> None:
        """Add words that act."""
        self.links.append(link(text, f"{text}：{self._said}", act))
        self._head.addWidget(self.links[-1], 0, Qt.AlignmentFlag.AlignTop)

    def ask_reason(self, held: str) -> ReasonBox:
        """Add the place for a reason."""
        self.box = ReasonBox(usual_reasons(self.finding), held, self._said)
        self._column.addWidget(self.box)
        return self.box


class OpenFindings(QWidget):
    """The findings by level; `reasons` are those typed so far."""

    go_asked = Signal(object)
    mend_asked = Signal(object)
    # A reason was typed.
    changed = Signal()
    layout_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[FindingRow] = []
        self._typed: dict[_Key, str] = {}
        self._unfolded = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._parts: list[QWidget] = []

    def show_findings(self, report: Report, findings: Sequence[Finding]) -> None:
        """Show what is open now; reasons typed before stay with their findings."""
        self._keep()
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.rows = [], []
        for level in Level:
            found = [f for f in findings if f.level is level]
            if found:
                self._group(level, found, report)
        self.setVisible(bool(self._parts))
        self.layout_changed.emit()

    def reasons(self) -> Mapping[int, tuple[Finding, str]]:
        """Return each 核实 in order with what was typed for it, empty where nothing was."""
        asked = [row for row in self.rows if row.box is not None]
        return {at: (row.finding, row.box.reason()) for at, row in enumerate(asked) if row.box is not None}

    def enter(self) -> bool:
        """Take the keyboard at the first thing to deal with; False where there is none."""
        for row in self.rows:
            if row.finding.level is not Level.HINT:
                (row.box or row.links[-1]).setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _keep(self) -> None:
        for row in self.rows:
            if row.box is not None:
                self._typed[_key(row.finding)] = row.box.reason()

    def _group(self, level: Level, found: Sequence[Finding], report: Report) -> None:
        title = _TITLES[level].format(count=len(found))
        if level is not Level.HINT:
            self._add(words(title, "strong"))
        elif not self._unfolded:
            self._add(_left(link(f"{title}…", f"{title}，展开", lambda: self._unfold(found, report))))
            return
        for finding in found[:_MOST]:
            self._add(self._row(finding, report))
        if len(found) > _MOST:
            self._add(words(f"……另有 {len(found) - _MOST} 处", "dim"))

    def _row(self, finding: Finding, report: Report) -> FindingRow:
        row = FindingRow(finding, report)
        if finding.fix is not None:
            row.add(finding.fix.label, lambda: self.mend_asked.emit(finding))
        row.add("去改" if finding.level is Level.ERROR else "去看", lambda: self.go_asked.emit(finding))
        if finding.level is Level.CONFIRM:
            box = row.ask_reason(self._typed.get(_key(finding), ""))
            box.editTextChanged.connect(self.changed)
        self.rows.append(row)
        return row

    def _unfold(self, found: Sequence[Finding], report: Report) -> None:
        self._unfolded = True
        opener = self._parts.pop()
        self._column.removeWidget(opener)
        opener.hide()
        opener.deleteLater()
        self._add(words(_TITLES[Level.HINT].format(count=len(found)), "strong"))
        before = len(self.rows)
        for finding in found[:_MOST]:
            self._add(self._row(finding, report))
        self.rows[before].links[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.layout_changed.emit()

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)


def _left(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget)
    row.addStretch(1)
    return holder


def _key(finding: Finding) -> _Key:
    return finding.rule, finding.where, finding.message
