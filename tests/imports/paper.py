"""A report as a sheet of paper has it: paragraphs and tables with spans, which quirks change and each kind's writer writes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.layout import Role, filled, grid, long_date
from core.report import PREAMBLE, Report
from core.schema import CellId


@dataclass(eq=False)
class Cell:
    """A cell of a table: its text (lines behind \\n), its spans, what it is, and blocks where it holds more than text."""

    text: str = ""
    down: int = 1
    across: int = 1
    role: Role = Role.VALUE
    cell: CellId | None = None
    inner: list[Block] = field(default_factory=list)


Place = Cell | None
Row = list[Place]


@dataclass(eq=False)
class Table:
    """An exact grid: a cell where it starts, None where a span covers the place. `lead` rows are repeated on every page."""

    id: str
    rows: list[Row]
    lead: int = 0
    border: bool = True

    @property
    def columns(self) -> int:
        """The number of places in a row."""
        return len(self.rows[0]) if self.rows else 0

    def cells(self) -> Iterator[Cell]:
        """Yield the cells in reading order."""
        yield from (cell for row in self.rows for cell in row if cell is not None)

    def at(self, name: str) -> Cell:
        """Return the cell of a number by its dotted name."""
        return next(cell for cell in self.cells() if cell.cell is not None and str(cell.cell) == name)

    def row_of(self, row: str) -> int:
        """Return the index of the row that holds the numbers of an official row."""
        return next(i for i, places in enumerate(self.rows) if any(p and p.cell and p.cell.row == row for p in places))

    def labelled(self, text: str) -> Cell:
        """Return the first cell, no number, whose text holds these words."""
        return next(cell for cell in self.cells() if cell.cell is None and text in cell.text)


@dataclass(eq=False)
class Para:
    """A paragraph of a part (preamble, a section) in a look: title, heading, body, right, red, note.

    `xml` and `rtf` are what a Word and an RTF file hold instead of a plain run.
    `number` (list, level) makes Word write the ordinal that `text` has not.
    """

    text: str
    look: str = "body"
    part: str = ""
    xml: str = ""
    rtf: str = ""
    number: tuple[int, int] | None = None
    page_break: bool = False


Block = Para | Table


@dataclass(eq=False)
class Paper:
    """A whole report on paper."""

    blocks: list[Block]

    def table(self, table_id: str) -> Table:
        """Return the first table of a section."""
        return next(b for b in self.blocks if isinstance(b, Table) and b.id == table_id)

    def tables(self) -> list[Table]:
        """Return the official tables in order."""
        return [b for b in self.blocks if isinstance(b, Table)]

    def paras(self, part: str, look: str = "body") -> list[Para]:
        """Return the paragraphs of a part in a look."""
        return [b for b in self.blocks if isinstance(b, Para) and b.part == part and b.look == look]

    def heading(self, section: str) -> Para:
        """Return the heading of a section."""
        return self.paras(section, "heading")[0]

    def replace(self, block: Block, *new: Block) -> None:
        """Put other blocks in the place of one."""
        place = self.blocks.index(block)
        self.blocks[place : place + 1] = new

    def drop(self, keep: Callable[[Block], bool]) -> None:
        """Leave out every block that is not to be kept."""
        self.blocks = [block for block in self.blocks if keep(block)]


def part_of(block: Block) -> str:
    """Return the section of a block."""
    return block.id if isinstance(block, Table) else block.part


def paper(report: Report) -> Paper:
    """Lay a report out as the official form has it."""
    blocks: list[Block] = [Para(report.title, "title", "title")]
    blocks += [Para(p.text, "body", PREAMBLE) for p in report.paragraphs(PREAMBLE)]
    for section in report.form.sections:
        blocks.append(Para(section.title, "heading", section.id))
        if section.kind == "table":
            blocks.append(official(report, section.id))
        else:
            blocks += [Para(p.text, "body", section.id) for p in report.paragraphs(section.id)]
    blocks.append(Para(report.signed_unit, "right", "signed"))
    blocks.append(Para(long_date(report.signed_date), "right", "signed"))
    return Paper(blocks)


def official(report: Report, table_id: str) -> Table:
    """Return an official table with the report's numbers."""
    laid = filled(grid(report.form.id, table_id), report)
    rows: list[Row] = [[None] * laid.columns for _ in range(laid.rows)]
    for c in laid.cells:
        rows[c.row][c.column] = Cell(c.text, c.row_span, c.column_span, c.role, c.cell)
    return Table(table_id, rows, laid.head_rows)
