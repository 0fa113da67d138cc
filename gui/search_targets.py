"""What the command search can find: acts, pages, cells, files, findings; each with what it does."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QKeySequence

from gui.action_table import MENUS, SCHEMES, SEPARATOR, Spec
from gui.actions import Actions
from gui.mnemonics import plain
from gui.places import INFO, Place
from gui.seeking import Target
from gui.session import Session
from gui.settings import Settings

if TYPE_CHECKING:
    from core.rules.engine import Finding

# They are found as pages, by their titles; the search itself is no find.
_ELSEWHERE = ("go_section_", "go_info", "command_search", "windows", "recent")
# What an act waits for where it is not simply an open report.
_WAITING = {"undo": "没有可以撤销的", "redo": "没有可以重做的"}


class Goer(Protocol):
    """What goes to places: the desk of the window."""

    def show(self, place: Place) -> None:
        """Go to a place and give it the keyboard."""

    def show_finding(self, finding: "Finding") -> None:
        """Go to what a finding speaks of."""

    def open_file(self, path: Path) -> None:
        """Open a file."""


def acts(actions: Actions, is_open: bool) -> Iterator[Target]:
    """Yield every act of the menus."""
    for title, specs in (*MENUS, ("配色", SCHEMES)):
        menu = title.split("(")[0]
        for spec in specs:
            if spec is not SEPARATOR and spec.id in actions.by_id and not spec.id.startswith(_ELSEWHERE):
                yield _act(spec, menu, actions, is_open)


def _act(spec: Spec, menu: str, actions: Actions, is_open: bool) -> Target:
    action = actions[spec.id]
    reason = "" if action.isEnabled() else _WAITING.get(spec.id, "现在不能用") if is_open else "先打开报告"
    text = f"配色：{spec.text}" if menu == "配色" else plain(action.text())
    shown = "（已打开）" if action.isCheckable() and action.isChecked() and menu != "配色" else ""
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return Target(spec.id, f"{text}{shown}", spec.tip or menu, key, f"{menu} {spec.tip} {spec.text}", reason, action.trigger)


def pages(session: Session, goer: Goer) -> Iterator[Target]:
    """Yield the pages of the open report."""
    yield Target("page:info", "报告信息与前言", "单位、年度、标题、落款", "Alt+0", "到 前往", "", partial(goer.show, Place(INFO)))
    for number, section in enumerate(session.report.form.sections, start=1):
        yield Target(f"page:{section.id}", section.title, "部分", f"Ctrl+{number}", "到 前往", "", partial(goer.show, Place(section.id)))


def cells(session: Session, goer: Goer, *, shown: bool = True) -> Iterator[Target]:
    """Yield the cells by their official names, each with its value."""
    from core.values import with_remark

    report = session.report
    for cell in report.form.cells:
        value = ""
        if shown:
            entry = report.entry(cell)
            value = with_remark(entry.value, entry.remark) or "未填"
        yield Target(f"cell:{cell}", report.form.label(cell), "", value, "", "", partial(goer.show, Place(cell.table, cell)))


def files(settings: Settings, goer: Goer) -> Iterator[Target]:
    """Yield the files opened or saved lately."""
    for recent in settings.recent():
        path = Path(recent.path)
        words = f"{recent.unit} {recent.year} 年度" if recent.unit else path.stem
        act: Callable[[], object] = partial(goer.open_file, path)
        yield Target(f"file:{path}", words, path.name, "最近的文件", f"打开 {path}", "", act)


def findings(session: Session, goer: Goer) -> Iterator[Target]:
    """Yield what the checks have found."""
    from core.places import place_label

    levels = {"error": "错误", "confirm": "核实", "hint": "提示"}
    for at, finding in enumerate(session.open_findings):
        place, level = place_label(session.report.form, finding.where), levels.get(finding.level.value, "")
        yield Target(f"finding:{at}", finding.message, place, level, f"{level} {place}", "", partial(goer.show_finding, finding))
