"""Turn a form and a report into a document: headings, paragraphs and grids of cells with spans.

The screen and every paper render this one document, so that they cannot disagree.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from math import lcm

from core.document import Document, DocumentBlock, Face, Grid, GridCell, Heading, Para, Role, Run, Signature, Title
from core.report import PREAMBLE, Paragraph, Report, official_title
from core.schema import Block, CellId, Format, Table
from core.titles import break_title
from core.values import with_remark

__all__ = ["Document", "DocumentBlock", "Face", "Grid", "GridCell", "Heading", "Para", "Role", "Run", "Signature", "Title"]

# ---- grids --------------------------------------------------------------------------------------

# Relative widths: labels of one, two and three levels; value columns. As wide as the printed form has them on 156 mm.
_LABEL_WIDTHS = {0: (), 1: (196.0,), 2: (60.0, 190.0), 3: (34.0, 74.0, 224.0)}
_VALUE_WIDTH = 68.0
_NARROW_WIDTH = 54.0
_BLOCK_WIDTH = 440.0
# A corner text longer than this is an explanation, not a heading.
_SHORT_CORNER = 8


@cache
def grid(form_id: str, table_id: str) -> Grid:
    """Return the empty grid of an official table; values are filled in by `filled`."""
    from core.schema import formats

    form = formats()[form_id]
    return build_grid(form, form.table(table_id))


def build_grid(form: Format, table: Table) -> Grid:
    """Lay out any table of any form."""
    return _single(form, table) if len(table.blocks) == 1 else _stacked(form, table)


def filled(empty: Grid, report: Report) -> Grid:
    """Return the grid with the report's values as text, remarks in brackets."""
    cells = (c if c.cell is None else replace(c, text=cell_text(report, c.cell)) for c in empty.cells)
    return replace(empty, cells=tuple(cells))


def centred(grid: Grid) -> frozenset[Role]:
    """Tell what stands in the middle of its cells, as the official template has it; the rest stands left.

    The labels of stacked blocks are in the middle, those beside a headed table are not; nor is a corner that explains.
    """
    roles = {Role.HEAD, Role.VALUE, Role.SUM} | ({Role.LABEL} if grid.head_rows == 0 else set())
    explained = any(cell.role is Role.CORNER and len(cell.text) > _SHORT_CORNER for cell in grid.cells)
    return frozenset(roles if explained else roles | {Role.CORNER})


def cell_text(report: Report, cell: CellId) -> str:
    """Print one cell as paper shows it."""
    entry = report.entry(cell)
    return with_remark(entry.value, entry.remark)


def _value(form: Format, cell: CellId, row: int, column: int, span: int = 1) -> GridCell:
    role = Role.SUM if cell in form.sum_of else Role.VALUE
    return GridCell(row, column, 1, span, "", role, cell)


def _stacked(form: Format, table: Table) -> Grid:
    """Several blocks one below the other: the value side is cut so finely that every block's columns fit evenly."""
    parts = lcm(*(len(block.columns) for block in table.blocks))
    cells: list[GridCell] = []
    row = 0
    for block in table.blocks:
        row = _stack_block(form, table, block, parts, row, cells)
    widths = (*_LABEL_WIDTHS[1], *(_BLOCK_WIDTH / parts,) * parts)
    return Grid(table.id, row, 1 + parts, 0, widths, tuple(cells))


def _stack_block(
    form: Format,
    table: Table,
    block: Block,
    parts: int,
    row: int,
    cells: list[GridCell],
) -> int:
    span = parts // len(block.columns)
    cells.append(GridCell(row, 0, 1, 1 + parts, block.title, Role.BAND))
    cells.append(GridCell(row + 1, 0, 1, 1, block.corner, Role.CORNER))
    cells.extend(GridCell(row + 1, 1 + i * span, 1, span, column.label, Role.HEAD) for i, column in enumerate(block.columns))
    for offset, line in enumerate(block.rows, start=row + 2):
        cells.append(GridCell(offset, 0, 1, 1, line.label, Role.LABEL))
        cells.extend(_value(form, table.cell_id(line, c), offset, 1 + i * span, span) for i, c in enumerate(block.columns))
    return row + 2 + len(block.rows)


def _single(form: Format, table: Table) -> Grid:
    """One block: merged headings above, merged labels to the left, both from the paths."""
    block = table.blocks[0]
    labels = max(len(row.path) for row in block.rows)
    heads = max(len(column.path) for column in block.columns)
    cells: list[GridCell] = []
    if labels:
        cells.append(GridCell(0, 0, heads, labels, block.corner, Role.CORNER))
    for level, first, last, depth, text in _merged([c.path for c in block.columns], heads):
        cells.append(GridCell(level, labels + first, depth, last - first, text, Role.HEAD))
    for level, first, last, depth, text in _merged([r.path for r in block.rows], labels):
        cells.append(GridCell(heads + first, level, last - first, depth, text, Role.LABEL))
    for i, row in enumerate(block.rows):
        cells.extend(_value(form, table.cell_id(row, c), heads + i, labels + j) for j, c in enumerate(block.columns))
    value_width = _NARROW_WIDTH if len(block.columns) > 10 else _VALUE_WIDTH
    widths = (*_LABEL_WIDTHS[labels], *(value_width,) * len(block.columns))
    cells.sort(key=lambda c: (c.row, c.column))
    return Grid(
        table.id,
        heads + len(block.rows),
        labels + len(block.columns),
        heads,
        widths,
        tuple(cells),
    )


def _merged(paths: Sequence[tuple[str, ...]], depth: int) -> Iterable[tuple[int, int, int, int, str]]:
    """Yield (level, first, last exclusive, how many levels it covers, text) for each heading of the paths."""
    for level in range(depth):
        first = 0
        while first < len(paths):
            path = paths[first]
            last = first + 1
            while last < len(paths) and len(path) > level and paths[last][: level + 1] == path[: level + 1]:
                last += 1
            if len(path) > level:
                yield (
                    level,
                    first,
                    last,
                    depth - level if len(path) == level + 1 else 1,
                    path[level],
                )
            first = last


# ---- prose --------------------------------------------------------------------------------------

_SECOND = re.compile(r"^\s*[（(][一二三四五六七八九十]{1,3}[)）]")
_THIRD = re.compile(r"^\s*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）])")
_SENTENCE = re.compile(r"[。！？；：]")
_LONGEST_HEADING = 40


def heading_level(text: str) -> int:
    """Tell the level that a paragraph's mark gives it: 2 for （一）, 3 for 1. and （1）, 0 for none."""
    return 2 if _SECOND.match(text) else 3 if _THIRD.match(text) else 0


def runs_of(text: str) -> tuple[tuple[Run, ...], int]:
    """Split a paragraph into runs and tell its outline level.

    （一） stands in 楷体, up to the end of its first sentence where the text runs on behind it; 1. and （1） stay in 仿宋.
    """
    level = heading_level(text)
    stop = _SENTENCE.search(text)
    alone = len(text) <= _LONGEST_HEADING and (stop is None or stop.end() == len(text.rstrip()))
    if level != 2:
        return (Run(text),), level if level and alone and stop is None else 0
    if alone:
        return (Run(text, Face.KAITI),), 2
    if stop and stop.end() <= _LONGEST_HEADING and stop.group() == "。":
        return (Run(text[: stop.end()], Face.KAITI), Run(text[stop.end() :])), 0
    mark = _SECOND.match(text)
    end = mark.end() if mark else 0
    return (Run(text[:end], Face.KAITI), Run(text[end:])), 0


def title_lines(report: Report) -> tuple[str, ...]:
    """Break the title where it does not fit on one line: the unit on lines of its own, the rest on the next."""
    return break_title(report.title or official_title(report.unit, report.year), report.unit)


def long_date(iso: str) -> str:
    """Write an ISO date as papers do: 2026-01-20 -> 2026年1月20日; anything else stays as it is."""
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    return f"{match[1]}年{int(match[2])}月{int(match[3])}日" if match else iso


def document(report: Report) -> Document:
    """Lay out the whole report."""
    blocks: list[DocumentBlock] = [
        Title(title_lines(report)),
        *_prose(PREAMBLE, report.paragraphs(PREAMBLE)),
    ]
    for section in report.form.sections:
        blocks.append(Heading(section.id, section.title))
        if section.kind == "table":
            blocks.append(filled(grid(report.form.id, section.id), report))
        else:
            blocks.extend(_prose(section.id, report.paragraphs(section.id)))
    if report.signed_date:
        blocks.append(Signature(report.signed_unit or report.unit, long_date(report.signed_date)))
    title = report.title or official_title(report.unit, report.year)
    return Document(title, report.unit, report.year, report.form.id, tuple(blocks))


def _prose(part: str, texts: Sequence[Paragraph]) -> Iterable[Para]:
    for index, paragraph in enumerate(texts):
        runs, level = runs_of(paragraph.text)
        yield Para(part, index, runs, level)
