"""A number that lost the tag of its cell on a web page must not shift its row without a word."""

from itertools import count

import pytest

from core.importers import from_html
from core.importers.recognition import recognise
from core.importers.source import Source
from core.layout import Grid, GridCell
from tests.core.docx_samples import notes
from tests.core.portal_pages import body, page, plain_cell, table
from tests.core.sources import shown
from tests.helpers import cell_values, distinct_report

HEAD = "<tr><th>项<th>一<th>二<th>三</tr>"
FULL = "<tr><td>乙<td>1<td>2<td>3</tr>"


def read(rows: str) -> Source:
    return from_html.read(f"<table>{rows}</table>".encode(), "x.html")


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>甲</td>12<td>13</td><td>14</td></tr>",
        "<tr><td>甲</td>12</td><td>13</td><td>14</td></tr>",
        "<tr><td>甲</td><p>12</p></td><td>13</td><td>14</td></tr>",
        "<tr><td>甲</td><b>1</b>2 <td>13</td>14</tr>",
        "<tr>甲</td><td>12</td><td>13</td><td>14</td></tr>",
        "<tr><form><td>甲</td><div><span>12</span></div><td>13</td>&nbsp;\n<td>14</td></form></tr>",
    ],
)
def test_text_between_cells_is_a_cell_at_its_place_and_is_quoted(row: str) -> None:
    source = read(HEAD + row + FULL)
    assert shown(source) == [(("项", "一", "二", "三"), ("甲", "12", "13", "14"), ("乙", "1", "2", "3"))]
    assert "没有写在单元格里，按所在的位置各作为一格读入，请核对这几行的数" in notes(source)
    assert "“12”" in notes(source) or "“甲”" in notes(source)


def test_a_loose_text_is_named_with_its_row_and_many_are_counted() -> None:
    assert notes(read(HEAD + "<tr><td>甲</td>12<td>13</td>14</tr>" + FULL)).startswith("表格里“甲”一行的“12”、“甲”一行的“14”没有写在")
    assert "等 25 处没有写在" in notes(read(HEAD + "<tr><td>甲</td>12<td>13</td><td>14</td></tr>" * 25 + FULL))


def test_a_loose_text_that_breaks_over_lines_is_one_cell_of_lines() -> None:
    source = read(HEAD + "<tr><td>甲</td>12<br>34<td>13</td><td>14</td></tr>" + FULL)
    assert shown(source) == [(("项", "一", "二", "三"), ("甲", "12\n34", "13", "14"), ("乙", "1", "2", "3"))]


def test_a_loose_text_in_a_full_row_moves_no_cell_and_is_quoted() -> None:
    source = read(HEAD + FULL.replace("<td>2", "</td>注<td>2"))
    assert shown(source) == ["注", (("项", "一", "二", "三"), ("乙", "1", "2", "3"))]
    assert notes(source) == "表格里“乙”一行的“注”没有写在单元格里，那一行也放不下，作为文字读入，请核对这几行的数"


def test_room_in_a_row_counts_what_a_cell_above_covers() -> None:
    covering = "<tr><td>甲<td>1<td>2<td rowspan=2>3</tr>"
    source = read(HEAD + covering + "<tr><td>乙</td>4<td>5</td></tr>")
    assert shown(source) == [(("项", "一", "二", "三"), ("甲", "1", "2", "3"), ("乙", "4", "5", None))]
    source = read(HEAD + covering + "<tr><td>乙</td>4<td>5</td><td>6</td></tr>")
    assert shown(source)[0] == "4"


def test_a_table_without_rows_or_with_loose_texts_in_every_row_is_read() -> None:
    source = read("<td>甲</td>9<td>8</td>7")
    assert shown(source) == [(("甲", "9", "8", "7"),)]
    assert "“甲”一行的“7”" in notes(source)
    source = read("<tr><td>甲</td>1<td>2</td></tr><tr><td>乙</td>3<td>4</td></tr>")
    assert shown(source) == [(("甲", "1", "2"), ("乙", "3", "4"))]
    source = read("<tr><td>表一</td></tr><tr><td>甲</td>1<td>2</td></tr><tr><td>乙</td>3<td>4</td></tr>")
    assert shown(source) == [(("表一", "", ""), ("甲", "1", "2"), ("乙", "3", "4"))]


def test_blanks_and_unseen_characters_between_cells_are_nothing() -> None:
    source = read(HEAD + "<tr> <td>甲</td>&nbsp;\n<td>1</td>\u200b<td>2</td>\ufeff <td>3</td></tr>")
    assert shown(source) == [(("项", "一", "二", "三"), ("甲", "1", "2", "3"))]
    assert source.notes == ()


def test_text_between_rows_stays_a_paragraph() -> None:
    source = read(HEAD + FULL + "另计<tbody>再计" + FULL + "</tbody>")
    assert shown(source)[:2] == ["另计", "再计"]
    assert source.notes == ()


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_report_whose_numbers_lost_their_tags_here_and_there_is_whole(form_id: str) -> None:
    report = distinct_report(form_id)
    numbers = count()
    lost: list[str] = []

    def write(cell: GridCell, grid: Grid) -> str:
        if cell.text.isdigit() and next(numbers) % 9 == 8:
            lost.append(cell.text)
            return f"<p>{cell.text}</p></td>"
        return plain_cell(cell, grid)

    inside = body(report, write=lambda grid: table(grid, write))
    again = recognise(from_html.read(page(report, inside).encode(), "x.html"), "x.html")
    said = "；".join(note.message for note in again.notes)
    assert len(lost) > 15
    assert [number for number in lost if f"“{number}”" not in said] == []
    assert cell_values(again) == cell_values(report)


def test_two_numbers_that_lost_their_tags_side_by_side_run_together_and_are_quoted() -> None:
    source = read(HEAD + "<tr><td>甲</td>12</td>13</td><td>14</td></tr>" + FULL)
    assert shown(source) == [(("项", "一", "二", "三"), ("甲", "1213", "14", ""), ("乙", "1", "2", "3"))]
    assert "“甲”一行的“1213”" in notes(source)
