"""Draw a table with + - | for a face in which every character takes one or two columns."""

import re
from collections.abc import Iterable, Sequence

from core.columns import columns_of, slots
from core.exporters.plain import one_line
from core.exporters.table_fit import ordinal_end, words_room
from core.layout import Grid, GridCell, Role, centred
from core.prose import NO_END, NO_START

# Columns across a table, where its texts can be broken so far.
_WIDTH = 110
_LEAST = 4
# What a break may stand before: nothing that hangs on the character before it. Blanks are kept, but for one between two words of
# Latin letters, which the break itself stands for.
_WORD = re.compile(r"[0-9A-Za-z]")
_INSIDE_NUMBER = ".,-/"


def drawn(grid: Grid) -> list[str]:
    """Return the lines of a table; merged cells have no lines inside, a row is as high as its texts."""
    pieces = {(cell.row, cell.column): _pieces(one_line(cell.text)) for cell in grid.cells}
    widths = _widths(grid, pieces)
    texts = {
        (cell.row, cell.column): _broken(cell, pieces[cell.row, cell.column], _room(widths, cell.column, cell.column_span))
        for cell in grid.cells
    }
    heights = _heights(grid, texts)
    across, down = _edges(widths, 3), _edges(heights, 1)
    canvas = [[" "] * (across[-1] + 1) for _ in range(down[-1] + 1)]
    for cell in grid.cells:
        _box(canvas, down[cell.row], down[cell.row + cell.row_span], across[cell.column], across[cell.column + cell.column_span])
    for cell in grid.cells:
        edges = across[cell.column : cell.column + cell.column_span + 1]
        lines = texts[cell.row, cell.column]
        top = down[cell.row] + 1 + (down[cell.row + cell.row_span] - down[cell.row] - 1 - len(lines)) // 2
        for at, line in enumerate(lines, start=top):
            _put(canvas[at], slots(line), edges, flush=_flush(grid, cell))
    return ["".join(line) for line in canvas]


def _put(row: list[str], line: list[str], edges: Sequence[int], *, flush: bool) -> None:
    """Put a line between the first edge and the last; none of its marks may pass for an edge that ends above and below it."""
    start = edges[0] + 2
    start += 0 if flush else (edges[-1] - 1 - start - len(line)) // 2
    while any(start <= edge < start + len(line) and line[edge - start] in ("+", "|") for edge in edges[1:-1]) and start > edges[0] + 1:
        start -= 1
    row[start : start + len(line)] = line


def _flush(grid: Grid, cell: GridCell) -> bool:
    """Tell what begins at the left as on the papers; labels of several rows are centred."""
    return cell.role not in centred(grid) and (cell.role is Role.CORNER or cell.row_span == 1)


def _box(canvas: list[list[str]], top: int, bottom: int, left: int, right: int) -> None:
    for row in (top, bottom):
        for column in range(left + 1, right):
            canvas[row][column] = "+" if canvas[row][column] == "+" else "-"
    for column in (left, right):
        for row in range(top + 1, bottom):
            canvas[row][column] = "+" if canvas[row][column] == "+" else "|"
        canvas[top][column] = canvas[bottom][column] = "+"


# ---- measures -------------------------------------------------------------------------------------


def _widths(grid: Grid, pieces: dict[tuple[int, int], list[str]]) -> list[int]:
    """Return the columns inside each column of the table: even, so that full squares fill them; what cannot break has room."""
    share = (_WIDTH - 3 * grid.columns - 1) / sum(grid.widths)
    widths = [max(_LEAST, 2 * round(width * share / 2)) for width in grid.widths]
    for cell in sorted(grid.cells, key=lambda c: c.column_span):
        needed = max(map(columns_of, pieces[cell.row, cell.column]), default=0)
        missing = needed - _room(widths, cell.column, cell.column_span)
        if missing > 0:
            widths[cell.column + cell.column_span - 1] += missing
    return widths


def _heights(grid: Grid, texts: dict[tuple[int, int], list[str]]) -> list[int]:
    heights = [1] * grid.rows
    for cell in sorted(grid.cells, key=lambda c: c.row_span):
        rows = heights[cell.row : cell.row + cell.row_span]
        missing = len(texts[cell.row, cell.column]) - sum(rows) - (cell.row_span - 1)
        if missing > 0:
            heights[cell.row + cell.row_span - 1] += missing
    return heights


def _room(widths: Sequence[int], column: int, span: int) -> int:
    return sum(widths[column : column + span]) + 3 * (span - 1)


def _edges(sizes: Iterable[int], more: int) -> list[int]:
    """Return where the lines stand: before the first and behind each, `more` columns beside each size."""
    edges = [0]
    for size in sizes:
        edges.append(edges[-1] + size + more)
    return edges


# ---- breaks ---------------------------------------------------------------------------------------


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may end; a blank that the break stands for begins the piece behind it."""
    found: list[str] = [""]
    for at, character in enumerate(text):
        if at and _breaks(text, at):
            found.append("")
        found[-1] += character
    return [piece for piece in found if piece]


def _breaks(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after == " ":
        return at + 1 < len(text) and bool(_WORD.match(before) and _WORD.match(text[at + 1]))
    if before == " " or before in NO_END or after in NO_START or columns_of(after) == 0:
        return False
    return not (_WORD.match(after) and (_WORD.match(before) or before in _INSIDE_NUMBER))


def _broken(cell: GridCell, pieces: Sequence[str], room: int) -> list[str]:
    """Break a cell's text: a heading between its words, a label behind its ordinal, all else evenly."""
    text = "".join(pieces)
    if columns_of(text) > room:
        words = 2 * words_room(text, room / 2) if cell.role is Role.HEAD else 0.0
        if words:
            return _lines(pieces, round(words))
        at = ordinal_end(text, [columns_of(character) for character in text], room) if cell.role is Role.LABEL else 0
        if at:
            return [text[:at], text[at:]]
    return _filled(pieces, room)


def _filled(pieces: Sequence[str], room: int) -> list[str]:
    """Break into lines of about one length, as few as the room allows, so that no last character stands alone."""
    fewest = len(_lines(pieces, room))
    if fewest < 2:
        return _lines(pieces, room)
    evenly = -(-sum(map(columns_of, pieces)) // fewest)
    return next(lines for at in range(min(evenly, room), room + 1) if len(lines := _lines(pieces, at)) == fewest)


def _lines(pieces: Sequence[str], room: int) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        if lines and columns_of(lines[-1]) + columns_of(piece) <= room:
            lines[-1] += piece
        else:
            lines.append(piece.lstrip(" ") if lines else piece)
    return lines
