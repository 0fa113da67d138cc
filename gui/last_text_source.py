"""Compares last year's text of a section with this year's, in another thread, some time after the last key."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from core.compare import Pair, compare
from core.report import text_slot
from gui.prose_work import shown
from gui.session import Session

DELAY_MS = 150


@dataclass(frozen=True, slots=True)
class Compared:
    """Both years' paragraphs as they are shown, and how they answer to each other."""

    last: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()


class LastTextSource(QObject):
    """Tell what differs; at rest until it is made active."""

    made = Signal(object)

    def __init__(self, session: Session, part: str, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._part = session, part
        self._active = False
        self._later = QTimer(self, singleShot=True)
        self._later.timeout.connect(self._begin)
        session.changed.connect(self._changed)
        session.replaced.connect(self._replaced)

    def set_active(self, active: bool) -> None:
        """Begin, or let everything rest."""
        self._active = active
        if active:
            self._begin()
        else:
            self._later.stop()

    def now(self) -> Compared:
        """Compare at once: what was compared before is known, so that this takes as long as one paragraph does."""
        last, held = self._texts()
        return Compared(last, held, compare(last, held))

    def _texts(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        report = self._session.report
        last = () if report.last is None else report.last.paragraphs(self._part)
        return tuple(shown(last)), tuple(shown(report.paragraphs(self._part)))

    def _changed(self, slots: frozenset[object]) -> None:
        if self._active and text_slot(self._part) in slots:
            self._later.start(DELAY_MS)

    def _replaced(self) -> None:
        if self._active:
            self._later.start(0)

    def _begin(self) -> None:
        if not self._session.is_open:
            return
        last, held = self._texts()
        self._session.tasks.run(lambda _: Compared(last, held, compare(last, held)), self._landed, quiet=True)

    def _landed(self, compared: Compared) -> None:
        # Typed on meanwhile: the timer runs, and its outcome follows.
        if self._active and (compared.last, compared.now) == self._texts():
            self.made.emit(compared)
