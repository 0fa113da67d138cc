"""The two sides of a comparison do the same work, and a missed aim is said."""

import pypdfium2

from core.exporters import to_docx
from core.importers import from_docx
from core.importers.source import RawTable, RawText
from core.layout import document
from tests.bench import docx_files, pdf_files
from tests.bench.measure import Result, compare
from tests.helpers import distinct_report


def test_the_bare_reader_finds_what_the_reader_finds() -> None:
    data = to_docx.render(document(distinct_report("2021")))
    bare = docx_files.read_bare(data)
    blocks = from_docx.read(data, "x.docx").blocks
    texts = [block.text for block in blocks if isinstance(block, RawText)]
    assert "".join(texts) == "".join(block for block in bare if isinstance(block, str))
    tables = [[[c for c in row if c] for row in block.rows] for block in blocks if isinstance(block, RawTable)]
    assert tables == [[[text for text, *_ in row if text] for row in block] for block in bare if isinstance(block, list)]


def test_the_bare_pdf_shows_the_whole_report() -> None:
    laid = document(distinct_report("2019"))
    with pypdfium2.PdfDocument(pdf_files.build_bare(laid, pdf_files.register(laid))) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    report = distinct_report("2019")
    squeezed = "".join(text.split())
    assert all(paragraph.text in squeezed for part in report.texts for paragraph in report.paragraphs(part))
    assert all(str(report.value(cell)) in squeezed for cell in report.form.cells)


def test_ratios_are_taken_round_by_round_and_held_against_the_aim() -> None:
    ours, bare = iter([4.0, 6.0, 9.0]), iter([2.0, 2.0, 3.0])
    result = compare("x", 3, lambda: next(ours), lambda: next(bare), rounds=3)
    assert result.values == [2.0, 3.0, 3.0]
    assert result.holds
    assert str(result) == "ok   x: 3.00 (from 2.00 to 3.00), aim 3. 6000.0 ms to 2000.0 ms"
    missed = Result("y", [1.0, 5.0, 9.0], 4, "ms")
    assert not missed.holds
    assert str(missed) == "MISS y: 5.00 ms (from 1.00 ms to 9.00 ms), aim 4 ms."
