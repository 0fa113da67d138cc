"""A drawing in a .docx: an inline picture on a line of its own, its description as the alternative text."""

from collections.abc import Mapping, MutableMapping

from lxml import etree

from core.document import Document, Picture
from core.exporters.to_docx_styles import Style
from core.exporters.to_docx_xml import W, add, add_all, fit

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATIONS, _CONTENTS = "word/_rels/document.xml.rels", "[Content_Types].xml"
_EMU = 12700  # to a point


def add_picture(body: etree._Element, picture: Picture, number: int, *, keep_next: bool) -> None:
    """Add the `number`-th picture of a document (from 1) in a paragraph of its own."""
    paragraph = add(body, "p")
    properties = add(paragraph, "pPr")
    add(properties, "pStyle", {"val": Style.NORMAL})
    if keep_next:
        add(properties, "keepNext")
    # A fixed line height would cut the picture off, and the page's lines would round its height up.
    spacing = {"before": 0, "after": 0, "line": 240, "lineRule": "auto"}
    add_all(
        properties,
        [("snapToGrid", {"val": 0}), ("spacing", spacing), ("ind", {"firstLineChars": 0, "firstLine": 0}), ("jc", {"val": "center"})],
    )
    add(add(properties, "rPr"), "sz", {"val": 2})
    run = add(paragraph, "r")
    run.append(_drawing(picture, number))


def _drawing(picture: Picture, number: int) -> etree._Element:
    width, height = (str(round(length * _EMU)) for length in (picture.drawing.width, picture.drawing.height))
    named = {"id": str(number), "name": f"{picture.title}{number}", "descr": fit(picture.drawing.description), "title": fit(picture.title)}
    drawing = etree.Element(W + "drawing")
    inline = _add(drawing, _WP, "inline", {"distT": "0", "distB": "0", "distL": "0", "distR": "0"})
    _add(inline, _WP, "extent", {"cx": width, "cy": height})
    _add(inline, _WP, "docPr", named)
    _add(_add(inline, _WP, "cNvGraphicFramePr"), _A, "graphicFrameLocks", {"noChangeAspect": "1"})
    held = _add(_add(_add(inline, _A, "graphic"), _A, "graphicData", {"uri": _PIC}), _PIC, "pic")
    about = _add(held, _PIC, "nvPicPr")
    _add(about, _PIC, "cNvPr", {"id": str(number), "name": f"image{number}.png"})
    _add(about, _PIC, "cNvPicPr")
    fill = _add(held, _PIC, "blipFill")
    _add(fill, _A, "blip").set(f"{{{_R}}}embed", _id(number))
    _add(_add(fill, _A, "stretch"), _A, "fillRect")
    shape = _add(held, _PIC, "spPr")
    frame = _add(shape, _A, "xfrm")
    _add(frame, _A, "off", {"x": "0", "y": "0"})
    _add(frame, _A, "ext", {"cx": width, "cy": height})
    _add(_add(shape, _A, "prstGeom", {"prst": "rect"}), _A, "avLst")
    return drawing


def _add(parent: etree._Element, space: str, name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    made = etree.SubElement(parent, f"{{{space}}}{name}", nsmap={"wp": _WP, "a": _A, "pic": _PIC, "r": _R})
    for key, value in (attributes or {}).items():
        made.set(key, value)
    return made


def _id(number: int) -> str:
    return f"rIdPicture{number}"


def add_picture_parts(parts: MutableMapping[str, bytes], document: Document) -> None:
    """Put a document's pictures into the package: the files, what they are, and the relationships to them."""
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    if not pictures:
        return
    from core.exporters.to_png import render

    relations, contents = etree.fromstring(parts[_RELATIONS]), etree.fromstring(parts[_CONTENTS])
    default = etree.Element(f"{{{_TYPES}}}Default", {"Extension": "png", "ContentType": "image/png"})
    contents.insert(0, default)
    for number, picture in enumerate(pictures, start=1):
        parts[f"word/media/image{number}.png"] = render(picture.drawing)
        target = {"Id": _id(number), "Type": f"{_R}/image", "Target": f"media/image{number}.png"}
        etree.SubElement(relations, f"{{{_RELATIONSHIPS}}}Relationship", target)
    for name, root in ((_RELATIONS, relations), (_CONTENTS, contents)):
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
