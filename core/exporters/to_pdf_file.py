"""Write a PDF file through reportlab's objects: the same pages give the same bytes, no clock, no random id, no other maker's name."""

import hashlib
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

# Fonts by characters above U+FFFF and /Alt ask for no more; every reader of this century has it.
_VERSION = (1, 7)
# A little quicker than the usual 6 and hardly larger.
_LEVEL = 4


@dataclass(frozen=True, slots=True)
class Packed:
    """The content of a stream, compressed once and for all files that hold it, and its length before."""

    data: bytes
    length: int

    @classmethod
    def of(cls, content: bytes) -> "Packed":
        """Compress a content."""
        return cls(zlib.compress(content, _LEVEL), len(content))


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark: level from 0, title, the page it stands on (from 0) and its upper edge there, from the paper's foot."""

    level: int
    title: str
    page: int
    top: float


class PdfFile:
    """One file as it is put together: fonts first, then pages, then bookmarks.

    The keys of a dictionary are names without their stroke, its values references, numbers, mappings, lists, or texts that are written as
    they stand: "/Font" is a name, "(Adobe)" a string.
    """

    def __init__(self, properties: Mapping[str, str] | None = None) -> None:
        from reportlab.pdfbase.pdfdoc import PDFDocument

        shown = {key: text for key, text in (properties or {}).items() if text}
        self._document: Any = PDFDocument(invariant=1, pdfVersion=_VERSION, lang="zh-CN")
        # An identity that follows from the content alone; and no dates, which reportlab's own properties have: the report carries its own.
        self._document.signature = hashlib.md5(repr(shown).encode(), usedforsecurity=False)
        self._document.info = _object({key: _text(text) for key, text in shown.items()})
        self._document.Catalog.Outlines = None
        if "Title" in shown:
            self._document.Catalog.ViewerPreferences = _object({"DisplayDocTitle": "true"})

    def add(self, entries: Mapping[str, Any]) -> Any:
        """Add a dictionary and return a reference to it."""
        return self._document.Reference(_object(entries))

    def add_stream(self, packed: Packed, entries: Mapping[str, Any] | None = None) -> Any:
        """Add a compressed stream with further entries of its dictionary and return a reference to it."""
        from reportlab.pdfbase.pdfdoc import PDFStream

        self._document.updateSignature(packed.data)
        # A stream that has its filter is not filtered again.
        return self._document.Reference(PDFStream(_object({"Filter": "/FlateDecode", **(entries or {})}), packed.data))

    def add_page(self, operators: Iterable[str], width: float, height: float, resources: Any = None) -> None:
        """Add a page of a size in points; `resources` is a reference to what its operators name."""
        from reportlab.pdfbase.pdfdoc import PDFPage

        page = PDFPage()
        page.MediaBox = _object([0, 0, round(width, 4), round(height, 4)])
        page.Contents = self.add_stream(Packed.of("\n".join(operators).encode("ascii")))
        page.Resources = resources or _object({})
        self._document.addPage(page)

    def add_outline(self, marks: Sequence[Mark]) -> None:
        """Add bookmarks as an open tree, if there are any; a level goes at most one below the one before."""
        if not marks:
            return
        pages = [self._document.Reference(page) for page in self._document.Pages.pages]
        nodes = [_object({"Type": "/Outlines"})]
        references = [self._document.Reference(nodes[0])]
        children: list[list[int]] = [[]]
        path = [0]
        for at, mark in enumerate(marks, start=1):
            del path[min(mark.level, len(path) - 1) + 1 :]
            place = [pages[mark.page], "/XYZ", 0, round(mark.top, 2), 0]
            nodes.append(_object({"Title": _text(mark.title), "Parent": references[path[-1]], "Dest": place}))
            references.append(self._document.Reference(nodes[at]))
            self._document.updateSignature(mark.title.encode("utf-8", "surrogatepass"))
            children[path[-1]].append(at)
            children.append([])
            path.append(at)
        for node, own in zip(nodes, children, strict=True):
            if own:
                node["First"], node["Last"] = references[own[0]], references[own[-1]]
                node["Count"] = _descendants(own, children)
            for before, after in pairwise(own):
                nodes[before]["Next"], nodes[after]["Prev"] = references[after], references[before]
        self._document.Catalog.Outlines = nodes[0]

    def content(self) -> bytes:
        """Return the whole file."""
        return self._document.format()


def _object(value: Any) -> Any:
    """Turn mappings and lists into reportlab's objects; what else there is, it takes as it is."""
    from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary

    if isinstance(value, Mapping):
        return PDFDictionary({key: _object(each) for key, each in value.items()})
    return PDFArray(map(_object, value)) if isinstance(value, list) else value


def _text(text: str) -> Any:
    """Make a text that a reader shows to people, in any script."""
    from reportlab.pdfbase.pdfdoc import PDFText

    return PDFText(b"\xfe\xff" + text.encode("utf-16-be", "surrogatepass"))


def _descendants(own: Sequence[int], children: Sequence[Sequence[int]]) -> int:
    return sum(1 + _descendants(children[child], children) for child in own)
