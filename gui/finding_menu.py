"""What can be done about findings where they stand: lines of a context menu, and asking for a reason."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMenu, QWidget

from core.acceptance import usual_reasons
from core.places import place_label
from core.rules.engine import Finding, Level
from gui import dialogs
from gui.mnemonics import menu_line
from gui.session import Session

# The keys of these acts, as the table of actions has them: a menu shows them beside its words.
MEND_KEY, EXPLAIN_KEY = "Alt+回车", "Ctrl+F8"
# A menu wider than its acts need covers what it speaks of.
_LONGEST = 24
# The first mend and the first reason have the letters that they have in 检查, all others a digit.
_MEND, _EXPLAIN, _OTHERS = "M", "E", "123456789"


def explain(session: Session, finding: Finding, parent: QWidget | None, held: str = "") -> str:
    """Ask why a 核实 may stand; `held` is the reason given before. Return what was answered, empty where nothing was."""
    place = place_label(session.report.form, finding.where)
    said = finding.message.removeprefix(f"{place}：")
    return dialogs.ask_reason(parent, place, said, usual_reasons(finding), held) or ""


def add_findings(menu: QMenu, session: Session, findings: Sequence[Finding], run: Callable[[Callable[[], object]], object]) -> None:
    """Add what is said of each finding, its mend and 说明理由…; `run` carries out what is picked."""
    others = iter(_OTHERS)

    def add(words: str, act: Callable[[], object], key: str = "", letter: str = "") -> None:
        menu.addAction(menu_line(words, letter or next(others, ""), key)).triggered.connect(lambda: run(act))

    def answer(finding: Finding) -> None:
        reason = explain(session, finding, window)
        if reason:
            session.accept(finding, reason)

    parent = menu.parentWidget()
    window = parent.window() if parent is not None else None
    mendable = next((finding for finding in findings if finding.fix is not None), None)
    explained = next((finding for finding in findings if finding.level is Level.CONFIRM), None)
    for finding in findings:
        _say(menu, session, finding)
        if finding.fix is not None:
            # The key mends the first one only.
            keys = (MEND_KEY, _MEND) if finding is mendable else ()
            add(finding.fix.label, lambda f=finding: session.apply_fix(f), *keys)
            if finding.fix.other is not None:
                add(finding.fix.other.label, lambda f=finding: session.apply_fix(f, other=True))
        if finding.level is Level.CONFIRM:
            keys = (EXPLAIN_KEY, _EXPLAIN) if finding is explained else ()
            add("说明理由…", lambda f=finding: answer(f), *keys)
    if findings:
        menu.addSeparator()


def mends(findings: Sequence[Finding]) -> list[str]:
    """Say how each finding can be mended at once, the key with the first."""
    labels = list(dict.fromkeys(finding.fix.label for finding in findings if finding.fix is not None))
    return [f"改法：{label}" + ("" if place else f"（{MEND_KEY}）") for place, label in enumerate(labels)]


def shortened(words: str) -> str:
    """Return words as short as a line of a menu should be."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _say(menu: QMenu, session: Session, finding: Finding) -> None:
    """Add what is wrong, without the place, which is seen; the whole of it is told under the pointer and at the foot of the window."""
    said = finding.message.removeprefix(f"{place_label(session.report.form, finding.where)}：")
    # & would underline the next character.
    line = menu.addAction(shortened(f"{finding.level.label}：{said}").replace("&", "&&"))
    line.setToolTip(finding.message)
    line.setStatusTip(finding.message)
    line.setEnabled(False)
    menu.setToolTipsVisible(True)
