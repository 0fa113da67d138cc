"""A file let go on, or pasted into, the work is never written into the report as an address."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.pasting import holds_files
from tests.helpers import distinct_report

COPY = Qt.DropAction.CopyAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def of_file(path: Path) -> QMimeData:
    """Hold a file as file managers do: its address, and its path as words."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    data.setText(str(path))
    return data


def let_go(target: QWidget, data: QMimeData) -> None:
    """Drag something over a widget and let it go; Qt asks the widget, then those that it lies in."""
    where = target.rect().center()
    QApplication.sendEvent(target, QDragEnterEvent(where, COPY, data, LEFT, NONE))
    QApplication.sendEvent(target, QDragMoveEvent(where, COPY, data, LEFT, NONE))
    QApplication.sendEvent(target, QDropEvent(QPointF(where), COPY, data, LEFT, NONE))


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    window.session.begin(distinct_report())
    window.files.opened.emit()
    return window


def test_the_window_takes_a_file_let_go_over_prose(opened: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    opened.desk.workspace.show_number(1)
    editor: Any = opened.desk.workspace.page().work
    read: list[Path] = []
    monkeypatch.setattr(opened.files, "open_path", read.append)
    before = editor.paragraphs()
    let_go(editor.area.viewport(), of_file(tmp_path / "年报.docx"))
    assert read == [tmp_path / "年报.docx"]
    assert editor.paragraphs() == before
    words = QMimeData()
    words.setText("一句话。")
    let_go(editor.area.viewport(), words)
    assert "一句话。" in "".join(p.text for p in editor.paragraphs())
    assert len(read) == 1


def test_a_file_on_the_clipboard_is_not_pasted_into_prose(opened: MainWindow, tmp_path: Path, qtbot: QtBot):
    opened.desk.workspace.show_number(1)
    editor: Any = opened.desk.workspace.page().work
    before = editor.paragraphs()
    QGuiApplication.clipboard().setMimeData(of_file(tmp_path / "年报.docx"))
    qtbot.keyClick(editor.area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.paragraphs() == before
    assert "剪贴板里是文件" in opened.status.currentMessage()
    QGuiApplication.clipboard().setText("一句话。")
    qtbot.keyClick(editor.area, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert editor.paragraphs() != before


def test_a_file_is_not_written_into_cells(opened: MainWindow, tmp_path: Path, qtbot: QtBot):
    opened.desk.workspace.show_number(2)
    view: Any = opened.desk.workspace.page().work
    QGuiApplication.clipboard().setMimeData(of_file(tmp_path / "年报.docx"))
    qtbot.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.is_saved
    assert "剪贴板里是文件" in opened.status.currentMessage()
    view.begin_edit()
    assert not view.cell_delegate.editor.acceptDrops()
    before = view.cell_delegate.editor.text()
    qtbot.keyClick(view.cell_delegate.editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert view.cell_delegate.editor.text() == before


def test_words_copied_from_a_document_are_words():
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/年报.docx")])
    data.setHtml("<p>一句话。</p>")
    assert not holds_files(data)
    data = QMimeData()
    data.setUrls([QUrl("https://example.cn/年报")])
    assert not holds_files(data)
