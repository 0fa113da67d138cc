from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton, QToolButton, QTreeView
from pytestqt.qtbot import QtBot

from gui import dialogs, file_dialogs
from gui.dialogs import Answer
from gui.main_window import MainWindow
from gui.question import Question
from gui.theme import Scheme, colour


def when_asked(qtbot: QtBot, act: Any) -> list[Any]:
    """Do something to the dialog that opens next, and keep what it returns."""
    kept: list[Any] = []

    def do() -> None:
        kept.append(act(QApplication.activeModalWidget()))

    QTimer.singleShot(50, do)
    return kept


@pytest.mark.parametrize(("label", "answer"), [("保存", Answer.SAVE), ("不保存", Answer.DISCARD), ("取消", Answer.CANCEL)])
def test_unsaved_work_has_three_answers(qtbot: QtBot, label: str, answer: Answer):
    def press(box: Question) -> None:
        button = next(b for b in box.findChildren(QPushButton) if b.text() == label)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    when_asked(qtbot, press)
    assert dialogs.ask_unsaved(None, "某乡2024年度报告") is answer


@pytest.mark.parametrize(
    ("has_file", "undoable", "words"), [(True, False, "改动会丢失"), (False, False, "没有了"), (False, True, "“撤销”找回来")]
)
def test_unsaved_work_is_told_what_becomes_of_it(qtbot: QtBot, has_file: bool, undoable: bool, words: str):
    kept = when_asked(qtbot, lambda box: ([label.text() for label in box.findChildren(QLabel)], box.reject()))
    dialogs.ask_unsaved(None, "x", has_file, undoable)
    assert any(words in text for text in kept[0][0])


@pytest.mark.parametrize(("label", "answer"), [("覆盖", Answer.SAVE), ("另存为", Answer.SAVE_AS), ("取消", Answer.CANCEL)])
def test_a_file_changed_elsewhere_has_three_answers(qtbot: QtBot, label: str, answer: Answer):
    def press(box: Question) -> None:
        button = next(b for b in box.findChildren(QPushButton) if b.text() == label)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    when_asked(qtbot, press)
    assert dialogs.ask_overwrite(None, "某乡.gknb") is answer


def test_the_keyboard_begins_where_return_would_press(qtbot: QtBot):
    kept = when_asked(qtbot, lambda box: (box.focusWidget().text(), box.reject()))
    dialogs.ask_unsaved(None, "x")
    assert kept[0][0] == "保存"


def test_return_saves_and_escape_cancels(qtbot: QtBot):
    when_asked(qtbot, lambda box: qtbot.keyClick(box, Qt.Key.Key_Return))
    assert dialogs.ask_unsaved(None, "x") is Answer.SAVE
    when_asked(qtbot, lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert dialogs.ask_unsaved(None, "x") is Answer.CANCEL
    when_asked(qtbot, lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert dialogs.ask_recover(None, "x", "2024-01-02 03:04") is Answer.CANCEL
    when_asked(qtbot, lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert not dialogs.confirm(None, "x", "y", "好")


def test_a_very_long_message_stays_on_the_screen(qtbot: QtBot):
    def look(box: QDialog) -> tuple[int, str]:
        size = box.sizeHint().height()
        text = max((label.text() for label in box.findChildren(QLabel)), key=len)
        box.reject()
        return size, text

    kept = when_asked(qtbot, look)
    text = "一句话。\n" * 300
    dialogs.show_message(None, "标题", text)
    ((height, shown),) = kept
    assert height < 640
    assert shown == text


def test_file_dialogs_speak_chinese(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QFileDialog, "exec", lambda self: kept.append(self) or QFileDialog.DialogCode.Rejected)
    kept: list[QFileDialog] = []
    assert dialogs.ask_open(None, "打开报告", str(tmp_path)) is None
    assert dialogs.ask_save(None, "保存报告", tmp_path / "a.gknb") is None
    assert dialogs.ask_folder(None, "选择文件夹", str(tmp_path)) is None
    labels = QFileDialog.DialogLabel
    for dialog in kept:
        for label in (labels.LookIn, labels.FileName, labels.FileType, labels.Accept, labels.Reject):
            assert any("\u4e00" <= c <= "\u9fff" for c in dialog.labelText(label))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
def test_the_arrows_of_a_file_dialog_are_in_the_ink_of_the_scheme(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: Scheme
):
    kept: list[QFileDialog] = []
    monkeypatch.setattr(QFileDialog, "exec", lambda self: kept.append(self) or QFileDialog.DialogCode.Rejected)
    window.theme.choose(scheme)
    file_dialogs.open_one(window, "打开报告", str(tmp_path), "")
    for name in ("backButton", "forwardButton", "toParentButton"):
        button = kept[0].findChild(QToolButton, name)
        assert button is not None
        drawn = button.icon().pixmap(QSize(16, 16)).toImage()
        solid = [pixel for x in range(drawn.width()) for y in range(drawn.height()) if (pixel := drawn.pixelColor(x, y)).alpha() > 200]
        assert solid
        assert all(abs(pixel.lightness() - colour("ink").lightness()) < 20 for pixel in solid)
    window.theme.choose(Scheme.LIGHT)


def test_a_name_without_suffix_gets_the_own_one(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def name(dialog: QFileDialog) -> int:
        dialog.selectFile("报告")
        return QFileDialog.DialogCode.Accepted

    monkeypatch.setattr(QFileDialog, "exec", name)
    assert dialogs.ask_save(None, "保存报告", tmp_path / "a.gknb") == tmp_path / "报告.gknb"


def test_names_of_files_are_not_cut_off_while_there_is_room(qtbot: QtBot, tmp_path: Path):
    name = "青石县柳河乡人民政府2025年政府信息公开工作年度报告.docx"
    (tmp_path / name).touch()

    def widths(box: QFileDialog) -> tuple[int, int]:
        table = next(iter(box.findChildren(QTreeView)))
        qtbot.waitUntil(lambda: table.sizeHintForColumn(0) > QFontMetrics(table.font()).horizontalAdvance(name))
        found = table.columnWidth(0), table.sizeHintForColumn(0)
        box.reject()
        return found

    kept = when_asked(qtbot, widths)
    dialogs.ask_open(None, "打开报告", str(tmp_path))
    assert kept[0][0] >= kept[0][1]
