"""A prose section with its outline and last year's version beside it, beyond its limit, and one that is still empty."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from gui.places import Place


def draw(window, shoot) -> None:
    """Draw outline and comparison alone and together, a heading being dragged, a limit passed, an empty section."""
    desk, actions = window.desk, window.actions_
    desk.workspace.go(Place("overview", None, 1, 8, 8))
    actions["show_outline"].trigger()
    shoot("prose-outline")
    actions["show_last_text"].trigger()
    shoot("prose-both")
    _drag(desk.prose.sides().outline.view, lambda: shoot("prose-drag"))
    actions["show_outline"].trigger()
    window.session.office.limits.put("overview", 120)
    shoot("prose-last")
    window.session.office.limits.put("overview", 0)
    actions["show_last_text"].trigger()
    window.session.edit_text("overview", (), "清空")
    shoot("prose-empty")
    window.session.stack.undo()


def _drag(view, shoot) -> None:
    """Hold the first heading over the last."""
    viewport = view.viewport()
    start, end = (view.visualRect(view.model().index(row)).center() for row in (0, view.model().rowCount() - 1))
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(viewport, end - QPoint(0, 4))
    shoot()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
