"""Write a report as a web page to paste into a portal's editor: headings, paragraphs, tables, nothing that runs and no fonts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from core.document import Picture, Slip
from core.exporters.plain import one_line, sound
from core.layout import Document, DocumentBlock, Grid, GridCell, Heading, Para, Role, Signature, Title

# Lines, widths and places stand as attributes, which editors and Word keep when they throw a style sheet away.
_TABLE = '<table border="1" cellspacing="0" cellpadding="4" width="100%"'
# What the page looks like before it is pasted anywhere; nothing depends on it.
_STYLE = """
body { max-width: 50em; margin: 2em auto; padding: 0 1em; line-height: 1.8; color: #000; background: #fff }
h1 { margin: 0 0 1em; font-size: 1.6em; text-align: center }
h2 { margin: 1em 0 .5em; font-size: 1.15em }
h3, h4 { margin: .5em 0; font-size: 1em }
h2, h3, h4, p { text-indent: 2em }
p { margin: 0; text-align: justify }
table { width: 100%; margin: .5em 0; border-collapse: collapse; line-height: 1.4 }
th, td { border: 1px solid #555; padding: .3em; text-align: center }
th { font-weight: normal; background: #f3f1ed }
thead ~ tbody th:not([rowspan]) { text-align: left }
@page { size: A4; margin: 25mm 20mm }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 10.5pt }
  th { background: none }
  h1, h2, h3, h4 { break-after: avoid }
  tr { break-inside: avoid }
}
"""
_RIGHT = ' style="text-align: right"'
_BLANKS = re.compile(r"^ +| +$| {2,}|\t")
_LEVELS = {2: "h3", 3: "h4"}
_LABELS = (Role.BAND, Role.CORNER, Role.HEAD, Role.LABEL)


@dataclass(frozen=True, slots=True)
class _Dress:
    """What elements say of their own look, as attributes; a page says it in its style sheet instead."""

    title: str = ""
    line: str = ""
    table: str = ""
    cell: str = ""
    head: str = ""
    label: str = ""


_BARE = _Dress(cell=' align="center"')
_LINED = "border: 1px solid #000; padding: 4px"
# A style sheet does not travel over the clipboard, and a portal's own takes the lines off tables: each cell brings its own.
_WORN = _Dress(
    title=' style="text-align: center"',
    line=' style="text-indent: 2em"',
    table=' style="border-collapse: collapse"',
    cell=f' style="{_LINED}; text-align: center"',
    head=f' style="{_LINED}; text-align: center; font-weight: normal"',
    label=f' style="{_LINED}; text-align: left; font-weight: normal"',
)


def render(document: Document) -> bytes:
    """Return the page as UTF-8, the same bytes for the same document."""
    head = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(one_line(document.title), quote=False)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
    ]
    page = "\n".join([*head, *_lines(document, _BARE), "</body>", "</html>", ""])
    return page.encode("utf-8")


def fragment(document: Document) -> str:
    """Return the report as elements without a page around them, which bring their lines along: for the clipboard."""
    return "\n".join(_lines(document, _WORN))


def _lines(document: Document, dress: _Dress) -> list[str]:
    return [line for block in document.blocks for line in _block(block, dress)]


def _block(block: DocumentBlock, dress: _Dress) -> Iterable[str]:
    match block:
        case Title(lines=lines):
            return [f"<h1{dress.title}>{'<br>'.join(map(_text, lines))}</h1>"]
        case Heading(text=text):
            return [f"<h2{dress.line}>{_text(text)}</h2>"]
        case Para(text=text, level=level):
            tag = _LEVELS.get(level, "p")
            return [f"<{tag}{dress.line}>{_text(text)}</{tag}>"]
        case Grid():
            return _table(block, dress)
        case Signature(unit=unit, date=date):
            return [f"<p{_RIGHT}>{_text(line)}</p>" for line in (unit, date) if line]
        case Slip() | Picture():
            return []


def _table(grid: Grid, dress: _Dress) -> Iterator[str]:
    """Yield the table row by row; the rows that a form repeats over pages are its head, and each block of it is a body.

    The heading above says what a caption would say again.
    """
    by_row: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        by_row[cell.row].append(cell)
    yield f"{_TABLE}{dress.table}>"
    shares = (f'<col width="{width * 100 / sum(grid.widths):.1f}%">' for width in grid.widths)
    yield f"<colgroup>{''.join(shares)}</colgroup>"
    starts = [row for row in range(grid.head_rows, grid.rows) if row == grid.head_rows or _opens(by_row[row])]
    parts = [("thead", 0, grid.head_rows)] if grid.head_rows else []
    parts += [("tbody", start, end) for start, end in zip(starts, [*starts[1:], grid.rows], strict=True)]
    for part, start, end in parts:
        yield f"<{part}>"
        yield from _rows(grid, by_row[start:end], dress)
        yield f"</{part}>"
    yield "</table>"


def _opens(row: Sequence[GridCell]) -> bool:
    return bool(row) and row[0].role is Role.BAND


def _rows(grid: Grid, rows: Iterable[Sequence[GridCell]], dress: _Dress) -> Iterator[str]:
    for row in rows:
        yield f"<tr>{''.join(_cell(cell, dress, grid.head_rows > 0) for cell in row)}</tr>"


def _cell(cell: GridCell, dress: _Dress, headed: bool) -> str:
    tag = "th" if cell.role in _LABELS else "td"
    attributes = ""
    if cell.row_span > 1:
        attributes += f' rowspan="{cell.row_span}"'
    if cell.column_span > 1:
        attributes += f' colspan="{cell.column_span}"'
    if tag == "th":
        attributes += f' scope="{_SCOPES.get(cell.role, "col")}"'
    beside = headed and cell.role is Role.LABEL and cell.row_span == 1
    attributes += dress.cell if tag == "td" else dress.label if beside else dress.head
    return f"<{tag}{attributes}>{_text(cell.text)}</{tag}>"


_SCOPES = {Role.LABEL: "row", Role.BAND: "rowgroup"}


def _text(text: str) -> str:
    """Escape a text; blanks that a browser would swallow become such as stay, line breaks become <br>."""
    return "<br>".join(_BLANKS.sub(_keep, escape(line, quote=False)) for line in sound(text).split("\n"))


def _keep(match: re.Match[str]) -> str:
    return "&nbsp;" * len(match.group())
