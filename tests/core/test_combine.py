"""Files that hold parts of one report become one; whole reports, and parts that contradict one another, stay apart."""

from pathlib import Path

from core.combine import combined
from core.files import to_bytes
from core.importers.source import RawTable, RawText, Source
from core.reading import Reading, reading_of, recognised
from tests.core.recognised import OLD, TRUTH
from tests.core.written import written
from tests.helpers import cell_values, distinct_report


def part(*kinds: type) -> Reading:
    """Return a reading of only the texts or only the tables of the true report."""
    blocks = written(TRUTH, spans="none").grids().blocks
    kept = tuple(block for block in blocks if isinstance(block, kinds))
    return recognised(Source("docx", kept), "x")


def test_prose_and_tables_from_two_files_in_any_order_are_one_report() -> None:
    prose, tables = ("文字.docx", part(RawText)), ("表格.xlsx", part(RawTable))
    for given in ([prose, tables], [tables, prose]):
        ((name, whole),) = combined(given)
        assert name == "、".join(each for each, _ in given)
        assert cell_values(whole.report) == cell_values(TRUTH)
        assert whole.report.texts == TRUTH.texts
        assert (whole.report.unit, whole.report.signed_date) == (TRUTH.unit, TRUTH.signed_date)
        assert any("2 份文件" in note.message for note in whole.report.notes)
        assert whole.source is not None
        assert len(whole.source.blocks) == len(written(TRUTH, spans="none").grids().blocks)


def test_a_preamble_comes_before_the_tables_of_a_file_that_has_a_title() -> None:
    blocks = written(TRUTH, spans="none").grids().blocks
    titled = Source("xlsx", (blocks[0], *(block for block in blocks if isinstance(block, RawTable))))
    prose = Source("docx", tuple(block for block in blocks[1:] if isinstance(block, RawText)))
    readings = [("表.xlsx", recognised(titled, "x")), ("文.docx", recognised(prose, "x"))]
    for given in (readings, readings[::-1]):
        ((_, whole),) = combined(given)
        assert (whole.report.unit, whole.report.year, whole.report.texts) == (TRUTH.unit, TRUTH.year, TRUTH.texts)
        assert cell_values(whole.report) == cell_values(TRUTH)


def test_each_table_in_a_file_of_its_own_makes_one_report() -> None:
    blocks = written(TRUTH, spans="none").grids().blocks
    tables = [
        (f"表{i}.xls", recognised(Source("xls", (block,)), "x")) for i, block in enumerate(b for b in blocks if isinstance(b, RawTable))
    ]
    ((_, whole),) = combined(tables)
    assert cell_values(whole.report) == cell_values(TRUTH)


def test_whole_reports_stay_apart() -> None:
    readings = [(f"{i}.docx", reading_of(to_bytes(report, ".docx"), Path("a.docx"))) for i, report in enumerate((TRUTH, OLD, TRUTH))]
    assert combined(readings) == readings


def test_parts_of_different_units_years_or_editions_stay_apart() -> None:
    tables = ("表.xlsx", part(RawTable))
    for other in (distinct_report(unit="白沙乡人民政府"), distinct_report(year=2022)):
        blocks = tuple(b for b in written(other).grids().blocks if isinstance(b, RawText))
        prose = ("文.docx", recognised(Source("docx", blocks), "x"))
        titled = (
            ("表.xlsx", recognised(Source("docx", (RawText(TRUTH.title), *(b for b in tables[1].source.blocks if b))), "x"))
            if tables[1].source
            else tables
        )
        assert combined([prose, titled]) == [prose, titled]
    old = (
        "旧表.xlsx",
        recognised(Source("xlsx", tuple(b for b in written(OLD, spans="none").grids().blocks if isinstance(b, RawTable))), "x"),
    )
    assert combined([tables, old]) == [tables, old]


def test_what_has_no_source_stays_as_it_is() -> None:
    own = ("a.json", reading_of(to_bytes(TRUTH, ".json"), Path("a.json")))
    tables = ("表.xlsx", part(RawTable))
    assert combined([own, tables]) == [own, tables]
    assert combined([]) == []


def test_prose_under_all_headings_and_tables_under_theirs_again_keep_their_sections() -> None:
    blocks = written(TRUTH, spans="none").grids().blocks
    prose = Source("docx", tuple(block for block in blocks if isinstance(block, RawText)))
    tables = Source(
        "docx", tuple(each for at, block in enumerate(blocks) if isinstance(block, RawTable) for each in blocks[at - 1 : at + 1])
    )
    [(_, reading)] = combined([(name, recognised(source, name)) for name, source in (("文字.docx", prose), ("表格.docx", tables))])
    assert reading.report.texts == TRUTH.texts
    assert cell_values(reading.report) == cell_values(TRUTH)
    assert [note.message for note in reading.report.notes] == ["由 2 份文件合成：文字.docx、表格.docx"]


def test_tables_whose_caption_names_another_year_stay_apart() -> None:
    blocks = written(TRUTH, spans="none").grids().blocks
    tables = tuple(block for block in blocks if isinstance(block, RawTable))
    for caption, count in (("2022年度统计表", 2), (f"{TRUTH.year}年度统计表", 1)):
        other = recognised(Source("xlsx", (RawText(caption), *tables)), "表格.xlsx")
        assert len(combined([("文字.docx", part(RawText)), ("表格.xlsx", other)])) == count


def test_the_title_of_a_second_file_is_named_where_it_is_left_out() -> None:
    blocks = written(TRUTH, spans="none").grids().blocks
    title = blocks[0]
    prose = Source("docx", tuple(block for block in blocks if isinstance(block, RawText)))
    tables = Source("xlsx", (title, *(block for block in blocks if isinstance(block, RawTable))))
    ((_, whole),) = combined([("文.docx", recognised(prose, "x")), ("表.xlsx", recognised(tables, "x"))])
    assert any(note.where == "title" and "表.xlsx" in note.message for note in whole.report.notes)
    assert (whole.report.title, whole.report.texts) == (TRUTH.title, TRUTH.texts)
