from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from core.errors import AppError
from core.files import open_report
from core.report import Entry, Report, paragraphs, text_slot
from core.rollover import roll_forward
from core.rules.completeness import zero
from core.rules.engine import Finding, Level, registered
from core.schema import CellId, formats
from gui.help_text import help_for
from gui.places import Place
from gui.session import Session
from gui.tasks import Tasks
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "business")
NEW_TOTAL = CellId("applications", "new", "total")
RESULTS = CellId("applications", "results_total", "business")
OUT = CellId("applications", "carried_out", "business")


class HeldTasks(Tasks):
    """Tasks that wait until the test lets them run."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[tuple[Callable[[Any], Any], Callable[[Any], None] | None]] = []

    def run(self, work: Any, done: Any = None, *arguments: Any, **options: Any) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride]
        self.held.append((work, done))


@pytest.fixture
def opened(session: Session) -> Session:
    session.begin(distinct_report())
    return session


def test_typing_a_cell_is_one_step_with_its_sums(opened: Session):
    changed: list[frozenset[Any]] = []
    opened.changed.connect(changed.append)
    before = {cell: opened.report.value(cell) for cell in (NEW, NEW_TOTAL, OUT)}
    assert opened.type_cell(NEW, "７件（其中网上3件）")
    assert opened.report.entry(NEW) == Entry(7, remark="其中网上3件")
    step = 7 - before[NEW]  # pyright: ignore[reportOperatorIssue]
    assert opened.report.value(NEW_TOTAL) == before[NEW_TOTAL] + step  # pyright: ignore[reportOperatorIssue]
    assert opened.report.value(OUT) == before[OUT] + step  # pyright: ignore[reportOperatorIssue]
    assert {NEW, NEW_TOTAL, OUT} <= changed[0]
    assert opened.stack.count() == 1
    opened.stack.undo()
    assert {cell: opened.report.value(cell) for cell in before} == before
    opened.stack.redo()
    assert opened.report.value(NEW) == 7


def test_typing_what_stands_there_is_no_step(opened: Session):
    total = opened.report.value(NEW_TOTAL)
    assert not opened.type_cell(NEW_TOTAL, f" {total} ")
    assert opened.stack.count() == 0
    assert not opened.report.entry(NEW_TOTAL).manual


def test_what_is_no_number_is_taken_and_becomes_a_finding_at_once(opened: Session):
    opened.type_cell(NEW, "若干")
    assert opened.report.value(NEW) == "若干"
    assert any(f.level is Level.ERROR and f.rule.startswith("A3") for f in opened.findings_at(NEW))


def test_a_sum_typed_over_is_a_finding_until_it_returns_to_auto(opened: Session):
    right = opened.report.value(RESULTS)
    opened.type_cell(RESULTS, "1")
    assert opened.report.entry(RESULTS).manual
    assert [f.rule.split(".")[0] for f in opened.findings_at(RESULTS)] == ["A1"]
    assert opened.reset_to_auto(RESULTS)
    assert opened.report.entry(RESULTS) == Entry(right)
    assert not opened.findings_at(RESULTS)
    assert not opened.reset_to_auto([RESULTS, NEW])


def test_a_guess_is_said(opened: Session, qtbot: QtBot):
    with qtbot.waitSignal(opened.message) as said:
        opened.type_cell(NEW, "无")
    assert "按未填处理" in said.args[0]  # pyright: ignore[reportOptionalSubscript]


def test_edits_with_one_key_merge_and_others_do_not(opened: Session):
    before = opened.report.paragraphs("overview")
    for text in ("甲", "甲乙", "甲乙丙"):
        opened.edit_text("overview", paragraphs([text]), "输入", merge="overview:0")
    opened.edit_text("overview", paragraphs(["甲乙丙丁"]), "输入", merge="overview:1")
    assert opened.stack.count() == 2
    opened.stack.undo()
    assert [p.text for p in opened.report.paragraphs("overview")] == ["甲乙丙"]
    opened.stack.undo()
    assert opened.report.paragraphs("overview") == before
    opened.stack.redo()
    assert [p.text for p in opened.report.paragraphs("overview")] == ["甲乙丙"]


def test_an_edit_that_changes_nothing_is_no_step(opened: Session):
    assert not opened.edit_text("overview", opened.report.paragraphs("overview"), "输入")
    assert not opened.set_fields({"unit": opened.report.unit}, "修改单位")
    assert opened.stack.count() == 0


def test_a_mend_is_applied_with_its_sums_and_taken_back(opened: Session):
    total = opened.report.value(NEW_TOTAL)
    opened.type_cell(NEW, "5")
    right = opened.report.value(NEW_TOTAL)
    opened.type_cell(NEW_TOTAL, "1")
    finding = next(f for f in opened.findings_at(NEW_TOTAL) if f.fix)
    assert opened.apply_fix(finding)
    assert opened.report.entry(NEW_TOTAL) == Entry(right)
    assert right != total
    assert opened.stack.undoText() == f"恢复自动（{right}）"
    opened.stack.undo()
    assert opened.report.value(NEW_TOTAL) == 1
    assert not opened.apply_fix(Finding("", "x"))


def test_a_mend_of_prose_keeps_what_was_typed_after_its_check(opened: Session, qtbot: QtBot):
    opened.edit_text("overview", paragraphs(["本年情况。_GoBack"]), "输入")
    opened.check_now()
    finding = next(f for f in opened.findings_in("overview") if f.fix)
    opened.edit_text("overview", paragraphs(["本年情况。_GoBack后来写的字。", "又一段。"]), "输入")
    assert opened.apply_fix(finding)
    assert [p.text for p in opened.report.paragraphs("overview")] == ["本年情况。后来写的字。", "又一段。"]


def test_a_mend_that_is_not_offered_any_more_changes_nothing(opened: Session, qtbot: QtBot):
    opened.edit_text("overview", paragraphs(["本年情况。_GoBack"]), "输入")
    opened.check_now()
    finding = next(f for f in opened.findings_in("overview") if f.fix)
    opened.edit_text("overview", paragraphs(["先写几个字。本年情况。_GoBack"]), "输入")
    with qtbot.waitSignal(opened.message) as said:
        assert not opened.apply_fix(finding)
    assert said.args == ["内容已改动，请再看一次"]
    assert [p.text for p in opened.report.paragraphs("overview")] == ["先写几个字。本年情况。_GoBack"]


def test_fill_zero_leaves_sums_and_filled_cells(session: Session):
    session.begin(Report(distinct_report().form, year=2024))
    session.type_cell(NEW, "4")
    assert session.fill_zero([NEW, NEW_TOTAL, CellId("applications", "granted", "business")])
    assert session.report.value(NEW) == 4
    assert session.report.value(CellId("applications", "granted", "business")) == 0
    assert not session.report.entry(NEW_TOTAL).manual


def test_adopting_a_report_can_be_undone_and_brings_the_file_back(opened: Session, tmp_path: Path):
    first = opened.report
    opened.begin(first, tmp_path / "a.gknb")
    opened.type_cell(NEW, "5")
    opened.adopt(roll_forward(first), "生成草稿")
    assert opened.report.year == first.year + 1
    assert opened.path is None
    assert not opened.is_saved
    opened.type_cell(NEW, "6")
    opened.stack.undo()
    opened.stack.undo()
    assert opened.report is first
    assert opened.path == tmp_path / "a.gknb"
    assert first.value(NEW) == 5
    opened.stack.redo()
    assert opened.report.year == first.year + 1


def test_last_years_values_are_mapped_to_this_form(session: Session):
    old = distinct_report("2019")
    session.begin(roll_forward(old, 2021), saved=False)
    assert session.has_last
    assert session.last_value(NEW) == old.value(NEW)
    session.begin(distinct_report())
    assert session.last_value(NEW) is None


def test_text_rules_follow_off_the_thread(opened: Session, qtbot: QtBot):
    qtbot.waitUntil(lambda: opened.tasks.idle, timeout=3000)
    opened.edit_text("other", paragraphs(["（文字描述）XX"]), "输入")
    assert not any(f.rule.startswith("W4") for f in opened.findings)
    qtbot.waitUntil(lambda: any(f.rule.startswith("W4") for f in opened.findings_in("other")), timeout=3000)


def test_results_of_an_older_text_are_dropped(qtbot: QtBot):
    tasks = HeldTasks()
    session = Session(distinct_report(), tasks)
    qtbot.waitUntil(lambda: len(tasks.held) == 1)
    session.edit_text("other", paragraphs(["（文字描述）"]), "输入")
    qtbot.waitUntil(lambda: len(tasks.held) == 2)
    session.edit_text("other", paragraphs(["没有其他需要报告的事项。"]), "输入")
    work, done = tasks.held[1]
    assert done is not None
    done(work(None))
    assert not any(f.rule.startswith("W4") for f in session.findings)
    qtbot.waitUntil(lambda: len(tasks.held) == 3)
    work, done = tasks.held[2]
    assert done is not None
    done(work(None))
    assert not any(f.rule.startswith("W4") for f in session.findings)


def test_saving_writes_the_file_and_counts_as_saved(opened: Session, tmp_path: Path, qtbot: QtBot):
    opened.type_cell(NEW, "5")
    path = tmp_path / "报告.gknb"
    states: list[bool] = []
    opened.saved_changed.connect(states.append)
    with qtbot.waitSignal(opened.path_changed):
        opened.save(path)
    assert opened.is_saved
    assert states == [True]
    assert opened.path == path
    assert open_report(path).value(NEW) == 5
    opened.stack.undo()
    assert not opened.is_saved


def test_an_edit_while_saving_stays_unsaved(tmp_path: Path):
    tasks = HeldTasks()
    session = Session(distinct_report(), tasks)
    session.type_cell(NEW, "5")
    session.save(tmp_path / "a.gknb")
    session.type_cell(NEW, "6")
    work, done = tasks.held[-1]
    assert done is not None
    done(work(None))
    assert not session.is_saved
    assert open_report(tmp_path / "a.gknb").value(NEW) == 5


def test_a_save_that_fails_says_so_and_stays_unsaved(opened: Session, tmp_path: Path, qtbot: QtBot):
    opened.type_cell(NEW, "5")
    faults: list[AppError] = []
    opened.save(tmp_path / "没有的文件夹" / "a.gknb", failed=faults.append)
    qtbot.waitUntil(lambda: bool(faults))
    assert "文件夹不存在" in str(faults[0])
    assert not opened.is_saved
    assert opened.path is None


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_zero_is_filled_as_each_cell_holds_it(session: Session, form_id: str):
    form = formats()[form_id]
    session.begin(Report(form, year=int(form_id)))
    for table in form.tables:
        assert session.fill_zero(list(table.cells))
        for cell in (c for c in table.cells if c not in form.sum_of):
            held, wanted = session.report.value(cell), zero(form.types[cell])
            assert (type(held), held) == (type(wanted), wanted)
    session.check_now()
    assert [f for f in session.findings if f.where.partition(".")[0] in {t.id for t in form.tables}] == []


def test_parts_of_a_rule_stand_in_official_order_and_have_a_help_of_their_own(session: Session):
    report = distinct_report()
    texts = report.paragraphs("overview")
    report.apply({text_slot("overview"): (*texts, *paragraphs(["我局做好公开工作工作。", "电话0900--5550126。"]))})
    session.begin(report)
    session.check_now()
    order = list(registered())
    rules = [f.rule for f in session.findings]
    assert {"W3", "W6.double", "W6.phone"} <= set(rules)
    assert rules == sorted(rules, key=order.index)
    text = help_for(session, Place("overview")).text
    assert registered()["W6.double"].help in text
    assert registered()["W6.phone"].help in text


def confirmed(session: Session) -> Finding:
    """Return the first 核实 that the session finds now."""
    session.check_now()
    return next(f for f in session.findings if f.level is Level.CONFIRM)


def test_an_accepted_finding_is_no_longer_open_and_one_undo_opens_it_again(opened: Session, qtbot: QtBot):
    opened.edit_text("problems", paragraphs(["我局将改进。"]), "输入")
    finding = confirmed(opened)
    steps = opened.stack.count()
    with qtbot.waitSignal(opened.findings_changed):
        assert opened.accept(finding, "引用原文，保留")
    assert opened.stack.count() == steps + 1
    assert opened.accepted_findings == ((finding, "引用原文，保留"),)
    assert finding not in opened.open_findings
    assert finding not in opened.findings_in("problems")
    assert finding in opened.findings
    with qtbot.waitSignal(opened.findings_changed):
        opened.stack.undo()
    assert finding in opened.open_findings
    assert opened.accepted_findings == ()


def test_an_accepted_finding_opens_again_when_its_words_change(opened: Session):
    opened.edit_text("problems", paragraphs(["我局将改进。"]), "输入")
    opened.accept(confirmed(opened), "引用原文，保留")
    opened.edit_text("problems", paragraphs(["新写一段。", "我局将改进。"]), "输入")
    opened.check_now()
    assert [reason for _, reason in opened.accepted_findings] == ["引用原文，保留"]
    opened.edit_text("problems", paragraphs(["新写一段。", "我委将改进。"]), "输入")
    opened.check_now()
    assert opened.accepted_findings == ()


def test_an_accepted_finding_is_taken_off_its_cell_and_opens_again_when_the_value_changes(opened: Session, monkeypatch: pytest.MonkeyPatch):
    finding = Finding(str(NEW), "与上年相差很多", (NEW,), rule="H2", level=Level.CONFIRM)
    monkeypatch.setattr(opened._checks, "at", lambda cell: (finding,) if cell == NEW else ())
    monkeypatch.setattr(opened._checks, "findings", (finding,))
    assert opened.findings_at(NEW) == (finding,)
    opened.accept(finding, "已核对台账，数字无误")
    assert opened.findings_at(NEW) == ()
    opened.accept(finding, "")
    assert opened.findings_at(NEW) == (finding,)
