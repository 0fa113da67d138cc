"""What is written as .docx must look as the standard for official papers asks, by real styles, fields and measures."""

import io
from collections.abc import Iterator

import docx as python_docx
import pytest
from lxml import etree

from core.exporters.to_docx import render
from core.exporters.to_docx_base import BOTTOM, LINE, PAGE_HEIGHT, TOP, TYPE_WIDTH
from core.exporters.to_docx_styles import SMALL_LINE, SMALL_SIZE, TIGHT
from core.exporters.to_docx_table_fit import widths_of
from core.layout import Grid, Para, Role, Run, Signature, Title, document
from core.papers import Extras
from core.papers import laid_out as with_extras
from core.report import Entry, Report, paragraphs
from core.schema import formats
from tests.core.docx_schema import W, attribute, body_of, laid_out, parts_of, texts_in
from tests.helpers import distinct_report

FORMS = ("2019", "2021")


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
    ("unit", "date", "from_right", "from_left"),
    [
        # 28 characters a line; the date begins two characters right of where the unit begins, whatever its own width.
        ("青石县柳河乡人民政府", "2024年1月20日", 2.0, 18.0),
        ("青石县柳河乡人民政府", "2024年12月20日", 2.0, 18.0),
        # Here the date is the longer one: 6.5 characters, the last two from the edge.
        ("柳河乡", "2024年1月20日", 7.5, 19.5),
        ("", "2024年1月20日", None, 19.5),
        ("柳河乡", "", 2.0, None),
        # Two lines, the last of ten characters.
        ("白沙市杏花岭区经济技术开发区管理委员会槐荫路街道办事处办公室", "2024年1月20日", 2.0, 17.0),
    ],
)
def test_unit_and_date_stand_right_as_a_paper_without_a_seal_has_them(
    unit: str, date: str, from_right: float | None, from_left: float | None
) -> None:
    body = body_of(render(laid_out(Para("other", 0, (Run("没有。"),)), Signature(unit, date))))
    found = {str(attribute(p, "pPr/pStyle")): p for p in body.iterfind(W + "p")}
    for style, side, wanted in (("Signature", "right", from_right), ("Date", "left", from_left)):
        assert (style in found) == (wanted is not None)
        if wanted is not None:
            assert attribute(found[style], "pPr/ind", f"{side}Chars") == str(round(wanted * 100))
            assert attribute(found[style], "pPr/ind", side) == str(round(wanted * 320))
    assert body[0].find(f"{W}pPr/{W}keepNext") is not None


def test_a_long_signing_unit_breaks_behind_a_body_and_not_in_a_word() -> None:
    body = body_of(render(laid_out(Signature("白沙市杏花岭区经济技术开发区管理委员会槐荫路街道办事处办公室", "2024年1月20日"))))
    assert [texts_in(run) for run in body[0].iterfind(W + "r")] == ["白沙市杏花岭区经济技术开发区管理委员会", "槐荫路街道办事处办公室"]


def paragraph_with(text: str) -> etree._Element:
    return body_of(render(laid_out(Para("overview", 0, (Run(text),)))))[0]


def test_the_line_before_a_long_address_is_not_drawn_apart() -> None:
    assert attribute(paragraph_with("网址为http://www.example.gov.cn/zwgk/12345.html，供查询。"), "pPr/jc") == "left"
    assert attribute(paragraph_with("电话：0371-5550123，邮编：476900。"), "pPr/jc") is None


def laid_cells(form: str) -> Iterator[tuple[etree._Element, int, int]]:
    """Yield the cells of the tables in 小5号 that hold text, with their room and the width of a character."""
    for table in body_of(render(document(distinct_report(form)))).iterfind(W + "tbl"):
        for cell in (c for c in table.iter(W + "tc") if texts_in(c) and "Small" in str(attribute(c, "p/pPr/pStyle"))):
            indents = sum(int(attribute(cell, "p/pPr/ind", side) or 0) for side in ("left", "right"))
            yield cell, int(attribute(cell, "tcPr/tcW", "w") or 0) - 56 - indents, SMALL_SIZE * 10


@pytest.mark.parametrize("form", FORMS)
def test_headings_break_between_their_words(form: str) -> None:
    heads = [each for each in laid_cells(form) if attribute(each[0], "p/pPr/pStyle") == "ReportSmallHead"]
    assert any(texts_in(cell) == "商业企业" for cell, _, _ in heads)
    for cell, room, character in heads:
        text = texts_in(cell)
        assert len(text) * character <= room or room // character in (2, 4)


@pytest.mark.parametrize("form", FORMS)
def test_a_label_breaks_behind_its_ordinal_where_the_rest_fits_one_line(form: str) -> None:
    broken = [(cell, room, em) for cell, room, em in laid_cells(form) if texts_in(cell).startswith("（三）") and len(texts_in(cell)) == 7]
    assert broken
    for cell, room, em in broken:
        runs = list(cell.iter(W + "r"))
        assert [texts_in(run) for run in runs] == ["（三", "）", "不予公开"]
        line = 3 * em + int(attribute(runs[1], "rPr/spacing") or 0)
        assert line <= room < line + em


@pytest.mark.parametrize("form", FORMS)
def test_labels_stand_in_the_middle_or_left_as_in_the_official_template(form: str) -> None:
    styles = {
        style.get(W + "styleId"): style for style in etree.fromstring(parts_of(render(document(distinct_report(form))))["word/styles.xml"])
    }

    def alignment(style: str) -> str | None:
        own = attribute(styles[style], "pPr/jc")
        return own or alignment(str(attribute(styles[style], "basedOn")))

    laid = document(distinct_report(form))
    found: dict[str, set[str | None]] = {}
    for table in body_of(render(laid)).iterfind(W + "tbl"):
        for cell in table.iter(W + "tc"):
            found.setdefault(texts_in(cell), set()).add(alignment(str(attribute(cell, "p/pPr/pStyle"))))
    assert found["信息内容"] == {"center"}
    assert found["行政许可"] == {"center"}
    assert found["第二十条第（一）项"] == {"left"}
    assert found["1.属于国家秘密"] == {"left"}
    assert {next(iter(found[text])) for text in found if "勾稽关系" in text} == {"left"}


def test_a_table_stands_a_little_below_its_heading() -> None:
    body = body_of(render(document(distinct_report("2021"))))
    before = [element.getprevious() for element in body.iterfind(W + "tbl")]
    assert [None if p is None else attribute(p, "pPr/spacing", "after") for p in before] == ["80"] * 3


def test_a_picture_stands_a_little_below_the_text_before_it_and_no_lower_at_the_top_of_a_page() -> None:
    body = body_of(render(with_extras(distinct_report("2021"), [], Extras(infographic=True))))
    (picture,) = [p for p in body.iterfind(W + "p") if p.find(f".//{W}drawing") is not None]
    before = picture.getprevious()
    assert before is not None
    assert attribute(before, "pPr/spacing", "after") == "340"
    assert attribute(picture, "pPr/spacing", "before") == "0"


def test_both_titles_begin_at_the_top_of_their_page() -> None:
    """Lines that snap to the page's grid would take two of it and stand 4 mm lower."""
    styles = etree.fromstring(parts_of(render(document(distinct_report("2021"))))["word/styles.xml"])
    titles = [s for s in styles.iter(W + "style") if s.get(W + "styleId") in ("Title", "ReportSlipTitle")]
    assert [attribute(s, "pPr/snapToGrid") for s in titles] == ["0", "0"]


def test_paragraphs_leave_no_line_alone_on_a_page() -> None:
    styles = etree.fromstring(parts_of(render(document(distinct_report("2021"))))["word/styles.xml"])
    normal = next(s for s in styles.iter(W + "style") if s.get(W + "styleId") == "Normal")
    assert attribute(normal, "pPr/widowControl") is None
    assert normal.find(f"{W}pPr/{W}widowControl") is not None


# ---- small type -------------------------------------------------------------------------------------


def report_of(form_id: str, first: int) -> Report:
    form = formats()[form_id]
    return Report(form, "柳河乡", 2023, entries={cell: Entry(first + n) for n, cell in enumerate(form.cells)})


@pytest.mark.parametrize("first", [101, 10_000_101, 1_000_000_101, 100_000_000_000_101])
def test_long_numbers_shrink_so_that_they_stay_on_one_line_and_alike(first: int) -> None:
    for table in body_of(render(document(report_of("2021", first)))).iterfind(W + "tbl"):
        sizes = set()
        for cell in table.iter(W + "tc"):
            text = texts_in(cell)
            if text.isdigit():
                size = int(attribute(cell, "p/r/rPr/sz") or 0)
                sizes.add(size)
                room = int(attribute(cell, "tcPr/tcW", "w") or 0) - 20
                # Digits of the widest likely face; 15 of them are no number that a township has.
                assert len(text) * 0.64 * (size or SMALL_SIZE) * 10 <= room or (size == 8 and len(text) > 10)
        assert len(sizes) == 1


def test_numbers_that_need_the_smallest_type_have_narrow_margins() -> None:
    table = list(body_of(render(document(report_of("2021", 10_000_101)))).iterfind(W + "tbl"))[2]
    for cell in table.iter(W + "tc"):
        if texts_in(cell).isdigit():
            assert attribute(cell, "tcPr/tcMar/left", "w") == "10"
            # Eight digits of the widest likely face.
            assert 8 * 0.64 * 10 * int(attribute(cell, "p/r/rPr/sz") or 0) <= int(attribute(cell, "tcPr/tcW", "w") or 0) - 20


@pytest.mark.parametrize("form", FORMS)
def test_the_third_table_fits_one_page_below_its_heading(form: str) -> None:
    """Add up the rows as they are set: lines of fixed height in columns of known width, full-width characters."""
    laid = document(report_of(form, 10_000_000))
    grid = next(block for block in laid.blocks if isinstance(block, Grid) and block.table == "applications")
    widths = widths_of(grid)
    tables = list(body_of(render(laid)).iterfind(W + "tbl"))
    least = {int(attribute(row, "trPr/trHeight") or 0) for row in tables[1].iterfind(W + "tr")}
    height = 0.0
    for row in range(grid.rows):
        needed = [
            -(-sum(5 if ord(c) < 128 else 10 for c in cell.text) * SMALL_SIZE // (sum(widths[cell.column :][: cell.column_span]) - 76))
            for cell in grid.cells
            if cell.row == row and cell.row_span == 1 and cell.role is Role.LABEL
        ]
        height += max(*least, 340, max(needed, default=1) * SMALL_LINE + 32) + 10
    assert height + LINE + 80 <= 22 * LINE
