"""A prose editor in a window of its own, and the hands that work it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from core.report import Paragraph, Report
from core.schema import formats
from gui.session import Session
from gui.text_editor import TextEditor

PART = "overview"
Key = Qt.Key
CTRL, SHIFT, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
_open: list[TextEditor] = []


def open_text(qtbot: QtBot, *texts: str, inherited: tuple[int, ...] = (), part: str = PART) -> TextEditor:
    """Show a section with these paragraphs in an active window; those numbered are still last year's."""
    report = Report(formats()["2021"], unit="青禾市石桥镇人民政府", year=2024)
    report.texts[part] = tuple(Paragraph(text, place in inherited) for place, text in enumerate(texts))
    session = Session(report)
    editor = TextEditor(session, part)
    session.setParent(editor)
    # Kept until Qt has ended it: the collector may run in a thread of the session's, where no widget may end.
    _open[:] = [editor, *filter(isValid, _open)]
    qtbot.addWidget(editor, before_close_func=lambda _: editor.session.tasks.close())
    editor.resize(700, 500)
    editor.show()
    editor.activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    editor.setFocus()
    return editor


def held(editor: TextEditor) -> list[str]:
    """Return the texts that the session holds."""
    return [paragraph.text for paragraph in editor.paragraphs()]


def shown(editor: TextEditor) -> list[str]:
    """Return what stands in the field, a line per block."""
    return editor.area.toPlainText().split("\n")


def put_cursor(editor: TextEditor, position: int) -> None:
    """Set the cursor to a position of the document."""
    cursor = editor.area.textCursor()
    cursor.setPosition(position)
    editor.area.setTextCursor(cursor)


def to_end(editor: TextEditor) -> None:
    """Set the cursor behind the last character."""
    editor.area.moveCursor(QTextCursor.MoveOperation.End)


def press(editor: TextEditor, *keys: str | Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press keys; letters of a string one by one."""
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(editor.area, key)
        else:
            QTest.keyClick(editor.area, key, modifiers)


def compose(editor: TextEditor, preedit: str, commit: str = "") -> None:
    """Do what an input method does: show a composition, or commit its outcome."""
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(editor.area, event)


def write(editor: TextEditor, text: str) -> None:
    """Write Chinese as an input method commits it."""
    compose(editor, "", text)
