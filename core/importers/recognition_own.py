"""Take columns of the source's own out of a table: 序号, 计量单位, a column without a heading, a second form that was left empty."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from core.importers.recognition_heads import EXTRA, Heads
from core.importers.recognition_labels import bare
from core.importers.recognition_rows import RawRow, is_value, take_apart
from core.importers.source import RawTable
from core.values import squeeze

_SERIAL = frozenset({"序号", "行次", "行号", "编号", "代码", "项目编号"})
_UNIT_HEADS = frozenset({"单位", "计量单位", "数量单位"})
_UNITS = frozenset({"件", "个", "条", "次", "项", "份", "宗", "起", "例", "件次", "人次", "万元", "元"})
# A column with values in this share of the rows that have any, and in so many, is a column and no row that was moved.
_MOST, _FEWEST = 0.6, 3


def without_own(table: RawTable, heads: Sequence[RawRow]) -> tuple[RawTable, list[str]]:
    """Return a table without its columns of serial numbers and units, and the headings of these."""
    texts = [(place, text) for row in heads for place, text in enumerate(row) if text and bare(text) in _SERIAL | _UNIT_HEADS]
    units = any(_is_unit(text) for row in table.rows[len(heads) :] for text in row)
    if not texts and not units:
        return table, []
    if table.exact:
        texts = [(i, text) for i, text in texts if bare(text) in _SERIAL or _holds_units(table.rows[len(heads) :], i)]
    names = list(dict.fromkeys(squeeze(text) for _, text in texts)) or (["单位"] if units else [])
    if table.exact:
        places = {place for place, _ in texts}
        rows = tuple(tuple("" if _is_own(i, text, places) else text for i, text in enumerate(row)) for row in table.rows)
        return RawTable(rows), names
    rows = [tuple(text for text in row if not _is_unit(text) and bare(text or "") not in _UNIT_HEADS) for row in table.rows]
    if any(bare(text) in _SERIAL for _, text in texts):
        rows = _without_serials(rows)
    return RawTable(tuple(rows), exact=False), names


def _is_own(place: int, text: str | None, places: set[int]) -> bool:
    return text is not None and (place in places or _is_unit(text))


def _holds_units(rows: Sequence[RawRow], place: int) -> bool:
    """Tell a column of units from one of labels or of numbers that 单位 stands above by chance."""
    texts = [text for row in rows if place < len(row) and (text := row[place]) and text.strip()]
    return 2 * sum(map(_is_unit, texts)) >= len(texts) and not any(map(is_value, texts))


def _is_unit(text: str | None) -> bool:
    return text is not None and text.strip() in _UNITS


def _without_serials(rows: Sequence[RawRow]) -> list[RawRow]:
    """Drop the serial number of each ragged row: before its label, or the first of its values where these count the rows."""
    found: list[RawRow] = []
    firsts = [_first_value(row) for row in rows]
    numbers = [int(row[at] or "") for row, at in zip(rows, firsts, strict=True) if at is not None and (row[at] or "").strip().isdigit()]
    counts = len(numbers) >= _FEWEST and sum(b - a == 1 for a, b in pairwise(numbers)) >= _MOST * (len(numbers) - 1)
    for row, at in zip(rows, firsts, strict=True):
        if counts and at is not None and (row[at] or "").strip().isdigit():
            row = (*row[:at], *row[at + 1 :])
        found.append(row)
    return found


def _first_value(row: RawRow) -> int | None:
    """Return the place of a row's first number: the one before its label, or else the first behind it."""
    filled = [(place, text) for place, text in enumerate(row) if text and text.strip()]
    if len(filled) > 1 and is_value(filled[0][1]) and not is_value(filled[1][1]):
        return filled[0][0]
    line = take_apart(row, exact=False)
    return next((line.first + i for i, value in enumerate(line.values) if value and value.strip()), None)


def named_by_rows(rows: Sequence[RawRow], heads: Heads, count: int) -> tuple[Heads, set[int]]:
    """Find columns of an exact grid that hold values under no heading.

    Where one heading of the form is missing, such a column is the one that it belongs to; else the places are the source's own.
    """
    held: Counter[int] = Counter()
    spans = [range(place, end) for place, end in zip(heads.places, heads.ends, strict=True)]
    lines = [row for row in rows if any(text and is_value(text) for text in row)]
    for row in lines:
        held.update(place for place, text in enumerate(row) if text and is_value(text) and not any(place in span for span in spans))
    nameless = sorted(place for place, number in held.items() if number >= max(_FEWEST, _MOST * len(lines)))
    missing = sorted(set(range(count)) - set(heads.columns))
    if len(nameless) != 1 or len(missing) != 1 or EXTRA in heads.columns or nameless[0] < min(heads.places, default=0) - 1:
        return heads, set(nameless)
    placed = sorted([*zip(heads.places, heads.ends, heads.columns, strict=True), (nameless[0], nameless[0] + 1, missing[0])])
    places, ends, columns = (tuple(each[i] for each in placed) for i in range(3))
    return replace(heads, places=places, ends=ends, columns=columns, guessed=(*heads.guessed, "（空白）")), set()


def blanked(table: RawTable, places: set[int]) -> RawTable:
    """Return an exact grid with nothing in these places."""
    if not places:
        return table
    return RawTable(tuple(tuple("" if text is not None and i in places else text for i, text in enumerate(row)) for row in table.rows))


def without_empty_copies(tables: Sequence[RawTable], labels: frozenset[str]) -> list[RawTable]:
    """Leave out a form that was left empty behind or before the one that is filled in."""
    filled = [t for t in tables if _has_values(t)]
    known = {bare(text) for t in filled for row in t.rows for text in row if text} & labels
    return [t for t in tables if _has_values(t) or not _repeats(t, known, labels)] if filled else list(tables)


def _has_values(table: RawTable) -> bool:
    return any(text and is_value(text) for row in table.rows for text in row)


def _repeats(table: RawTable, known: set[str], labels: frozenset[str]) -> bool:
    own = {bare(text) for row in table.rows for text in row if text} & labels
    return len(own) >= _FEWEST and len(own & known) >= _MOST * len(own)
