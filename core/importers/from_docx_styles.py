"""What the styles of a Word file say about its text: inherited numbering, hidden text, entries of a table of contents."""

import re
from dataclasses import dataclass

from lxml import etree

from core.importers.from_docx_names import Names, names_of
from core.importers.numerals import whole

_CONTENTS = re.compile(r"(?i)toc ?\d|目录 ?\d")
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class _Style:
    name: str
    base: str
    list_id: str | None
    level: int | None
    hidden: bool | None


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """A style's part in the text: hidden; an entry of a table of contents; the list that numbers it.

    `level` is None where no style says one; `owner` is the style that names the list.
    """

    hidden: bool = False
    contents: bool = False
    list_id: str | None = None
    level: int | None = None
    owner: str = ""


class Styles:
    """The styles by id; an unknown id has no properties."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._facts: dict[str, StyleFacts] = {}
        # By numbering style, the list that it stands for.
        self.lists: dict[str, str] = {}
        if root is not None:
            w = names_of(root)
            for element in root:
                if element.tag == w.prefix + "style":
                    self._load(element, w)

    def _load(self, element: etree._Element, w: Names) -> None:
        style_id = element.get(w.prefix + "styleId", "")
        run, numbering = w.child(element, "rPr"), w.child(w.child(element, "pPr"), "numPr")
        list_id, level = (None, None) if numbering is None else list_of(numbering, w)
        hidden = None if run is None else is_hidden(run, w)
        self._styles[style_id] = _Style(w.setting(element, "name") or "", w.setting(element, "basedOn") or "", list_id, level, hidden)
        if element.get(w.prefix + "type") == "numbering" and list_id:
            self.lists[style_id] = list_id

    def _chain(self, style_id: str) -> list[tuple[str, _Style]]:
        """List the style and what it stands on; a circle ends."""
        found: list[tuple[str, _Style]] = []
        while style_id in self._styles and len(found) < _DEEPEST:
            found.append((style_id, self._styles[style_id]))
            style_id = self._styles[style_id].base
        return found

    def facts(self, style_id: str) -> StyleFacts:
        """Return what a style, with all that it stands on, says about its text."""
        if style_id not in self._facts:
            self._facts[style_id] = self._find_facts(style_id)
        return self._facts[style_id]

    def _find_facts(self, style_id: str) -> StyleFacts:
        chain = self._chain(style_id)
        hidden = next((style.hidden for _, style in chain if style.hidden is not None), False)
        contents = bool(chain) and _CONTENTS.fullmatch(chain[0][1].name) is not None
        level: int | None = None
        for each_id, style in chain:
            level = style.level if level is None else level
            if style.list_id is not None:
                return StyleFacts(hidden, contents, style.list_id, level, each_id)
        return StyleFacts(hidden, contents)


def list_of(numbering: etree._Element, w: Names) -> tuple[str | None, int | None]:
    """Read w:numPr: list id and level, None where unsaid."""
    level = w.setting(numbering, "ilvl")
    return w.setting(numbering, "numId"), None if level is None else whole(level, 0)


def is_hidden(properties: etree._Element, w: Names) -> bool | None:
    """Read w:vanish of run properties, None where unsaid."""
    vanish = w.setting(properties, "vanish")
    return None if vanish is None else is_on(vanish)


def is_on(value: str | None) -> bool:
    """Read the w:val of a property that is on unless it says otherwise."""
    return value not in ("0", "false", "off")
