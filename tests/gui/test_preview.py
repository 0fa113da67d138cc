"""The pages beside the editor are those of the .pdf as it would be exported now; they follow the work and never disturb it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.exporters import to_pdf
from core.papers import Extras, laid_out
from core.raster import Pages
from core.report import Report
from core.schema import CellId, formats
from gui import preview_paper, preview_source
from gui.main_window import MainWindow
from gui.places import INFO, Place
from gui.preview_sheet import image_of
from gui.settings import INFOGRAPHIC, SLIP
from tests.gui.preview_hands import LONG, call_up, long_report, open_report, settle, shot
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

NEW = CellId("applications", "new", "business")


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.resize(1366, 768)
    open_report(window, distinct_report())
    return window


def test_a_window_without_the_preview_builds_nothing_of_it(opened: MainWindow, qtbot: QtBot):
    opened.session.type_cell(NEW, "5")
    qtbot.waitUntil(lambda: opened.session.tasks.idle)
    assert opened.desk.preview.isHidden()
    assert opened.desk.preview.pane is None


def test_the_pages_are_those_of_the_pdf(opened: MainWindow, qtbot: QtBot):
    view = call_up(opened, qtbot).view
    pages = Pages(to_pdf.render(laid_out(opened.session.report)))
    assert len(view.sheets()) == len(pages.sizes)
    for sheet in view.sheets():
        view.go_to_page(sheet.page)
        qtbot.waitUntil(lambda sheet=sheet: sheet.drawn_at > 0, timeout=LONG)
        assert sheet.image == image_of(pages.render(sheet.page, sheet.drawn_at), sheet.devicePixelRatioF())
        assert sheet.accessibleName() == f"预览第 {sheet.page + 1} 页"
    pages.close()


def test_a_picture_has_the_screens_own_pixels(opened: MainWindow, qtbot: QtBot):
    sheet = call_up(opened, qtbot).view.sheets()[0]
    assert sheet.image is not None
    assert sheet.image.width() == round(sheet.width() * sheet.devicePixelRatioF())
    grabbed = sheet.grab().toImage().convertToFormat(sheet.image.format())
    bare = grabbed.copy(0, 0, 40, grabbed.height())
    assert bare == sheet.image.copy(0, 0, 40, grabbed.height())


def test_typing_in_a_cell_and_in_prose_changes_the_page(opened: MainWindow, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    opened.desk.workspace.go(Place("applications", NEW))
    settle(pane, qtbot)
    page = pane.view.page
    before = shot(pane.view.sheets()[page])
    QTest.keyClicks(opened.desk.workspace.page().work, "77777")
    opened.desk.workspace.page().commit()
    qtbot.waitUntil(lambda: shot(pane.view.sheets()[page]) != before, timeout=LONG)

    opened.desk.workspace.go(Place("overview", None, 0, 2, 2))
    settle(pane, qtbot)
    page = pane.view.page
    before = shot(pane.view.sheets()[page])
    prose: Any = opened.desk.workspace.page().work
    QTest.keyClicks(prose.area, "abc")
    qtbot.waitUntil(lambda: shot(pane.view.sheets()[page]) != before, timeout=LONG)


def test_undo_brings_the_page_back(opened: MainWindow, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    opened.desk.workspace.go(Place("applications", NEW))
    settle(pane, qtbot)
    sheet = pane.view.sheets()[pane.view.page]
    before = shot(sheet)
    opened.session.type_cell(NEW, "4321")
    settle(pane, qtbot)
    assert shot(sheet) != before
    opened.session.stack.undo()
    settle(pane, qtbot)
    assert shot(sheet) == before


def test_the_page_of_the_place_comes_into_view_and_is_marked(opened: MainWindow, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    for place, page in (
        (Place("applications", NEW), "applications"),
        (Place("other", None, 1, 0, 0), "other"),
        (Place(INFO, None, 0, 0, 0), "preamble"),
    ):
        opened.desk.workspace.go(place)
        settle(pane, qtbot)
        marked = [sheet for sheet in pane.view.sheets() if sheet.marks]
        assert len(marked) == 1, page
        mark = marked[0].marks[0]
        top = marked[0].y() + mark.top() * marked[0].scale - pane.view.verticalScrollBar().value()
        assert 0 <= top <= pane.view.viewport().height()
    assert pane.view.sheets().index(marked[0]) == 0


def test_the_field_with_the_keyboard_is_marked_where_it_is_printed(opened: MainWindow, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    last = len(pane.view.sheets()) - 1
    for field, page in (("title", 0), ("signed_date", last), ("unit", 0), ("signed_unit", last)):
        opened.desk.workspace.go(Place(INFO, field=field))
        settle(pane, qtbot)
        assert [sheet.page for sheet in pane.view.sheets() if sheet.marks] == [page]
    page: Any = opened.desk.workspace.page()
    for focus in (page.work.area, page.title, page.work.area):
        focus.setFocus()
        settle(pane, qtbot)
        assert opened.desk.workspace.place() == (Place(INFO, field="title") if focus is page.title else Place(INFO, None, 0))


def test_whoever_scrolls_away_stays_there_until_the_place_changes(opened: MainWindow, qtbot: QtBot):
    open_report(opened, long_report())
    pane = call_up(opened, qtbot)
    opened.desk.workspace.go(Place("overview", None, 3, 0, 0))
    settle(pane, qtbot)
    bar = pane.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    away = bar.value()
    opened.session.type_cell(NEW, "4321")
    settle(pane, qtbot)
    assert bar.value() == away
    opened.desk.workspace.go(Place("overview", None, 4, 0, 0))
    assert bar.value() < away


def test_scrolling_draws_only_the_pages_near(opened: MainWindow, qtbot: QtBot):
    open_report(opened, long_report())
    pane = call_up(opened, qtbot)
    sheets = pane.view.sheets()
    assert len(sheets) > 8
    assert [sheet.page for sheet in sheets if sheet.image is not None] == [0, 1]
    pane.view.go_to_page(len(sheets) - 1)
    settle(pane, qtbot)
    drawn = [sheet.page for sheet in sheets if sheet.image is not None]
    assert len(sheets) - 1 in drawn
    assert len(drawn) < 6
    assert sheets[0].image is None


def test_a_refresh_keeps_the_old_picture_until_the_new_one_is_there(opened: MainWindow, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    opened.desk.workspace.go(Place("applications", NEW))
    settle(pane, qtbot)
    sheet = pane.view.sheets()[pane.view.page]
    scroll = pane.view.verticalScrollBar().value()
    seen: list[bool] = []
    pane.source.made.connect(lambda _: seen.append(sheet.image is not None))
    opened.session.type_cell(NEW, "4321")
    while not seen:
        assert sheet.image is not None
        QTest.qWait(5)
    assert seen == [True]
    assert sheet.drawn_at > 0
    assert pane.view.verticalScrollBar().value() == scroll


def test_a_page_that_stays_the_same_is_not_painted_again(opened: MainWindow, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    first = pane.view.sheets()[0]
    before = first.image
    opened.session.type_cell(NEW, "4321")
    settle(pane, qtbot)
    assert first.image is before


def test_more_and_fewer_pages_come_and_go(opened: MainWindow, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    few = len(pane.view.sheets())
    texts = long_report().texts["overview"]
    opened.session.edit_text("overview", texts, "粘贴")
    settle(pane, qtbot)
    assert len(pane.view.sheets()) > few
    assert pane.bar.number.text().endswith(f"共 {len(pane.view.sheets())} 页")
    opened.session.stack.undo()
    settle(pane, qtbot)
    assert len(pane.view.sheets()) == few


def test_what_is_wanted_beside_the_report_is_laid_out_with_it(opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    wanted: list[Extras] = []

    def paper_of(report: Any, findings: Any, extras: Extras) -> Any:
        wanted.append(extras)
        return preview_paper.paper_of(report, findings, extras)

    monkeypatch.setattr(preview_source, "paper_of", paper_of)
    pane = call_up(opened, qtbot)
    for action, setting in ((pane.bar.slip, SLIP), (pane.bar.infographic, INFOGRAPHIC)):
        action.trigger()
        settle(pane, qtbot)
        assert opened.settings.get(setting)
    assert wanted == [Extras(), Extras(slip=True), Extras(slip=True, infographic=True)]
    # As the export's dialog does.
    opened.settings.put(SLIP, False)
    opened.session.type_cell(NEW, "4321")
    settle(pane, qtbot)
    assert wanted[-1] == Extras(infographic=True)
    assert not pane.bar.slip.isChecked()


def test_pages_are_counted_as_they_are_numbered_on_paper(opened: MainWindow, qtbot: QtBot):
    opened.settings.put(SLIP, True)
    pane = call_up(opened, qtbot)
    numbered = len(pane.view.sheets()) - 1
    pane.view.go_to_page(0)
    assert pane.bar.number.accessibleName() == "审签单"
    pane.view.go_to_page(1)
    assert pane.bar.number.accessibleName() == f"第 1 页，共 {numbered} 页"
    assert [sheet.accessibleName() for sheet in pane.view.sheets()[:2]] == ["预览的审签单", "预览第 1 页"]
    pane.bar.slip.trigger()
    settle(pane, qtbot)
    pane.view.go_to_page(0)
    assert pane.bar.number.accessibleName() == f"第 1 页，共 {numbered} 页"


def test_the_contact_is_marked_on_the_slip_and_a_click_there_leads_to_it(opened: MainWindow, qtbot: QtBot):
    opened.settings.put(SLIP, True)
    pane = call_up(opened, qtbot)
    pane.view.go_to_page(3)
    opened.desk.workspace.go(Place(INFO, field="contact"))
    settle(pane, qtbot)
    assert pane.view.page == 0
    assert pane.view.sheets()[0].marks
    assert not pane.view.sheets()[1].marks
    opened.desk.workspace.go(Place("applications", NEW))
    settle(pane, qtbot)
    slip = pane.view.sheets()[0]
    pane.view.go_to_page(0)
    chosen: list[Place] = []
    pane.place_chosen.connect(chosen.append)
    qtbot.mouseClick(slip, Qt.MouseButton.LeftButton, pos=slip.rect().center())
    assert chosen == [Place(INFO, field="contact")]


def test_findings_are_counted_anew_only_where_the_slip_counts_them(opened: MainWindow, qtbot: QtBot):
    pane = call_up(opened, qtbot)
    made: list[object] = []
    pane.source.made.connect(made.append)
    opened.session.findings_changed.emit()
    assert pane.source.idle
    opened.settings.put(SLIP, True)
    opened.session.findings_changed.emit()
    settle(pane, qtbot)
    assert len(made) == 1


def test_a_report_without_numbers_offers_no_picture_of_them_and_says_why(opened: MainWindow, qtbot: QtBot):
    bar = call_up(opened, qtbot).bar
    bar.more.menu().aboutToShow.emit()
    assert (bar.infographic.isEnabled(), bar.infographic.text()) == (True, "图解")
    opened.session.begin(Report(formats()["2021"], year=2024))
    bar.more.menu().aboutToShow.emit()
    assert (bar.infographic.isEnabled(), bar.infographic.text()) == (False, "图解（可画的数字太少，至少要三个）")
