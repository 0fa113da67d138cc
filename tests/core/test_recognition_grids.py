"""Exact grids and rows of odd shapes: spare columns, text instead of numbers, headings that do not tell."""

import pytest

from core.importers.from_text import read
from core.importers.recognition import recognise
from core.importers.recognition_labels import align, likeness
from core.importers.recognition_rows import is_value, place_values, take_apart
from core.importers.source import RawTable, Source
from core.report import Report
from core.schema import CellId
from tests.core.written import Written, written
from tests.helpers import cell_values, distinct_report

TRUTH = distinct_report("2021")


def exact(table: str) -> tuple[Written, list[list[str | None]]]:
    source = written(TRUTH, spans="none")
    return source, source.tables[table]


def notes(report: Report, where: str) -> str:
    return "\n".join(n.message for n in report.notes if n.where == where)


@pytest.mark.parametrize("place", [0, 1, 2, 3, 6, 10])
def test_a_spare_column_in_the_third_table_moves_nothing(place: int) -> None:
    source, rows = exact("applications")
    for row in rows:
        row.insert(place, "" if rows.index(row) > 2 else None)
    assert cell_values(recognise(source.grids())) == cell_values(TRUTH)


def test_columns_in_another_order_are_read_by_their_headings_or_not_at_all() -> None:
    source, rows = exact("applications")
    for row in rows:
        row.insert(3, row.pop())
        if row[3] is None:
            row[3] = ""
    report = recognise(source.grids())
    values, truth = cell_values(report), cell_values(TRUTH)
    assert all(values[key] == truth[key] for key in truth)


def test_a_table_without_any_heading_is_read_in_order_and_says_so() -> None:
    source, rows = exact("applications")
    del rows[:3]
    del source.tables["review_litigation"][:-1]
    report = recognise(source.grids())
    assert cell_values(report) == cell_values(TRUTH)
    assert "没有表头" in notes(report, "applications")
    assert "没有表头" in notes(report, "review_litigation")
    assert "没有表头" not in notes(report, "proactive")


def test_a_merged_cell_whose_text_is_repeated_in_every_place_is_read_once() -> None:
    source, rows = exact("proactive")
    for row in rows:
        for place in range(1, len(row)):
            row[place] = row[place - 1] if row[place] is None else row[place]
    assert cell_values(recognise(source.grids())) == cell_values(TRUTH)


def test_a_spare_column_in_the_fourth_table_moves_nothing() -> None:
    source, rows = exact("review_litigation")
    for row in rows:
        row.insert(5, "")
    assert cell_values(recognise(source.grids())) == cell_values(TRUTH)


def test_text_instead_of_numbers_in_the_fourth_table_is_kept_and_noted() -> None:
    source, rows = exact("review_litigation")
    rows[-1] = [f"约{i}件" for i in range(15)]
    report = recognise(source.grids())
    cell = CellId("review_litigation", "review", "corrected")
    assert report.value(cell) == "约1件"
    assert "不是数字" in notes(report, str(cell))


def test_a_fourth_table_whose_headings_do_not_tell_is_not_filled() -> None:
    source, rows = exact("review_litigation")
    rows[:] = [[*["某"] * 17], [*rows[-1], "", ""]]
    report = recognise(source.grids())
    assert report.value(CellId("review_litigation", "review", "upheld")) is None
    assert "对不上" in notes(report, "review_litigation")


def test_a_gap_in_the_fourth_table_is_noted_where_its_totals_do_not_agree() -> None:
    source, rows = exact("review_litigation")
    rows[-1][2] = ""
    assert "空格" in notes(recognise(source.grids()), "review_litigation")
    rows[-1][4] = str(sum(int(c) for c in rows[-1][:4] if c))
    assert notes(recognise(source.grids()), "review_litigation") == ""


def test_a_ragged_fourth_table_with_a_gap_is_filled_with_a_note() -> None:
    source = written(TRUTH)
    source.tables["review_litigation"][-1][2] = ""
    report = recognise(read(source.tab_rows().encode(), "样本.txt"))
    assert report.value(CellId("review_litigation", "review", "other")) is None
    assert report.value(CellId("review_litigation", "review", "pending")) == TRUTH.value(CellId("review_litigation", "review", "pending"))
    assert "空格" in notes(report, "review_litigation")


def test_a_third_table_whose_headings_do_not_tell_is_read_by_its_full_rows() -> None:
    source, rows = exact("applications")
    for row in rows[:3]:
        row[:] = ["某"] * len(row)
    rows[8][6] = ""
    report = recognise(source.grids())
    values, truth = cell_values(report), cell_values(TRUTH)
    wrong = [key for key in truth if values[key] != truth[key]]
    assert wrong == ["applications.refused_by_law.social"]
    assert "空格" in notes(report, "applications.refused_by_law")


def test_a_row_with_numbers_among_its_labels_is_read_in_order() -> None:
    source, rows = exact("applications")
    row = next(r for r in rows if "2.重复申请" in r)
    row[:] = [None, "2.重复申请", *row[3:], ""]
    assert cell_values(recognise(source.grids())) == cell_values(TRUTH)


def test_a_broken_label_and_a_gap_in_one_row_are_placed_by_the_width_with_a_note() -> None:
    source = written(TRUTH)
    rows = [[row[:3][-1] or row[:3][-2] or row[0], *row[3:]] for row in source.tables["applications"][3:]]
    broken = next(row for row in rows if row[0] == "2.重复申请")
    broken[:] = ["2.重复", "申请", *broken[1:5], "", *broken[6:]]
    source.tables["applications"] = []
    blocks = list(source.grids().blocks)
    blocks.append(RawTable(tuple(map(tuple, rows)), exact=False))
    report = recognise(Source("text", tuple(blocks)))
    values, truth = cell_values(report), cell_values(TRUTH)
    assert [key for key in truth if values[key] != truth[key]] == ["applications.declined_repeat.legal_service"]
    assert "空格" in notes(report, "applications.declined_repeat")


def test_a_grid_far_too_long_is_cut_before_it_costs_time() -> None:
    rows = tuple((f"第{i}行", str(i)) for i in range(50_000))
    source = written(TRUTH, spans="none").grids()
    report = recognise(Source("docx", (*source.blocks, RawTable(rows, exact=True))))
    assert cell_values(report) == cell_values(TRUTH)


@pytest.mark.parametrize(
    ("row", "labels", "values"),
    [
        (("甲", "1", "2"), ["甲"], ("1", "2")),
        (("6.", "属于过程", "1"), ["6.", "属于过程"], ("1",)),
        (("6", ".属于过程", "1"), ["6", ".属于过程"], ("1",)),
        (("6.", "7", "1"), [], ("6.", "7", "1")),
        ((None, "甲", "", None, "1"), ["甲"], ("", None, "1")),
        (("甲", "乙"), ["甲", "乙"], ()),
        (("", None), [], ("", None)),
        (("22（其中修订3件）", "1"), [], ("22（其中修订3件）", "1")),
    ],
)
def test_a_row_is_taken_apart_behind_its_last_label(row: tuple[str | None, ...], labels: list[str], values: tuple[str | None, ...]) -> None:
    line = take_apart(row, exact=False)
    assert ([text for _, text in line.labels], line.values) == (labels, values)


@pytest.mark.parametrize(
    ("row", "count", "values"),
    [
        (("甲", "1", "2"), 2, ["1", "2"]),
        (("甲", "", "1", "", "2"), 2, ["1", "2"]),
        (("甲", "", ""), 2, ["", ""]),
        (("甲", "0", "0", "0"), 2, ["0", "0"]),
        (("甲", "1"), 2, None),
        (("甲", "1", "2", "3"), 2, None),
        (("甲",), 2, None),
    ],
)
def test_values_are_placed_only_where_the_row_tells(row: tuple[str, ...], count: int, values: list[str] | None) -> None:
    assert place_values(take_apart(row, exact=False), count) == values


@pytest.mark.parametrize("text", ["0", "１２", "1,234", "-3", "+5", "—", "无", "4万元", "5 件", "22（其中修订16件）", "3.5"])
def test_what_looks_like_a_value(text: str) -> None:
    assert is_value(text)


@pytest.mark.parametrize("text", ["", " ", "规章", "1.属于国家秘密", "（一）予以公开", "三", "总计", "2023年"])
def test_what_looks_like_a_label(text: str) -> None:
    assert not is_value(text)


def test_alignment_keeps_both_orders_and_takes_the_greatest_sum() -> None:
    assert align([]) == {}
    assert align([[0.5, 0.5]]) == {}
    assert align([[1.0, 0.0], [0.0, 1.0]]) == {0: 0, 1: 1}
    assert align([[0.0, 1.0], [1.0, 0.0]]) in ({0: 1}, {1: 0})
    assert align([[0.7, 1.0, 0.0], [0.0, 0.8, 0.0], [0.0, 0.0, 0.9]]) == {0: 0, 1: 1, 2: 2}


def test_likeness_runs_from_nothing_to_the_same() -> None:
    assert likeness("规章", "规章") == 1
    assert likeness("", "") == likeness("", "规章") == 0
    assert 0 < likeness("行政许可", "行政处罚") < 1
