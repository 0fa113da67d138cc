"""Read .doc and the .wps of WPS Office: paragraphs with their automatic numbers and tables with their spans, in reading order."""

from collections import Counter
from collections.abc import Callable
from itertools import pairwise

from core.importers.flow import Flow
from core.importers.from_doc_asides import Asides
from core.importers.from_doc_bytes import Damaged, TooLarge
from core.importers.from_doc_container import Container
from core.importers.from_doc_file import DocFile, Part, Story
from core.importers.from_doc_lists import load_lists
from core.importers.from_doc_paragraph import Paragraphs
from core.importers.from_doc_properties import Properties
from core.importers.from_doc_rows import DOWN_FIRST, RowShape, columns
from core.importers.from_doc_structure import Row, Stretch, Structure
from core.importers.from_doc_styles import Styles
from core.importers.from_doc_text import Text
from core.importers.source import MAX_CELLS, RawTable, RawText, Source
from core.importers.word_grid import GridBuilder
from core.importers.word_notes import notes_of
from core.importers.word_numbering import NumberedList, Numbering

_DEEPEST = 40


def read(data: bytes, name: str) -> Source:
    """Read an old Word file; UnreadableFile says in one sentence why it cannot be read and what to do."""
    container = Container(data, name)
    try:
        reader = _Reader(DocFile(container))
        blocks = reader.body()
    except Damaged as fault:
        raise container.damaged() from fault
    except TooLarge as fault:
        raise container.fail("里面的内容多得不像一份年度报告；请只保留报告正文，另存后再试") from fault
    except _TooDeep as fault:
        raise container.fail("里面的内容嵌套得太深；请在 Word 或 WPS 中整理后另存再试") from fault
    return Source("doc", blocks, notes_of(reader.counts))


class _TooDeep(Exception):
    """Tables, boxes and notes are nested deeper than any program writes them."""


class _Reader:
    """Walk the texts of one document."""

    def __init__(self, file: DocFile) -> None:
        self.counts: Counter[str] = Counter()
        self._file = file
        text, properties, styles = Text(file), Properties(file), Styles()
        self._asides = Asides()
        known = file.story(Story.HEADER_BOXES)[1]
        if known > len(text.characters):
            raise Damaged
        # One more mark stands behind the last text; more than that is text which the head of the file does not account for.
        self.counts["harmed"] += len(text.characters) > known + 1
        lists: dict[str, NumberedList] = {}
        self._try(lambda: styles.load(file, properties))
        self._try(lambda: load_lists(file, lists))
        self._try(lambda: self._asides.load_notes(file, Part.FOOTNOTE_PLACES, Part.FOOTNOTE_TEXTS, Story.FOOTNOTES))
        self._try(lambda: self._asides.load_notes(file, Part.ENDNOTE_PLACES, Part.ENDNOTE_TEXTS, Story.ENDNOTES))
        self._try(lambda: self._asides.load_boxes(file))
        self._structure = Structure(text, properties)
        self._paragraphs = Paragraphs(text, properties, styles, Numbering(lists), self.counts)
        self._pending: list[tuple[int, int]] = []
        self._depth = self._cells = 0

    def _try(self, load: Callable[[], None]) -> None:
        """Load what the text can be read without, and say so where it is damaged."""
        try:
            load()
        except Damaged:
            self.counts["harmed"] += 1

    def body(self) -> tuple[RawText | RawTable, ...]:
        """Read the whole text; notes at the foot follow the paragraph or table that points to them."""
        flow = Flow()
        for block in self._structure.blocks(self._structure.stretches(*self._file.story(Story.MAIN)), 0):
            self._block(block, flow, 0)
            self._footnotes(flow)
        flow.add("")
        for text in (*self._asides.boxes.rest(), *self._asides.loose):
            self._box(text, flow, "loose")
        self._pending.extend(self._asides.notes.rest())
        self._footnotes(flow)
        return tuple(flow.items)

    def _footnotes(self, flow: Flow) -> None:
        while self._pending:
            texts, self._pending = self._pending, []
            self.counts["footnotes"] += len(texts)
            for text in texts:
                self._walk_range(*text, flow)

    def _box(self, text: tuple[int, int], flow: Flow, kind: str) -> None:
        before = len(flow.items)
        self._walk_range(*text, flow)
        self.counts[kind] += len(flow.items) > before

    def _walk_range(self, start: int, end: int, flow: Flow) -> None:
        self._walk(self._structure.stretches(start, end), flow, 0)

    def _walk(self, stretches: list[Stretch], flow: Flow, depth: int) -> Flow:
        """Add every block of a cell, text box or note to the flow and return it."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _TooDeep
        for block in self._structure.blocks(stretches, depth):
            self._block(block, flow, depth)
        flow.add("")
        self._depth -= 1
        return flow

    def _block(self, block: Stretch | list[Row], flow: Flow, depth: int) -> None:
        if isinstance(block, Stretch):
            self._paragraph(block, flow)
        else:
            self._table(block, flow, depth + 1)

    def _paragraph(self, stretch: Stretch, flow: Flow) -> None:
        text, removed = self._paragraphs.read(stretch, in_cell=flow.in_cell)
        if text is not None:
            flow.add(text, joined=removed)
        # Every text has its own places; those of the main one come first and only they point to others.
        if stretch.end >= self._file.story(Story.MAIN)[1]:
            return
        self._pending.extend(self._asides.notes.take(stretch.start, stretch.end))
        self.counts["pictures"] += len(self._asides.pictures.take(stretch.start, stretch.end))
        for box in self._asides.boxes.take(stretch.start, stretch.end):
            self._box(box, flow, "boxes")

    def _table(self, rows: list[Row], flow: Flow, depth: int) -> None:
        kept = [row for row in rows if row.end is None or not self._paragraphs.is_removed(row.end)]
        self.counts["rows"] += len(rows) - len(kept)
        shapes = [row.shape for row in kept if row.shape is not None and row.shape.cells == len(row.cells)]
        placed = columns(shapes) if len(shapes) == len(kept) else None
        self._cells += sum(len(row.cells) for row in kept)
        if self._cells > MAX_CELLS:
            raise TooLarge
        if not kept:
            return
        if placed is None:
            self._ragged(kept, flow, depth)
            return
        grid = GridBuilder()
        framed: Flow | None = None
        for row, shape, places in zip(kept, shapes, placed, strict=True):
            framed = self._row(row, shape, places, grid, depth)
            if grid.is_too_wide or grid.size > MAX_CELLS:
                raise TooLarge
        if grid.is_single and framed is not None:
            # A frame around everything, as pages copied from a portal have it.
            self.counts["nested"] -= 1
            flow.items.extend(framed.items)
        else:
            flow.items.append(RawTable(grid.rows()))

    def _row(self, row: Row, shape: RowShape, places: list[int], grid: GridBuilder, depth: int) -> Flow | None:
        """Add a row to the grid; return what its last cell holds where a table is part of it."""
        framed: Flow | None = None
        grid.start_row(places[0])
        for index, (start, end) in enumerate(pairwise(places)):
            down = ("restart" if shape.down[index] == DOWN_FIRST else "on") if shape.down[index] else None
            if grid.add(end - start, down, "on" if shape.covers(index) else None):
                text, framed = self._cell(row.cells[index], depth)
                grid.set_text(text)
            elif not all(self._paragraphs.is_blank(stretch) for stretch in row.cells[index]):
                self.counts["buried"] += 1
        grid.end_row(0)
        return framed

    def _ragged(self, rows: list[Row], flow: Flow, depth: int) -> None:
        """Give the rows of a table as they are where the file does not tell which columns its cells stand in."""
        self.counts["ragged"] += 1
        flow.items.append(RawTable(tuple(tuple(self._cell(cell, depth)[0] for cell in row.cells) for row in rows), exact=False))

    def _cell(self, stretches: list[Stretch], depth: int) -> tuple[str, Flow | None]:
        """Return the cell's text, and what it holds where a table is part of it."""
        flow = self._walk(stretches, Flow(in_cell=True), depth)
        self.counts["nested"] += flow.has_table
        return flow.flat(), flow if flow.has_table else None
