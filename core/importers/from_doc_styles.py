"""What the styles of an old Word file say about its text: inherited numbering, hidden text, entries of a table of contents."""

import re
from dataclasses import dataclass

from core.importers.from_doc_bytes import characters, cut, u16
from core.importers.from_doc_file import DocFile, Part
from core.importers.from_doc_properties import ParagraphFacts, Properties, read_characters

_CONTENTS = re.compile(r"(?i)toc ?\d|目录 ?\d")
# The numbers of the built-in styles toc 1 … toc 9, whatever the file calls them.
_BUILT_IN_CONTENTS = range(19, 28)
_PARAGRAPH, _CHARACTER = 1, 2
_DEEPEST = 32


@dataclass(frozen=True, slots=True)
class _Style:
    contents: bool
    base: int
    paragraph: ParagraphFacts
    vanish: int | None


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """A style's part in the text: hidden; an entry of a table of contents; the list that numbers it, None where unsaid.

    `level` is None where no style says one; `owner` is the style that names the list.
    """

    hidden: bool = False
    contents: bool = False
    list_id: int | None = None
    level: int | None = None
    owner: int = 0


class Styles:
    """The styles by index; an unknown one has no properties."""

    def __init__(self) -> None:
        self._styles: dict[int, _Style] = {}
        self._facts: dict[int, StyleFacts] = {}

    def load(self, file: DocFile, properties: Properties) -> None:
        """Read the style sheet; Damaged leaves those that were read before."""
        data = file.part(Part.STYLES)
        if not data:
            return
        count, base_size = u16(data, 2), u16(data, 4)
        at = 2 + u16(data, 0)
        for index in range(count):
            size = u16(data, at)
            if size:
                self._styles[index] = _style(cut(data, at + 2, size), base_size, properties)
            at += 2 + size

    def facts(self, index: int) -> StyleFacts:
        """Return what a style, with all that it stands on, says about its text."""
        if index not in self._facts:
            self._facts[index] = self._find_facts(index)
        return self._facts[index]

    def _find_facts(self, index: int) -> StyleFacts:
        chain = self._chain(index)
        hidden = False
        for _, style in reversed(chain):
            hidden = vanishes(style.vanish, hidden)
        contents = bool(chain) and chain[0][1].contents
        level: int | None = None
        for each, style in chain:
            level = style.paragraph.level if level is None else level
            if style.paragraph.list_id is not None:
                return StyleFacts(hidden, contents, style.paragraph.list_id, level, each)
        return StyleFacts(hidden, contents)

    def _chain(self, index: int) -> list[tuple[int, _Style]]:
        """List the style and what it stands on; a circle ends."""
        found: list[tuple[int, _Style]] = []
        while index in self._styles and len(found) < _DEEPEST:
            found.append((index, self._styles[index]))
            index = self._styles[index].base
        return found


def vanishes(value: int | None, as_style: bool) -> bool:
    """Tell whether text is hidden by a property that may say: yes, no, as the style, not as the style."""
    if value is None or value == 0x80:
        return as_style
    return not as_style if value == 0x81 else value != 0


def _style(data: bytes, base_size: int, properties: Properties) -> _Style:
    built_in, base = u16(data, 0) & 0xFFF, u16(data, 2)
    kind, base = base & 0xF, base >> 4
    length = u16(data, base_size)
    name = characters(data, base_size + 2, length)
    contents = built_in in _BUILT_IN_CONTENTS or _CONTENTS.fullmatch(name) is not None
    at = base_size + 2 + 2 * length + 2
    paragraph, run = ParagraphFacts(), b""
    if kind == _PARAGRAPH:
        entry, at = _part(data, at)
        paragraph = properties.read_paragraph(entry)
        run, _ = _part(data, at)
    elif kind == _CHARACTER:
        run, _ = _part(data, at)
    return _Style(contents, base, paragraph, read_characters(run).vanish)


def _part(data: bytes, at: int) -> tuple[bytes, int]:
    """Return the properties that begin at the next even place, and where they end; older writers leave out empty ones."""
    at += at & 1
    if at + 2 > len(data):
        return b"", at
    size = u16(data, at)
    return cut(data, at + 2, size), at + 2 + size
