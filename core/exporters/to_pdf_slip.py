"""Lay out the 审签单: on one page where its words leave room to sign, else on as many as it takes, boxes to sign kept together."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from core.document import Face, Grid, GridCell, Role, Slip
from core.exporters.to_pdf_measures import HEIGHT, LINE, MM, TABLE_LEADING, TITLE, TITLE_LINE, WIDTH
from core.exporters.to_pdf_table_draw import CellText, Part
from core.exporters.to_pdf_text import TextBlock, TextLine, Typesetter, set_lines, title_lines

# Type sizes and line heights of long texts from roomy to tight; a slip that fits no page is set in one that still reads well on several.
_TYPES = ((12.0, 18.0), (10.5, 15.0), (9.0, 10.5))
_TYPE_BROKEN = (10.5, 15.0)
# A text of more lines is long: the others, which are looked for, stay in the first type.
_SHORT = 2
_NOTE = 9.0
NOTE_LINE, NOTE_GAP = _NOTE * TABLE_LEADING, 2 * MM
_SIDE, _ROOM = 6.0, 2.0
_SMALLEST = 7.0
_CENTRED = frozenset({Role.LABEL, Role.HEAD})


@dataclass(frozen=True, slots=True)
class SlipPage:
    """One page of a 审签单: the title's lines (first page only), a piece of the grid, the note's lines (last page only)."""

    title: tuple[TextLine, ...]
    part: Part
    note: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's cells with their texts and its height; its cells span no other row."""

    cells: tuple[GridCell, ...]
    texts: tuple[CellText, ...]
    least: float

    @property
    def height(self) -> float:
        return max(self.least, *(text.height + 2 * _ROOM for text in self.texts))


def lay_slip(slip: Slip, setter: Typesetter) -> list[SlipPage]:
    """Return the pages of a 审签单 at the largest type with which it fits one; rows of much text go on over pages where none does."""
    title = tuple(title_lines(setter.plain(slip.title, Face.TITLE, TITLE), WIDTH))
    note = tuple(set_lines(setter.plain(slip.note, Face.SONG, _NOTE), WIDTH)) if slip.note else ()
    above, below = title_height(title), _note_height(note)
    scale = WIDTH / sum(slip.grid.widths)
    across = tuple(accumulate((width * scale for width in slip.grid.widths), initial=0.0))
    for kind in _TYPES:
        rows = _rows(slip, setter, across, kind)
        if above + sum(row.height for row in rows) + below <= HEIGHT:
            return [SlipPage(title, _part(slip.grid, rows, across), note)]
    rows = _rows(slip, setter, across, _TYPE_BROKEN)
    pages = list(_filled(rows, _first_box(slip.grid), HEIGHT - above, HEIGHT, below))
    last = len(pages) - 1
    return [SlipPage(title if at == 0 else (), _part(slip.grid, page, across), note if at == last else ()) for at, page in enumerate(pages)]


def title_height(title: Sequence[TextLine]) -> float:
    """Return what the title takes, the blank below it included."""
    return len(title) * TITLE_LINE + LINE / 2 if title else 0.0


def _note_height(note: Sequence[TextLine]) -> float:
    """Return what the note takes, the gap above it included."""
    return len(note) * NOTE_LINE + NOTE_GAP if note else 0.0


def _first_box(grid: Grid) -> int:
    """Return the first row of those that are signed, which stay together: the row of headings above them."""
    return min((cell.row for cell in grid.cells if cell.role is Role.HEAD), default=grid.rows)


def _rows(slip: Slip, setter: Typesetter, across: Sequence[float], kind: tuple[float, float]) -> list[_Row]:
    rows: list[_Row] = []
    for at, least in enumerate(slip.heights):
        cells = tuple(cell for cell in slip.grid.cells if cell.row == at)
        texts = tuple(_text(setter, cell, across[cell.column + cell.column_span] - across[cell.column] - 2 * _SIDE, kind) for cell in cells)
        rows.append(_Row(cells, texts, least * MM))
    return rows


def _text(setter: Typesetter, cell: GridCell, inner: float, kind: tuple[float, float]) -> CellText:
    texts = [text.strip(" ") for text in cell.text.splitlines()]
    size, leading = _TYPES[0]
    blocks = [setter.plain(text, Face.SONG, size) for text in texts]
    lines = [line for block in blocks for line in (_label(setter, block, inner) if cell.role is Role.LABEL else set_lines(block, inner))]
    if cell.role is Role.FIELD and len(lines) > _SHORT:
        size, leading = kind
        lines = [line for text in texts for line in set_lines(setter.plain(text, Face.SONG, size), inner)]
    return CellText(tuple(lines), (size * TABLE_LEADING if cell.role is Role.LABEL else leading,) * len(lines))


def _label(setter: Typesetter, block: TextBlock, inner: float) -> Iterator[TextLine]:
    """Break a label that is too long before its brackets, and set a piece that does not fit in smaller type."""
    bracket = block.text.find("（")
    cut = bracket if block.width > inner and bracket > 0 else 0
    for text in filter(None, (block.text[:cut], block.text[cut:])):
        piece = setter.plain(text, Face.SONG, block.size)
        if piece.width > inner:
            fitting = math.floor(2 * block.size * inner / piece.width) / 2
            piece = setter.plain(text, Face.SONG, max(_SMALLEST, fitting))
        yield from set_lines(piece, inner)


def _filled(rows: Sequence[_Row], boxes: int, first: float, other: float, note: float) -> Iterator[list[_Row]]:
    """Yield the rows of each page: `first` and `other` are the pages' heights; the rows from `boxes` on stay together with the note."""
    page: list[_Row] = []
    left = first
    for row in rows[:boxes]:
        rest = row
        while rest.height > left:
            head, rest = _split(rest, left)
            page += head
            if not page:
                break
            yield page
            page, left = [], other
        page.append(rest)
        left -= rest.height
    signed = rows[boxes:]
    if page and sum(row.height for row in signed) + note > left:
        yield page
        page = []
    yield [*page, *signed]


def _split(row: _Row, left: float) -> tuple[list[_Row], _Row]:
    """Cut a row's texts after the lines that fit the height: what stays (nothing where no two lines do), and what goes on."""
    tallest = max(row.texts, key=lambda text: text.height)
    fitting = math.floor((left - 2 * _ROOM) / tallest.leadings[0]) if tallest.lines else 0
    count = min(fitting, len(tallest.lines) - 2)
    if count < 2:
        return [], row
    head = replace(row, texts=tuple(_lines(text, 0, count) for text in row.texts))
    # A label stands again beside what goes on.
    rest = tuple(text if len(text.lines) <= count else _lines(text, count, len(text.lines)) for text in row.texts)
    return [head], replace(row, texts=rest)


def _lines(text: CellText, first: int, last: int) -> CellText:
    return CellText(text.lines[first:last], text.leadings[first:last])


def _part(grid: Grid, rows: Sequence[_Row], across: tuple[float, ...]) -> Part:
    cells = tuple(replace(cell, row=at) for at, row in enumerate(rows) for cell in row.cells)
    texts = tuple(text for row in rows for text in row.texts)
    down = tuple(accumulate((row.height for row in rows), initial=0.0))
    return Part(replace(grid, rows=len(rows), cells=cells), texts, across, down, _CENTRED, _SIDE)
