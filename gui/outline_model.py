"""The headings of a prose section as rows: words, findings counted, whether they are still last year's."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.outline import Heading, outline
from core.rules.engine import Level
from gui.places import place_of
from gui.session import Session

ROW_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A heading with the findings of its own words, the gravest level among them, and whether any of them is still last year's."""

    heading: Heading
    findings: int = 0
    level: str = ""
    inherited: bool = False


def rows_of(session: Session, part: str) -> tuple[OutlineRow, ...]:
    """Return a row for each heading of a section."""
    report = session.report
    held = report.paragraphs(part)
    found = [(place_of(finding, report).paragraph, finding.level) for finding in session.findings_in(part)]
    rows: list[OutlineRow] = []
    for heading in outline(held):
        own = range(heading.start, heading.own_end)
        levels = [level for paragraph, level in found if paragraph in own]
        worst = next((level.value for level in Level if level in levels), "")
        rows.append(OutlineRow(heading, len(levels), worst, any(held[number].inherited for number in own)))
    return tuple(rows)


class OutlineModel(QAbstractListModel):
    """The rows of one section."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[OutlineRow, ...] = ()

    def show_rows(self, rows: Sequence[OutlineRow]) -> None:
        """Take in rows; as many as before are changed in their places."""
        before, after = self.rows, tuple(rows)
        if len(before) != len(after):
            self.beginResetModel()
            self.rows = after
            self.endResetModel()
            return
        self.rows = after
        for number, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number), self.index(number))

    def headings(self) -> list[Heading]:
        """Return the headings of the rows."""
        return [row.heading for row in self.rows]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of headings."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the heading's words, the row, or what a screen reader says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row.heading.title
        if role == ROW_ROLE:
            return row
        return _spoken(row) if role == Qt.ItemDataRole.AccessibleTextRole else None


def _spoken(row: OutlineRow) -> str:
    parts = [row.heading.title]
    if row.findings:
        parts.append(f"{row.findings} 处问题")
    if row.inherited:
        parts.append("还有上年文字")
    return "，".join(parts)
