"""Find the ruled lines of a scanned page: long runs of ink in its rows and columns, gathered over the rows that they slant through."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.importers.ocr_picture import Scan
from core.importers.page import Rule

if TYPE_CHECKING:
    from PIL.Image import Image

# Points. A level line is at least as long as a narrow cell, an upright one as a low row.
_LEVEL, _UPRIGHT = 20.0, 15.0
# Longer than this it is a line wherever it ends; a shorter one must end at lines across it, as a stroke of type does not.
_LONG = 60.0
_BREAK = 1.5
_THICK = 4.5
_TOUCH = 5.0
# Of a run this share must be ink.
_SOLID = 0.8
_MOST_RUNS = 60_000
_MOST_RULES = 1500


@dataclass(slots=True)
class Stroke:
    """A ruled line as it stands in the picture: its runs of pixels as (row, first, last), or (column, …) for an upright one."""

    runs: list[tuple[int, int, int]]

    @property
    def first(self) -> int:
        """Where it begins."""
        return min(run[1] for run in self.runs)

    @property
    def last(self) -> int:
        """Where it ends."""
        return max(run[2] for run in self.runs)

    @property
    def at(self) -> float:
        """Its middle across, weighed by the runs' lengths."""
        weight = sum(last - first for _, first, last in self.runs)
        return sum(row * (last - first) for row, first, last in self.runs) / max(1, weight)

    @property
    def thickness(self) -> float:
        """How thick it is on the average."""
        return sum(last - first for _, first, last in self.runs) / max(1, self.last - self.first)


@dataclass(frozen=True, slots=True)
class Ruling:
    """The lines of a page, as strokes of its picture and as rules in points, y up."""

    level: tuple[Stroke, ...]
    upright: tuple[Stroke, ...]
    dot: float
    height: int

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """Return the level and the upright rules."""
        dot, high = self.dot, self.height
        level = [Rule((high - s.at - 0.5) * dot, s.first * dot, s.last * dot) for s in self.level]
        upright = [Rule((s.at + 0.5) * dot, (high - s.last) * dot, (high - s.first) * dot) for s in self.upright]
        return level, upright


def find_ruling(scan: Scan) -> Ruling:
    """Return the ruled lines of a page that belong together; what only looks like one, a stroke of type, is left out."""
    from PIL import Image

    level = _strokes(scan.ink, _LEVEL / scan.dot, scan.dot)
    upright = _strokes(scan.ink.transpose(Image.Transpose.TRANSPOSE), _UPRIGHT / scan.dot, scan.dot)
    for _ in range(2):
        level = [s for s in level if _belongs(s, upright, scan.dot)]
        upright = [s for s in upright if _belongs(s, level, scan.dot)]
    return Ruling(tuple(level), tuple(upright), scan.dot, scan.ink.height)


def _belongs(stroke: Stroke, across: Sequence[Stroke], dot: float) -> bool:
    """Tell whether a stroke ends at lines across it; for a long one it is enough to touch one."""
    near = _TOUCH / dot
    meets = [s.at for s in across if s.first - near <= stroke.at <= s.last + near and stroke.first - near <= s.at <= stroke.last + near]
    if (stroke.last - stroke.first) * dot >= _LONG:
        return bool(meets)
    return any(abs(at - stroke.first) <= near for at in meets) and any(abs(at - stroke.last) <= near for at in meets)


def _strokes(ink: "Image", least: float, dot: float) -> list[Stroke]:
    """Gather the long runs of neighbouring rows into strokes."""
    found: list[Stroke] = []
    growing: list[tuple[int, int, int, Stroke]] = []
    for row, first, last in _runs(ink, max(8, round(0.5 * least)), max(1, round(_BREAK / dot))):
        growing = [entry for entry in growing if row - entry[0] <= 2]
        touching = [entry for entry in growing if entry[0] < row and entry[1] <= last + 2 and first <= entry[2] + 2]
        if touching:
            stroke = touching[0][3]
            stroke.runs.append((row, first, last))
            for other in {id(entry[3]): entry[3] for entry in touching if entry[3] is not stroke}.values():
                stroke.runs += other.runs
                other.runs = []
                growing = [(*entry[:3], stroke) if entry[3] is other else entry for entry in growing]
        else:
            stroke = Stroke([(row, first, last)])
            found.append(stroke)
        growing.append((row, first, last, stroke))
    kept = [s for s in found if s.runs and s.last - s.first >= least and s.thickness <= _THICK / dot]
    return sorted(kept, key=lambda s: s.first - s.last)[:_MOST_RULES]


def _runs(ink: "Image", least: int, gap: int) -> Iterator[tuple[int, int, int]]:
    """Yield (row, first, last) of the runs of ink in every row; breaks up to `gap` pixels are passed over."""
    pattern = re.compile(rb"\xff+(?:\x00{1,%d}\xff+)*" % gap)
    data, width = ink.tobytes(), ink.width
    count = 0
    for row in range(ink.height):
        # A line that was faint on paper comes as dots where a scanner knows black and white only.
        line = data[row * width : (row + 1) * width].replace(b"\xff\0\xff", b"\xff" * 3).replace(b"\xff\0\xff", b"\xff" * 3)
        for match in pattern.finditer(line):
            first, last = match.span()
            if last - first >= least and line.count(b"\xff", first, last) >= _SOLID * (last - first):
                count += 1
                if count > _MOST_RUNS:
                    return
                yield row, first, last
