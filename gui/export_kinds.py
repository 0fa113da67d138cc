"""The kinds of file that 导出 offers: the three usual ones in sight, the others folded away until they are wanted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from core.suffixes import WRITABLE
from gui.drawing_check import NOTHING_TO_DRAW
from gui.labels import link, words


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: what it is called, what it is for, the key that ticks it together with Alt."""

    suffix: str
    name: str
    use: str
    key: str


USUAL = (
    Kind(".docx", "Word 文档", "送审、修改、印发", "W"),
    Kind(".xlsx", "Excel 工作簿", "表格，合计带公式", "X"),
    Kind(".pdf", "PDF", "定稿、上传门户，字体已嵌入", "P"),
)
OTHER = (
    Kind(".html", "网页", "贴进门户网站的编辑器", "H"),
    Kind(".md", "Markdown", "带标记的文字，表格完整", "M"),
    Kind(".txt", "纯文本", "只有文字，哪里都能打开", "T"),
    Kind(".svg", "图解 SVG", "一年数字一张图，放大不糊", "V"),
    Kind(".png", "图解 PNG", "一年数字一张图，配公众号", "G"),
)
# What has pages, and so room for a page more.
PAPERS = (".docx", ".pdf")
# What shows the 图解 alone.
DRAWINGS = (".svg", ".png")


def name_of(suffix: str) -> str:
    """Return what a kind is called."""
    return next((kind.name for kind in (*USUAL, *OTHER) if kind.suffix == suffix), suffix)


class KindList(QWidget):
    """Boxes to tick; `boxes` by suffix in the order in which files are written."""

    changed = Signal()

    def __init__(self, chosen: Iterable[str], *, drawable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        chosen = set(chosen)
        self._drawable = drawable
        self.boxes: Mapping[str, QCheckBox] = {
            kind.suffix: self._box(kind, kind.suffix in chosen) for kind in (*USUAL, *OTHER) if kind.suffix in WRITABLE
        }
        self.others = QWidget()
        self.more = link("其他格式(&O)…", "其他格式：网页、Markdown、纯文本、图解", self.unfold)
        self._lay_out()
        if any(self.boxes[kind.suffix].isChecked() for kind in OTHER if kind.suffix in self.boxes):
            self.unfold()

    def chosen(self) -> tuple[str, ...]:
        """Return the suffixes ticked."""
        return tuple(suffix for suffix, box in self.boxes.items() if box.isChecked() and box.isEnabled())

    def unfold(self) -> None:
        """Show the kinds that are seldom wanted, the keyboard on the first of them where it was on the words pressed."""
        moved = self.more.hasFocus()
        self.others.show()
        self.more.hide()
        if moved:
            next(box for suffix, box in self.boxes.items() if suffix in {kind.suffix for kind in OTHER}).setFocus()
        self.changed.emit()

    def _box(self, kind: Kind, chosen: bool) -> QCheckBox:
        box = QCheckBox(f"{kind.name}(&{kind.key})")
        able = self._drawable or kind.suffix not in DRAWINGS
        box.setEnabled(able)
        box.setChecked(chosen and able)
        box.setAccessibleName(f"{kind.name}（{kind.suffix}）")
        box.setAccessibleDescription(self._use(kind))
        box.toggled.connect(self.changed)
        return box

    def _use(self, kind: Kind) -> str:
        return kind.use if self._drawable or kind.suffix not in DRAWINGS else NOTHING_TO_DRAW

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        usual = QWidget()
        self._rows(usual, USUAL)
        box.addWidget(usual)
        if self._rows(self.others, OTHER):
            row = QHBoxLayout()
            row.addWidget(self.more)
            row.addStretch(1)
            box.addLayout(row)
            box.addWidget(self.others)
        self.others.hide()

    def _rows(self, holder: QWidget, kinds: Iterable[Kind]) -> int:
        """Put the boxes of some kinds one below the other, what each is for at the right."""
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        known = [kind for kind in kinds if kind.suffix in self.boxes]
        for at, kind in enumerate(known):
            grid.addWidget(self.boxes[kind.suffix], at, 0)
            grid.addWidget(words(self._use(kind), "dim"), at, 2, Qt.AlignmentFlag.AlignRight)
        return len(known)
