"""A click on a page leads to the very cell, character or field of the editor; the pointer and its tooltip say so beforehand."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from core.exporters.to_pdf import paper
from core.exporters.to_pdf_measures import PITCH
from core.exporters.to_pdf_places import PlaceBox
from core.layout import document
from core.schema import CellId
from gui.main_window import MainWindow
from gui.places import INFO, Place
from gui.preview_pane import PreviewPane
from gui.preview_places import PageMap
from tests.gui.preview_hands import call_up, click, open_report, settle
from tests.helpers import UNIT, distinct_report

REPORT = distinct_report()
BOXES = paper(document(REPORT)).places
GRANTED = CellId("applications", "granted", "business")


@pytest.fixture
def shown(window: MainWindow, qtbot: QtBot) -> PreviewPane:
    window.resize(1366, 768)
    open_report(window, distinct_report())
    return call_up(window, qtbot)


def box_of(**wanted: object) -> PlaceBox:
    return next(box for box in BOXES if all(getattr(box, name) == value for name, value in wanted.items()))


def middle(box: PlaceBox) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def press(pane: PreviewPane, qtbot: QtBot, box: PlaceBox, x: float | None = None) -> None:
    pane.view.go_to_page(box.page)
    settle(pane, qtbot)
    across, down = middle(box)
    click(pane.view.sheets()[box.page], across if x is None else x, down)


def test_a_click_on_a_cell_goes_to_that_cell(shown: PreviewPane, window: MainWindow, qtbot: QtBot):
    for cell in (GRANTED, CellId("proactive", "normative_documents", "repealed")):
        press(shown, qtbot, box_of(cell=cell))
        assert window.desk.workspace.place() == Place(cell.table, cell)
        assert QApplication.focusWidget() is window.desk.workspace.page().work


def test_a_click_on_a_character_puts_the_cursor_there(shown: PreviewPane, window: MainWindow, qtbot: QtBot):
    text = REPORT.paragraphs("problems")[0].text
    line = box_of(part="problems", index=0)
    for at in (0, 5, 12):
        press(shown, qtbot, line, line.left + (2 + at) * PITCH + 1)
        page: Any = window.desk.workspace.page()
        cursor = page.work.area.textCursor()
        assert (page.work.part, page.work.paragraph()) == ("problems", 0)
        assert cursor.block().text() == text
        assert (cursor.positionInBlock(), cursor.hasSelection()) == (at, False)
        assert QApplication.focusWidget() is page.work.area


def test_a_click_on_title_and_signature_goes_to_their_fields(shown: PreviewPane, window: MainWindow, qtbot: QtBot):
    for part, field in (("title", "title"), ("signed_unit", "signed_unit"), ("signed_date", "signed_date")):
        press(shown, qtbot, box_of(part=part))
        page: Any = window.desk.workspace.page()
        assert window.desk.workspace.current == INFO
        assert QApplication.focusWidget() is page.fields.by_slot[field]


def test_a_click_on_a_heading_shows_its_section(shown: PreviewPane, window: MainWindow, qtbot: QtBot):
    for section in ("review_litigation", "other"):
        press(shown, qtbot, box_of(part=section))
        assert window.desk.workspace.current == section


def test_a_click_on_blank_paper_only_takes_the_keyboard(shown: PreviewPane, window: MainWindow, qtbot: QtBot):
    before = window.desk.workspace.place()
    click(shown.view.sheets()[0], 20, 20)
    assert window.desk.workspace.place() == before
    assert QApplication.focusWidget() is shown.view


def test_a_press_that_ends_elsewhere_is_no_click(shown: PreviewPane, window: MainWindow, qtbot: QtBot):
    sheet, box = shown.view.sheets()[0], box_of(part="title")
    before = window.desk.workspace.place()
    start = QPoint(*(round(value * sheet.scale) for value in middle(box)))
    QTest.mousePress(sheet, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseRelease(sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert window.desk.workspace.place() == before


def test_the_pointer_and_the_tooltip_name_the_place(shown: PreviewPane, qtbot: QtBot):
    sheet = shown.view.sheets()[0]
    for part, index, name in (("title", 0, "标题"), ("preamble", 1, "前言 第 2 段"), ("overview", -1, "一、总体情况")):
        box = box_of(part=part, index=index)
        point = QPoint(*(round(value * sheet.scale) for value in middle(box)))
        QTest.mouseMove(sheet, point)
        assert sheet.cursor().shape() is Qt.CursorShape.PointingHandCursor
        QApplication.sendEvent(sheet, QHelpEvent(QEvent.Type.ToolTip, point, sheet.mapToGlobal(point)))
        assert QToolTip.text() == name
    QTest.mouseMove(sheet, QPoint(5, 5))
    assert sheet.cursor().shape() is Qt.CursorShape.ArrowCursor
    QApplication.sendEvent(sheet, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), sheet.mapToGlobal(QPoint(5, 5))))
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_every_cell_and_character_of_the_paper_leads_to_itself():
    found = PageMap(BOXES, REPORT)
    seen: set[CellId] = set()
    for box in BOXES:
        x, y = middle(box)
        assert found.at(box.page, x, y) is box
        place = found.place(box, x, y)
        if box.cell is not None:
            seen.add(box.cell)
            assert place == Place(box.cell.table, box.cell)
        elif box.index >= 0 and box.part in ("preamble", "overview", "problems", "other"):
            assert (place.page, place.paragraph) == (INFO if box.part == "preamble" else box.part, box.index)
            assert box.start <= place.start == place.end <= box.end
        assert box in found.boxes(place) or box.cell is None
        assert found.label(box)
    assert seen == set(REPORT.form.cells)
    assert found.at(0, 5, 5) is None
    assert found.at(99, 100, 100) is None


def test_a_label_of_a_table_leads_to_the_nearest_cell():
    found = PageMap(BOXES, REPORT)
    row = box_of(cell=CellId("applications", "granted", "natural_person"))
    label = found.at(row.page, row.left - 3, (row.top + row.bottom) / 2)
    assert label is not None
    assert label.cell is None
    assert found.place(label, row.left - 3, (row.top + row.bottom) / 2) == Place("applications", row.cell)


def test_half_width_characters_are_counted_as_halves():
    report = distinct_report(prose={"overview": ("全年公开312条，其中动态188条。",)})
    box = next(box for box in paper(document(report)).places if box.part == "overview" and box.index == 0)
    found = PageMap([box], report)
    text = report.paragraphs("overview")[0].text
    edge = box.left + 2 * PITCH
    assert found.place(box, edge + 4 * PITCH + 1, box.top).start == text.index("312")
    assert found.place(box, edge + 5.5 * PITCH + 1, box.top).start == text.index("条")
    assert found.place(box, box.right - 1, box.top).start == len(text)


def test_places_that_are_not_on_paper_have_no_box():
    found = PageMap(BOXES, REPORT)
    assert found.boxes(Place("overview", None, 99)) == []
    assert found.boxes(Place("overview"))[0].part == "overview"
    assert {box.part for box in found.boxes(Place(INFO, field="unit"))} == {"title"}
    assert [box.part for box in found.boxes(Place(INFO, field="signed_unit"))] == ["signed_unit"]
    assert found.boxes(Place(INFO, field="contact")) == []
    assert UNIT in REPORT.title
