"""Every place of a report is found on the pages of its .pdf, where a click on a page looks for it."""

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings

from core.document import Document, DocumentBlock, Face, Heading, Para, Run, Signature
from core.exporters import to_pdf_measures as measures
from core.exporters.to_pdf import paper, render
from core.exporters.to_pdf_places import PlaceBox
from core.importers.from_pdf_page import take_apart
from core.importers.page_text import lines_of
from core.layout import document
from core.report import Report, paragraphs
from tests.helpers import distinct_report, reports


def long_report() -> Report:
    report = distinct_report()
    sentence = "全年主动公开政府信息312条，其中“工作动态”188条；按时办结率100%，网址https://www.liuhe.example.cn/zwgk/。"
    report.texts["overview"] = paragraphs([sentence * 7, "（一）主动公开", sentence, "（二）小标题。" + sentence * 3])
    return report


def glyphs_in(data: bytes, boxes: list[PlaceBox]) -> list[str]:
    """Return the characters that begin in each box, blanks left out."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        pages = [take_apart(page) for page in pdf]
    finally:
        pdf.close()
    found = []
    for box in boxes:
        page = pages[box.page]
        inside = [char for char in page.chars if box.left - 0.1 <= char.x < box.right + 1 and box.top <= page.height - char.y <= box.bottom]
        found.append("".join(line.text for line in lines_of(inside)).replace(" ", ""))
    return found


def lines_by_paragraph(places: tuple[PlaceBox, ...]) -> dict[tuple[str, int], list[PlaceBox]]:
    found: dict[tuple[str, int], list[PlaceBox]] = {}
    for box in places:
        if box.index >= 0 and box.part != "title":
            found.setdefault((box.part, box.index), []).append(box)
    return found


def assert_covered(laid: Document) -> None:
    lines = lines_by_paragraph(paper(laid).places)
    for block in laid.blocks:
        if isinstance(block, Para):
            spans = [(box.start, box.end) for box in lines.pop((block.part, block.index))]
            assert "".join(block.text[first:last] for first, last in spans) == block.text
            assert all(first < last for first, last in spans) or len(spans) == 1
    assert not lines


def test_the_lines_of_each_paragraph_cover_its_text_in_order() -> None:
    assert_covered(document(long_report()))


@settings(max_examples=15, deadline=None)
@given(reports())
def test_they_do_for_any_report(report: Report) -> None:
    assert_covered(document(report))


def test_they_do_where_characters_are_dropped() -> None:
    texts = ("\u3000\u3000公\u200b开" * 40 + "  ", "   ", "\u200b", "", "\u200b\u3000一" * 60)
    runs = [(Run(text),) for text in texts] + [(Run("  "), Run("  （一）", Face.KAITI), Run("公开\ufeff" * 30), Run(" "))]
    assert_covered(Document("", "", 0, "2021", tuple(Para("overview", at, each) for at, each in enumerate(runs))))


def test_a_line_says_what_it_shows() -> None:
    report = long_report()
    made = paper(document(report))
    lines = [box for boxes in lines_by_paragraph(made.places).values() for box in boxes]
    texts = [report.paragraphs(box.part)[box.index].text[box.start : box.end] for box in lines]
    assert len(lines) > 20
    assert glyphs_in(made.data, lines) == [text.replace(" ", "") for text in texts]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_box_of_a_cell_holds_its_number(form_id: str) -> None:
    report = distinct_report(form_id)
    made = paper(document(report))
    cells = [box for box in made.places if box.cell]
    assert {box.cell for box in cells} == set(report.form.cells)
    assert len(cells) == len(report.form.cells)
    assert glyphs_in(made.data, cells) == [str(report.value(box.cell)) for box in cells if box.cell]
    assert all(box.part == box.cell.table for box in cells if box.cell)


def test_labels_of_a_table_know_their_table() -> None:
    made = paper(document(distinct_report()))
    labels = [box for box in made.places if box.part == "applications" and box.cell is None and box.bottom - box.top < 100]
    assert any("自然人" in text for text in glyphs_in(made.data, labels))


def test_a_table_over_two_pages_has_its_cells_where_they_stand() -> None:
    blocks: list[DocumentBlock] = [Para("overview", 0, (Run("公开" * 14 * 12),))]
    blocks += [block for block in document(distinct_report()).blocks if getattr(block, "table", "") == "proactive"]
    made = paper(Document("", "", 0, "2021", tuple(blocks)))
    report = distinct_report()
    cells = [box for box in made.places if box.cell]
    assert glyphs_in(made.data, cells) == [str(report.value(box.cell)) for box in cells if box.cell]


def test_headings_title_and_signing_lines_are_found() -> None:
    report = long_report()
    made = paper(document(report))
    for section in report.form.sections:
        (box, *_) = [box for box in made.places if box.part == section.id and box.index == -1 and box.end]
        assert glyphs_in(made.data, [box]) == [section.title]
    named = {box.part: box for box in made.places}
    assert glyphs_in(made.data, [named["signed_unit"], named["signed_date"]]) == [report.signed_unit, "2024年1月20日"]
    titles = [box for box in made.places if box.part == "title"]
    assert "".join(glyphs_in(made.data, titles)) == report.title
    assert [box.index for box in titles] == [0, 1]


def test_boxes_stay_in_the_type_area_and_lie_apart() -> None:
    made = paper(document(long_report()))
    edge = measures.LEFT + measures.WIDTH + 0.1
    assert all(measures.LEFT <= box.left < box.right <= edge and measures.TOP <= box.top < box.bottom for box in made.places)
    lines = [box for box in made.places if box.cell is None and box.end]
    pairs: Iterator[tuple[PlaceBox, PlaceBox]] = ((a, b) for a in lines for b in lines if a is not b and a.page == b.page)
    assert all(a.bottom <= b.top + 0.01 or b.bottom <= a.top + 0.01 for a, b in pairs)


def test_the_paper_is_what_render_gives() -> None:
    laid = document(distinct_report())
    assert paper(laid).data == render(laid)
    assert paper(laid) == paper(replace(laid))


def test_an_empty_document_has_no_places() -> None:
    assert paper(Document("", "", 0, "2021", ())).places == ()
    signed = paper(Document("", "", 0, "2021", (Heading("other", "六、其他"), Signature("", "2024年1月20日")))).places
    assert [box.part for box in signed] == ["other", "signed_date"]
