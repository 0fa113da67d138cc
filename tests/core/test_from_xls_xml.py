"""Workbooks that are one XML file, as portals export them under the name .xls, are cut as the others are."""

from xml.sax.saxutils import escape

import pytest

from core.importers import from_xls
from core.importers.recognition import recognise
from core.layout import Grid, Heading, Para, Signature, Title, document
from core.report import Report
from tests.core.sources import blocks_of, refused, shown
from tests.helpers import cell_values, distinct_report

_HEAD = (
    '<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<Styles><Style ss:ID="r"><Borders><Border ss:Position="Top" ss:LineStyle="Continuous"/></Borders></Style><Style ss:ID="p"/></Styles>'
)


def workbook(*sheets: str, encoding: str = "utf-8") -> bytes:
    names = ("甲", "乙", "丙")
    whole = "".join(f'<Worksheet ss:Name="{names[i % 3]}"><Table>{rows}</Table></Worksheet>' for i, rows in enumerate(sheets))
    return f'<?xml version="1.0" encoding="{encoding}"?>{_HEAD}{whole}</Workbook>'.encode(encoding)


def row(*cells: str, attributes: str = "") -> str:
    return f"<Row {attributes}>{''.join(cells)}</Row>"


def cell(content: str | None, attributes: str = "", kind: str = "String") -> str:
    data = "" if content is None else f'<Data ss:Type="{kind}">{escape(content)}</Data>'
    return f"<Cell {attributes}>{data}</Cell>"


def written(report: Report) -> bytes:
    """Write a whole report on one sheet, tables with lines."""
    rows: list[str] = []
    for block in document(report).blocks:
        match block:
            case Title(lines=lines):
                rows += [row(cell(line)) for line in lines]
            case Heading(text=text) | Para(text=text):
                rows.append(row(cell(text)))
            case Signature(unit=unit, date=date):
                rows += [row(cell(unit)), row(cell(date))]
            case Grid():
                for number in range(block.rows):
                    here = [c for c in block.cells if c.row == number]
                    spans = (
                        f'ss:Index="{c.column + 1}" ss:MergeAcross="{c.column_span - 1}" ss:MergeDown="{c.row_span - 1}" ss:StyleID="r"'
                        for c in here
                    )
                    rows.append(row(*(cell(c.text, span) for c, span in zip(here, spans, strict=True))))
    return workbook("".join(rows))


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_report_on_one_sheet_is_read_whole(form_id: str) -> None:
    report = distinct_report(form_id)
    source = from_xls.read(written(report), "导出.xls")
    assert source.blocks == blocks_of(document(report))
    assert cell_values(recognise(source)) == cell_values(report)


def test_kinds_of_cells_places_and_merges() -> None:
    sheet = row(cell("甲", 'ss:MergeDown="1"'), cell("1.5000000000000001", "", "Number"), cell("1", 'ss:Index="4"', "Boolean"))
    sheet += row(cell("2026-01-20T00:00:00.000", 'ss:Index="2"', "DateTime"), cell("#DIV/0!", 'ss:MergeAcross="1"', "Error"))
    sheet += row(cell("末"), cell("年初", "", "DateTime"), attributes='ss:Index="5"')
    first = (("甲", "1.5", "", "TRUE"), (None, "2026年1月20日", "#DIV/0!", None))
    assert shown(from_xls.read(workbook(sheet), "x.xls")) == [first, (("末", "年初"),)]


def test_an_empty_last_row_of_a_table_with_lines_belongs_to_it() -> None:
    lines = 'ss:StyleID="r"'
    sheet = (
        row(cell("上", lines), cell("5", lines, "Number")) + row(cell(None, lines), cell(None, lines)) + row(cell("注", 'ss:StyleID="p"'))
    )
    assert shown(from_xls.read(workbook(sheet), "x.xls")) == [(("上", "5"), ("", "")), "注"]


def test_hidden_sheets_comments_and_formulas_without_result_are_named() -> None:
    note = '<Cell><Data ss:Type="String">丙</Data><Comment><ss:Data>张三：<B>请</B>核对</ss:Data></Comment></Cell>'
    options = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>"
    data = workbook(row(cell("字")), row(note, cell(None, 'ss:Formula="=A1"'), cell("6", 'ss:Formula="=1+5"', "Number")))
    source = from_xls.read(data.replace(b"</Table>", f"</Table>{options}".encode(), 1), "x.xls")
    assert shown(source) == [(("丙", "", "6"),)]
    said = "；".join(note.message for note in source.notes)
    assert "“甲”是隐藏的" in said
    assert "A1 有批注" in said
    assert "B1 是公式" in said


def test_hidden_rows_and_columns_are_left_out_and_named() -> None:
    columns = (
        '<Column ss:Width="40"/><Column ss:Hidden="1" ss:Span="1"/><Column/><Column ss:Index="6" ss:Width="0"/><Column ss:Width="0.0"/>'
    )
    lines = [row(*(cell(f"{y}{x}") for x in range(7)), attributes=how) for y, how in enumerate(_ROWS)]
    source = from_xls.read(workbook(columns + "".join(lines)), "x.xls")
    assert shown(source) == [(("00", "03", "04"), ("30", "33", "34"), ("40", "43", "44"))]
    assert [note.message for note in source.notes] == [
        "工作表“甲”的第 2、3 行，第 B、C、F、G 列是隐藏的，其中的内容没有读入；需要时请取消隐藏后重新导入"
    ]


_ROWS = ("", 'ss:Hidden="1"', 'ss:AutoFitHeight="0" ss:Height="0"', 'ss:Height="0" ss:AutoFitHeight="1"', 'ss:Hidden="0"')


def test_hidden_rows_and_columns_of_one_sheet_do_not_hide_those_of_the_next() -> None:
    hidden = '<Column ss:Hidden="1"/>' + row(cell("藏"), cell("甲"))
    assert shown(from_xls.read(workbook(hidden, row(cell("乙"), cell("丙"))), "x.xls")) == ["甲", (("乙", "丙"),)]


def test_rich_texts_are_whole() -> None:
    rich = '<Row><Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">一、<B>总体</B><Font>情况</Font></ss:Data></Cell></Row>'
    assert shown(from_xls.read(workbook(rich), "x.xls")) == ["一、总体情况"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312", "utf-16", "utf-8-sig"])
def test_the_encoding_is_found(encoding: str) -> None:
    assert shown(from_xls.read(workbook(row(cell("总体情况")), encoding=encoding), "x.xls")) == ["总体情况"]


def test_a_damaged_or_hostile_file_is_refused_in_a_sentence() -> None:
    data = workbook(row(cell("字")))
    refused(from_xls.read, data[:-20], "坏.xls", "损坏")
    refused(from_xls.read, data.replace(b"<?mso", b'<!DOCTYPE x [<!ENTITY a "b">]><?mso'), "坏.xls", "损坏")
    refused(from_xls.read, workbook(""), "坏.xls", "没有内容")
    refused(from_xls.read, workbook(*[""] * 201), "坏.xls", "太多")
    refused(from_xls.read, workbook(row(cell("字") * 200_002)), "坏.xls", "太多")
    refused(from_xls.read, workbook(row(cell("字", 'ss:MergeAcross="1"') * 20_002)), "坏.xls", "太多")
    refused(from_xls.read, workbook(row(cell("字" * 1_000_001))), "坏.xls", "太多")


def test_what_a_file_says_of_places_that_no_sheet_has_is_no_place() -> None:
    far = row(cell("字", 'ss:Index="99999999999"'), cell("末", 'ss:MergeAcross="-1"'), attributes='ss:Index="x"')
    assert shown(from_xls.read(workbook(far), "x.xls")) == [(("字", "末"),)]
