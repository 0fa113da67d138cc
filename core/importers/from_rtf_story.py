"""Collect paragraphs, cells and rows of the body, a note or a text box of an RTF file."""

from collections import Counter
from dataclasses import dataclass, field

from core.importers.flow import Flow
from core.importers.from_rtf_grid import Bound, Cell, Losses, Row, lay_out
from core.importers.source import MAX_CELLS, MAX_PARAGRAPHS, RawTable, RawText

# Word itself allows 63 columns.
_WIDEST = 500
# Word writes each row's twice.
_MOST_EDGES = 2 * MAX_CELLS


class TooLarge(Exception):
    """There is more in the file than any report holds."""


@dataclass(slots=True)
class Definition:
    r"""A row's definition: \trowd begins it, it holds until the next one. `across`, `down` and `deleted` wait for their \cellx.

    `first` and `last` where the file says that the row is that of its table.
    """

    left: int = 0
    first: bool = False
    last: bool = False
    bounds: list[Bound] = field(default_factory=list)
    across: str = ""
    down: str = ""
    deleted: bool = False


@dataclass(slots=True)
class Tally:
    """What is counted over the whole file, whichever story it stands in."""

    counts: Counter[str]
    losses: Losses = field(default_factory=Losses)
    paragraphs: int = 0
    cells: int = 0
    edges: int = 0
    places: int = 0


@dataclass(slots=True)
class _Level:
    """A table that is being read: its rows, the cells of the open row, what stands in the open cell."""

    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    flow: Flow = field(default_factory=lambda: Flow(in_cell=True))
    is_ended: bool = False


class Story:
    """One run of text with its tables. Depths: 0 is outside of tables, 1 in a table, 2 in a table within a cell, and so on."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self.pieces: list[str] = []
        self.mark = ""
        self.boxes: list[list[RawText | RawTable]] = []
        self.notes: list[list[RawText | RawTable]] = []
        self._body = Flow()
        self._levels: list[_Level] = []
        self._definitions: dict[int, Definition] = {}
        # Paragraphs after \trowd that do not say that they are in a table: the next \cell tells.
        self._held: Flow | None = None

    def definition(self, depth: int) -> Definition:
        """Return the definition that rows of a depth have now."""
        return self._definitions.setdefault(depth, Definition())

    def begin_row(self, depth: int) -> None:
        r"""Take a \trowd."""
        self._definitions[depth] = Definition()
        if depth == 1 and not (self._levels and (self._levels[0].cells or self._levels[0].flow.items)):
            self._release()
            self._held = Flow()

    def add_edge(self, depth: int, right: int) -> None:
        r"""Take a \cellx."""
        row = self.definition(depth)
        row.bounds.append(Bound(right, row.across, row.down, row.deleted))
        row.across, row.down, row.deleted = "", "", False
        self._tally.edges += 1
        if len(row.bounds) > _WIDEST or self._tally.edges > _MOST_EDGES:
            raise TooLarge

    def end_paragraph(self, depth: int, *, joined: bool = False) -> None:
        r"""Take a \par; `joined` where a tracked deletion took it."""
        self._tally.paragraphs += 1
        if self._tally.paragraphs > MAX_PARAGRAPHS + MAX_CELLS:
            raise TooLarge
        if depth == 0 and self._held is not None:
            self._take(self._held, joined=joined)
            return
        if depth == 0 and self._row_is_open():
            depth = 1
        flow = self._flow(depth)
        self._take(flow, joined=joined)
        if depth == 0:
            self._settle_notes()

    def _take(self, flow: Flow, *, joined: bool = False) -> None:
        """Move the paragraph and its text boxes into a flow."""
        text = "".join(self.pieces)
        if self.mark and (flow.in_cell or text.strip()):
            text = self.mark + text.lstrip()
        flow.add(text, joined=joined)
        for box in self.boxes:
            flow.items.extend(box)
        self.pieces, self.mark, self.boxes = [], "", []

    def end_cell(self, depth: int, least: int) -> None:
        r"""Take a \cell (`least` 1) or \nestcell (`least` 2) in a paragraph of some depth."""
        self._count_cell()
        held = self._held if depth == 0 else None
        if held is not None:
            self._held = None
        level = self._level(max(depth, least) if least > 1 else 1)
        if held is not None:
            level.flow.items.extend(held.items)
        self._take(level.flow)
        self._push(level)

    def _count_cell(self) -> None:
        self._tally.cells += 1
        if self._tally.cells > MAX_CELLS:
            raise TooLarge

    def _push(self, level: _Level) -> None:
        flow = level.flow
        flow.add("")
        self._tally.counts["nested"] += flow.has_table
        level.cells.append(Cell(flow.flat(), flow.items if flow.has_table else None))
        level.flow = Flow(in_cell=True)

    def end_row(self, depth: int, *, deleted: bool) -> None:
        r"""Take a \row or \nestrow; where `deleted`, a tracked change took it."""
        has_text = bool("".join(self.pieces).strip() or self.boxes)
        if len(self._levels) < depth and not has_text:
            return
        level = self._level(depth)
        if has_text:
            self._take(level.flow)
        if level.flow.items:
            self._push(level)
        if level.cells and deleted:
            self._tally.counts["rows"] += 1
            level.cells = []
        elif level.cells:
            self._add_row(depth)

    def _add_row(self, depth: int) -> None:
        """Add the open row to its table; a new table where the file says that the one before ended and this row is a first one."""
        level, definition = self._levels[depth - 1], self.definition(depth)
        if level.is_ended and definition.first:
            self._add_table(level.rows, self._levels[depth - 2].flow if depth > 1 else self._body)
            level.rows = []
        level.is_ended = definition.last
        level.rows.append(Row(definition.left, tuple(definition.bounds), tuple(level.cells)))
        level.cells = []

    def _row_is_open(self) -> bool:
        """Tell whether the cells of a row are not all there yet: what comes now belongs to it, whatever it says itself."""
        return bool(self._levels) and 0 < len(self._levels[0].cells) < len(self.definition(1).bounds)

    def _level(self, depth: int) -> _Level:
        self._flow(depth)
        return self._levels[depth - 1]

    def _flow(self, depth: int) -> Flow:
        """Return what a paragraph of that depth goes into: tables within are finished, missing ones begun."""
        self._release()
        while len(self._levels) > depth:
            self._close()
        while len(self._levels) < depth:
            self._levels.append(_Level())
            self._count_cell()
        return self._levels[-1].flow if self._levels else self._body

    def _release(self) -> None:
        r"""Give paragraphs back to the body that no \cell followed."""
        held, self._held = self._held, None
        if held is not None:
            held.add("")
            if held.items:
                while self._levels:
                    self._close()
                self._body.items.extend(held.items)
                self._settle_notes()

    def _close(self) -> None:
        r"""Finish the innermost table; text that no \cell ended follows it."""
        level = self._levels[-1]
        level.flow.add("")
        if level.cells:
            self._add_row(len(self._levels))
        self._levels.pop()
        outer = self._levels[-1].flow if self._levels else self._body
        if level.rows:
            self._add_table(level.rows, outer)
        outer.items.extend(level.flow.items)
        if not self._levels:
            self._settle_notes()

    def _add_table(self, rows: list[Row], outer: Flow) -> None:
        if len(rows) == 1 and len(rows[0].cells) == 1 and rows[0].cells[0].framed is not None:
            # A frame around everything, as pages copied from a portal have it.
            self._tally.counts["nested"] -= 1
            outer.items.extend(rows[0].cells[0].framed)
            return
        grid = lay_out(rows, MAX_CELLS - self._tally.places, self._tally.losses)
        if grid is None:
            raise TooLarge
        if grid[0]:
            self._tally.places += len(grid) * len(grid[0])
            outer.items.append(RawTable(grid))

    def _settle_notes(self) -> None:
        for note in self.notes:
            self._body.items.extend(note)
        self.notes = []

    def finish(self, depth: int) -> list[RawText | RawTable]:
        """End what is open, a last paragraph of some depth too, and return everything."""
        if self.pieces or self.boxes or self.mark:
            self.end_paragraph(depth)
        self._flow(0)
        self._body.add("")
        self._settle_notes()
        return self._body.items
