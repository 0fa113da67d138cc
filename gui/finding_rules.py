"""What can be done about the rule behind a finding: lowered or switched off in the office's settings, and taken back again."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.errors import AppError
from core.rules.engine import Finding, Level, rule_of
from core.rules.settings_out import choices, chosen
from gui import dialogs
from gui.session import Session

OFF, HINT = "off", "hint"


class RuleActs(QObject):
    """Set a rule otherwise; the last choice can be taken back."""

    # str: what was set, in words; empty where nothing is left to take back.
    told = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._over = session, parent
        self._before: Mapping[str, str] | None = None
        # Set otherwise since, in the settings: what was before then is no more to be had.
        session.office.changed.connect(self.forget)
        session.replaced.connect(self.forget)

    def offered(self, finding: Finding) -> list[tuple[str, str]]:
        """Return words and choice of what can be set for the rule of a finding."""
        if rule_of(finding) is None:
            return []
        lower = [] if finding.level is Level.HINT else [("这条规则降为提示", HINT)]
        return [*lower, ("不再检查这条规则", OFF)]

    def choose(self, finding: Finding, choice: str) -> None:
        """Switch the rule of a finding off or lower it, for all reports of the office."""
        rule = rule_of(finding)
        if rule is None:
            return
        held = choices(self._session.office.settings)
        wanted = "on" if choice == HINT and rule.level is Level.HINT else choice
        if self._put(held | {rule.id: wanted}):
            self._before = held
            self.told.emit(f"“{rule.title}”不再检查" if choice == OFF else f"“{rule.title}”已降为提示")

    def take_back(self) -> None:
        """Set the rules as they were before the last choice."""
        if self._before is not None and self._put(self._before):
            self.forget()

    def forget(self) -> None:
        """Leave the last choice as it is."""
        self._before = None
        self.told.emit("")

    def _put(self, by_rule: Mapping[str, str]) -> bool:
        try:
            self._session.office.choose(chosen(by_rule))
        except AppError as fault:
            dialogs.show_error(self._over.window(), fault)
            return False
        return True
