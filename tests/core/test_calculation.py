"""Sums follow what they add up, only where a term changed, and a person's or a source's own total is kept."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import calculation
from core.calculation import complete, evaluate, expected, set_cells, settle, typed
from core.report import Entry, Report
from core.schema import CellId, Format, Sum, formats
from core.values import MAX_DIGITS, Value, number_of
from tests.helpers import distinct_report, entries, terms_of, values_of


def cell(row: str, column: str, table: str = "applications") -> CellId:
    return CellId(table, row, column)


def by_hand(report: Report) -> dict[CellId, Value]:
    """Work every sum out anew, in the order declared, until nothing moves: slow, and nothing to go wrong in."""
    values = {c: report.value(c) for c in report.form.cells}
    for _ in range(4):
        for target, each in report.form.sum_of.items():
            if report.entry(target).manual:
                continue
            plus = [number_of(values[c]) for c in each.plus]
            minus = [number_of(values[c]) for c in each.minus]
            filled = [n for n in plus if n is not None], [n for n in minus if n is not None]
            total = sum(filled[0]) - sum(filled[1])
            values[target] = total if (filled[0] or filled[1]) and abs(total) < 10**MAX_DIGITS else None
    return values


def assert_settled(report: Report) -> None:
    worked = by_hand(report)
    assert {c: report.value(c) for c in report.form.cells} == worked


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_whole_report_adds_up(form_id: str) -> None:
    report = distinct_report(form_id)
    assert_settled(report)
    assert not any(entry.manual for entry in report.entries.values())


def test_one_term_moves_its_row_its_column_and_the_carry_over() -> None:
    report = distinct_report()
    moved = complete(report, {cell("granted", "natural_person"): Entry(1)})
    assert set(moved) == {
        cell("granted", "natural_person"),
        cell("granted", "total"),
        cell("results_total", "natural_person"),
        cell("results_total", "total"),
        cell("carried_out", "natural_person"),
        cell("carried_out", "total"),
    }


def test_only_sums_with_a_changed_term_are_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    report = distinct_report()
    seen: list[CellId] = []

    def watched(formula: Sum, value_of: "calculation.Callable[[CellId], Value]") -> Value:
        seen.append(formula.target)
        return evaluate(formula, value_of)

    monkeypatch.setattr(calculation, "evaluate", watched)
    same = report.value(cell("granted", "other"))
    complete(report, {cell("granted", "other"): Entry(same)})
    assert seen == []
    complete(report, {CellId("review_litigation", "review", "other"): Entry(1)})
    assert seen == [CellId("review_litigation", "review", "total")]
    seen.clear()
    complete(report, {cell("new", "other"): Entry(1)})
    assert sorted(seen) == sorted({*seen})
    assert set(seen) == {cell("new", "total"), cell("carried_out", "other"), cell("carried_out", "total")}


def test_a_sum_that_does_not_change_stops_the_wave() -> None:
    report = distinct_report()
    first, second = cell("granted", "business"), cell("partial", "business")
    values = [report.value(c) for c in (first, second)]
    assert isinstance(values[0], int)
    assert isinstance(values[1], int)
    moved = complete(report, {first: Entry(values[0] + 1), second: Entry(values[1] - 1)})
    assert set(moved) == {first, second, cell("granted", "total"), cell("partial", "total")}


def test_a_total_typed_over_keeps_its_value_until_it_is_returned_to_automatic() -> None:
    report = distinct_report()
    total = cell("results_total", "research")
    right = report.value(total)
    set_cells(report, {total: typed(report, total, 7)})
    assert report.entry(total) == Entry(7, manual=True)
    set_cells(report, {cell("granted", "research"): Entry(500_000)})
    assert report.value(total) == 7
    assert not report.is_computed(total)
    assert expected(report, total) != 7
    assert_settled(report)
    set_cells(report, {total: typed(report, total, None)})
    assert report.value(total) == expected(report, total) != right
    assert report.is_computed(total)
    assert_settled(report)


def test_what_reads_an_overridden_total_follows_the_override() -> None:
    report = distinct_report()
    set_cells(report, {cell("results_total", "social"): typed(report, cell("results_total", "social"), 1)})
    new, before = report.value(cell("new", "social")), report.value(cell("carried_in", "social"))
    assert isinstance(new, int)
    assert isinstance(before, int)
    assert report.value(cell("carried_out", "social")) == new + before - 1


def test_a_remark_stays_when_its_sum_is_computed_anew() -> None:
    report = distinct_report()
    total = cell("granted", "total")
    report.entries[total] = replace(report.entry(total), remark="含上年")
    set_cells(report, {cell("granted", "other"): Entry(1)})
    assert report.entry(total).remark == "含上年"
    assert_settled(report)


def test_a_term_typed_in_an_ordinary_cell_is_not_marked() -> None:
    report = distinct_report()
    assert typed(report, cell("new", "other"), 3, "注") == Entry(3, remark="注")


def test_a_sum_of_nothing_is_not_filled_and_text_counts_for_nothing() -> None:
    report = Report(formats()["2021"])
    assert expected(report, cell("new", "total")) is None
    set_cells(report, {cell("new", "other"): Entry("约三件"), cell("new", "social"): Entry(2)})
    assert report.value(cell("new", "total")) == 2
    set_cells(report, {cell("new", "social"): Entry()})
    assert report.value(cell("new", "total")) is None
    assert cell("new", "total") not in report.entries


def test_fractions_add_up_without_tails() -> None:
    report = Report(formats()["2021"])
    set_cells(report, {cell("new", "other"): Entry(Decimal("0.5")), cell("new", "social"): Entry(Decimal("0.50"))})
    assert str(report.value(cell("new", "total"))) == "1"


def test_a_sum_beyond_all_reason_is_not_filled() -> None:
    report = Report(formats()["2021"])
    most = 10**MAX_DIGITS - 1
    set_cells(report, {cell("new", "other"): Entry(most), cell("new", "social"): Entry(1)})
    assert report.value(cell("new", "total")) is None


def test_settling_keeps_a_wrong_total_of_the_source_and_computes_a_blank_one() -> None:
    report = Report(formats()["2021"])
    group = {c: CellId("review_litigation", "review", c) for c in ("upheld", "corrected", "total")}
    direct = {c: CellId("review_litigation", "litigation_direct", c) for c in ("upheld", "total")}
    after = {c: CellId("review_litigation", "litigation_after_review", c) for c in ("upheld", "total")}
    settle(
        report,
        {
            group["upheld"]: Entry(10),
            group["corrected"]: Entry(1),
            group["total"]: Entry(0),
            direct["upheld"]: Entry(4),
            after["upheld"]: Entry(3),
            after["total"]: Entry(3),
        },
    )
    assert report.entry(group["total"]) == Entry(0, manual=True)
    assert report.entry(direct["total"]) == Entry(4)
    assert report.entry(after["total"]) == Entry(3)


def test_settling_twice_changes_nothing() -> None:
    report = distinct_report()
    before = dict(report.entries)
    settle(report, before)
    assert report.entries == before


def edits(form: Format) -> st.SearchStrategy[Mapping[CellId, Value]]:
    cells = st.lists(st.sampled_from(list(form.cells)), min_size=1, max_size=5, unique=True)
    return cells.flatmap(lambda chosen: st.fixed_dictionaries({c: values_of(form.types[c]) for c in chosen}))


@settings(max_examples=20)
@given(st.data(), st.sampled_from(["2019", "2021"]))
def test_any_edits_leave_what_working_out_by_hand_gives_and_their_inverses_the_report_before(data: st.DataObject, form_id: str) -> None:
    form = formats()[form_id]
    report = Report(form)
    settle(report, data.draw(entries(form)))
    before, inverses = dict(report.entries), []
    for _ in range(data.draw(st.integers(1, 4))):
        change = {c: typed(report, c, value) for c, value in data.draw(edits(form)).items()}
        inverses.append(set_cells(report, change))
        assert_settled(report)
    for inverse in reversed(inverses):
        report.apply(inverse)
    assert report.entries == before


@settings(max_examples=20)
@given(st.data())
def test_settling_takes_in_any_source_without_losing_a_number(data: st.DataObject) -> None:
    form = formats()["2021"]
    source = data.draw(entries(form))
    report = Report(form)
    settle(report, source)
    assert_settled(report)
    assert all(report.value(c) == entry.value for c, entry in source.items() if entry.value is not None)
    assert not any(report.entry(c).manual for c in terms_of(form))
