"""What can be done about findings where they stand: lines of a context menu, and asking for a reason."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from core.acceptance import usual_reasons
from core.places import place_label
from core.rules.engine import Finding, Level
from gui import dialogs
from gui.session import Session

# The keys of these acts, as the table of actions has them: a menu shows them beside its words.
MEND_KEY, EXPLAIN_KEY = "Alt+回车", "Ctrl+F8"
_LONGEST = 40


def explain(session: Session, finding: Finding, parent: QWidget | None, held: str = "") -> str:
    """Ask why a 核实 may stand; `held` is the reason given before. Return what was answered, empty where nothing was."""
    place = place_label(session.report.form, finding.where)
    said = finding.message.removeprefix(f"{place}：")
    return dialogs.ask_reason(parent, place, said, usual_reasons(finding), held) or ""


def add_findings(menu: QMenu, session: Session, findings: Sequence[Finding], run: Callable[[Callable[[], object]], object]) -> None:
    """Add what is said of each finding, its mend and 说明理由…; `run` carries out what is picked."""

    def add(words: str, act: Callable[[], object]) -> None:
        menu.addAction(words.replace("&", "&&")).triggered.connect(lambda: run(act))

    def answer(finding: Finding) -> None:
        reason = explain(session, finding, window)
        if reason:
            session.accept(finding, reason)

    parent = menu.parentWidget()
    window = parent.window() if parent is not None else None
    mendable = next((finding for finding in findings if finding.fix is not None), None)
    explained = next((finding for finding in findings if finding.level is Level.CONFIRM), None)
    for finding in findings:
        menu.addAction(f"{finding.level.label}：{_short(finding.message)}").setEnabled(False)
        if finding.fix is not None:
            # The key mends the first one only.
            key = f"\t{MEND_KEY}" if finding is mendable else ""
            add(finding.fix.label + key, lambda f=finding: session.apply_fix(f))
            if finding.fix.other is not None:
                add(finding.fix.other.label, lambda f=finding: session.apply_fix(f, other=True))
        if finding.level is Level.CONFIRM:
            key = f"\t{EXPLAIN_KEY}" if finding is explained else ""
            add(f"说明理由…{key}", lambda f=finding: answer(f))
    if findings:
        menu.addSeparator()


def mends(findings: Sequence[Finding]) -> list[str]:
    """Say how each finding can be mended at once, the key with the first."""
    labels = list(dict.fromkeys(finding.fix.label for finding in findings if finding.fix is not None))
    return [f"改法：{label}" + ("" if place else f"（{MEND_KEY}）") for place, label in enumerate(labels)]


def _short(message: str) -> str:
    # A menu wider than the window cannot be read; & would underline the next character.
    shown = message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…"
    return shown.replace("&", "&&")
