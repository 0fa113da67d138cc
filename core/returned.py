"""Tell what was changed in a file that this program wrote and that has come back: by its visible text alone."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import islice

from core.errors import UnreadableFile
from core.importers.recognition import recognise
from core.importers.source import RawTable, RawText, Source
from core.layout import Document, Grid, Heading, Para, Signature, Title, cell_text, document, long_date
from core.report import PREAMBLE, Note, Report
from core.sent import unpacked

_SAME = "这份文件由本程序导出，导出后文字和表格没有改动"
_MOST = 40
# Characters of a quotation, of what stays the same around a change, and of what is quoted whole.
_QUOTED, _AROUND, _SHORT = 40, 6, 20
# Paragraphs of one part that are compared one by one: what takes the square of them must not hold up who opens a file made for that.
_COMPARED = 500
_FIELDS = {"title": "标题", "signed_unit": "落款单位", "signed_date": "落款日期"}


def notes_of(report: Report, text: str) -> tuple[Note, ...]:
    """Compare a report as read with what its file says was sent; nothing where that is not whole."""
    sent = unpacked(text)
    if sent is None:
        return ()
    if sent.form is not report.form:
        return (Note("", f"这份文件由本程序导出，导出时用的是 {sent.form.id} 年的表样，现在不是；请核对表格"),)
    # To recognise what was sent takes as long as the file itself: only where there seems to be a change.
    changes = list(_changes(_as_read(sent), report)) if any(_changes(sent, report)) else []
    if not changes:
        return (Note("", _SAME),)
    left = len(changes) - _MOST
    more = [Note("", f"另有 {left} 处与导出时不同，没有逐一列出")] if left > 0 else []
    return (Note("", f"这份文件由本程序导出，导出后有 {len(changes)} 处改动"), *islice(changes, _MOST), *more)


def _as_read(sent: Report) -> Report:
    """Return the report as a reader would have found it in the file, so that only changes differ and no habit of the reader's."""
    try:
        return recognise(Source("docx", tuple(_blocks(document(sent)))))
    except UnreadableFile:
        return sent


def _blocks(laid: Document) -> Iterator[RawText | RawTable]:
    for block in laid.blocks:
        match block:
            case Title(lines=lines):
                yield from (RawText(line) for line in lines if line.strip())
            case Heading(text=text) | Para(text=text):
                yield RawText(text)
            case Signature(unit=unit, date=date):
                yield from (RawText(line) for line in (unit, date) if line.strip())
            case Grid():
                yield _raw(block)
            case _:
                continue


def _raw(grid: Grid) -> RawTable:
    rows: list[list[str | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row][cell.column] = cell.text
    return RawTable(tuple(map(tuple, rows)))


def _changes(was: Report, now: Report) -> Iterator[Note]:
    for field, name in _FIELDS.items():
        before, after = (long_date(getattr(report, field)) for report in (was, now))
        if before != after:
            yield Note(field, f"{name}与导出时不同：{_both(before, after)}")
    for part in (PREAMBLE, *(section.id for section in now.form.text_sections)):
        yield from _prose(part, [p.text for p in was.paragraphs(part)], [p.text for p in now.paragraphs(part)])
    for cell in now.form.cells:
        before, after = cell_text(was, cell), cell_text(now, cell)
        if before != after:
            yield Note(str(cell), f"与导出时不同：原为 {before or '空'}，现为 {after or '空'}")


def _prose(part: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Note]:
    """Yield what became of the paragraphs of one part, numbered as they stand now."""
    if max(len(was), len(now)) > _COMPARED:
        if was != now:
            yield Note(part, f"与导出时不同：原有 {len(was)} 段，现有 {len(now)} 段，没有逐段比较")
        return
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(b - a, d - c)
        for at in range(pairs):
            yield Note(part, f"第 {c + at + 1} 段与导出时不同：{_both(was[a + at], now[c + at])}")
        for at in range(c + pairs, d):
            yield Note(part, f"第 {at + 1} 段是导出后加上的：“{_cut(now[at])}”")
        for text in was[a + pairs : b]:
            yield Note(part, f"导出时有的一段现在没有了：“{_cut(text)}”")


def _both(before: str, after: str) -> str:
    """Quote both around the place where they part."""
    if min(len(before), len(after)) == 0 or max(len(before), len(after)) <= _SHORT:
        return f"原为{_named(before)}，现为{_named(after)}"
    first = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), min(len(before), len(after)))
    end = 0
    while end < min(len(before), len(after)) - first and before[-1 - end] == after[-1 - end]:
        end += 1
    return f"原为{_named(_part(before, first, end))}，现为{_named(_part(after, first, end))}"


def _part(text: str, first: int, end: int) -> str:
    """Cut out what changed with a little of what stands around it."""
    start, stop = max(0, first - _AROUND), min(len(text), len(text) - end + _AROUND)
    return ("……" if start else "") + _cut(text[start:stop]) + ("……" if stop < len(text) else "")


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}……"


def _named(text: str) -> str:
    return f"“{text}”" if text else "空"
