"""Live figures by hand: called up at the cursor, following their cell in one step with it, removed and unlinked as a whole."""

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from core.calculation import complete
from core.live import with_figures
from core.report import Entry, Live, Paragraph
from core.rules.engine import Finding, Fix
from core.schema import CellId
from gui.checks import Checks
from gui.mnemonics import plain
from gui.theme import colour
from tests.gui.text_hands import CTRL, PART, Key, compose, held, open_text, press, put_cursor, shown, to_end, write
from tests.screenshots.sample import draft

PERSON, TOTAL = CellId("applications", "new", "natural_person"), CellId("applications", "new", "total")
RARE = "𬒗"


@pytest.fixture
def filled(qtbot):
    """Open prose beside a table with 12 natural persons and 5 businesses; what stands in braces is live."""

    def make(*texts, inherited=()):
        editor = open_text(qtbot, "甲")
        session = editor.session
        session.tasks.close()
        report = session.report.copy()
        report.apply(complete(report, {PERSON: Entry(12), CellId("applications", "new", "business"): Entry(5)}))
        report.texts[PART] = tuple(Paragraph(text, place in inherited) for place, text in enumerate(texts))
        session.begin(report)
        report.texts[PART] = tuple(with_figures(paragraph, report) for paragraph in report.texts[PART])
        session.begin(report)
        return editor

    return make


def figures(editor):
    return [(p.text[f.start : f.end], f.cell) for p in editor.paragraphs() for f in p.live]


def search(editor, *keys):
    """Type into the list that is open."""
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(editor.hands.completer.wanted, key) if key.isascii() else editor.hands.completer.wanted.insert(key)
        else:
            QTest.keyClick(editor.hands.completer.wanted, key)


def menu_at(editor, position):
    editor._show_menu(QPoint(0, 0), position)
    menu = editor.area.findChildren(QMenu)[-1]
    menu.close()
    return {plain(action.text()).split("\t")[0]: action for action in menu.actions() if action.text()}


def test_a_brace_opens_the_list_and_enter_puts_the_figure_in_its_place_as_one_step(filled):
    editor = filled("收到件。")
    put_cursor(editor, 2)
    write(editor, "了")
    press(editor, "{")
    completer = editor.hands.completer
    QAbstractItemModelTester(completer.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert completer.wanted.hasFocus()
    search(editor, "新收", Key.Key_Down, Key.Key_Up, Key.Key_Return)
    assert editor.area.hasFocus()
    assert held(editor) == shown(editor) == ["收到了17件。"]
    assert figures(editor) == [("17", TOTAL)]
    assert editor.session.stack.undoText() == "插入活数"
    press(editor, Key.Key_Z, modifiers=CTRL)
    assert held(editor) == ["收到了件。"]
    press(editor, Key.Key_Y, modifiers=CTRL)
    assert figures(editor) == [("17", TOTAL)]


def test_a_full_width_brace_of_an_input_method_opens_it_too_and_esc_leaves_the_text(filled):
    editor = filled("收到")
    to_end(editor)
    compose(editor, "", "｛")
    search(editor, "没有这样的", Key.Key_Return)
    assert editor.hands.completer.nothing.isVisible()
    search(editor, Key.Key_Escape)
    assert editor.hands.completer is None
    assert held(editor) == ["收到｛"]
    assert editor.area.hasFocus()


def test_a_name_closed_by_its_brace_is_the_figure(filled):
    editor = filled("收到")
    to_end(editor)
    press(editor, "{")
    search(editor, "三·新收·自然人", "}")
    assert held(editor) == ["收到12"]
    assert figures(editor) == [("12", PERSON)]


def test_names_in_braces_that_are_pasted_become_figures_in_the_same_step(filled):
    editor = filled("全年")
    to_end(editor)
    QGuiApplication.clipboard().setText("收到{三·新收·总计}件，{不是格}。")
    press(editor, Key.Key_V, modifiers=CTRL)
    assert held(editor) == shown(editor) == ["全年收到17件，{不是格}。"]
    assert figures(editor) == [("17", TOTAL)]
    editor.session.stack.undo()
    assert held(editor) == ["全年"]


def test_the_act_replaces_the_selection_and_fills_an_empty_paragraph(filled):
    editor = filled(f"{RARE}镇收到15件。")
    editor.go_to(0, 4, 6)
    editor.open_figures()
    search(editor, "新收 总计", Key.Key_Return)
    assert held(editor) == [f"{RARE}镇收到17件。"]
    to_end(editor)
    press(editor, Key.Key_Return)
    editor.open_figures()
    search(editor, "规章 制发", Key.Key_Return)
    assert held(editor) == [f"{RARE}镇收到17件。", "〔未填〕"]
    assert [cell.row for _, cell in figures(editor)] == ["new", "government_rules"]


@pytest.mark.parametrize("way", ["type", "fill", "fix"])
def test_however_a_cell_changes_its_figure_follows_in_the_same_step(filled, monkeypatch, way):
    editor = filled("收到{三·新收·总计}件。", "科研机构{三·新收·科研机构}件。", inherited=(0,))
    session, cell = editor.session, CellId("applications", "new", "research")
    put_cursor(editor, 1)
    before = session.stack.count()
    if way == "type":
        session.type_cell(cell, "8")
    elif way == "fill":
        session.fill_zero([cell])
    else:
        monkeypatch.setattr(Checks, "again", lambda _, found: found)
        session.apply_fix(Finding("x", "x", fix=Fix("改为 8", {cell: Entry(8)})))
    number = 0 if way == "fill" else 8
    assert shown(editor) == held(editor) == [f"收到{17 + number}件。", f"科研机构{number}件。"]
    assert [paragraph.inherited for paragraph in editor.paragraphs()] == [True, False]
    assert editor.area.textCursor().position() == 1
    assert session.stack.count() == before + 1
    session.stack.undo()
    assert shown(editor) == held(editor) == ["收到17件。", "科研机构〔未填〕件。"]
    assert session.report.value(cell) is None


def test_typing_before_a_figure_shifts_it_and_typing_inside_makes_it_plain(filled):
    editor = filled("收到{三·新收}件，自然人{三·新收·自然人}件。")
    put_cursor(editor, 2)
    press(editor, "1")
    assert held(editor) == ["收到117件，自然人12件。"]
    assert editor.paragraphs()[0].live == (Live(3, 5, TOTAL), Live(10, 12, PERSON))
    put_cursor(editor, 4)
    press(editor, "0")
    assert figures(editor) == [("12", PERSON)]
    put_cursor(editor, 8)
    press(editor, Key.Key_Return)
    assert figures(editor) == [("12", PERSON)]
    editor.session.type_cell(PERSON, "13")
    assert held(editor) == ["收到1107件，", "自然人13件。"]


def test_backspace_and_delete_take_a_figure_out_whole_and_one_undo_brings_it_back(filled):
    editor = filled("收到{三·新收}件。")
    put_cursor(editor, 4)
    press(editor, Key.Key_Backspace)
    assert held(editor) == shown(editor) == ["收到件。"]
    editor.session.stack.undo()
    assert figures(editor) == [("17", TOTAL)]
    put_cursor(editor, 2)
    press(editor, Key.Key_Delete)
    press(editor, Key.Key_Delete)
    assert held(editor) == ["收到。"]
    editor.session.stack.undo()
    assert held(editor) == ["收到件。"]
    assert figures(editor) == []


def test_copied_figures_are_plain(filled):
    editor = filled("收到{三·新收}件。")
    editor.area.selectAll()
    editor.area.copy()
    assert QGuiApplication.clipboard().text() == "收到17件。"
    to_end(editor)
    editor.area.paste()
    assert figures(editor) == [("17", TOTAL)]


def test_the_menu_leads_to_the_cell_and_makes_the_figure_plain(filled):
    editor = filled("收到{三·新收}件。")
    asked = []
    editor.cell_asked.connect(asked.append)
    acts = menu_at(editor, 3)
    assert not acts["活数：三·新收·总计"].isEnabled()
    acts["到这一格"].trigger()
    assert asked == [TOTAL]
    acts["改为普通数字"].trigger()
    assert figures(editor) == []
    assert held(editor) == ["收到17件。"]
    assert "到这一格" not in menu_at(editor, 3)
    editor.session.stack.undo()
    assert figures(editor) == [("17", TOTAL)]


def test_a_number_that_a_check_holds_against_a_cell_can_be_made_live(filled):
    editor = filled("2024年，收到政府信息公开申请{三·新收}件，其中自然人10件。")
    editor.session.check_now()
    acts = menu_at(editor, editor.area.toPlainText().index("10"))
    assert "改为“12件”" in acts
    acts["改为活数"].trigger()
    assert held(editor) == shown(editor) == ["2024年，收到政府信息公开申请17件，其中自然人12件。"]
    assert figures(editor) == [("17", TOTAL), ("12", PERSON)]
    assert editor.session.stack.undoText() == "改为活数"


def test_a_figure_is_tinted_and_says_its_cell(filled):
    editor = filled("收到{三·新收}件，科研机构{三·新收·科研机构}件。", "没有数。")
    editor.set_zoom(2)
    cursor = editor.area.textCursor()
    # Of the window: in a dressed application the viewport has no ground of its own.
    editor.area.ensureCursorVisible()
    picture, corner = editor.grab().toImage(), editor.area.viewport().mapTo(editor, QPoint())
    for position, token in ((3, "lit"), (13, "empty"), (1, "paper")):
        cursor.setPosition(position)
        where = editor.area.cursorRect(cursor).translated(corner)
        seen = {picture.pixelColor(where.left() + x, where.top() + y).name() for x in range(-3, 4) for y in range(where.height())}
        assert colour(token).name() in seen
    cursor.setPosition(3)
    spot = editor.area.cursorRect(cursor).center()
    QApplication.sendEvent(editor.area.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, editor.area.viewport().mapToGlobal(spot)))
    assert "活数：三·新收·总计" in QToolTip.text()
    put_cursor(editor, 3)
    assert editor.area.accessibleDescription().startswith("活数：三·新收·总计")


def test_ctrl_i_opens_the_list_on_a_page_of_prose_and_leads_to_the_cell(window, qtbot):
    session = window.session
    session.begin(draft(), saved=False)
    window.files.opened.emit()
    workspace = window.desk.workspace
    workspace.show_page("applications")
    workspace.enter()
    window.actions_["insert_figure"].trigger()
    workspace.show_page(PART)
    workspace.enter()
    editor = workspace.page().work
    QTest.keyClick(editor.area, Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: editor.hands.completer is not None)
    completer = editor.hands.completer
    assert window.rect().contains(completer.geometry())
    search(editor, "新收 自然人", Key.Key_Return)
    assert any(cell == PERSON for _, cell in figures(editor))
    menu_at(editor, editor.area.textCursor().position())["到这一格"].trigger()
    assert workspace.place().cell == PERSON
