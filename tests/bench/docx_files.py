""".docx against the least that zip and lxml need for the same file."""

import io
import zipfile

from lxml import etree

from core.exporters import to_docx
from core.layout import document
from core.sent import packed
from tests.bench.measure import Result, compare, seconds
from tests.helpers import distinct_report


def bench_write() -> Result:
    """Write a report, what rides along included, against serialising and zipping the same XML from its finished trees."""
    report = distinct_report("2021")
    laid = document(report)

    def write() -> bytes:
        return to_docx.render(laid, packed(report))

    with zipfile.ZipFile(io.BytesIO(write())) as package:
        trees = {name: etree.fromstring(package.read(name)) for name in package.namelist()}

    def write_bare() -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
            for name, tree in trees.items():
                package.writestr(name, etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))
        return stream.getvalue()

    return compare(".docx write to serialising and zipping", 5, seconds(write), seconds(write_bare))
