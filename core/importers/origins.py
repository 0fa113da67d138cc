"""Where in its source each part of a report was found, so that a person can compare both side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.importers.source import RawTable, RawText, Source
from core.schema import CellId

# Block of the source, row and column of its raw grid, all from 0.
Place = tuple[int, int, int]


class Placed(str):
    """A cell's text that knows its place in the source; what is made of it (stripped, joined) forgets it."""

    __slots__ = ("place",)
    place: Place


def placed(text: str, place: Place) -> Placed:
    """Make a text that knows its place."""
    made = Placed(text)
    made.place = place
    return made


def with_places(source: Source) -> tuple[RawText | RawTable, ...]:
    """Return the blocks of a source with every cell's text knowing its place."""
    return tuple(_table(at, block) if isinstance(block, RawTable) else block for at, block in enumerate(source.blocks))


def _table(at: int, table: RawTable) -> RawTable:
    rows = tuple(
        tuple(None if text is None else placed(text, (at, row, column)) for column, text in enumerate(texts))
        for row, texts in enumerate(table.rows)
    )
    return RawTable(rows, table.exact)


@dataclass
class Origins:
    """For each cell the place it was read from; for each block of the source the parts of the report that it went to.

    A part is `title`, `preamble`, `signature`, `slip` (the 审签单, which is no part of the report), or the id of a section; a block without
    one was not read.
    """

    cells: dict[CellId, Place] = field(default_factory=dict)
    parts: dict[int, list[str]] = field(default_factory=dict)

    def add(self, block: int, part: str) -> None:
        """Note that a block went to a part of the report."""
        held = self.parts.setdefault(block, [])
        if part not in held:
            held.append(part)

    def blocks_of(self, part: str) -> list[int]:
        """Return the blocks that went to a part, in order."""
        return sorted(block for block, parts in self.parts.items() if part in parts)

    def cell_at(self) -> Mapping[Place, CellId]:
        """Return the cells by the places they were read from."""
        return {place: cell for cell, place in self.cells.items()}
