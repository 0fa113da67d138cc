"""导出 and 送审: which kinds of file, where to, under which name; the signing date where it is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.layout import long_date
from core.places import place_label
from core.report import Report
from core.rules.engine import Level
from gui import dialogs
from gui.dates import date_example, iso_date
from gui.fitting import Body, fit
from gui.labels import chip, restyle, sheet, words
from gui.session import Session

_WIDTH = 520
KINDS = (
    (".docx", "Word 文档", "送审、修改、印发"),
    (".xlsx", "Excel 工作簿", "表格，合计带公式"),
    (".pdf", "PDF", "定稿、上传门户，字体已嵌入"),
)
_FORBIDDEN = set('\\/:*?"<>|')
_MOST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Order:
    """What a person asked for: one file per suffix."""

    folder: Path
    name: str
    suffixes: tuple[str, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """The files to write."""
        return tuple(self.folder / f"{self.name}{suffix}" for suffix in self.suffixes)


def old_text(report: Report) -> str:
    """Say which sections still hold last year's text; empty where none does."""
    sections = [s for s in report.form.sections if any(p.inherited for p in report.paragraphs(s.id))]
    return f"第{'、'.join(s.number for s in sections)}部分还有上年的文字没有改写。" if sections else ""


class ExportDialog(QDialog):
    """Gather an Order; `order` is None until it is complete and accepted."""

    def __init__(self, session: Session, folder: Path, suffixes: Sequence[str], *, review: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.order: Order | None = None
        self.setWindowTitle("送审" if review else "导出")
        self.setAccessibleName(self.windowTitle())
        report = session.report
        self.boxes = {suffix: self._kind(suffix, name, suffix in suffixes) for suffix, name, _ in KINDS}
        self.name = self._field("文件名", f"{report.unit}{report.year or ''}年政府信息公开工作年度报告")
        self.folder = self._field("文件夹", str(folder))
        self.date = self._field("落款日期", long_date(report.signed_date))
        self.date.setPlaceholderText(f"如 {date_example(report.year)}")
        self._wrong = words("", "error", wrap=True)
        self.accept_button = QPushButton("检查并导出" if review else "导出")
        self.accept_button.setDefault(True)
        self.accept_button.setAccessibleName(self.accept_button.text())
        self.accept_button.clicked.connect(self._finish)
        self._lay_out()
        fit(self, QSize(_WIDTH, 0))

    def _kind(self, suffix: str, name: str, chosen: bool) -> QCheckBox:
        box = QCheckBox(name)
        box.setChecked(chosen)
        box.setAccessibleName(f"{name}（{suffix}）")
        return box

    def _field(self, name: str, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setAccessibleName(name)
        return field

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(0)
        box.addWidget(words(self.windowTitle(), "title"))
        box.addSpacing(12)
        box.addWidget(self._state())
        old = old_text(self._session.report)
        if old:
            box.addSpacing(8)
            box.addWidget(words(old, "warning", wrap=True))
        box.addSpacing(12)
        box.addWidget(Body(self._order(), "导出的文件"), 1)
        box.addWidget(self._wrong)
        box.addSpacing(12)
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

    def _order(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        ground = sheet()
        kinds = QVBoxLayout(ground)
        kinds.setContentsMargins(16, 12, 16, 12)
        kinds.setSpacing(8)
        for suffix, _, use in KINDS:
            row = QHBoxLayout()
            row.addWidget(self.boxes[suffix])
            row.addStretch(1)
            row.addWidget(words(use, "dim"))
            kinds.addLayout(row)
        box.addWidget(ground)
        box.addSpacing(16)
        for field in (self.name, self.folder, self.date):
            label = words(field.accessibleName(), "dim")
            label.setBuddy(field)
            box.addWidget(label)
            box.addSpacing(4)
            box.addLayout(self._with_browse(field))
            box.addSpacing(12)
        box.addStretch(1)
        return inner

    def _state(self) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        levels = [f.level for f in self._session.findings]
        for level in Level:
            made = chip(f"{level.label} {levels.count(level)}", level.value)
            made.setProperty("none", level not in levels)
            box.addWidget(made)
        ready = Level.ERROR not in levels
        box.addWidget(words("没有错误，可以导出。" if ready else "还有错误没有改正，导出前会再问一次。", "dim"))
        box.addStretch(1)
        return row

    def _with_browse(self, field: QLineEdit) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        if field is self.folder:
            browse = QPushButton("选择…")
            browse.setAutoDefault(False)
            browse.setAccessibleName("选择文件夹")
            browse.clicked.connect(self._browse)
            row.addWidget(browse)
        return row

    def _browse(self) -> None:
        chosen = dialogs.ask_folder(self, "导出到哪个文件夹", self.folder.text())
        if chosen is not None:
            self.folder.setText(str(chosen))

    def _finish(self) -> None:
        order = self._gather()
        if order is None or not self._errors_accepted() or not self._overwriting_accepted(order):
            return
        read = iso_date(self.date.text())
        if read is not None:
            self._session.set_fields({"signed_date": read}, "修改落款日期")
        self.order = order
        self.accept()

    def _gather(self) -> Order | None:
        suffixes = tuple(suffix for suffix, box in self.boxes.items() if box.isChecked())
        name, folder = self.name.text().strip(), self.folder.text().strip()
        bad = sorted(_FORBIDDEN & set(name))
        day = date_example(self._session.report.year)
        checks = (
            (bool(suffixes), next(iter(self.boxes.values())), "请至少选一种文件。"),
            (bool(name), self.name, "请填写文件名。"),
            (not bad, self.name, f"文件名里不能有 {' '.join(bad)}。"),
            (bool(folder) and Path(folder).is_dir(), self.folder, "没有这个文件夹，请另选。"),
            (
                iso_date(self.date.text()) is not None,
                self.date,
                f"落款日期没有看懂，请按“{day}”的样子写。",
            ),
        )
        for field in (self.name, self.folder, self.date):
            restyle(field, "invalid", False)
        for fine, field, sentence in checks:
            if not fine:
                restyle(field, "invalid", True)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                self._wrong.setText(sentence)
                return None
        self._wrong.setText("")
        return Order(Path(folder), name, suffixes)

    def _errors_accepted(self) -> bool:
        """Ask once where 错误 are open, and say which."""
        form = self._session.report.form
        errors = [f for f in self._session.findings if f.level is Level.ERROR]
        if not errors:
            return True
        named = [f"{place_label(form, f.where)}：{f.message}" for f in errors[:_MOST_NAMED]]
        if len(errors) > _MOST_NAMED:
            named.append(f"……另有 {len(errors) - _MOST_NAMED} 处")
        return dialogs.confirm(self, f"还有 {len(errors)} 处错误，仍要导出吗？", "\n".join(named), "仍要导出", "回去改正")

    def _overwriting_accepted(self, order: Order) -> bool:
        existing = [file.name for file in order.files if file.exists()]
        if not existing:
            return True
        return dialogs.confirm(self, "已有同名的文件，要替换吗？", "\n".join(existing), "替换")
