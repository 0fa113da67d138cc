"""Tables of OpenDocument texts must come as exact grids: every cell in its place, and what is repeated a million times at no cost."""

import time

from core.importers.from_odt import read
from core.importers.source import RawTable, RawText
from tests.core.docx_samples import notes, only_table
from tests.core.odf_samples import covered, odt, p, read_text, spans, table, td, times, tr
from tests.core.sources import refused

HEAD, GROUP = "<table:table-header-rows>{}</table:table-header-rows>".format, "<table:table-row-group>{}</table:table-row-group>".format


def grid(*rows: str) -> tuple[tuple[str | None, ...], ...]:
    return only_table(read_text(table(*rows)))


def test_spans_keep_every_cell_in_its_place() -> None:
    rows = [
        tr(td("角", spans(2, 2)), covered(), td("头", spans(2)), covered()),
        tr(covered(), covered(), td("3"), td("4")),
        tr(td("项"), td("5"), td("6", spans(1, 2)), td("7")),
        tr(td("目"), td("8"), covered(), td()),
    ]
    expected = (("角", None, "头", None), (None, None, "3", "4"), ("项", "5", "6", "7"), ("目", "8", None, ""))
    assert grid(*rows) == expected


def test_repeated_covered_cells_stand_for_each() -> None:
    rows = [tr(td("头", spans(4)), covered(times(3))), tr(td("1", times(2)), td("", times(1)), td("4"))]
    assert grid(*rows) == (("头", None, None, None), ("1", "1", "", "4"))


def test_heads_groups_and_columns_change_nothing() -> None:
    assert grid(HEAD(tr(td("头"), td("二"))), GROUP(tr(td("1"), td("2")) + GROUP(tr(td("3"), td("4"))))) == (
        ("头", "二"),
        ("1", "2"),
        ("3", "4"),
    )


def test_repeated_void_at_the_end_costs_nothing_and_in_between_keeps_its_place() -> None:
    start = time.perf_counter()
    rows = [
        tr(td("1"), td("", times(2)), td("4"), td("", times(1_000_000))),
        tr(td("", times(16_384)), more='table:number-rows-repeated="2"'),
        tr(td("5"), td()),
        tr(td("", times(16_384)), more='table:number-rows-repeated="1048576"'),
    ]
    assert grid(*rows) == (("1", "", "", "4"), ("", "", "", ""), ("", "", "", ""), ("5", "", "", ""))
    assert time.perf_counter() - start < 1


def test_repeated_rows_and_cells_with_text_are_read_as_often_as_they_stand() -> None:
    assert grid(tr(td("7", times(2)), td("8"), more='table:number-rows-repeated="3"')) == (("7", "7", "8"),) * 3


def test_more_places_than_any_report_are_refused() -> None:
    huge = {
        "rows": tr(td("1"), more='table:number-rows-repeated="1000000"'),
        "columns": tr(td("1", times(1_000_000))),
        "span": tr(td("1", spans(99_999))),
        "void before text": tr(td("", times(1_000_000)), td("1")),
        "void rows before text": tr(td(), more='table:number-rows-repeated="1000000"') + tr(td("1")),
        "digits": tr(td("1", times(int("9" * 30)))),
        "long texts": tr(td("长" * 100_000, times(400))) * 2,
        "long texts in a cell": tr(td(table(tr(td("长" * 100_000, times(400)))), times(400))),
        "wide and long": tr(td("1")) * 1000 + tr(td("1", times(400))),
    }
    for kind, rows in huge.items():
        refused(read, odt(table(rows)), f"{kind}.odt", "不像一份年度报告")


def test_a_cell_that_another_one_reaches_over_is_put_behind_it_and_said() -> None:
    source = read_text(table(tr(td("高", spans(1, 2)), td("1")), tr(td("2"), td("3"))))
    assert only_table(source) == (("高", "1", ""), (None, "2", "3"))
    assert "1 个单元格与合并的单元格重叠" in notes(source)


def test_a_covered_cell_that_nothing_covers_is_a_cell_and_hidden_text_is_said() -> None:
    source = read_text(
        table(tr(td("1"), td("2", tag="covered-table-cell"), td("3")), tr(td("头", spans(2)), td("旧", tag="covered-table-cell")))
    )
    assert only_table(source) == (("1", "2", "3"), ("头", None, ""))
    assert "1 个被合并单元格盖住" in notes(source)


def test_a_table_in_a_cell_is_flattened_and_a_frame_around_all_is_taken_off() -> None:
    inner = table(tr(td("内一"), td("内二")))
    source = read_text(table(tr(td(p("外") + inner + p()), td("旁"))))
    assert only_table(source) == (("外\n内一\n内二", "旁"),)
    assert "1 个单元格里还有表格" in notes(source)
    framed = read_text(table(tr(td(p("正文") + inner + p("尾")))))
    assert framed.blocks == (RawText("正文"), RawTable((("内一", "内二"),)), RawText("尾"))
    assert framed.notes == ()


def test_a_split_cell_keeps_its_texts_and_the_cells_around_it_their_places() -> None:
    inner = table(tr(td("上")), tr(td("下")), more='table:is-sub-table="true"')
    assert grid(tr(td("1"), td(inner), td("3"))) == (("1", "上\n下", "3"),)


def test_a_table_without_text_is_still_a_table_and_one_without_cells_is_none() -> None:
    assert read_text(table(tr(td(), td())) + table() + table(tr())).blocks == (RawTable((("", ""),)),)
