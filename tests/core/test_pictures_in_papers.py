"""The 图解 inside .docx and .pdf: in one piece, with the signing lines, with words for who cannot see it, and read back as nothing."""

import re
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree

from core.document import Document, Heading, Para, Picture, Run, Signature
from core.drawing import Box, Drawing
from core.exporters import to_docx, to_pdf, to_png
from core.exporters.to_pdf_drawing import page
from core.exporters.to_pdf_measures import HEIGHT, LEFT, TOP, WIDTH
from core.files import from_bytes, to_bytes
from core.importers.from_pdf_page import take_apart
from core.interchange import dumps
from core.papers import Extras, laid_out
from core.raster import Pages
from tests.core.pictured import RED, WITH, drawing, paper, report
from tests.helpers import distinct_report


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_a_paper_with_the_picture_is_read_back_as_without_it(suffix: str, form_id: str) -> None:
    made = distinct_report(form_id)
    made.last = distinct_report(form_id, seed=1000)
    plain, pictured = (from_bytes(to_bytes(made, suffix, (), extras), Path(f"年报{suffix}")) for extras in (Extras(), WITH))
    assert dumps(pictured) == dumps(plain)
    assert pictured.notes == plain.notes


def test_a_picture_of_somebody_else_is_still_named_as_not_read() -> None:
    laid = laid_out(report())
    foreign = Drawing(50, 50, (Box(0, 0, 50, 50, RED),), "领导调研")
    data = to_docx.render(Document(laid.title, laid.unit, laid.year, laid.form, (*laid.blocks, Picture("照片", foreign))))
    assert "1 张图片没有读入" in from_bytes(data, Path("年报.docx")).notes[0].message


def test_the_picture_stands_before_the_signing_lines_and_at_the_end_without() -> None:
    blocks = laid_out(report(), (), WITH).blocks
    assert [type(block) for block in blocks[-2:]] == [Picture, Signature]
    unsigned = report().copy()
    unsigned.signed_date = ""
    assert isinstance(laid_out(unsigned, (), WITH).blocks[-1], Picture)


def test_the_docx_holds_the_picture_inline_with_words_for_who_cannot_see_it() -> None:
    with ZipFile(BytesIO(paper(".docx"))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
        assert package.read("word/media/image1.png") == to_png.render(drawing())
        types, relations = package.read("[Content_Types].xml"), etree.fromstring(package.read("word/_rels/document.xml.rels"))
    inline = next(element for element in root.iter() if str(element.tag).endswith("}inline"))
    children = [str(child.tag).rsplit("}", 1)[1] for child in inline]
    assert children == ["extent", "docPr", "cNvGraphicFramePr", "graphic"]
    assert (inline[1].get("descr"), inline[1].get("title"), inline[1].get("id")) == (drawing().description, "图解", "1")
    assert int(inline[0].get("cx", "0")) == pytest.approx(156 * 36000, abs=10)
    blip = next(element for element in root.iter() if str(element.tag).endswith("}blip"))
    targets = {relation.get("Id"): relation.get("Target") for relation in relations}
    assert targets[str(blip.attrib.values()[0])] == "media/image1.png"
    assert b'Extension="png" ContentType="image/png"' in types


def test_the_docx_leaves_the_line_as_high_as_the_picture_and_keeps_it_with_the_signing_lines() -> None:
    with ZipFile(BytesIO(paper(".docx"))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    paragraph = next(p for p in root.iter("{*}p") if p.find("{*}r/{*}drawing") is not None)
    properties = [str(child.tag).rsplit("}", 1)[1] for child in paragraph[0]]
    assert properties == ["pStyle", "keepNext", "snapToGrid", "spacing", "ind", "jc", "rPr"]
    spacing = paragraph.find("{*}pPr/{*}spacing")
    assert spacing is not None
    assert "auto" in spacing.attrib.values()


def test_a_docx_without_a_picture_has_no_trace_of_one() -> None:
    with ZipFile(BytesIO(to_bytes(report(), ".docx"))) as package:
        assert not [name for name in package.namelist() if "media" in name]
        assert b"png" not in package.read("[Content_Types].xml")


def test_the_pdf_draws_the_picture_and_the_signing_lines_on_one_page_without_text_or_rules_of_its_own() -> None:
    pdf = pypdfium2.PdfDocument(paper(".pdf"))
    plain = pypdfium2.PdfDocument(to_bytes(report(), ".pdf"))
    try:
        last = take_apart(pdf[len(pdf) - 1])
        whole, without = ("".join(page.get_textpage().get_text_bounded() for page in each) for each in (pdf, plain))
        marks = [item.get_title() for item in pdf.get_toc()]
    finally:
        pdf.close()
        plain.close()
    shown = "".join(char.text for char in last.chars).replace(" ", "")
    assert shown.startswith("青石县柳河乡人民政府2024年1月20日")
    assert (last.level, last.upright, last.pictures) == ((), (), 0.0)
    assert len(re.sub(r"\s|— ?\d+ ?—", "", whole)) == len(re.sub(r"\s|— ?\d+ ?—", "", without))
    assert marks[-1] == "图解"


def test_the_pdf_says_in_words_what_the_picture_shows() -> None:
    data = page(drawing())
    pdf = pypdfium2.PdfDocument(data)
    pdf.close()
    content = zlib.decompress(data.split(b"stream\n", 1)[1].split(b"\nendstream")[0])
    told = re.search(rb"/Figure <</Alt <([0-9A-F]+)>>> BDC", content)
    assert told
    assert bytes.fromhex(told[1].decode()).decode("utf-16") == drawing().description
    assert content.rstrip().endswith(b"EMC")


def _paginated(before: int, high: float, *, signed: bool, heading: bool = False) -> tuple[int, float, float, int]:
    """Return the red picture's page, top and bottom (points from the page's top) behind so many lines of text, and the number of pages."""
    blocks: list[Heading | Para | Picture | Signature] = [Para("other", at, (Run("本年度没有。"),)) for at in range(before)]
    blocks += [Heading("other", "六、其他需要报告的事项")] if heading else []
    blocks.append(Picture("图解", Drawing(100, high, (Box(0, 0, 100, high, RED),), "")))
    blocks += [Signature("柳河乡人民政府", "2024年1月20日")] if signed else []
    pages = Pages(to_pdf.render(Document("", "", 2023, "2021", tuple(blocks))))
    count = len(pages.sizes)
    found: list[tuple[int, int]] = []
    for at in range(count):
        drawn = pages.render(at, 1.0)
        middle = 4 * int(LEFT + WIDTH / 2)
        starts = (y * drawn.stride + middle for y in range(drawn.height))
        found += [(at, y) for y, start in enumerate(starts) if drawn.pixels[start : start + 3] == b"\x00\x00\xff"]
    pages.close()
    assert found[0][0] == found[-1][0]
    return found[0][0], found[0][1], found[-1][1] + 1, count


@pytest.mark.parametrize(
    ("before", "high", "signed", "place"),
    [(0, 300.0, True, 0), (10, 200.0, True, 0), (10, 300.0, True, 1), (10, 300.0, False, 0), (21, 538.0, True, 1)],
)
def test_the_pdf_keeps_the_picture_in_one_piece_with_the_signing_lines(before: int, high: float, signed: bool, place: int) -> None:
    at, top, bottom, count = _paginated(before, high, signed=signed)
    assert (at, count) == (place, place + 1)
    assert bottom - top == pytest.approx(high, abs=2)
    assert top >= TOP - 1
    assert bottom <= TOP + HEIGHT + 1


def test_a_heading_is_not_left_alone_before_the_picture() -> None:
    at, top, _, count = _paginated(15, 538.0, signed=True, heading=True)
    assert at == 1
    assert top > TOP + 20
    assert count == 3


def test_the_picture_stands_in_the_middle_of_the_type_area() -> None:
    laid = Document("", "", 2023, "2021", (Picture("图解", Drawing(100, 50, (Box(0, 0, 100, 50, RED),), "")),))
    pages = Pages(to_pdf.render(laid))
    drawn = pages.render(0, 1.0)
    pages.close()
    row = int(TOP + 25)
    line = drawn.pixels[row * drawn.stride : (row + 1) * drawn.stride]
    reds = [x for x in range(drawn.width) if line[4 * x : 4 * x + 3] == b"\x00\x00\xff"]
    assert (reds[0] + reds[-1] + 1) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=1)
