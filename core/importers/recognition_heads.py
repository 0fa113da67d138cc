"""Read the headings of a table: which columns of the form the source has, in which order, and where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from core.importers.recognition_labels import bare, likeness, telling_words
from core.importers.recognition_rows import RawRow
from core.schema import Block, Column

# A heading worded otherwise than the form's is taken for the one that it is this like; shorter ones must be the very words.
_HEAD_LIKE = 0.8
_SHORTEST_LIKE = 4
# With more columns missing than this the headings do not tell enough.
_MOST_MISSING = 2
# In the order of columns: one that the form does not have.
EXTRA = -1
_Node = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heads:
    """The columns of a block in the source's order, by index, EXTRA for one of the source's own; none where no heading was found.

    `places` and `ends` say where each stands in an exact grid. `muddled`: headings are there, but they contradict one another.
    `unknown` are the source's own headings, `guessed` those that were taken for a column by their place alone.
    """

    columns: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    muddled: bool = False
    unknown: tuple[str, ...] = ()
    guessed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Text:
    """A heading in its row: where it begins, where the next one does, how far it is merged, its bare words and its words."""

    place: int
    end: int
    merged: int
    bare: str
    text: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """A heading that was found: a node of the form's tree of headings, or None for one of the source's own."""

    node: _Node | None
    text: _Text


def read_heads(rows: Sequence[RawRow], block: Block, *, exact: bool) -> Heads:
    """Read the rows of headings above a block's values, the outermost first."""
    if exact:
        found = _Reading(block, by_place=True).read(rows)
        if not found.muddled:
            return found
    return _Reading(block, by_place=False).read(rows)


def column_wordings(column: Column) -> tuple[str, ...]:
    """Return the bare wordings of a leaf heading: its label, the variants seen, with one or all headings above it."""
    texts = (column.label, *column.seen, "".join(column.path[-2:]), "".join(column.path))
    return tuple(dict.fromkeys(bare(t) for t in texts))


@cache
def _tree(block: Block) -> dict[_Node, tuple[str, ...]]:
    """Return every heading of a block with its bare wordings, in the order of the form."""
    found: dict[_Node, tuple[str, ...]] = {}
    for column in block.columns:
        for depth in range(1, len(column.path)):
            found.setdefault(column.path[:depth], (bare(column.path[depth - 1]),))
        found[column.path] = column_wordings(column)
    return found


@cache
def _fits(block: Block, text: str) -> frozenset[_Node]:
    """Return the headings that a text may be."""
    tree = _tree(block)
    very = frozenset(node for node, wordings in tree.items() if text in wordings)
    if very or len(text) < _SHORTEST_LIKE:
        return very
    scores = {
        node: max((likeness(text, w) for w in wordings if telling_words(w) == telling_words(text)), default=0.0)
        for node, wordings in tree.items()
    }
    best = max(scores.values(), default=0.0)
    return frozenset(node for node, score in scores.items() if score == best) if best >= _HEAD_LIKE else frozenset()


class _Reading:
    """One pass over the rows of headings: each row takes the place of the headings above it that it parts."""

    def __init__(self, block: Block, *, by_place: bool) -> None:
        self.block, self.by_place = block, by_place
        self.leaves = {column.path: index for index, column in enumerate(block.columns)}
        self.corner = bare(block.corner)
        self.slots: list[_Slot] = []
        self.muddled = False
        self.guessed: list[str] = []

    def read(self, rows: Sequence[RawRow]) -> Heads:
        width = max((len(row) for row in rows), default=0)
        texts = [self._mended(list(_texts(row))) for row in rows]
        if (whole := self._whole(texts)) is not None:
            return whole
        self.slots = [_Slot((), _Text(0, width, width, "", ""))]
        for row in texts:
            self._take(row)
        leaves = [slot for slot in self.slots if slot.node is None or slot.node in self.leaves]
        known = [slot for slot in leaves if slot.node]
        parted = all(slot.node is None or slot.node in self.leaves for slot in self.slots)
        if self.muddled or not known:
            return Heads(muddled=self.muddled)
        first = next(i for i, slot in enumerate(leaves) if slot.node)
        return self._heads(leaves[first:]) if parted and len(self.leaves) - len(known) <= _MOST_MISSING else Heads()

    def _mended(self, texts: list[_Text]) -> list[_Text]:
        """Put together a heading that was broken over two cells."""
        words = {wording for wordings in _tree(self.block).values() for wording in wordings}
        found: list[_Text] = []
        for text in texts:
            before = found[-1] if found else None
            if before is not None and before.bare not in words and text.bare not in words and before.bare + text.bare in words:
                found[-1] = replace(before, end=text.end, merged=text.merged, bare=before.bare + text.bare, text=before.text + text.text)
            else:
                found.append(text)
        return found

    def _whole(self, rows: Sequence[Sequence[_Text]]) -> Heads | None:
        """Return the form's own columns where one row names them all in order."""
        columns = self.block.columns
        for row in rows:
            known = [text for text in row if any(node in self.leaves for node in _fits(self.block, text.bare))]
            in_order = len(known) == len(columns) and all(c.path in _fits(self.block, t.bare) for c, t in zip(columns, known, strict=True))
            if in_order and len(row) - row.index(known[0]) == len(known):
                return self._heads([_Slot(column.path, text) for column, text in zip(columns, known, strict=True)])
        return None

    def _heads(self, slots: list[_Slot]) -> Heads:
        columns = [EXTRA if slot.node is None else self.leaves[slot.node] for slot in slots]
        guessed = list(self.guessed)
        for at, column in enumerate(columns):
            meant = self._meant(columns, at) if column == EXTRA else None
            if meant is not None:
                columns[at] = meant
                guessed.append(slots[at].text.text)
        unknown = tuple(slot.text.text for slot, column in zip(slots, columns, strict=True) if column == EXTRA)
        starts = [slot.text.place for slot in slots]
        ends = tuple(min([slot.text.merged, *(p for p in starts if p > slot.text.place)]) for slot in slots)
        return Heads(tuple(columns), tuple(starts), ends, unknown=unknown, guessed=tuple(guessed))

    def _meant(self, columns: Sequence[int], at: int) -> int | None:
        """Return the column that a heading of the source's own must be: the one missing between its neighbours."""
        missing = set(range(len(self.leaves))) - set(columns)
        before = columns[at - 1] if at else -1
        after = columns[at + 1] if at + 1 < len(columns) else len(self.leaves)
        meant = before + 1
        return meant if meant in missing and after == meant + 1 and (before != EXTRA or at == 0) else None

    def _take(self, texts: list[_Text]) -> None:
        """Part the headings found so far by a row of those below them."""
        below: dict[int, list[_Slot]] = {}
        pointer = -1
        leading: list[_Text] = []
        for text in texts:
            fits = _fits(self.block, text.bare)
            if not fits:
                # One of the source's own stands behind one that is known; what stands before them heads the labels.
                if pointer in below:
                    below[pointer].append(_Slot(None, text))
                elif pointer < 0 and text.bare != self.corner:
                    leading.append(text)
                continue
            found = self._place(text, fits, below, max(pointer, 0))
            if found is None:
                self.muddled = True
                return
            pointer, node = found
            if node != self.slots[pointer].node:
                below.setdefault(pointer, []).append(_Slot(node, text))
        before = [_Slot(None, text) for text in leading]
        for index in sorted(below):
            self._name(self.slots[index], below[index], before)
            before = below[index]
        self.slots = [each for index, slot in enumerate(self.slots) for each in below.get(index, [slot])]

    def _name(self, parent: _Slot, parts: list[_Slot], leading: list[_Slot]) -> None:
        """Take a strange heading for the one of the form's that is missing at its place among its neighbours.

        The first of them may be the last of those before, `leading`, from which it is taken.
        """
        depth = len(parent.node or ()) + 1
        siblings = [node for node in _tree(self.block) if len(node) == depth and node[:-1] == parent.node]
        held = [siblings.index(part.node) if part.node in siblings else None for part in parts]
        if leading and leading[-1].node is None and held[0] == 1:
            parts.insert(0, leading.pop())
            held.insert(0, None)
        for at, part in enumerate(parts):
            before = held[at - 1] if at else -1
            after = held[at + 1] if at + 1 < len(parts) else len(siblings)
            if part.node is None and before is not None and after == before + 2:
                parts[at] = _Slot(siblings[before + 1], part.text)
                self.guessed.append(part.text.text)

    def _place(self, text: _Text, fits: frozenset[_Node], below: dict[int, list[_Slot]], pointer: int) -> tuple[int, _Node] | None:
        """Return the slot that a heading parts, and which heading of the form it is there; a leaf's own words may be repeated below it."""
        for is_leaf in (False, True):
            for index in range(0 if self.by_place else pointer, len(self.slots)):
                slot = self.slots[index]
                if slot.node is None or (slot.node in self.leaves) != is_leaf:
                    continue
                if self.by_place and not slot.text.place <= text.place < slot.text.end:
                    continue
                used = {each.node for each in below.get(index, ())}
                inside = [n for n in _tree(self.block) if n in fits and n[: len(slot.node)] == slot.node and n not in used]
                if inside:
                    return index, min(inside, key=len)
        return None


def _texts(row: RawRow) -> Iterator[_Text]:
    """Yield the texts of a row with the places they reach over; one that is repeated over a merge counts once."""
    held: _Text | None = None
    for place, cell in enumerate(row):
        plain = bare(cell) if cell else ""
        if held is not None and (not plain or plain == held.bare):
            merges = held.merged == place and (cell is None or bool(plain))
            held = replace(held, end=place + 1, merged=place + 1 if merges else held.merged)
        elif plain and cell:
            if held is not None:
                yield held
            held = _Text(place, place + 1, place + 1, plain, cell.strip())
    if held is not None:
        yield held


def is_head_text(block: Block, text: str) -> bool:
    """Tell whether a text is a heading of a block, in very or nearly its words."""
    return bool(_fits(block, bare(text)))


def is_order_of(order: Sequence[int] | None, count: int) -> bool:
    """Tell whether an order names all of so many columns and no other."""
    return order is not None and {column for column in order if column != EXTRA} == set(range(count))


def is_rising(order: Sequence[int]) -> bool:
    """Tell whether columns stand as in the form, with none of the source's own between them."""
    return EXTRA not in order and list(order) == sorted(order)


def in_order(order: Sequence[int], texts: Sequence[str], count: int) -> list[str | None]:
    """Return texts that stand in the source's order in the form's; None for columns that the source does not have."""
    found: list[str | None] = [None] * count
    for column, text in zip(order, texts, strict=False):
        if column != EXTRA:
            found[column] = text
    return found
