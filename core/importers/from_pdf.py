"""Read a .pdf that holds text: tables from its ruled lines, paragraphs from the places of its characters."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import UnreadableFile
from core.importers.from_pdf_grid import Table, find_tables
from core.importers.from_pdf_join import joined, same_edges
from core.importers.from_pdf_page import Page, take_apart
from core.importers.from_pdf_text import Line, cell_text, frame_of, is_page_number, lines_of, paragraphs
from core.importers.page import Char
from core.importers.source import MAX_CELLS, MAX_PARAGRAPHS, RawTable, RawText, Source
from core.report import Note

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 300
MAX_SECONDS = 60.0
MAX_BYTES = 200_000_000
_TITLE = "PDF 读不出来"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page in reading order: lines and tables."""

    items: tuple[Line | Table, ...]
    width: float


def read(data: bytes, name: str) -> Source:
    """Return the paragraphs and tables of a PDF with a text layer, in reading order.

    Raises UnreadableFile for a file that is empty, damaged, locked by a password, too long, or only pictures of pages.
    """
    pages = _pages(data, name)
    if not any(page.chars for page in pages):
        what = "只有扫描图片，没有文字" if any(page.pictures for page in pages) else "里面没有文字"
        raise UnreadableFile(_TITLE, f"{name} {what}；请改用 Word、网页等带文字的版本，或先用文字识别（OCR）软件转换")
    sheets = [_sheet(page, number) for number, page in enumerate(pages)]
    blocks, notes = _blocks(sheets)
    if len(blocks) > MAX_PARAGRAPHS:
        raise UnreadableFile(_TITLE, f"{name} 内容太多，不像一份年度报告；请只留下年度报告的那几页")
    return Source("pdf", tuple(blocks), tuple(notes))


def _pages(data: bytes, name: str) -> list[Page]:
    if not data:
        raise UnreadableFile(_TITLE, f"{name} 是空文件；请重新下载或另存后再试")
    if b"%PDF-" not in data[:1024]:
        raise UnreadableFile(_TITLE, f"{name} 不是 PDF 文件；请检查扩展名，或用原来的程序打开后另存")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_TITLE, f"{name} 太大；请只留下年度报告的那几页")
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        document = PdfDocument(data)
    except PdfiumError as fault:
        if "assword" in str(fault) or "ecurity" in str(fault):
            raise UnreadableFile(_TITLE, f"{name} 设有打开密码；请输入密码打开后另存一份不加密的，再导入") from fault
        raise UnreadableFile(_TITLE, f"{name} 已损坏；请重新下载，或打印成新的 PDF 后再试") from fault
    try:
        return _taken_apart(document, name)
    except PdfiumError as fault:
        raise UnreadableFile(_TITLE, f"{name} 有一页已损坏；请重新下载，或打印成新的 PDF 后再试") from fault
    finally:
        document.close()


def _taken_apart(document: "PdfDocument", name: str) -> list[Page]:
    count = len(document)
    if count > MAX_PAGES:
        raise UnreadableFile(_TITLE, f"{name} 有 {count} 页，不像一份年度报告；请只留下年度报告的那几页（最多 {MAX_PAGES} 页）")
    started = time.monotonic()
    found: list[Page] = []
    for number in range(count):
        page = document[number]
        found.append(take_apart(page))
        page.close()
        if time.monotonic() - started > MAX_SECONDS:
            raise UnreadableFile(_TITLE, f"{name} 太复杂，读了一分钟还没有读完；请只留下年度报告的那几页")
    return found


def _sheet(page: Page, number: int) -> _Sheet:
    tables = find_tables(page.level, page.upright, page.chars, cell_text)
    outside: Sequence[Char] = page.chars
    for table in tables:
        outside = table.outside(outside)
    lines = [line for line in lines_of(outside, number) if not is_page_number(line, page.height)]
    items = sorted([*lines, *tables], key=lambda item: -(item.y if isinstance(item, Line) else item.top))
    return _Sheet(tuple(items), page.width)


def _blocks(sheets: Sequence[_Sheet]) -> tuple[list[RawText | RawTable], list[Note]]:
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


def _stretches(sheets: Sequence[_Sheet]) -> Iterator[list[Line] | Table]:
    """Yield runs of lines, over page ends too, and tables, those that a page end cut put together."""
    lines: list[Line] = []
    table: Table | None = None
    for sheet in sheets:
        for at, item in enumerate(sheet.items):
            if isinstance(item, Table):
                if lines:
                    yield lines
                    lines = []
                if table is not None and at == 0 and same_edges(table, item):
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
