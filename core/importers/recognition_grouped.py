"""Read a table with one row of values under its headings (表四)."""

from collections.abc import Sequence

from core.importers.recognition_columns import WITHOUT_HEADINGS, has_headings, heading_places, out_of_order
from core.importers.recognition_found import Found, looks_shifted
from core.importers.recognition_labels import bare
from core.importers.recognition_rows import RawRow, is_value, place_values, take_apart
from core.importers.source import RawTable
from core.schema import Format, Table

_SHOWN = 60


def read_grouped(form: Format, table: Table, raw: Sequence[RawTable]) -> Found:
    """Find the row of numbers, the last one where there are several, and fill the cells in order."""
    found = Found(form, table.id)
    block = table.blocks[0]
    rows = [(row, piece.exact) for piece in raw for row in piece.rows]
    known = {bare(t) for column in block.columns for t in column.path}
    data = [i for i, (row, _) in enumerate(rows) if _is_data(row)]
    if not data and rows and rows[-1][1] and _says_something(rows[-1][0], known):
        data = [len(rows) - 1]
    if not data:
        found.note("没有找到数字，按未填处理" if rows else "表格没有找到，按未填处理")
        return found
    if len(data) > 1:
        found.note(f"原文有 {len(data)} 行数字，只读入了最后一行，请核对")
    index = data[-1]
    found.tell_lost_text((c for i, (r, _) in enumerate(rows) if i not in data for c in r if c), known)
    row, exact = rows[index]
    texts = _texts(row, [r for r, _ in rows[:index]], table, exact=exact)
    if texts is None:
        shown = [c for c in row if c and c.strip()]
        found.note(f"数字有 {len(shown)} 个，和表头对不上，没有填入（原文：{'、'.join(shown)[:_SHOWN]}）")
        return found
    cells = [table.cell_id(block.rows[0], column) for column in block.columns]
    for cell, text in zip(cells, texts, strict=True):
        found.enter(cell, text)
    if not has_headings(raw, table.blocks):
        found.note(WITHOUT_HEADINGS)
    if out_of_order([r for r, _ in rows[:index]], block):
        found.note("表头各列的次序和表样不同，各数按表样的次序填入，请核对")
        found.doubt(cells)
    gaps = any(not text.strip() for text in texts) and any(text.strip() for text in texts)
    if gaps and (not exact or looks_shifted(form, cells, [found.value(cell) for cell in cells])):
        found.note("原文有空格，各数按位置对应，请核对")
        found.doubt(cells)
    return found


def _is_data(row: RawRow) -> bool:
    texts = [c for c in row if c and c.strip()]
    return sum(map(is_value, texts)) * 2 > len(texts)


def _says_something(row: RawRow, headings: set[str]) -> bool:
    return any(c and c.strip() and bare(c) not in headings for c in row)


def _texts(row: RawRow, heads: Sequence[RawRow], table: Table, *, exact: bool) -> list[str] | None:
    """Return the texts in the order of the columns; None where the row does not tell."""
    count = len(table.blocks[0].columns)
    if not exact:
        placed = place_values(take_apart(row, exact=False), count)
        return [c if c is not None else "" for c in row] if placed is None and len(row) == count else placed
    own = [c for c in row if c is not None]
    if len(own) == count:
        return own
    places = heading_places(heads, table.blocks[0])
    if places is None or len(places) != count or max(places) >= len(row):
        return None
    return [row[p] or "" for p in places]
