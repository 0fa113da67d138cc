"""A 核实 that a person accepted stays accepted while what it speaks of stays the same, and opens again when that changes."""

from dataclasses import replace

import pytest

from core import phrases
from core.acceptance import accept, parted, reason_of, usual_reasons, with_acceptance
from core.finding_rows import rows_of
from core.report import Entry, Report, paragraphs, text_slot
from core.rules.engine import Finding, Level, registered
from core.schema import formats

CELL = next(iter(formats()["2021"].cells))
REASON = "核对过台账"


@pytest.fixture
def report() -> Report:
    made = Report(formats()["2021"])
    made.apply({CELL: Entry(31), text_slot("overview"): paragraphs(["沿用2022年的办法。", "沿用2022年的清单。"])})
    return made


def on_cell() -> Finding:
    return Finding(str(CELL), "与上年接不上", (CELL,), expected="30", actual="31", rule="H2", level=Level.CONFIRM)


def on_words(paragraph: int, start: int = 2, end: int = 7) -> Finding:
    return Finding(f"overview:{paragraph}:{start}-{end}", "年份像是没有改过来", rule="W1", level=Level.CONFIRM)


def test_an_accepted_number_opens_again_when_it_changes(report: Report) -> None:
    report.apply({"accepted": with_acceptance(report, on_cell(), REASON)})
    assert reason_of(report, on_cell()) == REASON
    report.apply({CELL: Entry(32)})
    assert reason_of(report, on_cell()) == ""


def test_accepted_words_stay_accepted_when_a_paragraph_is_written_above_them(report: Report) -> None:
    report.apply({"accepted": with_acceptance(report, on_words(1), REASON)})
    report.apply({text_slot("overview"): paragraphs(["新写的一段。", "沿用2022年的办法。"])})
    assert reason_of(report, on_words(2)) == REASON


def test_accepted_words_open_again_when_they_are_rewritten(report: Report) -> None:
    report.apply({"accepted": with_acceptance(report, on_words(1), REASON)})
    report.apply({text_slot("overview"): paragraphs(["沿用2021年的办法。"])})
    assert reason_of(report, on_words(1)) == ""


def test_an_accepted_gap_of_a_whole_part_opens_again_when_more_is_missing(report: Report) -> None:
    def lacking(names: str) -> Finding:
        return Finding("overview", f"没有写到{names}", expected="甲、乙、丙", rule="S2", level=Level.CONFIRM)

    report.apply({"accepted": with_acceptance(report, lacking("甲"), REASON)})
    assert reason_of(report, lacking("甲")) == REASON
    assert reason_of(report, lacking("甲、乙")) == ""


def test_another_rule_at_the_same_place_stays_open(report: Report) -> None:
    report.apply({"accepted": with_acceptance(report, on_cell(), REASON)})
    other = Finding(str(CELL), "比上年多得多", (CELL,), expected="30", actual="31", rule="H1", level=Level.CONFIRM)
    assert parted(report, [on_cell(), other]) == ([other], [(on_cell(), REASON)])


def test_a_new_answer_replaces_the_old_one_and_an_empty_one_takes_it_back(report: Report) -> None:
    report.apply({"accepted": with_acceptance(report, on_cell(), REASON)})
    report.apply({CELL: Entry(32)})
    report.apply({"accepted": with_acceptance(report, on_cell(), "新废止一件")})
    assert report.accepted == (accept(report, on_cell(), "新废止一件"),)
    assert with_acceptance(report, on_cell(), "") == ()


def test_answers_to_two_findings_of_one_rule_in_one_section_stand_side_by_side(report: Report) -> None:
    report.apply({"accepted": with_acceptance(report, on_words(1, 2, 7), REASON)})
    report.apply({"accepted": with_acceptance(report, on_words(2, 0, 4), "引用上年")})
    assert [reason_of(report, on_words(1, 2, 7)), reason_of(report, on_words(2, 0, 4))] == [REASON, "引用上年"]


def test_two_figures_of_one_section_held_against_cells_are_answered_one_by_one(report: Report) -> None:
    first, second = (replace(on_words(at), cells=(CELL,)) for at in (1, 2))
    report.apply({"accepted": with_acceptance(report, first, REASON)})
    report.apply({text_slot("overview"): paragraphs(["沿用2022年的办法。", "沿用2021年的清单。"])})
    report.apply({"accepted": with_acceptance(report, second, "引用上年")})
    assert [reason_of(report, first), reason_of(report, second)] == [REASON, "引用上年"]


def test_the_rows_for_papers_carry_the_reason(report: Report) -> None:
    report.apply({"accepted": with_acceptance(report, on_cell(), REASON)})
    rows = rows_of(report, [on_cell(), on_words(1)])
    assert [(row.level, row.rule, row.reason) for row in rows] == [("核实", "H2", REASON), ("核实", "W1", "")]


def test_the_usual_reasons_begin_with_those_of_the_rule_and_none_comes_twice() -> None:
    for finding, first in ((on_cell(), "文件清理后"), (on_words(1), "引用原文")):
        offered = usual_reasons(finding)
        assert offered[0].startswith(first)
        assert len(set(offered)) == len(offered) >= 4
        assert sum(reason.endswith("本年已更正") for reason in offered) <= 1
    assert "已核对台账，数字无误" in usual_reasons(on_cell())
    assert "已核对台账，数字无误" not in usual_reasons(on_words(1))


def test_reasons_are_kept_for_rules_that_ask_to_confirm_something() -> None:
    asking = {each.id for each in registered().values() if each.level is Level.CONFIRM}
    assert set(phrases.value("reasons", "rules")) <= asking
