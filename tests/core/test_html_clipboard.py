"""What the clipboard holds as a page is read: with the header that Windows puts before it, with its marks, or a mere table."""

import pytest

from core.importers import from_html
from core.importers.recognition import recognise
from core.layout import Grid, GridCell, document
from core.report import Report
from tests.core.page_samples import word_page
from tests.core.portal_pages import table
from tests.core.sources import raw_table, refused, shown
from tests.helpers import cell_values, distinct_report

EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<style><!--td{{mso-style-parent:style0;padding-top:1px;}} .xl65{{mso-number-format:"\\@";}}--></style></head><body link="#0563C1">
<table border=0 cellpadding=0 width=300 style='border-collapse:collapse'><!--StartFragment-->
<col width=72 span=9 style='mso-width-source:userset;width:54pt'>{rows}<!--EndFragment--></table></body></html>"""


def clipboard(page: str, encoding: str = "utf-8") -> bytes:
    """Put before a page what the clipboard of Windows has there: places counted in bytes."""
    raw = page.encode(encoding)
    head = "Version:0.9\r\nStartHTML:{:010}\r\nEndHTML:{:010}\r\nStartFragment:{:010}\r\nEndFragment:{:010}\r\nSourceURL:file:///C:/年报.xlsx\r\n"
    size = len(head.format(0, 0, 0, 0).encode())
    return head.format(size, size + len(raw), size + raw.find(b"<!--Start") + 20, size + raw.find(b"<!--End")).encode() + raw


def excel_cell(cell: GridCell, _: Grid) -> str:
    spans = f" rowspan={cell.row_span} colspan={cell.column_span}"
    return f"<td{spans} class=xl65 style='mso-number-format:\"\\@\"' x:num>{cell.text}</td>"


def excel_rows(grid: Grid) -> str:
    rows = table(grid, excel_cell)
    return rows[rows.index("<tr>") : rows.index("</tbody>")].replace("<tr>", "<tr height=19 style='height:14.25pt'>")


def first_grid(report: Report) -> Grid:
    return next(block for block in document(report).blocks if isinstance(block, Grid) and block.table == "applications")


@pytest.mark.parametrize("headed", [True, False])
def test_a_copied_range_of_a_sheet_is_a_table(headed: bool) -> None:
    grid = first_grid(distinct_report())
    page = EXCEL.format(rows=excel_rows(grid))
    source = from_html.read(clipboard(page) if headed else page.encode(), "剪贴板")
    assert source.blocks == (raw_table(grid),)
    assert source.notes == ()


def test_a_copied_range_gives_every_number_its_cell() -> None:
    report = distinct_report()
    again = recognise(from_html.read(clipboard(EXCEL.format(rows=excel_rows(first_grid(report)))), "剪贴板"))
    values = {cell: value for cell, value in cell_values(report).items() if cell.startswith("applications.")}
    assert values.items() <= cell_values(again).items()


def test_a_report_copied_from_word_is_the_same_report() -> None:
    report = distinct_report()
    page = word_page(report, "utf-8").replace("<div class=WordSection1>", "<!--StartFragment--><div class=WordSection1>")
    again = recognise(from_html.read(clipboard(page.replace("</body>", "<!--EndFragment--></body>")), "剪贴板"))
    assert cell_values(again) == cell_values(report)
    assert again.texts == report.texts
    assert again.notes == ()


@pytest.mark.parametrize(
    "data",
    [
        b"<!--StartFragment--><p>\xe6\xad\xa3\xe6\x96\x87</p><!--EndFragment-->",
        "<!--StartFragment--><p>正文</p><!--EndFragment-->".encode("utf-16"),
        "<!--StartFragment--><p>正文</p><!--EndFragment-->\0".encode("utf-16-le"),
        clipboard("<html><body><!--StartFragment--><p>正文</p><!--EndFragment--></body></html>") + b"\0\0",
        clipboard("<html><body><!--StartFragment-->正文<!--EndFragment--></body></html>", "gb18030"),
        clipboard("<p>正文</p>").replace(b"StartHTML:0", b"StartHTML:-1\r\nOther:"),
        clipboard("<p>正文</p>").replace(b"\r\n", b"\n"),
        "Version:1.0\r\nStartHTML:99999\r\n<td>正文</td>".encode(),
        "<tr><td>正文</td></tr>".encode(),
        "<b>正文</b>".encode(),
    ],
)
def test_what_stands_around_the_fragment_is_not_read(data: bytes) -> None:
    assert [b if isinstance(b, str) else b[0][0] for b in shown(from_html.read(data, "剪贴板"))] == ["正文"]


def test_a_header_without_a_page_is_refused_in_a_sentence() -> None:
    refused(from_html.read, clipboard(""), "剪贴板", "没有")
