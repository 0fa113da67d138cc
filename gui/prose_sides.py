"""A prose section with what stands beside its text: the outline at the left, last year's version at the right. Built when first shown."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from gui.folding import with_room
from gui.labels import words
from gui.prose_work import ProseWork
from gui.session import Session
from gui.settings import LAST_TEXT_WIDTH, OUTLINE_WIDTH, SHOW_LAST_TEXT, SHOW_OUTLINE, Settings
from gui.theme import px

if TYPE_CHECKING:
    from gui.last_text_pane import LastTextPane
    from gui.outline_pane import OutlinePane

_TEXT = 360
# Beside last year's version: both are as wide then, so that their paragraphs stand side by side.
_HALF = 312
_HANDLE = 12
# Least widths; the outline's pane and last year's say the same of themselves.
_LEAST = {"show_outline": 160 + _HANDLE, "show_last_text": 264 + _HANDLE}
_USUAL_OUTLINE = 208


class ProseSides(QSplitter):
    """Columns inside a section's page; the text keeps 360 pixels, 312 beside last year's, what has no room beside it is folded."""

    def __init__(self, session: Session, work: QWidget, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._session, self._settings = session, settings
        self._work: ProseWork = work  # pyright: ignore[reportAttributeAccessIssue]
        self._zoom = 1.0
        # The one called up last gives way last.
        self._last_asked = ""
        self._laid = (0, False, False)
        self.outline: OutlinePane | None = None
        self.last_text: LastTextPane | None = None
        self._title = words("", "column")
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._title)
        box.addWidget(work, 1)
        self._middle = middle
        self.setHandleWidth(_HANDLE)
        self.setChildrenCollapsible(False)
        self.addWidget(middle)
        self.splitterMoved.connect(self._keep_widths)
        session.replaced.connect(self.fit)
        self.fit()

    # ---- which of them stand there -----------------------------------------------------------

    def ask(self, name: str) -> None:
        """Show or fold as the settings say now; `name` is the one that a person has just chosen."""
        self._last_asked = name
        self.fit()

    def fitting(self) -> set[str]:
        """Return which of both there is room for."""
        wanted = {
            "show_outline": self._settings.get(SHOW_OUTLINE),
            "show_last_text": self._settings.get(SHOW_LAST_TEXT) and self._session.has_last,
        }
        order = sorted((name for name, shown in wanted.items() if shown), key=lambda name: name == self._last_asked)
        return with_room(self.width(), _TEXT, {name: _LEAST[name] for name in order})

    def fit(self) -> None:
        """Show what there is room for."""
        standing = self.fitting()
        if "show_outline" in standing and self.outline is None:
            from gui.outline_pane import OutlinePane

            self.outline = OutlinePane(self._session, self._work)
            self.insertWidget(0, self.outline)
        if "show_last_text" in standing and self.last_text is None:
            from gui.last_text_pane import LastTextPane

            self.last_text = LastTextPane(self._session, self._work)
            self.last_text.set_zoom(self._zoom)
            self.addWidget(self.last_text)
        for name, pane in (("show_outline", self.outline), ("show_last_text", self.last_text)):
            if pane is None or pane.isHidden() != (name in standing):
                continue
            focus = self.focusWidget()
            if name not in standing and focus is not None and focus.hasFocus() and pane.isAncestorOf(focus):
                # Qt would give the keyboard to whatever comes next.
                self._work.area.setFocus(Qt.FocusReason.OtherFocusReason)
            pane.setVisible(name in standing)
        year = self._session.report.year
        self._title.setText(f"本年（{year} 年度）" if year else "本年")
        self._title.setVisible("show_last_text" in standing)
        self._share(standing)

    def _share(self, standing: set[str]) -> None:
        """Give the outline its width, text and last year's version the rest by halves, or as a person left them."""
        laid = (self.width(), *(name in standing for name in _LEAST))
        if laid == self._laid:
            return
        self._laid = laid
        room = self.width() - _HANDLE * len(standing)
        beside = "show_last_text" in standing
        self._middle.setMinimumWidth(px(_HALF if beside else _TEXT))
        outline = last = 0
        # What is too much goes off the widths that a person gave, never off the text.
        if "show_outline" in standing:
            wanted = self._settings.get(OUTLINE_WIDTH) or _USUAL_OUTLINE
            outline = max(min(wanted, room - (2 * _HALF if beside else _TEXT)), 160)
        if beside:
            wanted = self._settings.get(LAST_TEXT_WIDTH) or (room - outline) // 2
            last = max(min(wanted, room - outline - _HALF), 264)
        sizes = {self.outline: outline, self._middle: room - outline - last, self.last_text: last}
        self.setSizes([sizes[self.widget(place)] for place in range(self.count())])  # pyright: ignore[reportArgumentType]

    def _keep_widths(self) -> None:
        if self.outline is not None and self.outline.isVisible():
            self._settings.put(OUTLINE_WIDTH, self.outline.width())
        if self.last_text is not None and self.last_text.isVisible():
            self._settings.put(LAST_TEXT_WIDTH, self.last_text.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what there is no room for any more."""
        self.fit()
        super().resizeEvent(event)

    def set_zoom(self, zoom: float) -> None:
        """Show last year's version as large as the text."""
        self._zoom = zoom
        if self.last_text is not None:
            self.last_text.set_zoom(zoom)
