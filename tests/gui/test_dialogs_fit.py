"""Dialogs on the smallest screen and in 大字: nothing beside the screen, no words cut; the buttons name what they do."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.rules.engine import Level
from core.rules.office_words import OfficeWord
from core.schema import CellId
from core.sentences import Sentence
from gui import fitting
from gui.about_dialog import AboutDialog
from gui.acceptance_dialog import ReasonDialog
from gui.export_dialog import ExportDialog
from gui.main_window import MainWindow
from gui.memo_dialog import MemoDialog
from gui.question import Question
from gui.sentence_dialog import SentenceDialog
from gui.settings_dialog import PAGES, SettingsDialog
from gui.settings_fonts import FontsPage
from gui.settings_profile import ProfilePage
from gui.settings_rules import RulesPage
from gui.theme import Scheme, colour
from gui.word_dialog import WordDialog
from tests.gui.review_hands import grid, open_review, source
from tests.gui.review_samples import doubtful
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

_ROOM = QSize(683, 384) - QSize(8, 40)


@pytest.fixture
def large(window: MainWindow) -> Iterator[MainWindow]:
    window.theme.enlarge(True)
    yield window
    window.theme.enlarge(False)


@pytest.mark.parametrize("enlarged", [False, True], ids=["usual", "large"])
def test_every_entry_and_page_of_settings_fits_the_smallest_screen(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, enlarged: bool, request: pytest.FixtureRequest
):
    if enlarged:
        request.getfixturevalue("large")
    monkeypatch.setattr(fitting, "room_for", lambda _: _ROOM)
    window.session.begin(distinct_report())
    boxes: list[QDialog] = [
        ReasonDialog("三（七）总计·自然人", "各项相加不等于总计", ("已核对", "按上级口径", "上年没有"), "", window),
        MemoDialog("三（七）总计·自然人", "", "问老李", window),
        WordDialog("添加词语", OfficeWord(""), (), window),
        SentenceDialog("添加常用语句", Sentence("", ""), (), window),
        AboutDialog(window),
        *(SettingsDialog(window.session, window, page) for page, _ in PAGES),
    ]
    for box in boxes:
        box.show()
        for page in box.findChildren(FontsPage):
            qtbot.waitUntil(page.again.isEnabled)
        assert box.width() <= _ROOM.width(), box.accessibleName()
        assert box.height() <= _ROOM.height(), box.accessibleName()
        assert box.minimumSizeHint().boundedTo(_ROOM) == box.minimumSizeHint(), box.accessibleName()
        box.reject()


def test_the_pages_of_settings_share_their_edges(window: MainWindow, qtbot: QtBot):
    window.session.begin(distinct_report())
    box = SettingsDialog(window.session, window)
    box.show()
    heights: set[int] = set()
    for row in range(len(PAGES)):
        box.list.setCurrentRow(row)
        qtbot.wait(1)
        page = box.stack.currentWidget()
        assert page is not None
        (heading,) = (label for label in page.findChildren(QLabel) if label.property("role") == "page")
        heights.add(heading.mapTo(box, heading.rect().center()).y())
        if isinstance(page, ProfilePage):
            (card,) = page.findChildren(QFrame, "sheet")
            assert card.mapTo(box, card.rect().topRight()).x() == box.close_button.geometry().right()
        if isinstance(page, RulesPage):
            (card,) = page.findChildren(QFrame, "sheet")
            (body,) = card.findChildren(fitting.Body)
            assert body.geometry().bottom() == card.rect().bottom() - 1
    assert len(heights) == 1
    box.reject()


def test_a_question_in_large_print_shows_all_its_words(large: MainWindow, qtbot: QtBot):
    box = Question("“柳湾镇2025年度报告”有没来得及保存的内容，要恢复吗？", "上次没有正常退出。" * 9, ("丢弃", "恢复"), large)
    box.show()
    for label in box.findChildren(QLabel):
        assert label.width() > 500
        assert label.height() >= label.heightForWidth(label.width())
    box.reject()


def test_dialogs_grow_once_in_large_print(large: MainWindow, qtbot: QtBot):
    large.session.begin(distinct_report())
    box = ExportDialog(large.session, large.files.default_folder(), (".docx",), parent=large)
    box.show()
    width = box.width()
    # What comes and goes asks for room again.
    for _ in range(2):
        box.fields.layout_changed.emit()
        qtbot.wait(1)
    assert box.width() == width
    box.reject()


def test_the_review_grows_in_large_print(large: MainWindow, qtbot: QtBot):
    box = open_review(qtbot, doubtful())
    box.desk.result.show_page("applications")
    assert grid(box).metrics.zoom == pytest.approx(1.25)
    layouts = source(box)._delegate
    table = next(line.block for line in source(box).lines if line.row >= 0)
    layout = layouts.layout_of(table)
    assert layout is not None
    assert min(layout.heights) >= 27


def test_export_says_on_its_button_that_errors_go_along(window: MainWindow, qtbot: QtBot):
    window.session.begin(distinct_report())
    window.session.type_cell(CellId("applications", "new", "natural_person"), "")
    window.session.check_now()
    count = sum(finding.level is Level.ERROR for finding in window.session.open_findings)
    box = ExportDialog(window.session, window.files.default_folder(), (".docx",), parent=window)
    assert count
    assert box.accept_button.text() == f"带着 {count} 处错误导出"
    assert not box.accept_button.isDefault(), "the main button is for what is in order"
    box.reject()


def test_a_link_in_a_dialog_leaves_the_main_button_its_look(window: MainWindow, qtbot: QtBot):
    from gui.zero_dialog import ZeroDialog

    window.session.begin(distinct_report())
    box = ZeroDialog(window.session.report, window)
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    link = next(button for button in box.findChildren(QPushButton) if button.property("role") == "link")
    link.setFocus(Qt.FocusReason.TabFocusReason)
    assert box.accept_button.isDefault()
    assert not link.isDefault()
    box.reject()


def test_a_box_that_cannot_be_ticked_is_seen_and_its_words_are_grey(window: MainWindow):
    box = QCheckBox("表三：36 个未填的格填 0", window)
    box.setEnabled(False)
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        window.theme.choose(scheme)
        image = box.grab().toImage()
        seen = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert colour("zero").name() in seen
        assert colour("ink").name() not in seen
    window.theme.choose(Scheme.LIGHT)
