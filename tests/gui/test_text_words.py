"""A word of Chinese prose: a figure alone, a phrase up to its comma; by double click, by dragging on, by Ctrl with the keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from gui.text_editor import TextEditor
from gui.text_words import next_word, previous_word, word_at
from tests.gui.text_hands import CTRL, NONE, SHIFT, held, open_text, put_cursor

TEXT = "通过民生热线回复 81 条，通过信访渠道回复 25 条。"
LEFT = Qt.MouseButton.LeftButton


def middle_of(editor: TextEditor, position: int, share: float) -> QPoint:
    """Return a point on the character at a position, `share` of its width from its left."""
    put_cursor(editor, position)
    left = editor.area.cursorRect()
    put_cursor(editor, position + 1)
    return QPoint(round(left.x() + share * (editor.area.cursorRect().x() - left.x())), left.center().y())


def double_click(editor: TextEditor, position: int, share: float = 0.5) -> QWidget:
    """Double-click on a character and hold the button."""
    port, point = editor.area.viewport(), middle_of(editor, position, share)
    QTest.mouseClick(port, LEFT, NONE, point)
    QTest.mouseDClick(port, LEFT, NONE, point)
    return port


def selected(editor: TextEditor) -> str:
    return editor.area.textCursor().selectedText()


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_double_click_takes_the_figure_under_the_pointer(qtbot, share: float):
    editor = open_text(qtbot, TEXT)
    double_click(editor, TEXT.index("25"), share)
    assert selected(editor) == "25"
    QTest.keyClicks(editor.area, "18")
    assert held(editor) == [TEXT.replace("25", "18")]


def test_a_double_click_takes_a_phrase_up_to_its_comma_and_a_third_the_paragraph(qtbot):
    editor = open_text(qtbot, TEXT)
    port = double_click(editor, TEXT.index("信访"))
    assert selected(editor) == "通过信访渠道回复"
    QTest.mouseClick(port, LEFT, NONE, middle_of(editor, TEXT.index("信访"), 0.5))
    assert selected(editor) == TEXT


def test_held_and_dragged_on_it_takes_whole_words(qtbot):
    editor = open_text(qtbot, TEXT)
    port = editor.area.viewport()
    start, on, back = (middle_of(editor, TEXT.index(word), 0.5) for word in ("81", "渠道", "热线"))
    QTest.mouseClick(port, LEFT, NONE, start)
    QTest.mousePress(port, LEFT, NONE, start)
    QTest.mouseRelease(port, LEFT, NONE, start)
    editor.area._words.begin(editor.area.position_at(start))
    # The hand trembles, then goes on, then back over where it began.
    for point, wanted in ((start + QPoint(1, 0), "81"), (on, "81 条，通过信访渠道回复"), (back, "通过民生热线回复 81")):
        QTest.mouseMove(port, point)
        assert selected(editor) == wanted
    QTest.mouseRelease(port, LEFT, NONE, back)
    assert not editor.area._words.lead(0)


def test_ctrl_goes_and_deletes_by_words(qtbot):
    editor = open_text(qtbot, TEXT)
    put_cursor(editor, 0)
    QTest.keyClick(editor.area, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(editor.area, Qt.Key.Key_Right, CTRL | SHIFT)
    assert selected(editor) == "81 "
    QTest.keyClick(editor.area, Qt.Key.Key_Left, CTRL)
    QTest.keyClick(editor.area, Qt.Key.Key_Delete, CTRL)
    put_cursor(editor, editor.area.document().characterCount() - 1)
    QTest.keyClick(editor.area, Qt.Key.Key_Backspace, CTRL)
    assert held(editor) == [TEXT.replace("81 ", "").rstrip("。")]
    editor.session.stack.undo()
    assert held(editor) == [TEXT.replace("81 ", "")]


def test_words_are_counted_as_the_document_counts():
    text = "𠮷镇2024年，增长12.5%；ABC网 "
    assert [word_at(text, at) for at in (0, 2, 4, 8)] == [(0, 3), (0, 3), (3, 7), (8, 9)]
    assert word_at(text, 12) == (11, 16)
    assert word_at("", 0) == (0, 0)
    assert word_at("年", 5) == (0, 1)
    assert (next_word(text, 0), previous_word(text, 7), previous_word(text, 0)) == (3, 3, 0)
    assert next_word(text, 21) == 22
