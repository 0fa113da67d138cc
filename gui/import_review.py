"""What a reader made of a file, shown before it replaces anything: what was read, what was guessed, what is missing."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.places import place_label
from core.report import PREAMBLE, Report
from gui.fitting import Body, room_for
from gui.labels import chip, hairline, sheet, words
from gui.progress import short_title
from gui.words import count_words

_SIZE = QSize(720, 600)


class Choice(Enum):
    """What becomes of the report read."""

    LAST_YEAR = auto()
    EDIT = auto()
    CANCEL = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """What was read of one section: `amount` in words, `missing` where nothing was found."""

    title: str
    amount: str
    missing: bool


def lines_of(report: Report) -> list[Line]:
    """Return what was read, section by section."""
    found = [_prose("前言", report, PREAMBLE)] if report.paragraphs(PREAMBLE) else []
    for section in report.form.sections:
        title = short_title(section)
        found.append(_table(title, report, section.id) if section.kind == "table" else _prose(title, report, section.id))
    return found


def _prose(title: str, report: Report, part: str) -> Line:
    held = report.paragraphs(part)
    count = count_words("".join(p.text for p in held))
    return Line(title, f"{len(held)} 段 · {count} 字" if count else "没有读到文字", not count)


def _table(title: str, report: Report, table: str) -> Line:
    cells = report.form.table(table).cells
    entries = [report.entry(cell) for cell in cells]
    read = sum(entry.value is not None for entry in entries)
    parts = [f"{len(cells)} 格中读到 {read} 格"]
    parts += [f"{count} 格{name}" for name, count in (("未填", len(cells) - read), ("手填", sum(e.manual for e in entries))) if count]
    doubtful = sum(entry.doubtful for entry in entries)
    if doubtful:
        parts.append(f"{doubtful} 格待核对")
    return Line(title, " · ".join(parts), not read)


class ImportReview(QDialog):
    """Ask what becomes of a report that was read; nothing is replaced before that."""

    def __init__(self, report: Report, name: str, *, as_last: bool, replaces: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.choice = Choice.CANCEL
        self.setWindowTitle("读入的内容")
        self.setAccessibleName("读入的内容")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(0)
        year = f"{report.year} 年度" if report.year else "年度没有读到"
        box.addWidget(words(f"{report.unit or '单位没有读到'}  {year}", "title", wrap=True))
        box.addSpacing(4)
        box.addWidget(words(f"读自 {name} · 按 {report.form.id} 年格式（{report.form.basis}）", "dim", wrap=True))
        box.addSpacing(16)
        box.addWidget(Body(self._read(), "读到的内容和说明"), 1)
        box.addSpacing(16)
        box.addLayout(self._buttons(as_last, replaces))
        self.first.setFocus()
        self.resize(_SIZE.boundedTo(room_for(self)))

    def _read(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._sections())
        column.addSpacing(16)
        column.addLayout(self._notes_head())
        column.addSpacing(8)
        column.addLayout(self._notes())
        column.addStretch(1)
        return inner

    def _sections(self) -> QFrame:
        ground = sheet()
        grid = QGridLayout(ground)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines_of(self._report)):
            grid.addWidget(words(line.title), row, 0)
            grid.addWidget(words(line.amount, "dim"), row, 1)
            grid.addWidget(chip("没有读到", "confirm") if line.missing else words("✓", "ok"), row, 2, Qt.AlignmentFlag.AlignRight)
        return ground

    def _notes_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        count = len(self._report.notes)
        row.addWidget(words("需要您看一眼的地方" if count else "没有需要说明的地方", "heading"))
        if count:
            row.addWidget(chip(str(count), "confirm"))
        row.addStretch(1)
        return row

    def _notes(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        for note in self._report.notes:
            column.addWidget(words(place_label(self._report.form, note.where), "dim", wrap=True))
            column.addWidget(words(note.message, wrap=True))
            column.addWidget(hairline())
        if not self._report.notes:
            column.addWidget(words("文件里的表格和文字都按原样读入，没有猜测，也没有丢掉的内容。", "dim", wrap=True))
        return column

    def _buttons(self, as_last: bool, replaces: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words("现在打开的报告会被替换，可以撤销。" if replaces else "", "dim"))
        row.addStretch(1)
        following = f"生成 {self._report.year + 1} 年度草稿" if self._report.year else "作为上年报告开始写"
        self.cancel = self._button("取消", Choice.CANCEL, "")
        self.edit = self._button("直接编辑这份报告", Choice.EDIT, "")
        self.last = self._button(following, Choice.LAST_YEAR, "作为上年报告开始写：数字留空待填，文字带入并标明")
        for button in (self.cancel, self.edit, self.last):
            row.addWidget(button)
        self.first = self.last if as_last else self.edit
        self.first.setDefault(True)
        return row

    def _button(self, text: str, choice: Choice, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.clicked.connect(lambda: self._answer(choice))
        return button

    def _answer(self, choice: Choice) -> None:
        self.choice = choice
        self.done(int(choice is not Choice.CANCEL))
