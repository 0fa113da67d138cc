"""Several blocks selected, the square being dragged with its outline, and the menu of the cells."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.schema import CellId
from gui.places import Place
from tests.screenshots.findings import Layered

_NONE, _LEFT = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def draw(window, shoot) -> None:
    """Draw the table of 三 while it is filled."""

    def cell(row: str, column: str) -> CellId:
        return CellId("applications", row, column)

    def centre(at: CellId):
        return work.cell_rect(work.grid_model.places.by_id[at]).center()

    window.desk.workspace.go(Place("applications", cell("new", "business")))
    work = window.desk.workspace.page().work
    end = cell("carried_in", "social")
    QTest.mouseClick(work.viewport(), _LEFT, _SHIFT, centre(end))
    shoot("fill-range")
    target = centre(cell("refused_state_secret", "social"))
    QTest.mousePress(work.viewport(), _LEFT, _NONE, work.handle.rect().center())
    QTest.mouseMove(work.viewport(), target)
    shoot("fill-drag")
    QTest.keyClick(work, Qt.Key.Key_Escape)
    QTest.mouseRelease(work.viewport(), _LEFT, _NONE, target)
    QTest.mouseClick(work.viewport(), _LEFT, _CTRL, centre(cell("granted", "legal_service")))
    QTest.mouseClick(work.viewport(), _LEFT, _CTRL, centre(cell("refused_state_secret", "total")))
    shoot("fill-blocks")
    QTest.keyClick(work, Qt.Key.Key_F10, _SHIFT)
    menu = QApplication.activePopupWidget()
    if menu is not None:
        shoot("fill-menu", Layered(window, menu))
        menu.close()
