"""Find where the value columns of a raw grid are: from its headings where places are columns, else from rows that are full."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.importers.recognition_heads import Heads, is_head_text, is_rising, read_heads
from core.importers.recognition_labels import bare
from core.importers.recognition_own import blanked, named_by_rows, without_own
from core.importers.recognition_rows import Line, RawRow, is_value, place_values, take_apart
from core.importers.source import RawTable
from core.schema import Block

_HEADING_ROWS = 6
STRANGE_HEADINGS = "表头和表样不同，各数按表样的列次序填入，请核对"
WITHOUT_HEADINGS = "原文没有表头，各数按表样的列次序填入，请核对"


def has_headings(tables: Sequence[RawTable], blocks: Sequence[Block]) -> bool:
    """Tell whether any heading of a column stands in the tables."""
    texts = {text for table in tables for row in table.rows if is_heading_row(row) for text in row if text}
    return any(is_head_text(block, text) for block in blocks for text in texts)


def is_heading_row(row: RawRow) -> bool:
    """Tell a row without any value."""
    return not any(c is not None and is_value(c) for c in row)


def leading_rows(rows: Sequence[RawRow]) -> list[RawRow]:
    """Return the rows above the first value, where headings stand."""
    found: list[RawRow] = []
    for row in rows[: 2 * _HEADING_ROWS]:
        if not is_heading_row(row):
            break
        found.append(row)
    return found[:_HEADING_ROWS]


def prepared(tables: Sequence[RawTable], block: Block, *, by_headings: bool = True) -> tuple[list[Line], list[Heads]]:
    """Take every row apart; each line knows the order of its columns and their places, as far as headings tell them.

    A piece of a table cut over pages has no headings of its own: it takes those of the piece before, their places if it is as wide.
    """
    if not by_headings:
        return [take_apart(row, exact=table.exact) for table in tables for row in table.rows], []
    lines: list[Line] = []
    seen: list[Heads] = []
    known, known_width = Heads(), 0
    for table in tables:
        piece = _piece(table, block, known if known_width == _width(table) or not table.exact else replace(known, places=()))
        if piece.heads.columns or piece.heads.muddled:
            known, known_width = piece.heads, _width(table)
            seen.append(piece.heads)
        seen += [Heads(unknown=piece.own)] if piece.own else []
        lines += piece.lines
    return lines, seen


def _width(table: RawTable) -> int:
    return max((len(row) for row in table.rows), default=0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A raw table taken apart: its rows, the headings that it has itself, the names of columns of its own that were taken out."""

    lines: tuple[Line, ...]
    heads: Heads
    own: tuple[str, ...]

    def fits(self, count: int) -> int:
        """Count the rows whose values all find their columns, or are as many as the form's."""
        held = [line for line in self.lines if line.filled]
        return sum(len(line.filled) == count or place_values(line, len(line.order or range(count))) is not None for line in held)


def _piece(table: RawTable, block: Block, known: Heads) -> _Piece:
    """Take a raw table apart; one without places is a grid, copied with all its cells, where most rows fit only that way."""
    if table.exact:
        return _as_grid(table, block, known)
    ragged = _as_rows(table, block, known)
    count = len(block.columns)
    if 2 * ragged.fits(count) > sum(1 for line in ragged.lines if line.filled):
        return ragged
    grid = _as_grid(RawTable(table.rows), block, known)
    if not grid.heads.places or grid.fits(count) <= ragged.fits(count):
        return ragged
    return replace(grid, lines=tuple(replace(line, exact=False) for line in grid.lines))


def _as_grid(table: RawTable, block: Block, known: Heads) -> _Piece:
    table, names = without_own(table, leading_rows(table.rows))
    heads = read_heads(leading_rows(table.rows), block, exact=True)
    if heads.places:
        heads, nameless = named_by_rows(table.rows, heads, len(block.columns))
        table = blanked(table, nameless)
        names += ["（没有表头）"] if nameless else []
    own = heads if heads.columns or heads.muddled else known
    return _Piece(tuple(_exact(row, own) for row in table.rows), heads, tuple(names))


def _are_most(lines: Sequence[Line], count: int) -> bool:
    """Tell whether most rows with values have so many."""
    filled = [len(line.filled) for line in lines if line.filled]
    return 2 * filled.count(count) > len(filled)


def _as_rows(table: RawTable, block: Block, known: Heads) -> _Piece:
    table, names = without_own(table, leading_rows(table.rows))
    heads = read_heads(leading_rows(table.rows), block, exact=False)
    own = heads if heads.columns or heads.muddled else known
    plain = [take_apart(row, exact=False) for row in table.rows]
    count = len(block.columns)
    if 0 < len(own.columns) < count and count - 1 in own.columns and is_rising(own.columns) and _are_most(plain, count):
        # No column is missing, only its heading.
        own = heads = Heads()
    lines = [_ordered(line, own) for line in plain]
    return _Piece(tuple(_learned(lines, len(own.columns or block.columns))), heads, tuple(names))


def prepared_blocks(tables: Sequence[RawTable], blocks: Sequence[Block]) -> tuple[list[Line], list[Heads]]:
    """Take every row of a table of several blocks apart: the headings of a block order and place the values of its rows."""
    lines: list[Line] = []
    seen: list[Heads] = []
    titles = {bare(block.title) for block in blocks}
    for piece in tables:
        table, names = without_own(piece, [row for row in piece.rows if is_heading_row(row)])
        seen += [Heads(unknown=tuple(names))] if names else []
        heads = Heads()
        for row in table.rows:
            own = block_heads(row, blocks, exact=table.exact) if is_heading_row(row) else Heads()
            if own.columns or own.muddled or not titles.isdisjoint(bare(c) for c in row if c):
                heads = own
                seen.append(own)
                lines.append(take_apart(row, exact=table.exact))
            else:
                lines.append(_exact(row, heads) if table.exact else _ordered(take_apart(row, exact=False), heads))
    return lines, seen


def block_heads(row: RawRow, blocks: Sequence[Block], *, exact: bool) -> Heads:
    """Return what a row of headings tells of the block whose headings it holds most of."""
    found = [read_heads([row], block, exact=exact) for block in blocks]
    return max(found, key=lambda heads: (len([c for c in heads.columns if c >= 0]), heads.muddled))


def _ordered(line: Line, heads: Heads) -> Line:
    """Let a row whose places are no columns know the order of its columns."""
    return replace(line, order=heads.columns or None, muddled=heads.muddled)


def _exact(row: RawRow, heads: Heads) -> Line:
    """Where the columns are known, what stands left of them is a label and the rest are values, whatever they look like.

    A number among the labels, or no room for labels, tells that something was moved: then places are no columns.
    """
    start = min(heads.places, default=0)
    if not start or any(c is not None and is_value(c) for c in row[:start]):
        return _ordered(take_apart(row, exact=True), heads)
    labels = tuple((i, c.strip()) for i, c in enumerate(row[:start]) if c is not None and c.strip())
    spans = tuple(range(place - start, end - start) for place, end in zip(heads.places, heads.ends, strict=True))
    return Line(labels, tuple(row[start:]), start, True, spans, heads.columns, heads.muddled)


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
            learned.append(replace(line, spans=_single(next(iter(counter)))))
        elif unpadded and len(line.values) == count:
            learned.append(replace(line, spans=_single(range(count))))
        else:
            learned.append(line)
    return learned


def _single(places: Sequence[int]) -> tuple[range, ...]:
    return tuple(range(place, place + 1) for place in places)


def _shape(line: Line) -> tuple[int, int]:
    return len(line.values), line.first
