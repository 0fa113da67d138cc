"""What lies over the window: the searches and the undo history; and the window in 大字."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit


def draw(window, shoot) -> None:
    """Draw the popups over a table, then the pages in 大字."""
    from core.schema import CellId
    from gui.places import Place

    window.desk.workspace.go(Place("applications", CellId("applications", "partial", "business")))
    queries = ("", "三 新收 总计", "没有的")
    for name, query in (*(("command_search", each) for each in queries), ("go_to_cell", "予以公开")):
        window.actions_[name].trigger()
        field = window.focusWidget()
        if isinstance(field, QLineEdit):
            field.setText(query)
        shoot(f"{name.replace('_', '-')}-{len(query)}")
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    cell = CellId("applications", "new", "natural_person")
    for number in ("12", "15"):
        window.session.type_cell(cell, number)
    window.session.stack.undo()
    window.actions_["undo_history"].trigger()
    shoot("undo-history")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    window.actions_["large_print"].trigger()
    for page in ("applications", "overview", "info"):
        window.desk.workspace.show_page(page)
        shoot(f"large-{page}")
    window.actions_["large_print"].trigger()
