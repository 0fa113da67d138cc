"""Build WordprocessingML elements: short makers, and text that XML can hold."""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

W_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{W_NS}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# XML 1.0 holds no control characters but tab and line ends, no lone surrogates and neither of the last two code points.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What makes a text more than one plain w:t: the above, ends of lines, tabs, blanks at its ends or side by side.
_SPECIAL = re.compile("[^\u0020-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|^ | $|  ")
_PIECES = re.compile("(\t|\r\n|[\n\r\u2028\u2029])")

Attributes = Mapping[str, str | int]


def fit(text: str) -> str:
    """Return the text without the characters that XML cannot hold."""
    return _UNFIT.sub("", text)


def add(parent: etree._Element, name: str, attributes: Attributes | None = None) -> etree._Element:
    """Append a `w:` element with `w:` attributes to its parent and return it."""
    made = etree.SubElement(parent, W + name)
    if attributes:
        for key, value in attributes.items():
            made.set(W + key, str(value))
    return made


def add_all(parent: etree._Element, children: Iterable[tuple[str, Attributes | None]]) -> None:
    """Append several childless elements in the order given, which must be the schema's."""
    for name, attributes in children:
        add(parent, name, attributes)


def paragraph(
    parent: etree._Element,
    style: str,
    spacing: Attributes | None = None,
    indent: Attributes | None = None,
    *,
    keep_next: bool = False,
) -> etree._Element:
    """Append a paragraph without text and return it; its properties are its first child."""
    made = add(parent, "p")
    properties = add(made, "pPr")
    add(properties, "pStyle", {"val": style})
    if keep_next:
        add(properties, "keepNext")
    if spacing:
        add(properties, "spacing", spacing)
    if indent:
        add(properties, "ind", indent)
    return made


def add_text(run: etree._Element, text: str) -> None:
    """Append text to a run; line ends become breaks and tabs stay tabs."""
    if not _SPECIAL.search(text):
        etree.SubElement(run, W + "t").text = text
        return
    for piece in _PIECES.split(fit(text)):
        if piece == "\t":
            add(run, "tab")
        elif _PIECES.fullmatch(piece):
            add(run, "br")
        elif piece:
            made = etree.SubElement(run, W + "t")
            made.text = piece
            if piece[0] == " " or piece[-1] == " " or "  " in piece:
                made.set(_SPACE, "preserve")
