"""Read the tables of a scanned page cell by cell: the ruled lines give the cells, and a cell without ink is empty."""

from collections.abc import Sequence
from dataclasses import replace

from core.importers.ocr import Box, Recogniser
from core.importers.ocr_lines import Read, bands, characters, pieces, read_lines, whole_lines
from core.importers.ocr_numbers import as_number, is_label, is_number
from core.importers.ocr_picture import Scan
from core.importers.ocr_rules import Ruling
from core.importers.page_grid import Cell, Table, find_tables
from core.importers.page_text import cell_text

# Points between a cell's edge and what is looked at.
_INSET = 1.0
_ERASED = 0.75
_MOST_CELLS = 2000
_UNSURE = 0.8
_USUAL_LINE = 9.0
# Of all lines this share is no higher than one of ideographs.
_HIGH = 0.85


def empty_tables(ruling: Ruling) -> list[Table]:
    """Return the tables that the ruled lines of a page make, their cells without texts."""
    level, upright = ruling.rules()
    return find_tables(level, upright, (), lambda *_: "")


def without_rules(scan: Scan, ruling: Ruling) -> Scan:
    """Return a page with its ruled lines painted over, so that none of them is read as a character."""
    from PIL import ImageDraw

    clean, strokes = scan.clean.copy(), scan.strokes.copy()
    wide = max(1, round(_ERASED / scan.dot))
    for picture, paper in ((clean, 255), (strokes, 0)):
        draw = ImageDraw.Draw(picture)
        for row, first, last in (run for stroke in ruling.level for run in stroke.runs):
            draw.rectangle((first - wide, row - wide, last + wide, row + wide), fill=paper)
        for column, first, last in (run for stroke in ruling.upright for run in stroke.runs):
            draw.rectangle((column - wide, first - wide, column + wide, last + wide), fill=paper)
    return Scan(clean, scan.ink, strokes, scan.dot)


def without_tables(scan: Scan, tables: Sequence[Table]) -> Scan:
    """Return a page with its tables painted over."""
    clean, strokes = scan.clean.copy(), scan.strokes.copy()
    for table in tables:
        box = _pixels(scan, table.xs[0], table.ys[0], table.xs[-1], table.ys[-1])
        edges = (int(box.left) - 3, int(box.top) - 3, int(box.right) + 3, int(box.bottom) + 3)
        clean.paste(255, edges)
        strokes.paste(0, edges)
    return Scan(clean, scan.ink, strokes, scan.dot)


def _pixels(scan: Scan, left: float, top: float, right: float, bottom: float) -> Box:
    high = scan.clean.height
    return Box(left / scan.dot, high - top / scan.dot, right / scan.dot, high - bottom / scan.dot)


def read_table(scan: Scan, table: Table, engine: Recogniser) -> tuple[Table, list[str], list[Read]]:
    """Return a table with the texts of its cells, in words what was hard to read and where, and the lines as they were read."""
    cut = [bands(scan, _inside(scan, table, cell)) for cell in table.cells[:_MOST_CELLS]]
    height = _line_height([line for lines in cut for line in lines], scan)
    lines = [[piece for line in whole_lines(each, height) for piece in pieces(scan, line)] for each in cut]
    read = read_lines(scan, [line for each in lines for line in each], engine, height)
    left = iter(read)
    texts = [_text([next(left) for _ in each], scan, table, cell) for each, cell in zip(lines, table.cells, strict=False)]
    rest = [("", "起没有读入（表格太大）")] * (len(table.cells) - len(texts))
    cells = tuple(cell._replace(text=text) for cell, (text, _) in zip(table.cells, [*texts, *rest], strict=True))
    filled = replace(table, cells=cells)
    doubts = [_place(filled, cell) + doubt for cell, (_, doubt) in zip(cells, [*texts, *rest[:1]], strict=False) if doubt]
    return filled, doubts, read


def _inside(scan: Scan, table: Table, cell: Cell) -> Box:
    left, right = table.xs[cell.column], table.xs[cell.column + cell.column_span]
    top, bottom = table.ys[cell.row], table.ys[cell.row + cell.row_span]
    return _pixels(scan, left + _INSET, top - _INSET, right - _INSET, bottom + _INSET)


def _line_height(lines: Sequence[Box], scan: Scan) -> float:
    """Return how high a line of ideographs is (pixels): digits are lower, and a table has more of them."""
    heights = sorted(line.bottom - line.top for line in lines)
    return heights[int(_HIGH * (len(heights) - 1))] if heights else _USUAL_LINE / scan.dot


def _text(lines: Sequence[Read], scan: Scan, table: Table, cell: Cell) -> tuple[str, str]:
    """Return a cell's text and what is doubtful about it."""
    left, right = table.xs[cell.column], table.xs[cell.column + cell.column_span]
    if not lines:
        return "", ""
    text = cell_text(characters(lines, scan), left, right)
    if not text:
        return "", "有字迹而认不出来，没有读入"
    numbers = [as_number(line.text) for line in lines if line.text]
    if len(numbers) > 1 and all(map(is_number, numbers)):
        return _several(numbers, lines, (right - left) / scan.dot)
    number = as_number(text)
    if number != text:
        return number, f"识别成“{text}”，已按“{number}”读入"
    sure = min(line.sure for line in lines if line.text)
    return text, f"认得不准，暂读作“{text}”" if sure < _UNSURE and not is_label(text) else ""


def _several(numbers: Sequence[str], lines: Sequence[Read], width: float) -> tuple[str, str]:
    """Join a number that a narrow cell broke (`width` in pixels); what else stands together belongs to several cells."""
    first = lines[0].box
    room = width - (first.right - first.left)
    if all(line.box.top >= first.bottom for line in lines[1:]) and room < 1.5 * (first.bottom - first.top):
        number = "".join(numbers)
        return number, f"一个数折成几行，连成“{number}”读入"
    shown = " | ".join(numbers)
    return shown, f"里挤着几个数“{shown}”，可能是表格线不清"


def _place(table: Table, cell: Cell) -> str:
    """Name a cell by the label of its row and where it stands behind it."""
    row = [c for c in table.cells if c.row <= cell.row < c.row + c.row_span and c.column <= cell.column]
    labels = [c for c in row if c.column < cell.column and c.text and not is_number(c.text)]
    if not labels:
        return f"表格第 {cell.row + 1} 行第 {len(row)} 格"
    label = labels[-1].text
    shown = label if len(label) <= 20 else label[:20] + "…"
    return f"表格“{shown}”一行第 {len(row) - row.index(labels[-1]) - 1} 格"
