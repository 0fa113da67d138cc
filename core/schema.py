"""The official form as frozen objects, loaded from `resources/formats` and checked at load.

A physical cell is named by a CellId (table, row, column). 表四 has one data row on paper; its ids are (table, group, outcome).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from core.errors import BrokenForm
from core.values import CellType

FORMATS = Path(__file__).resolve().parent.parent / "resources" / "formats"


class CellId(NamedTuple):
    """The name of a cell; `str()` gives the dotted form used in JSON and findings."""

    table: str
    row: str
    column: str

    def __str__(self) -> str:
        return ".".join(self)

    @classmethod
    def parse(cls, text: str) -> "CellId | None":
        """Read the dotted form; None where it has not three parts."""
        parts = text.split(".")
        return cls(*parts) if len(parts) == 3 and all(parts) else None


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf column: its id, the merged headings above it (outermost first, itself last), its type, label variants seen."""

    id: str
    path: tuple[str, ...]
    type: CellType
    seen: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The innermost heading."""
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: its id, the merged labels before it (outermost first, itself last), label variants seen."""

    id: str
    path: tuple[str, ...]
    seen: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The innermost label."""
        return self.path[-1] if self.path else ""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of rows under one heading; `title` is empty where the table has a single block."""

    title: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """A declared sum as the form states it: along each row, column or group, target = Σplus − Σminus."""

    each: str
    target: str
    plus: tuple[str, ...]
    minus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Carry:
    """A declared carry-over: this year's row or column = last year's + plus − minus (of this year)."""

    this_year: str
    last_year: str
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sum:
    """One cell's declared sum, spelled out in cells."""

    target: CellId
    plus: tuple[CellId, ...]
    minus: tuple[CellId, ...]
    each: str

    @property
    def terms(self) -> tuple[CellId, ...]:
        """All cells that the sum reads."""
        return self.plus + self.minus


@dataclass(frozen=True)
class Table:
    """One official table."""

    id: str
    blocks: tuple[Block, ...]
    relations: tuple[Relation, ...] = ()
    carries: tuple[Carry, ...] = ()
    # True where the columns' ids are <group>.<outcome> and the paper shows one data row (表四).
    grouped: bool = False

    def cell_id(self, row: Row, column: Column) -> CellId:
        """Name the cell where a row and a column meet."""
        if self.grouped:
            group, outcome = column.id.split(".")
            return CellId(self.id, group, outcome)
        return CellId(self.id, row.id, column.id)

    @cached_property
    def cells(self) -> Mapping[CellId, tuple[Row, Column]]:
        """Every cell in reading order, with its row and column."""
        return {self.cell_id(row, column): (row, column) for block in self.blocks for row in block.rows for column in block.columns}


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six sections: `kind` is text or table, `aspects` what the prose must speak of."""

    id: str
    title: str
    kind: str
    seen_titles: tuple[str, ...] = ()
    aspects: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The Chinese ordinal that opens the title: 一 … 六."""
        return self.title.split("、", 1)[0]


@dataclass(frozen=True)
class Format:
    """One edition of the official form."""

    id: str
    basis: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    _by_id: dict[str, Table] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_id.update({table.id: table for table in self.tables})

    def table(self, table_id: str) -> Table:
        """Return the table of that id; KeyError where the form has none."""
        return self._by_id[table_id]

    def section(self, section_id: str) -> Section:
        """Return the section of that id; KeyError where the form has none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    @cached_property
    def section_ids(self) -> frozenset[str]:
        """The ids of all sections."""
        return frozenset(s.id for s in self.sections)

    @cached_property
    def text_sections(self) -> tuple[Section, ...]:
        """The prose sections in order."""
        return tuple(s for s in self.sections if s.kind == "text")

    @cached_property
    def cells(self) -> Mapping[CellId, tuple[Row, Column]]:
        """Every cell of every table in reading order."""
        return {cell: place for table in self.tables for cell, place in table.cells.items()}

    @cached_property
    def types(self) -> Mapping[CellId, CellType]:
        """The type of every cell."""
        return {cell: column.type for cell, (_, column) in self.cells.items()}

    @cached_property
    def sums(self) -> tuple[Sum, ...]:
        """Every declared sum spelled out in cells, in the order declared."""
        return tuple(s for table in self.tables for relation in table.relations for s in _spell_out(table, relation))

    @cached_property
    def sum_of(self) -> Mapping[CellId, Sum]:
        """The sum that computes a cell: the first one declared for it."""
        found: dict[CellId, Sum] = {}
        for each in self.sums:
            found.setdefault(each.target, each)
        return found

    @cached_property
    def dependents(self) -> Mapping[CellId, tuple[CellId, ...]]:
        """For each term, the computed cells that read it directly."""
        found: dict[CellId, list[CellId]] = {}
        for each in self.sum_of.values():
            for term in each.terms:
                found.setdefault(term, []).append(each.target)
        return {term: tuple(targets) for term, targets in found.items()}

    @cached_property
    def evaluation_order(self) -> Mapping[CellId, int]:
        """A rank for each computed cell such that terms come before what reads them."""
        rank: dict[CellId, int] = {}

        def visit(cell: CellId, path: tuple[CellId, ...]) -> None:
            if cell in path:
                raise BrokenForm(
                    "表样文件有误",
                    f"{self.id} 的 {cell} 直接或间接由自身相加，请改正 resources/formats/{self.id}.toml",
                )
            if cell in rank or cell not in self.sum_of:
                return
            for term in self.sum_of[cell].terms:
                visit(term, (*path, cell))
            rank[cell] = len(rank)

        for target in self.sum_of:
            visit(target, ())
        return rank

    def label(self, cell: CellId) -> str:
        """Name a cell in the words of the form, such as 三（七）总计·自然人 or 三（五）不予处理·2.重复申请·总计."""
        return f"{self.row_label(cell)}·{_ASIDE.sub('', self.cells[cell][1].label)}"

    def row_label(self, cell: CellId) -> str:
        """Name a cell's row in the words of the form, such as 三（七）总计; for 表四 the group, such as 四·行政复议."""
        return _row_label(self, cell)


_ORDINAL = re.compile(r"^[一二三四五六七八九十]、")
_ASIDE = re.compile(r"（[^（）]{7,}）")


def _row_label(form: Format, cell: CellId) -> str:
    """Join section number and row; long asides in brackets and the row's own ordinal are left out."""
    row, column = form.cells[cell]
    number = form.section(cell.table).number
    if form.table(cell.table).grouped:
        return "·".join((number, *column.path[:-1]))
    first, *rest = row.path
    place = _ASIDE.sub("", "·".join(rest) if rest else _ORDINAL.sub("", first))
    return f"{number}{place}" if place.startswith("（") else f"{number}·{place}"


def _spell_out(table: Table, relation: Relation) -> list[Sum]:
    columns = {column.id: column for block in table.blocks for column in block.columns}
    rows = {row.id: row for block in table.blocks for row in block.rows}

    def make(name: Callable[[str], CellId]) -> Sum:
        return Sum(
            name(relation.target),
            tuple(map(name, relation.plus)),
            tuple(map(name, relation.minus)),
            relation.each,
        )

    if relation.each == "group":
        groups = dict.fromkeys(column.split(".")[0] for column in columns)
        return [make(lambda part, g=group: CellId(table.id, g, part)) for group in groups]
    if relation.each == "row":
        return [make(lambda part, r=row: CellId(table.id, r, part)) for row in rows]
    return [make(lambda part, c=column: CellId(table.id, part, c)) for column in columns]


@cache
def formats() -> Mapping[str, Format]:
    """All editions of the form by id, the oldest first."""
    from core.schema_file import load_format

    found = [load_format(path) for path in sorted(FORMATS.glob("*.toml"))]
    if not found:
        raise BrokenForm("表样文件不见了", "resources/formats 里没有文件，请重新安装程序")
    if len({form.id for form in found}) != len(found):
        raise BrokenForm("表样文件有误", "resources/formats 里有两个文件的 id 相同，请重新安装程序")
    return {form.id: form for form in sorted(found, key=lambda f: f.first_year)}


def format_for_year(year: int) -> Format:
    """Return the edition that a report on `year` must use; the first for the years before it, the newest where none covers the year."""
    editions = list(formats().values())
    fitting = [f for f in editions if f.first_year <= year and (f.last_year is None or year <= f.last_year)]
    return fitting[-1] if fitting else editions[0 if year < editions[0].first_year else -1]
