"""The parts of a page, however it was read: rules, characters, lines, pages."""

import pytest

from core.importers.from_pdf_page import plain
from core.importers.page import Char, Rule
from core.importers.page_blocks import Sheet, blocks_of
from core.importers.page_grid import Cell, Table, find_tables
from core.importers.page_join import joined, same_edges
from core.importers.page_text import Frame, Line, cell_text, is_page_number, join, lines_of, paragraphs
from core.importers.source import RawTable


def row_of(text: str, x: float, y: float, size: float = 10.0) -> list[Char]:
    wide = [size if ord(char) > 0x2000 else size / 2 for char in text]
    starts = [x + sum(wide[:at]) for at in range(len(text))]
    return [Char(char, start, y, start + width, size) for char, start, width in zip(text, starts, wide, strict=True)]


def ruled(xs: list[float], ys: list[float]) -> tuple[list[Rule], list[Rule]]:
    return [Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[-1], ys[0]) for x in xs]


def test_a_missing_line_makes_one_cell() -> None:
    level, upright = ruled([0, 100, 200], [300, 270, 240])
    upright = [upright[0], Rule(100, 240, 270), upright[2]]
    (table,) = find_tables(level, upright, row_of("甲", 90, 280) + row_of("乙", 10, 250) + row_of("丙", 150, 250), cell_text)
    assert [(c.row, c.column, c.column_span, c.text) for c in table.cells] == [(0, 0, 2, "甲"), (1, 0, 1, "乙"), (1, 1, 1, "丙")]


def test_a_box_is_no_table() -> None:
    level, upright = ruled([0, 100], [300, 270])
    assert find_tables(level, upright, row_of("甲", 10, 280), cell_text) == []


def test_lines_drawn_in_short_strokes_are_one_line() -> None:
    level = [Rule(y, x, x + 50) for y in (300, 270, 240) for x in (0, 50, 100, 150)]
    upright = [Rule(x, y, y + 30) for x in (0, 100, 200) for y in (240, 270)]
    (table,) = find_tables(level, upright, [], cell_text)
    assert len(table.cells) == 4


def test_tables_of_one_page_keep_their_own_edges() -> None:
    above, below = ruled([0, 100, 200], [300, 270, 240]), ruled([0, 101.4, 200], [200, 170, 140])
    found = find_tables([*above[0], *below[0]], [*above[1], *below[1]], row_of("甲", 110, 250) + row_of("乙", 110, 150), cell_text)
    assert [[c.text for c in table.cells] for table in found] == [["", "", "", "甲"], ["", "", "", "乙"]]


def test_bold_drawn_twice_is_read_once() -> None:
    (line,) = lines_of([*row_of("公开", 10, 10), *row_of("公开", 10.3, 10)])
    assert line.text == "公开"


def test_quotes_keep_the_order_in_which_they_stand() -> None:
    chars = row_of("称“公开”者", 10, 10)
    (line,) = lines_of([chars[3], chars[1], chars[4], chars[0], chars[2], chars[5]])
    assert line.text == "称“公开”者"


@pytest.mark.parametrize(
    ("radical", "ideograph"),
    [("⽣", "生"), ("⼀", "一"), ("⻓", "长"), ("⻔", "门"), ("⻚", "页"), ("⻅", "见"), ("⺠", "民"), ("⻢", "马")],
)
def test_radicals_become_ideographs(radical: str, ideograph: str) -> None:
    assert plain(radical) == ideograph


@pytest.mark.parametrize("char", ["，", "（", "Ａ", "①", "㎡", "“"])
def test_nothing_else_is_folded(char: str) -> None:
    assert plain(char) == char


@pytest.mark.parametrize("text", ["— 1 —", "- 12 -", "3", "第 3 页", "第 3 页 共 12 页", "1 / 6"])
def test_page_numbers_are_known_at_the_foot_only(text: str) -> None:
    assert is_page_number(Line(text, 280, 300, 60, 14), 842)
    assert not is_page_number(Line(text, 280, 300, 500, 14), 842)
    assert not is_page_number(Line("共收到12件", 280, 300, 60, 14), 842)


@pytest.mark.parametrize(
    ("first", "second", "room", "whole"),
    [
        ("政府", "信息", 0.0, "政府信息"),
        ("open ", "data", 3.0, "open data"),
        ("open", "data", 0.2, "open data"),
        ("www.example", ".cn/a", 0.2, "www.example.cn/a"),
        ("电话037", "1-555", 0.3, "电话0371-555"),
        ("2023", "年", 0.2, "2023年"),
        ("网址是http://www.a.cn/", "zwgk/b.html。", 5.0, "网址是http://www.a.cn/zwgk/b.html。"),
        ("邮箱bangongshi@", "a.gov.cn。", 5.0, "邮箱bangongshi@a.gov.cn。"),
        ("网址http://www.a.cn/", "www.b.cn。", 5.0, "网址http://www.a.cn/ www.b.cn。"),
        ("邮箱a@b.cn-", "c@b.cn。", 5.0, "邮箱a@b.cn- c@b.cn。"),
        ("采用Word-", "Excel。", 5.0, "采用Word- Excel。"),
    ],
)
def test_lines_join_with_a_blank_only_between_words(first: str, second: str, room: float, whole: str) -> None:
    assert join(first, second, room) == whole


def test_unindented_paragraphs_part_where_a_line_ends_short() -> None:
    frame = Frame(80, 500, 12)
    lines = [Line("公" * 35, 80, 500, 700, 12), Line("公" * 10 + "。", 80, 212, 680, 12), Line("开" * 35, 80, 500, 660, 12)]
    assert paragraphs(lines, frame) == ["公" * 45 + "。", "开" * 35]


def test_a_sentence_goes_on_over_a_page() -> None:
    frame = Frame(80, 500, 12)
    lines = [Line("公" * 33, 104, 500, 110, 12, page=0), Line("开" * 5 + "。", 80, 152, 730, 12, page=1)]
    assert paragraphs(lines, frame) == ["公" * 33 + "开" * 5 + "。"]


def test_a_row_cut_by_a_page_is_one_row_again() -> None:
    def piece(texts: list[list[str]]) -> object:
        ys = [300 - 30.0 * at for at in range(len(texts) + 1)]
        level, upright = ruled([0, 100, 200, 300], ys)
        chars = [c for r, row in enumerate(texts) for i, text in enumerate(row) for c in row_of(text, 100 * i + 5, 310 - 30 * (r + 1))]
        return find_tables(level, upright, chars, cell_text)[0]

    first, second = piece([["项目", "自然人", "总计"], ["（一）予以", "5", "6"]]), piece([["公开", "", ""], ["（二）部分", "7", "8"]])
    whole = joined(first, second)  # pyright: ignore[reportArgumentType]
    assert same_edges(first, second)  # pyright: ignore[reportArgumentType]
    assert [c.text for c in whole.cells] == ["项目", "自然人", "总计", "（一）予以公开", "5", "6", "（二）部分", "7", "8"]


def test_a_table_that_never_ends_is_given_in_parts_without_losing_a_row() -> None:
    xs, ys = (0.0, 50.0, 100.0), tuple(float(y) for y in range(1000, -1, -10))
    sheets = []
    for page in range(40):
        cells = tuple(Cell(row, column, 1, 1, str(page * 200 + row * 2 + column)) for row in range(100) for column in range(2))
        sheets.append(Sheet((Table(xs, ys, cells),), 595.0))
    blocks, notes = blocks_of(sheets)
    assert [cell for table in blocks if isinstance(table, RawTable) for row in table.rows for cell in row] == [str(n) for n in range(8000)]
    assert 2 <= len(blocks) < 10
    assert notes == []
