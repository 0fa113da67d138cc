"""Read one table of a web page: its rows as written, and what stands between its cells."""

from typing import TYPE_CHECKING

from core.importers.html_loose import settle
from core.importers.html_table import CELLS, GROUPS, HtmlCell, lay_out, span
from core.importers.html_text import BLOCKS, flow
from core.importers.source import RawTable, RawText
from core.report import Note

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Seen by nobody, and no blanks for Python.
_UNSEEN = "\u200b\u2060\ufeff"


def read_table(table: "Element") -> tuple[list[RawText | RawTable], list[Note]]:
    """Return the caption, what stands outside the rows, the grid, and notes on text between cells.

    A table within a cell becomes lines of that cell. Text right inside a row, which lost the tag of its cell, is a cell of its own
    where the row has room for one.
    """
    reader = _read(table)
    strays, notes = settle(reader.groups)
    lines = [*reader.caption.split("\n"), *reader.strays, *strays]
    found: list[RawText | RawTable] = [RawText(line) for line in lines if line.strip()]
    rows = lay_out(reader.groups)
    if rows and len(rows) > 1 and all(sum(bool(c and c.strip()) for c in row) <= 1 for row in rows):
        # A sheet's prose: a paragraph a row.
        found += [RawText(line) for row in rows for c in row if c for line in c.split("\n") if line.strip()]
    elif rows:
        found.append(RawTable(rows))
    return found, notes


def read_rows(table: "Element") -> tuple[tuple[str | None, ...], ...]:
    """Return the grid alone, as exact as `RawTable` has it, even where it holds no more than a column."""
    return lay_out(_read(table).groups)


def _read(table: "Element") -> "_Reader":
    from lxml.etree import iterwalk

    reader = _Reader()
    for event, element in iterwalk(table, events=("start", "end")):
        if event == "start":
            reader.start(element)
            reader.text(element.text)
        else:
            reader.end(element)
            reader.text(element.tail if element is not table else None)
    return reader


class _Reader:
    """Take the tags of a table as they come."""

    def __init__(self) -> None:
        self.groups: list[list[list[HtmlCell]]] = [[]]
        self.caption = ""
        self.strays: list[str] = []
        self._depth = 0
        self._in_row = False
        self._cell: HtmlCell | None = None
        self._lines: list[list[str]] = [[]]

    def start(self, element: "Element") -> None:
        tag = element.tag
        self._depth += tag == "table"
        if self._depth > 1:
            self._line(tag)
        elif tag in GROUPS:
            self._begin_group()
        elif tag == "tr":
            self._close()
            self.groups[-1].append([])
            self._in_row = True
        elif tag in CELLS or tag == "caption":
            self._open(HtmlCell("", span(element.get("rowspan")), max(1, span(element.get("colspan")))))
            if tag in CELLS:
                self._add()
        else:
            self._line(tag)

    def end(self, element: "Element") -> None:
        tag = element.tag
        self._depth -= tag == "table"
        if not self._depth:
            self._close()
        elif self._depth > 1 or tag == "table":
            self._line(tag)
        elif tag in GROUPS:
            self._begin_group()
        elif tag == "tr":
            self._close()
            self._in_row = False
        elif tag in CELLS or tag == "caption":
            cell = self._cell
            self._close()
            if tag == "caption" and cell is not None:
                self.caption = cell.text
        else:
            self._line(tag)

    def text(self, text: str | None) -> None:
        """Put text into the open cell; elsewhere in a row it opens one, outside of rows it stands by itself."""
        if not text:
            return
        is_seen = bool(text.strip().strip(_UNSEEN))
        if self._cell is None and is_seen and self._in_row:
            self._open(HtmlCell("", loose=True))
            self._add()
        if self._cell is not None:
            self._lines[-1].append(text)
        elif is_seen:
            self.strays.append(flow(text))

    def _begin_group(self) -> None:
        self._close()
        self.groups.append([])
        self._in_row = False

    def _open(self, cell: HtmlCell) -> None:
        self._close()
        self._cell, self._lines = cell, [[]]

    def _add(self) -> None:
        """Let the open cell be the next of its row."""
        self.groups[-1] = self.groups[-1] or [[]]
        if self._cell is not None:
            self.groups[-1][-1].append(self._cell)
        self._in_row = True

    def _line(self, tag: str) -> None:
        if self._cell is not None and (tag == "br" or tag in BLOCKS):
            self._lines.append([])

    def _close(self) -> None:
        if self._cell is not None:
            self._cell.text = "\n".join(line for pieces in self._lines if (line := flow("".join(pieces))).strip())
            self._cell = None
