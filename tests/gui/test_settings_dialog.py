"""设置: the page of the fonts says what serves, what is missing, where to get it, and leads to characters that no face has."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.exporters import fonts, fonts_scan
from core.exporters.fonts_service import Sample, rare_sources, services
from core.report import Entry, paragraphs, text_slot
from gui import settings_fonts
from gui.main_window import MainWindow
from gui.places import Place
from gui.session import Session
from gui.settings_dialog import PAGES, SettingsDialog
from gui.settings_fonts import SAMPLE, FontsPage, Look, SampleLine
from tests.core.test_fonts import LOST, make_font
from tests.helpers import distinct_report

FONTS = [name for name, _ in PAGES].index("字体")
CHARS = "".join(dict.fromkeys("公开" + SAMPLE.replace(" ", "")))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the only folder of fonts that this machine has: a 仿宋 stands in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "cache"))
    monkeypatch.setattr(fonts_scan, "font_folders", lambda: (tmp_path / "f",))
    make_font(tmp_path / "f" / "simfang.ttf", "FangSong", CHARS)
    fonts.forget()
    yield tmp_path / "f"
    fonts.forget()


@pytest.fixture
def opened(session: Session) -> Session:
    report = distinct_report()
    report.apply({text_slot("problems"): paragraphs(["没有少见的字。", f"甲{LOST}村。"])})
    session.begin(report)
    return session


@pytest.fixture
def shown(qtbot: QtBot, folder: Path) -> Callable[[Session], SettingsDialog]:
    kept: list[SettingsDialog] = []

    def show(session: Session) -> SettingsDialog:
        dialog = SettingsDialog(session)
        dialog.list.setCurrentRow(FONTS)
        qtbot.addWidget(dialog)
        kept.append(dialog)
        with qtbot.waitActive(dialog):
            dialog.show()
            dialog.activateWindow()
        return dialog

    return show


def page_of(dialog: SettingsDialog) -> FontsPage:
    page = dialog.stack.currentWidget()
    assert isinstance(page, FontsPage)
    return page


def settled(dialog: SettingsDialog, qtbot: QtBot) -> FontsPage:
    page = page_of(dialog)
    qtbot.waitUntil(lambda: page._body is not None and page._body.isVisible(), timeout=20_000)
    return page


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def states(page: FontsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.property("role") == "chip" and label.isVisible()]


def link_of(page: FontsPage, text: str) -> QPushButton:
    return next(button for button in page.findChildren(QPushButton) if button.text() == text)


def test_the_page_says_that_it_looks_and_then_what_serves_each_role(session: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot):
    dialog = shown(session)
    page = page_of(dialog)
    assert page.busy.isVisible()
    assert not page.again.isEnabled()
    settled(dialog, qtbot)
    assert not page.busy.isVisible()
    assert page.again.isEnabled()
    assert states(page) == ["缺", "代用", "缺", "合用", "代用"]
    told = texts(page)
    assert {"小标宋", "黑体", "楷体", "仿宋", "宋体", "标题", "一级标题", "二级标题", "正文", "表格"} <= set(told)
    assert "仿宋（simfang.ttf）" in told
    assert any(text.startswith("暂用仿宋（simfang.ttf）") or text.startswith("暂用思源宋体（程序自带）") for text in told)
    assert any("Word 文件里写的是 Windows 的字体名" in text for text in told)
    assert "打开报告以后，这里列出报告里没有字体的字。" in told


def test_every_sample_is_drawn_in_the_colour_of_text(session: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot):
    page = settled(shown(session), qtbot)
    lines = page.findChildren(SampleLine)
    assert len(lines) == 5
    for line in lines:
        image = line.grab().toImage()
        assert any(image.pixelColor(x, y).lightness() < 90 for x in range(0, image.width(), 2) for y in range(image.height()))
        assert SAMPLE in line.accessibleName()


def test_a_font_installed_meanwhile_is_found_by_looking_again(
    session: Session, shown: Callable[..., SettingsDialog], folder: Path, qtbot: QtBot
):
    dialog = shown(session)
    page = settled(dialog, qtbot)
    make_font(folder / "fzxbs.ttf", "FZXiaoBiaoSong-B05S", CHARS)
    page.again.setFocus()
    qtbot.keyClick(page.again, Qt.Key.Key_Space)
    assert page.busy.isVisible()
    settled(dialog, qtbot)
    assert states(page)[0] == "合用"
    assert "方正小标宋简体（fzxbs.ttf）" in texts(page)


def test_fonts_of_the_program_that_are_gone_are_told_and_looked_for_again(
    session: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    fonts.forget()
    with monkeypatch.context() as gone:
        gone.setattr(fonts, "floor_fonts", lambda: (tmp_path / "serif.otf", tmp_path / "sans.otf"))
        dialog = shown(session)
        page = page_of(dialog)
        qtbot.waitUntil(page.again.isEnabled)
        assert page.busy.isVisible()
        assert page.busy.text().startswith("排版用的文件读不出来：")
    qtbot.mouseClick(page.again, Qt.MouseButton.LeftButton)
    assert page.busy.text() == "正在检测字体……"
    assert page.again.text() == "重新检测"
    settled(dialog, qtbot)
    assert not page.busy.isVisible()


def test_closing_while_it_looks_leaves_nothing_behind(session: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot):
    dialog = shown(session)
    page = page_of(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: session.tasks.idle, timeout=20_000)
    assert page._body is None


def test_a_lost_character_is_named_and_its_place_closes_the_dialog(opened: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot):
    dialog = shown(opened)
    page = settled(dialog, qtbot)
    assert any("U+2F9F4" in text for text in texts(page))
    place = link_of(page, "五、存在的主要问题及改进情况 第 2 段")
    assert "U+2F9F4" in place.accessibleName()
    place.setFocus()
    qtbot.keyClick(place, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.place == Place("problems", None, 1, 1, 2)


def test_a_long_name_of_a_place_is_cut_and_told_whole(session: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot):
    report = distinct_report("2019")
    cell = max(report.form.cells, key=lambda each: len(report.form.label(each)))
    report.apply({cell: Entry(7, remark=f"{LOST}村")})
    session.begin(report)
    page = settled(shown(session), qtbot)
    label = report.form.label(cell)
    button = next(each for each in page.findChildren(QPushButton) if each.accessibleName().endswith(label))
    assert button.text().endswith("…")
    assert button.toolTip() == label
    button.click()
    assert page.window().place == Place("applications", cell)  # pyright: ignore[reportAttributeAccessIssue]


def test_a_report_whose_characters_all_have_a_face_is_told_so(session: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot):
    session.begin(distinct_report())
    assert "打开的报告里，每个字都有字体。" in texts(settled(shown(session), qtbot))


def test_a_command_is_copied_by_a_click(
    session: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, clipboard: QClipboard
):
    def linux(report: object, *, anew: bool) -> Look:
        return Look(tuple((each, Sample(1.0, ())) for each in services("linux")), None, rare_sources("linux"))

    monkeypatch.setattr(settings_fonts, "look", linux)
    page = settled(shown(session), qtbot)
    command = "sudo apt install fonts-lxgw-wenkai"
    assert command in texts(page)
    copy = next(button for button in page.findChildren(QPushButton) if button.accessibleName() == f"复制命令：{command}")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert clipboard.text() == command


def test_tab_reaches_all_that_can_be_pressed_and_each_has_a_name(opened: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot):
    dialog = shown(opened)
    page = settled(dialog, qtbot)
    reached: list[Any] = []
    assert dialog.list.hasFocus()
    for _ in range(40):
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        reached.append(dialog.focusWidget())
    assert {page.again, page._body, dialog.close_button, *page.findChildren(QPushButton)} <= set(reached)
    assert all(widget.accessibleName() for widget in reached)
    assert [dialog.list.item(row).text() for row in range(dialog.list.count())] == [name for name, _ in PAGES]


def test_a_small_screen_scrolls_downwards_only(opened: Session, shown: Callable[..., SettingsDialog], qtbot: QtBot):
    dialog = shown(opened)
    page = settled(dialog, qtbot)
    dialog.resize(660, 330)
    qtbot.waitUntil(lambda: dialog.height() == 330)
    assert dialog.width() == 660
    assert dialog.close_button.isVisible()
    inner = page._body.widget()  # pyright: ignore[reportOptionalMemberAccess, reportAttributeAccessIssue]
    assert inner.width() <= page._body.width()  # pyright: ignore[reportOptionalMemberAccess]


def test_the_key_opens_the_settings_and_a_lost_character_leads_into_the_report(window: MainWindow, folder: Path, qtbot: QtBot):
    report = distinct_report()
    report.apply({text_slot("problems"): paragraphs(["没有少见的字。", f"甲{LOST}村。"])})
    window.session.begin(report)
    window.files.opened.emit()

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        dialog.list.setCurrentRow(FONTS)
        page = settled(dialog, qtbot)
        qtbot.mouseClick(link_of(page, "五、存在的主要问题及改进情况 第 2 段"), Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, go)
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.workspace.place().page == "problems"
    assert window.desk.workspace.place().paragraph == 1


def test_the_settings_open_without_a_report(window: MainWindow, folder: Path, qtbot: QtBot):
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        seen.append(dialog.windowTitle())
        qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, close)
    window.actions_["open_settings"].trigger()
    assert seen == ["设置"]


def test_a_sample_without_outlines_takes_its_room(qtbot: QtBot):
    line = SampleLine(Sample(4.0, ()), "仿宋")
    qtbot.addWidget(line)
    assert line.sizeHint().width() == 81
