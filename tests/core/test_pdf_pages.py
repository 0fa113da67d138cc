"""Pages are filled as a careful typist would: tables in one piece, headings with what they head, signatures with text."""

from collections import Counter
from functools import cache

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.document import Document, DocumentBlock, Face, Heading, Para, Run, Signature
from core.exporters.to_pdf import paper
from core.exporters.to_pdf_measures import HEIGHT, LEFT, TOP
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


BLOCKS = st.lists(st.tuples(st.sampled_from("pppphs"), st.integers(1, 200)), min_size=5, max_size=60)


def prose_of(drawn: list[tuple[str, int]]) -> list[DocumentBlock]:
    """Make paragraphs of so many characters, headings of sections (h) and headings within them (s), the last of all a paragraph."""
    blocks: list[DocumentBlock] = []
    for at, (kind, length) in enumerate(drawn):
        match kind:
            case "h":
                blocks.append(Heading(f"h{at}", "一、情况"))
            case "s":
                blocks.append(Para("overview", at, (Run("（一）小标题", Face.KAITI),), 2))
            case _:
                blocks.append(Para("overview", at, (Run("公" * length),)))
    return [*blocks, Para("other", 0, (Run("开" * drawn[0][1]),))]


@settings(max_examples=60, deadline=None)
@given(BLOCKS, st.sampled_from(["", "青石县柳河乡人民政府"]))
def test_no_heading_ends_a_page_no_line_stands_alone_and_no_signature_without_text(drawn: list[tuple[str, int]], unit: str) -> None:
    blocks = prose_of(drawn)
    places = paper(Document("", "", 0, "2021", (*blocks, Signature(unit, "2024年1月20日")))).places
    headings = {(block.part, block.index) for block in blocks if isinstance(block, Para) and block.level}
    pages = [[box for box in places if box.page == page] for page in range(places[-1].page + 1)]
    assert all(pages)
    for page in pages:
        assert page[-1].index >= 0 or page[-1].part == "signed_date"
        assert (page[-1].part, page[-1].index) not in headings
    for block in blocks:
        if isinstance(block, Para):
            counts = Counter(box.page for box in places if (box.part, box.index) == (block.part, block.index))
            assert len(counts) == 1 or min(counts.values()) >= 2
    last = [box for box in places if box.part == "other"]
    beside = [box for box in last if box.page == places[-1].page]
    assert len(beside) >= min(2, len(last))
    assert places[-1].part == "signed_date"


def behind_table(lines: int) -> Paper:
    """Lay out a table, a paragraph of so many lines, a heading and a sentence."""
    table: list[DocumentBlock] = [Heading("review_litigation", "四、表"), filled(grid("2021", "review_litigation"), distinct_report())]
    prose = [Para("problems", 0, (Run("公" * (28 * lines - 2)),)), Heading("other", "六、其他"), Para("other", 0, (Run("无"),))]
    return paper(Document("", "", 0, "2021", (*table, *prose)))


def pages_and_height(made: Paper) -> tuple[int, int]:
    """Return how many pages there are and how high the table is."""
    cells = [box for box in made.places if box.part == "review_litigation" and box.left > LEFT + 1]
    return max(box.page for box in made.places) + 1, round(max(box.bottom for box in cells) - min(box.top for box in cells))


def test_a_heading_and_a_sentence_are_pulled_back_where_a_tighter_table_spares_their_page() -> None:
    found = {lines: pages_and_height(behind_table(lines)) for lines in range(10, 24)}
    roomy = found[10][1]
    spared = [lines for lines, (pages, height) in found.items() if pages == 1 and height < roomy]
    assert spared
    # No tighter than it must be, and roomy again where tightening would not help.
    assert found[spared[0]][1] > found[spared[-1]][1]
    assert all((pages, height) == (1, roomy) for lines, (pages, height) in found.items() if lines < spared[0])
    assert all((pages, height) == (2, roomy) for lines, (pages, height) in found.items() if lines > spared[-1])


def test_a_last_page_of_many_lines_leaves_the_table_as_it_is() -> None:
    assert pages_and_height(behind_table(34)) == (2, pages_and_height(behind_table(10))[1])


def test_all_that_is_pulled_back_is_still_there_and_above_the_page_number() -> None:
    made = next(made for made in map(behind_table, range(10, 24)) if pages_and_height(made)[1] < pages_and_height(behind_table(10))[1])
    assert {box.part for box in made.places} == {"review_litigation", "problems", "other"}
    assert max(box.bottom for box in made.places) <= TOP + HEIGHT + 0.1
