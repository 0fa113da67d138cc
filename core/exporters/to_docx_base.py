"""The .docx package without its text: styles, page, page numbers, fonts, settings. Made by python-docx once in a process."""

import io
import zipfile
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from core.exporters.to_docx_styles import add_styles
from core.exporters.to_docx_xml import W_NS

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.section import Section, _Footer

# A4 and the type area of GB/T 9704—2012: 156 × 225 mm, top 37, left 28. In twentieths of a point.
PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838
TOP, LEFT, RIGHT, BOTTOM = 2098, 1588, 1474, 1984
TYPE_WIDTH = PAGE_WIDTH - LEFT - RIGHT
LINES = 22
LINE = (PAGE_HEIGHT - TOP - BOTTOM) // LINES
# The dash of the page number stands 7 mm below the type area: 397, and half a line of 14 pt above the footer's edge.
FOOTER = BOTTOM - 397 - 182

_KEPT_RELATIONS = {"styles", "settings", "fontTable", "footer", "officeDocument", "core-properties"}
# name -> (other names for it, the last one always there in a Chinese Word; family; panose)
_FONTS = {
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,宋体", "script", "02010601030101010101"),
    "仿宋": ("FangSong,仿宋_GB2312,华文仿宋,宋体", "modern", "02010609060101010101"),
    "楷体": ("KaiTi,楷体_GB2312,华文楷体,宋体", "modern", "02010609060101010101"),
    "黑体": ("SimHei,华文黑体,宋体", "modern", "02010609060101010101"),
    "宋体": ("SimSun", "auto", "02010600030101010101"),
}
_SETTINGS = f"""<w:settings xmlns:w="{W_NS}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>\
<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="156"/>\
<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/>\
<w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:useFELayout/>\
<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>\
<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""


@cache
def base_parts() -> Mapping[str, bytes]:
    """Return the parts of an empty report by name; `word/document.xml` holds one section and no paragraph."""
    import docx

    document = docx.Document()
    _drop_relations(document)
    add_styles(document)
    section = document.sections[0]
    _lay_out_page(section)
    _number_pages(section)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return parts | {"word/settings.xml": _part(_SETTINGS), "word/fontTable.xml": _part(_font_table())}


def _drop_relations(document: "DocxDocument") -> None:
    """Leave out what the packaged template brings and a report has no use for: theme, thumbnail, lists, its own styles' effects."""
    package = document.part.package
    assert package is not None
    for relations in (document.part.rels, package.rels):
        for key in [k for k, r in relations.items() if r.reltype.rsplit("/", 1)[1] not in _KEPT_RELATIONS]:
            del relations[key]


def _lay_out_page(section: "Section") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Twips

    section.page_width, section.page_height = Twips(PAGE_WIDTH), Twips(PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Twips(TOP), Twips(BOTTOM)
    section.left_margin, section.right_margin = Twips(LEFT), Twips(RIGHT)
    section.header_distance, section.footer_distance = Twips(851), Twips(FOOTER)
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(LINE))
    section._sectPr.append(grid)


def _number_pages(section: "Section") -> None:
    """Put — 1 — on the outer side: odd pages right, even pages left, one character from the edge."""
    section.footer.is_linked_to_previous = False
    section.even_page_footer.is_linked_to_previous = False
    _page_number(section.footer, "right")
    _page_number(section.even_page_footer, "left")


def _page_number(footer: "_Footer", side: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = footer.paragraphs[0]
    paragraph.style = "Footer"
    properties = paragraph._p.get_or_add_pPr()
    ind = properties.get_or_add_ind()
    ind.set(qn(f"w:{side}Chars"), "100")
    ind.set(qn(f"w:{side}"), "280")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if side == "right" else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " PAGE ")
    paragraph._p.append(field)
    shown = paragraph.add_run("1")
    field.append(shown._r)
    paragraph.add_run(" —")


def _part(xml: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def _font_table() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:panose1 w:val="{panose}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{"variable" if name == "方正小标宋简体" else "fixed"}"/></w:font>'
        for name, (others, family, panose) in _FONTS.items()
    )
    return f'<w:fonts xmlns:w="{W_NS}">{fonts}</w:fonts>'
