"""What a cell means: its terms lit, its memo, the search in a table, its help, and 关于."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from core.schema import CellId
from gui import dialogs
from gui.places import Place

Shoot = Callable[..., None]
_TOTAL, _TERM = CellId("applications", "results_total", "business"), CellId("applications", "granted", "natural_person")


def draw(window: Any, shoot: Shoot) -> None:
    """Draw all of it over the report that is open."""
    go, session = window.desk.workspace.go, window.session
    session.set_memo(_TOTAL, "数从依申请台账来，问党政办小周")
    terms = window.actions_["show_terms"]
    terms.trigger()
    for name, cell in (("sum", _TOTAL), ("term", _TERM), ("balance", _TOTAL._replace(row="carried_out", column="natural_person"))):
        go(Place(cell.table, cell))
        shoot(f"cells-{name}")
    terms.trigger()
    window.actions_["find"].trigger()
    bar = window.desk.workspace.page()._find
    bar.wanted.setText("1")
    bar.again(True)
    shoot("cells-find")
    bar.close_bar()
    go(Place(_TOTAL.table, _TOTAL))
    _shoot_dialog(
        lambda: dialogs.ask_memo(window, session.report.form.label(_TOTAL), session.report.memos[_TOTAL], "问老李"), shoot, "memo"
    )
    _shoot_dialog(window.actions_["help_here"].trigger, shoot, "help-sum")
    go(Place("applications", CellId("applications", "new", "total")))
    _shoot_dialog(window.actions_["help_here"].trigger, shoot, "help-new")
    _shoot_dialog(lambda: dialogs.show_about(window), shoot, "about")


def _shoot_dialog(open_it: Callable[[], object], shoot: Shoot, name: str) -> None:
    def take() -> None:
        shown: QWidget | None = QApplication.activeModalWidget()
        if isinstance(shown, QDialog):
            QTest.qWait(50)
            shoot(f"cells-{name}", shown)
            shown.reject()

    QTimer.singleShot(0, take)
    open_it()
