"""Write a document as .docx: named styles with outline levels, real tables, page numbers as fields, laid out by GB/T 9704—2012."""

import re
from itertools import pairwise

from lxml import etree

from core.document import Picture, Slip
from core.exporters.container import pack
from core.exporters.to_docx_base import base_parts
from core.exporters.to_docx_custom import with_custom_xml
from core.exporters.to_docx_picture import add_picture, add_picture_parts
from core.exporters.to_docx_slip import add_slip
from core.exporters.to_docx_styles import BODY_LINE, HEITI, SONG, TITLE_FACE, Style, faces
from core.exporters.to_docx_table import add_table
from core.exporters.to_docx_xml import W, add, add_text, fit, paragraph
from core.layout import Document, DocumentBlock, Face, Grid, Heading, Para, Run, Signature, Title
from core.titles import WIDEST_SIGNED, signature_lines, width

_DOCUMENT, _PROPERTIES = "word/document.xml", "docProps/core.xml"
_DIRECT_FACES = {Face.TITLE: TITLE_FACE, Face.HEITI: HEITI, Face.SONG: SONG}
_LONG_WORD = re.compile(r"[!-~]{16}")
_PARA_STYLES = {2: Style.SECOND, 3: Style.THIRD}
# Twentieths of a point: a character of 3号, and the gaps between a table and the headings below and above it.
_CHARACTER, _GAP, _ABOVE_TABLE = 320, 240, 80
_ABOVE_PICTURE = 340
_ABOVE_SIGNATURE = {"beforeLines": 100, "before": BODY_LINE}
# Characters of a line.
_CHARACTERS = 28


def render(document: Document, sent: str = "") -> bytes:
    """Return the whole .docx file; the same document gives the same bytes.

    `sent` is the report as `core.sent` packs it: it rides along beside the text, so that a file that comes back can be compared.
    """
    parts = with_custom_xml(sent) if sent else dict(base_parts())
    parts[_DOCUMENT] = _body(document, parts[_DOCUMENT])
    parts[_PROPERTIES] = _properties(document)
    add_picture_parts(parts, document)
    return pack(parts)


def _serialise(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _body(document: Document, empty: bytes) -> bytes:
    root = etree.fromstring(empty)
    body = root[0]
    section = body[-1]
    for block, following in pairwise((*document.blocks, None)):
        if block is not None:
            _add_block(body, block, following, section)
    body.append(section)
    return _serialise(root)


def _add_block(body: etree._Element, block: DocumentBlock, following: DocumentBlock | None, section: etree._Element) -> None:
    if isinstance(block, Title):
        _add_title(body, block)
    elif isinstance(block, Heading):
        after_table = len(body) > 1 and body[-1].tag == W + "tbl"
        spacing = ({"before": _GAP} if after_table else {}) | ({"after": _ABOVE_TABLE} if isinstance(following, Grid) else {})
        made = paragraph(body, Style.SECTION, spacing)
        add_text(add(made, "r"), block.text)
    elif isinstance(block, Para):
        _add_para(body, block, following)
    elif isinstance(block, Grid):
        add_table(body, block)
        if following is None or isinstance(following, Grid):
            # Word joins tables that touch, and a body may not end in one.
            add(add(paragraph(body, Style.BODY), "r"), "t")
    elif isinstance(block, Signature):
        _add_signature(body, block)
    elif isinstance(block, Slip):
        add_slip(body, block, section)
    elif isinstance(block, Picture):
        add_picture(body, block, len(list(body.iter(W + "drawing"))) + 1, keep_next=isinstance(following, Signature))


def _add_title(body: etree._Element, title: Title) -> None:
    """Put all lines into one paragraph, so that a list of contents shows one title."""
    made = paragraph(body, Style.TITLE)
    for index, line in enumerate(title.lines):
        run = add(made, "r")
        if index:
            add(run, "br")
        add_text(run, line)


def _add_para(body: etree._Element, para: Para, following: DocumentBlock | None) -> None:
    # The gap above a picture belongs to what precedes it: at a page's end it takes no room.
    spacing = {"after": _ABOVE_PICTURE} if isinstance(following, Picture) else {}
    keep = isinstance(following, Signature) and para.level == 0
    made = paragraph(body, _PARA_STYLES.get(para.level, Style.BODY), spacing, keep_next=keep)
    if _LONG_WORD.search(para.text):
        # An address is not parted; the line before it would be drawn apart.
        add(made[0], "jc", {"val": "left"})
    for run in para.runs:
        _add_run(made, run, para.level)


def _add_run(parent: etree._Element, run: Run, level: int) -> None:
    made = add(parent, "r")
    if run.face is Face.KAITI and level != 2:
        add(add(made, "rPr"), "rStyle", {"val": Style.RUN_IN})
    elif run.face in _DIRECT_FACES:
        faces(add(made, "rPr"), _DIRECT_FACES[run.face])
    add_text(made, run.text)


def _add_signature(body: etree._Element, signature: Signature) -> None:
    """Set unit and date as a paper without a seal has them (GB/T 9704—2012, 7.3.5.2).

    The unit ends two characters from the right edge, on two lines where it needs them; the date begins two characters right of where
    the unit's last line begins. Where the date is the longer one, the date ends two characters from the edge and the unit moves left.
    The date is placed from the left: so it keeps its place whatever the face makes of its digits.
    """
    names = signature_lines(signature.unit)
    last, date = width(names[-1]) if names else 0.0, width(signature.date)
    start = min(WIDEST_SIGNED - last, WIDEST_SIGNED - 2.0 - date) if names and signature.date else WIDEST_SIGNED - last
    begin = max(0.0, start + 2.0 if names else WIDEST_SIGNED - date)
    if names:
        right = _CHARACTERS - start - last if len(names) == 1 else _CHARACTERS - WIDEST_SIGNED
        made = paragraph(body, Style.SIGNATURE, _ABOVE_SIGNATURE, _indent("right", max(0.0, right)))
        for index, line in enumerate(names):
            run = add(made, "r")
            if index:
                add(run, "br")
            add_text(run, line)
    if signature.date:
        # The widest digits would need more than what is left of the line where the unit is short.
        beyond = _indent("right", -2.0) if begin + date + 2.0 >= _CHARACTERS else {}
        made = paragraph(body, Style.DATE, {} if names else _ABOVE_SIGNATURE, _indent("left", begin) | beyond)
        add_text(add(made, "r"), signature.date)


def _indent(side: str, characters: float) -> dict[str, int]:
    return {f"{side}Chars": round(characters * 100), side: round(characters * _CHARACTER)}


_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"


def _properties(document: Document) -> bytes:
    """Name title, unit and year; no dates, which would differ from one writing to the next."""
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap={"cp": _CORE, "dc": _DC})
    year = f"{document.year}年" if document.year else ""
    fields = (("title", document.title), ("subject", f"{year}政府信息公开工作年度报告"), ("creator", document.unit), ("language", "zh-CN"))
    for name, text in fields:
        etree.SubElement(root, f"{{{_DC}}}{name}").text = fit(text).strip()
    if document.year:
        keywords = etree.SubElement(root, f"{{{_CORE}}}keywords")
        keywords.text = str(document.year)
    return _serialise(root)
