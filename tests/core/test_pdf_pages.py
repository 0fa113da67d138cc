"""Pages are filled as a careful typist would: tables in one piece, headings with what they head, signatures with text."""

from functools import cache

import pypdfium2
import pytest

from core.document import Document, DocumentBlock, Face, Heading, Para, Run, Signature
from core.exporters.to_pdf import paper
from core.exporters.to_pdf_places import Paper
from core.importers.from_pdf_page import take_apart
from core.layout import document, filled, grid
from tests.helpers import distinct_report


def table_behind(lines: int, form_id: str, table: str) -> Paper:
    """Lay out a paragraph of so many lines, a heading and a table."""
    before = [Para("overview", 0, (Run("公" * (28 * lines - 2)),))] if lines else []
    laid = filled(grid(form_id, table), distinct_report(form_id))
    after = Para("other", 0, (Run("没有其他需要报告的事项。"),))
    blocks: list[DocumentBlock] = [*before, Heading(table, "二、表"), laid, after, Signature("", "2024年1月20日")]
    return paper(Document("", "", 0, form_id, tuple(blocks)))


@cache
def size_of_numbers(data: bytes) -> float:
    """Return the size of the type in which most digits of the table's page are set."""
    pdf = pypdfium2.PdfDocument(data)
    sizes = [round(char.size, 1) for page in pdf for char in take_apart(page).chars if char.text.isdigit() and char.size < 12]
    pdf.close()
    return max(set(sizes), key=sizes.count)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("lines", range(0, 23, 2))
@pytest.mark.parametrize("table", ["proactive", "review_litigation"])
def test_a_table_that_fits_a_page_is_in_one_piece_below_its_heading(form_id: str, lines: int, table: str) -> None:
    made = table_behind(lines, form_id, table)
    assert len({box.page for box in made.places if box.part == table}) == 1
    assert size_of_numbers(made.data) >= 9.0


def test_a_table_is_set_tighter_rather_than_leaving_half_a_page_blank() -> None:
    pages = {lines: {box.page for box in table_behind(lines, "2021", "proactive").places if box.cell} for lines in range(5, 20)}
    assert all(found == {0} for lines, found in pages.items() if lines <= 12)
    assert all(found == {1} for lines, found in pages.items() if lines >= 14)
    roomy, tight = (size_of_numbers(table_behind(lines, "2021", "proactive").data) for lines in (5, 12))
    assert tight < roomy


def test_a_table_on_the_next_page_has_its_roomy_type_again() -> None:
    assert size_of_numbers(table_behind(18, "2021", "proactive").data) == size_of_numbers(table_behind(0, "2021", "proactive").data)


@pytest.mark.parametrize("lines", range(12, 26))
def test_headings_in_a_row_stay_with_the_table_below_them(lines: int) -> None:
    blocks: list[DocumentBlock] = [Para("overview", 0, (Run("公" * (28 * lines - 2)),)), Heading("review_litigation", "四、表")]
    blocks += [Para("overview", 1, (Run("（一）小标题", Face.KAITI),), 2), filled(grid("2021", "review_litigation"), distinct_report())]
    places = paper(Document("", "", 0, "2021", tuple(blocks))).places
    assert len({box.page for box in places if box.part == "review_litigation" or box.index == 1}) == 1


def test_a_whole_report_has_no_page_with_a_scrap_of_a_table() -> None:
    for form_id in ("2019", "2021"):
        places = paper(document(distinct_report(form_id))).places
        for table in ("proactive", "applications", "review_litigation"):
            assert len({box.page for box in places if box.part == table}) == 1
