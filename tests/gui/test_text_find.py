from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from gui.theme import colour
from tests.gui.text_hands import CTRL, NONE, SHIFT, Key, held, open_text, press, put_cursor

TEXTS = ("公开甲，公开乙。", "不公开丙。")


def search(editor, text):
    editor.open_find()
    editor.find_bar.wanted.setText(text)
    return editor.find_bar


def key(field, which, modifiers=NONE):
    QTest.keyClick(field, which, modifiers)


def place(editor):
    return editor.area.textCursor().selectionStart()


def test_ctrl_f_opens_with_the_selected_words(qtbot):
    editor = open_text(qtbot, *TEXTS)
    editor.go_to(0, 0, 2)
    press(editor, Key.Key_F, modifiers=CTRL)
    assert not editor.find_bar.isHidden()
    assert editor.find_bar.wanted.text() == "公开"
    assert editor.find_bar.wanted.hasFocus()
    assert editor.find_bar.count.text() == "第 1 处，共 3 处"


def test_enter_and_f3_go_round_both_ways(qtbot):
    editor = open_text(qtbot, *TEXTS)
    put_cursor(editor, 0)
    bar = search(editor, "公开")
    walked = []
    for which, modifiers in [(Key.Key_Return, NONE)] * 4 + [(Key.Key_Return, SHIFT), (Key.Key_F3, SHIFT), (Key.Key_F3, NONE)]:
        key(bar.wanted, which, modifiers)
        walked.append(place(editor))
    assert walked == [0, 4, 10, 0, 10, 4, 10]
    assert bar.count.text() == "第 3 处，共 3 处"


def test_f3_in_the_text_goes_on(qtbot):
    editor = open_text(qtbot, *TEXTS)
    put_cursor(editor, 0)
    search(editor, "公开")
    editor.setFocus()
    press(editor, Key.Key_F3, Key.Key_F3)
    assert place(editor) == 4


def test_every_place_is_lit_until_the_bar_closes(qtbot):
    editor = open_text(qtbot, *TEXTS)
    bar = search(editor, "公开")

    def lit():
        return [
            s.cursor.selectionStart() for s in editor.area.extraSelections() if s.format.background().color() == colour("confirm_ground")
        ]

    assert lit() == [0, 4, 10]
    key(bar.wanted, Key.Key_Escape)
    assert bar.isHidden()
    assert lit() == []
    assert editor.area.hasFocus()


def test_replace_takes_one_place_and_goes_to_the_next(qtbot):
    editor = open_text(qtbot, *TEXTS)
    put_cursor(editor, 0)
    bar = search(editor, "公开")
    bar.other.setText("发布")
    QTest.mouseClick(bar.buttons["替换"], Qt.MouseButton.LeftButton)
    assert held(editor) == list(TEXTS), "nothing was selected yet: the first press only goes there"
    QTest.mouseClick(bar.buttons["替换"], Qt.MouseButton.LeftButton)
    assert held(editor) == ["发布甲，公开乙。", TEXTS[1]]
    assert place(editor) == 4


def test_replace_all_is_one_step_and_spares_other_paragraphs(qtbot):
    editor = open_text(qtbot, *TEXTS, "去年的话。", inherited=(0, 1, 2))
    bar = search(editor, "公开")
    bar.other.setText("公开公开")
    QTest.mouseClick(bar.buttons["全部替换"], Qt.MouseButton.LeftButton)
    assert held(editor) == ["公开公开甲，公开公开乙。", "不公开公开丙。", "去年的话。"]
    assert [p.inherited for p in editor.paragraphs()] == [False, False, True]
    assert bar.count.text() == "已替换 3 处"
    assert editor.session.stack.count() == 1
    editor.session.stack.undo()
    assert held(editor) == [*TEXTS, "去年的话。"]


def test_what_is_not_there_is_said(qtbot):
    editor = open_text(qtbot, *TEXTS)
    bar = search(editor, "收费")
    assert bar.count.text() == "没有找到"
    assert not bar.buttons["下一处"].isEnabled()
    key(bar.wanted, Key.Key_Return)
    assert place(editor) == 0


def test_the_count_follows_the_text(qtbot):
    editor = open_text(qtbot, *TEXTS)
    bar = search(editor, "公开")
    editor.session.edit_text(editor.part, editor.paragraphs()[:1], "删去一段")
    qtbot.waitUntil(lambda: bar.count.text() == "共 2 处")


def test_fields_and_buttons_are_named(qtbot):
    bar = open_text(qtbot, *TEXTS).find_bar
    assert [bar.wanted.accessibleName(), bar.other.accessibleName()] == ["查找", "替换为"]
    assert all(button.accessibleName() == name for name, button in bar.buttons.items())


def test_what_was_replaced_stays_said_and_esc_ends_the_search(qtbot):
    editor = open_text(qtbot, *TEXTS)
    bar = search(editor, "公开")
    bar.other.setText("发布")
    bar.buttons["全部替换"].setFocus()
    bar.replace_all()
    qtbot.wait(250)
    assert bar.count.text() == "已替换 3 处"
    assert bar.wanted.hasFocus()
    for target in (bar.wanted, editor.area, bar.buttons["关闭"]):
        editor.open_find()
        target.setFocus()
        key(target, Key.Key_Escape)
        assert bar.isHidden()


def test_a_place_gone_to_has_text_around_it(qtbot):
    editor = open_text(qtbot, *(f"第{i}段，说明情况。" * 8 for i in range(40)))
    for paragraph in (30, 12, 39):
        editor.go_to(paragraph, 0, 4)
        where = editor.area.cursorRect().center().y()
        assert 0 < where < editor.area.viewport().height()
        assert paragraph == 39 or where < editor.area.viewport().height() * 0.76
