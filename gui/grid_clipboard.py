"""Blocks of cells as the tab-separated text that WPS, Excel and this program exchange."""

import csv
import io
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData

from core.calculation import complete, typed
from core.errors import AppError
from core.interchange_reading import LONGEST_REMARK
from core.layout import GridCell
from core.report import Entry, Report
from core.schema import CellId
from core.values import MAX_TEXT, parse, same, show
from core.workbook import without_marks
from gui.grid_places import Places

# The largest official table has some 250 cells: anything near this is not one.
_MOST_CHARACTERS = 200_000

Pairs = list[tuple[CellId, str]]


def block_text(cells: Sequence[GridCell], texts: Mapping[CellId, str]) -> str:
    """Write selected cells, a line per row of the form, tabs between cells."""
    rows: dict[int, list[str]] = {}
    for cell in cells:
        if cell.cell is not None:
            rows.setdefault(cell.row, []).append(texts[cell.cell])
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows.values())
    return out.getvalue()


def read_block(text: str) -> list[list[str]]:
    """Split a clipboard's text into rows of cells; AppError where there is nothing to paste or far too much."""
    if len(text) > _MOST_CHARACTERS:
        raise AppError("没有粘贴", "剪贴板里的内容太多，不是一张表里的数，请只复制需要的格")
    try:
        rows = list(csv.reader(io.StringIO(without_marks(text.replace("\0", "")), newline=""), delimiter="\t"))
    except csv.Error as fault:
        raise AppError("没有粘贴", "剪贴板里的内容不是表格，请在 WPS 或 Excel 里重新复制") from fault
    rows = [row or [""] for row in rows]
    if not any(cell.strip() for row in rows for cell in row) and len(rows) * max(map(len, rows), default=0) <= 1:
        raise AppError("没有粘贴", "剪贴板里没有文字，请先复制")
    return rows


def read_clipboard(held: QMimeData | None) -> tuple[Sequence[Sequence[str | None]], bool]:
    """Return the cells on the clipboard, and whether it tells what is merged: a page's table does, text does not.

    None is a place that a merged cell covers.
    """
    from core.importers.html_block import block_of

    page = block_of(held.html()) if held is not None and held.hasHtml() else None
    return (page, True) if page is not None else (read_block(held.text() if held is not None else ""), False)


def fit(places: Places, anchor: GridCell, block: Sequence[Sequence[str]]) -> Pairs:
    """Lay a block over the cells from `anchor` on, right and down; AppError with a sentence where it does not fit."""
    first_line, first_place = places.position(anchor)
    rows, columns = len(block), max(map(len, block))
    lines = places.lines[first_line : first_line + rows]
    room = min(max(len(line) - first_place, 0) for line in lines)
    if len(lines) < rows:
        raise no_room(rows, columns, len(lines), room)
    pairs: Pairs = []
    for line, row in zip(lines, block, strict=True):
        laid = _by_order(line, first_place, row)
        # A merged cell comes from a spreadsheet with empty places behind it.
        laid = laid if laid is not None else _by_column(line, anchor.column, row)
        if laid is None:
            raise no_room(rows, columns, len(places.lines) - first_line, room)
        pairs += laid
    return pairs


def no_room(rows: int, columns: int, left_rows: int, left_columns: int) -> AppError:
    """Say how large a block is and how much room there is for it."""
    why = f"要粘贴 {rows} 行 {columns} 列，从当前格起只有 {left_rows} 行 {left_columns} 列"
    return AppError("没有粘贴", f"{why}，表格没有改动。请选对左上角的格再粘贴")


def _by_order(line: Sequence[GridCell], first: int, row: Sequence[str]) -> Pairs | None:
    cells = line[first:]
    if any(text.strip() for text in row[len(cells) :]) or not cells:
        return None
    return [(cell.cell, text) for cell, text in zip(cells, row, strict=False) if cell.cell is not None]


def _by_column(line: Sequence[GridCell], first: int, row: Sequence[str]) -> Pairs | None:
    by_column = {cell.column: cell.cell for cell in line}
    pairs: Pairs = []
    for column, text in enumerate(row, start=first):
        cell = by_column.get(column)
        if cell is not None:
            pairs.append((cell, text))
        elif text.strip():
            return None
    return pairs or None


def entries_for(report: Report, pairs: Pairs) -> tuple[dict[CellId, Entry], list[str]]:
    """Read the texts of a paste: the entries to set, and what was assumed, in sentences.

    A number pasted over a sum is 手填 only where it differs from what the sum gives with the rest of the paste in place.
    AppError where a text is longer than a cell keeps.
    """
    form = report.form
    entries: dict[CellId, Entry] = {}
    assumed: list[str] = []
    told: list[str] = []
    sums: list[CellId] = []
    for cell, text in pairs:
        parsed = parse(text, form.types[cell])
        if len(text.strip()) > MAX_TEXT or len(parsed.remark) > LONGEST_REMARK:
            raise AppError("没有粘贴", f"{form.label(cell)}的文字超过 {LONGEST_REMARK} 字，表格没有改动。请把说明写到文字部分")
        if parsed.guess:
            assumed.append(f"{form.label(cell)}：{parsed.guess}")
        entries[cell] = typed(report, cell, parsed.value, parsed.remark)
        if entries[cell].manual:
            sums.append(cell)
    draft = report.copy()
    draft.apply(complete(draft, {**entries, **{cell: Entry(remark=entries[cell].remark) for cell in sums}}))
    for cell in sorted(sums, key=form.evaluation_order.__getitem__):
        if same(draft.value(cell), entries[cell].value):
            entries[cell] = Entry(draft.value(cell), remark=entries[cell].remark)
        else:
            right = show(draft.value(cell)) or "未填"
            told.append(f"{form.label(cell)}粘贴的是 {show(entries[cell].value)}，按合计应为 {right}，记作手填")
            draft.apply(complete(draft, {cell: entries[cell]}))
    return entries, told + assumed
