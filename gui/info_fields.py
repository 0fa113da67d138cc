"""The fields of the report outside its sections: every key typed in them reaches the report, at the latest when something asks."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.layout import long_date
from core.report import Report, official_title
from gui.dates import date_example, iso_date
from gui.field_rows import FieldRows
from gui.labels import restyle, words
from gui.places import FIELDS
from gui.session import Session

# How long what is typed stays in the field alone.
DELAY_MS = 250
_NAMES = {"unit": "单位", "year": "年度", "title": "标题", "signed_unit": "落款单位", "signed_date": "落款日期", "contact": "联系人"}
_HINTS = {
    "unit": "机关全称，如 柳湾镇人民政府",
    "year": "四位数字，如 2025",
    "signed_unit": "不填就印单位",
    "contact": "姓名和电话，印在审签单上",
}
_ROWS = (("unit", "year"), ("title",), ("signed_unit", "signed_date"), ("contact",))
_STANDARD = QKeySequence.StandardKey
# Never the same twice in one run, whatever page is made anew: edits apart must not merge into one step.
_EDITS = count(1)


class Field(QLineEdit):
    """A line whose undo and redo are those of the report."""

    undo_asked = Signal()
    redo_asked = Signal()

    def event(self, event: QEvent) -> bool:
        """Take undo and redo before the window does: the field still has to hand over what it holds."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._walk(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand undo and redo on."""
        walk = self._walk(event)
        if walk is None:
            super().keyPressEvent(event)
        else:
            walk()

    def _walk(self, event: QKeyEvent) -> Any:
        if event.matches(_STANDARD.Undo):
            return self.undo_asked.emit
        return self.redo_asked.emit if event.matches(_STANDARD.Redo) else None


@dataclass(frozen=True, slots=True)
class _Edit:
    """One stay of a person in a field. What followed the field when it began follows it to its end, whatever is typed on the way."""

    slot: str
    key: str
    title_follows: bool
    signer_follows: bool


class InfoFields(QWidget):
    """Unit, year, title, signature and 联系人 of the session's report; a field is put only once a person has edited it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._edit: _Edit | None = None
        self._putting = False
        self._wrong: dict[str, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=DELAY_MS)
        self._timer.timeout.connect(self._put)
        self.by_slot = {slot: self._field(slot) for slot in FIELDS}
        self._sentence = words("", "error", wrap=True)
        self._sentence.hide()
        self._lay_out()
        session.changed.connect(self._follow)
        session.replaced.connect(self._load)
        self._load()

    def commit(self) -> bool:
        """Hand over what was typed, an unfinished composition included; False while a field holds what cannot be taken in."""
        if any(field.hasFocus() for field in self.by_slot.values()):
            QGuiApplication.inputMethod().commit()
        self._finish()
        return not self._wrong

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when another page is shown."""
        self._finish()
        super().hideEvent(event)

    def _field(self, slot: str) -> Field:
        field = Field(placeholderText=_HINTS.get(slot, ""))
        field.setAccessibleName(_NAMES[slot])
        field.textEdited.connect(lambda: self._edited(slot))
        field.editingFinished.connect(self._finish)
        field.undo_asked.connect(lambda: self._walk("undo"))
        field.redo_asked.connect(lambda: self._walk("redo"))
        return field

    def _lay_out(self) -> None:
        self.by_slot["year"].setMaximumWidth(168)
        self.by_slot["signed_date"].setMaximumWidth(168)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(FieldRows(self.by_slot, _ROWS))
        box.addWidget(self._sentence)

    # ---- field to session --------------------------------------------------------------------

    def _edited(self, slot: str) -> None:
        if self._edit is None or self._edit.slot != slot:
            self._finish()
            report = self._session.report
            title_follows = report.title in ("", official_title(report.unit, report.year))
            self._edit = _Edit(slot, f"field:{next(_EDITS)}", title_follows, report.signed_unit in ("", report.unit))
        if not self._timer.isActive():
            self._timer.start()

    def _put(self) -> bool:
        """Put what the edited field holds; False where it cannot be taken in (yet)."""
        edit = self._edit
        if edit is None:
            return True
        change = _change(self._session.report, edit, _bare(self.by_slot[edit.slot].text()))
        if change is None:
            return False
        self._putting = True
        try:
            self._session.set_fields(change, f"修改{_NAMES[edit.slot]}", merge=edit.key)
        finally:
            self._putting = False
        self._mark(edit.slot, "")
        return True

    def _finish(self) -> None:
        """End the edit: show what was made of it, or say what is wrong with it."""
        self._timer.stop()
        edit = self._edit
        if edit is None:
            return
        taken = self._put()
        self._edit = None
        if taken:
            self._show(edit.slot)
        elif edit.slot == "year":
            self._mark("year", "年度没有改动：年度是四位数字，如 2025。")
        else:
            self._mark(edit.slot, f"落款日期没有看懂，请按“{date_example(self._session.report.year)}”的样子写。")

    def _walk(self, way: str) -> None:
        self._finish()
        getattr(self._session.stack, way)()

    def _mark(self, slot: str, sentence: str) -> None:
        if self._wrong.get(slot, "") == sentence:
            return
        if sentence:
            self._wrong[slot] = sentence
        else:
            self._wrong.pop(slot)
        restyle(self.by_slot[slot], "invalid", bool(sentence))
        self._sentence.setText("\n".join(self._wrong.values()))
        self._sentence.setVisible(bool(self._wrong))

    # ---- session to field --------------------------------------------------------------------

    def _load(self) -> None:
        """Show another report: nothing that was typed for the one before may stay."""
        self._timer.stop()
        self._edit = None
        for slot in FIELDS:
            self._show(slot)
        self._hint()

    def _follow(self, slots: frozenset[object]) -> None:
        """Show what changed; only the field that a person types in is left to them, unless the change came from elsewhere."""
        changed = [slot for slot in FIELDS if slot in slots]
        edit = self._edit
        if changed and edit is not None and not self._putting and (edit.slot in changed or not self._timer.isActive()):
            self._timer.stop()
            self._edit = edit = None
        for slot in changed:
            if edit is None or edit.slot != slot:
                self._show(slot)
        if "year" in slots:
            self._hint()

    def _hint(self) -> None:
        self.by_slot["signed_date"].setPlaceholderText(f"如 {date_example(self._session.report.year)}")

    def _show(self, slot: str) -> None:
        report, field = self._session.report, self.by_slot[slot]
        held = getattr(report, slot)
        text = long_date(held) if slot == "signed_date" else str(held or "")
        if field.text() != text:
            field.setText(text)
            if not field.hasFocus():
                # A name too long for its field is known by its beginning.
                field.setCursorPosition(0)
        field.setModified(False)
        self._mark(slot, "")


def _bare(text: str) -> str:
    """Return what was typed on one line without blanks at its ends: a paste may bring line breaks."""
    return " ".join(line.strip() for line in text.splitlines()).strip()


def _change(report: Report, edit: _Edit, text: str) -> dict[Any, Any] | None:
    """Return what the text of a field changes, what follows it included; None where the text cannot be taken in."""
    if edit.slot == "year":
        year = int(text) if text.isdecimal() and len(text) == len("2025") else 0
        # A year that was never there may stay away; one that is there is not taken out unseen.
        if not 2000 <= year <= 2100:
            return {} if not text and not report.year else None
        return {"year": year} | ({"title": official_title(report.unit, year)} if edit.title_follows else {})
    if edit.slot == "signed_date":
        day = iso_date(text)
        return None if day is None else {"signed_date": day}
    change = {edit.slot: text}
    if edit.slot == "unit" and edit.title_follows:
        change["title"] = official_title(text, report.year)
    if edit.slot == "unit" and edit.signer_follows:
        change["signed_unit"] = text
    return change
