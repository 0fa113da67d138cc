"""The 审签单 in the .pdf: pages of its own without a number, all its words, room to sign, and no trace of it when read back."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from core.document import Document, Slip
from core.exporters import to_pdf_measures as measures
from core.exporters.to_pdf import paper, render
from core.files import from_bytes
from core.finding_rows import FindingRow
from core.importers.from_pdf_page import Page, take_apart
from core.importers.page_text import is_page_number, lines_of
from core.interchange import dumps
from core.layout import document
from core.papers import Extras, laid_out
from core.slip import SIGNERS
from tests.helpers import distinct_report

FOUND = "本年现行有效件数与上年公布的现行有效件数加减制发、废止之后的数目接不上"
REASON = "核对过台账，上年漏报两件，今年补上"
NUMBERS = (0, 3, 6, 8, 9, 25, 60)


@cache
def laid(reasons: int) -> Document:
    rows = [FindingRow("核实", "H2", f"二、主动公开 第 {at} 行", FOUND, REASON) for at in range(reasons)]
    return laid_out(distinct_report(), rows, Extras(slip=True))


@cache
def pages(reasons: int) -> list[Page]:
    pdf = pypdfium2.PdfDocument(render(laid(reasons)))
    try:
        return [take_apart(page) for page in pdf]
    finally:
        pdf.close()


def numbers(page: Page) -> list[str]:
    return [line.text for line in lines_of(page.chars) if is_page_number(line, page.height)]


def slip_pages(reasons: int) -> list[Page]:
    return [page for page in pages(reasons) if not numbers(page)]


@pytest.mark.parametrize("reasons", NUMBERS)
def test_it_has_no_page_number_and_the_report_begins_with_page_one_on_the_right(reasons: int) -> None:
    found = [numbers(page) for page in pages(reasons)]
    front = len(slip_pages(reasons))
    assert found[:front] == [[]] * front
    assert [line for (line,) in found[front:]] == [f"— {at} —" for at in range(1, len(found) - front + 1)]
    first = next(line for line in lines_of(pages(reasons)[front].chars) if is_page_number(line, 842))
    assert first.right == pytest.approx(measures.LEFT + measures.WIDTH - 14, abs=1)
    assert front == (1 if reasons <= 3 else front)


@pytest.mark.parametrize("reasons", NUMBERS)
def test_every_word_of_it_is_there_within_the_type_area(reasons: int) -> None:
    block = laid(reasons).blocks[0]
    assert isinstance(block, Slip)
    shown = sorted(char.text for page in slip_pages(reasons) for char in page.chars if char.text.strip())
    labels = (len(slip_pages(reasons)) - 1) * 4
    wanted = "".join([block.title, block.note, *("".join(cell.text.split()) for cell in block.grid.cells)])
    # The label of what goes on stands again on each page.
    assert len(wanted) <= len(shown) <= len(wanted) + labels
    for page in slip_pages(reasons):
        assert all(page.height - char.y <= measures.TOP + measures.HEIGHT for char in page.chars)
        assert all(measures.LEFT - 0.1 <= char.x < char.right <= measures.LEFT + measures.WIDTH + 0.1 for char in page.chars)


@pytest.mark.parametrize("reasons", NUMBERS)
def test_those_who_sign_find_their_boxes_together_and_as_high_as_asked_for(reasons: int) -> None:
    (page,) = [page for page in slip_pages(reasons) if any("主要负责人" in line.text for line in lines_of(page.chars))]
    text = "".join(line.text for line in lines_of(page.chars))
    assert all(name.partition("（")[0].strip() in text for name in SIGNERS)
    edges = sorted({round(rule.at, 1) for rule in page.level})
    boxes = [upper - lower for lower, upper in pairwise(edges)][:4]
    block = laid(reasons).blocks[0]
    assert isinstance(block, Slip)
    assert boxes == pytest.approx([height * measures.MM for height in block.heights[-4:]], abs=0.2)


@pytest.mark.parametrize("reasons", [0, 8, 60])
def test_a_report_read_back_is_the_same_as_without_it(reasons: int) -> None:
    plain = from_bytes(render(document(distinct_report())), Path("x.pdf"))
    assert dumps(from_bytes(render(laid(reasons)), Path("x.pdf"))) == dumps(plain)


def test_a_slip_has_one_bookmark_and_one_place_on_each_of_its_pages() -> None:
    made = paper(laid(25))
    pdf = pypdfium2.PdfDocument(made.data)
    marks = [mark.get_title() for mark in pdf.get_toc()]
    pdf.close()
    assert marks[:2] == ["审签单", "一、总体情况"]
    assert [box.page for box in made.places if box.part == "slip"] == list(range(len(slip_pages(25))))
    assert min(box.page for box in made.places if box.part == "title") == len(slip_pages(25))
