"""What goes into the Word and PDF files beside the report: the 审签单 before it, the 图解 before the signing lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from core.papers import Extras
from gui.drawing_check import NOTHING_TO_DRAW
from gui.labels import words

_ONLY_PAPERS = "只用于 Word 和 PDF"


class Options(QWidget):
    """Two boxes to tick; what cannot be had says why."""

    changed = Signal()

    def __init__(self, extras: Extras, *, drawable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawable = drawable
        self.slip = QCheckBox("加审签单（第一页）(&Q)")
        self.infographic = QCheckBox("加图解（落款之前）(&I)")
        self._slip_use, self._infographic_use = words("", "dim"), words("", "dim")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        rows = ((self.slip, self._slip_use, "加审签单，作为第一页"), (self.infographic, self._infographic_use, "加图解，在落款之前"))
        for at, (box, use, spoken) in enumerate(rows):
            box.setAccessibleName(spoken)
            box.toggled.connect(self.changed)
            grid.addWidget(box, at, 0)
            grid.addWidget(use, at, 2, Qt.AlignmentFlag.AlignRight)
        self.slip.setChecked(extras.slip)
        self.infographic.setChecked(extras.infographic and drawable)

    def follow(self, *, papers: bool) -> None:
        """Let tick what there is a paper for."""
        self.slip.setEnabled(papers)
        self.infographic.setEnabled(papers and self._drawable)
        self._slip_use.setText("各环节签意见的一页" if papers else _ONLY_PAPERS)
        told = "一年数字画成一张图" if self._drawable else NOTHING_TO_DRAW
        self._infographic_use.setText(told if papers or not self._drawable else _ONLY_PAPERS)
        for box, use in ((self.slip, self._slip_use), (self.infographic, self._infographic_use)):
            box.setAccessibleDescription(use.text())

    @property
    def has_slip(self) -> bool:
        """Whether an 审签单 is printed."""
        return self.slip.isChecked() and self.slip.isEnabled()

    def extras(self) -> Extras:
        """Return what is ticked, also where no kind chosen can hold it: it is remembered."""
        return Extras(self.slip.isChecked(), self.infographic.isChecked())
