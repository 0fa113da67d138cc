"""Tables of scanned pages: lines found in the picture, every cell read from its own place, every doubt noted."""

import pytest
from PIL import Image, ImageChops, ImageDraw

from core.importers.ocr_page import read_pages
from core.importers.page_blocks import blocks_of
from core.importers.source import RawTable, Source
from tests.core.scans import HIGH, LEFT, TOP, WIDE, WIDTH, BarReader, Rows, table_page
from tests.core.sources import tables

# What it runs, other tests run too; noting each line again would double its time.
pytestmark = pytest.mark.no_cover

PART = (120, 320, 1020, 860)
SURE = [("项目名称", 0.99), ("自然人件数", 0.99), ("总计件数", 0.99), ("7", 0.99), ("31", 0.99), ("208", 0.99), ("一、本年新收", 0.99)]
ROWS: Rows = [[0, 1, 2], [6, 3, 4], [6, 5, None], [0, 1]]
TEXTS = (
    ("项目名称", "自然人件数", "总计件数"),
    ("一、本年新收", "7", "31"),
    ("一、本年新收", "208", ""),
    ("项目名称", "自然人件数", None),
)


def recognised(page: Image.Image, words: list[tuple[str, float]] = SURE) -> Source:
    """Read the part of a page that holds its table, at the size that it has on paper."""
    share = page.width / WIDTH
    part = page.crop((round(PART[0] * share), round(PART[1] * share), round(PART[2] * share), round(PART[3] * share)))
    sheets, notes = read_pages([(1, part, ((PART[2] - PART[0]) * 0.36, (PART[3] - PART[1]) * 0.36))], 1, "年报.png", BarReader(words))
    blocks, more = blocks_of(list(sheets.values()))
    return Source("picture", tuple(blocks), (*notes, *more), doubtful=True)


def only_table(source: Source) -> RawTable:
    (table,) = tables(source)
    return table


def messages(source: Source) -> list[str]:
    return [note.message for note in source.notes[1:]]


def test_every_cell_is_read_from_its_own_place() -> None:
    source = recognised(table_page(ROWS))
    assert only_table(source) == RawTable(TEXTS)
    assert messages(source) == []


@pytest.mark.parametrize("line", [1, 2, 5, 8])
def test_lines_of_any_thickness_make_the_same_table(line: int) -> None:
    assert only_table(recognised(table_page(ROWS, line=line))).rows == TEXTS


@pytest.mark.parametrize("degrees", [0.7, -0.3, -2.4, 3.0])
def test_a_page_that_leans_is_made_level(degrees: float) -> None:
    page = table_page(ROWS).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    assert only_table(recognised(page)).rows == TEXTS


def test_broken_lines_are_whole() -> None:
    assert only_table(recognised(table_page(ROWS, gaps=True))).rows == TEXTS


def test_double_lines_are_one() -> None:
    page = table_page(ROWS)
    double = ImageChops.darker(page, ImageChops.offset(page, 0, 6)).crop((0, 0, page.width, TOP + 2))
    page.paste(double, (0, 0))
    assert only_table(recognised(page)).rows == TEXTS


def test_a_grey_ground_that_darkens_to_one_side_is_paper() -> None:
    shade = Image.linear_gradient("L").resize(table_page(ROWS).size).point([130 + value * 100 // 255 for value in range(256)])
    assert only_table(recognised(ImageChops.multiply(table_page(ROWS), shade))).rows == TEXTS


@pytest.mark.parametrize("paper", [(255, 255, 255), (205, 200, 190)])
def test_a_red_seal_over_the_table_is_no_ink(paper: tuple[int, int, int]) -> None:
    page = table_page(ROWS, mode="RGB", paper=(255, 255, 255))
    red = Image.new("RGB", page.size, "white")
    x, y = LEFT + int(1.5 * WIDE), TOP + int(3.2 * HIGH)
    ImageDraw.Draw(red).ellipse((x - 150, y - 150, x + 150, y + 150), outline=(215, 40, 45), width=16)
    ImageDraw.Draw(red).regular_polygon((x, y, 60), 5, fill=(215, 40, 45))
    source = recognised(ImageChops.multiply(ImageChops.multiply(page, red), Image.new("RGB", page.size, paper)))
    assert only_table(source).rows == TEXTS
    assert messages(source) == []


def test_a_small_picture_is_scaled_up() -> None:
    small = table_page(ROWS).resize((1000, 1414), Image.Resampling.LANCZOS)
    assert only_table(recognised(small)).rows == TEXTS


def test_dust_in_an_empty_cell_leaves_it_empty() -> None:
    page = table_page(ROWS)
    ImageDraw.Draw(page).rectangle((LEFT + 2 * WIDE + 90, TOP + 2 * HIGH + 40, LEFT + 2 * WIDE + 91, TOP + 2 * HIGH + 41), fill=0)
    source = recognised(page)
    assert only_table(source).rows == TEXTS
    assert messages(source) == []


def test_a_number_read_without_being_sure_is_kept_and_noted_with_its_row_and_place() -> None:
    words = [*SURE[:4], ("31", 0.45), *SURE[5:]]
    source = recognised(table_page(ROWS), words)
    assert only_table(source).rows == TEXTS
    (said,) = messages(source)
    assert "第 2 页表格“一、本年新收”一行第 2 格" in said
    assert "“31”" in said


def test_ink_that_reads_as_nothing_is_noted() -> None:
    source = recognised(table_page(ROWS), [*SURE[:5], ("", 0.0), SURE[6]])
    assert only_table(source).rows[2] == ("一、本年新收", "", "")
    assert ["没有读入" in said and "一行第 1 格" in said for said in messages(source)] == [True]


@pytest.mark.parametrize(
    ("read_as", "number"), [("O", "0"), ("l2", "12"), ("3O", "30"), ("S7B", "578"), ("42.", "42"), ("一", "—"), ("1 8", "18")]
)
def test_what_looks_like_a_digit_is_mended_and_noted(read_as: str, number: str) -> None:
    source = recognised(table_page(ROWS), [*SURE[:3], (read_as, 0.9), *SURE[4:]])
    assert only_table(source).rows[1][1] == number
    (said,) = messages(source)
    assert f"“{read_as}”" in said
    assert f"“{number}”" in said


@pytest.mark.parametrize("text", ["规章", "OECD", "Ⅱ类", "约3件", "无"])
def test_words_are_never_mended_into_numbers(text: str) -> None:
    assert only_table(recognised(table_page(ROWS), [*SURE[:3], (text, 0.99), *SURE[4:]])).rows[1][1] == text


def test_numbers_of_two_cells_whose_wall_is_missing_stay_apart_and_are_noted() -> None:
    page = table_page(ROWS)
    x = LEFT + 2 * WIDE
    ImageDraw.Draw(page).rectangle((x - 3, TOP + HIGH + 4, x + 3, TOP + 2 * HIGH - 4), fill=255)
    source = recognised(page)
    assert only_table(source).rows[1] == ("一、本年新收", "7 | 31", None)
    assert ["7 | 31" in said for said in messages(source)] == [True]


def test_numbers_one_below_the_other_stay_apart_and_are_noted() -> None:
    source = recognised(table_page([[0, 1, 2], [6, (3, 4), 5]]))
    assert only_table(source).rows[1] == ("一、本年新收", "7 | 31", "208")
    assert ["7 | 31" in said for said in messages(source)] == [True]


def test_a_number_that_a_narrow_cell_broke_is_joined_and_noted() -> None:
    words = [*SURE, *[("空", 0.0)] * 16, ("2003", 0.99)]
    source = recognised(table_page([[0, 1, 2], [6, (23, 3), 5]]), words)
    assert only_table(source).rows[1] == ("一、本年新收", "20037", "208")
    assert ["折成几行" in said for said in messages(source)] == [True]


def test_strokes_of_type_are_no_lines() -> None:
    page = table_page(ROWS)
    draw = ImageDraw.Draw(page)
    draw.line((LEFT + 2 * WIDE + 60, TOP + 2 * HIGH + 15, LEFT + 2 * WIDE + 60, TOP + 2 * HIGH + 65), fill=0, width=3)
    draw.line((LEFT + 2 * WIDE + 30, TOP + 2 * HIGH + 40, LEFT + 2 * WIDE + 90, TOP + 2 * HIGH + 40), fill=0, width=3)
    table = only_table(recognised(page))
    assert [len(row) for row in table.rows] == [3, 3, 3, 3]
    assert table.rows[1] == TEXTS[1]
