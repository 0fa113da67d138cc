"""The named styles of the .docx: what Word's style list and navigation pane show. GB/T 9704—2012 gives faces and sizes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lxml import etree

from core.exporters.to_docx_xml import W, add, add_all

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument

FANGSONG, KAITI, HEITI, SONG, TITLE_FACE = "仿宋", "楷体", "黑体", "宋体", "方正小标宋简体"
# Fixed line heights in twentieths of a point: body, title, text of tables in 5号 and 小5号.
BODY_LINE, TITLE_LINE, TABLE_LINE, SMALL_LINE = 579, 700, 300, 220
# Half points: 2号, 3号, 4号, 5号, 小5号.
TITLE_SIZE, TEXT_SIZE, PAGE_NUMBER_SIZE, TABLE_SIZE, SMALL_SIZE = 44, 32, 28, 21, 18

# 28 characters of 16 pt are 448 pt, the line is 442: so much less after each, in twentieths of a point. A character grid (w:docGrid
# linesAndChars) would say the same, but LibreOffice then gives every character that is wider than its cell two of them.
TIGHT = -5


class Style(StrEnum):
    """The style ids that the writer uses; the names that people see stand in `_STYLES`."""

    NORMAL = "Normal"
    TITLE = "Title"
    SECTION = "Heading1"
    SECOND = "Heading2"
    THIRD = "Heading3"
    BODY = "BodyText"
    SIGNATURE = "Signature"
    DATE = "Date"
    FOOTER = "Footer"
    CELL = "ReportCell"
    CELL_HEAD = "ReportCellHead"
    CELL_LABEL = "ReportCellLabel"
    CELL_NUMBER = "ReportCellNumber"
    SMALL_HEAD = "ReportSmallHead"
    SMALL_LABEL = "ReportSmallLabel"
    SMALL_TALL = "ReportSmallTall"
    SMALL_NUMBER = "ReportSmallNumber"
    SLIP_TITLE = "ReportSlipTitle"
    SLIP_LABEL = "ReportSlipLabel"
    SLIP_FIELD = "ReportSlipField"
    SLIP_SMALL = "ReportSlipSmall"
    SLIP_TINY = "ReportSlipTiny"
    SLIP_NOTE = "ReportSlipNote"
    RUN_IN = "ReportRunIn"
    TABLE = "ReportTable"


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: what differs from the style that it stands on; sizes in half points, lengths in twentieths of a point."""

    id: Style
    name: str
    base: Style | None = Style.NORMAL
    face: str = ""
    size: int = 0
    line: int = 0
    align: str = ""
    first_line: bool | None = None
    outline: int | None = None
    keep_next: bool = False
    after: int = 0
    after_style: Style | None = None
    in_table: bool = False
    tall: bool = False
    tight: bool = False


_PARAGRAPHS = (
    _Look(Style.NORMAL, "Normal", None, FANGSONG, TEXT_SIZE, BODY_LINE, "both"),
    _Look(
        Style.TITLE,
        "Title",
        face=TITLE_FACE,
        size=TITLE_SIZE,
        line=TITLE_LINE,
        align="center",
        keep_next=True,
        after=BODY_LINE,
        after_style=Style.BODY,
    ),
    _Look(Style.SECTION, "heading 1", face=HEITI, first_line=True, tight=True, outline=0, keep_next=True, after_style=Style.BODY),
    _Look(Style.SECOND, "heading 2", face=KAITI, first_line=True, tight=True, outline=1, keep_next=True, after_style=Style.BODY),
    _Look(Style.THIRD, "heading 3", first_line=True, tight=True, outline=2, keep_next=True, after_style=Style.BODY),
    _Look(Style.BODY, "Body Text", first_line=True, tight=True),
    _Look(Style.SIGNATURE, "Signature", align="right", keep_next=True, after_style=Style.DATE),
    _Look(Style.DATE, "Date", align="left"),
    _Look(Style.FOOTER, "footer", face=SONG, size=PAGE_NUMBER_SIZE, line=-240),
    _Look(Style.CELL, "表格文字", face=SONG, size=TABLE_SIZE, line=TABLE_LINE, align="left", in_table=True),
    _Look(Style.CELL_HEAD, "表格栏名", Style.CELL, align="center"),
    _Look(Style.CELL_LABEL, "表格项目", Style.CELL),
    _Look(Style.CELL_NUMBER, "表格数字", Style.CELL, align="center"),
    _Look(Style.SMALL_HEAD, "表格栏名（小）", Style.CELL_HEAD, size=SMALL_SIZE, line=SMALL_LINE),
    _Look(Style.SMALL_LABEL, "表格项目（小）", Style.CELL_LABEL, size=SMALL_SIZE, line=SMALL_LINE),
    _Look(Style.SMALL_TALL, "表格项目（竖排）", Style.SMALL_LABEL, align="center", tall=True),
    _Look(Style.SMALL_NUMBER, "表格数字（小）", Style.CELL_NUMBER, size=SMALL_SIZE, line=SMALL_LINE),
    _Look(Style.SLIP_TITLE, "审签单标题", face=TITLE_FACE, size=TITLE_SIZE, line=TITLE_LINE, align="center", after=BODY_LINE // 2),
    _Look(Style.SLIP_LABEL, "审签单项目", face=HEITI, size=24, line=360, align="center", in_table=True),
    _Look(Style.SLIP_FIELD, "审签单内容", size=24, line=360, align="left", in_table=True),
    _Look(Style.SLIP_SMALL, "审签单内容（小）", Style.SLIP_FIELD, size=21, line=300),
    _Look(Style.SLIP_TINY, "审签单内容（最小）", Style.SLIP_FIELD, size=18, line=210),
    _Look(Style.SLIP_NOTE, "审签单附注", size=18, line=340, align="left", in_table=True),
)
_CUSTOM_FROM = "Report"


def add_styles(document: "DocxDocument") -> None:
    """Replace the styles of python-docx's template by the report's own."""
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    _defaults(styles)
    latent = {"defLockedState": 0, "defUIPriority": 99, "defSemiHidden": 1, "defUnhideWhenUsed": 1, "defQFormat": 0, "count": 376}
    add(styles, "latentStyles", latent)
    for look in _PARAGRAPHS:
        _paragraph_style(styles, look)
    _no_style(styles, "character", "DefaultParagraphFont", "Default Paragraph Font")
    _run_in(styles)
    _table_styles(styles)


def faces(properties: etree._Element, face: str) -> None:
    """Set one face for every script: so quotation marks and digits stay in the Chinese face."""
    add(properties, "rFonts", {"ascii": face, "eastAsia": face, "hAnsi": face, "cs": face, "hint": "eastAsia"})


def _defaults(styles: etree._Element) -> None:
    defaults = add(styles, "docDefaults")
    run = add(add(defaults, "rPrDefault"), "rPr")
    faces(run, FANGSONG)
    # Digits are "Latin" text: with val zh-CN LibreOffice breaks a number at the end of a line.
    add(run, "lang", {"val": "en-US", "eastAsia": "zh-CN", "bidi": "ar-SA"})
    add(defaults, "pPrDefault")


def _style(styles: etree._Element, kind: str, style_id: str, name: str, base: str | None, follow: Style | None = None) -> etree._Element:
    made = add(styles, "style", {"type": kind} | ({"customStyle": 1} if style_id.startswith(_CUSTOM_FROM) else {}) | {"styleId": style_id})
    add(made, "name", {"val": name})
    if base:
        add(made, "basedOn", {"val": base})
    if follow:
        add(made, "next", {"val": follow})
    return made


def _paragraph_style(styles: etree._Element, look: _Look) -> None:
    made = _style(styles, "paragraph", look.id, look.name, look.base, look.after_style)
    if look.id is Style.NORMAL:
        made.set(W + "default", "1")
    add_all(made, [("uiPriority", {"val": 1}), ("qFormat", None)])
    _paragraph_properties(add(made, "pPr"), look)
    run = add(made, "rPr")
    if look.face:
        faces(run, look.face)
    if look.in_table:
        add(run, "snapToGrid", {"val": 0})
    if look.tight:
        add(run, "spacing", {"val": TIGHT})
    if look.size:
        add_all(run, [("sz", {"val": look.size}), ("szCs", {"val": look.size})])


def _paragraph_properties(properties: etree._Element, look: _Look) -> None:
    if look.keep_next:
        add_all(properties, [("keepNext", None), ("keepLines", None)])
    if look.id is Style.NORMAL:
        add(properties, "widowControl")
    if look.tall:
        # One character a line: the mark 、 may begin a line here and may not hang over the border.
        add_all(properties, [("kinsoku", {"val": 0}), ("overflowPunct", {"val": 0})])
    if look.id in (Style.SIGNATURE, Style.DATE):
        # The date is placed by the width of its characters: no gaps between digits and Chinese.
        add_all(properties, [("autoSpaceDE", {"val": 0}), ("autoSpaceDN", {"val": 0})])
    if look.in_table or look.id in (Style.TITLE, Style.SLIP_TITLE, Style.FOOTER):
        add(properties, "snapToGrid", {"val": 0})
    if look.line or look.after:
        rule = {"line": abs(look.line), "lineRule": "exact" if look.line > 0 else "auto"} if look.line else {}
        add(properties, "spacing", ({"before": 0, "after": look.after} if look.after else {}) | rule)
    if look.first_line:
        add(properties, "ind", {"firstLineChars": 200, "firstLine": 2 * TEXT_SIZE * 10})
    if look.id in (Style.CELL_LABEL, Style.SMALL_LABEL, Style.SLIP_NOTE):
        add(properties, "ind", {"left": 20})
    if look.id is Style.SLIP_FIELD:
        add(properties, "ind", {"left": 57, "right": 57})
    if look.id is Style.SMALL_TALL:
        add(properties, "ind", {"left": 0})
    if look.align:
        add(properties, "jc", {"val": look.align})
    if look.outline is not None:
        add(properties, "outlineLvl", {"val": look.outline})


def _no_style(styles: etree._Element, kind: str, style_id: str, name: str) -> etree._Element:
    made = _style(styles, kind, style_id, name, None)
    made.set(W + "default", "1")
    add_all(made, [("uiPriority", {"val": 99}), ("semiHidden", None), ("unhideWhenUsed", None)])
    return made


def _run_in(styles: etree._Element) -> None:
    made = _style(styles, "character", Style.RUN_IN, "段首标题", None)
    add_all(made, [("uiPriority", {"val": 1}), ("qFormat", None)])
    faces(add(made, "rPr"), KAITI)


def _table_styles(styles: etree._Element) -> None:
    plain = add(_no_style(styles, "table", "TableNormal", "Normal Table"), "tblPr")
    add(plain, "tblInd", {"w": 0, "type": "dxa"})
    margins = add(plain, "tblCellMar")
    add_all(margins, [(side, {"w": width, "type": "dxa"}) for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))])
    made = _style(styles, "table", Style.TABLE, "年报表格", "TableNormal")
    add_all(made, [("uiPriority", {"val": 1}), ("qFormat", None)])
    table_look(add(made, "tblPr"), fixed=False)


def table_look(properties: etree._Element, *, fixed: bool) -> None:
    """Add hairlines all round and narrow cell margins to a table's properties, in the schema's order; `fixed` keeps its widths."""
    borders = add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        add(borders, side, {"val": "single", "sz": 4, "space": 0, "color": "auto"})
    if fixed:
        add(properties, "tblLayout", {"type": "fixed"})
    margins = add(properties, "tblCellMar")
    add_all(margins, [(side, {"w": width, "type": "dxa"}) for side, width in (("top", 16), ("left", 28), ("bottom", 16), ("right", 28))])
