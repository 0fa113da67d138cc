import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from core.report import Paragraph, paragraphs, text_slot
from core.rules.engine import Finding, Fix, Level
from gui.checks import Checks
from gui.mnemonics import plain
from gui.text_menu import text_menu
from gui.theme import colour
from tests.gui.text_hands import PART, Key, held, open_text, press, put_cursor, shown, write

RARE = "𬒗"
TEXTS = ("（一）概况", f"{RARE}镇全年收到申请15件，2023年培训2次。")


def finding(paragraph, start, end, level=Level.CONFIRM, fix=None, message="正文 15 件 < 表三 17 件"):
    return Finding(f"{PART}:{paragraph}:{start}-{end}", message, level=level, rule="N1", fix=fix)


@pytest.fixture
def marked(qtbot, monkeypatch):
    def make(*findings, texts=TEXTS):
        editor = open_text(qtbot, *texts)
        # The session's own check must not answer in between.
        editor.session.tasks.close()
        monkeypatch.setattr(type(editor.session), "findings", property(lambda _: findings))
        editor.session.findings_changed.emit()
        return editor

    return make


def waves(editor):
    wave = QTextCharFormat.UnderlineStyle.WaveUnderline
    chosen = [s for s in editor.area.extraSelections() if s.format.underlineStyle() == wave]
    return {s.cursor.selectedText(): s.format.underlineColor().name() for s in chosen}


def test_each_finding_has_a_wave_line_of_its_level_under_its_words(marked):
    editor = marked(finding(2, 8, 11), finding(2, 12, 17, Level.ERROR), finding(1, 0, 5, Level.HINT))
    assert waves(editor) == {
        "15件": colour("confirm").name(),
        "2023年": colour("error").name(),
        "（一）概况": colour("hint").name(),
    }


def test_marks_move_with_the_words(marked):
    editor = marked(finding(2, 8, 11))
    put_cursor(editor, 0)
    write(editor, "新")
    press(editor, Key.Key_Return)
    assert list(waves(editor)) == ["15件"]


def test_findings_of_other_parts_and_beyond_the_text_leave_no_mark(marked):
    elsewhere = Finding("other:1:0-2", "别处", level=Level.HINT)
    whole = Finding(PART, "整个部分", level=Level.HINT)
    editor = marked(elsewhere, whole, finding(9, 0, 2), finding(2, 500, 600))
    assert waves(editor) == {}


def test_blanks_before_a_paragraph_do_not_shift_its_mark(marked):
    editor = marked(finding(1, 4, 6), texts=("　　全年共15件。",))
    assert list(waves(editor)) == ["共1"]


def test_the_tooltip_says_what_is_wrong_under_the_pointer_only(marked, qtbot):
    editor = marked(finding(2, 8, 11))
    editor.go_to(1, 9, 9)
    point = editor.area.cursorRect().center()
    QApplication.sendEvent(editor.area.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, editor.area.viewport().mapToGlobal(point)))
    assert QToolTip.text() == "<qt><b>核实</b>　正文 15 件 &lt; 表三 17 件</qt>"
    editor.go_to(1, 3, 3)
    point = editor.area.cursorRect().center()
    QApplication.sendEvent(editor.area.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, editor.area.viewport().mapToGlobal(point)))
    qtbot.waitUntil(lambda: not QToolTip.isVisible() or not QToolTip.text())


def test_the_menu_mends_in_one_step(marked, monkeypatch: pytest.MonkeyPatch):
    # The finding is the test's own: no rule would offer it again.
    monkeypatch.setattr(Checks, "again", lambda _, found: found)
    mended = (Paragraph(TEXTS[0]), Paragraph(TEXTS[1].replace("15", "17")))
    fix = Fix("改为 17", {text_slot(PART): mended})
    editor = marked(finding(2, 8, 11, fix=fix))
    editor.go_to(1, 9, 9)
    found = editor.marks.at(editor.area.textCursor().position())
    actions = {plain(a.text()).split("\t")[0]: a for a in text_menu(editor.area, editor.session, found).actions()}
    assert not actions["核实：正文 15 件 < 表三 17 件"].isEnabled()
    actions["改为 17"].trigger()
    assert held(editor)[1] == TEXTS[1].replace("15", "17")
    assert "17件" in editor.area.toPlainText()
    editor.session.stack.undo()
    assert held(editor) == list(TEXTS)


def test_the_menu_is_chinese_and_greys_what_would_do_nothing(marked):
    editor = marked()
    words = {plain(a.text()).split("\t")[0]: a.isEnabled() for a in text_menu(editor.area, editor.session, []).actions() if a.text()}
    assert words.pop("粘贴") in (True, False)
    able = {"全选", "查找…"}
    assert words == {name: name in able for name in ("撤销", "重做", "剪切", "复制", "删除", "存为常用语句…", "全选", "查找…")}


def test_a_right_click_opens_the_menu_with_the_mend(marked):
    fix = Fix("改为 17", {text_slot(PART): (Paragraph("换过"),)})
    editor = marked(finding(2, 8, 11, fix=fix))
    editor.go_to(1, 9, 9)
    point = editor.area.cursorRect().center()
    QApplication.sendEvent(editor.area.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, QPoint(0, 0)))
    menu = editor.area.findChild(QMenu)
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    assert [plain(action.text()).split("\t")[0] for action in menu.actions()][1:3] == ["改为 17", "说明理由…"]
    menu.close()


def test_a_place_is_found_even_before_the_field_heard_of_the_change(qtbot):
    editor = open_text(qtbot, "甲")
    session = editor.session
    session.changed.disconnect(editor._on_changed)
    session.edit_text(PART, paragraphs(["甲", "全年收到申请五件。"]), "改为")
    editor.go_to(1, 2, 6)
    assert editor.area.textCursor().selectedText() == "收到申请"
    assert shown(editor) == ["甲", "全年收到申请五件。"]
    assert session.stack.count() == 1
