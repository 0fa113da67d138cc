"""The .docx writer must give Word a valid document that holds exactly what the report holds."""

import io
import zipfile
from dataclasses import replace

import docx as python_docx
import pytest
from hypothesis import given, settings
from lxml import etree

from core.exporters import to_docx_base
from core.exporters.to_docx import render
from core.exporters.to_docx_base import TYPE_WIDTH
from core.importers.from_docx import read
from core.importers.source import RawText
from core.layout import Grid, GridCell, Heading, Para, Role, Run, Signature, Title, document
from core.report import Entry, Report
from tests.core.docx_schema import W, attribute, body_of, faults, laid_out, parts_of, short, texts_in
from tests.core.sources import blocks_of
from tests.helpers import distinct_report, reports

FORMS = ("2019", "2021")


def spans_of(table: etree._Element) -> set[tuple[int, int, int, int, str]]:
    """Return (row, column, rows, columns, text) of every cell as Word merges them."""
    found: dict[tuple[int, int], tuple[int, int, str]] = {}
    open_at: dict[int, tuple[int, int]] = {}
    for row, line in enumerate(table.iterfind(W + "tr")):
        column = 0
        for cell in line.iterfind(W + "tc"):
            span = int(attribute(cell, "tcPr/gridSpan") or 1)
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None and merge.get(W + "val") != "restart":
                start = open_at[column]
                rows, columns, text = found[start]
                assert columns == span
                assert texts_in(cell) == ""
                found[start] = rows + 1, columns, text
            else:
                found[row, column] = 1, span, texts_in(cell)
                open_at[column] = row, column
            column += span
    return {(*place, *cell) for place, cell in found.items()}


@pytest.mark.parametrize("form", FORMS)
def test_every_cell_of_the_grids_stands_in_its_place_with_its_spans(form: str) -> None:
    laid = document(distinct_report(form))
    grids = [block for block in laid.blocks if isinstance(block, Grid)]
    tables = list(body_of(render(laid)).iterfind(W + "tbl"))
    assert len(tables) == len(grids) == 3
    for grid, table in zip(grids, tables, strict=True):
        assert spans_of(table) == {(c.row, c.column, c.row_span, c.column_span, c.text) for c in grid.cells}


@pytest.mark.parametrize("form", FORMS)
def test_column_widths_fill_the_type_area_and_cells_agree_with_them(form: str) -> None:
    for table in body_of(render(document(distinct_report(form)))).iterfind(W + "tbl"):
        widths = [int(column.get(W + "w", "0")) for column in table.iter(W + "gridCol")]
        assert sum(widths) == TYPE_WIDTH == int(attribute(table, "tblPr/tblW", "w") or 0)
        assert attribute(table, "tblPr/tblLayout", "type") == "fixed"
        for row in table.iterfind(W + "tr"):
            column = 0
            for cell in row.iterfind(W + "tc"):
                span = int(attribute(cell, "tcPr/gridSpan") or 1)
                assert int(attribute(cell, "tcPr/tcW", "w") or 0) == sum(widths[column : column + span])
                column += span
            assert column == len(widths)


@pytest.mark.parametrize("form", FORMS)
def test_rows_never_break_headings_repeat_and_a_table_keeps_together(form: str) -> None:
    laid = document(distinct_report(form))
    grids = [block for block in laid.blocks if isinstance(block, Grid)]
    for grid, table in zip(grids, body_of(render(laid)).iterfind(W + "tbl"), strict=True):
        rows = list(table.iterfind(W + "tr"))
        assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [n < grid.head_rows for n in range(len(rows))]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        kept = [all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(W + "p")) for row in rows]
        assert kept == [True] * (len(rows) - 1) + [False]


@settings(max_examples=40)
@given(reports())
def test_the_own_reader_gives_back_every_paragraph_and_every_cell(report: Report) -> None:
    laid = document(report)
    source = read(render(laid), "年报.docx")
    assert source.blocks == blocks_of(laid)
    assert source.notes == ()


def test_the_same_document_gives_the_same_bytes_when_the_template_is_made_anew() -> None:
    laid = document(distinct_report("2021"))
    first = render(laid)
    to_docx_base.base_parts.cache_clear()
    assert render(laid) == first
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in package.infolist()} == {0}
        assert package.namelist()[0] == "[Content_Types].xml"
        assert len(set(package.namelist())) == len(package.namelist())


# ---- what Word checks -------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_children_stand_in_the_order_of_the_schema(form: str) -> None:
    report = distinct_report(form)
    report.entries[next(iter(report.form.cells))] = Entry(12345678901234, remark="备注\n两行\t制表")
    parts = parts_of(render(document(report)))
    roots = {name: etree.fromstring(parts[name]) for name in parts if name.startswith("word/") and name.endswith(".xml")}
    assert {"word/document.xml", "word/styles.xml", "word/settings.xml", "word/fontTable.xml"} < set(roots)
    assert [(name, fault) for name, root in roots.items() for fault in faults(root)] == []


def test_the_order_is_really_checked() -> None:
    wrong = f'<w:pPr xmlns:w="{W[1:-1]}"><w:jc/><w:ind/></w:pPr>'
    assert list(faults(etree.fromstring(wrong))) != []


def test_every_style_face_and_relation_that_is_named_exists() -> None:
    parts = parts_of(render(document(distinct_report("2021"))))
    styles = etree.fromstring(parts["word/styles.xml"])
    ids = [style.get(W + "styleId") for style in styles.iter(W + "style")]
    names = [attribute(style, "name") for style in styles.iter(W + "style")]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    fonts = {font.get(W + "name"): attribute(font, "altName") or "" for font in etree.fromstring(parts["word/fontTable.xml"])}
    assert fonts["方正小标宋简体"].endswith("宋体")
    for name in [name for name in parts if name.startswith("word/") and name.endswith(".xml")]:
        for element in etree.fromstring(parts[name]).iter():
            if short(element) in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
                assert element.get(W + "val") in ids
            if short(element) == "rFonts":
                assert {element.get(W + key) for key in ("ascii", "hAnsi", "eastAsia", "cs")} <= set(fonts)
    for name in [name for name in parts if name.endswith(".rels")]:
        folder = name.partition("_rels/")[0]
        relations = list(etree.fromstring(parts[name]))
        assert len({each.get("Id") for each in relations}) == len(relations)
        for each in relations:
            assert folder + str(each.get("Target")) in parts
    types = etree.fromstring(parts["[Content_Types].xml"])
    declared = {str(each.get("PartName")).lstrip("/") for each in types if each.get("PartName")}
    assert declared <= set(parts)
    assert declared | {name for name in parts if name.endswith((".rels", "].xml"))} == set(parts)


def test_a_body_never_ends_in_a_table_and_tables_never_touch() -> None:
    grid = next(block for block in document(distinct_report("2021")).blocks if isinstance(block, Grid))
    children = [short(child) for child in body_of(render(laid_out(grid, grid)))]
    assert children == ["tbl", "p", "tbl", "p", "sectPr"]


@pytest.mark.parametrize("text", ["\0\x01\x0b\x1f", "\ud800坏\udfff", "\ufffe\uffff", "]]>&<\"'", "a\r\nb", " 两头空 "])
def test_any_text_can_be_written(text: str) -> None:
    laid = replace(
        laid_out(Title((text,)), Heading("overview", text), Para("overview", 0, (Run(text),)), Signature(text, text)), title=text
    )
    grid = Grid("x", 1, 1, 0, (1.0,), (GridCell(0, 0, 1, 1, text, Role.VALUE),))
    data = render(replace(laid, unit=text, blocks=(*laid.blocks, grid)))
    assert python_docx.Document(io.BytesIO(data)).core_properties.language == "zh-CN"


def test_blanks_at_the_ends_of_runs_are_kept() -> None:
    data = render(laid_out(Para("overview", 0, (Run("甲 "), Run(" 乙")))))
    assert [block.text for block in read(data, "年报.docx").blocks if isinstance(block, RawText)] == ["甲  乙"]
