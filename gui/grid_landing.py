"""Where a pasted block lands: tiled over the selection as spreadsheets do, and on the rows that its own labels name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.errors import AppError
from core.layout import GridCell
from core.schema import Format
from gui.grid_clipboard import Pairs, fit, no_room
from gui.grid_labels import Labels
from gui.grid_places import Places

# None is a place that a span covers.
Row = Sequence[str | None]
Rows = Sequence[Row]


@dataclass(frozen=True, slots=True)
class Landing:
    """What goes into which cell; `named` tells that the block's own labels said where."""

    pairs: Pairs
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of a block: the innermost label that stood before its values, empty where none did."""

    label: str
    values: list[str]


def land(form: Format, places: Places, selected: Sequence[GridCell], rows: Rows, *, exact: bool = False) -> Landing:
    """Lay a block of texts over a table; AppError with a sentence where it does not fit.

    Where `exact`, what is merged is known: an empty text is an empty cell.
    """
    if len(rows) == len(rows[0]) == 1:
        text = rows[0][0] or ""
        return Landing([(cell.cell, text) for cell in selected if cell.cell is not None])
    labels, anchor = Labels(form, places), places.position(selected[0])[0]
    kept = [row for row in rows if not _is_heads(labels, row)]
    if not kept:
        raise AppError("没有粘贴", "剪贴板里只有表头，没有数")
    parted = [_part(labels, places, row, anchor, exact) for row in kept]
    if any(line.label for line in parted) or (len(kept) < len(rows) and max(map(len, kept)) == len(places.lines[anchor])):
        return _by_name(labels, places, anchor, parted)
    return Landing(fit(places, selected[0], _tiled(places, selected, [[text or "" for text in row] for row in kept])))


def _is_heads(labels: Labels, row: Row) -> bool:
    words = [text for text in row if text and text.strip()]
    return any(map(labels.is_head, words)) and all(labels.is_head(text) or labels.is_label(text) for text in words)


def _part(labels: Labels, places: Places, row: Row, anchor: int, exact: bool) -> _Line:
    """Part a row's labels from its values: merged labels leave covered places behind them, blanks where nothing tells what is merged."""
    last = -1
    for place, text in enumerate(row):
        if labels.is_label(text):
            last = place
        elif text and text.strip():
            break
    label = (row[last] or "") if last >= 0 else ""
    least = _skip(row, last + 1, lambda text: text is None)
    most = _skip(row, least, lambda text: not (text or "").strip())
    columns = len(places.lines[next(iter(labels.lines(label)), anchor)])
    if exact and label:
        start = least
    elif label and len(row) - columns < least < most < len(row):
        raise AppError("没有粘贴", f"“{label}”后面空着，看不出是不是合并的格，表格没有改动。请连同全部 {columns} 列复制，或者只复制数")
    else:
        start = min(max(len(row) - columns, least), most)
    return _Line(label, [text or "" for text in row[start:]])


def _skip(row: Row, start: int, over: Callable[[str | None], bool]) -> int:
    return next((place for place in range(start, len(row)) if not over(row[place])), max(start, len(row)))


def _by_name(labels: Labels, places: Places, anchor: int, lines: Sequence[_Line]) -> Landing:
    """Lay rows on the lines that their labels name, else on those from `anchor` on; each from the first column."""
    named = _named(labels, anchor, lines)
    at = named or list(range(anchor, anchor + len(lines)))
    if at[-1] >= len(places.lines):
        raise no_room(len(lines), max(len(line.values) for line in lines), len(places.lines) - anchor, len(places.lines[anchor]))
    pairs = [pair for number, line in zip(at, lines, strict=True) for pair in fit(places, places.lines[number][0], [line.values])]
    return Landing(pairs, bool(named))


def _named(labels: Labels, anchor: int, lines: Sequence[_Line]) -> list[int]:
    """Return the lines that labels name, in order; none unless every label names one for certain. A twin is the one that comes next."""
    at: list[int] = []
    for line in lines:
        onward = at[-1] + 1 if at else anchor
        after = [number for number in labels.lines(line.label) if not at or number > at[-1]]
        if onward not in after and len(after) != 1:
            return []
        at.append(onward if onward in after else after[0])
    return at


def _tiled(places: Places, selected: Sequence[GridCell], block: list[list[str]]) -> list[list[str]]:
    """Repeat a block so often as the selected rectangle holds it; a single selected row or column lets it be as long as it is that way."""
    if len(places.block(selected)) != len(selected):
        raise AppError("没有粘贴", "选中了几块，表格没有改动。请只选一块，或者只选左上角的一格，再粘贴")
    counts: dict[int, int] = {}
    for cell in selected:
        counts[cell.row] = counts.get(cell.row, 0) + 1
    rows, columns = len(counts), max(counts.values())
    height, width = len(block), max(map(len, block))
    down = rows // height if rows % height == 0 else 0
    across = columns // width if columns % width == 0 else 0
    if not (down or rows == 1) or not (across or columns == 1):
        return block
    return [[*row, *[""] * (width - len(row))] * max(across, 1) if across > 1 else row for row in block] * max(down, 1)
