"""Last year's report becomes this year's draft: years stepped, counts to be filled in, what was left over carried in."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from core import rollover
from core.calculation import settle
from core.errors import BrokenForm
from core.places import place_label
from core.report import PREAMBLE, AsRead, Entry, Paragraph, Report, paragraphs
from core.rollover import last_values, roll_forward, successor
from core.rules.engine import Level, registered, run, run_rule
from core.schema import CellId, Format, formats
from tests.helpers import distinct_report, mark, reports

NEW, OLD = formats()["2021"], formats()["2019"]


def carried(report: Report) -> dict[str, object]:
    return {c.column: report.value(c) for c in report.form.cells if c.row == "carried_in"}


def left_over(report: Report) -> dict[str, object]:
    return {c.column: report.value(c) for c in report.form.cells if c.row == "carried_out"}


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_draft_is_next_years_with_everything_still_to_be_filled_in(form_id: str) -> None:
    last = distinct_report(form_id)
    draft = roll_forward(last)
    assert (draft.form.id, draft.year, draft.unit) == ("2021", last.year + 1, last.unit)
    assert draft.title == f"{last.unit}{last.year + 1}年政府信息公开工作年度报告"
    assert (draft.signed_unit, draft.signed_date) == (last.signed_unit, "")
    assert carried(draft) == left_over(last)
    computed = {c for c in draft.form.cells if draft.value(c) is not None and c.row != "carried_in"}
    assert computed <= {c for c in draft.form.cells if c.row == "carried_out"}
    assert draft.last is not None
    assert draft.last.entries == last.entries
    assert draft.as_read == AsRead()


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_only_errors_of_a_draft_are_cells_to_be_filled_in(form_id: str) -> None:
    errors = [f for f in run(roll_forward(distinct_report(form_id))) if f.level is Level.ERROR]
    assert {f.rule.split(".")[0] for f in errors} == {"A4"}


def test_carried_cells_are_marked_until_touched_and_sums_stay_automatic() -> None:
    draft = roll_forward(distinct_report())
    total = CellId("applications", "carried_in", "total")
    assert draft.entry(CellId("applications", "carried_in", "other")).carried
    assert draft.is_computed(total)
    assert not draft.entry(total).carried


def test_a_wrong_total_is_carried_as_it_stands_and_noted() -> None:
    last = distinct_report()
    total = CellId("applications", "carried_out", "total")
    last.entries[total] = Entry(60, manual=True)
    draft = roll_forward(last)
    target = CellId("applications", "carried_in", "total")
    assert draft.entry(target) == Entry(60, manual=True, carried=True)
    assert any(n.where == str(target) and "60" in n.message for n in draft.notes)


def test_what_was_not_filled_in_is_not_carried() -> None:
    draft = roll_forward(Report(NEW, unit="某乡", year=2023))
    assert set(carried(draft).values()) == {None}
    assert draft.entries == {}
    assert draft.notes == ()


@settings(max_examples=30)
@given(reports())
def test_any_report_rolls_forward_with_its_left_over_numbers(last: Report) -> None:
    draft = roll_forward(last)
    assert carried(draft) == left_over(last)
    assert draft.form.first_year <= max(draft.year, last.form.first_year)
    assert all(n.message for n in draft.notes)
    for part in (PREAMBLE, *(s.id for s in draft.form.text_sections)):
        assert all(p.inherited for p in draft.paragraphs(part))
        assert len(draft.paragraphs(part)) <= len(last.paragraphs(part))


# ---- prose --------------------------------------------------------------------------------------


def test_prose_is_stepped_and_marked_as_last_years() -> None:
    draft = roll_forward(distinct_report())
    assert draft.paragraphs(PREAMBLE)[0] == Paragraph(
        "根据《中华人民共和国政府信息公开条例》编制本报告。本报告中所列数据的统计期限为2024年1月1日至2024年12月31日。", inherited=True
    )
    assert draft.paragraphs("overview")[0].text.startswith("2024年，")
    assert draft.paragraphs("problems")[1].text.startswith("2025年，")
    assert all(p.inherited for texts in draft.texts.values() for p in texts)


def test_remains_of_the_template_are_taken_out_with_a_note() -> None:
    last = distinct_report()
    last.texts["overview"] = paragraphs(["[bookmark: _GoBack]正文（文字描述）。", "（该部分以表格形式报告）", "2023年如常。"])
    draft = roll_forward(last)
    assert [p.text for p in draft.paragraphs("overview")] == ["正文。", "2024年如常。"]
    assert [n.where for n in draft.notes] == ["overview"]


def test_no_remains_that_a_click_would_remove_are_left_for_a_finding() -> None:
    """The draft and rule W4 go by one list: its only findings there are those that need a person."""
    last = distinct_report()
    last.texts["overview"] = paragraphs(
        ["甲_GoBack。", "乙（此处填写单位名称）。", "此部分以文字形式描述。", "单击此处输入文字。", "XX镇。"]
    )
    draft = roll_forward(last)
    assert [p.text for p in draft.paragraphs("overview")] == ["甲。", "乙。", "XX镇。"]
    found = list(run_rule(registered()["W4"], draft))
    assert [(finding.actual, finding.fix) for finding in found] == [("XX", None)]


def test_a_year_may_be_skipped_or_unknown() -> None:
    last = distinct_report()
    later = roll_forward(last, 2026)
    assert (later.year, later.paragraphs("overview")[0].text[:5]) == (2026, "2026年")
    last.year = 0
    unknown = roll_forward(last)
    assert (unknown.year, unknown.form.id) == (0, "2021")
    assert unknown.title == f"{last.unit}政府信息公开工作年度报告"
    assert [n.where for n in unknown.notes] == ["year"]
    assert unknown.paragraphs("overview")[0].text.startswith("2023年")


# ---- from form to form --------------------------------------------------------------------------


def test_a_newer_form_is_kept_whatever_the_year() -> None:
    last = distinct_report("2021", year=2019)
    assert roll_forward(last).form.id == "2021"


def test_the_older_form_is_kept_within_its_years_and_left_behind_after_them() -> None:
    assert roll_forward(distinct_report("2019", year=2019)).form.id == "2019"
    assert roll_forward(distinct_report("2019", year=2022)).form.id == "2021"


def test_the_change_of_form_is_noted_at_rows_of_the_new_form() -> None:
    draft = roll_forward(distinct_report("2019"))
    places = {n.where for n in draft.notes}
    assert places == {"applications.other_misc", "proactive.fees", "proactive"}
    assert not any(re.search("[a-z]", place_label(draft.form, place)) for place in places)
    assert any("3.其他" in n.message for n in draft.notes)


def test_zeros_of_the_older_form_need_no_note() -> None:
    last = Report(OLD, unit="某乡", year=2020)
    settle(last, {cell: Entry(0) for cell in OLD.cells})
    assert roll_forward(last).notes == ()


def test_last_years_values_stand_by_the_cells_that_continue_them() -> None:
    last = distinct_report("2019")
    draft = roll_forward(last)
    values = last_values(draft)
    for column in ("natural_person", "other", "total"):
        old = last.value(CellId("applications", "other_handling", column))
        assert values[CellId("applications", "other_misc", column)] == old
        assert CellId("applications", "other_fee_unpaid", column) not in values
    assert values[CellId("proactive", "normative_documents", "issued")] == last.value(CellId("proactive", "normative_documents", "created"))
    assert not any(c.row in ("fees", "procurement", "other_services") for c in values)
    assert all(cell in draft.form.cells for cell in values)
    same = [c for c in NEW.cells if c in OLD.cells and c.row != "fees"]
    assert all(values[c] == last.value(c) for c in same if last.value(c) is not None)


def test_within_one_form_every_value_stands_by_its_own_cell() -> None:
    last = distinct_report()
    assert last_values(roll_forward(last)) == {c: last.value(c) for c in NEW.cells}
    assert last_values(last) == {}


@pytest.mark.parametrize("old", [OLD, NEW])
def test_no_two_cells_continue_in_one(old: Format) -> None:
    follows = {cell: target for cell in old.cells if (target := successor(cell, old, NEW)) is not None}
    assert len(set(follows.values())) == len(follows)
    assert all(old.types[cell] is NEW.types[target] for cell, target in follows.items())


@pytest.mark.parametrize("text", [None, "[[cell]]\nfrom = 5", "no toml ["])
def test_forms_that_nobody_joined_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    (tmp_path / "changes").mkdir()
    if text is not None:
        (tmp_path / "changes" / "2019-2021.toml").write_text(text, "utf-8")
    monkeypatch.setattr(rollover, "FORMATS", tmp_path)
    rollover.changes.cache_clear()
    try:
        with pytest.raises(BrokenForm, match="接不上"):
            roll_forward(distinct_report("2019"))
    finally:
        rollover.changes.cache_clear()


def test_doubts_and_remarks_of_last_year_stay_with_last_year() -> None:
    last = distinct_report()
    cell = CellId("applications", "carried_out", "other")
    mark(last, cell, carried=True, doubtful=True)
    draft = roll_forward(last)
    assert draft.entry(CellId("applications", "carried_in", "other")) == Entry(last.value(cell), carried=True)


def test_a_heading_is_nothing_to_rewrite():
    last = distinct_report()
    heads = ("（一）主动公开情况", "2、依申请公开", "（3）监督保障：")
    bodies = ("（一）主动公开。全年公开信息12条。", "2、3件申请均已办结。", "2023年的工作", "一、" + "很长的一段没有标点的话" * 4)
    last.texts["overview"] = paragraphs((*heads, *bodies))
    held = roll_forward(last).paragraphs("overview")
    assert [p.inherited for p in held] == [False] * len(heads) + [True] * len(bodies)
