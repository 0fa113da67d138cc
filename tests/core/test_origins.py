"""Where in its source a report was found: every cell names the very place that holds its number, and unread blocks are told."""

from core.importers import from_docx, from_text
from core.importers.recognition import recognise_places
from core.importers.source import RawTable, RawText, Source
from core.values import show
from tests.core.docx_samples import docx, p
from tests.core.recognised import OLD, TRUTH
from tests.core.written import written
from tests.helpers import cell_values


def test_every_cell_names_the_place_of_its_own_number() -> None:
    for truth in (TRUTH, OLD):
        source = written(truth, spans="none").grids()
        report, origins = recognise_places(source)
        assert cell_values(report) == cell_values(truth)
        assert set(origins.cells) == set(truth.form.cells)
        for cell, (block, row, column) in origins.cells.items():
            table = source.blocks[block]
            assert isinstance(table, RawTable)
            assert table.rows[row][column] == show(truth.value(cell)), str(cell)
        assert len(origins.cell_at()) == len(truth.form.cells)


def test_the_places_hold_in_a_text_where_rows_are_ragged() -> None:
    source = from_text.read(written(TRUTH).tab_rows().encode(), "a.txt")
    _, origins = recognise_places(source)
    for cell, (block, row, column) in origins.cells.items():
        table = source.blocks[block]
        assert isinstance(table, RawTable)
        assert table.rows[row][column] == show(TRUTH.value(cell)), str(cell)


def test_an_empty_cell_has_its_place_too() -> None:
    sample = written(TRUTH, spans="none")
    sample.tables["review_litigation"][-1][2] = ""
    _, origins = recognise_places(sample.grids())
    assert set(origins.cells) == set(TRUTH.form.cells)


def test_every_block_tells_what_became_of_it() -> None:
    sample = written(TRUTH, spans="none")
    source = sample.grids()
    blocks = (RawText("柳河乡人民政府文件"), *source.blocks)
    _, origins = recognise_places(Source("docx", blocks))
    assert origins.parts.get(0) is None
    assert origins.blocks_of("title") == [1]
    assert origins.blocks_of("preamble") == [2, 3]
    for section in TRUTH.form.sections:
        (heading, *_) = origins.blocks_of(section.id)
        block = blocks[heading]
        assert isinstance(block, RawText)
        assert block.text == section.title
    assert [blocks[at] for at in origins.blocks_of("signature")] == [RawText(t) for t in sample.signature]


def test_a_table_of_contents_is_no_place_of_a_section() -> None:
    titles = [section.title for section in TRUTH.form.sections]
    body = "".join(p(t) for t in [TRUTH.title, *titles, "前言一句。", *[x for t in titles for x in (t, "一句话。")]])
    source = from_docx.read(docx(body), "a.docx")
    _, origins = recognise_places(source)
    assert origins.blocks_of("overview") == [8, 9]
    assert origins.blocks_of("problems") == [16, 17]


def test_the_title_of_a_block_of_a_table_went_to_the_table_and_other_words_beside_it_went_nowhere() -> None:
    source = written(TRUTH, spans="none").grids()
    title = TRUTH.form.table("proactive").blocks[0].title
    heading = next(at for at, block in enumerate(source.blocks) if block == RawText(TRUTH.form.section("proactive").title))
    blocks = (*source.blocks[: heading + 1], RawText(title), RawText("单位：件"), *source.blocks[heading + 1 :])
    _, origins = recognise_places(Source("docx", blocks))
    assert origins.parts.get(heading + 1) == ["proactive"]
    assert origins.parts.get(heading + 2) is None
