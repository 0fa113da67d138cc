"""Walk the text of an OpenDocument file: paragraphs with their automatic numbers and tables with their spans, in reading order."""

from collections import Counter
from collections.abc import Iterable

from lxml import etree

from core.importers.flow import Flow
from core.importers.from_odt_changes import Changes
from core.importers.from_odt_grid import Cell, Grid, rows_of
from core.importers.from_odt_lists import ListPlace, Lists
from core.importers.from_odt_names import (
    ACROSS,
    ANNOTATION,
    ASIDE,
    CELL,
    CHANGE,
    CHANGE_END,
    CHANGE_START,
    CONTENTS,
    COVERED,
    DOWN,
    DRAW,
    ITEM,
    LIST,
    LIST_HEADER,
    NUMBERED,
    PARAGRAPHS,
    REPEATED,
    ROWS_REPEATED,
    SECTION,
    STYLE_NAME,
    TABLE_TABLE,
    TEXT,
    H,
    P,
    all_text,
    whole,
)
from core.importers.from_odt_styles import Styles
from core.importers.from_odt_text import DEEPEST, Found, Inline, TooDeep
from core.importers.sheet import TooLarge
from core.importers.source import MAX_CELLS, MAX_PARAGRAPHS, RawTable, RawText


class Body:
    """Read one body of text; `counts` tells what was left out or moved. TooDeep and TooLarge where it is no report."""

    def __init__(self, body: etree._Element, containers: Iterable[etree._Element]) -> None:
        containers = tuple(containers)
        self._body = body
        self.counts: Counter[str] = Counter()
        self._styles, self._lists = Styles(containers), Lists(containers)
        self._changes = Changes(body, self.counts)
        self._inline = Inline(self._styles, self._changes, self.counts)
        self._notes: list[etree._Element] = []
        self._depth = self._cells = self._paragraphs = 0

    def read(self) -> tuple[RawText | RawTable, ...]:
        """Read the whole text; notes at the foot follow the paragraph or table that points to them."""
        flow = Flow()
        self._walk(self._body, flow)
        flow.add("")
        return tuple(flow.items)

    def _walk(self, container: Iterable[etree._Element], flow: Flow) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep
        for block in container:
            if isinstance(block.tag, str):
                self._block(block, flow)
                if self._notes and not flow.in_cell:
                    self._put_notes(flow)
        self._depth -= 1

    def _put_notes(self, flow: Flow) -> None:
        notes, self._notes = self._notes, []
        for note in notes:
            self.counts["footnotes"] += 1
            self._walk(note, flow)

    def _block(self, block: etree._Element, flow: Flow) -> None:
        tag = block.tag
        if tag in PARAGRAPHS:
            self._paragraph(block, flow, None)
        elif tag == LIST:
            self._list(block, flow, None)
        elif tag == TABLE_TABLE:
            self._table(block, flow)
        elif tag in (CHANGE, CHANGE_START, CHANGE_END):
            self._changes.pass_by(block)
        elif tag == SECTION:
            self._section(block, flow)
        elif tag == NUMBERED:
            self._items((block,), flow, self._lists.alone(block))
        elif tag in CONTENTS:
            self.counts["contents"] = 1
            self._changes.skip(block)
        elif tag == ANNOTATION:
            self.counts["comments"] += 1
        elif tag.startswith(DRAW):
            found = Found()
            if not self._changes.deleting:
                self._inline.drawing(block, found)
            self._boxes(found, flow)
        elif tag not in ASIDE:
            self._walk(block, flow)

    def _section(self, section: etree._Element, flow: Flow) -> None:
        shown = section.get(TEXT + "display", "true")
        if shown == "none" or (shown == "condition" and section.get(TEXT + "is-hidden") == "true"):
            self.counts["hidden"] += bool(all_text(section).strip())
            self._changes.skip(section)
        else:
            self._walk(section, flow)

    def _list(self, element: etree._Element, flow: Flow, parent: ListPlace | None, *, at_start: bool = False) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep
        self._items(element, flow, self._lists.enter(element, parent, at_start=at_start))
        self._depth -= 1

    def _items(self, items: Iterable[etree._Element], flow: Flow, place: ListPlace) -> None:
        """Read the items of a list: the first paragraph of each is numbered, unless it is a header."""
        for item in items:
            number = place if item.tag in (ITEM, NUMBERED) else None
            for at, block in enumerate(item if item.tag in (ITEM, NUMBERED, LIST_HEADER) else (item,)):
                if block.tag in PARAGRAPHS:
                    number = None if self._paragraph(block, flow, number, item, in_list=True) else number
                elif block.tag == LIST:
                    self._list(block, flow, place, at_start=at == 0 and number is place)
                elif block.tag != TEXT + "number" and isinstance(block.tag, str):
                    self._block(block, flow)
                if self._notes and not flow.in_cell:
                    self._put_notes(flow)

    def _paragraph(
        self, paragraph: etree._Element, flow: Flow, place: ListPlace | None, item: etree._Element | None = None, *, in_list: bool = False
    ) -> bool:
        """Add a paragraph with its mark; tell whether it took the number of its item, which one deleted whole does not."""
        self._paragraphs += 1
        if self._paragraphs > MAX_PARAGRAPHS + MAX_CELLS:
            raise TooLarge
        was_deleting = self._changes.deleting
        found = self._inline.read(paragraph)
        joined = self._changes.deleting
        text = found.text
        if (was_deleting or joined) and not text:
            self._boxes(found, flow)
            return False
        if found.hidden:
            return True
        mark = self._mark(paragraph, place, item) if place is not None or not in_list else ""
        if mark and (flow.in_cell or text.strip()):
            text = (found.number or mark) + text.lstrip()
        flow.add(text, joined=joined)
        self._boxes(found, flow)
        return True

    def _mark(self, paragraph: etree._Element, place: ListPlace | None, item: etree._Element | None) -> str:
        """Count a paragraph and return its mark; `item` is the list item that it begins."""
        own = self._styles.list_of(paragraph.get(STYLE_NAME))
        if place is not None and item is not None:
            style = item.get(TEXT + "style-override") or place.style or own or ""
            return self._lists.mark(place, style, item.get(TEXT + "start-value"))
        if paragraph.tag == H and own != "" and paragraph.get(TEXT + "is-list-header") != "true":
            return self._lists.heading(paragraph)
        return ""

    def _boxes(self, found: Found, flow: Flow) -> None:
        self._notes.extend(found.notes)
        for box in found.boxes:
            before = len(flow.items)
            inner = Flow(in_cell=flow.in_cell)
            self._walk((child for child in box if child.tag in (P, H, LIST, TABLE_TABLE, SECTION)), inner)
            inner.add("")
            flow.items.extend(inner.items)
            self.counts["boxes"] += len(flow.items) > before

    def _table(self, table: etree._Element, flow: Flow) -> None:
        open_before = self._changes.open_ids()
        grid = Grid()
        framed: Flow | None = None
        for row in rows_of(table):
            cells: list[Cell] = []
            for cell in row:
                if cell.tag in (CELL, COVERED):
                    text, framed = self._cell(cell)
                    cells.append(_cell_of(cell, text))
            grid.add_row(cells, max(whole(row.get(ROWS_REPEATED), 1), 1))
        self.counts["misfits"] += grid.misfits
        self.counts["buried"] += grid.buried
        self._cells += grid.size
        if self._cells > MAX_CELLS:
            raise TooLarge
        if open_before & self._changes.open_ids():
            # A deletion reaches over the whole table.
            return
        if grid.is_single and framed is not None:
            # A frame around everything, as pages copied from a portal have it.
            self.counts["nested"] -= 1
            flow.items.extend(framed.items)
        elif grid.width:
            flow.add("")
            flow.items.append(RawTable(grid.rows()))

    def _cell(self, cell: etree._Element) -> tuple[str, Flow | None]:
        """Return the cell's text, and what it holds where a table is part of it."""
        if not len(cell):
            return "", None
        flow = Flow(in_cell=True)
        self._walk(cell, flow)
        flow.add("")
        self.counts["nested"] += flow.has_table
        return flow.flat(), flow if flow.has_table else None


def _cell_of(cell: etree._Element, text: str) -> Cell:
    return Cell(
        text,
        cell.tag == COVERED,
        max(whole(cell.get(REPEATED), 1), 1),
        max(whole(cell.get(ACROSS), 1), 1),
        max(whole(cell.get(DOWN), 1), 1),
    )
