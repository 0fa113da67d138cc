"""The element names of WordprocessingML in the namespace that a file uses, transitional or strict."""

from functools import cache

from lxml import etree

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


class Names:
    """Full names of the elements and attributes that carry text or its structure; `prefix` is {namespace}."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.p, self.r, self.tbl, self.tr, self.tc = (prefix + name for name in ("p", "r", "tbl", "tr", "tc"))
        self.blocks, self.rows, self.cells = {self.p, self.tbl}, {self.tr}, {self.tc}
        self.p_properties, self.r_properties, self.tc_properties = prefix + "pPr", prefix + "rPr", prefix + "tcPr"
        self.p_style, self.num_properties = prefix + "pStyle", prefix + "numPr"
        self.r_style, self.vanish = prefix + "rStyle", prefix + "vanish"
        self.span, self.down, self.across = prefix + "gridSpan", prefix + "vMerge", prefix + "hMerge"
        self.cell_deleted = prefix + "cellDel"
        self.sdt = prefix + "sdt"
        self.alternate, self.choice, self.fallback = _MC + "AlternateContent", _MC + "Choice", _MC + "Fallback"
        self.box, self.alt_chunk = prefix + "txbxContent", prefix + "altChunk"
        self.value = prefix + "val"
        self.texts = {prefix + "t", _MATH + "t"}
        self.inserted = {prefix + "ins", prefix + "moveTo"}
        self.deleted = {prefix + "del", prefix + "moveFrom"}
        self.drawings = {prefix + "drawing", prefix + "pict", prefix + "object"}
        self.footnotes = {prefix + "footnoteReference": "footnotes", prefix + "endnoteReference": "endnotes"}
        # Elements around blocks, rows or cells that change nothing in what is read.
        self.wrappers = {prefix + name for name in ("customXml", "ins", "moveTo", "smartTag", "dir", "bdo")}

    def child(self, element: etree._Element | None, name: str) -> etree._Element | None:
        """Return the first child of that name; None where there is none, or no element."""
        if element is not None:
            full = self.prefix + name
            for each in element:
                if each.tag == full:
                    return each
        return None

    def setting(self, element: etree._Element | None, name: str) -> str | None:
        """Return w:val of the first child of that name: None where there is none, "" where it has no value."""
        child = self.child(element, name)
        return None if child is None else child.get(self.value, "")

    def contents(self, control: etree._Element) -> etree._Element | tuple[()]:
        """Return what a content control holds."""
        content = self.child(control, "sdtContent")
        return () if content is None else content

    def branch(self, alternate: etree._Element) -> etree._Element | tuple[()]:
        """Choose one branch of alternatives: the first choice that holds text, else the fallback, else the first choice."""
        choices = [child for child in alternate if child.tag == self.choice]
        for choice in choices:
            if next(choice.iter(self.box, *self.texts), None) is not None:
                return choice
        fallback = next((child for child in alternate if child.tag == self.fallback), None)
        if fallback is not None:
            return fallback
        return choices[0] if choices else ()


@cache
def _names(prefix: str) -> Names:
    return Names(prefix)


def names_of(root: etree._Element) -> Names:
    """Return the names in the namespace of a part's root element."""
    return _names(root.tag.rpartition("}")[0] + "}")
