"""Find where the value columns of a raw grid are: from its headings where places are columns, else from rows that are full."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.importers.recognition_labels import align, bare, best_likeness
from core.importers.recognition_rows import Line, RawRow, is_value, take_apart
from core.importers.source import RawTable
from core.schema import Block, Column

_HEADING_ROWS = 6
WITHOUT_HEADINGS = "原文没有表头，各数按表样的列次序填入，请核对"


def column_wordings(column: Column) -> tuple[str, ...]:
    """Return the bare wordings of a leaf heading: its label, the variants seen, with one or all headings above it."""
    texts = (column.label, *column.seen, "".join(column.path[-2:]), "".join(column.path))
    return tuple(dict.fromkeys(bare(t) for t in texts))


def has_headings(tables: Sequence[RawTable], blocks: Sequence[Block]) -> bool:
    """Tell whether any heading of a column stands in the tables."""
    known = {wording for block in blocks for column in block.columns for wording in column_wordings(column)}
    return any(text and bare(text) in known for table in tables for row in table.rows for text in row)


def is_heading_row(row: RawRow) -> bool:
    """Tell a row without any value."""
    return not any(c is not None and is_value(c) for c in row)


def prepared(tables: Sequence[RawTable], block: Block) -> list[Line]:
    """Take every row apart; each line knows the places of its value columns where the grid tells them.

    A piece of a table cut over pages has no headings of its own: it takes those of the piece before, if it is as wide.
    """
    lines: list[Line] = []
    known: tuple[int, tuple[int, ...]] | None = None
    for table in tables:
        width = max((len(row) for row in table.rows), default=0)
        if not table.exact:
            lines += _learned([take_apart(row, exact=False) for row in table.rows], len(block.columns))
            continue
        own = heading_places(table.rows[:_HEADING_ROWS], block)
        known = (width, own) if own else known
        places = known[1] if known and known[0] == width else None
        lines += [_exact(row, places) for row in table.rows]
    return lines


def prepared_blocks(tables: Sequence[RawTable], blocks: Sequence[Block]) -> list[Line]:
    """Take every row of a table of several blocks apart: in an exact grid the headings of a block place the values of its rows."""
    lines: list[Line] = []
    titles = {bare(block.title) for block in blocks}
    for table in tables:
        places: tuple[int, ...] | None = None
        for row in table.rows:
            own = _block_places(row, blocks) if table.exact and is_heading_row(row) else None
            if own or not titles.isdisjoint(bare(c) for c in row if c):
                places = own
                lines.append(take_apart(row, exact=table.exact))
            else:
                lines.append(_exact(row, places) if table.exact else take_apart(row, exact=False))
    return lines


def _block_places(row: RawRow, blocks: Sequence[Block]) -> tuple[int, ...] | None:
    """Return the places that a row of headings gives, where it has all the headings of a block."""
    found = ((heading_places([row], block), len(block.columns)) for block in blocks)
    return next((places for places, count in found if places and len(places) == count), None)


def _exact(row: RawRow, places: tuple[int, ...] | None) -> Line:
    """Where the columns are known, what stands left of them is a label and the rest are values, whatever they look like.

    A number among the labels tells that the row was moved: then its places are no columns.
    """
    start = min(places) if places else 0
    if not places or any(c is not None and is_value(c) for c in row[:start]):
        return take_apart(row, exact=True)
    labels = tuple((i, c.strip()) for i, c in enumerate(row[:start]) if c is not None and c.strip())
    return Line(labels, tuple(row[start:]), start, exact=True, columns=tuple(p - start for p in places))


def _learned(lines: list[Line], count: int) -> list[Line]:
    """In a ragged table full rows show where the values stand in rows of the same shape."""
    votes: dict[tuple[int, int], Counter[tuple[int, ...]]] = {}
    full = [line for line in lines if len(line.filled) == count]
    for line in full:
        offsets = tuple(i for i, v in enumerate(line.values) if v and v.strip())
        votes.setdefault(_shape(line), Counter())[offsets] += 1
    unpadded = len(full) > 2 and all(len(line.values) == count for line in full)
    learned = []
    for line in lines:
        counter = votes.get(_shape(line))
        if counter and len(counter) == 1:
            learned.append(replace(line, columns=next(iter(counter))))
        elif unpadded and len(line.values) == count:
            learned.append(replace(line, columns=tuple(range(count))))
        else:
            learned.append(line)
    return learned


def _shape(line: Line) -> tuple[int, int]:
    return len(line.values), line.first


def heading_places(rows: Sequence[RawRow], block: Block) -> tuple[int, ...] | None:
    """Return the places of a block's columns by the headings of an exact grid, one fewer where the last heading is missing.

    None where the headings do not tell. Headings worded as the form has them are found in any order, others by their neighbours.
    """
    heads = [row for row in rows if is_heading_row(row)]
    leaves = _leaves(heads, bare(block.corner))
    wordings = [column_wordings(column) for column in block.columns]
    scores = [[best_likeness(texts, wording) for wording in wordings] for _, texts in leaves]
    aligned = {j: leaves[i][0] for i, j in align(scores).items()}
    sure = {row.index(1.0): leaves[i][0] for i, row in enumerate(scores) if row.count(1.0) == 1}
    # All headings in any order tell more than all but the last in the form's.
    for count in (len(wordings), len(wordings) - 1):
        for found in (aligned, sure):
            if count and set(found) == set(range(count)):
                return tuple(found[j] for j in range(count))
    return None


def out_of_order(rows: Sequence[RawRow], block: Block) -> bool:
    """Tell whether a row of headings names columns in another order than the form; groups with the same headings follow one another."""
    labels = dict.fromkeys(column.label for column in block.columns)
    wordings = [{bare(t) for c in block.columns if c.label == label for t in (label, *c.seen)} for label in labels]
    for row in rows:
        if is_heading_row(row):
            seen = [j for text in row if text for j, wording in enumerate(wordings) if bare(text) in wording]
            if any(b < a and (b, a) != (0, len(wordings) - 1) for a, b in pairwise(seen)):
                return True
    return False


def _leaves(rows: Sequence[RawRow], corner: str) -> list[tuple[int, tuple[str, ...]]]:
    """Return for each place the texts that head it: the lowest, the lowest two joined, all joined."""
    leaves: list[tuple[int, tuple[str, ...]]] = []
    for place in range(max((len(row) for row in rows), default=0)):
        texts = [bare(row[place] or "") for row in rows if place < len(row)]
        texts = [t for t in texts if t and t != corner]
        if texts:
            leaves.append((place, tuple(dict.fromkeys((texts[-1], "".join(texts[-2:]), "".join(texts))))))
    return leaves
