import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from core.calculation import settle
from core.exporters import to_pdf_measures as measures
from core.exporters.fonts import texts
from core.exporters.to_pdf import render
from core.exporters.to_pdf_font import font_set
from core.exporters.to_pdf_pages import Paginator
from core.exporters.to_pdf_table import TableLayout, cut
from core.exporters.to_pdf_text import Typesetter
from core.files import from_bytes
from core.importers.from_pdf_page import Page, take_apart
from core.importers.page_text import Line, is_page_number, lines_of
from core.layout import Document, Face, Grid, Heading, Para, Run, Signature, Title, document, filled, grid
from core.report import Entry, paragraphs
from core.values import show
from tests.helpers import cell_values, distinct_report, terms_of

RARE = "堽城镇、硚口、垟头、䢺村、㙟岭、𬭊"
SENTENCE = "全年主动公开政府信息312条，其中“工作动态”188条、通知公告124条；按时办结率100%，网址https://www.liuhe.example.cn/zwgk/。"


def pages_of(data: bytes) -> list[Page]:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [take_apart(page) for page in pdf]
    finally:
        pdf.close()


def body_lines(page: Page) -> list[Line]:
    return [line for line in lines_of(page.chars) if not is_page_number(line, page.height)]


def setter_for(laid: Document) -> Typesetter:
    used = {role: {*chars, " ", "\u3000"} for role, chars in texts(laid).items()}
    used[Face.SONG] |= set(measures.FOOTER_TEXT)
    return Typesetter(font_set(used))


def prose_document(count: int, signed: bool = True) -> Document:
    """Sections of prose whose paragraphs have one to nine lines."""
    blocks: list[Title | Heading | Para | Signature] = [Title(("柳河乡人民政府", "2023年政府信息公开工作年度报告"))]
    for number in range(count):
        blocks.append(Heading("overview", f"{number + 1}、情况说明"))
        for index in range(3):
            blocks.append(Para("overview", index, (Run(f"（{index + 1}）小标题", Face.KAITI),), 2))
            blocks.append(Para("overview", index, (Run((SENTENCE * 5)[: 20 + (number * 3 + index) * 29 % 240]),)))
    if signed:
        blocks.append(Signature("柳河乡人民政府", "2024年1月20日"))
    return Document("年度报告", "柳河乡人民政府", 2023, "2021", tuple(blocks))


def test_the_same_document_gives_the_same_bytes_in_any_run() -> None:
    laid = document(distinct_report())
    once = render(laid)
    assert render(laid) == once
    code = (
        "import sys, hashlib; from core.exporters.to_pdf import render; from core.layout import document;"
        "from tests.helpers import distinct_report; print(hashlib.sha256(render(document(distinct_report()))).hexdigest())"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    import hashlib

    assert found.stdout.strip() == hashlib.sha256(once).hexdigest()
    assert b"Date" not in once


def test_title_author_language_and_bookmarks_are_set() -> None:
    report = distinct_report()
    data = render(document(report))
    pdf = pypdfium2.PdfDocument(data)
    found = pdf.get_metadata_dict()
    marks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    pdf.close()
    assert (found["Title"], found["Author"]) == (report.title, report.unit)
    assert found["CreationDate"] == ""
    assert re.search(rb"/Lang\s*\(zh-CN\)", data)
    assert [title for level, title in marks if level == 0] == [section.title for section in report.form.sections]
    assert (1, "（一）主动公开") in marks


def test_every_font_is_embedded_and_none_is_left_over() -> None:
    data = render(document(distinct_report()))
    assert b"Helvetica" not in data
    assert b"/Type3" not in data
    assert data.count(b"/FontFile2") == data.count(b"/CIDFontType2") == len(set(re.findall(rb"/FontName /([A-Z]{6}\+[\w-]+)", data)))


def test_a_second_export_does_not_show_the_first_ones_characters() -> None:
    render(prose_document(1))
    first, second = prose_document(1), Document("", "", 0, "2021", (Para("overview", 0, (Run("另外几个全新的汉字"),)),))
    render(first)
    assert [line.text for line in body_lines(pages_of(render(second))[0])] == ["另外几个全新的汉字"]


def test_rare_characters_are_found_in_the_text_and_have_a_shape() -> None:
    laid = Document("", "", 0, "2021", (Para("overview", 0, (Run(RARE + "。"),)),))
    assert [line.text for line in body_lines(pages_of(render(laid))[0])] == [RARE + "。"]
    setter = setter_for(laid)
    for char in RARE:
        glyph = setter.fonts.glyphs[Face.FANGSONG][char]
        codes = setter.fonts.fonts[glyph.font].codes
        assert codes[int(glyph.code, 16) - 1] == ord(char)


def test_an_empty_document_is_one_page() -> None:
    assert len(pages_of(render(Document("", "", 0, "2021", ())))) == 1


def test_the_page_has_the_official_measures() -> None:
    (page, *_) = pages_of(render(prose_document(12)))
    lines = body_lines(page)
    full = [line for line in lines if line.left < measures.LEFT + 1]
    assert (round(page.width), round(page.height)) == (595, 842)
    assert max(line.size for line in lines) == pytest.approx(22, abs=0.1)
    assert {round(line.size) for line in full} == {16}
    assert all(line.right <= measures.LEFT + measures.WIDTH + 16.5 for line in lines)
    gaps = {round(a.y - b.y, 1) for a, b in pairwise(lines[2:])}
    assert gaps == {28.9} or gaps == {29.0} or gaps == {28.9, 29.0}
    assert pytest.approx(measures.WIDTH) == measures.PITCH * 28
    assert measures.LINE * 22 <= measures.HEIGHT


def test_page_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    pages = pages_of(render(prose_document(30)))
    assert len(pages) > 3
    for number, page in enumerate(pages, start=1):
        line = next(line for line in lines_of(page.chars) if is_page_number(line, page.height))
        assert line.text == f"— {number} —"
        edge = measures.LEFT + 14 if number % 2 == 0 else measures.LEFT + measures.WIDTH - 14
        assert (line.left if number % 2 == 0 else line.right) == pytest.approx(edge, abs=1)


@pytest.mark.parametrize("count", range(3, 23))
def test_no_heading_is_last_and_no_line_is_alone(count: int) -> None:
    laid = prose_document(count)
    paragraphs = [block.text for block in laid.blocks if isinstance(block, Para) and not block.level]
    pages = [body_lines(page) for page in pages_of(render(laid))]
    for before, after in pairwise(pages):
        assert not re.fullmatch(r"\d+、情况说明|（\d）小标题", before[-1].text)
        indented = after[0].left > measures.LEFT + 20
        if not indented:
            # A paragraph goes on: two of its lines stand on each side.
            assert after[1].left < measures.LEFT + 20 or len(after) == 2
            ahead = before[-2].left < measures.LEFT + 20 or before[-2].left == pytest.approx(measures.LEFT + 2 * measures.PITCH, abs=1)
            assert ahead
            assert any((before[-2].text + before[-1].text).replace(" ", "") in text for text in paragraphs)
            assert any((after[0].text + after[1].text).replace(" ", "") in text for text in paragraphs)
    last = [line.text for line in pages[-1]]
    assert last[-2:] == ["柳河乡人民政府", "2024年1月20日"]
    assert len(last) > 3


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_table_of_applications_stands_on_one_page(form_id: str) -> None:
    report = distinct_report(form_id)
    pages = pages_of(render(document(report)))
    labels = [line.text for page in pages for line in lines_of(page.chars) if "申请人情况" in line.text]
    assert len(labels) == 1


def parts_of(laid: Grid, page: float, available: float) -> Iterator[tuple[int, float]]:
    setter = setter_for(Document("", "", 0, "2021", (laid,)))
    layout = TableLayout(setter, laid, page)
    first = laid.head_rows
    while first < laid.rows:
        part = layout.pieces(first, available)
        assert part is not None
        assert part.height <= available
        yield part.grid.rows - laid.head_rows, part.height
        first += part.grid.rows - laid.head_rows


@pytest.mark.parametrize("available", [200, 260, 333, 420, 500])
def test_a_long_table_breaks_between_rows_and_loses_none(available: float) -> None:
    laid = filled(grid("2021", "applications"), distinct_report())
    counts = [rows for rows, _ in parts_of(laid, 180, available)]
    assert len(counts) > 1
    assert sum(counts) == laid.rows - laid.head_rows


def test_a_cut_span_keeps_its_label_in_both_pieces() -> None:
    laid = filled(grid("2021", "applications"), distinct_report())
    tall = next(cell for cell in laid.cells if cell.row_span > 10)
    edge = tall.row + 5
    for piece in (cut(laid, laid.head_rows, edge), cut(laid, edge, laid.rows)):
        assert tall.text in [cell.text for cell in piece.cells]
        covered = sorted(
            (r, c) for x in piece.cells for r in range(x.row, x.row + x.row_span) for c in range(x.column, x.column + x.column_span)
        )
        assert covered == [(row, column) for row in range(piece.rows) for column in range(piece.columns)]


def overflowing(laid: Grid) -> list[str]:
    """Return the cells of a table whose text is wider or higher than the cell."""
    part = TableLayout(setter_for(Document("", "", 0, "2021", (laid,))), laid, measures.HEIGHT).whole
    found = []
    for cell, text in zip(part.grid.cells, part.texts, strict=True):
        width = part.across[cell.column + cell.column_span] - part.across[cell.column]
        height = part.down[cell.row + cell.row_span] - part.down[cell.row]
        if text.height > height + 0.01 or any(line.width > width + 0.01 for line in text.lines):
            found.append(cell.text)
    return found


@pytest.mark.parametrize("value", [88_888_888, 123_456_789_012_345, "没有发生任何此类情形", "Nichtzutreffendesbittestreichen", "注" * 400])
@pytest.mark.parametrize("table", ["proactive", "applications", "review_litigation"])
def test_no_text_runs_out_of_its_cell(value: int | str, table: str) -> None:
    report = distinct_report()
    for cell in report.form.table(table).cells:
        report.entries[cell] = replace(report.entry(cell), value=value)
    assert overflowing(filled(grid("2021", table), report)) == []


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_eight_digits_in_every_cell_and_longer_sums_stay_on_one_line_each(form_id: str) -> None:
    report = distinct_report(form_id)
    settle(report, {cell: Entry(98_765_432 - at * 1_234_567 % 9_999_999) for at, cell in enumerate(terms_of(report.form))})
    for table in ("proactive", "applications", "review_litigation"):
        laid = filled(grid(form_id, table), report)
        layout = TableLayout(setter_for(Document("", "", 0, form_id, (laid,))), laid, measures.HEIGHT - measures.LINE)
        numbers = [text for cell, text in zip(laid.cells, layout.whole.texts, strict=True) if cell.cell]
        assert layout.whole.height <= measures.HEIGHT
        assert all(len(text.lines) == 1 for text in numbers)
        assert overflowing(laid) == []
    back = from_bytes(render(document(report)), Path("x.pdf"))
    assert {name: show(value) for name, value in cell_values(back).items()} == {name: show(v) for name, v in cell_values(report).items()}


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_numbers_beside_remarks_are_not_cut_in_narrow_columns(form_id: str) -> None:
    report = distinct_report(form_id)
    for number, cell in enumerate(report.form.cells):
        remark = f"其中{number}件" if number % 4 == 0 else ""
        report.entries[cell] = Entry(183_334 + number * 1001, manual=True, remark=remark)
    back = from_bytes(render(document(report)), Path("x.pdf"))
    found = {cell: (show(back.value(cell)), back.entry(cell).remark) for cell in report.form.cells}
    assert found == {cell: (show(report.value(cell)), report.entry(cell).remark) for cell in report.form.cells}


def test_the_mark_in_an_upright_label_stands_to_the_upper_right_as_in_vertical_setting() -> None:
    pdf = pypdfium2.PdfDocument(render(document(distinct_report())))
    boxes = [
        [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars()) if text.get_text_range(at, 1).strip()]
        for text in (page.get_textpage() for page in pdf)
    ]
    pdf.close()
    ((above, mark, below),) = [
        (first[1], second[1], third[1])
        for page in boxes
        for first, second, third in zip(page, page[1:], page[2:], strict=False)
        if first[0] + second[0] + third[0] == "三、本" and third[1][3] < first[1][1]
    ]
    assert above[1] > mark[3] > mark[1] > below[3]
    assert (mark[0] + mark[2]) / 2 > (below[0] + 3 * below[2]) / 4
    assert mark[3] - below[3] > above[1] - mark[3]


def test_rules_surround_every_cell() -> None:
    pages = pages_of(render(document(distinct_report())))
    page = next(page for page in pages if any("申请人情况" in line.text for line in lines_of(page.chars)))
    laid = grid("2021", "applications")
    assert len({round(rule.at) for rule in page.upright}) == laid.columns + 1
    assert len({round(rule.at) for rule in page.level}) == laid.rows + 1


def test_a_signature_is_never_alone_on_a_page() -> None:
    for count in range(8, 30):
        blocks = (Para("other", 0, (Run(("公开" * 14) * count),)), Signature("柳河乡人民政府", "2024年1月20日"))
        pages = pages_of(render(Document("", "", 0, "2021", blocks)))
        assert len(body_lines(pages[-1])) >= 4


def test_a_name_too_long_for_its_line_keeps_the_date_within_the_page_and_its_words_whole() -> None:
    unit = "白沙市杏花岭区经济技术开发区管理委员会槐荫路街道办事处办公室"
    for count in range(14, 24):
        blocks = (Para("other", 0, (Run(("公开" * 14) * count),)), Signature(unit, "2024年1月20日"))
        lines = body_lines(pages_of(render(Document("", "", 0, "2021", blocks)))[-1])
        assert [line.text for line in lines[-3:]] == ["白沙市杏花岭区经济技术开发区管理委员会", "槐荫路街道办事处办公室", "2024年1月20日"]
        assert lines[-1].y > measures.PAGE_HEIGHT - measures.TOP - measures.HEIGHT
        assert {round(line.right) for line in lines[-3:-1]} == {round(measures.LEFT + measures.WIDTH - 2 * measures.PITCH)}


def test_a_title_too_long_for_a_line_breaks_behind_a_place_name() -> None:
    title = "内蒙古自治区锡林郭勒盟西乌珠穆沁旗巴彦花镇人民政府"
    (page,) = pages_of(render(Document("", "", 0, "2021", (Title((title,)),))))
    lines = [line.text for line in body_lines(page)]
    assert "".join(lines) == title
    assert len(lines) == 2
    assert lines[0][-1] in "区盟旗镇"


def test_prose_of_any_length_is_laid_out_once() -> None:
    report = distinct_report()
    report.texts["overview"] = paragraphs([SENTENCE * 40] * 30)
    laid = document(report)
    setter = setter_for(laid)
    pages = Paginator(laid, setter, dict.fromkeys(setter.fonts.fonts, "F1")).run()
    assert len(pages.pages) > 15
