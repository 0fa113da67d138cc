"""Walk the tree of a web page once, from top to bottom, without recursion: paragraphs and tables come out."""

import re
from itertools import islice
from typing import TYPE_CHECKING

from core.importers.html_rows import read_table
from core.importers.html_table import CELLS, CellLook, TooLarge, is_layout
from core.importers.html_text import BLOCKS, HEADINGS, flow
from core.importers.source import MAX_PARAGRAPHS, RawTable, RawText
from core.report import Note

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DROPPED_NAMES = (
    "script style noscript template head nav aside select option datalist button textarea svg math iframe object audio video canvas map"
)
_DROPPED = frozenset(_DROPPED_NAMES.split())
# Dropped too, but for an article's own, where a title may stand.
_FRAMING = frozenset({"header", "footer"})
_ARTICLES = frozenset({"article", "main"})
# So many levels up an article is looked for: no page that people read is deeper, and a hostile one may be.
_NEAR = 50
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[)）、.．]")


def clear_unseen(root: "Element") -> None:
    """Empty what a reader of the page does not see or does not take for its text."""
    unseen = [element for element in root.iter() if _is_unseen(element)]
    for element in unseen:
        tail = element.tail
        element.clear()
        # An empty inline element is nothing; it stays for the sake of the text behind it.
        element.tag, element.tail = "span", tail


def _is_unseen(element: "Element") -> bool:
    tag = element.tag
    if tag in _DROPPED or "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
        return True
    return tag in _FRAMING and not any(outer.tag in _ARTICLES for outer in islice(element.iterancestors(), _NEAR))


def layout_tables(root: "Element") -> set["Element"]:
    """Find the tables that only lay out the page."""
    from lxml.etree import iterwalk

    found: set[Element] = set()
    tables: list[list[CellLook]] = []
    cells: list[CellLook | None] = [None]
    marks: list[int] = []
    for event, element in iterwalk(root, events=("start", "end")):
        tag, cell = element.tag, cells[-1]
        if event == "start":
            if cell is not None:
                cell.has_block |= tag in HEADINGS
                marks += [cell.length] if tag == "p" else []
            if tag == "table":
                tables.append([])
                cells.append(None)
            elif tag in CELLS and tables:
                tables[-1].append(CellLook())
                cells.append(tables[-1][-1])
            text = element.text
        else:
            if tag == "table":
                cells.pop()
                inner = tables.pop()
                found |= {element} if is_layout(inner) else set()
                if cells[-1] is not None:
                    cells[-1].take(inner)
            elif tag in CELLS and tables:
                cells.pop()
            elif tag == "p" and cell is not None and marks:
                cell.paragraphs += cell.length > marks.pop()
            text = element.tail
        if text and cells[-1] is not None:
            cells[-1].length += len(text.strip())
    return found


class Walker:
    """Turn a cleared tree into paragraphs and tables."""

    def __init__(self, layout: set["Element"]) -> None:
        self.layout = layout
        self.pieces: list[str] = []
        self.number = ""
        self.lists: list[int | None] = []
        self.preformatted = 0
        self.blocks: list[RawText | RawTable] = []
        self.notes: list[Note] = []
        # For each block the element in which it begins.
        self.homes: list[Element] = []
        self.home: Element | None = None

    def walk(self, root: "Element") -> list[RawText | RawTable]:
        """Return what the page shows, in order; TooLarge where that is more than any report."""
        from lxml.etree import iterwalk

        walker = iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._end(element)
            elif element.tag == "table" and element not in self.layout:
                self._flush()
                found, notes = read_table(element)
                self.blocks += found
                self.notes += notes
                self.homes.extend([element] * (len(self.blocks) - len(self.homes)))
                walker.skip_subtree()
            else:
                self._start(element)
            if len(self.blocks) > MAX_PARAGRAPHS:
                raise TooLarge
        self._flush()
        return self.blocks

    def _start(self, element: "Element") -> None:
        tag = element.tag
        if tag == "br" or tag in BLOCKS:
            self._flush()
        if tag == "ol":
            self.lists.append(_number(element.get("start"), 1))
        elif tag == "ul":
            self.lists.append(None)
        elif tag == "li":
            self._item(element)
        self.preformatted += tag == "pre"
        self._text(element.text, element)

    def _end(self, element: "Element") -> None:
        tag = element.tag
        if tag in BLOCKS:
            self._flush()
            self.number = ""
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        self.preformatted -= tag == "pre"
        self._text(element.tail, element.getparent())

    def _item(self, element: "Element") -> None:
        """Give an item of a numbered list the number that a browser shows."""
        number = self.lists[-1] if self.lists else None
        if number is not None:
            number = _number(element.get("value"), number)
            self.number = f"{number}."
            self.lists[-1] = number + 1

    def _text(self, text: str | None, home: "Element | None") -> None:
        if not text:
            return
        if self.home is None and text.strip():
            self.home = home
        if not self.preformatted:
            self.pieces.append(text)
            return
        first, *rest = text.split("\n")
        self.pieces.append(first)
        for line in rest:
            self._flush()
            self.home = home
            self.pieces.append(line)

    def _flush(self) -> None:
        text, home = flow("".join(self.pieces)), self.home
        self.pieces.clear()
        self.home = None
        if not text.strip() or home is None:
            return
        if self.number and not _NUMBERED.match(text):
            text = self.number + text
        self.number = ""
        self.blocks.append(RawText(text))
        self.homes.append(home)


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
