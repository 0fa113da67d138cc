"""The names of OpenDocument's elements and attributes that carry text or its structure."""

from lxml import etree

_NS = "{{urn:oasis:names:tc:opendocument:xmlns:{}:1.0}}".format
OFFICE, TEXT, TABLE, STYLE, DRAW = (_NS(name) for name in ("office", "text", "table", "style", "drawing"))
MANIFEST = _NS("manifest")
FO = _NS("xsl-fo-compatible")
# What LibreOffice writes before a standard has it.
LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

P, H, LIST, SECTION = TEXT + "p", TEXT + "h", TEXT + "list", TEXT + "section"
NUMBERED = TEXT + "numbered-paragraph"
ITEM, LIST_HEADER = TEXT + "list-item", TEXT + "list-header"
PARAGRAPHS = {P, H}
STYLE_NAME, LIST_STYLE = TEXT + "style-name", STYLE + "list-style-name"
CONTENTS = {
    TEXT + name
    for name in (
        "table-of-content",
        "illustration-index",
        "table-index",
        "object-index",
        "user-index",
        "alphabetical-index",
        "bibliography",
    )
}
# Declarations, forms and the like: nothing of them is text of the document.
ASIDE = {
    TEXT + name
    for name in (
        "tracked-changes",
        "sequence-decls",
        "user-field-decls",
        "variable-decls",
        "dde-connection-decls",
        "alphabetical-index-auto-mark-file",
        "page-sequence",
        "script",
        "ruby-text",
        "note-citation",
    )
} | {OFFICE + name for name in ("forms", "event-listeners", "binary-data", "annotation-end", "scripts")}
CHANGE, CHANGE_START, CHANGE_END, CHANGE_ID = (TEXT + name for name in ("change", "change-start", "change-end", "change-id"))
ANNOTATION, NOTE, NOTE_BODY = OFFICE + "annotation", TEXT + "note", TEXT + "note-body"
ROW, CELL, COVERED, TABLE_TABLE = (TABLE + name for name in ("table-row", "table-cell", "covered-table-cell", "table"))
REPEATED, ROWS_REPEATED = TABLE + "number-columns-repeated", TABLE + "number-rows-repeated"
ACROSS, DOWN = TABLE + "number-columns-spanned", TABLE + "number-rows-spanned"
ROW_GROUPS = {TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")}


def whole(text: str | None, default: int) -> int:
    """Read a whole number from 0 of an attribute, a million at most; the default where it is none."""
    if not text or not text.isascii() or not text.isdigit():
        return default
    return min(int(text[:9]), 1_000_000) if len(text) < 10 else 1_000_000


def all_text(element: etree._Element) -> str:
    """Join every text inside an element."""
    return "".join(str(text) for text in element.itertext())
