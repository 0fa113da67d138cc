""".docx against the least that zip and lxml need for the same file."""

import io
import zipfile

from lxml import etree

from core.exporters import to_docx
from core.importers import from_docx
from core.layout import document
from tests.bench.measure import Result, compare, seconds
from tests.helpers import distinct_report

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def bench_read() -> Result:
    """Read a report, against unzipping and parsing it and taking every text with its spans straight from the tree."""
    data = to_docx.render(document(distinct_report("2021")))
    ours = seconds(lambda: from_docx.read(data, "report.docx"))
    return compare(".docx read to zip + lxml", 4, ours, seconds(lambda: read_bare(data)))


def read_bare(data: bytes) -> list[object]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    found: list[object] = []
    for block in body:
        if block.tag == _W + "p":
            found.append("".join(text.text or "" for text in block.iter(_W + "t")))
        elif block.tag == _W + "tbl":
            found.append([[_cell(cell) for cell in row.iterchildren(_W + "tc")] for row in block.iterchildren(_W + "tr")])
    return found


def _cell(cell: etree._Element) -> tuple[str, str, bool]:
    properties = cell.find(_W + "tcPr")
    span = properties.find(_W + "gridSpan") if properties is not None else None
    merged = properties is not None and properties.find(_W + "vMerge") is not None
    return "".join(text.text or "" for text in cell.iter(_W + "t")), "1" if span is None else span.get(_W + "val", "1"), merged


def bench_write() -> Result:
    """Write a report, against serialising and zipping the same XML from its finished trees."""
    laid = document(distinct_report("2021"))
    with zipfile.ZipFile(io.BytesIO(to_docx.render(laid))) as package:
        trees = {name: etree.fromstring(package.read(name)) for name in package.namelist()}

    def write_bare() -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for name, tree in trees.items():
                package.writestr(name, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
        return stream.getvalue()

    return compare(".docx write to serialising and zipping", 8, seconds(lambda: to_docx.render(laid)), seconds(write_bare))
