"""What a laid out report is made of: title, headings, paragraphs, grids of cells with spans, signature."""

from dataclasses import dataclass
from enum import StrEnum

from core.drawing import Drawing
from core.faces import Face
from core.schema import CellId


class Role(StrEnum):
    """What a cell of a grid is, from which every renderer takes its look."""

    BAND = "band"  # a block's title across the table
    CORNER = "corner"
    HEAD = "head"
    LABEL = "label"
    VALUE = "value"
    SUM = "sum"  # a value with a declared sum
    FIELD = "field"  # a place of the 审签单: words from the left, or room to write by hand


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    face: Face = Face.FANGSONG


@dataclass(frozen=True, slots=True)
class Title:
    """The report's title, broken into lines at sensible places."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of one of the six sections (outline level 1)."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of `part` (preamble or a section id), its index there from 0; `level` 2 or 3 where it is a heading, else 0."""

    part: str
    index: int
    runs: tuple[Run, ...]
    level: int = 0

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell at (row, column) of a grid, spans at least 1; `cell` names it where it holds a value."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    role: Role
    cell: CellId | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """An official table as laid out: `rows` × `columns` places, each covered by exactly one cell.

    `widths` are relative; the first `head_rows` rows are repeated where the table breaks over pages. `cells` are in reading order.
    """

    table: str
    rows: int
    columns: int
    head_rows: int
    widths: tuple[float, ...]
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines below the text: unit (may be empty) and date (2026年1月20日); a report without a date has none."""

    unit: str
    date: str


@dataclass(frozen=True, slots=True)
class Slip:
    """The 审签单: a page of its own before the report, without a page number, for those who sign.

    `heights` are the least heights of the grid's rows in mm; `note` stands below the grid.
    """

    title: str
    grid: Grid
    heights: tuple[float, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in its own size on lines of its own, kept in one piece; `title` says what it shows."""

    title: str
    drawing: Drawing


DocumentBlock = Title | Heading | Para | Grid | Signature | Slip | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """What every renderer renders, blocks in order."""

    title: str
    unit: str
    year: int
    form: str
    blocks: tuple[DocumentBlock, ...]
