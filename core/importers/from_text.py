"""Read plain text: paragraphs a line each, tables as rows of tab-separated cells or as one cell a line with blank lines between rows."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice

from core.errors import UnreadableFile
from core.importers import text_grid, text_marks
from core.importers.source import MAX_CELLS, MAX_PARAGRAPHS, RawTable, RawText, Source
from core.workbook import without_marks

# A report's text has some ten kilobytes.
MAX_BYTES = 20_000_000
# What marks a list, a heading or bold type where no type can be shown.
_BULLET = re.compile(r"^(?:[-*•·]\s+(?!\d{1,3}\s*[-—]$)|#{1,6}\s+|\*\*(?=.+\*\*$))(?=\S)|(?<=\S)\*\*$")
_BLANK_LINES = re.compile(r"\n(?:[ \u3000]*\n){2,}")
_FILLED_LINE = re.compile(r"[^ \u3000\n][^\n]*")
_LONGEST_CELL = 60
_WIDE = re.compile(r"[ \u3000]{2,}")
_FEWEST_ROWS, _MANY_GAPS = 3, 2
_LONGEST_ROW = 400
_MARKDOWN_RULE = re.compile(r"^\|?[\s:|-]+\|[\s:|-]*$")


def read(data: bytes, name: str) -> Source:
    """Read UTF-8, UTF-16 or GB 18030 text; UnreadableFile where the bytes are no text."""
    too_much = UnreadableFile("打不开这份文件", f"{name} 的内容太多，不像是一份年度报告；请另选文件")
    if len(data) > MAX_BYTES:
        raise too_much
    text = _BLANK_LINES.sub("\n\n", decode(data, name).replace("\r\n", "\n").replace("\r", "\n"))
    if _is_endless(text):
        raise too_much
    lines = (without_marks(text) if "\t" in text else text).split("\n")
    blocks = _cell_lines(lines) if _one_cell_a_line(lines) else _rows(lines)
    found = tuple(blocks)
    cells = sum(len(row) for block in found if isinstance(block, RawTable) for row in block.rows)
    if len(found) > MAX_PARAGRAPHS or cells > MAX_CELLS:
        raise too_much
    return Source("text", found)


def _is_endless(text: str) -> bool:
    """Tell at little cost whether there are more lines or cells than are ever kept: taken apart they would fill memory."""
    most = 2 * (MAX_PARAGRAPHS + MAX_CELLS)
    lines = sum(1 for _ in islice(_FILLED_LINE.finditer(text), most + 1))
    return max(lines, text.count("\t"), text.count("|")) > most


def decode(data: bytes, name: str) -> str:
    """Return the text of bytes in the encodings that Chinese offices use."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data[:4096]:
        encodings = []
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile("打不开这份文件", f"{name} 不是文字内容，或已损坏；请用 Word、WPS 打开后另存为 .docx 再试")


def _is_cell_line(line: str) -> bool:
    return line.startswith("\t") and "\t" not in line[1:].rstrip("\t\n ")


def _one_cell_a_line(lines: Iterable[str]) -> bool:
    """Tell the layout in which every cell stands on a line of its own behind one tab."""
    single = runs = many = length = 0
    for line in lines:
        if _is_cell_line(line):
            single += 1
            length += 1
        else:
            runs += length > 1
            length = 0
            many += line.count("\t") > 1
    return single > 8 and runs > 1 and single > 2 * many


def _cell_lines(lines: Iterable[str]) -> Iterator[RawText | RawTable]:
    """Read one cell a line: a blank line ends the row, a line of text ends the table."""
    rows: list[tuple[str, ...]] = []
    row: list[str] = []
    for line in [*lines, "end"]:
        if _is_cell_line(line) and len(line) <= _LONGEST_CELL:
            row.append(line.strip())
            continue
        if row:
            rows.append(tuple(row))
            row = []
        if line.strip():
            if rows:
                yield RawTable(tuple(rows), exact=False)
                rows = []
            if line != "end":
                yield RawText(_unmarked(line))


def _with_tabs(lines: Sequence[str]) -> list[str]:
    """Put tabs for the wide blanks that part the columns of a table: in runs of lines that all have some.

    A text has such tables where one run is long and one of its lines has many.
    """
    runs = [list(run) for has_gap, run in groupby(range(len(lines)), key=lambda i: _has_gap(lines[i])) if has_gap]
    if not any(len(run) >= _FEWEST_ROWS and max(len(_WIDE.findall(lines[i].strip())) for i in run) >= _MANY_GAPS for run in runs):
        return list(lines)
    rows = {i for run in runs if len(run) > 1 for i in run}
    return [_WIDE.sub("\t", line.strip()) if i in rows else line for i, line in enumerate(lines)]


def _has_gap(line: str) -> bool:
    return "\t" not in line and "|" not in line and len(line) < _LONGEST_ROW and "。" not in line and _WIDE.search(line.strip()) is not None


def _rows(lines: list[str]) -> Iterator[RawText | RawTable]:
    """Read a row a line; rows that follow one another are one table, a blank line ends it."""
    rows: list[tuple[str, ...]] = []
    headed = False
    plain = _plain(lines)
    for line in [*_with_grids(_with_tabs(lines)), ""]:
        cells = _cells(line, inside=bool(rows)) if isinstance(line, str) else None
        if cells is not None:
            if cells:
                rows.append(tuple(map(plain, cells)))
            else:
                headed = len(rows) == 1
            continue
        if rows:
            yield text_marks.table(rows) if headed else RawTable(tuple(rows), exact=False)
            rows, headed = [], False
        if isinstance(line, RawTable):
            yield line
        elif line.strip():
            yield RawText(plain(_unmarked(line)))


def _plain(lines: Sequence[str]) -> Callable[[str], str]:
    """Return what a text is without the escapes of Markdown, where the headings say that it is such."""
    return text_marks.unescaped if any(map(text_marks.HEADING.match, lines)) else str


def _unmarked(line: str) -> str:
    """Take off blanks and marks; a paragraph that is indented by a full square begins with no mark of a list."""
    return line.strip() if line.startswith("\u3000") else _BULLET.sub("", line.strip())


def _with_grids(lines: Sequence[str]) -> Iterator[str | RawTable]:
    """Put tables for the runs of lines that draw one with rules of their own above and below."""
    at = 0
    while at < len(lines):
        end = at + 1
        if text_grid.RULE.fullmatch(lines[at].strip()):
            while end < len(lines) and lines[end].strip().startswith(("+", "|")):
                end += 1
        table = text_grid.read([line.strip() for line in lines[at:end]])
        yield from lines[at:end] if table is None else [table]
        at = end


def _cells(line: str, *, inside: bool) -> tuple[str, ...] | None:
    """Return a row's cells, an empty tuple for a drawn rule, None where the line is no row; a lone tab at the start may be an indent."""
    if "\t" in line.lstrip("\t\n ") or (inside and line.startswith("\t") and len(line) <= _LONGEST_CELL):
        return tuple(cell.strip() for cell in line.rstrip("\n").split("\t"))
    bare = line.strip(" \t\n")
    if bare.startswith("|") and bare.endswith("|") and bare.count("|") > 2:
        return () if _MARKDOWN_RULE.match(bare) else tuple(cell.strip() for cell in text_marks.BAR.split(bare[1:-1]))
    return None
