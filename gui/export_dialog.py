"""导出: which kinds of file, with which extras, where to, under which name."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.papers import PLAIN, Extras
from core.rules.engine import Level
from gui import dialogs
from gui.drawing_check import drawable
from gui.export_fields import Fields
from gui.export_kinds import PAPERS, KindList
from gui.export_notes import Notes
from gui.export_options import Options
from gui.export_order import Order
from gui.fitting import Body, fit, refit
from gui.labels import chip, gap, hairline, push_button, sheet, words
from gui.session import Session

_WIDTH = 560


class ExportDialog(QDialog):
    """Gather an Order; `order` is None until it is complete and accepted."""

    def __init__(
        self,
        session: Session,
        folder: Path,
        suffixes: Sequence[str],
        extras: Extras = PLAIN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._looking = False
        self._growing = QTimer(self, singleShot=True, interval=0)
        self._growing.timeout.connect(lambda: refit(self))
        self.order: Order | None = None
        self.setWindowTitle("导出")
        self.setAccessibleName(self.windowTitle())
        report = session.report
        can_draw = drawable(report)
        self._notes = Notes(report)
        self.kinds = KindList(suffixes, drawable=can_draw)
        self.options = Options(extras, drawable=can_draw)
        self.fields = Fields(report, folder)
        self.boxes = self.kinds.boxes
        self.name, self.folder, self.date, self.contact = self.fields.name, self.fields.folder, self.fields.date, self.fields.contact
        self._wrong = words("", "error", wrap=True)
        self._wrong.setContentsMargins(0, 8, 0, 0)
        self._wrong.hide()
        # The button says what is exported: a question after it would only say it again.
        errors = sum(f.level is Level.ERROR for f in session.open_findings)
        done = f"带着 {errors} 处错误导出" if errors else "导出"
        self.accept_button = push_button(done, done, self._finish)
        # Return writes only what has no errors, as in 送审.
        self.accept_button.setDefault(not errors)
        self._body = Body(self._inner(), "导出的文件")
        self._lay_out()
        self._follow()
        self._connect()
        next(iter(self.boxes.values())).setFocus()
        fit(self, QSize(_WIDTH, 0))

    def showEvent(self, event: QShowEvent) -> None:
        """Look for characters that cannot be shown as long as a person sees the dialog."""
        super().showEvent(event)
        if not self._looking:
            self._looking = True
            self.finished.connect(self._notes.look_for_lost(self._session.report, self._session.tasks))

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(0)
        box.addLayout(self._head())
        gap(box, 12)
        box.addWidget(self._body, 1)
        box.addWidget(self._wrong)
        gap(box, 12)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(push_button("取消", "取消", self.reject))
        buttons.addWidget(self.accept_button)
        box.addLayout(buttons)

    def _inner(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._notes)
        ground = sheet()
        choices = QVBoxLayout(ground)
        choices.setContentsMargins(16, 10, 16, 10)
        choices.setSpacing(8)
        for part in (self.kinds, hairline(), self.options):
            choices.addWidget(part)
        box.addWidget(ground)
        gap(box, 16)
        box.addWidget(self.fields)
        box.addStretch(1)
        return inner

    def _connect(self) -> None:
        self.kinds.changed.connect(self._follow)
        self.options.changed.connect(self._follow)
        for part in (self._notes, self.fields):
            part.layout_changed.connect(self._grow)

    def _follow(self) -> None:
        """Offer the extras that the kinds chosen can hold."""
        self.options.follow(papers=not set(PAPERS).isdisjoint(self.kinds.chosen()))
        self.fields.show_contact(self.options.has_slip)
        self._grow()

    def _grow(self) -> None:
        """Make room for lines that have come, as far as the screen has any."""
        # What they need is known once the layouts have been told of them.
        self._growing.start()

    def _head(self) -> QHBoxLayout:
        """Lay out the title with what the checks found beside it."""
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(words(self.windowTitle(), "title"))
        gap(row, 8)
        levels = [f.level for f in self._session.open_findings]
        for level in Level:
            made = chip(f"{level.label} {levels.count(level)}", level.value)
            made.setProperty("none", level not in levels)
            row.addWidget(made)
        ready = Level.ERROR not in levels
        row.addWidget(words("没有错误，可以导出。" if ready else "错误会原样留在文件里。", "dim"))
        row.addStretch(1)
        return row

    # ---- accepting ---------------------------------------------------------------------------

    def _finish(self) -> None:
        order = self._gather()
        if order is None or not self._overwriting_accepted(order):
            return
        change = self.fields.change()
        names = {"signed_date": "落款日期", "contact": "联系人"}
        if change:
            self._session.set_fields(change, f"修改{'和'.join(name for slot, name in names.items() if slot in change)}")
        self.order = order
        self.accept()

    def _gather(self) -> Order | None:
        suffixes = self.kinds.chosen()
        fault = self.fields.fault()
        if not suffixes:
            self._refuse("请至少选一种文件。", next(iter(self.boxes.values())))
        elif fault is not None:
            self._refuse(fault.sentence, fault.field)
        else:
            self._refuse("", None)
            return Order(Path(self.folder.text().strip()), self.fields.stem(), suffixes, self.options.extras())
        return None

    def _refuse(self, sentence: str, field: QWidget | None) -> None:
        self._wrong.setText(sentence)
        self._wrong.setVisible(bool(sentence))
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._body.ensureWidgetVisible(field)
        self._grow()

    def _overwriting_accepted(self, order: Order) -> bool:
        existing = [file.name for file in order.files if file.exists()]
        if not existing:
            return True
        return dialogs.confirm(self, "已有同名的文件，要替换吗？", "\n".join(existing), "替换")
