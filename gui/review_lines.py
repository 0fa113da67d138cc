"""What a pane of the review lists, line by line: a paragraph is a line, and so is each row of a raw grid. No widgets."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.importers.source import RawTable
from core.layout import long_date
from core.report import PREAMBLE, Report, official_title
from gui.review_links import SHORT, SIGNATURE, TITLE, UNREAD, Links

PARAGRAPH = -1


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `block` and `row` are its place (row -1 for a paragraph), `mark` the word in the margin, `read` whether it was taken in.

    `part` is the part of the report, `first` tells that a run of lines of one part begins here.
    """

    block: int
    row: int = PARAGRAPH
    text: str = ""
    part: str = ""
    mark: str = ""
    read: bool = True
    first: bool = False


def source_lines(links: Links) -> list[Line]:
    """Return the source's paragraphs and rows in order."""
    lines: list[Line] = []
    before: tuple[str, bool] | None = None
    for at, raw in enumerate(links.source.blocks):
        mark, part = links.label_of(at), links.part_of(at)
        read = bool(part)
        first, before = (mark, read) != before, (mark, read)
        if isinstance(raw, RawTable):
            for row in range(len(raw.rows)):
                lines.append(Line(at, row, "", part, mark, read, first and row == 0))
        else:
            lines.append(Line(at, PARAGRAPH, raw.text, part, mark, read, first))
    return lines


def info_lines(report: Report) -> list[Line]:
    """Return title, unit, year, preamble and signature, as far as they were read; `block` is the paragraph's index in its part."""
    title = report.title or (official_title(report.unit, report.year) if report.unit else "")
    fields = ((TITLE, SHORT[TITLE], title), ("unit", "单位", report.unit), ("year", "年度", str(report.year or "")))
    lines = [_field(part, mark, text) for part, mark, text in fields]
    held = report.paragraphs(PREAMBLE)
    lines += _paragraphs(PREAMBLE, SHORT[PREAMBLE], (p.text for p in held)) if held else [_field(PREAMBLE, SHORT[PREAMBLE], "")]
    signed = "　".join(text for text in (report.signed_unit, long_date(report.signed_date)) if text)
    return [*lines, _field(SIGNATURE, SHORT[SIGNATURE], signed)]


def prose_lines(report: Report, part: str) -> list[Line]:
    """Return the paragraphs of a section."""
    return list(_paragraphs(part, "", (p.text for p in report.paragraphs(part))))


def _field(part: str, mark: str, text: str) -> Line:
    return Line(0, PARAGRAPH, text or "没有读到", part, mark, bool(text), True)


def _paragraphs(part: str, mark: str, texts: Iterable[str]) -> Iterable[Line]:
    for at, text in enumerate(texts):
        yield Line(at, PARAGRAPH, text, part, mark, True, at == 0)


def spoken(line: Line, links: Links) -> str:
    """Read a line out: where it went, what it holds."""
    if line.row == PARAGRAPH:
        return "，".join(word for word in (line.mark, line.text) if word)
    table = links.source.blocks[line.block]
    texts = table.rows[line.row] if isinstance(table, RawTable) else ()
    shown = "，".join(text for text in texts if text and text.strip())
    return f"{line.mark}，表格第 {line.row + 1} 行，{shown}" if line.read else f"{UNREAD}，表格第 {line.row + 1} 行，{shown}"
