"""Tell which raw row is which row of the form: by its label, by its label out of order, by its place between two known rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from core.importers.recognition_labels import LIKE, SURE, align, bare, likeness, telling_words
from core.importers.recognition_rows import Line
from core.schema import Block, CellId, Row


class How(Enum):
    """What a match rests on."""

    LABEL = auto()
    ALIKE = auto()
    MOVED = auto()
    PLACE = auto()


@dataclass(frozen=True, slots=True)
class Match:
    """A raw row (by index), the row of the form that it is (by index), and why; `score` is the likeness of the labels."""

    line: int
    target: int
    how: How
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Target:
    """A row that a raw row may turn out to be: its labels, whole wordings, the cells it fills, and the older edition's row id if any."""

    labels: tuple[str, ...]
    wordings: frozenset[str]
    cells: tuple[CellId, ...]
    block: Block
    old: str = ""

    @property
    def place(self) -> str:
        """The row as notes name it."""
        return f"{self.cells[0].table}.{self.cells[0].row}"


def target_of(row: Row, cells: tuple[CellId, ...], block: Block, old: str = "") -> Target:
    """Make a row of the form a target."""
    return Target(tuple(bare(t) for t in (row.label, *row.seen)), frozenset(row_wordings(row)), cells, block, old)


def row_wordings(row: Row) -> tuple[str, ...]:
    """Return the bare wordings under which a row is known: its label, the variants seen, each with the labels before it."""
    texts = (row.label, *row.seen, *("".join((*row.path[:-1], t)) for t in (row.label, *row.seen)))
    return tuple(dict.fromkeys(bare(t) for t in texts))


def likeness_to(line: Line, target: Target) -> float:
    """Return how surely a raw row is a row of the form; a row without any number must bear its very label."""
    candidates = [text for c in line.candidates if (text := bare(c))]
    if not target.wordings.isdisjoint(candidates):
        return 1.0
    alike = ((a, b) for a in candidates for b in target.labels if telling_words(a) == telling_words(b))
    best = max((likeness(a, b) for a, b in alike), default=0.0)
    return best if line.filled or best >= SURE else 0.0


def match(lines: Sequence[Line], targets: Sequence[Target]) -> list[Match]:
    """Match raw rows to the rows of the form, each at most once."""
    scores = [[likeness_to(line, target) for target in targets] for line in lines]
    found = {i: Match(i, j, How.LABEL, scores[i][j]) for i, j in align([[s if s >= SURE else 0.0 for s in row] for row in scores]).items()}
    found |= _moved(scores, found)
    anchors = {i: m.target for i, m in found.items() if m.how is How.LABEL}
    for between, missing in _gaps(len(lines), len(targets), anchors):
        left = [i for i in between if i not in found and lines[i].filled]
        open_targets = [j for j in missing if all(m.target != j for m in found.values())]
        found |= _fill_gap(scores, left, open_targets, anchored=bool(anchors))
    return [found[i] for i in sorted(found)]


def _moved(scores: Sequence[Sequence[float]], found: Mapping[int, Match]) -> dict[int, Match]:
    """Match rows whose label is sure out of order, where their row of the form is free."""
    taken = {m.target for m in found.values()}
    moved: dict[int, Match] = {}
    for i, row in enumerate(scores):
        j = max(range(len(row)), key=row.__getitem__, default=0)
        if i not in found and row and row[j] >= SURE and j not in taken:
            moved[i] = Match(i, j, How.MOVED, row[j])
            taken.add(j)
    return moved


def _gaps(height: int, width: int, anchors: Mapping[int, int]) -> list[tuple[range, range]]:
    stops = [(-1, -1), *sorted(anchors.items()), (height, width)]
    return [(range(i + 1, k), range(j + 1, m)) for (i, j), (k, m) in pairwise(stops)]


def _fill_gap(scores: Sequence[Sequence[float]], left: Sequence[int], missing: Sequence[int], *, anchored: bool) -> dict[int, Match]:
    """Take as many rows with numbers as are missing for those rows; where the counts differ, labels that are alike tell."""
    if left and len(left) == len(missing) and anchored:
        return {i: _near(i, j, scores[i][j]) for i, j in zip(left, missing, strict=True)}
    alike = align([[scores[i][j] for j in missing] for i in left]) if left and missing else {}
    return {left[a]: _near(left[a], missing[b], scores[left[a]][missing[b]]) for a, b in alike.items()}


def _near(i: int, j: int, score: float) -> Match:
    return Match(i, j, How.ALIKE if score >= LIKE else How.PLACE, score)
