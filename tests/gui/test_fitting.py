"""Windows and dialogs stay on the screen: at 150 % a small one has 911 × 512 pixels, at 200 % 683 × 384."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.errors import UnreadableFile
from core.papers import Extras
from core.reading import Reading
from core.report import Note
from gui import file_dialogs, fitting
from gui.export_dialog import ExportDialog
from gui.import_review import ImportReview
from gui.main_window import MainWindow
from gui.question import Question
from gui.send_dialog import SendDialog
from gui.zero_dialog import ZeroDialog
from tests.gui.review_samples import doubtful
from tests.helpers import distinct_report

SCREENS = (QSize(1366, 768), QSize(911, 512), QSize(683, 384))


@pytest.fixture(params=SCREENS, ids=lambda size: f"{size.width()}x{size.height()}")
def screen(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> QSize:
    """Pretend a screen of that size."""
    room = request.param - QSize(8, 40)
    for module in (fitting, file_dialogs):
        monkeypatch.setattr(module, "room_for", lambda _: room)
    for user in ("question", "import_review"):
        monkeypatch.setattr(f"gui.{user}.room_for", lambda _: room)
    return request.param


def review(window: MainWindow) -> QDialog:
    report = distinct_report()
    report.notes = tuple(Note("applications", f"第 {i} 行对齐读入，请核对") for i in range(30))
    return ImportReview([("上年.docx", Reading(report))], as_last=True, replaces=True, parent=window)


def several(window: MainWindow) -> QDialog:
    faults = [(f"{at}.doc", UnreadableFile("打不开", f"{at}.doc 已损坏；请另存为 .docx 后再试")) for at in range(3)]
    readings = [("一.docx", doubtful()), ("二.docx", doubtful())]
    return ImportReview(readings, as_last=True, replaces=True, faults=faults, parent=window)


def export(window: MainWindow) -> QDialog:
    return ExportDialog(window.session, window.files.default_folder(), (".docx",), parent=window)


def sending(window: MainWindow) -> QDialog:
    window.session.check_now()
    return SendDialog(window.session, window.files.default_folder(), Extras(slip=True), window)


def zeros(window: MainWindow) -> QDialog:
    return ZeroDialog(window.session.report, window)


def question(window: MainWindow) -> QDialog:
    return Question("还有 40 处错误，仍要导出吗？", "一句说明。\n" * 60, ("回去改正", "仍要导出"), window)


@pytest.mark.parametrize("make", [review, several, export, sending, zeros, question])
def test_every_button_of_a_dialog_is_on_the_screen(window: MainWindow, qtbot: QtBot, screen: QSize, make: Callable[[MainWindow], QDialog]):
    window.session.begin(distinct_report())
    dialog = make(window)
    dialog.show()
    assert dialog.width() <= screen.width() - 8
    assert dialog.height() <= screen.height() - 40
    inside = QRect(QPoint(0, 0), dialog.size())
    for button in dialog.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not button.isVisible():
            continue
        assert inside.contains(button.geometry()), button.text()
        assert button.width() >= button.sizeHint().width()


def test_a_large_screen_shows_the_whole_dialog(window: MainWindow, qtbot: QtBot):
    window.session.begin(distinct_report())
    dialog = export(window)
    dialog.show()
    (body,) = dialog.findChildren(fitting.Body)
    assert body.verticalScrollBar().maximum() == 0
    assert body.horizontalScrollBar().maximum() == 0


def test_a_window_too_large_for_the_screen_fills_it(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(fitting, "room_for", lambda _: QSize(903, 472))
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    fitting.fit_main(window)
    assert window.isMaximized()
    assert window.size() == QSize(903, 472)
    small = QWidget()
    qtbot.addWidget(small)
    small.resize(800, 400)
    fitting.fit_main(small)
    assert not small.isMaximized()
    assert small.size() == QSize(800, 400)


def test_the_window_itself_can_be_as_small_as_the_smallest_screen(window: MainWindow):
    window.session.begin(distinct_report())
    window.files.opened.emit()
    for page in ("applications", "overview", "info"):
        window.desk.workspace.show_page(page)
        assert window.minimumSizeHint().height() <= 344
        assert window.minimumSizeHint().width() <= 675


def test_export_says_which_sections_are_still_last_years(window: MainWindow):
    from dataclasses import replace

    report = distinct_report()
    report.texts["problems"] = tuple(replace(p, inherited=True) for p in report.paragraphs("problems"))
    window.session.begin(report)
    told = [label.text() for label in export(window).findChildren(QLabel)]
    assert "第五部分还有上年的文字没有改写。" in told
    assert all("上年的文字" not in text for text in told if not text.startswith("第五部分"))
