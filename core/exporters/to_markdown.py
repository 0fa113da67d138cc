"""Write a report as Markdown: headings, paragraphs, pipe tables as GitHub describes them."""

import re
from collections.abc import Iterator, Sequence

from core.document import Picture, Slip
from core.exporters.plain import one_line
from core.layout import Document, DocumentBlock, Grid, GridCell, Heading, Para, Role, Signature, Title

# Signs that mean something anywhere in a line, and an ampersand that begins the name of a character.
_SIGNS = re.compile(r"[\\`*_\[\]#|~$]")
_AMPERSAND = re.compile(r"&(?=[#A-Za-z])")
# What would begin a list, a quotation, a rule or a line below a heading.
_START = re.compile(r"^(?:([-+=>])|(\d{1,9})([.)])(?=\s|$)|([·•])(?=\s))")
_LEVELS = {2: "### ", 3: "#### "}
# Joins the heads above a column, outer ones first; no official head holds it.
_JOINT = "·"


def render(document: Document) -> bytes:
    """Return the text as UTF-8 without a mark, its lines ended by a line feed, as tools for Markdown expect.

    A pipe table knows no merged cells and one row of heads: the heads above a column are joined, merged labels repeated in each row,
    and each block of a table with several is a table below its title.
    """
    parts = [part for block in document.blocks for part in _parts(block)]
    return ("\n\n".join(parts) + "\n").encode("utf-8")


def _parts(block: DocumentBlock) -> list[str]:
    match block:
        case Title(lines=lines):
            return [f"# {_inline(''.join(lines))}"]
        case Heading(text=text):
            return [f"## {_inline(text)}"]
        case Para(text=text, level=level):
            return [f"{_LEVELS[level]}{_inline(text)}" if level else _paragraph(text)]
        case Grid():
            return list(_tables(block))
        case Signature(unit=unit, date=date):
            return [_paragraph(line) for line in (unit, date) if line]
        case Slip() | Picture():
            return []


# ---- tables ---------------------------------------------------------------------------------------


def _tables(grid: Grid) -> Iterator[str]:
    rows = _covering(grid)
    if grid.head_rows:
        heads = [_head(rows, grid.head_rows, column) for column in range(grid.columns)]
        body = [[_label(row, column) for column in range(grid.columns)] for row in rows[grid.head_rows :]]
        yield _table([heads, *body], [row[0].role is Role.LABEL and at < _labels(row) for row in rows[-1:] for at in range(grid.columns)])
        return
    block: list[list[str]] = []
    for row in rows:
        cells = list(dict.fromkeys(row))
        if cells[0].role is Role.BAND:
            if block:
                yield _table(block, [True])
            block = []
            yield f"**{_inline(cells[0].text)}**"
        else:
            block.append([_inline(cell.text) for cell in cells])
    yield _table(block, [True])


def _covering(grid: Grid) -> list[list[GridCell]]:
    """Return for each place of each row the cell that covers it."""
    places = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    return [[places[row, column] for column in range(grid.columns)] for row in range(grid.rows)]


def _head(rows: Sequence[Sequence[GridCell]], heads: int, column: int) -> str:
    path = dict.fromkeys(row[column] for row in rows[:heads])
    return _JOINT.join(_inline(cell.text) for cell in path if cell.role is not Role.CORNER or cell.column == column)


def _label(row: Sequence[GridCell], column: int) -> str:
    return _inline(row[column].text) if row[column].column == column else ""


def _labels(row: Sequence[GridCell]) -> int:
    return sum(cell.role is Role.LABEL for cell in row)


def _table(rows: Sequence[Sequence[str]], labels: Sequence[bool]) -> str:
    """Write the rows, the first as the head; columns of labels begin at the left, all others are centred."""
    beside = [at < len(labels) and labels[at] for at in range(len(rows[0]))]
    rule = "| " + " | ".join(":---" if left else ":---:" for left in beside) + " |"
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], rule, *lines[1:]])


# ---- text -----------------------------------------------------------------------------------------


def _inline(text: str) -> str:
    """Escape what would be a sign anywhere; a bracket of HTML is named, which the dullest renderer leaves alone."""
    return _SIGNS.sub(r"\\\g<0>", _AMPERSAND.sub("&amp;", one_line(text).strip())).replace("<", "&lt;")


def _paragraph(text: str) -> str:
    """Escape a text that begins a line."""
    return _START.sub(_kept, _inline(text))


def _kept(match: re.Match[str]) -> str:
    sign, number, stop, dot = match.groups()
    return f"\\{sign}" if sign else f"{number}\\{stop}" if number else f"&#{ord(dot)};"
