"""送审: what is still open, reasons for what may stand, the file that goes out; one act from here to the folder."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from core.acceptance import with_acceptance
from core.papers import Extras
from core.report import Slot
from core.rules.engine import Finding, Level
from gui import dialogs
from gui.drawing_check import drawable
from gui.export_fields import Fields
from gui.export_notes import Notes
from gui.export_options import Options
from gui.export_order import Order
from gui.fitting import Body, fit, refit
from gui.labels import chip, gap, link, push_button, sheet, words
from gui.send_findings import OpenFindings
from gui.session import Session

_WIDTH = 640
_SUFFIX = ".docx"


class SendDialog(QDialog):
    """Gather an Order; `order` is None until it is accepted, `place` a finding that a person wants to go to instead."""

    def __init__(self, session: Session, folder: Path, extras: Extras, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._looking = False
        self._growing = QTimer(self, singleShot=True, interval=0)
        self._growing.timeout.connect(lambda: refit(self))
        self.order: Order | None = None
        self.place: Finding | None = None
        self.setWindowTitle("送审")
        self.setAccessibleName("送审")
        report = session.report
        self._chips = {level: chip("", level.value) for level in Level}
        self._told = words("", "dim")
        self.findings = OpenFindings()
        self._notes = Notes(report)
        self.options = Options(extras, drawable=drawable(report))
        self.options.follow(papers=True)
        self.fields = Fields(report, folder)
        self._wrong = words("", "error", wrap=True)
        self._wrong.hide()
        self._left = words("", "warning")
        self._to_date = link("去填", "去填落款日期", self._go_to_date)
        self.accept_button = push_button("送审", "送审", self._finish)
        self._body = Body(self._inner(), "送审以前要看的")
        self._lay_out()
        self._connect()
        self._show_open()
        self._enter()
        fit(self, QSize(_WIDTH, 0))

    def showEvent(self, event: QShowEvent) -> None:
        """Look for characters that cannot be shown as long as a person sees the dialog."""
        super().showEvent(event)
        if not self._looking:
            self._looking = True
            self.finished.connect(self._notes.look_for_lost(self._session.report, self._session.tasks))
            self._growing.start()

    # ---- parts -------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 20, 24, 20)
        box.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(words("送审", "title"))
        gap(head, 8)
        for each in (*self._chips.values(), self._told):
            head.addWidget(each)
        head.addStretch(1)
        box.addLayout(head)
        box.addWidget(self._body, 1)
        box.addWidget(self._wrong)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._left)
        foot.addWidget(self._to_date)
        foot.addStretch(1)
        foot.addWidget(push_button("取消", "取消", self.reject))
        foot.addWidget(self.accept_button)
        box.addLayout(foot)

    def _inner(self) -> QWidget:
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.findings)
        box.addWidget(self._notes)
        ground = sheet()
        column = QVBoxLayout(ground)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        column.addWidget(self.fields)
        column.addWidget(self.options)
        box.addWidget(ground)
        box.addStretch(1)
        return inner

    def _connect(self) -> None:
        self.findings.go_asked.connect(self._go)
        self.findings.mend_asked.connect(self._mend)
        self.findings.changed.connect(self._follow)
        self.options.changed.connect(self._follow)
        self.fields.date.textChanged.connect(self._follow)
        for part in (self.findings, self._notes, self.fields):
            part.layout_changed.connect(self._growing.start)

    # ---- what is shown -----------------------------------------------------------------------

    def _show_open(self) -> None:
        """Show the findings as they are now."""
        found = self._session.open_findings
        levels = [f.level for f in found]
        for level, made in self._chips.items():
            made.setText(f"{level.label} {levels.count(level)}")
            made.setProperty("none", level not in levels)
        errors = levels.count(Level.ERROR)
        self._told.setText("错误会原样留在文件里。" if errors else "没有错误，可以送审。")
        self.accept_button.setText(f"带着 {errors} 处错误送审" if errors else "送审")
        self.accept_button.setAccessibleName(self.accept_button.text())
        # Return sends only what has no errors.
        self.accept_button.setDefault(not errors)
        self.findings.show_findings(self._session.report, found)
        self._follow()

    def _follow(self) -> None:
        self.fields.show_contact(self.options.has_slip)
        silent = sum(not reason for _, reason in self.findings.reasons().values())
        dated = bool(self.fields.date.text().strip())
        # The link behind the words leads to the date.
        said = [*([f"{silent} 处核实没有写理由"] if silent else []), *([] if dated else ["没有落款日期"])]
        self._left.setText("，".join(said))
        self._to_date.setVisible(not dated)

    def _go_to_date(self) -> None:
        self.fields.date.setFocus(Qt.FocusReason.OtherFocusReason)
        self._body.ensureWidgetVisible(self.fields.date)

    # ---- what is done ------------------------------------------------------------------------

    def reject(self) -> None:
        """Close; what was typed is kept as one undo step: reasons take thought, and Esc is soon pressed."""
        if self.isVisible() and self._keep():
            self._session.message.emit("没有送审；填好的理由、日期和联系人已记下，按 Ctrl+Z 可以撤销")
        super().reject()

    def _go(self, finding: Finding) -> None:
        """Close and go there."""
        self.place = finding
        self.reject()

    def _mend(self, finding: Finding) -> None:
        self._session.apply_fix(finding)
        self._session.check_now()
        self._show_open()
        self._enter()

    def _enter(self) -> None:
        """Give the keyboard to the first thing that is open: a finding, the date, else the button."""
        if not self.findings.enter():
            dated = bool(self.fields.date.text().strip())
            (self.accept_button if dated else self.fields.date).setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> bool:
        """Take the reasons, the date and 联系人 into the report as one undo step; False where nothing is new."""
        change: dict[Slot, Any] = {} if self.fields.fault() else dict(self.fields.change())
        report = self._session.report
        given = [(finding, reason) for finding, reason in self.findings.reasons().values() if reason]
        if given:
            copy = report.copy()
            for finding, reason in given:
                copy.accepted = with_acceptance(copy, finding, reason)
            change["accepted"] = copy.accepted
        names = {"signed_date": "落款日期", "contact": "联系人", "accepted": "理由"}
        return self._session.set_fields(change, f"填写{'、'.join(name for slot, name in names.items() if slot in change)}")

    def _finish(self) -> None:
        fault = self.fields.fault()
        self._wrong.setText(fault.sentence if fault else "")
        self._wrong.setVisible(fault is not None)
        if fault is not None:
            fault.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._body.ensureWidgetVisible(fault.field)
            self._growing.start()
            return
        order = Order(Path(self.fields.folder.text().strip()), self.fields.stem(), (_SUFFIX,), self.options.extras())
        existing = [file.name for file in order.files if file.exists()]
        if existing and not dialogs.confirm(self, "已有同名的文件，要替换吗？", "\n".join(existing), "替换"):
            return
        self._keep()
        self.order = order
        self.accept()
