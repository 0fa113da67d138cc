"""Keep the findings up to date: table rules at once, text rules off the GUI thread under a revision number."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from core.report import Report, Slot
from core.rules import engine
from core.rules.engine import Finding, Scope
from core.schema import CellId
from gui.office import Office
from gui.tasks import Task, Tasks

# Long enough not to run at every key, short enough to feel immediate.
DEBOUNCE_MS = 150


class Checks(QObject):
    """The findings of the report that `current` gives, by the rules as the office has set them."""

    changed = Signal()

    def __init__(self, tasks: Tasks, current: Callable[[], Report], office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._current, self._office = tasks, current, office
        self._found: dict[Scope, list[Finding]] = {}
        self._revision = 0
        self._due: set[Scope] = set()
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self._launch)
        self.findings: tuple[Finding, ...] = ()
        self._by_cell: dict[CellId, list[Finding]] = {}
        office.changed.connect(self._follow_office)

    @property
    def is_done(self) -> bool:
        """Whether the findings are those of the report as it stands."""
        return bool(self._found) and not self._due

    def restart(self) -> None:
        """Check everything anew: another report is open."""
        self._found.clear()
        self._check_tables()
        self._schedule(Scope.TEXT, Scope.REPORT)
        self._timer.start(0)

    def clear(self) -> None:
        """Forget everything: no report is open."""
        self._timer.stop()
        self._revision += 1
        self._due.clear()
        self._found.clear()
        self._publish()

    def run_all(self) -> None:
        """Run every rule in this thread."""
        self._timer.stop()
        self._revision += 1
        self._due.clear()
        for scope in Scope:
            self._found[scope] = engine.run(self._current(), (scope,), self._office.settings)
        self._publish()

    def follow(self, slots: frozenset[Slot]) -> None:
        """Check again what a change of these slots may have moved."""
        if all(isinstance(slot, str) and slot.startswith("memo:") for slot in slots):
            return
        if slots == {"accepted"}:
            # No rule reads it, but what is open has changed.
            self.changed.emit()
            return
        if any(isinstance(slot, CellId) for slot in slots):
            self._check_tables()
            self._schedule(Scope.REPORT)
        if any(not isinstance(slot, CellId) for slot in slots):
            # Fields (year, unit) are read by table rules of other years too.
            if any(isinstance(slot, str) and not slot.startswith("text:") for slot in slots):
                self._check_tables()
            self._schedule(Scope.TEXT, Scope.REPORT)

    def again(self, finding: Finding) -> Finding | None:
        """Return the same finding of the report as it stands now; None where it is not offered any more."""
        rule = engine.rule_of(finding)
        if rule is None or finding.fix is None:
            return None
        wanted = (finding.rule, finding.where, finding.fix.label)
        found = engine.run_rule(rule, self._current(), settings=self._office.settings)
        return next((f for f in found if f.fix is not None and (f.rule, f.where, f.fix.label) == wanted), None)

    def at(self, cell: CellId) -> tuple[Finding, ...]:
        """Return the findings whose place is this cell."""
        return tuple(self._by_cell.get(cell, ()))

    @property
    def cells(self) -> Iterable[CellId]:
        """The cells that are the place of a finding."""
        return self._by_cell.keys()

    def _follow_office(self) -> None:
        """Check the open report anew: other rules count now."""
        if self._found:
            self.restart()

    def _check_tables(self) -> None:
        self._found[Scope.TABLE] = engine.run(self._current(), (Scope.TABLE,), self._office.settings)
        self._publish()

    def _schedule(self, *scopes: Scope) -> None:
        self._due.update(scopes)
        self._revision += 1
        self._timer.start(DEBOUNCE_MS)

    def _launch(self) -> None:
        scopes, revision = frozenset(self._due), self._revision
        snapshot, settings = self._current().copy(), self._office.settings

        def check(_: Task) -> dict[Scope, list[Finding]]:
            return {scope: engine.run(snapshot, (scope,), settings) for scope in scopes}

        def take(found: dict[Scope, list[Finding]]) -> None:
            # A later change has made this stale: its own run follows and covers these scopes too.
            if revision != self._revision:
                return
            self._due -= scopes
            self._found.update(found)
            self._publish()

        self._tasks.run(check, take, quiet=True)

    def _publish(self) -> None:
        order = {rule_id: place for place, rule_id in enumerate(engine.registered())}
        found = [finding for scope in Scope for finding in self._found.get(scope, ())]
        # A part that is no rule of its own stands where its rule does.
        found.sort(key=lambda finding: order.get(finding.rule, order.get(finding.rule.partition(".")[0], len(order))))
        self.findings = tuple(found)
        self._by_cell = {}
        for finding in found:
            cell = CellId.parse(finding.where)
            if cell is not None:
                self._by_cell.setdefault(cell, []).append(finding)
        self.changed.emit()
