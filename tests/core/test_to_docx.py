"""The .docx writer must give Word a valid, real document that holds exactly what the report holds."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import docx as python_docx
import pytest
from hypothesis import given, settings
from lxml import etree

from core.exporters import to_docx_base
from core.exporters.to_docx import render
from core.exporters.to_docx_base import BOTTOM, LINE, PAGE_HEIGHT, TOP, TYPE_WIDTH
from core.exporters.to_docx_styles import SMALL_LINE, SMALL_SIZE, TIGHT
from core.exporters.to_docx_table import column_widths
from core.importers.from_docx import read
from core.importers.source import RawText
from core.layout import Document, Grid, GridCell, Heading, Para, Role, Run, Signature, Title, document
from core.report import Entry, Report, paragraphs
from core.schema import formats
from tests.core.docx_schema import faults, short
from tests.core.sources import blocks_of
from tests.helpers import distinct_report, reports

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMS = ("2019", "2021")


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body_of(data: bytes) -> etree._Element:
    return etree.fromstring(parts_of(data)["word/document.xml"])[0]


def laid_out(*blocks: Title | Heading | Para | Grid | Signature) -> Document:
    return Document("标题", "单位", 2023, "2021", blocks)


def attribute(element: etree._Element, path: str, name: str = "val") -> str | None:
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def texts_in(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter(W + "t"))


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


# ---- what a person sees -----------------------------------------------------------------------------


def test_page_type_area_and_lines_are_those_of_the_standard() -> None:
    section = python_docx.Document(io.BytesIO(render(document(distinct_report("2021"))))).sections[0]
    lengths = [
        section.page_width,
        section.page_height,
        section.top_margin,
        section.left_margin,
        section.right_margin,
        section.bottom_margin,
    ]
    assert [round(length.mm) if length is not None else None for length in lengths] == [210, 297, 37, 28, 26, 35]
    assert 22 * LINE <= PAGE_HEIGHT - TOP - BOTTOM < 23 * LINE
    # A full-width character of 3号 (16 pt, 320) less what the body style takes off: 28 fit, 29 do not.
    assert 28 * (320 + TIGHT) <= TYPE_WIDTH < 29 * (320 + TIGHT)


def test_page_numbers_are_fields_on_the_outer_side() -> None:
    parts = parts_of(render(document(distinct_report("2021"))))
    assert b"<w:evenAndOddHeaders/>" in parts["word/settings.xml"]
    section = etree.fromstring(parts["word/document.xml"])[0][-1]
    links = {each.get("Id"): str(each.get("Target")) for each in etree.fromstring(parts["word/_rels/document.xml.rels"])}
    sides = {}
    for reference in section.iterfind(W + "footerReference"):
        key = next(value for name, value in reference.attrib.items() if str(name).endswith("}id"))
        footer = etree.fromstring(parts["word/" + links[str(key)]])
        assert texts_in(footer) == "— 1 —"
        assert attribute(footer[0], "fldSimple", "instr") == " PAGE "
        side = attribute(footer[0], "pPr/jc")
        assert attribute(footer[0], "pPr/ind", f"{side}Chars") == "100"
        sides[reference.get(W + "type")] = side
    assert sides == {"default": "right", "even": "left"}


def styled(data: bytes) -> Iterator[tuple[str, str]]:
    for paragraph in python_docx.Document(io.BytesIO(data)).paragraphs:
        yield str(paragraph.style.name if paragraph.style else ""), paragraph.text


def test_headings_have_real_styles_with_outline_levels() -> None:
    report = distinct_report("2021")
    report.texts["overview"] = paragraphs(["引言。", "（一）主动公开", "1.网站公开", "（二）依申请公开。全年受理。"])
    data = render(document(report))
    found = list(styled(data))
    assert [text for style, text in found if style == "Heading 1"] == [section.title for section in report.form.sections]
    assert ("Heading 2", "（一）主动公开") in found
    assert ("Heading 3", "1.网站公开") in found
    assert ("Body Text", "（二）依申请公开。全年受理。") in found
    assert found[0][0] == "Title"
    outlines = {
        style.get(W + "styleId"): attribute(style, "pPr/outlineLvl") for style in etree.fromstring(parts_of(data)["word/styles.xml"])
    }
    assert [outlines[f"Heading{n}"] for n in (1, 2, 3)] == ["0", "1", "2"]
    for name in ("Heading1", "Heading2", "Heading3", "Title"):
        style = next(s for s in etree.fromstring(parts_of(data)["word/styles.xml"]) if s.get(W + "styleId") == name)
        assert style.find(f"{W}pPr/{W}keepNext") is not None


def test_a_run_in_heading_stands_in_kaiti_and_only_it() -> None:
    report = distinct_report("2021")
    report.texts["overview"] = paragraphs(["（二）依申请公开。全年受理申请。"])
    data = render(document(report))
    runs = next(p for p in python_docx.Document(io.BytesIO(data)).paragraphs if p.text.startswith("（二）")).runs
    assert [(r.text, r.style.name) for r in runs] == [("（二）依申请公开。", "段首标题"), ("全年受理申请。", "Default Paragraph Font")]
    style = next(s for s in etree.fromstring(parts_of(data)["word/styles.xml"]) if attribute(s, "name") == "段首标题")
    assert attribute(style, "rPr/rFonts", "eastAsia") == "楷体"


def test_the_title_is_one_paragraph_of_its_lines() -> None:
    found = list(styled(render(laid_out(Title(("青石县柳河乡人民政府", "2023年政府信息公开工作年度报告"))))))
    assert found == [("Title", "青石县柳河乡人民政府\n2023年政府信息公开工作年度报告")]


def test_properties_name_title_unit_and_year_and_no_time() -> None:
    report = distinct_report("2021")
    data = render(document(report))
    properties = python_docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.keywords) == (report.title, report.unit, "2023")
    assert "2023年" in properties.subject
    assert b"W3CDTF" not in parts_of(data)["docProps/core.xml"]


@pytest.mark.parametrize(
    ("unit", "date", "unit_indent", "date_indent"),
    [
        # The date begins two characters right of where the unit begins; 2024年1月20日 is 6.5 characters wide.
        ("青石县柳河乡人民政府", "2024年1月20日", 2.0, 3.5),
        ("柳河乡", "2024年1月20日", 7.5, 2.0),
        ("", "2024年1月20日", None, 2.0),
        ("柳河乡", "", 2.0, None),
    ],
)
def test_unit_and_date_stand_right_as_a_paper_without_a_seal_has_them(
    unit: str, date: str, unit_indent: float | None, date_indent: float | None
) -> None:
    body = body_of(render(laid_out(Para("other", 0, (Run("没有。"),)), Signature(unit, date))))
    found = {str(attribute(p, "pPr/pStyle")): attribute(p, "pPr/ind", "rightChars") for p in body.iterfind(W + "p")}
    assert found.get("Signature") == (None if unit_indent is None else str(round(unit_indent * 100)))
    assert found.get("Date") == (None if date_indent is None else str(round(date_indent * 100)))
    assert body[0].find(f"{W}pPr/{W}keepNext") is not None


# ---- small type -------------------------------------------------------------------------------------


def report_of(form_id: str, first: int) -> Report:
    form = formats()[form_id]
    return Report(form, "柳河乡", 2023, entries={cell: Entry(first + n) for n, cell in enumerate(form.cells)})


@pytest.mark.parametrize("first", [101, 10_000_101, 100_000_000_000_101])
def test_long_numbers_shrink_so_that_they_stay_on_one_line_and_alike(first: int) -> None:
    for table in body_of(render(document(report_of("2021", first)))).iterfind(W + "tbl"):
        sizes = set()
        for cell in table.iter(W + "tc"):
            text = texts_in(cell)
            if text.isdigit():
                size = int(attribute(cell, "p/r/rPr/sz") or 0)
                sizes.add(size)
                room = int(attribute(cell, "tcPr/tcW", "w") or 0) - 56
                assert len(text) * (size or SMALL_SIZE) * 5 <= room or size == 10
        assert len(sizes) == 1


@pytest.mark.parametrize("form", FORMS)
def test_the_third_table_fits_one_page_below_its_heading(form: str) -> None:
    """Add up the rows as they are set: lines of fixed height in columns of known width, full-width characters."""
    laid = document(report_of(form, 10_000_000))
    grid = next(block for block in laid.blocks if isinstance(block, Grid) and block.table == "applications")
    widths = column_widths(grid.widths)
    height = 0.0
    for row in range(grid.rows):
        needed = [
            -(-sum(5 if ord(c) < 128 else 10 for c in cell.text) * SMALL_SIZE // (sum(widths[cell.column :][: cell.column_span]) - 76))
            for cell in grid.cells
            if cell.row == row and cell.row_span == 1 and cell.role is Role.LABEL
        ]
        height += max(340, max(needed, default=1) * SMALL_LINE + 32) + 10
    assert height + LINE <= 22 * LINE
