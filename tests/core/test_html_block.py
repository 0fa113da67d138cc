import pytest

from core.errors import AppError
from core.importers.html_block import block_of


def test_a_sheet_s_cells_come_as_they_stand():
    page = """<html><head><style>td{mso-number-format:General}</style></head><body><!--StartFragment-->
    <table><col width=72><tr><td colspan=2>（一）予以公开</td><td>1,234</td></tr>
    <tr style='display:none'><td>9</td><td>9</td><td>9</td></tr>
    <tr><td rowspan=2>（三）</td><td>1.甲</td><td align=right>5</td></tr><tr><td>2.乙</td><td></td></tr></table>
    <!--EndFragment--></body></html>"""
    assert block_of(page) == (("（一）予以公开", None, "1,234"), ("（三）", "1.甲", "5"), (None, "2.乙", ""))


def test_a_column_of_numbers_is_a_table_and_words_are_none():
    assert block_of("<table><tr><td>1<tr><td>2</table>") == (("1",), ("2",))
    assert block_of("<p>1 2</p>") is None
    assert block_of("") is None


def test_a_table_around_only_lays_out_the_page():
    assert block_of("<table><tr><td>菜单<td><table><tr><td>7<td>8</table></table>") == (("7", "8"),)


def test_several_tables_and_books_are_refused():
    with pytest.raises(AppError, match="有 2 张表"):
        block_of("<table><tr><td>1</table><table><tr><td>2</table>")
    with pytest.raises(AppError, match="内容太多"):
        block_of("<table><tr><td>" + "一" * 2_000_000)
    with pytest.raises(AppError, match="表太大"):
        block_of("<table>" + "<tr><td colspan=1000>1" * 1100 + "</table>")
