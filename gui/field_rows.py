"""Named fields in rows: two beside each other where there is room, else one below the other."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from gui.labels import words

# From this width on the second field of a row stands beside the first.
_TWO = 480
_NARROWEST = 240
# As wide as a date with its example.
_SECOND = 168


class FieldRows(QWidget):
    """Fields under the names that they are spoken by; `rows` name them in the order of Tab."""

    def __init__(self, fields: Mapping[str, QWidget], rows: Sequence[tuple[str, ...]], *, beside: bool = False) -> None:
        super().__init__()
        self._fields, self._rows = fields, rows
        self._labels = {slot: self._label(field) for slot, field in fields.items()}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        # What is expected before the width is known.
        self._two = beside
        self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """Return what one field to a row needs across; how high it is follows from the rows shown."""
        return QSize(_NARROWEST, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fields where there is room for them."""
        super().resizeEvent(event)
        if self._two is not (event.size().width() >= _TWO):
            self._two = not self._two
            self._lay_out()

    def _label(self, field: QWidget) -> QLabel:
        label = words(field.accessibleName(), "dim")
        label.setBuddy(field)
        return label

    def _lay_out(self) -> None:
        for slot, field in self._fields.items():
            self._grid.removeWidget(self._labels[slot])
            self._grid.removeWidget(field)
        at = 0
        for row in self._rows:
            for column, slot in enumerate(row):
                beside = self._two and column > 0
                at += 0 if beside else 1
                alone = self._two and len(row) == 1
                self._grid.addWidget(self._labels[slot], at, 2 if beside else 0)
                self._grid.addWidget(self._fields[slot], at, 3 if beside else 1, 1, 3 if alone else 1, *self._side(slot))
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(3, _SECOND if self._two else 0)

    def _side(self, slot: str) -> tuple[Qt.AlignmentFlag, ...]:
        """Hold a field that may not grow to the left."""
        return (Qt.AlignmentFlag.AlignLeft,) if self._fields[slot].maximumWidth() <= _SECOND and not self._two else ()
