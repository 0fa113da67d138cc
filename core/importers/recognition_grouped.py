"""Read a table with one row of values under its headings (表四)."""

from collections.abc import Sequence

from core.importers.recognition_columns import STRANGE_HEADINGS, WITHOUT_HEADINGS, has_headings, is_heading_row
from core.importers.recognition_found import Found, looks_shifted
from core.importers.recognition_heads import Heads, in_order, is_order_of, is_rising, read_heads
from core.importers.recognition_labels import bare
from core.importers.recognition_rows import Line, RawRow, is_value, place_values, take_apart
from core.importers.recognition_sums import texts_agree
from core.importers.source import RawTable
from core.schema import CellId, Format, Table

_SHOWN = 60
_HEADING_ROWS = 6


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
    heads = read_heads([r for r, _ in rows[:index] if is_heading_row(r)][-_HEADING_ROWS:], block, exact=exact)
    cells = [table.cell_id(block.rows[0], column) for column in block.columns]
    texts = None if heads.muddled else _texts(form, row, heads, cells, exact=exact)
    if texts is None:
        shown = [c for c in row if c and c.strip()]
        why = "表头各列的次序和表样不同" if heads.muddled else f"数字有 {len(shown)} 个，和表头对不上"
        found.note(f"{why}，没有填入（原文：{'、'.join(shown)[:_SHOWN]}）")
        return found
    if not has_headings(raw, table.blocks):
        found.note(WITHOUT_HEADINGS)
    elif all(text is not None for text in texts) and not is_order_of(heads.columns, len(cells)):
        found.note(STRANGE_HEADINGS)
    for cell, text in zip(cells, texts, strict=True):
        if text is not None:
            found.enter(cell, text)
    absent = [form.label(cell) for cell, text in zip(cells, texts, strict=True) if text is None]
    if absent:
        found.note(f"原文没有这些列，按未填处理：{'、'.join(absent)[:_SHOWN]}")
    found.tell_headings([heads])
    present = [text for text in texts if text is not None]
    gaps = any(not text.strip() for text in present) and any(text.strip() for text in present)
    if gaps and (not exact or looks_shifted(form, cells, [found.value(cell) for cell in cells])):
        found.note("原文有空格，各数按位置对应，请核对")
        found.doubt(cells)
    return found


def _is_data(row: RawRow) -> bool:
    texts = [c for c in row if c and c.strip()]
    return sum(map(is_value, texts)) * 2 > len(texts)


def _says_something(row: RawRow, headings: set[str]) -> bool:
    return any(c and c.strip() and bare(c) not in headings for c in row)


def _texts(form: Format, row: RawRow, heads: Heads, cells: Sequence[CellId], *, exact: bool) -> list[str | None] | None:
    """Return the texts in the order of the columns, None for those that the source has not; None where the row does not tell.

    Where the headings do not fit the row, it is read in the form's order, if its sums then agree.
    """
    count = len(cells)
    order = heads.columns or tuple(range(count))
    texts = _row_texts(row, heads, len(order), exact=exact)
    if texts is None and is_rising(order):
        order, texts = tuple(range(count)), _row_texts(row, Heads(), count, exact=exact)
        texts = texts if texts is not None and texts_agree(form, cells, texts) else None
    return None if texts is None else in_order(order, texts, count)


def _row_texts(row: RawRow, heads: Heads, count: int, *, exact: bool) -> list[str] | None:
    if not exact:
        placed = place_values(take_apart(row, exact=False), count)
        return [c if c is not None else "" for c in row] if placed is None and len(row) == count else placed
    if heads.places:
        spans = tuple(range(place, end) for place, end in zip(heads.places, heads.ends, strict=True))
        return place_values(Line((), row, 0, True, spans), count)
    own = [c for c in row if c is not None]
    return own if len(own) == count else None
