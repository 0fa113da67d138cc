"""Sheets of OpenDocument spreadsheets must come as those of other workbooks do."""

import time

from core.importers.from_odt import read
from core.importers.source import RawTable, RawText, Source
from core.workbook import FINDINGS_SHEET, REMARK_MARK
from tests.core.docx_samples import notes
from tests.core.odf_samples import covered, flat, ods, p, spans, style, table, td, times, tr
from tests.core.sources import refused, shown

VOID = tr(td("", times(16_384)), more='table:number-rows-repeated="1048570"')
RULED = style("r", "table-cell", '<style:table-cell-properties fo:border="0.74pt solid #000000"/>') + style(
    "n", "table-cell", '<style:table-cell-properties fo:border="none"/>', 'style:parent-style-name="r"'
)


def number(value: str, text: str = "", kind: str = "float") -> str:
    return td(p(text) if text else "", f'office:value-type="{kind}" office:value="{value}"')


def sheet(*rows: str, automatic: str = "", **others: str) -> Source:
    return read(ods(table(*rows, **others), automatic), "试.ods")


def test_rows_of_one_text_are_paragraphs_and_the_rest_is_a_grid() -> None:
    rows = [
        tr(td("青石县柳河乡年报", spans(3)), covered(times(2)), td("", times(16_381))),
        tr(td("项", spans(1, 2)), td("数", spans(2)), covered()),
        tr(covered(), td("一"), td("二")),
        tr(td("甲"), number("1234", "1,234"), number("5", "5")),
        VOID,
    ]
    start = time.perf_counter()
    source = sheet(*rows)
    assert time.perf_counter() - start < 1
    table_read = RawTable((("项", "数", None), (None, "一", "二"), ("甲", "1,234", "5")))
    assert source == Source("ods", (RawText("青石县柳河乡年报"), table_read))


def test_a_flat_spreadsheet_reads_as_its_zipped_twin_does() -> None:
    body = table(tr(td("甲"), td("1")), tr(td("乙"), td("2")))
    assert read(flat(body, kind="spreadsheet"), "试.fods") == read(ods(body), "试.ods")


def test_numbers_in_a_dress_and_values_without_text_are_read_by_their_value() -> None:
    cells = [
        number("-12", "(12)"),
        number("120000", "1.2E+05"),
        number("3", "3条"),
        number("7"),
        number("0.5", "50%", "percentage"),
        number("3.14159", "3.14"),
        td("", 'office:value-type="string" office:string-value="文"'),
        td(p("2024年1月20日"), 'office:value-type="date" office:date-value="2024-01-20"'),
    ]
    assert shown(sheet(tr(td("项"), *cells))) == [(("项", "-12", "120000", "3", "7", "50%", "3.14", "文", "2024年1月20日"),)]


def test_lines_around_cells_tell_the_table_and_its_empty_last_row() -> None:
    ruled = 'table:style-name="r"'
    rows = [tr(td("左", 'table:style-name="n"'), td("右")), tr(td("项", ruled), td("数", ruled)), tr(td("", ruled + " " + times(2)))]
    assert shown(sheet(*rows, automatic=RULED)) == ["左　右", (("项", "数"), ("", ""))]


def test_cells_take_the_lines_of_their_row_or_column() -> None:
    column = '<table:table-column table:default-cell-style-name="r" table:number-columns-repeated="2"/>'
    rows = tr(td("项"), td("数")) + tr(td("1", 'table:style-name="n"'), td())
    body = f'<table:table table:name="表">{column}{rows}</table:table>'
    assert shown(read(ods(body, RULED), "试.ods")) == [(("项", "数"),), "1"]


def test_hidden_sheets_and_the_findings_are_left_out_and_the_hidden_ones_said() -> None:
    hide = style("h", "table", '<style:table-properties table:display="false"/>')
    body = table(tr(td("甲"))) + table(tr(td("藏")), name="旧表", more='table:style-name="h"') + table(tr(td("查")), name=FINDINGS_SHEET)
    source = read(ods(body, hide), "试.ods")
    assert shown(source) == ["甲"]
    assert notes(source) == "工作表“旧表”是隐藏的，没有读入；需要时请取消隐藏后重新导入"


def test_remarks_stand_behind_their_numbers_and_other_comments_are_named() -> None:
    def comment(text: str) -> str:
        return f"<office:annotation>{p(text)}</office:annotation>"

    source = sheet(tr(td("项"), td(comment(f"{REMARK_MARK}含修订") + p("22")), td(comment("核对") + p("3"))))
    assert shown(source) == [(("项", "22（含修订）", "3"),)]
    assert "C1 有批注" in notes(source)


def test_formulas_without_a_result_and_texts_under_merged_cells_are_said() -> None:
    formula = td("", 'table:formula="of:=[.A1]+1"')
    total = td("", 'table:formula="of:=IF(COUNT([.A1:.B1])=0;&quot;&quot;;SUM([.A1:.B1]))"')
    source = sheet(tr(td("项"), formula, total, td("尾")), tr(td("头", spans(2)), td("旧", tag="covered-table-cell"), td("3")))
    assert shown(source) == [(("项", "", "", "尾"), ("头", None, "3", ""))]
    assert "B1 是公式" in notes(source)
    assert "C1" not in notes(source)
    assert "B2 等 1 处被合并单元格盖住" in notes(source)


def test_pictures_and_text_boxes_on_a_sheet_are_said() -> None:
    box = f"<draw:frame><draw:text-box>{p('框')}</draw:text-box></draw:frame>"
    picture = "<draw:frame><draw:image/></draw:frame>"
    source = sheet(tr(td(p("甲") + box)), f"<table:shapes>{picture}</table:shapes>")
    assert shown(source) == ["甲"]
    assert notes(source) == "1 张图片没有读入，图片里的文字请自行补上；工作表“表”里 1 个文本框的文字没有读入；需要时请自行补上"


def test_more_cells_or_sheets_than_any_report_are_refused() -> None:
    huge = {
        "cells": table(tr(td("1", times(16_384)), more='table:number-rows-repeated="1000000"')),
        "long texts": table(tr(td("长" * 100_000, times(400)))),
        "sheets": table(tr(td("1"))) * 300,
        "merges": table(*[tr(*[td("", spans(2))] * 200)] * 101),
    }
    for kind, body in huge.items():
        refused(read, ods(body), f"{kind}.ods", "不像一份年度报告")
    refused(read, ods(table(VOID)), "空.ods", "没有内容")


def _cells(row: int) -> list[str]:
    return [td(f"{row}{column}") for column in range(6)]


def test_hidden_rows_and_columns_are_left_out_and_named() -> None:
    column = "<table:table-column {}/>".format
    columns = column("") + column(f'table:visibility="collapse" {times(2)}') + column('table:visibility="visible"')
    columns += f'<table:table-column-group table:display="false">{column(times(2))}</table:table-column-group>'
    rows = tr(*_cells(0)) + tr(*_cells(1), more='table:visibility="filter" table:number-rows-repeated="2"')
    inner = f"<table:table-row-group>{tr(*_cells(3))}</table:table-row-group>"
    rows += f'<table:table-row-group table:display="false">{inner}</table:table-row-group>'
    rows += f"<table:table-row-group>{tr(*_cells(4))}</table:table-row-group>" + tr(*_cells(5), more='table:visibility="collapse"')
    source = read(ods(f'<table:table table:name="表">{columns}{rows}</table:table>'), "试.ods")
    assert shown(source) == [(("00", "03"), ("40", "43"))]
    assert notes(source) == "工作表“表”的第 2、3、4、6 行，第 B、C、E、F 列是隐藏的，其中的内容没有读入；需要时请取消隐藏后重新导入"


def test_a_million_hidden_rows_below_a_table_are_passed_over() -> None:
    void = tr(td("", times(16_384)), more='table:number-rows-repeated="1048570" table:visibility="collapse"')
    source = sheet(tr(td("项"), td("数")), tr(td("甲"), td("1")), void)
    assert shown(source) == [(("项", "数"), ("甲", "1"))]
    assert source.notes == ()
