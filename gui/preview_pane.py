"""The preview: the very pages of the .pdf, as they would be exported and printed now."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gui.drawing_check import drawable
from gui.labels import hairline, in_order, words
from gui.places import Place
from gui.preview_bar import PreviewBar
from gui.preview_source import Made, Source
from gui.preview_view import PreviewView
from gui.preview_zoom import known
from gui.session import Session
from gui.settings import INFOGRAPHIC, PREVIEW_ZOOM, SLIP, Setting, Settings

_MAKING = "正在排版……"


class PreviewPane(QWidget):
    """Bar and pages; a click on a page tells the place of the window that it means."""

    place_chosen = Signal(object)
    print_asked = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self._session, self._settings = session, settings
        self.bar = PreviewBar()
        self.view = PreviewView(known(settings.get(PREVIEW_ZOOM)))
        self.told = words(_MAKING, "dim", wrap=True)
        self.told.setContentsMargins(12, 8, 12, 8)
        self.source = Source(session, settings, self.view.wish, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for widget in (self.bar, hairline(), self.told):
            box.addWidget(widget)
        box.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.bar.show_zoom(self.view.zoom)
        self.bar.show_page(0, 0)
        in_order((*self.bar.controls(), self.view))
        self._connect()

    def enter(self) -> None:
        """Take the keyboard."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, place: Place) -> None:
        """Show where the window's place stands on the pages."""
        self.view.follow(place)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while nobody saw it."""
        super().showEvent(event)
        self.bar.show_extras(self._settings.get(SLIP), self._settings.get(INFOGRAPHIC))
        self.source.set_active(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Let everything rest."""
        super().hideEvent(event)
        self.source.set_active(False)

    def _connect(self) -> None:
        bar, view, source = self.bar, self.view, self.source
        bar.page_asked.connect(view.step_page)
        bar.zoom_step_asked.connect(view.step_zoom)
        bar.zoom_asked.connect(view.set_zoom)
        bar.print_asked.connect(self.print_asked)
        bar.slip_asked.connect(lambda wanted: self._want(SLIP, wanted))
        bar.infographic_asked.connect(lambda wanted: self._want(INFOGRAPHIC, wanted))
        bar.extras_opened.connect(lambda: bar.offer_infographic(self._session.is_open and drawable(self._session.report)))
        view.page_changed.connect(bar.show_page)
        view.zoom_changed.connect(self._zoomed)
        view.wanted.connect(source.draw)
        view.place_chosen.connect(self.place_chosen)
        source.made.connect(self._take)
        source.drawn.connect(view.take_picture)
        source.failed.connect(lambda sentence: self._tell(sentence, "error"))
        self._session.replaced.connect(self._replaced)

    def _take(self, made: Made) -> None:
        self.told.hide()
        # The export's dialog sets the same.
        self.bar.show_extras(self._settings.get(SLIP), self._settings.get(INFOGRAPHIC))
        self.bar.set_front(made.map.front)
        self.view.take(made)

    def _replaced(self) -> None:
        if self._session.is_open:
            self.view.let_go()
        else:
            self.view.forget()
            self._tell(_MAKING, "dim")

    def _tell(self, sentence: str, role: str) -> None:
        self.told.setProperty("role", role)
        self.told.style().polish(self.told)
        self.told.setText(sentence)
        self.told.show()

    def _zoomed(self, zoom: str) -> None:
        self._settings.put(PREVIEW_ZOOM, zoom)
        self.bar.show_zoom(zoom)

    def _want(self, setting: Setting[bool], wanted: bool) -> None:
        self._settings.put(setting, wanted)
        self.source.refresh()
