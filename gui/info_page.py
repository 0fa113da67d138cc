"""报告信息: unit, year, title, signature, and the preamble (its editor is handed in)."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from core.layout import long_date
from core.report import official_title
from gui.dates import date_example, iso_date
from gui.labels import MARGIN, restyle, sheet, words
from gui.places import FIELDS, INFO, Place
from gui.session import Session


class InfoPage(QWidget):
    """The page for what belongs to none of the six sections; `work` is the preamble's editor."""

    place_changed = Signal(object)
    selection_changed = Signal(object)

    def __init__(self, session: Session, work: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.work: Any = work
        self.place = Place(INFO)
        self.unit = self._field("单位", "机关全称，如 柳湾镇人民政府", self._put_unit)
        self.year = self._field("年度", "四位数字，如 2025", self._put_year)
        self.title = self._field("标题", "", lambda text: self._put("title", text, "修改标题"))
        self.signed_unit = self._field("落款单位", "", lambda text: self._put("signed_unit", text, "修改落款单位"))
        self.signed_date = self._field("落款日期", "", self._put_date)
        self._fields: dict[str, QLineEdit] = dict(
            zip(FIELDS, (self.unit, self.year, self.title, self.signed_unit, self.signed_date), strict=True)
        )
        self._wrong = words("", "error")
        self._wrong.hide()
        self._lay_out()
        self.setFocusProxy(self.unit)
        work.cursor_moved.connect(self._paragraph_changed)  # pyright: ignore[reportAttributeAccessIssue]
        session.changed.connect(self._refresh)
        session.replaced.connect(self._refresh)
        self._refresh()

    def go(self, place: Place) -> None:
        """Show a place: a paragraph of the preamble, or the title."""
        if place.paragraph is not None:
            self.work.go_to(place.paragraph, place.start, place.end)
            self.work.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        (self._fields.get(place.field) or self._first()).setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self) -> QLineEdit:
        return self.title if self._session.report.unit and self._session.report.year else self.unit

    def set_zoom(self, factor: float) -> None:
        """Show the preamble larger or smaller."""
        self.work.set_zoom(factor)

    def set_show_last(self, show: bool) -> None:
        """Nothing here has a value of last year."""

    def open_find(self) -> bool:
        """Open the search in the preamble."""
        self.work.open_find()
        return True

    def _field(self, name: str, hint: str, put: Callable[[str], None]) -> QLineEdit:
        field = QLineEdit(placeholderText=hint)
        field.setAccessibleName(name)
        field.setMaxLength(200)
        field.editingFinished.connect(lambda: put(field.text().strip()))
        return field

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for field in self._fields.values():
            label = words(field.accessibleName(), "dim")
            label.setBuddy(field)
            form.addRow(label, field)
        self.year.setMaximumWidth(120)
        self.signed_date.setMaximumWidth(200)
        ground = sheet()
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addLayout(form)
        inside.addWidget(self._wrong)
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 12, MARGIN, 16)
        box.setSpacing(0)
        box.addWidget(words("报告信息与前言", "title"))
        box.addSpacing(4)
        box.addWidget(words("标题和落款印在报告的首尾；前言在第一部分之前。", "dim"))
        box.addSpacing(8)
        box.addWidget(ground)
        box.addSpacing(16)
        box.addWidget(words("前言", "heading"))
        box.addSpacing(8)
        box.addWidget(self.work, 1)

    def _put(self, slot: str, value: object, text: str) -> None:
        self._session.set_fields({slot: value}, text)

    def _put_unit(self, unit: str) -> None:
        report = self._session.report
        change: dict[Any, Any] = {"unit": unit}
        # What was derived from the unit goes with it; what a person worded otherwise stays.
        if report.title in ("", official_title(report.unit, report.year)):
            change["title"] = official_title(unit, report.year)
        if report.signed_unit in ("", report.unit):
            change["signed_unit"] = unit
        self._session.set_fields(change, "修改单位")

    def _put_year(self, text: str) -> None:
        report = self._session.report
        valid = text.isdecimal() and 2000 <= int(text) <= 2100
        self._mark(self.year, valid or not text, "年度是四位数字，如 2025。")
        if not valid:
            return
        change: dict[Any, Any] = {"year": int(text)}
        if report.title in ("", official_title(report.unit, report.year)):
            change["title"] = official_title(report.unit, int(text))
        self._session.set_fields(change, "修改年度")

    def _put_date(self, text: str) -> None:
        read = iso_date(text)
        self._mark(self.signed_date, read is not None, f"落款日期没有看懂，请按“{date_example(self._session.report.year)}”的样子写。")
        if read is not None:
            self._put("signed_date", read, "修改落款日期")

    def _mark(self, field: QLineEdit, valid: bool, sentence: str) -> None:
        restyle(field, "invalid", not valid)
        self._wrong.setText(sentence)
        self._wrong.setVisible(not valid)

    def _refresh(self) -> None:
        report = self._session.report
        self.signed_date.setPlaceholderText(f"如 {date_example(report.year)}")
        for field, text in (
            (self.unit, report.unit),
            (self.year, str(report.year or "")),
            (self.title, report.title),
            (self.signed_unit, report.signed_unit),
            (self.signed_date, long_date(report.signed_date)),
        ):
            if field.text() != text and not (field.hasFocus() and field.isModified()):
                field.setText(text)

    def _paragraph_changed(self, paragraph: int) -> None:
        self.place = Place(INFO, None, paragraph)
        self.place_changed.emit(self.place)
