"""待办 and the navigator: right from the first moment, in place while work goes on, and the keyboard goes where one is sent."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.report import Report, paragraphs
from core.rollover import roll_forward
from core.schema import CellId
from gui.main_window import MainWindow
from gui.nav_delegate import SectionDelegate
from gui.places import Place
from gui.progress import State, todos
from gui.todo_list import TodoRow
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "natural_person")
TOTAL = CellId("applications", "new", "total")
CLICK = Qt.MouseButton.LeftButton


def start(window: MainWindow, report: Report) -> None:
    window.session.begin(report)
    window.files.opened.emit()
    window.resize(1366, 900)
    window.session.check_now()


@pytest.fixture
def drafting(window: MainWindow) -> MainWindow:
    """Give a window with next year's draft."""
    start(window, roll_forward(distinct_report()))
    return window


def settle() -> None:
    """Let the list be built anew, and what is new in it come up."""
    for _ in range(3):
        QApplication.processEvents()


def shown(window: MainWindow) -> list[str]:
    """Return the lines of 待办 from top to bottom."""
    settle()
    labels = [w for w in window.desk.navigator._todo.findChildren(QLabel) if w.text()[:1] in "☐☑" and w.isVisible()]
    return [label.text() for label in sorted(labels, key=lambda w: w.mapTo(window, w.pos()).y())]


def link(window: MainWindow, spoken: str) -> QPushButton:
    settle()
    return next(b for b in window.desk.navigator._todo.findChildren(QPushButton) if spoken in b.accessibleName() and b.isVisible())


def type_keys(qtbot: QtBot, window: MainWindow, keys: str) -> None:
    """Type as a hand does, wherever the keyboard is."""
    for key in keys:
        qtbot.keyClicks(window.focusWidget(), key)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)


def click_line(qtbot: QtBot, window: MainWindow, page: str) -> None:
    view, pages = window.desk.navigator._view, window.desk.navigator._model.pages
    qtbot.mouseClick(view.viewport(), CLICK, pos=view.visualRect(view.model().index(pages.index(page), 0)).center())


def test_a_click_on_a_section_takes_the_keyboard_there(drafting: MainWindow, qtbot: QtBot):
    click_line(qtbot, drafting, "applications")
    type_keys(qtbot, drafting, "31")
    assert drafting.session.report.value(NEW) == 31
    click_line(qtbot, drafting, "overview")
    assert drafting.desk.workspace.page().work.area.hasFocus()  # pyright: ignore[reportAttributeAccessIssue]


def test_the_lists_links_go_to_the_very_place(drafting: MainWindow, qtbot: QtBot):
    window, held = drafting, drafting.session.report.paragraphs("problems")
    window.session.edit_text("problems", (replace(held[0], text="新写的。", inherited=False), *held[1:], held[0]), "输入")
    window.desk.workspace.show_page("proactive")
    qtbot.mouseClick(link(window, "第五部分"), CLICK)
    assert window.desk.workspace.current == "problems"
    assert window.desk.workspace.place().paragraph == 1
    qtbot.mouseClick(link(window, "落款日期"), CLICK)
    page: Any = window.desk.workspace.page()
    assert page.signed_date.hasFocus()
    type_keys(qtbot, window, f"{window.session.report.year + 1}.1.18")
    assert window.session.report.signed_date.endswith("-01-18")
    assert "☑ 填写落款日期" in shown(window)


def test_a_wrong_carry_over_is_gone_to_where_it_is(drafting: MainWindow, qtbot: QtBot):
    cell = CellId("applications", "carried_in", "business")
    drafting.session.type_cell(cell, "777")
    drafting.session.check_now()
    drafting.desk.workspace.show_page("proactive")
    qtbot.mouseClick(link(drafting, "表三与上年衔接"), CLICK)
    assert drafting.desk.workspace.place().cell == cell


def test_repeated_prose_is_no_matter_of_the_carry_over(drafting: MainWindow):
    drafting.desk.workspace.show_page("proactive")
    long = ["镇里把公开栏搬到集市入口，每逢赶集由值班干部讲解补贴怎么申请、钱什么时候到账，群众当场就能问清楚。"] * 4
    last = drafting.session.report.last
    assert last is not None
    last.texts["overview"] = paragraphs(long)
    drafting.session.edit_text("overview", paragraphs(long), "照抄")
    drafting.session.check_now()
    assert "H4" in {f.rule for f in drafting.session.open_findings}
    assert {"☑ 表二与上年衔接", "☑ 表三与上年衔接"} <= set(shown(drafting))


def test_mending_leaves_the_keyboard_at_the_work(drafting: MainWindow, qtbot: QtBot):
    click_line(qtbot, drafting, "applications")
    drafting.session.type_cell(NEW, "3")
    drafting.session.type_cell(TOTAL, "99999")
    drafting.session.check_now()
    panel = drafting.desk.findings
    qtbot.waitUntil(lambda: any(c.finding.where == str(TOTAL) for c in panel.cards()))
    card = next(c for c in panel.cards() if c.finding.where == str(TOTAL))
    qtbot.mouseClick(card.links[0], CLICK)
    qtbot.waitUntil(lambda: not drafting.session.report.entry(TOTAL).manual)
    assert drafting.desk.workspace.page().work.hasFocus()
    qtbot.mouseClick(link(drafting, "表三"), CLICK)
    assert drafting.desk.workspace.page().work.hasFocus()
    assert "☑ 表三填齐" in shown(drafting)


def test_no_line_jumps_while_the_work_goes_on(drafting: MainWindow):
    drafting.desk.workspace.show_page("proactive")
    before = shown(drafting)
    assert len(before) == 13
    assert [line[2:4] for line in before] == [
        "填写",
        "前言",
        "第一",
        "表二",
        "表二",
        "表三",
        "表三",
        "表四",
        "第五",
        "第六",
        "填写",
        "没有",
        "没有",
    ]
    for table in drafting.session.report.form.tables:
        drafting.session.fill_zero(list(table.cells))
    drafting.session.set_fields({"signed_date": "2030-01-18"}, "修改落款日期")
    after = shown(drafting)
    # What is left of last year's numbers is another matter.
    assert [line[0] for at, line in enumerate(after) if at not in (3, 5, 11, 12)] == list("☑☐☐☑☑☑☐☐☑")


def test_the_aspects_stand_under_their_section_and_the_rest_stays_in_reach(drafting: MainWindow):
    drafting.session.edit_text("overview", paragraphs(["（一）主动公开。全年公开信息12条。", "加强监督检查。"]), "改写")
    drafting.session.check_now()
    drafting.desk.workspace.show_page("overview")
    lines = shown(drafting)
    at = lines.index("☑ 第一部分已改写")
    assert lines[at + 1 : at + 6] == ["☑ 主动公开", "☐ 依申请公开", "☐ 政府信息管理", "☐ 政府信息公开平台建设", "☑ 监督保障"]
    assert len(lines) == 13 + 5
    drafting.desk.workspace.show_page("problems")
    assert len(shown(drafting)) == 13


def test_a_report_that_comes_with_errors_is_counted_at_once(window: MainWindow, qtbot: QtBot):
    report = distinct_report()
    report.apply({TOTAL: replace(report.entry(TOTAL), value=1, manual=True)})
    window.session.begin(report)
    window.files.opened.emit()
    qtbot.waitUntil(lambda: window.session.tasks.idle)
    QApplication.processEvents()
    navigator = window.desk.navigator
    states = dict(zip(navigator._model.pages, [None, *navigator._model.states()], strict=True))
    assert states["applications"] is not None
    assert states["applications"].errors == 1
    assert not states["applications"].done
    items = todos(window.session)
    assert (navigator._bar.value(), navigator._bar.maximum()) == (sum(todo.done for todo in items), len(items))
    assert "☐ 改正 1 处错误" in shown(window)
    assert f"已完成 {navigator._bar.value()} / {len(items)} 项" in navigator._left.text()
    problems = sum(f.level != "hint" for f in window.session.findings)
    assert f"还有 {problems} 处要处理" in navigator._left.text()


def test_a_finished_report_is_ticked_off_and_shows_the_way_on(window: MainWindow, qtbot: QtBot):
    start(window, distinct_report())
    for finding in window.session.open_findings:
        window.session.accept(finding, "已核对")
    assert all(todo.done for todo in todos(window.session))
    lines = shown(window)
    assert lines
    assert all(line.startswith("☑") for line in lines)
    window.desk.send_asked.disconnect()
    with qtbot.waitSignal(window.desk.send_asked):
        qtbot.mouseClick(link(window, "送审"), CLICK)


def test_every_title_fits_beside_its_mark(drafting: MainWindow, monkeypatch: pytest.MonkeyPatch):
    cut: list[str] = []
    elided = QFontMetrics.elidedText

    def watch(metrics: QFontMetrics, text: str, *arguments: Any) -> str:
        made = elided(metrics, text, *arguments)
        if made != text:
            cut.append(text)
        return made

    monkeypatch.setattr(QFontMetrics, "elidedText", watch)
    navigator = drafting.desk.navigator
    navigator.resize(QSize(240, navigator.height()))
    for state in (State(inherited=2), State(errors=12), State()):
        monkeypatch.setattr(navigator._model, "_states", dict.fromkeys(navigator._model.pages, state))
        navigator.grab()
    assert cut == []
    assert isinstance(navigator._view.itemDelegate(), SectionDelegate)


def test_the_list_stays_reachable_in_a_low_window(drafting: MainWindow, qtbot: QtBot):
    from PySide6.QtWidgets import QScrollArea

    drafting.desk.workspace.show_page("proactive")
    drafting.resize(1366, 472)
    qtbot.waitUntil(lambda: drafting.height() == 472)
    (area,) = [a for a in drafting.desk.navigator.findChildren(QScrollArea)]
    assert area.verticalScrollBar().maximum() > 0
    todo = link(drafting, "落款日期")
    area.ensureWidgetVisible(todo)
    assert area.viewport().rect().contains(todo.mapTo(area.viewport(), todo.rect().center()))


def test_a_folded_pane_still_says_what_is_wrong(drafting: MainWindow, tmp_path: Path):
    drafting.actions_["show_findings"].trigger()
    said: list[str] = []
    drafting.session.message.connect(said.append)
    drafting.actions_["next_finding"].trigger()
    assert drafting.session.findings[0].message in said[-1]


def test_one_key_leads_from_one_thing_to_the_next(drafting: MainWindow, qtbot: QtBot):
    window, go = drafting, drafting.actions_["next_todo"]
    window.desk.workspace.show_page("other")
    (first,) = [b for b in window.desk.navigator.findChildren(QPushButton) if b.text().startswith("下一件")]
    assert first.text() == "下一件：前言核对 2 段 →"
    qtbot.mouseClick(first, CLICK)
    assert (window.desk.workspace.current, window.desk.workspace.place().paragraph) == ("info", 0)
    qtbot.mouseClick(link(window, "前言核对 2 段，都照用"), CLICK)
    assert not any(p.inherited for p in window.session.report.paragraphs("preamble"))
    settle()
    assert first.text() == "下一件：第一部分改写 6 段 →"
    assert (window.desk.workspace.current, window.desk.workspace.place().paragraph) == ("overview", 0)
    seen = []
    for _ in range(4):
        go.trigger()
        seen.append(window.desk.workspace.current)
    assert seen == ["proactive", "applications", "review_litigation", "problems"]
    focus = QApplication.focusWidget()
    assert focus is not None
    assert window.desk.workspace.isAncestorOf(focus), "and takes the keyboard there"


def test_where_something_was_done_the_rest_of_it_comes_before_the_next_thing(drafting: MainWindow):
    window, go = drafting, drafting.actions_["next_todo"]
    window.desk.todo.first()
    go.trigger()
    window.actions_["keep_last_text"].trigger()
    go.trigger()
    assert (window.desk.workspace.current, window.desk.workspace.place().paragraph) == ("overview", 1)
    go.trigger()
    assert window.desk.workspace.current == "proactive", "whoever asks again leaves it for later"


def test_paragraphs_selected_together_are_kept_together(drafting: MainWindow, qtbot: QtBot):
    window, keep = drafting, drafting.actions_["keep_last_text"]
    window.desk.workspace.go(Place("overview", paragraph=0))
    said: list[str] = []
    window.session.message.connect(said.append)
    work = window.focusWidget()
    # From the first to the beginning of the third, which is not meant.
    lines = [paragraph.text for paragraph in window.session.report.paragraphs("overview")]
    for _ in range(len(lines[0]) + len(lines[1]) + 2):
        qtbot.keyClick(work, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    keep.trigger()
    assert said == [f"这 2 段照用；还有 {len(lines) - 2} 段上年文字"]
    assert window.session.stack.count() == 1
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    keep.trigger()
    assert "☑ 第一部分已改写" in shown(window)
    assert window.desk.workspace.current == "problems", "the next part follows"


def test_a_paragraph_that_stays_true_is_kept_by_one_key_and_leads_to_the_next(drafting: MainWindow):
    window, keep = drafting, drafting.actions_["keep_last_text"]
    window.desk.workspace.go(Place("problems", paragraph=0))
    before = window.session.report.paragraphs("problems")
    assert all(p.inherited for p in before)
    keep.trigger()
    assert window.desk.workspace.place().paragraph == 1
    keep.trigger()
    assert "☑ 第五部分已改写" in shown(window)
    assert (window.desk.workspace.current, window.desk.workspace.place().paragraph) == ("overview", 0), "the next part follows"
    window.desk.workspace.show_page("problems")
    assert [p.text for p in window.session.report.paragraphs("problems")] == [p.text for p in before]
    said: list[str] = []
    window.session.message.connect(said.append)
    keep.trigger()
    assert said == ["光标不在上年的段落里"]
    window.actions_["undo"].trigger()
    window.actions_["undo"].trigger()
    assert window.session.report.paragraphs("problems") == before


def test_a_line_that_stays_is_the_same_line_and_only_what_it_says_anew_is_made(drafting: MainWindow):
    todo = drafting.desk.navigator._todo
    settle()
    before = {row.todo.text: row for row in todo.findChildren(TodoRow) if row.isVisible()}
    drafting.session.type_cell(NEW, "5")
    settle()
    after = {row.todo.text: row for row in todo.findChildren(TodoRow) if row.isVisible()}
    assert before.keys() ^ after.keys()
    assert all(before[text] is after[text] for text in before.keys() & after.keys())


def test_a_report_opens_on_one_page_and_no_other_is_built(window: MainWindow):
    made: list[object] = []
    window.desk.workspace.page_made.connect(made.append)
    start(window, roll_forward(distinct_report()))
    assert made == [window.desk.workspace.page()]
