"""A review of an import, opened, and the hands that work it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.importers.source import RawTable
from core.reading import Reading
from core.schema import CellId
from gui.import_review import ImportReview
from gui.review_list import ReviewList

Key = Qt.Key
NONE, CTRL, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def open_review(qtbot: QtBot, *readings: Reading, size: tuple[int, int] = (1350, 720), **more: Any) -> ImportReview:
    """Open a review of one or several readings, active, the keyboard where it begins."""
    named = [(f"{at}.docx", reading) for at, reading in enumerate(readings, start=1)]
    box = ImportReview(named, as_last=True, replaces=False, **more)
    qtbot.addWidget(box, before_close_func=_forget)
    box.resize(*size)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    qtbot.wait(20)
    return box


def _forget(box: ImportReview) -> None:
    """Take back what was corrected: closing would ask about it."""
    for desk in box._desks.values():
        desk.session.stack.setIndex(0)


def focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held is not None
    return held


def press(qtbot: QtBot, key: Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(focus(), key, modifiers)


def source(box: ImportReview) -> ReviewList:
    assert box.desk.source is not None
    return box.desk.source.list


def raw_text(box: ImportReview) -> str | None:
    """Return what stands at the current place of the source."""
    line = source(box).current_line()
    assert line is not None
    table = box.desk.links.source.blocks[line.block]
    if not isinstance(table, RawTable):
        return table.text
    place = source(box).current_place(line.block)
    assert place is not None
    return table.rows[place[0]][place[1]]


def grid(box: ImportReview) -> Any:
    return box.desk.result.pages[box.desk.result.current]


def go(box: ImportReview, cell: CellId) -> None:
    box.desk.result.show_page(cell.table)
    grid(box).go_to(cell)
