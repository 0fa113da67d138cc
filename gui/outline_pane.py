"""提纲: the headings of a prose section beside its text."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from core.outline import heading_at, landing, move
from gui.labels import words
from gui.outline_model import OutlineModel, rows_of
from gui.outline_view import OutlineView
from gui.prose_work import ProseWork
from gui.session import Session

NARROWEST, USUAL = 160, 208
_DELAY_MS = 150
_NOTHING = "还没有小标题。以（一）、1. 开头的段落会列在这里，可以上下拖动。"


class OutlinePane(QFrame):
    """The outline of one section; at rest while nobody sees it."""

    def __init__(self, session: Session, work: ProseWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._work = session, work
        self.setObjectName("outlinePane")
        self.setAccessibleName("提纲")
        self.setMinimumWidth(NARROWEST)
        self.model = OutlineModel(self)
        self.view = OutlineView(self.model)
        self._nothing = words(_NOTHING, "dim", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(words("提纲", "column"))
        box.addWidget(self.view, 1)
        box.addWidget(self._nothing, 1)
        self.setFocusProxy(self.view)
        self._later = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._later.timeout.connect(self.refresh)
        for signal in (session.changed, session.findings_changed, session.replaced):
            signal.connect(self._wait)
        work.cursor_moved.connect(self._follow)
        self.view.chosen.connect(self._go)
        self.view.move_asked.connect(self._move)
        self.view.stuck.connect(lambda by: session.message.emit("已经在最前面" if by < 0 else "已经在最后面"))

    def enter(self) -> None:
        """Take the keyboard."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody saw it."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Read the section anew."""
        report = self._session.report
        if self._work.part not in report.form.section_ids:
            return
        self._later.stop()
        self.view.length = len(report.paragraphs(self._work.part))
        self.model.show_rows(rows_of(self._session, self._work.part))
        self.view.setVisible(bool(self.model.rows))
        self._nothing.setVisible(not self.model.rows)
        self._follow(self._work.paragraph())

    def _wait(self) -> None:
        if self.isVisible():
            self._later.start()

    def _follow(self, paragraph: int) -> None:
        """Mark the heading that the cursor of the text is under."""
        if self.view.hasFocus() and self.view.currentIndex().isValid():
            # Whoever walks through the list is not pulled back.
            return
        row = heading_at(self.model.headings(), paragraph)
        if row is None:
            self.view.setCurrentIndex(self.model.index(-1))
        elif row != self.view.currentIndex().row():
            self.view.setCurrentIndex(self.model.index(row))

    def _go(self, row: int) -> None:
        start = self.model.rows[row].heading.start
        self._work.go_to(start, 0, 0)

    def _move(self, row: int, place: int) -> None:
        """Move a heading, its marks counted anew, as one step; the keyboard stays here."""
        self._work.commit()
        self.refresh()
        held = self._session.report.paragraphs(self._work.part)
        if row >= len(self.model.rows) or place > len(held):
            return
        title = self.model.rows[row].heading.title
        moved, there = move(held, row, place), landing(held, row, place)
        if not self._session.edit_text(self._work.part, moved, "移动小标题"):
            return
        counted = sorted(p.text for p in moved) != sorted(p.text for p in held)
        self._session.message.emit(f"已移动“{title}”" + ("，编号已重排" if counted else ""))
        self._work.go_to(there, 0, 0)
        self.refresh()
        self.view.setCurrentIndex(self.model.index(next(k for k, h in enumerate(self.model.headings()) if h.start == there)))
        self.enter()
