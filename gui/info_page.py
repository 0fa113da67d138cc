"""报告信息: unit, year, title, signature, 联系人, and the preamble (its editor is handed in)."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from core.profile import is_asked
from core.report import PREAMBLE
from core.rules.engine import Finding
from gui.fitting import Body
from gui.info_fields import InfoFields
from gui.labels import MARGIN, gap, lead, link, sheet, words
from gui.places import INFO, Place, place_of
from gui.session import Session


class InfoPage(QWidget):
    """The page for what belongs to none of the six sections; `work` is the preamble's editor."""

    place_changed = Signal(object)
    selection_changed = Signal(object)
    # A person wants to confirm 单位资料.
    profile_asked = Signal()

    def __init__(self, session: Session, work: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.work: Any = work
        self.place = Place(INFO)
        self.fields = InfoFields(session)
        named = self.fields.by_slot
        self.unit, self.year, self.title = named["unit"], named["year"], named["title"]
        self.signed_unit, self.signed_date = named["signed_unit"], named["signed_date"]
        self.contact = named["contact"]
        self.confirm = link("", "", self.profile_asked.emit)
        self._lay_out()
        self.setFocusProxy(self.unit)
        work.cursor_moved.connect(self._paragraph_changed)  # pyright: ignore[reportAttributeAccessIssue]
        session.changed.connect(self._show_confirm)
        session.replaced.connect(self._show_confirm)
        self._show_confirm()
        for field in (*named.values(), work.focusProxy()):
            if field is not None:
                field.installEventFilter(self)

    def go(self, place: Place) -> None:
        """Show a place: a paragraph of the preamble, or a field."""
        if place.paragraph is not None:
            self.work.go_to(place.paragraph, place.start, place.end)
        if place.paragraph is not None or place.field == PREAMBLE:
            self.work.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        field = self.fields.by_slot.get(place.field) or self._first()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._above.ensureWidgetVisible(field)

    def findings_here(self) -> list[Finding]:
        """Return the open findings at the cursor of the preamble, or of the field that has the keyboard."""
        slot = next((slot for slot, field in self.fields.by_slot.items() if field.hasFocus()), None)
        if slot is None:
            return self.work.findings_here()
        report = self._session.report
        return [finding for finding in self._session.open_findings if place_of(finding, report).field == slot]

    def _first(self) -> QLineEdit:
        return self.title if self._session.report.unit and self._session.report.year else self.unit

    def commit(self) -> None:
        """Take in what stands in the fields and in the preamble."""
        self.fields.commit()
        self.work.commit()

    def set_zoom(self, factor: float) -> None:
        """Show the preamble larger or smaller."""
        self.work.set_zoom(factor)

    def set_show_last(self, show: bool) -> None:
        """Nothing here has a value of last year."""

    def open_find(self) -> bool:
        """Open the search in the preamble."""
        self.work.open_find()
        return True

    def _lay_out(self) -> None:
        ground = sheet()
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(16, 16, 16, 16)
        inside.addWidget(self.fields)
        inside.addWidget(self.confirm, 0, Qt.AlignmentFlag.AlignLeft)
        self._above = Body(ground, "报告信息")
        # A low window scrolls the fields; Tab reaches each of them, the frame around them needs no stop.
        self._above.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._above.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        # On the lowest window a line of the preamble stays in sight.
        self.work.setMinimumHeight(52)
        box = QVBoxLayout(self)
        box.setContentsMargins(MARGIN, 12, MARGIN, 16)
        box.setSpacing(0)
        box.addWidget(words("报告信息与前言", "title"))
        gap(box, 4)
        box.addWidget(lead("标题和落款印在报告的首尾，联系人印在审签单上；前言在第一部分之前。"))
        gap(box, 8)
        box.addWidget(self._above)
        gap(box, 16)
        box.addWidget(words("前言", "heading"))
        gap(box, 8)
        box.addWidget(self.work, 1)

    def _show_confirm(self) -> None:
        """Ask quietly for 单位资料 as long as nobody has confirmed it for this unit."""
        report = self._session.report
        renamed = bool(report.profile.name)
        text = "单位名称改过，请再确认单位资料…" if renamed else "请确认单位资料（种类、自称、联系方式）…"
        self.confirm.setText(text)
        self.confirm.setAccessibleName(text)
        if is_asked(report) and self.window().focusWidget() is self.confirm:
            # The keyboard was on the link that goes: what follows it takes over.
            self.work.setFocus(Qt.FocusReason.OtherFocusReason)
        self.confirm.setVisible(not is_asked(report))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say where the keyboard has gone: to a field, or to a paragraph of the preamble."""
        if event.type() == QEvent.Type.FocusIn:
            slot = next((slot for slot, field in self.fields.by_slot.items() if field is watched), "")
            self.place = Place(INFO, field=slot) if slot else Place(INFO, None, self.work.paragraph())
            self.place_changed.emit(self.place)
        return super().eventFilter(watched, event)

    def _paragraph_changed(self, paragraph: int) -> None:
        self.place = Place(INFO, None, paragraph)
        self.place_changed.emit(self.place)
