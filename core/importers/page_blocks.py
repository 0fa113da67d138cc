"""Turn pages into a source's blocks: tables that a page end cut put together, lines joined into paragraphs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.importers.page_grid import Table
from core.importers.page_join import joined, same_edges
from core.importers.page_text import Line, frame_of, is_page_number, paragraphs
from core.importers.source import MAX_CELLS, RawTable, RawText
from core.report import Note

# Every page joined to a table goes through all of it again; the largest table of a report has two hundred cells.
_MOST_JOINED = 1500


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page in reading order: lines and tables; `width` is the paper's (points)."""

    items: tuple[Line | Table, ...]
    width: float


def sheet_of(lines: Iterable[Line], tables: Iterable[Table], width: float, height: float) -> Sheet:
    """Put a page's lines and tables into reading order, without its page number."""
    kept = [line for line in lines if not is_page_number(line, height)]
    return Sheet(tuple(sorted([*kept, *tables], key=lambda item: -(item.y if isinstance(item, Line) else item.top))), width)


def blocks_of(sheets: Sequence[Sheet]) -> tuple[list[RawText | RawTable], list[Note]]:
    """Return the blocks of all pages, and a note where a table is too large to be read whole."""
    items = [item for sheet in sheets for item in sheet.items]
    edges = [(item.xs[0], item.xs[-1]) for item in items if isinstance(item, Table)]
    frame = frame_of([item for item in items if isinstance(item, Line)], sheets[0].width, edges)
    blocks: list[RawText | RawTable] = []
    cells = 0
    for stretch in _stretches(sheets):
        if isinstance(stretch, Table):
            cells += (len(stretch.xs) - 1) * (len(stretch.ys) - 1)
            if cells > MAX_CELLS:
                return blocks, [Note("", "文件里的表格太大，后面的部分没有读入")]
            blocks.append(_raw(stretch))
        else:
            blocks.extend(RawText(text) for text in paragraphs(stretch, frame))
    return blocks, []


def _stretches(sheets: Sequence[Sheet]) -> Iterator[list[Line] | Table]:
    """Yield runs of lines, over page ends too, and tables, those that a page end cut put together."""
    lines: list[Line] = []
    table: Table | None = None
    for sheet in sheets:
        for at, item in enumerate(sheet.items):
            if isinstance(item, Table):
                if lines:
                    yield lines
                    lines = []
                if table is not None and at == 0 and len(table.cells) < _MOST_JOINED and same_edges(table, item):
                    table = joined(table, item)
                    continue
                if table is not None:
                    yield table
                table = item
            else:
                if table is not None:
                    yield table
                    table = None
                lines.append(item)
    if table is not None:
        yield table
    if lines:
        yield lines


def _raw(table: Table) -> RawTable:
    """Spell a table out place by place, None where a span covers."""
    rows: list[list[str | None]] = [[None] * (len(table.xs) - 1) for _ in range(len(table.ys) - 1)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return RawTable(tuple(map(tuple, rows)))
