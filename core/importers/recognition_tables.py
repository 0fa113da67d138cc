"""Find the cells of an official table in the raw grids of its section, whichever shape the table has and whichever edition it is of."""

from collections.abc import Sequence
from functools import cache

from core.importers.recognition_found import Found
from core.importers.recognition_grouped import read_grouped
from core.importers.recognition_labelled import read_labelled
from core.importers.recognition_labels import bare
from core.importers.recognition_match import Target, row_wordings, target_of
from core.importers.recognition_own import without_empty_copies
from core.importers.source import RawTable
from core.rollover import successor
from core.schema import Format, Table, formats


def find(form: Format, table: Table, raw: Sequence[RawTable]) -> Found:
    """Read one official table out of the raw grids of its section."""
    raw = without_empty_copies(raw, wordings(form.id, table.id))
    if table.grouped:
        return read_grouped(form, table, raw)
    return read_labelled(form, table, raw, strangers(form.id, table.id), foreign_headings(form.id, table.id))


@cache
def wordings(form_id: str, table_id: str) -> frozenset[str]:
    """Return every bare text by which a table is known: labels of rows and columns, titles of blocks."""
    return _row_texts(form_id, table_id) | _heading_texts(form_id, table_id)


def _row_texts(form_id: str, table_id: str) -> frozenset[str]:
    blocks = formats()[form_id].table(table_id).blocks
    return frozenset(w for b in blocks for r in b.rows for w in row_wordings(r)) - {""}


def _heading_texts(form_id: str, table_id: str) -> frozenset[str]:
    blocks = formats()[form_id].table(table_id).blocks
    columns = frozenset(bare(t) for b in blocks for c in b.columns for t in (*c.path, *c.seen))
    return (columns | {bare(b.title) for b in blocks}) - {""}


@cache
def telling(form_id: str) -> frozenset[str]:
    """Return the texts by which this edition differs from every other; a merged label of another one does not tell."""
    own = frozenset(w for t in formats()[form_id].tables for w in wordings(form_id, t.id))
    others = [form for form in formats().values() if form.id != form_id]
    known = {w for form in others for t in form.tables for w in wordings(form.id, t.id)}
    merged = {bare(p) for form in others for t in form.tables for b in t.blocks for r in b.rows for p in r.path}
    return own - known - merged


@cache
def foreign_headings(form_id: str, table_id: str) -> frozenset[str]:
    """Return the headings that other editions have in this table and this one has not."""
    others = [_heading_texts(f.id, table_id) for f in formats().values() if f.id != form_id]
    return frozenset(text for texts in others for text in texts) - _heading_texts(form_id, table_id)


@cache
def strangers(form_id: str, table_id: str) -> tuple[Target, ...]:
    """Return rows of older editions that may stand in this edition's table, such as （六）其他处理 in one row."""
    form = formats()[form_id]
    block = form.table(table_id).blocks[0]
    own = {row.id for each in form.table(table_id).blocks for row in each.rows}
    found = []
    for other in formats().values():
        table = other.table(table_id)
        if other.first_year >= form.first_year or len(table.blocks) != 1:
            continue
        for row in table.blocks[0].rows:
            followed = (successor(table.cell_id(row, column), other, form) for column in table.blocks[0].columns)
            cells = tuple(cell for cell in followed if cell is not None)
            if row.id not in own and len(cells) == len(table.blocks[0].columns):
                found.append(target_of(row, cells, block, old=row.id))
    return tuple(found)
