"""Damage a written report as copying, page breaks and careless hands do, and tell what the reading of it must still hold."""

import random
from collections.abc import Callable

from core.report import Report
from core.schema import CellId
from core.values import show
from tests.core.written import Row, Written

Damage = Callable[[random.Random, list[Row]], None]


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "").removesuffix("万元").isdigit()


def _labels(row: Row, longer_than: int) -> list[int]:
    return [i for i, c in enumerate(row) if c and len(c) > longer_than and not _is_number(c)]


def _pick(rng: random.Random, rows: list[Row]) -> int:
    return rng.randrange(len(rows))


def drop_cell(rng: random.Random, rows: list[Row]) -> None:
    """Lose one cell of a row: what stands behind it moves to the left."""
    row = rows[_pick(rng, rows)]
    if len(row) > 1:
        del row[rng.randrange(len(row))]


def insert_blank(rng: random.Random, rows: list[Row]) -> None:
    """Put an empty cell somewhere into a row."""
    row = rows[_pick(rng, rows)]
    row.insert(rng.randrange(len(row) + 1), "")


def blank_cell(rng: random.Random, rows: list[Row]) -> None:
    """Empty one cell, label or number."""
    row = rows[_pick(rng, rows)]
    row[rng.randrange(len(row))] = ""


def blank_labels(rng: random.Random, rows: list[Row]) -> None:
    """Empty every cell of a row that is no number."""
    row = rows[_pick(rng, rows)]
    row[:] = ["" if c and not _is_number(c) else c for c in row]


def cut_label(rng: random.Random, rows: list[Row]) -> None:
    """Lose the last characters of a row's innermost label."""
    row = rows[_pick(rng, rows)]
    places = _labels(row, 5)
    if places:
        row[places[-1]] = (row[places[-1]] or "")[: rng.randrange(1, 6)]


def break_label(rng: random.Random, rows: list[Row]) -> None:
    """Break a label over two cells."""
    row = rows[_pick(rng, rows)]
    places = _labels(row, 5)
    if places:
        text, at = row[places[-1]] or "", rng.randrange(1, 5)
        row[places[-1] : places[-1] + 1] = [text[:at], text[at:]]


def drop_row(rng: random.Random, rows: list[Row]) -> None:
    """Lose a whole row."""
    if len(rows) > 1:
        del rows[_pick(rng, rows)]


def double_row(rng: random.Random, rows: list[Row]) -> None:
    """Repeat a row with other numbers."""
    place = _pick(rng, rows)
    rows.insert(place + rng.randrange(2), [_other(c) for c in rows[place]])


def swap_rows(rng: random.Random, rows: list[Row]) -> None:
    """Put two rows in the wrong order."""
    if len(rows) > 1:
        place = rng.randrange(len(rows) - 1)
        rows[place], rows[place + 1] = rows[place + 1], rows[place]


def swap_lines(rng: random.Random, rows: list[Row]) -> None:
    """Put two rows of numbers in the wrong order; heads in a wrong order are no heads any more."""
    places = [at for at in range(len(rows) - 1) if all(any(c and _is_number(c) for c in row) for row in rows[at : at + 2])]
    if places:
        at = rng.choice(places)
        rows[at], rows[at + 1] = rows[at + 1], rows[at]


def shift_row(rng: random.Random, rows: list[Row]) -> None:
    """Lose one cell of a row and gain a blank elsewhere, so that the row is as long as before."""
    row = rows[_pick(rng, rows)]
    if len(row) > 1:
        del row[rng.randrange(len(row))]
        row.insert(rng.randrange(len(row) + 1), "")


def drop_last_column(rng: random.Random, rows: list[Row]) -> None:
    """Lose the last cell of every row of the first part of a table, as a page too narrow does."""
    for row in rows[: rng.randrange(2, len(rows) + 1)]:
        if len(row) > 1:
            row.pop()


def pad_rows(rng: random.Random, rows: list[Row]) -> None:
    """Append blanks to some rows."""
    for row in rows:
        row += [""] * rng.choice((0, 0, 1, 2))


def split_row(rng: random.Random, rows: list[Row]) -> None:
    """Cut a row in two at a page break: the end of its label stands in a row of its own."""
    place = _pick(rng, rows)
    places = _labels(rows[place], 8)
    if places:
        last = places[-1]
        text = rows[place][last] or ""
        rest: Row = ["" for _ in rows[place]]
        rows[place][last], rest[last] = text[: len(text) // 2], text[len(text) // 2 :]
        rows.insert(place + 1, rest)


def swap_columns(rng: random.Random, rows: list[Row]) -> None:
    """Put two neighbouring columns of the longest rows in the other order, headings included."""
    width = max(map(len, rows))
    if width < 7:
        return
    place = rng.randrange(width // 2, width - 2)
    for row in rows:
        if len(row) > place + 1:
            row[place], row[place + 1] = row[place + 1], row[place]


DAMAGES: tuple[Damage, ...] = (
    drop_cell,
    insert_blank,
    blank_cell,
    blank_labels,
    cut_label,
    break_label,
    drop_row,
    double_row,
    swap_rows,
    shift_row,
    drop_last_column,
    pad_rows,
    split_row,
    swap_columns,
)


def _other(text: str | None) -> str | None:
    return str(int(text) + 100_000) if text and text.lstrip("-").isdigit() else text


def damage(rng: random.Random, source: Written, kinds: list[Damage]) -> None:
    """Apply each damage to one table chosen at random."""
    for kind in kinds:
        kind(rng, source.tables[rng.choice(list(source.tables))])


def unexplained(truth: Report, read: Report, source: Written) -> list[str]:
    """Return the cells that are wrong without a note on their cell or row (表四: table), or not filled without any note.

    A number that stands nowhere in the source is a blank cell there, and 未填 needs no note.
    """
    shown = {c.strip() for rows in source.tables.values() for row in rows for c in row if c}
    noted = {note.where for note in read.notes}
    wrong = []
    for cell in truth.form.cells:
        was, now = truth.value(cell), read.value(cell)
        if was == now or read.is_computed(cell) or (now is None and show(was) not in shown):
            continue
        near = {str(cell), f"{cell.table}.{cell.row}"}
        if now is None or truth.form.table(cell.table).grouped:
            near.add(cell.table)
        if noted.isdisjoint(near):
            wrong.append(f"{cell}: {was} -> {now}")
    return wrong


def lost(truth: Report, read: Report) -> list[CellId]:
    """Return the cells that hold a number in the truth and another or none in the reading, sums apart."""
    return [c for c in truth.form.cells if truth.value(c) != read.value(c) and c not in truth.form.sum_of]
