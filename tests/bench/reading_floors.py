"""The least that a library needs for a file of each kind: what stands in it, unpacked and parsed, without making sense of it."""

import email
import io
import zipfile
from collections.abc import Callable
from typing import Any

import lxml.html
import olefile
import simplejson
from lxml import etree
from pypdfium2 import PdfDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def docx(data: bytes) -> list[object]:
    """Unzip and parse the body, and take every text with its spans straight from the tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
    found: list[object] = []
    for block in body:
        if block.tag == _W + "p":
            found.append("".join(text.text or "" for text in block.iter(_W + "t")))
        elif block.tag == _W + "tbl":
            found.append([[_docx_cell(cell) for cell in row.iterchildren(_W + "tc")] for row in block.iterchildren(_W + "tr")])
    return found


def _docx_cell(cell: etree._Element) -> tuple[str, str, bool]:
    properties = cell.find(_W + "tcPr")
    span = properties.find(_W + "gridSpan") if properties is not None else None
    merged = properties is not None and properties.find(_W + "vMerge") is not None
    return "".join(text.text or "" for text in cell.iter(_W + "t")), "1" if span is None else span.get(_W + "val", "1"), merged


def xlsx(data: bytes) -> list[object]:
    """Unzip and parse the sheets and their strings, and take every cell with its place, and the merged ranges."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [etree.fromstring(package.read(name)) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        strings = etree.fromstring(package.read("xl/sharedStrings.xml"))
    shared = ["".join(text.text or "" for text in item.iter(_S + "t")) for item in strings]
    found: list[object] = []
    for sheet in sheets:
        cells = [(cell.get("r"), cell.get("t"), cell.findtext(_S + "v")) for cell in sheet.iter(_S + "c")]
        found.append([(place, shared[int(value)] if kind == "s" and value else value) for place, kind, value in cells])
        found.append([merged.get("ref") for merged in sheet.iter(_S + "mergeCell")])
    return found


def odt(data: bytes) -> list[object]:
    """Unzip and parse the content, and take every paragraph, and every cell with its spans."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("content.xml"))
    found: list[object] = ["".join(map(str, paragraph.itertext())) for paragraph in root.iter(_TEXT + "p", _TEXT + "h")]
    for cell in root.iter(_TABLE + "table-cell"):
        spans = cell.get(_TABLE + "number-columns-spanned"), cell.get(_TABLE + "number-rows-spanned")
        found.append((spans, "".join(map(str, cell.itertext()))))
    return found


def pdf(data: bytes) -> list[str]:
    """Open the document and extract the text of every page."""
    document = PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def ole(data: bytes) -> list[bytes]:
    """Open the container and read every stream."""
    with olefile.OleFileIO(io.BytesIO(data)) as container:
        return [container.openstream(entry).read() for entry in container.listdir()]


def html(data: bytes) -> Any:
    """Parse the page."""
    return lxml.html.document_fromstring(data)


def mht(data: bytes) -> list[Any]:
    """Take the parts apart and parse the pages among them."""
    parts = email.message_from_bytes(data).walk()
    return [lxml.html.document_fromstring(_payload(part)) for part in parts if part.get_content_type() == "text/html"]


def _payload(part: Any) -> bytes:
    return part.get_payload(decode=True)


def text(data: bytes) -> str:
    """Decode the bytes."""
    return data.decode("utf-8")


def rtf(data: bytes) -> str:
    """Decode the bytes."""
    return data.decode("cp1252", "replace")


def json(data: bytes) -> object:
    """Parse the bytes."""
    return simplejson.loads(data.decode("utf-8"), use_decimal=True)


FLOORS: dict[str, Callable[[bytes], object]] = {
    ".docx": docx,
    ".doc": ole,
    ".rtf": rtf,
    ".odt": odt,
    ".ods": odt,
    ".xlsx": xlsx,
    ".xls": ole,
    ".html": html,
    ".mht": mht,
    ".pdf": pdf,
    ".txt": text,
    ".json": json,
    ".gknb": json,
}
