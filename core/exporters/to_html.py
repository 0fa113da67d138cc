"""Write a report as a web page to paste into a portal's editor: headings, paragraphs, tables, nothing that runs and no fonts."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from core.document import Picture, Slip
from core.layout import Document, DocumentBlock, Grid, GridCell, Heading, Para, Role, Signature, Title

# Lines stand as an attribute, which editors keep when they throw a style sheet away.
_TABLE = '<table border="1" cellspacing="0" cellpadding="4">'
# What the page looks like before it is pasted anywhere; nothing depends on it.
_STYLE = (
    "body { max-width: 50em; margin: 2em auto; padding: 0 1em; line-height: 1.8 }"
    " h1, td { text-align: center }"
    " table { width: 100%; border-collapse: collapse; line-height: 1.4 }"
)
_BLANKS = re.compile(r"^ +| +$| {2,}|\t")
_LEVELS = {2: "h3", 3: "h4"}
_LABELS = (Role.BAND, Role.CORNER, Role.HEAD, Role.LABEL)


def render(document: Document) -> bytes:
    """Return the page as UTF-8, the same bytes for the same document."""
    body = [line for block in document.blocks for line in _block(block)]
    head = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(document.title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
    ]
    page = "\n".join([*head, *body, "</body>", "</html>", ""])
    return page.encode("utf-8", "replace")


def _block(block: DocumentBlock) -> Iterable[str]:
    match block:
        case Title(lines=lines):
            return [f"<h1>{'<br>'.join(map(_text, lines))}</h1>"]
        case Heading(text=text):
            return [f"<h2>{_text(text)}</h2>"]
        case Para(text=text, level=level):
            tag = _LEVELS.get(level, "p")
            return [f"<{tag}>{_text(text)}</{tag}>"]
        case Grid():
            return _table(block)
        case Signature(unit=unit, date=date):
            return [f'<p style="text-align: right">{_text(line)}</p>' for line in (unit, date) if line]
        case Slip() | Picture():
            return []


def _table(grid: Grid) -> Iterator[str]:
    """Yield the table row by row; the rows that a form repeats over pages are its head."""
    by_row: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        by_row[cell.row].append(cell)
    yield _TABLE
    if grid.head_rows:
        yield "<thead>"
        yield from _rows(by_row[: grid.head_rows])
        yield "</thead>"
    yield "<tbody>"
    yield from _rows(by_row[grid.head_rows :])
    yield "</tbody>"
    yield "</table>"


def _rows(rows: Sequence[Sequence[GridCell]]) -> Iterator[str]:
    for row in rows:
        yield f"<tr>{''.join(map(_cell, row))}</tr>"


def _cell(cell: GridCell) -> str:
    tag = "th" if cell.role in _LABELS else "td"
    attributes = ""
    if cell.row_span > 1:
        attributes += f' rowspan="{cell.row_span}"'
    if cell.column_span > 1:
        attributes += f' colspan="{cell.column_span}"'
    if tag == "th":
        attributes += ' scope="row"' if cell.role is Role.LABEL else ' scope="col"'
    return f"<{tag}{attributes}>{_text(cell.text)}</{tag}>"


def _text(text: str) -> str:
    """Escape a text; blanks that a browser would swallow become such as stay, line breaks become <br>."""
    return "<br>".join(_BLANKS.sub(_keep, escape(line, quote=False)) for line in _sound(text).split("\n"))


def _keep(match: re.Match[str]) -> str:
    return "&nbsp;" * len(match.group())


def _sound(text: str) -> str:
    """Leave out what no web page can hold: control characters."""
    return "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c in "\n\t" or (c >= " " and not "\x7f" <= c <= "\x9f"))
