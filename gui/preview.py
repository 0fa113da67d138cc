"""The column of the preview: empty until it is first shown, so that a window without it pays nothing for it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from gui.places import Place
from gui.session import Session
from gui.settings import PREVIEW_WIDTH, Settings

if TYPE_CHECKING:
    from gui.preview_pane import PreviewPane

_NARROWEST = 240
# A page of A4 at its true size, and the least at which its text can be read.
_WIDEST, _USUAL = 834, 400


class Preview(QFrame):
    """A column of the desk."""

    place_chosen = Signal(object)
    print_asked = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self._place: Place | None = None
        self.pane: PreviewPane | None = None
        self.setObjectName("previewPane")
        self.setAccessibleName("预览")
        self.setMinimumWidth(_NARROWEST)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(1, 0, 0, 0)
        self.hide()

    def follow(self, place: Place) -> None:
        """Show where the window's place stands on the pages."""
        self._place = place
        if self.pane is not None:
            self.pane.follow(place)

    def enter(self) -> None:
        """Take the keyboard."""
        if self.pane is not None:
            self.pane.enter()

    def wanted_width(self, room: int, work: int) -> int:
        """Return how wide it is to be where it shares `room` pixels with work: as a person left it, else what is over, to half."""
        chosen = self._settings.get(PREVIEW_WIDTH)
        return max(chosen, _NARROWEST) if chosen else max(min(room // 2, room - work, _WIDEST), _USUAL)

    def keep_width(self) -> None:
        """Remember the width that a person gave it."""
        self._settings.put(PREVIEW_WIDTH, self.width())

    def sizeHint(self) -> QSize:
        """Return a size at which a page can be read."""
        return QSize(_USUAL, 600)

    def showEvent(self, event: QShowEvent) -> None:
        """Build it when first shown."""
        super().showEvent(event)
        if self.pane is None:
            from gui.preview_pane import PreviewPane

            self.pane = PreviewPane(self._session, self._settings)
            self._box.addWidget(self.pane)
            self.pane.place_chosen.connect(self.place_chosen)
            self.pane.print_asked.connect(self.print_asked)
            if self._place is not None:
                self.pane.follow(self._place)
            # Qt has shown the children that there were; this one would wait for the next turn of the event loop.
            self.pane.show()
