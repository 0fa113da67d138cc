"""Small OpenDocument files for tests, made part by part: invented text, nothing but what a test is about."""

import io
import zipfile
from collections.abc import Mapping

from core.importers.from_odt import read
from core.importers.source import Source
from tests.core.sources import Shown, shown

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
}
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMES.items()) + ' office:version="1.3"'
TEXT_TYPE = "application/vnd.oasis.opendocument.text"
SHEET_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def root(name: str, inside: str, more: str = "") -> str:
    """Make a root element of the office namespace."""
    return f'<?xml version="1.0" encoding="UTF-8"?><office:{name} {_DECLARED} {more}>{inside}</office:{name}>'


def content(body: str, automatic: str = "", kind: str = "text") -> str:
    """Make a content.xml of the inside of its body and of its automatic styles."""
    return root("document-content", _inside(body, automatic, kind))


def _inside(body: str, automatic: str, kind: str) -> str:
    return f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:{kind}>{body}</office:{kind}></office:body>"


def packed(parts: Mapping[str, str | bytes], mimetype: str = TEXT_TYPE) -> bytes:
    """Zip parts as they are behind a mimetype."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        for name, part in parts.items():
            package.writestr(name, part)
    return stream.getvalue()


def odt(body: str, automatic: str = "", styles: str = "") -> bytes:
    """Make a zipped text of a body, automatic styles, and common styles."""
    common = root("document-styles", f"<office:styles>{styles}</office:styles>")
    return packed({"content.xml": content(body, automatic), "styles.xml": common})


def flat(body: str, automatic: str = "", styles: str = "", kind: str = "text") -> bytes:
    """Make a flat file."""
    mimetype = f'office:mimetype="{TEXT_TYPE if kind == "text" else SHEET_TYPE}"'
    return root("document", f"<office:styles>{styles}</office:styles>{_inside(body, automatic, kind)}", mimetype).encode()


def ods(body: str, automatic: str = "") -> bytes:
    """Make a zipped spreadsheet of its tables."""
    return packed({"content.xml": content(body, automatic, "spreadsheet")}, SHEET_TYPE)


def p(inside: str = "", style: str = "") -> str:
    """Make a paragraph."""
    return f'<text:p text:style-name="{style}">{inside}</text:p>' if style else f"<text:p>{inside}</text:p>"


def h(inside: str, level: int = 1, more: str = "") -> str:
    """Make a heading."""
    return f'<text:h text:outline-level="{level}" {more}>{inside}</text:h>'


def items(*contents: str, more: str = "") -> str:
    """Make a list; what is no list item yet becomes one."""
    made = "".join(each if each.startswith("<text:list-") else f"<text:list-item>{each}</text:list-item>" for each in contents)
    return f"<text:list {more}>{made}</text:list>"


def styled(name: str) -> str:
    """Write the attribute that names a style of a text."""
    return f'text:style-name="{name}"'


def level(number: int, kind: str, prefix: str = "", suffix: str = "", more: str = "", tag: str = "list-level-style-number") -> str:
    """Make a level of a list style."""
    signs = f'style:num-format="{kind}" style:num-prefix="{prefix}" style:num-suffix="{suffix}"'
    return f'<text:{tag} text:level="{number}" {signs} {more}/>'


def list_style(name: str, *levels: str) -> str:
    """Make a list style."""
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def style(name: str, family: str = "paragraph", properties: str = "", more: str = "") -> str:
    """Make a style."""
    return f'<style:style style:name="{name}" style:family="{family}" {more}>{properties}</style:style>'


HIDDEN = '<style:text-properties text:display="none"/>'
OUTLINE = list_style("L", level(1, "一, 二, 三, ...", "", "、"), level(2, "一, 二, 三, ...", "（", "）"), level(3, "1", "", "."))


def td(inside: str = "", more: str = "", tag: str = "table-cell") -> str:
    """Make a table cell of text, or of blocks where it begins with a tag; nothing where it is empty."""
    made = inside if inside.startswith("<") or not inside else p(inside)
    return f"<table:{tag} {more}>{made}</table:{tag}>"


def covered(more: str = "") -> str:
    """Make a covered cell."""
    return f"<table:covered-table-cell {more}/>"


def spans(columns: int = 1, rows: int = 1) -> str:
    """Write the attributes of a cell that spans."""
    return f'table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}"'


def times(columns: int) -> str:
    """Write the attribute of a repeated cell."""
    return f'table:number-columns-repeated="{columns}"'


def tr(*cells: str, more: str = "") -> str:
    """Make a table row."""
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "表", more: str = "") -> str:
    """Make a table or sheet."""
    return f'<table:table table:name="{name}" {more}><table:table-column/>{"".join(rows)}</table:table>'


def read_text(body: str, automatic: str = "", styles: str = "") -> Source:
    """Read a text that was made of these."""
    return read(odt(body, automatic, styles), "试.odt")


def shown_of(body: str, automatic: str = "", styles: str = "") -> Shown:
    """Read a text that was made of these and return what it shows."""
    return shown(read_text(body, automatic, styles))
