"""The custom XML part of a .docx: data that Word and WPS carry along and never show."""

from collections.abc import Mapping
from functools import cache

from lxml import etree

from core.exporters.to_docx_base import base_parts
from core.sent import NAMESPACE, ROOT

_ITEM, _PROPERTIES = "customXml/item1.xml", "customXml/itemProps1.xml"
# Names this kind of part for good; any fixed value that nobody else uses will do.
_STORE_ID = "{6A1D3C52-7B0E-4F49-9C58-2D2E8B6F0A17}"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DATASTORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def with_custom_xml(text: str) -> dict[str, bytes]:
    """Return the parts of an empty report with this text as a custom XML part."""
    root = etree.Element(ROOT, nsmap={"nb": NAMESPACE})
    root.text = text
    return {**_carrier(), _ITEM: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)}


@cache
def _carrier() -> Mapping[str, bytes]:
    """Return the parts of an empty report that names a custom XML part."""
    parts = dict(base_parts())
    types, relations = "[Content_Types].xml", "word/_rels/document.xml.rels"
    parts[types] = _within(parts[types], f'<Override PartName="/{_PROPERTIES}" ContentType="{_CONTENT_TYPE}"/>')
    parts[relations] = _within(parts[relations], f'<Relationship Id="rIdReport" Type="{_RELATIONS}/customXml" Target="../{_ITEM}"/>')
    parts[_PROPERTIES] = (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{_STORE_ID}" xmlns:ds="{_DATASTORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    parts["customXml/_rels/item1.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELATIONS}/customXmlProps" Target="itemProps1.xml"/></Relationships>'
    ).encode()
    return parts


def _within(part: bytes, child: str) -> bytes:
    """Add a child at the end of a part's root."""
    body, closing, rest = part.rpartition(b"</")
    return body + child.encode() + closing + rest
