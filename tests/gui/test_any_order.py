"""Whatever is done to cells, prose and live figures in whatever order: undone it is as it began, done again as it ended."""

from collections.abc import Callable

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QGuiApplication, QTextCursor
from pytestqt.qtbot import QtBot

from core.calculation import complete
from core.fingerprint import fingerprint
from core.interchange import loads, serialise, to_dict
from core.interchange_reading import from_dict
from core.live import with_figures, written
from core.mending import mend_all
from core.outline import move, outline, places
from core.report import Entry, Paragraph, Report
from core.rollover import roll_forward
from core.rules.engine import rule_of
from core.schema import CellId
from core.zero import plan
from gui.text_editor import TextEditor
from tests.gui.text_hands import CTRL, PART, Key, held, open_text, press, put_cursor, shown, write
from tests.helpers import distinct_report

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

CELLS = tuple(CellId("applications", "new", column) for column in ("natural_person", "business", "total"))
TYPED = ("", "5", "12", "0", "不详", "1000", "7（注）", "1.5")
LETTERS = "1甲，}　 𬒗"
PASTED = ("{三·新收·总计}", "甲\n乙{三·新收·自然人}\n丙", "（一）丁\n\n  戊")


def draft() -> Report:
    """Return a draft with figures in it, some of them side by side."""
    report = roll_forward(distinct_report())
    report.apply(complete(report, {CELLS[0]: Entry(12), CELLS[1]: Entry(5)}))
    texts = "（六）新收。收到{三·新收·总计}件，其中{三·新收·自然人}件。", "（七）𬒗镇{三·新收·自然人}{三·新收·总计}件"
    report.texts[PART] += tuple(with_figures(Paragraph(text), report) for text in texts)
    return report


def cursor_at(editor: TextEditor, number: int) -> None:
    """Set the cursor somewhere, never between the two halves of a character."""
    document = editor.area.document()
    at = number % document.characterCount()
    put_cursor(editor, at - (0xDC00 <= ord(document.characterAt(at)) < 0xE000))


def select(editor: TextEditor, number: int) -> None:
    cursor_at(editor, number * 7)
    start = editor.area.textCursor().position()
    cursor_at(editor, start + number % 9)
    cursor = editor.area.textCursor()
    cursor.setPosition(start, QTextCursor.MoveMode.KeepAnchor)
    editor.area.setTextCursor(cursor)


def type_cell(editor: TextEditor, number: int) -> None:
    editor.session.type_cell(CELLS[number % len(CELLS)], TYPED[number % len(TYPED)])


def type_text(editor: TextEditor, number: int) -> None:
    cursor_at(editor, number)
    write(editor, LETTERS[number % len(LETTERS)])
    press(editor, "27")


def strike(editor: TextEditor, number: int) -> None:
    cursor_at(editor, number)
    press(editor, (Key.Key_Backspace, Key.Key_Delete, Key.Key_Return)[number % 3])


def cut(editor: TextEditor, number: int) -> None:
    select(editor, number)
    press(editor, Key.Key_X, modifiers=CTRL)


def paste(editor: TextEditor, number: int) -> None:
    select(editor, number)
    if number % 2:
        QGuiApplication.clipboard().setText(PASTED[number % len(PASTED)])
    press(editor, Key.Key_V, modifiers=CTRL)


def insert_figure(editor: TextEditor, number: int) -> None:
    cursor_at(editor, number)
    editor.commit()
    at = editor.area.textCursor().position()
    editor.hands.put(CELLS[number % len(CELLS)], at, at)


def replace_all(editor: TextEditor, number: int) -> None:
    editor.find_bar.open()
    editor.find_bar.wanted.setText("件1收（"[number % 4])
    editor.find_bar.other.setText(("", "个", "11")[number % 3])
    editor.find_bar.replace_all()
    editor.find_bar.close_bar()


def move_heading(editor: TextEditor, number: int) -> None:
    editor.commit()
    texts = editor.paragraphs()
    headings = outline(texts)
    if headings:
        at = number % len(headings)
        there = places(headings, at, len(texts))
        editor.session.edit_text(PART, move(texts, at, there[number % len(there)]), "移动小标题")


def mend(editor: TextEditor, number: int) -> None:
    session = editor.session
    session.check_now()
    found = [finding for finding in session.open_findings if finding.fix is not None]
    if found and number % 2:
        session.apply_fix(found[number % len(found)])
    elif found and (rule := rule_of(found[number % len(found)])) is not None:
        session.push(mend_all(session.report, rule, session.office.settings).change, "同类的都改", None)


def say_none_came(editor: TextEditor, _: int) -> None:
    proposed = plan(editor.session.report)
    chosen = {part.id: part.wordings[0] if part.wordings else "" for part in proposed.parts}
    editor.session.push(proposed.change(editor.session.report, chosen), "零申请", None)


def adopt(editor: TextEditor, _: int) -> None:
    editor.session.adopt(draft(), "读入")


def undo(editor: TextEditor, _: int) -> None:
    editor.session.stack.undo()


def redo(editor: TextEditor, _: int) -> None:
    editor.session.stack.redo()


ACTS: tuple[Callable[[TextEditor, int], None], ...] = (
    *(type_cell, type_text, strike, cut, paste, insert_figure, type_cell, type_text, strike),
    *(replace_all, move_heading, mend, say_none_came, adopt, undo, undo, redo),
)


def state(report: Report) -> tuple[bytes, str]:
    return serialise(to_dict(report)), fingerprint(report)


def check(editor: TextEditor) -> None:
    """Hold what is shown, and every figure, against the report and its cells, and against what its file would say."""
    report = editor.session.report
    assert [text for text in map(str.strip, shown(editor)) if text] == [text.strip() for text in held(editor)]
    figures = [(p.text[f.start : f.end], f.cell) for p in report.paragraphs(PART) for f in p.live]
    assert figures == [(written(report.value(cell)), cell) for _, cell in figures]
    opened = from_dict(loads(serialise(to_dict(report))))
    assert [(p.text[f.start : f.end], f.cell) for p in opened.paragraphs(PART) for f in p.live] == figures
    marked = sum(len(editor.figures.of(block)) for block in range(editor.area.document().blockCount()))
    assert marked == len(figures)


def test_undo_takes_everything_back_and_figures_show_their_cells_all_the_way(qtbot: QtBot):
    editor = open_text(qtbot, "甲")
    session = editor.session
    session.tasks.close()

    # To find the shortest of what fails would take minutes.
    @settings(max_examples=12, phases=(Phase.generate,))
    @given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 999)), min_size=8, max_size=20))
    def hold(steps: list[tuple[Callable[[TextEditor, int], None], int]]) -> None:
        session.begin(draft())
        began = state(session.report)
        for act, number in steps:
            act(editor, number)
            check(editor)
        ended, count = state(session.report), session.stack.index()
        session.stack.setIndex(0)
        check(editor)
        assert state(session.report) == began
        session.stack.setIndex(count)
        check(editor)
        assert state(session.report) == ended

    hold()
