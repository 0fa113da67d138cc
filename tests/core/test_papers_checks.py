"""The checks on printed pages can fail: each finds the one fault of a page that is broken for it, and none in the sound page."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from core.document import Picture
from core.drawing import Drawing
from core.importers.page import Rule
from core.layout import Document, DocumentBlock, Grid, GridCell, Heading, Para, Role, Run, Signature
from tests.papers import checks
from tests.papers.checks import Check
from tests.papers.page import BOTTOM, HEIGHT, LEFT, MM, RIGHT, TOP, WIDTH, Area, Font, Glyph, Page
from tests.papers.paper import Paper

FONT = Font("ABCDEF+Song", embedded=True)
EM = 156 * MM / 28
ROW = 28.95
HEADS = Heading("overview", "一、总体情况")
BODY = "年公开信息共计三百一十二条比上年增加两成群众满意度继续提高，全镇" * 3
PICTURE = Picture("图解", Drawing(400, 300, (), ""))
SIGNED = Signature("柳河乡人民政府", "二〇二四年一月")


def line(text: str, row: float, x: float = LEFT, pitch: float = EM) -> list[Glyph]:
    """Print characters side by side, each with ink in the middle of its place."""
    y = TOP - (row + 1) * ROW + 8
    found = []
    for at, char in enumerate(text):
        left = x + at * pitch
        found.append(Glyph(char, left, y, left + 1, y - 2, left + 14, y + 12, 16.0, FONT, ord(char)))
    return found


def printed(number: int, *lines: list[Glyph], footer: str = "", x: float | None = None) -> Page:
    text = footer or f"—{number}—"
    size = 7.0
    left = x if x is not None else RIGHT - 14 - len(text) * size if number % 2 else LEFT + 14
    y = BOTTOM - 7 * MM - 4
    places = [(char, left + at * size) for at, char in enumerate(text)]
    foot = [Glyph(char, at, y, at, y, at + size, y + 8, 14.0, FONT, ord(char)) for char, at in places]
    return Page(number, WIDTH, HEIGHT, tuple([*(glyph for each in lines for glyph in each), *foot]), (), ())


def body(text: str, first: int = 0, row: float = 1) -> list[list[Glyph]]:
    """Print a paragraph from its character `first` on: 26 characters on its first line, then 28."""
    if not first:
        return [line(text[:26], row, LEFT + 2 * EM), *body(text, 26, row + 1)]
    return [line(text[at : at + 28], row + (at - first) // 28) for at in range(first, len(text), 28)]


def laid(*blocks: DocumentBlock) -> Document:
    return Document("", "", 2023, "2021", blocks)


def para(text: str) -> Para:
    return Para("overview", 0, (Run(text),))


def signed(row: float) -> list[list[Glyph]]:
    return [line(SIGNED.unit, row, LEFT + 18 * EM), line(SIGNED.date, row + 1, LEFT + 19 * EM)]


def sound() -> Paper:
    page = printed(1, line(HEADS.text, 0, LEFT + 2 * EM), *body(BODY), *signed(8))
    return Paper([page], laid(HEADS, para(BODY), SIGNED))


def found(check: Check, paper: Paper) -> list[str]:
    return list(check(paper))


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_a_sound_page_has_no_fault(check: Check):
    assert found(check, sound()) == []
    assert found(check, with_table()) == []


def two(first: Sequence[list[Glyph]], second: Sequence[list[Glyph]], *blocks: DocumentBlock) -> Paper:
    return Paper([printed(1, *first), printed(2, *second)], laid(*blocks))


def text_of(*lines: str) -> Paper:
    """Print a paragraph broken into the lines given."""
    return Paper([printed(1, *(line(text, row) for row, text in enumerate(lines)))], laid(para("".join(lines))))


def changed(change: Callable[[Glyph], Glyph], paper: Paper | None = None) -> Paper:
    """Print the sound page with each of its characters as `change` makes it."""
    paper = paper or sound()
    pages = [replace(page, glyphs=tuple(map(change, page.glyphs))) for page in paper.pages]
    return Paper(pages, paper.document)


def reshaped(**values: object) -> Callable[[Glyph], Glyph]:
    return lambda glyph: glyph._replace(**values) if glyph.text == "群" else glyph  # pyright: ignore[reportArgumentType]


FULL = [line("字" * 28, row) for row in range(21)]
MUCH = "字" * 28 * 21

BROKEN: list[tuple[Check, Paper, str]] = [
    (checks.text, changed(reshaped(text="郡")), "群众"),
    (checks.text, Paper(sound().pages, laid(HEADS, para(BODY))), "柳河乡"),
    (checks.edges, Paper([printed(1, line("出" * 28, 0, LEFT + 9))], laid(para("出" * 28))), "outside"),
    (checks.edges, Paper([printed(1, line("天", -1))], laid(para("天"))), "outside"),
    (checks.edges, Paper([replace(sound().pages[0], width=612)], sound().document), "A4"),
    (checks.page_numbers, Paper([printed(1, *FULL, footer="—2—")], laid()), "instead of"),
    (checks.page_numbers, Paper([printed(1, *FULL, x=LEFT + 14)], laid()), "from its edge"),
    (checks.page_numbers, Paper([Page(1, WIDTH, HEIGHT, tuple(line("字", 0)), (), ())], laid()), "“[]” instead of"),
    (checks.line_ends, text_of("字" * 28, "。字"), "begins with 。"),
    (checks.line_ends, text_of("字" * 27 + "《", "条例》"), "ends with 《"),
    (checks.cut_words, text_of("字" * 26 + "31", "2条"), "312"),
    (checks.cut_words, text_of("字" * 26 + "3.", "25%"), "3.25%"),
    (checks.cut_words, text_of("字" * 26 + "QQ", "xyz群"), "QQxyz"),
    (checks.torn_lines, Paper([printed(1, line("字" * 15, 0, pitch=2 * EM), line("字", 1))], laid(para("字" * 16))), "torn"),
    (checks.last_headings, two([*FULL, line(HEADS.text, 21)], FULL, para(MUCH), HEADS, para(MUCH)), "总体情况"),
    (checks.lone_lines, two([*FULL, line(BODY[:26], 21)], body(BODY, 26, 0), para(MUCH), para(BODY)), "a line alone"),
    (checks.lone_lines, two(FULL, [line("完", 0), *body(BODY)], para(MUCH + "完"), para(BODY)), "a line alone"),
    (checks.lone_signature, two(FULL, signed(0), para(MUCH), SIGNED), "signature alone"),
    (checks.lone_signature, two([*FULL, signed(21)[0]], [signed(0)[1]], para(MUCH), SIGNED), "cut"),
    (checks.empty_pages, two(FULL[:6], FULL, para(MUCH[: 28 * 6]), para(MUCH)), "nearly empty"),
    (checks.empty_pages, Paper([Page(1, WIDTH, HEIGHT, (), (), ()), printed(2, *FULL)], laid(para(MUCH))), "page 1 is empty"),
    (checks.overlaps, Paper([printed(1, line("上" * 9, 0), line("下" * 9, 0.2))], laid(para("上" * 9 + "下" * 9))), "touch"),
    (checks.overlaps, Paper([printed(1, line("叠" * 9, 0, pitch=8))], laid(para("叠" * 9))), "over each other"),
    (checks.boxes, changed(reshaped(shape=ord("众"))), "draws the same for 众群"),
    (checks.boxes, changed(reshaped(shape=0)), "群 has no shape"),
    (checks.fonts, changed(reshaped(font=Font("ABCDEF+Kai", embedded=False))), "Kai is not embedded"),
    (checks.subsets, changed(reshaped(font=Font("Kai", embedded=True))), "Kai is not a subset"),
]


@pytest.mark.parametrize(("check", "paper", "words"), BROKEN, ids=lambda value: getattr(value, "__name__", None))
def test_a_broken_page_is_found_out(check: Check, paper: Paper, words: str):
    assert words in "\n".join(found(check, paper))


def test_a_mark_may_hang_at_the_right_and_stand_nowhere_else():
    hung = line("字" * 28 + "。", 0)
    assert found(checks.edges, Paper([printed(1, hung)], laid(para("字" * 28 + "。")))) == []
    assert found(checks.edges, Paper([printed(1, line("字" * 29, 0))], laid(para("字" * 29)))) != []


def test_a_word_longer_than_a_line_may_be_cut():
    assert found(checks.cut_words, text_of("w" * 40, "w" * 20)) == []


def test_a_page_before_a_table_or_a_picture_may_be_short():
    table = with_table()
    pages = [printed(1, *FULL[:6]), replace(table.pages[0], number=2)]
    assert found(checks.empty_pages, Paper(pages, laid(para(MUCH[: 28 * 6]), *table.document.blocks))) == []
    drawn = replace(printed(2), drawn=(Area(LEFT, BOTTOM, RIGHT, TOP),))
    assert found(checks.empty_pages, Paper([printed(1, *FULL[:6]), drawn], laid(para(MUCH[: 28 * 6]), PICTURE))) == []


def test_a_character_that_no_face_has_need_not_have_a_shape():
    paper = changed(reshaped(shape=0))
    assert found(checks.boxes, Paper(paper.pages, paper.document, ["群"])) == []


def test_what_libreoffice_drops_at_a_lines_end_is_forgiven_to_it_alone():
    pages = [printed(1, line("字" * 28, 0), line("25" + "字" * 8, 1))]
    blocks = laid(para("字" * 28 + "，25" + "字" * 8))
    assert found(checks.text, Paper(pages, blocks)) != []
    assert found(checks.text, Paper(pages, blocks, by_office=True)) == []
    assert found(checks.text, Paper(pages, laid(para("字" * 28 + "五25" + "字" * 8)), by_office=True)) != []


@pytest.mark.parametrize(("next_line", "by_office", "torn"), [("www.x.cn", True, False), ("www.x.cn", False, True), ("字", True, True)])
def test_a_line_torn_before_a_latin_word_is_forgiven_to_libreoffice(next_line: str, by_office: bool, torn: bool):
    pages = [printed(1, line("字" * 15, 0, pitch=2 * EM), line(next_line, 1))]
    paper = Paper(pages, laid(para("字" * 15 + next_line)), by_office=by_office)
    assert bool(found(checks.torn_lines, paper)) is torn


def test_a_dash_drawn_as_one_shape_is_not_printed_twice():
    dash = line("——", 0, pitch=0)
    assert found(checks.overlaps, Paper([printed(1, dash)], laid(para("——")))) == []


def with_picture(width: float = 400, left: float = LEFT) -> Paper:
    page = printed(1, line("字", 0))
    figure = Area(left, TOP - 400, left + width, TOP - 100)
    return Paper([replace(page, drawn=(figure,))], laid(para("字"), PICTURE))


@pytest.mark.parametrize("check", checks.CHECKS, ids=lambda check: check.__name__)
def test_a_page_with_its_picture_is_sound(check: Check):
    assert found(check, with_picture()) == []


def test_a_lost_picture_and_one_of_another_size_are_found_out():
    assert found(checks.pictures, Paper(sound().pages, laid(PICTURE))) == ["0 drawings instead of 1"]
    assert found(checks.pictures, Paper(with_picture().pages, laid(para("字")))) == ["1 drawings instead of 0"]
    assert "200 × 300 instead of 400 × 300" in found(checks.pictures, with_picture(200))[0]
    assert found(checks.edges, with_picture(left=LEFT + 99)) == ["page 1: a drawing is outside the type area"]


# ---- tables ---------------------------------------------------------------------------------------

CELLS = (("项目", "件数"), ("许可", "12345678"), ("处罚", "7"))
EDGES = (LEFT, LEFT + 200, RIGHT)


def grid() -> Grid:
    cells = tuple(GridCell(r, c, 1, 1, text, Role.VALUE) for r, row in enumerate(CELLS) for c, text in enumerate(row))
    return Grid("applications", 3, 2, 1, (1.0, 1.0), cells)


def tabular(*rows: tuple[str, str], indent: float = 20) -> Page:
    """Print the rows with their rules, a row a line of prose high."""
    glyphs = [line(text, at, EDGES[column] + indent) for at, row in enumerate(rows) for column, text in enumerate(row)]
    page = printed(1, *glyphs)
    top, foot = TOP, TOP - ROW * len(rows)
    level = tuple(Rule(TOP - ROW * at, LEFT, RIGHT) for at in range(len(rows) + 1))
    return replace(page, level=level, upright=tuple(Rule(edge, foot, top) for edge in EDGES))


def with_table(*rows: tuple[str, str], indent: float = 20) -> Paper:
    return Paper([tabular(*(rows or CELLS), indent=indent)], laid(grid()))


def test_a_table_with_every_text_in_its_place_is_sound_also_over_pages():
    second = replace(tabular(CELLS[0], CELLS[2]), number=2)
    assert found(checks.tables, Paper([tabular(*CELLS[:2]), second], laid(grid()))) == []


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (with_table(CELLS[0], CELLS[1], ("处罚", "8")), "['8'] instead of “7”"),
        (with_table(CELLS[0], ("许可", "7"), ("处罚", "12345678")), "instead of “12345678”"),
        (with_table(*CELLS[:2]), "2 rows of 3"),
        (with_table(*CELLS, indent=122), "crosses its cell's rule"),
        (Paper(with_table().pages, laid()), "a table too many"),
    ],
)
def test_a_broken_table_is_found_out(paper: Paper, words: str):
    assert words in "\n".join(found(checks.tables, paper))


def test_a_number_cut_within_its_cell_is_found_out():
    page = with_table().pages[0]
    above = [glyph._replace(y=glyph.y + 13, bottom=glyph.y + 11, top=glyph.y + 19) for glyph in line("90", 1, EDGES[1] + 20, pitch=6)]
    cut = Paper([replace(page, glyphs=(*page.glyphs, *above))], laid(grid()))
    assert found(checks.numbers_in_cells, cut) == ["page 1: the number 9012345678 is cut"]
    assert found(checks.numbers_in_cells, with_table()) == []


def test_a_table_beside_the_type_area_is_found_out():
    page = with_table().pages[0]
    moved = replace(page, upright=tuple(rule._replace(at=rule.at + 9) for rule in page.upright))
    assert found(checks.edges, Paper([moved], laid(grid()))) == ["page 1: a table is outside the type area"]


def test_a_scrap_of_a_table_alone_on_a_page_is_found_out():
    pages = [tabular(*CELLS), replace(tabular(CELLS[0]), number=2), replace(tabular(CELLS[0]), number=3)]
    assert "scrap" in found(checks.empty_pages, Paper(pages, laid(grid())))[0]
