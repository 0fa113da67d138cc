"""What the preview shows, made off the GUI thread: the .pdf of the report as it stands, and pictures of its pages.

One act runs at a time, so that a page is never drawn of a document that is being closed, and typing is never held up by a queue.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AppError
from core.papers import Extras
from gui.preview_paper import extras_of, paper_of, picture_of
from gui.preview_places import PageMap
from gui.session import Session
from gui.settings import SLIP, Settings

if TYPE_CHECKING:
    from core.raster import Pages, Raster
    from core.report import Report
    from core.rules.engine import Finding
    from gui.places import Place
    from gui.tasks import Task

# After the last change: long enough not to run at every key, short enough to leave half of half a second for the work.
DEBOUNCE_MS = 200
_BROKEN = "预览没有更新：程序出了意外。请关闭预览再打开；还不行，请先保存，再重新打开程序。"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the view needs first: pages by number with the pixels to a point to draw them at, and a place whose pages are wanted too."""

    scales: Mapping[int, float]
    usual: float
    place: "Place | None" = None


@dataclass(frozen=True, slots=True)
class Made:
    """Pages of a report: sizes in points, where the places stand, and the pictures that were wished for with their scales."""

    sizes: tuple[tuple[float, float], ...]
    map: PageMap
    pictures: "Mapping[int, tuple[float, Raster]]"


class Source(QObject):
    """Follow the session while `active`; nothing runs while it is not."""

    # Made, or a sentence on why there is none.
    made = Signal(object)
    failed = Signal(str)
    # int, float, Raster: a page, its pixels to a point, its picture.
    drawn = Signal(int, float, object)

    def __init__(self, session: Session, settings: Settings, wish: Callable[[], Wish], parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._settings, self._wish = session, settings, wish
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self._ripen)
        self._pages: Pages | None = None
        # Documents that nothing is drawn of any more: closed by the next act, since closing waits for whoever draws.
        self._worn: list[Pages] = []
        self._wanted: dict[int, float] = {}
        self._active = self._ripe = self._running = self._broken = False
        self._stale = True
        self._owner = 0
        session.changed.connect(self._changed)
        session.replaced.connect(self._replaced)
        session.findings_changed.connect(self._found)

    def set_active(self, active: bool) -> None:
        """Begin or cease to follow; what changed meanwhile is made at once."""
        self._active = active
        self._broken = False
        if not active:
            self._timer.stop()
        elif self._stale:
            self._ripen()

    def refresh(self) -> None:
        """Make the pages anew at once."""
        self._stale = True
        if self._active:
            self._ripen()

    def draw(self, wanted: Mapping[int, float]) -> None:
        """Draw these pages of what was made last, in this order; what was asked for before and not begun is dropped."""
        self._wanted = dict(wanted)
        self._go_on()

    @property
    def idle(self) -> bool:
        """Whether all that was asked for is done."""
        return not (self._running or self._ripe or self._wanted or self._timer.isActive())

    # ---- when ------------------------------------------------------------------------------

    def _changed(self) -> None:
        self._stale = True
        if self._active:
            self._timer.start()

    def _replaced(self) -> None:
        """Another report, or none: what is under way is of no use."""
        self._owner += 1
        self._broken = False
        self._changed()

    def _found(self) -> None:
        if self._settings.get(SLIP):
            self._changed()

    def _ripen(self) -> None:
        self._timer.stop()
        self._ripe = True
        self._go_on()

    def _go_on(self) -> None:
        if self._running or not self._active or self._broken or not self._session.is_open:
            return
        if self._ripe:
            self._ripe = self._stale = False
            self._make()
        elif self._wanted and self._pages is not None:
            page = next(iter(self._wanted))
            self._draw(self._pages, page, self._wanted.pop(page))

    # ---- what ------------------------------------------------------------------------------

    def _make(self) -> None:
        snapshot, owner, wish = self._session.report.copy(), self._owner, self._wish()
        findings, extras = self._session.findings, extras_of(self._settings)
        worn = self._take_worn()

        def make(_: "Task") -> "tuple[Pages, Made]":
            _close(worn)
            return make_pages(snapshot, findings, extras, wish)

        def take(found: "tuple[Pages, Made]") -> None:
            pages, made = found
            # An edit meanwhile makes these pages late, not wrong: they show until its own follow. Another report's are dropped.
            if owner != self._owner:
                self._worn.append(pages)
                return
            if self._pages is not None:
                self._worn.append(self._pages)
            self._pages = pages
            self._wanted.clear()
            self.made.emit(made)

        def failed(fault: AppError) -> None:
            # Whoever shows the preview again wants to see whether it can be done now.
            self._stale = True
            self._tell_fault(fault)

        self._run(make, take, failed)

    def _draw(self, pages: "Pages", page: int, scale: float) -> None:
        worn = self._take_worn()

        def draw(_: "Task") -> "Raster":
            _close(worn)
            return picture_of(pages, page, scale)

        def take(picture: "Raster") -> None:
            if pages is self._pages:
                self.drawn.emit(page, scale, picture)

        self._run(draw, take, self._tell_fault)

    def _run(self, act: "Callable[[Task], Any]", take: Callable[[Any], None], failed: Callable[[AppError], None]) -> None:
        self._running = True

        def landed() -> None:
            # A fault of the program is told once, by whoever handles those: not again at every key.
            self._running, self._broken = False, True
            QTimer.singleShot(0, self, self._tell_broken)

        def sound(then: Callable[[Any], None], value: Any) -> None:
            self._broken = False
            then(value)
            self._go_on()

        self._session.tasks.run(act, lambda made: sound(take, made), lambda fault: sound(failed, fault), always=landed, quiet=True)

    def _tell_fault(self, fault: AppError) -> None:
        self.failed.emit(f"预览没有更新。{fault}")

    def _tell_broken(self) -> None:
        if self._broken:
            self._stale = True
            self.failed.emit(_BROKEN)

    def _take_worn(self) -> "list[Pages]":
        worn, self._worn = self._worn, []
        return worn


def make_pages(report: "Report", findings: "tuple[Finding, ...]", extras: Extras, wish: Wish) -> "tuple[Pages, Made]":
    """Make the .pdf of a report and draw the pages wished for; AppError where that cannot be done."""
    from core.raster import Pages

    paper = paper_of(report, findings, extras)
    pages = Pages(paper.data)
    places = PageMap(paper.places, report)
    wanted = dict(wish.scales) or {0: wish.usual}
    for box in places.boxes(wish.place)[:1] if wish.place is not None else ():
        wanted.setdefault(box.page, wish.usual)
    pictures = {at: (scale, picture_of(pages, at, scale)) for at, scale in wanted.items() if at < len(pages.sizes)}
    return pages, Made(pages.sizes, places, pictures)


def _close(worn: "list[Pages]") -> None:
    for pages in worn:
        pages.close()
