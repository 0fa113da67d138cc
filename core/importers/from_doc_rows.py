"""The shape of a row of an old Word table: where its cells begin and end, and which of them a merge covers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from core.importers.from_doc_bytes import Damaged, i16, u8, u16
from core.importers.from_doc_properties import Sprm

_DEFINITION, _MERGE, _SPLIT, _DOWN = 0xD608, 0x5624, 0x5625, 0xD62B
_LEFT, _WIDTH, _GAP = 0x9601, 0x7623, 0x9602
# Cells put in or taken out: nobody writes these, and readers do not agree where the edges go.
_UNCLEAR = (0x7621, 0x5622)
# 1 mm in twips: what rows of one table differ by less is one edge for the eye. Columns narrower than that are told apart.
_SAME_EDGE = 57
FIRST, COVERED = 1, 2
DOWN, DOWN_FIRST = 1, 3


@dataclass(slots=True)
class RowShape:
    """Edges in twips (one more than cells), for each cell how it is merged to the side and downwards, half the gap between cells."""

    edges: list[int] = field(default_factory=list)
    across: list[int] = field(default_factory=list)
    down: list[int] = field(default_factory=list)
    gap: int = 0

    @property
    def cells(self) -> int:
        """How many cells the row has, covered ones included."""
        return len(self.across)

    @property
    def is_sound(self) -> bool:
        """Whether the edges go from left to right."""
        return all(a < b for a, b in pairwise(self.edges))

    def covers(self, cell: int) -> bool:
        """Tell whether a merge from the left covers a cell.

        Writers do not agree which mark begins a merge and which goes on with it: the first of a set of cells tells.
        """
        if not self.across[cell]:
            return False
        first = cell
        while first and self.across[first - 1]:
            first -= 1
        begins = self.across[first] != FIRST
        return cell > first and (self.across[cell] == FIRST) == begins


def row_shape(properties: Iterable[Sprm]) -> RowShape | None:
    """Apply the properties of a row's end in their order; None where they define no cells or contradict themselves."""
    shape: RowShape | None = None
    gap = 0
    try:
        for code, operand in properties:
            if code == _GAP:
                gap = i16(operand, 0)
            elif code == _DEFINITION:
                shape = _defined(operand)
                shape.gap = gap
            elif code in _UNCLEAR:
                return None
            elif shape is not None and code in _CHANGES:
                _CHANGES[code](shape, operand)
    except (Damaged, IndexError):
        return None
    return shape


def _defined(operand: bytes) -> RowShape:
    count = u8(operand, 0)
    edges = [i16(operand, 1 + 2 * i) for i in range(count + 1)]
    first = 3 + 2 * count
    flags = [u16(operand, first + 20 * i) if first + 20 * i + 2 <= len(operand) else 0 for i in range(count)]
    return RowShape(edges, [each & 3 for each in flags], [each >> 5 & 3 for each in flags])


def _merge(shape: RowShape, operand: bytes) -> None:
    first, end = u8(operand, 0), min(u8(operand, 1), shape.cells)
    for cell in range(first, end):
        shape.across[cell] = FIRST if cell == first else COVERED


def _split(shape: RowShape, operand: bytes) -> None:
    for cell in range(u8(operand, 0), min(u8(operand, 1), shape.cells)):
        shape.across[cell] = 0


def _merge_down(shape: RowShape, operand: bytes) -> None:
    shape.down[u8(operand, 0)] = u8(operand, 1) & 3


def _move(shape: RowShape, operand: bytes) -> None:
    by = i16(operand, 0) - shape.edges[0] - shape.gap
    shape.edges[:] = [edge + by for edge in shape.edges]


def _widen(shape: RowShape, operand: bytes) -> None:
    first, end, width = u8(operand, 0), min(u8(operand, 1), shape.cells), i16(operand, 2)
    for cell in range(first, end):
        by = width - (shape.edges[cell + 1] - shape.edges[cell])
        shape.edges[cell + 1 :] = [edge + by for edge in shape.edges[cell + 1 :]]


_CHANGES = {_MERGE: _merge, _SPLIT: _split, _DOWN: _merge_down, _LEFT: _move, _WIDTH: _widen}


def columns(shapes: Sequence[RowShape]) -> list[list[int]] | None:
    """Return, for each row, the columns at which its edges stand in the table's one grid; None where there is no such grid."""
    if not all(shape.is_sound for shape in shapes):
        # Widths that nobody worked out: rows of as many cells still are columns.
        same = len({shape.cells for shape in shapes}) == 1
        return [list(range(shape.cells + 1)) for shape in shapes] if same else None
    edges = sorted({edge for shape in shapes for edge in shape.edges})
    for tolerance in (_SAME_EDGE, 0):
        numbers = _numbered(edges, tolerance)
        placed = [[numbers[edge] for edge in shape.edges] for shape in shapes]
        if all(a < b for row in placed for a, b in pairwise(row)):
            return placed
    return None


def _numbered(edges: Sequence[int], tolerance: int) -> dict[int, int]:
    """Give the edges numbers from left to right; those within the tolerance of the first of them are one."""
    numbers: dict[int, int] = {}
    start = number = 0
    for edge in edges:
        if not numbers:
            start = edge
        elif edge - start > tolerance:
            start, number = edge, number + 1
        numbers[edge] = number
    return numbers
