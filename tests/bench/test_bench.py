"""The two sides of a comparison do the same work, and a missed aim is said."""

import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from openpyxl import load_workbook

from core.exporters import fonts, fonts_outlines, linebreak_rules, to_docx, to_pdf, to_pdf_font, to_xlsx
from core.importers import from_docx
from core.importers.source import RawTable, RawText
from core.layout import document
from core.reading import reading_of
from core.values import show
from tests.bench import pdf_files, reading, reading_floors, xlsx_files
from tests.bench.measure import Result, compare
from tests.helpers import cell_values, distinct_report


def test_the_bare_reader_finds_what_the_reader_finds() -> None:
    data = to_docx.render(document(distinct_report("2021")))
    bare = reading_floors.docx(data)
    blocks = from_docx.read(data, "x.docx").blocks
    texts = [block.text for block in blocks if isinstance(block, RawText)]
    assert "".join(texts) == "".join(block for block in bare if isinstance(block, str))
    tables = [[[c for c in row if c] for row in block.rows] for block in blocks if isinstance(block, RawTable)]
    assert tables == [[[text for text, *_ in row if text] for row in block] for block in bare if isinstance(block, list)]


@pytest.mark.parametrize("kind", reading_floors.FLOORS)
def test_every_kind_that_is_timed_is_a_whole_report(kind: str) -> None:
    truth = distinct_report("2019" if kind == ".mht" else "2021")
    assert cell_values(reading_of(reading.sample(kind), Path(f"report{kind}")).report) == cell_values(truth)


@pytest.mark.parametrize("kind", [".docx", ".xlsx", ".odt", ".ods", ".pdf", ".html", ".mht", ".txt", ".json"])
def test_the_floor_of_a_kind_reaches_every_number(kind: str) -> None:
    report = distinct_report("2019" if kind == ".mht" else "2021")
    found: Any = reading_floors.FLOORS[kind](reading.sample(kind))
    pages = found if isinstance(found, list) else [found]
    shown = "".join(str(page.text_content() if hasattr(page, "text_content") else page) for page in pages)
    assert [cell for cell in report.form.cells if show(report.value(cell)) not in shown] == []


def test_the_bare_pdf_shows_the_whole_report() -> None:
    laid = document(distinct_report("2019"))
    with pypdfium2.PdfDocument(pdf_files.build_bare(laid, pdf_files.register(laid))) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    report = distinct_report("2019")
    squeezed = "".join(text.split())
    assert all(paragraph.text in squeezed for part in report.texts for paragraph in report.paragraphs(part))
    assert all(str(report.value(cell)) in squeezed for cell in report.form.cells)


def test_a_cold_export_remembers_nothing_and_writes_the_same() -> None:
    laid = document(distinct_report("2021"))
    warm = to_pdf.render(laid)
    pdf_files.forget()
    assert not fonts_outlines._held
    assert fonts.chain.cache_info().currsize == to_pdf_font._embedded.cache_info().currsize == 0
    assert fonts_outlines.characters.cache_info().currsize == linebreak_rules.is_word.cache_info().currsize == 0
    assert to_pdf.render(laid) == warm


def test_ratios_are_taken_round_by_round_and_held_against_the_aim() -> None:
    ours, bare = iter([4.0, 6.0, 9.0]), iter([2.0, 2.0, 3.0])
    result = compare("x", 3, lambda: next(ours), lambda: next(bare), rounds=3)
    assert result.values == [2.0, 3.0, 3.0]
    assert result.holds
    assert str(result) == "ok   x: 3.00 (from 2.00 to 3.00), aim 3. 6000.0 ms to 2000.0 ms"
    assert str(Result("z", [5.0], None)) == "ok   z: 5.00 (from 5.00 to 5.00), aim -."
    missed = Result("y", [1.0, 5.0, 9.0], 4, "ms")
    assert not missed.holds
    assert str(missed) == "MISS y: 5.00 ms (from 1.00 ms to 9.00 ms), aim 4 ms."


def test_the_bare_workbook_holds_the_same_cells_merges_and_looks() -> None:
    report = distinct_report("2021")
    data = to_xlsx.render(document(report), report)
    bare = xlsx_files.write_bare(*xlsx_files.taken_apart(data))
    for ours, theirs in zip(load_workbook(io.BytesIO(data)).worksheets, load_workbook(io.BytesIO(bare)).worksheets, strict=True):
        assert {str(area) for area in ours.merged_cells.ranges} == {str(area) for area in theirs.merged_cells.ranges}
        for row, again in zip(ours.iter_rows(), theirs.iter_rows(), strict=True):
            assert [cell.value for cell in row] == [cell.value for cell in again]
            assert [_look(cell) for cell in row] == [_look(cell) for cell in again]


def _look(cell: Any) -> tuple[Any, ...]:
    return cell.border.top.style, cell.fill.fgColor.rgb, cell.alignment.horizontal, cell.font.name if cell.value else ""
