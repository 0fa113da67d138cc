"""The line at the foot: where the cursor is, how the cell is computed, the selection's sum, saved or not, zoom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QProgressBar, QStatusBar, QStyle, QStyleOption, QWidget

from gui.labels import Elided, link, restyle, words
from gui.places import INFO, Place
from gui.session import Session
from gui.status_offer import StatusOffer
from gui.words import count_words, formula_words, length_words, selection_words

if TYPE_CHECKING:
    from core.report import Paragraph
    from core.schema import CellId

_MESSAGE_MS = 5000


class StatusBar(QStatusBar):
    """The status bar; a message of the session shows for some seconds, an empty one ends it."""

    # The file that is being read is not wanted any more.
    stop_asked = Signal()
    # Per cent: a size of the work, chosen from the list.
    zoom_chosen = Signal(int)
    # No further file is to be written.
    stop_export_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._place: Place | None = None
        self._cells: list[CellId] = []
        self.setObjectName("statusBar")
        self.setAccessibleName("状态栏")
        self.setSizeGripEnabled(False)
        self.setFixedHeight(26)
        self.place_label = words("", "strong")
        # The end of a sum is its result: what gives way is the middle.
        self.formula_label = Elided("", Qt.TextElideMode.ElideMiddle)
        self._explained: Callable[[CellId], str] | None = None
        self.selection_label, self.saved_label = words(""), words("")
        self.zoom_label = link("100 %", "显示比例 100 %", self._offer_zooms)
        self.zoom_label.setObjectName("zoomList")
        self.zoom_label.setToolTip("选择显示比例；也可以按住 Ctrl 转动滚轮")
        self._busy = QProgressBar(textVisible=False)
        self._busy.setRange(0, 0)
        self._busy.setFixedWidth(80)
        self._busy.setAccessibleName("正在处理")
        self._busy.hide()
        self.stop_button = link("停止读取", "停止读取文件", self.stop_asked.emit)
        self.stop_button.hide()
        self.stop_export_button = link("停止导出", "停止导出文件", self.stop_export_asked.emit)
        self.stop_export_button.hide()
        self.place_label.setContentsMargins(14, 0, 16, 0)
        self.offer_pane = StatusOffer()
        self.offer_pane.shown.connect(self._make_way)
        self.addWidget(self.place_label)
        self.addWidget(self.formula_label, 1)
        self.addWidget(self.offer_pane, 1)
        self._right = (self._busy, self.stop_button, self.stop_export_button, self.selection_label, self.saved_label, self.zoom_label)
        for each in self._right:
            each.setContentsMargins(8, 0, 12, 0)
            self.addPermanentWidget(each)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._refresh)
        # Runs for as long as what a message came of is still under way.
        self._just_said = QTimer(self, singleShot=True, interval=0)
        session.message.connect(self._say)
        self.messageChanged.connect(self._forget)
        session.saved_changed.connect(self._later.start)
        session.path_changed.connect(self._later.start)
        session.changed.connect(self._later.start)
        session.tasks.busy_changed.connect(self._busy.setVisible)
        session.office.limits.changed.connect(self._later.start)

    def show_place(self, place: Place | None) -> None:
        """Show where the cursor is; None where no report is open."""
        self._place = place
        self._later.start()

    def explain(self, words_of: Callable[[CellId], str] | None) -> None:
        """Say of the cell at the cursor what `words_of` gives, instead of its formula; None brings that back."""
        self._explained = words_of
        self._later.start()

    def show_selection(self, cells: Sequence[CellId]) -> None:
        """Show what the selection adds up to."""
        self._cells = list(cells)
        self._later.start()

    def show_zoom(self, percent: int) -> None:
        """Show the zoom."""
        self.zoom_label.setText(f"{percent} %")
        self.zoom_label.setAccessibleName(f"显示比例 {percent} %")

    def _offer_zooms(self) -> None:
        from gui.view_acts import ZOOM_STEPS

        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for step in reversed(ZOOM_STEPS):
            action = menu.addAction(f"{step} %")
            action.triggered.connect(lambda _=False, step=step: self.zoom_chosen.emit(step))
            action.setCheckable(True)
            action.setChecked(self.zoom_label.text() == f"{step} %")
        menu.popup(self.zoom_label.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def offer(self, text: str, acts: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Say what was done and what can be done about it, as links, until something else is said."""
        self.clearMessage()
        self.offer_pane.offer(text, acts)

    def _make_way(self, offered: bool) -> None:
        for label in (self.place_label, self.formula_label):
            label.setVisible(not offered)

    def _say(self, text: str) -> None:
        """Show a message for some seconds."""
        self._just_said.start()
        if text:
            self.offer_pane.end()
        self.showMessage(text, _MESSAGE_MS)

    def _forget(self, shown: str) -> None:
        # Qt hides them, and shows them again under the message when the bar gets another height.
        for label in (self.place_label, self.formula_label):
            label.setVisible(not shown)
        if not shown:
            self.setToolTip("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a message where the place stood that it hides: Qt would begin it elsewhere, and end it in the words at the right."""
        text = self.currentMessage()
        if not text:
            super().paintEvent(event)
            return
        shown = self.shown_message()
        painter, option = QPainter(self), QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelStatusBar, option, painter, self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.message_room(), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()
        tip = text if shown != text else ""
        if tip != self.toolTip():
            self.setToolTip(tip)

    def shown_message(self) -> str:
        """Return what there is room for of the message; its middle gives way."""
        return self.fontMetrics().elidedText(self.currentMessage(), Qt.TextElideMode.ElideMiddle, self.message_room().width())

    def message_room(self) -> QRect:
        """Return where a message stands: from where the place is told to what always stands at the right."""
        left = self.place_label.x() + self.place_label.contentsMargins().left()
        right = min(part.x() for part in self._right if not part.isHidden())
        return QRect(left, self.saved_label.y(), max(right - left, 0), self.saved_label.height())

    def leave(self) -> None:
        """Let go of what was said of the section before; what led to another one is still told, and what is under way."""
        if not self._just_said.isActive() and self._busy.isHidden():
            self.clearMessage()

    def _refresh(self) -> None:
        if not self._session.is_open:
            for label in (self.place_label, self.formula_label, self.selection_label, self.saved_label):
                label.setText("")
            self.zoom_label.hide()
            return
        report = self._session.report
        if self._place is not None and self._place.cell is not None and self._place.cell not in report.form.cells:
            self._place = Place(self._place.page)
        place = self._place
        self.place_label.setText(self._name(place) if place else "")
        self.formula_label.setText(self._about(place.cell) if place and place.cell else "")
        cells = [cell for cell in self._cells if cell in report.form.cells]
        length, over = self._length(place)
        self.selection_label.setText(selection_words(report, cells) if cells else length)
        if over is not (self.selection_label.property("role") == "warning"):
            restyle(self.selection_label, "role", "warning" if over else "")
        self.saved_label.setText(self._saved())
        self.zoom_label.show()

    def _about(self, cell: CellId) -> str:
        """Say how a cell is computed, and what the clerk has noted of it."""
        report = self._session.report
        explain = self._explained or partial(formula_words, report.form)
        memo = " ".join(report.memos.get(cell, "").split())
        return "   ".join(filter(None, (explain(cell), f"批注：{memo}" if memo else "")))

    def _name(self, place: Place) -> str:
        form = self._session.report.form
        if place.cell is not None:
            return form.label(place.cell)
        if place.page == INFO and place.paragraph is None:
            from core.places import place_label

            return place_label(form, place.field) if place.field else "报告信息与前言"
        title = "前言" if place.page == INFO else form.section(place.page).title if place.page in form.section_ids else ""
        # Nothing written has no first paragraph.
        if place.paragraph is None or not self._written(place):
            return title
        return f"{title} · 第 {place.paragraph + 1} 段"

    def _written(self, place: Place) -> Sequence[Paragraph]:
        """Return the paragraphs of the part at the cursor."""
        from core.report import PREAMBLE

        return self._session.report.paragraphs(PREAMBLE if place.page == INFO else place.page)

    def _length(self, place: Place | None) -> tuple[str, bool]:
        """Say how long the part at the cursor is, and whether that is more than it may be."""
        if place is None or place.paragraph is None:
            return "", False
        from core.report import PREAMBLE

        part = PREAMBLE if place.page == INFO else place.page
        count = count_words("".join(p.text for p in self._written(place)))
        most = self._session.office.limits.get(part)
        return length_words(count, most), bool(most) and count > most

    def _saved(self) -> str:
        if not self._session.is_saved:
            return "未保存"
        if self._session.saved_at:
            return f"已保存 {self._session.saved_at:%H:%M}"
        return "已保存" if self._session.path else "新报告"
