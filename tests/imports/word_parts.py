"""The parts of a Word file beside its document: types, relations, styles, lists, footnotes, comments, settings."""

import re
from collections.abc import Mapping

from tests.imports.packing import DECLARATION, packed

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "comments": "comments",
    "settings": "settings",
    "header1": "header",
    "footer1": "footer",
}
_FONTS = re.compile('="(?:Times New Roman|宋体|黑体)"')
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hAnsi="Times New Roman"/>'
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr><w:jc w:val="both"/></w:pPr>'
    '<w:rPr><w:sz w:val="21"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="a1"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="table" w:styleId="a5"><w:name w:val="Table Grid"/><w:basedOn w:val="a1"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style>"
)


def level(index: int, kind: str, text: str) -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
    )


def numbering(*shapes: str) -> str:
    """Return the inside of a numbering part: list 1 has the first shape, list 2 the second, …"""
    each = "".join(
        f'<w:abstractNum w:abstractNumId="{i}"><w:multiLevelType w:val="multilevel"/>{shape}</w:abstractNum>'
        for i, shape in enumerate(shapes)
    )
    return each + "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(shapes)))


def word_file(body: str, others: Mapping[str, str], names: Mapping[str, str], *, macros: bool = False, font: str = "") -> bytes:
    """Return a Word file of a body and of the insides of other parts; `names` are the namespaces by prefix, `font` is the only one used."""
    insides = {"styles": _FONTS.sub(f'="{font}"', _STYLES).replace("<w:b/>", "") if font else _STYLES, **others}
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(list(insides), macros=macros),
        "_rels/.rels": _relations({"officeDocument": "word/document.xml"}, names["r"]),
        "word/document.xml": f"{DECLARATION}<w:document{declared}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({f"{_KINDS[n]} {n}": f"{n}.xml" for n in insides}, names["r"], macros=macros),
    }
    roots = {"styles": "styles", "header1": "hdr", "footer1": "ftr"}
    for name, inside in insides.items():
        root = roots.get(name, name)
        parts[f"word/{name}.xml"] = f"{DECLARATION}<w:{root}{declared}>{inside}</w:{root}>"
    if macros:
        parts["word/vbaProject.bin"] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    return packed(parts)


def _types(names: list[str], *, macros: bool) -> str:
    main = "application/vnd.ms-word.document.macroEnabled.main+xml" if macros else f"{_OFFICE}.document.main+xml"
    each = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{_OFFICE}.{_KINDS[n]}+xml"/>' for n in names)
    binary = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>' if macros else ""
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{binary}'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{each}</Types>'
    )


def _relations(targets: Mapping[str, str], base: str, *, macros: bool = False) -> str:
    each = "".join(
        f'<Relationship Id="rId{i}" Type="{base}/{kind.split()[0]}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items(), 1)
    )
    if macros:
        each += (
            '<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/>'
        )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'
