"""零申请: what it fills and writes, where, and that nothing is claimed against what the report says."""

from dataclasses import replace

import pytest

from core.calculation import complete, set_cells
from core.prose import is_heading
from core.report import Entry, Paragraph, Profile, Report, paragraphs
from core.rollover import roll_forward
from core.rules.engine import run
from core.schema import CellId
from core.zero import ANSWER, APPLICATIONS, DISPUTES, FEE, Part, plan, suits
from tests.helpers import distinct_report

NEW = CellId("applications", "new", "natural_person")
OUT = CellId("applications", "carried_out", "natural_person")
QUIET = ("（一）主动公开", "全年公开信息12条。", "（二）依申请公开", "规范受理流程。", "（三）政府信息管理", "严格审查。")


def part(report: Report, name: str) -> Part:
    return next(each for each in plan(report).parts if each.id == name)


def do(report: Report, *names: str) -> Report:
    made = plan(report)
    chosen = {each.id: (each.wordings or ("",))[0] for each in made.parts if each.id in names}
    report.apply(made.change(report, chosen))
    return report


def quiet_year(*overview: str, other: tuple[str, ...] = ("没有其他需要报告的事项。",)) -> Report:
    """Return this year's draft after a year without applications."""
    last = distinct_report()
    zeros = {c: Entry(0) for c in last.form.cells if c.table in (APPLICATIONS, DISPUTES) and c not in last.form.sum_of}
    set_cells(last, zeros)
    last.texts |= {"overview": paragraphs(overview or QUIET), "other": paragraphs(other)}
    return roll_forward(last)


def texts(report: Report, section: str = "overview") -> list[str]:
    return [p.text for p in report.paragraphs(section)]


def test_one_change_fills_both_tables_with_their_sums_and_writes_both_sentences():
    report = quiet_year()
    assert suits(report)
    made = plan(report)
    assert not any(each.obstacles for each in made.parts)
    before = report.copy()
    change = made.change(report, {each.id: (each.wordings or ("",))[0] for each in made.parts})
    inverse = report.apply(change)
    assert {report.value(c) for c in report.form.cells if c.table in (APPLICATIONS, DISPUTES)} == {0}
    assert all(each.done for each in plan(report).parts)
    assert not suits(report)
    # What was written agrees with the tables and leaves nothing to ask for.
    assert {f.rule for f in run(report)} & {"N1", "N5", "S3", "W2", "H1"} == set()
    report.apply(inverse)
    assert (report.entries, report.texts) == (before.entries, before.texts)


def test_only_what_is_unfilled_is_filled_and_only_what_is_chosen_is_done():
    report = quiet_year()
    set_cells(report, {NEW: Entry(None, remark="待查")})
    do(report, APPLICATIONS)
    assert report.entry(NEW) == Entry(0, remark="待查")
    assert report.entry(CellId("applications", "carried_in", "business")).carried, "what came from last year stays as it came"
    assert report.value(CellId("review_litigation", *DISPUTE)) is None
    assert texts(report) == list(QUIET)


DISPUTE = next((c.row, c.column) for c in distinct_report().form.cells if c.table == DISPUTES)


@pytest.mark.parametrize(
    ("overview", "at", "gone"),
    [
        (QUIET, 3, "规范受理流程。"),
        ((*QUIET[:3], "全年收到政府信息公开申请19件，均已答复。", "接待了来访群众，解释了申请的办法和需要的材料。", *QUIET[4:]), 3, "19件"),
        ((*QUIET[:3], "我们规范了受理、登记、审核、答复、归档的流程，" * 4, *QUIET[4:]), 4, ""),
        (("公开信息12条。", "没有收到政府信息公开申请。", "审查严格。"), 1, ""),
        (("公开信息12条。", "审查严格。"), 2, ""),
        (("（一）主动公开。公开信息12条。", "（二）依申请公开。收到申请19件。", "（三）政府信息管理。审查严格。"), 1, "19件"),
    ],
)
def test_the_sentence_goes_where_the_prose_is_on_applications(overview: tuple[str, ...], at: int, gone: str):
    report = do(quiet_year(*overview), ANSWER)
    written = report.paragraphs("overview")[at]
    assert "没有收到政府信息公开申请，无上年结转" in written.text
    assert not written.inherited
    assert written.text.startswith("（二）依申请公开。") is overview[1].startswith("（二）")
    assert not gone or all(gone not in text for text in texts(report))
    assert all(p.inherited or is_heading(p.text) for n, p in enumerate(report.paragraphs("overview")) if n != at)


def test_last_years_paragraph_can_stay_beside_the_new_one():
    report = quiet_year()
    report.apply(plan(report).change(report, {ANSWER: "没有收到申请。"}, {ANSWER}))
    assert texts(report)[2:6] == ["（二）依申请公开", "规范受理流程。", "没有收到申请。", "（三）政府信息管理"]


def test_a_sentence_of_this_year_is_not_written_twice():
    report = quiet_year(*QUIET[:3], "没有收到政府信息公开申请。", *QUIET[4:])
    assert part(report, ANSWER).wordings[-1] == "没有收到政府信息公开申请。", "last year's own words can be kept"
    report.texts["overview"] = (*report.texts["overview"][:3], Paragraph("今年没有收到政府信息公开申请。"), *report.texts["overview"][4:])
    assert part(report, ANSWER).done


def test_what_stands_against_it_is_named_one_by_one():
    report = quiet_year("（二）依申请公开", "规范受理流程。", "（三）其他")
    report.apply(complete(report, {NEW: Entry(2)}))
    held = report.paragraphs("overview")
    report.texts["overview"] = (*held, Paragraph("全年收到政府信息公开申请3件。"))
    assert report.last is not None
    set_cells(report.last, {CellId("applications", "new", "business"): Entry(5)})
    told = {o.where.split(":")[0]: o.message for o in part(report, APPLICATIONS).obstacles}
    assert set(told) == {str(NEW), "applications.carried_in.business", "overview"}
    assert "填 2" in told[str(NEW)]
    assert "是 5，没有结转到本年" in told["applications.carried_in.business"]
    assert "申请3件" in told["overview"]
    assert part(report, ANSWER).obstacles[0].message == "表三里有不是 0 的数"
    assert not part(report, DISPUTES).obstacles
    assert not suits(report)


def test_last_years_words_are_no_number_of_this_year_but_contradict_a_new_sentence():
    report = quiet_year("今年收到政府信息公开申请3件。", *QUIET)
    assert not part(report, APPLICATIONS).obstacles
    report = quiet_year("收到政府信息公开申请3件，其中自然人3件。", "全年收到申请3件。", *QUIET[2:])
    assert any("仍是上年文字" in o.message for o in part(report, ANSWER).obstacles)


def test_an_undecided_case_of_last_year_stands_against_zeros_in_table_four():
    report = quiet_year()
    assert report.last is not None
    pending = next(c for c in report.form.cells if c.table == DISPUTES and c.column.endswith("pending"))
    set_cells(report.last, {pending: Entry(1)})
    assert [o.where for o in part(report, DISPUTES).obstacles] == [str(pending)]


def test_a_fee_that_was_charged_stands_against_its_sentence():
    report = quiet_year(other=("本年度没有收取信息处理费。",))
    assert part(report, FEE).old == "本年度没有收取信息处理费。"
    report.texts["other"] = (Paragraph("全年收取信息处理费1200元。"),)
    assert [o.where for o in part(report, FEE).obstacles] == ["other:1:4-14"]
    report.texts["other"] = (Paragraph("全年收取信息处理费0元。"),)
    assert part(report, FEE).done


def test_the_form_before_the_fee_has_no_sentence_on_it_and_own_words_are_used():
    early = Report(distinct_report("2019").form, year=2020)
    assert [each.id for each in plan(early).parts] == [APPLICATIONS, DISPUTES, ANSWER]
    report = replace(quiet_year(), profile=Profile(own="我乡"))
    assert all("我乡" in words for words in part(report, ANSWER).wordings)
    blank = Report(report.form)
    assert suits(blank)
    assert do(blank, ANSWER).paragraphs("overview")[0].text.startswith("本年，")
