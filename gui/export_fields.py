"""Under which name and where files are written; the signing date and 联系人 where they are still missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from core.layout import long_date
from core.report import Report, Slot, official_title
from core.suffixes import WRITABLE
from gui import dialogs
from gui.dates import date_example, iso_date
from gui.labels import restyle, words

_FORBIDDEN = set('\\/:*?"<>|')
# Names that Windows keeps for devices, whatever follows the first point.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{at}" for port in ("com", "lpt") for at in range(1, 10))}
# Control characters, halves of surrogate pairs, line ends. Characters newer than Python's tables are in names.
_UNFIT = ("Cc", "Cs", "Zl", "Zp")
# Bytes of a name that every disk takes with a suffix behind it.
_LONGEST = 240
_DATE = 168
NO_DATE = "没有落款日期，文件末尾不会有落款。"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field."""

    field: QLineEdit
    sentence: str


class Fields(QWidget):
    """The lines to fill in; `layout_changed` where a line comes or goes."""

    layout_changed = Signal()

    def __init__(self, report: Report, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.name = _field("文件名", file_name(report))
        self.folder = _field("文件夹", str(folder))
        self.date = _field("落款日期", long_date(report.signed_date))
        self.date.setPlaceholderText(f"如 {date_example(report.year)}")
        self.contact = _field("联系人", report.contact)
        self.contact.setPlaceholderText("姓名和电话，印在审签单上")
        self._contact_label = _label("联系人(&C)", self.contact)
        self.no_date = words(NO_DATE, "warning", wrap=True)
        self.browse = QPushButton("选择(&B)…")
        self.browse.setAutoDefault(False)
        self.browse.setAccessibleName("选择文件夹")
        self.browse.clicked.connect(self._browse)
        self._lay_out()
        self.date.textChanged.connect(self._warn)
        self._warn()

    def show_contact(self, shown: bool) -> None:
        """Show 联系人 where it is printed."""
        self.contact.setVisible(shown)
        self._contact_label.setVisible(shown)
        self.layout_changed.emit()

    def fault(self) -> Fault | None:
        """Mark and return the first field that cannot be as it is."""
        for field in (self.name, self.folder, self.date):
            restyle(field, "invalid", False)
        found = next(self._faults(), None)
        if found is not None:
            restyle(found.field, "invalid", True)
        return found

    def stem(self) -> str:
        """Return the name without a suffix that a person typed with it."""
        name = self.name.text().strip()
        bare, point, end = name.rpartition(".")
        return bare.rstrip() if point and f".{end.lower()}" in WRITABLE else name

    def change(self) -> dict[Slot, str]:
        """Return what the report does not hold yet of date and 联系人."""
        typed = {"signed_date": iso_date(self.date.text()), "contact": " ".join(self.contact.text().split())}
        if self.contact.isHidden():
            del typed["contact"]
        return {slot: text for slot, text in typed.items() if text is not None and text != getattr(self._report, slot)}

    def _faults(self) -> Iterator[Fault]:
        name, folder = self.stem(), self.folder.text().strip()
        bad = sorted(_FORBIDDEN & set(name))
        if not name:
            yield Fault(self.name, "请填写文件名。")
        if bad:
            yield Fault(self.name, f"文件名里不能有 {' '.join(bad)}。")
        if name.startswith(".") or any(category(char) in _UNFIT for char in name) or name.partition(".")[0].strip().lower() in _DEVICES:
            yield Fault(self.name, "系统不接受这个文件名，请换一个。")
        if len(_encoded(name)) > _LONGEST:
            yield Fault(self.name, "文件名太长，请改短到 80 个字以内。")
        if not folder or not Path(folder).is_dir():
            yield Fault(self.folder, "没有这个文件夹，请另选。")
        if iso_date(self.date.text()) is None:
            yield Fault(self.date, f"落款日期没有看懂，请按“{date_example(self._report.year)}”的样子写。")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.addWidget(_label("文件名(&N)", self.name), 0, 0)
        grid.addWidget(self.name, 0, 1, 1, 2)
        grid.addWidget(_label("文件夹(&D)", self.folder), 1, 0)
        grid.addWidget(self.folder, 1, 1)
        grid.addWidget(self.browse, 1, 2)
        grid.addWidget(_label("落款日期(&S)", self.date), 2, 0)
        # Beside the field, so that a low screen shows it without scrolling.
        dated = QHBoxLayout()
        dated.setSpacing(12)
        self.date.setFixedWidth(_DATE)
        dated.addWidget(self.date)
        dated.addWidget(self.no_date, 1)
        dated.addStretch(0)
        grid.addLayout(dated, 2, 1, 1, 2)
        grid.addWidget(self._contact_label, 3, 0)
        grid.addWidget(self.contact, 3, 1, 1, 2)

    def _warn(self) -> None:
        missing = not self.date.text().strip()
        if self.no_date.isHidden() is missing:
            self.no_date.setVisible(missing)
            self.layout_changed.emit()

    def _browse(self) -> None:
        chosen = dialogs.ask_folder(self, "导出到哪个文件夹", self.folder.text())
        if chosen is not None:
            self.folder.setText(str(chosen))


def file_name(report: Report) -> str:
    """Suggest a name that every disk takes."""
    name = "".join("" if char in _FORBIDDEN else char for char in official_title(report.unit, report.year))
    return _encoded(name)[:_LONGEST].decode("utf-8", "ignore").strip(" .")


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "replace")


def _field(name: str, text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setAccessibleName(name)
    return field


def _label(text: str, field: QLineEdit) -> QLabel:
    label = words("", "dim")
    label.setText(text)
    label.setBuddy(field)
    return label
