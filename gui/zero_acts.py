"""零申请: the act, and the quiet offer of it where a report has no applications."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gui.labels import in_order, link, words
from gui.session import Session
from gui.settings import ZERO_DISMISSED, Settings
from gui.workspace import Workspace

_MOST_KEPT = 20


class ZeroActs(QObject):
    """Open the assistant; `stands` tells whether it is offered by itself."""

    offer_changed = Signal()

    def __init__(self, session: Session, settings: Settings, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._session, self._settings, self._workspace = session, settings, workspace
        self._stood = False
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)
        for signal in (session.changed, session.replaced):
            signal.connect(self._later.start)

    def stands(self) -> bool:
        """Whether nothing speaks against a year without applications, and nobody said that the offer is not wanted."""
        from core.zero import suits

        return self._session.is_open and suits(self._session.report) and self._key() not in self._dismissed()

    def dismiss(self) -> None:
        """Offer it no more for this report; the menu still has it."""
        self._settings.put(ZERO_DISMISSED, "\n".join([*self._dismissed(), self._key()][-_MOST_KEPT:]))
        self._look()
        self._session.message.emit("不再提示；需要时在“表格—零申请”里")

    def zero_assistant(self) -> None:
        """Show what a year without applications asks for, and do what is ticked, as one undo step."""
        from gui.zero_dialog import ZeroDialog

        self._workspace.page().commit()
        dialog = ZeroDialog(self._session.report, self._workspace.window())
        dialog.exec()
        change, chosen, place = dialog.change, dialog.chosen(), dialog.place
        cells = sum(len(part.cells) for part in dialog.plan.parts if part.id in chosen)
        written = sum(bool(text) for text in chosen.values())
        dialog.deleteLater()
        if place:
            self._go(place)
        elif change is not None and self._session.push(change, "零申请", None):
            done = [f"填了 {cells} 格 0"] if cells else []
            done += [f"写了 {written} 句"] if written else []
            self._session.message.emit(f"零申请：{'，'.join(done)}。Ctrl+Z 一步退回")
        self._workspace.enter()

    def offer_line(self) -> QWidget:
        """Return the line for the page of table three; it shows as long as the offer stands."""
        line = _OfferLine(lambda: self._stood)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 4)
        row.setSpacing(12)
        row.addWidget(words("全年没有收到申请？", "dim"))
        links = [
            link("零申请…", "零申请：表三填 0，写好相关的话", self.zero_assistant),
            link("不再提示", "不再提示零申请", self.dismiss),
        ]
        for each in links:
            row.addWidget(each)
        row.addStretch(1)
        in_order(links)
        self.offer_changed.connect(line.follow)
        self._workspace.page_shown.connect(line.let_go)
        self._stood = self.stands()
        if not self._stood:
            # It has no page yet: shown now, it would be a window of its own.
            line.hide()
        return line

    def _go(self, where: str) -> None:
        from core.rules.engine import Finding

        self._workspace.go_to_finding(Finding(where, ""))

    def _look(self) -> None:
        stands = self.stands()
        if stands is not self._stood:
            self._stood = stands
            self.offer_changed.emit()

    def _key(self) -> str:
        report = self._session.report
        return f"{report.unit} {report.year}"

    def _dismissed(self) -> list[str]:
        return [each for each in self._settings.get(ZERO_DISMISSED).split("\n") if each]


class _OfferLine(QWidget):
    """The line over the table; what it follows ends with its page, which goes when another report comes."""

    def __init__(self, stands: Callable[[], bool]) -> None:
        super().__init__()
        self._stands = stands

    def follow(self) -> None:
        """Show the line or not; a table that a person types in does not move up where it goes."""
        stands = self._stands()
        self._keep_room(keep=self.isVisible() and not stands)
        self.setVisible(stands)

    def let_go(self) -> None:
        """Give up the room of a line that went while the table was shown."""
        self._keep_room(keep=False)

    def _keep_room(self, *, keep: bool) -> None:
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(keep)
        self.setSizePolicy(policy)
