"""The one document that screen and papers render covers every place of every table once, and says what the report says."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.layout import (
    Face,
    Grid,
    GridCell,
    Heading,
    Para,
    Role,
    Run,
    Signature,
    Title,
    cell_text,
    document,
    filled,
    grid,
    heading_level,
    long_date,
    runs_of,
    title_lines,
)
from core.report import Entry, Report
from core.schema import CellId, formats
from core.values import show
from tests.helpers import UNIT, distinct_report, prose_text, reports

GRIDS = [(form.id, table.id) for form in formats().values() for table in form.tables]


def texts_at(laid: Grid, row: int) -> list[str]:
    return [c.text for c in laid.cells if c.row == row]


def cell_of(laid: Grid, text: str, role: Role) -> GridCell:
    return next(c for c in laid.cells if c.text == text and c.role is role)


@pytest.mark.parametrize(("form_id", "table_id"), GRIDS)
def test_every_place_is_covered_once(form_id: str, table_id: str) -> None:
    laid = grid(form_id, table_id)
    places = Counter((c.row + i, c.column + j) for c in laid.cells for i in range(c.row_span) for j in range(c.column_span))
    assert places == Counter((i, j) for i in range(laid.rows) for j in range(laid.columns))
    assert len(laid.widths) == laid.columns
    assert all(width > 0 for width in laid.widths)


@pytest.mark.parametrize(("form_id", "table_id"), GRIDS)
def test_cells_come_in_reading_order_and_each_value_once(form_id: str, table_id: str) -> None:
    laid, form = grid(form_id, table_id), formats()[form_id]
    assert list(laid.cells) == sorted(laid.cells, key=lambda c: (c.row, c.column))
    named = [c.cell for c in laid.cells if c.cell]
    assert named == list(form.table(table_id).cells)
    for c in laid.cells:
        assert (c.cell is not None) == (c.role in (Role.VALUE, Role.SUM))
        assert (c.role is Role.SUM) == (c.cell in form.sum_of)


def test_the_third_table_is_headed_and_labelled_as_the_printed_form() -> None:
    laid = grid("2021", "applications")
    assert (laid.rows, laid.columns, laid.head_rows) == (28, 10, 3)
    corner = laid.cells[0]
    assert (corner.role, corner.row_span, corner.column_span) == (Role.CORNER, 3, 3)
    assert cell_of(laid, "申请人情况", Role.HEAD).column_span == 7
    assert cell_of(laid, "法人或其他组织", Role.HEAD).column_span == 5
    assert (cell_of(laid, "总计", Role.HEAD).row, cell_of(laid, "总计", Role.HEAD).row_span) == (1, 2)
    assert cell_of(laid, "三、本年度办理结果", Role.LABEL).row_span == 22
    assert cell_of(laid, "（三）不予公开", Role.LABEL).row_span == 8
    first, seventh = cell_of(laid, "一、本年新收政府信息公开申请数量", Role.LABEL), cell_of(laid, "（七）总计", Role.LABEL)
    assert (first.column_span, seventh.column_span) == (3, 2)


def test_the_second_table_stacks_its_blocks_on_an_even_grid() -> None:
    laid = grid("2021", "proactive")
    assert (laid.columns, laid.head_rows) == (4, 0)
    assert [c.column_span for c in laid.cells if c.role is Role.BAND] == [4] * 4
    assert cell_of(laid, "本年处理决定数量", Role.HEAD).column_span == 3
    old = grid("2019", "proactive")
    assert old.columns == 7
    assert {c.column_span for c in old.cells if c.role is Role.HEAD} == {2, 3}


def test_the_fourth_table_has_one_row_of_values_below_three_of_headings() -> None:
    laid = grid("2021", "review_litigation")
    assert (laid.rows, laid.columns, laid.head_rows) == (4, 15, 3)
    assert texts_at(laid, 0) == ["行政复议", "行政诉讼"]
    assert cell_of(laid, "行政复议", Role.HEAD).column_span == 5
    assert cell_of(laid, "未经复议直接起诉", Role.HEAD).column_span == 5


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_filled_grid_shows_every_value_with_its_remark(form_id: str) -> None:
    report = distinct_report(form_id)
    cell = next(iter(report.form.cells))
    report.entries[cell] = Entry(report.value(cell), remark="说明")
    for table in report.form.tables:
        laid = filled(grid(form_id, table.id), report)
        shown = {c.cell: c.text for c in laid.cells if c.cell}
        assert shown == {c: cell_text(report, c) for c in table.cells}
    assert cell_text(report, cell) == f"{show(report.value(cell))}（说明）"
    assert cell_text(report, CellId("applications", "new", "other")) == show(report.value(CellId("applications", "new", "other")))


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_document_has_title_sections_tables_and_signature_in_order(form_id: str) -> None:
    report = distinct_report(form_id)
    laid = document(report)
    blocks = list(laid.blocks)
    assert blocks[0] == Title((report.unit, report.title.removeprefix(report.unit)))
    assert [b.text for b in blocks if isinstance(b, Heading)] == [s.title for s in report.form.sections]
    assert [b.table for b in blocks if isinstance(b, Grid)] == ["proactive", "applications", "review_litigation"]
    assert blocks[-1] == Signature(report.signed_unit, f"{report.year + 1}年1月20日")
    paras = [(b.part, b.index, b.text) for b in blocks if isinstance(b, Para)]
    assert paras == [(part, i, p.text) for part, texts in report.texts.items() for i, p in enumerate(texts)]
    assert (laid.title, laid.unit, laid.year, laid.form) == (report.title, report.unit, report.year, form_id)


def test_a_report_without_a_date_is_not_signed_and_one_without_a_unit_signs_with_its_own() -> None:
    report = distinct_report()
    report.signed_unit = ""
    assert document(report).blocks[-1] == Signature(UNIT, "2024年1月20日")
    report.signed_date = ""
    assert not any(isinstance(b, Signature) for b in document(report).blocks)


@pytest.mark.parametrize(
    ("title", "unit", "lines"),
    [
        (f"{UNIT}2023年政府信息公开工作年度报告", UNIT, (UNIT, "2023年政府信息公开工作年度报告")),
        ("柳河乡2023年政府信息公开年报", "柳河乡", ("柳河乡2023年政府信息公开年报",)),
        ("另一个标题，比二十个字要长一些，不以单位开头", UNIT, ("另一个标题，", "比二十个字要长一些，不以单位开头")),
        ("", UNIT, (UNIT, "2023年政府信息公开工作年度报告")),
        ("", "", ("2023年政府信息公开工作年度报告",)),
        (UNIT, UNIT, (UNIT,)),
    ],
)
def test_a_title_breaks_behind_the_unit(title: str, unit: str, lines: tuple[str, ...]) -> None:
    assert title_lines(Report(formats()["2021"], unit=unit, year=2023, title=title)) == lines


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("（一）主动公开", 2),
        ("(十二)其他", 2),
        ("1.工作", 3),
        ("12、工作", 3),
        ("（3）工作", 3),
        ("1.5万元已到位", 0),
        ("2023年", 0),
        ("一、工作", 0),
        ("", 0),
    ],
)
def test_the_mark_tells_the_level(text: str, level: int) -> None:
    assert heading_level(text) == level


@pytest.mark.parametrize(
    ("text", "runs", "level"),
    [
        ("（一）主动公开", (Run("（一）主动公开", Face.KAITI),), 2),
        ("（一）主动公开。", (Run("（一）主动公开。", Face.KAITI),), 2),
        ("（一）主动公开。全年公开3条。", (Run("（一）主动公开。", Face.KAITI), Run("全年公开3条。")), 0),
        ("（一）主动公开：全年3条。其他略。", (Run("（一）", Face.KAITI), Run("主动公开：全年3条。其他略。")), 0),
        ("（一）" + "长" * 60, (Run("（一）", Face.KAITI), Run("长" * 60)), 0),
        ("1.加强学习", (Run("1.加强学习"),), 3),
        ("1.加强学习。提高水平。", (Run("1.加强学习。提高水平。"),), 0),
        ("普通段落。", (Run("普通段落。"),), 0),
    ],
)
def test_a_paragraph_is_cut_into_runs(text: str, runs: tuple[Run, ...], level: int) -> None:
    assert runs_of(text) == (runs, level)


@given(prose_text(80) | st.builds("{}{}".format, st.sampled_from(["（一）", "1.", "（2）"]), prose_text(60)))
def test_no_cutting_into_runs_loses_a_character(text: str) -> None:
    runs, level = runs_of(text)
    assert "".join(run.text for run in runs) == text
    assert all(run.text for run in runs)
    assert level in (0, heading_level(text))


@settings(max_examples=30)
@given(reports())
def test_any_report_is_laid_out_with_all_it_holds(report: Report) -> None:
    laid = document(report)
    assert [b.text for b in laid.blocks if isinstance(b, Para)] == [
        p.text for part in ("preamble", "overview", "problems", "other") for p in report.paragraphs(part)
    ]
    shown = {c.cell: c.text for b in laid.blocks if isinstance(b, Grid) for c in b.cells if c.cell}
    assert shown == {c: cell_text(report, c) for c in report.form.cells}
    assert "".join(next(b.lines for b in laid.blocks if isinstance(b, Title))) == report.title


def test_a_date_is_written_out_and_anything_else_left() -> None:
    assert long_date("2026-01-05") == "2026年1月5日"
    assert long_date("年初") == "年初"
    assert long_date("") == ""


def test_no_label_of_the_form_stands_in_the_code() -> None:
    labels = {text for form in formats().values() for t in form.tables for b in t.blocks for r in b.rows for text in r.path}
    source = grid.__wrapped__.__code__.co_filename
    with open(source, encoding="utf-8") as file:
        text = file.read()
    assert not [label for label in labels if len(label) > 3 and re.search(re.escape(label), text)]
