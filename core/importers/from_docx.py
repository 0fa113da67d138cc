"""Read .docx and .docm: paragraphs with their automatic numbers and tables with their spans, in reading order."""

from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from core.importers.flow import Flow
from core.importers.from_docx_names import names_of
from core.importers.from_docx_package import Package
from core.importers.from_docx_paragraph import Paragraphs
from core.importers.from_docx_text import DEEPEST, TooDeep
from core.importers.numerals import whole
from core.importers.source import MAX_CELLS, RawTable, RawText, Source
from core.importers.word_grid import GridBuilder
from core.importers.word_notes import notes_of


def read(data: bytes, name: str) -> Source:
    """Read a Word file; UnreadableFile says in one sentence why it cannot be read and what to do."""
    package = Package(data, name)
    reader = _Reader(package)
    try:
        blocks = reader.body()
    except TooDeep as fault:
        raise package.fail("里面的内容嵌套得太深；请在 Word 或 WPS 中整理后另存再试") from fault
    return Source("docx", blocks, notes_of(reader.counts), sent=package.sent())


class _Reader:
    """Walk the parts of one document."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._root = package.parse(package.main)
        self._w = names_of(self._root)
        self.counts: Counter[str] = Counter()
        self._paragraphs = Paragraphs(package, self._w, self.counts)
        self._notes: dict[str, dict[str, etree._Element]] = {}
        self._depth = self._cells = 0

    def body(self) -> tuple[RawText | RawTable, ...]:
        """Read the whole text; notes at the foot follow the paragraph or table that points to them."""
        body = self._w.child(self._root, "body")
        if body is None:
            raise self._package.damaged()
        flow = Flow()
        for block in self._unwrapped(body, self._w.blocks):
            self._block(block, flow)
            while self._paragraphs.footnotes:
                self._footnote(*self._paragraphs.footnotes.pop(0), flow)
        flow.add("")
        return tuple(flow.items)

    def _walk(self, container: Iterable[etree._Element], flow: Flow) -> Flow:
        """Add every block of a cell, text box or note to the flow and return it."""
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeep
        for block in self._unwrapped(container, self._w.blocks):
            self._block(block, flow)
        flow.add("")
        self._depth -= 1
        return flow

    def _unwrapped(self, container: Iterable[etree._Element], wanted: set[str], depth: int = 0) -> Iterator[etree._Element]:
        """Yield the blocks, rows or cells of a container, those inside content controls and the like included."""
        if depth > DEEPEST:
            raise TooDeep
        w = self._w
        for child in container:
            if child.tag in wanted:
                yield child
            elif child.tag == w.sdt:
                if not self._paragraphs.inline.left_out(child):
                    yield from self._unwrapped(w.contents(child), wanted, depth + 1)
            elif child.tag == w.alternate:
                yield from self._unwrapped(w.branch(child), wanted, depth + 1)
            elif child.tag in w.wrappers:
                yield from self._unwrapped(child, wanted, depth + 1)
            elif child.tag == w.alt_chunk:
                self.counts["embedded"] += 1

    def _block(self, block: etree._Element, flow: Flow) -> None:
        if block.tag == self._w.p:
            self._paragraph(block, flow)
        else:
            self._table(block, flow)

    def _paragraph(self, paragraph: etree._Element, flow: Flow) -> None:
        found, removed = self._paragraphs.read(paragraph, in_cell=flow.in_cell)
        if found is None:
            return
        flow.add(found.text, joined=removed)
        for box in found.boxes:
            before = len(flow.items)
            self._walk(box, flow)
            self.counts["boxes"] += len(flow.items) > before

    def _footnote(self, part: str, note_id: str, flow: Flow) -> None:
        if part not in self._notes:
            root = self._package.related(part)
            self._notes[part] = {each.get(self._w.prefix + "id", ""): each for each in root} if root is not None else {}
        note = self._notes[part].pop(note_id, None)
        if note is not None:
            self.counts["footnotes"] += 1
            self._walk(note, flow)

    def _table(self, table: etree._Element, flow: Flow) -> None:
        w = self._w
        grid = GridBuilder()
        framed: Flow | None = None
        for row in self._unwrapped(table, w.rows):
            properties = w.child(row, "trPr")
            if w.child(properties, "del") is not None:
                self.counts["rows"] += 1
                continue
            grid.start_row(whole(w.setting(properties, "gridBefore"), 0))
            for cell in self._unwrapped(row, w.cells):
                if self._add_place(cell, grid):
                    text, framed = self._cell(cell)
                    grid.set_text(text)
            grid.end_row(whole(w.setting(properties, "gridAfter"), 0))
            self._cells += grid.width
            if self._cells > MAX_CELLS or grid.is_too_wide or grid.size > MAX_CELLS:
                raise self._package.fail("里面的表格大得不像一份年度报告；请只保留报告正文，另存后再试")
        if grid.is_single and framed is not None:
            # A frame around everything, as pages copied from a portal have it.
            self.counts["nested"] -= 1
            flow.items.extend(framed.items)
        elif grid.width:
            flow.items.append(RawTable(grid.rows()))

    def _cell(self, cell: etree._Element) -> tuple[str, Flow | None]:
        """Return the cell's text, and what it holds where a table is part of it."""
        if len(cell) == 2 and cell[0].tag == self._w.tc_properties and cell[1].tag == self._w.p:
            found, removed = self._paragraphs.read(cell[1], in_cell=True)
            if found is None:
                return "", None
            text = found.text.strip()
            if not (removed or found.boxes or "\n" in text):
                return text, None
            flow = Flow(in_cell=True)
            flow.add(text)
            for box in found.boxes:
                self._walk(box, flow)
        else:
            flow = self._walk(cell, Flow(in_cell=True))
        self.counts["nested"] += flow.has_table
        return flow.flat(), flow if flow.has_table else None

    def _add_place(self, cell: etree._Element, grid: GridBuilder) -> bool:
        """Add a cell's place to the grid; tell whether it shows a text of its own there."""
        w = self._w
        span, down, across = 1, None, None
        for properties in cell:
            if properties.tag != w.tc_properties:
                continue
            for child in properties:
                if child.tag == w.span:
                    span = whole(child.get(w.value), 1)
                elif child.tag == w.down:
                    down = child.get(w.value, "")
                elif child.tag == w.across:
                    across = child.get(w.value, "")
                elif child.tag == w.cell_deleted:
                    self.counts["deleted"] += 1
                    return False
            break
        is_shown = grid.add(span, down, across)
        self.counts["buried"] += not is_shown and self._paragraphs.has_text(cell)
        return is_shown
