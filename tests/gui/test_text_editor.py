from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont, QGuiApplication, QTextBlockFormat

from core.report import Paragraph, Report, text_slot
from core.schema import formats
from tests.gui.text_hands import CTRL, PART, SHIFT, Key, compose, held, open_text, press, put_cursor, shown, to_end, write

RARE = "𬒗"


def undo(editor):
    editor.session.stack.undo()


def test_typing_goes_to_the_session_and_undo_takes_it_back_as_one_step(qtbot):
    editor = open_text(qtbot, "全年收到申请。")
    to_end(editor)
    press(editor, "abc")
    assert held(editor) == ["全年收到申请。abc"]
    assert editor.session.stack.count() == 1
    undo(editor)
    assert shown(editor) == held(editor) == ["全年收到申请。"]
    editor.session.stack.redo()
    assert shown(editor) == held(editor) == ["全年收到申请。abc"]


def test_undo_puts_the_cursor_where_it_undid(qtbot):
    editor = open_text(qtbot, "第一段。", "第二段。")
    put_cursor(editor, 2)
    write(editor, "甲乙")
    to_end(editor)
    undo(editor)
    assert editor.area.textCursor().position() == 2
    editor.session.stack.redo()
    assert editor.area.textCursor().position() == 4


def test_ctrl_z_and_ctrl_y_reach_the_report(qtbot):
    editor = open_text(qtbot, "甲")
    to_end(editor)
    write(editor, "乙")
    press(editor, Key.Key_Z, modifiers=CTRL)
    assert held(editor) == ["甲"]
    press(editor, Key.Key_Z, modifiers=CTRL | SHIFT)
    assert held(editor) == ["甲乙"]


def test_enter_makes_a_paragraph_and_an_empty_one_is_no_paragraph_yet(qtbot):
    editor = open_text(qtbot, "甲")
    to_end(editor)
    press(editor, Key.Key_Return, Key.Key_Return)
    assert shown(editor) == ["甲", "", ""]
    assert held(editor) == ["甲"]
    assert editor.session.stack.count() == 0
    write(editor, "乙")
    assert held(editor) == ["甲", "乙"]
    press(editor, Key.Key_Return, modifiers=SHIFT)
    write(editor, "丙")
    assert held(editor) == ["甲", "乙", "丙"]


def test_commit_drops_empty_paragraphs_but_not_the_one_being_written(qtbot):
    editor = open_text(qtbot, "甲", "乙")
    put_cursor(editor, 0)
    press(editor, Key.Key_Return, Key.Key_Return)
    to_end(editor)
    press(editor, Key.Key_Return, Key.Key_Return)
    editor.commit()
    assert shown(editor) == ["甲", "乙", ""]
    write(editor, "丙")
    assert held(editor) == ["甲", "乙", "丙"]


def test_a_split_and_a_join_are_edits(qtbot):
    editor = open_text(qtbot, "甲乙")
    put_cursor(editor, 1)
    press(editor, Key.Key_Return)
    assert held(editor) == ["甲", "乙"]
    press(editor, Key.Key_Backspace)
    assert held(editor) == ["甲乙"]
    undo(editor)
    assert shown(editor) == ["甲", "乙"]


def test_blanks_before_a_paragraph_are_no_text(qtbot):
    editor = open_text(qtbot, "　　甲")
    assert shown(editor) == ["甲"]
    assert editor.session.stack.count() == 0
    put_cursor(editor, 0)
    write(editor, "　　")
    press(editor, "  ")
    assert shown(editor) == ["甲"]
    to_end(editor)
    press(editor, Key.Key_Return, " ")
    write(editor, "　乙 丙")
    assert held(editor) == ["　　甲", "乙 丙"]


def test_only_the_touched_paragraph_ceases_to_be_last_year_s(qtbot):
    editor = open_text(qtbot, "甲段。", "乙段。", "丙段。", inherited=(0, 1, 2))
    put_cursor(editor, 5)
    write(editor, "新")
    assert [p.inherited for p in editor.paragraphs()] == [True, False, True]
    assert [editor.area.document().findBlockByNumber(n).userState() for n in range(3)] == [1, 0, 1]
    undo(editor)
    assert editor.paragraphs() == tuple(Paragraph(t, True) for t in ("甲段。", "乙段。", "丙段。"))
    assert editor.area.document().findBlockByNumber(1).userState() == 1


def test_a_new_paragraph_behind_an_old_one_leaves_it_old(qtbot):
    editor = open_text(qtbot, "甲段。", "乙段。", inherited=(0, 1))
    put_cursor(editor, 3)
    press(editor, Key.Key_Return)
    write(editor, "新段。")
    assert editor.paragraphs() == (Paragraph("甲段。", True), Paragraph("新段。"), Paragraph("乙段。", True))


# ---- input methods ------------------------------------------------------------------------------


def test_a_composition_is_seen_but_is_no_edit_until_it_is_done(qtbot):
    editor = open_text(qtbot, "甲")
    to_end(editor)
    compose(editor, "nian")
    assert editor.area.textCursor().block().layout().preeditAreaText() == "nian"
    assert held(editor) == ["甲"]
    assert editor.session.stack.count() == 0
    compose(editor, "nian bao")
    compose(editor, "", "年报")
    assert held(editor) == ["甲年报"]
    assert editor.session.stack.count() == 1


def test_a_composition_called_off_leaves_nothing(qtbot):
    editor = open_text(qtbot, "甲")
    compose(editor, "nian")
    compose(editor, "")
    assert (held(editor), editor.session.stack.count()) == (["甲"], 0)


# ---- the clipboard ------------------------------------------------------------------------------


def test_a_paste_is_cleaned_and_one_step(qtbot):
    editor = open_text(qtbot, "甲乙")
    put_cursor(editor, 1)
    data = QMimeData()
    data.setHtml("<h1>大字</h1>")
    data.setText("　　第一行\r\n\r\n\t第二行\u200b\r\n")
    editor.area.insertFromMimeData(data)
    assert held(editor) == ["甲第一行", "第二行乙"]
    assert editor.session.stack.count() == 1
    undo(editor)
    assert shown(editor) == ["甲乙"]


def test_a_book_is_refused_with_a_sentence(qtbot):
    editor = open_text(qtbot, "甲")
    QGuiApplication.clipboard().setText("乙" * 300_000)
    with qtbot.waitSignal(editor.session.message) as told:
        press(editor, Key.Key_V, modifiers=CTRL)
    assert "文字太长" in told.args[0]
    assert held(editor) == ["甲"]


def test_copied_words_carry_no_looks(qtbot):
    editor = open_text(qtbot, "（一）标题", "甲")
    editor.area.selectAll()
    press(editor, Key.Key_C, modifiers=CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "（一）标题\n甲"
    assert not data.hasHtml()


# ---- looks --------------------------------------------------------------------------------------


def test_the_indent_is_the_layout_s_in_every_paragraph_old_and_new(qtbot):
    editor = open_text(qtbot, "甲", "乙")
    to_end(editor)
    press(editor, Key.Key_Return)
    write(editor, "丙")
    editor.set_zoom(2.0)
    for number in range(3):
        shape = editor.area.document().findBlockByNumber(number).blockFormat()
        assert shape.textIndent() == 2 * 30
        assert shape.lineHeightType() == QTextBlockFormat.LineHeightTypes.FixedHeight.value
        assert shape.lineHeight() == 30 * 1.9
    assert editor.session.stack.count() == 1, "a zoom is no edit"


def test_headings_are_bold_and_last_year_s_paragraphs_another_colour(qtbot):
    editor = open_text(qtbot, "（一）主动公开情况", "正文一段。", "去年一段。", inherited=(2,))

    def formats_of(number):
        return editor.area.document().findBlockByNumber(number).layout().formats()

    assert [f.format.fontWeight() for f in formats_of(0)] == [QFont.Weight.Bold]
    assert formats_of(1) == []
    (grey,) = formats_of(2)
    assert (grey.start, grey.length) == (0, 5)
    assert grey.format.foreground().color() != editor.area.palette().text().color()


# ---- places -------------------------------------------------------------------------------------


def test_go_to_selects_the_stretch_and_counts_rare_characters_once(qtbot):
    editor = open_text(qtbot, "甲", f"{RARE}{RARE}镇收到15件")
    editor.go_to(1, 3, 7)
    assert editor.area.textCursor().selectedText() == "收到15"
    assert editor.area.hasFocus()


def test_empty_blocks_are_no_paragraphs_when_going_to_one(qtbot):
    editor = open_text(qtbot, "甲", "乙丙")
    put_cursor(editor, 1)
    press(editor, Key.Key_Return)
    editor.go_to(1, 0, 2)
    assert editor.area.textCursor().selectedText() == "乙丙"


def test_the_cursor_s_paragraph_is_told_once(qtbot):
    editor = open_text(qtbot, "甲", "乙乙", "丙")
    told = []
    editor.cursor_moved.connect(told.append)
    for position in (1, 3, 4, 6):
        put_cursor(editor, position)
    assert told == [0, 1, 2] or told == [1, 2]


def test_rare_characters_survive_undo(qtbot):
    editor = open_text(qtbot, f"{RARE}甲{RARE}")
    put_cursor(editor, 3)
    write(editor, f"乙{RARE}")
    assert held(editor) == [f"{RARE}甲乙{RARE}{RARE}"]
    undo(editor)
    assert shown(editor) == [f"{RARE}甲{RARE}"]


def test_another_report_is_shown_anew(qtbot):
    editor = open_text(qtbot, "甲")
    other = Report(formats()["2021"], year=2024)
    other.texts[PART] = (Paragraph("乙"),)
    editor.session.begin(other)
    assert shown(editor) == ["乙"]
    assert editor.session.stack.count() == 0


def test_a_change_of_another_part_leaves_the_field_alone(qtbot):
    editor = open_text(qtbot, "甲")
    put_cursor(editor, 1)
    editor.session.edit_text("other", [Paragraph("丙")], "别处")
    editor.session.changed.emit(frozenset({text_slot("other")}))
    assert shown(editor) == ["甲"]
    assert editor.area.textCursor().position() == 1


def test_the_field_is_named_for_screen_readers(qtbot):
    assert open_text(qtbot, "甲").area.accessibleName() == "一、总体情况"
    assert open_text(qtbot, "甲", part="preamble").area.accessibleName() == "前言"


def test_a_paste_of_far_too_many_paragraphs_is_refused_in_words(qtbot):
    editor = open_text(qtbot, "甲")
    said = []
    editor.session.message.connect(said.append)
    QGuiApplication.clipboard().setText("无\n" * 501)
    press(editor, Key.Key_V, modifiers=CTRL)
    assert held(editor) == ["甲"]
    assert "最多粘贴 500 段" in said[-1]
    QGuiApplication.clipboard().setText("无\n" * 500)
    press(editor, Key.Key_V, modifiers=CTRL)
    assert len(held(editor)) == 500
