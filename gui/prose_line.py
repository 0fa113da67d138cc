"""The line under a prose section's title: how long it is, how long it may be, and headings to begin with where it is empty."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from core.errors import AppError
from core.outline import headings_for
from core.report import Report, text_slot
from core.schema import Section
from gui.labels import link, restyle, words
from gui.limits import MOST
from gui.session import Session
from gui.words import count_words, length_words

_STEP = 100
_NUMERALS = "〇一二三四五六七八九十"


class LimitField(QSpinBox):
    """The most characters, 0 for none; Enter takes it, Esc gives it up."""

    done = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, MOST)
        self.setSingleStep(_STEP)
        self.setSpecialValueText("不限")
        self.setSuffix(" 字")
        self.setFixedWidth(96)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End by Enter or Esc."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            self.done.emit(True)
        elif event.key() == Qt.Key.Key_Escape:
            self.done.emit(False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed when the keyboard goes elsewhere in the window."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.done.emit(True)


class ProseLine(QWidget):
    """One quiet line; it follows the session."""

    # The keyboard belongs to the text again; the headings just written: the paragraph to go to.
    left = Signal()
    written = Signal(int)

    def __init__(self, session: Session, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._section = session, section
        self.label = words("", "dim")
        self.limit = link("", "", self.ask_limit)
        self.field = LimitField(self)
        self.field.setAccessibleName(f"{section.title}的字数上限")
        self.field.hide()
        self.field.done.connect(self._take_limit)
        self.headings = link("", "", self.write_headings)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for each in (self.label, self.limit, self.field, self.headings):
            row.addWidget(each)
        row.addStretch(1)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        session.changed.connect(self._follow)
        for signal in (session.replaced, session.office.limits.changed):
            signal.connect(self._later.start)
        self.refresh()

    def _follow(self, slots: frozenset[object]) -> None:
        """Follow what is written in the section, not what happens elsewhere."""
        if text_slot(self._section.id) in slots:
            self._later.start()

    def refresh(self) -> None:
        """Say how it stands now."""
        report, section = self._session.report, self._section
        if section.id not in report.form.section_ids:
            return
        most = self._session.office.limits.get(section.id)
        count = count_words("".join(p.text for p in report.paragraphs(section.id)))
        self.label.setText(prose_line(report, section, most))
        role = "warning" if most and count > most else "dim"
        if role != self.label.property("role"):
            restyle(self.label, "role", role)
        self.limit.setText("改字数上限…" if most else "字数上限…")
        self.limit.setAccessibleName(f"{section.title}的字数上限" + (f"，现在是 {most} 字" if most else ""))
        number = len(section.aspects)
        told = f"写上{_NUMERALS[number] if number < len(_NUMERALS) else number}个方面的小标题"
        self.headings.setText(told)
        self.headings.setAccessibleName(told)
        self.headings.setVisible(bool(number) and not any(p.text.strip() for p in report.paragraphs(section.id)))

    def ask_limit(self) -> None:
        """Ask how long the section may be, in the line itself."""
        self.field.setValue(self._session.office.limits.get(self._section.id))
        self.limit.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def write_headings(self) -> None:
        """Write the headings that the form expects, as one step."""
        part = self._section.id
        if any(p.text.strip() for p in self._session.report.paragraphs(part)):
            return
        self._session.edit_text(part, headings_for(self._section.aspects), self.headings.text())
        self.written.emit(0)

    def _take_limit(self, taken: bool) -> None:
        if self.field.isHidden():
            # Hiding it takes the keyboard away, and that is told too.
            return
        value = self.field.value()
        by_key = self.field.hasFocus()
        self.field.hide()
        self.limit.show()
        if taken:
            try:
                self._session.office.limits.put(self._section.id, value)
            except AppError as fault:
                self._session.message.emit(str(fault))
        if by_key:
            self.left.emit()


def prose_line(report: Report, section: Section, most: int = 0) -> str:
    """Say how long the text is and how much of it is still last year's: 612 / 800 字 · 5 段 · 1 段仍是上年文字."""
    held = report.paragraphs(section.id)
    parts = [length_words(count_words("".join(p.text for p in held)), most), f"{len(held)} 段"]
    inherited = sum(p.inherited for p in held)
    if inherited:
        parts.append(f"{inherited} 段仍是上年文字")
    return " · ".join(parts)
