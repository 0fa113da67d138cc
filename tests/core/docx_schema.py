"""Look into a written .docx, and hold it against the order of children that the ECMA-376 schema asks for.

Word offers to repair a file that departs from that order.
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from core.layout import Document, DocumentBlock

ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens"
    " kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing"
    " mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color"
    " spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd"
    " tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tblCellMar": "top left start bottom right end",
    "tcMar": "top left start bottom right end",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "p": "pPr r fldSimple r",
    "r": "rPr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt"
    " vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal pPr rPr tblPr"
    " trPr tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "settings": "zoom bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders drawingGridVerticalSpacing"
    " characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    "compat": "spaceForUL balanceSingleByteDoubleByteWidth doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn useFELayout"
    " compatSetting",
}  # fmt: skip
# Elements whose children may come in any order.
FREE = {"body", "document", "ftr", "trPr", "tblGrid", "fonts", "rPrDefault", "pPrDefault", "latentStyles", "fldSimple"}
_RUN = {"rPr", "t", "br", "tab"}


def faults(root: etree._Element) -> Iterator[str]:
    """Yield every departure from the schema's order below an element of a part."""
    for element in root.iter():
        name = short(element)
        children = [short(child) for child in element]
        if name == "r":
            if not set(children) <= _RUN or "rPr" in children[1:]:
                yield f"r: {children}"
        elif name in ORDER:
            yield from _misplaced(name, children)
        elif children and name not in FREE:
            yield f"{name} is not known here, it holds {children}"


def _misplaced(name: str, children: list[str]) -> Iterator[str]:
    rank = {child: place for place, child in enumerate(ORDER[name].split())}
    places = [rank.get(child, -1) for child in children if not (name == "p" and child in ("r", "fldSimple"))]
    if -1 in places:
        yield f"{name} may not hold {children[places.index(-1)]}"
    if places != sorted(places):
        yield f"{name}: {children}"


def short(element: etree._Element) -> str:
    """Return an element's name without its namespace."""
    return element.tag.rpartition("}")[2]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def body_of(data: bytes) -> etree._Element:
    """Return the body of a document."""
    return etree.fromstring(parts_of(data)["word/document.xml"])[0]


def laid_out(*blocks: DocumentBlock) -> Document:
    """Make a document of these blocks."""
    return Document("标题", "单位", 2023, "2021", blocks)


def attribute(element: etree._Element, path: str, name: str = "val") -> str | None:
    """Return an attribute of an element's descendant at a path of short names; None where there is none."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(W + name)


def texts_in(element: etree._Element) -> str:
    """Return all text below an element."""
    return "".join(each.text or "" for each in element.iter(W + "t"))
