"""Menus and keys made from the table of acts. An act's id is the name of the method that does it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from gui.action_table import MENUS, RECENT_MENU, SCHEME_MENU, SCHEMES, SEPARATOR, SHORT, WINDOW_LIST, Spec
from gui.mnemonics import lettered


@dataclass(frozen=True, slots=True)
class Actions:
    """All actions by id, and the menus that are filled while the program runs."""

    by_id: Mapping[str, QAction]
    recent: QMenu
    windows: QMenu
    needs_report: tuple[QAction, ...]

    def __getitem__(self, key: str) -> QAction:
        return self.by_id[key]


def build(window: QMainWindow, menus: Sequence[QMenu], handler: Callable[[str], Callable[..., None]]) -> Actions:
    """Make every action of the table and put it into its menu; `handler` gives the callable for an id."""
    made: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    recent = windows = QMenu(lettered(RECENT_MENU.id, RECENT_MENU.text), window)
    needing: list[QAction] = []

    def make(spec: Spec) -> QAction:
        action = QAction(lettered(spec.id, spec.text), window)
        action.setObjectName(spec.id)
        action.setCheckable(spec.checkable)
        # An icon would stand in the place of the tick.
        action.setIconVisibleInMenu(not spec.checkable)
        if spec.key:
            action.setShortcut(QKeySequence(spec.key))
        tip = spec.tip or spec.text
        action.setToolTip(f"{tip}（{QKeySequence(spec.key).toString(QKeySequence.SequenceFormat.NativeText)}）" if spec.key else tip)
        action.setStatusTip(spec.tip)
        action.setIconText(SHORT.get(spec.id, spec.text))
        if spec.group:
            groups.setdefault(spec.group, QActionGroup(window)).addAction(action)
        action.triggered.connect(handler(spec.id))
        if spec.needs_report:
            needing.append(action)
        made[spec.id] = action
        return action

    for menu, (_, specs) in zip(menus, MENUS, strict=True):
        menu.setToolTipsVisible(False)
        for spec in specs:
            if spec is SEPARATOR:
                menu.addSeparator()
            elif spec is WINDOW_LIST:
                windows = menu
            elif spec is RECENT_MENU:
                menu.addMenu(recent)
            elif spec is SCHEME_MENU:
                menu.addMenu(lettered(SCHEME_MENU.id, SCHEME_MENU.text)).addActions([make(s) for s in SCHEMES])
            else:
                menu.addAction(make(spec))
    return Actions(made, recent, windows, tuple(needing))


def act_of(owners: Iterable[object], name: str) -> Callable[..., None]:
    """Return the method of that name that the first of the owners brings itself: what Qt's classes have does not count."""
    for owner in owners:
        if any(name in each.__dict__ for each in type(owner).__mro__ if each.__module__.startswith("gui.")):
            return getattr(owner, name)
    raise LookupError(name)
