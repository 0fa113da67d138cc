"""Read a .pdf: tables from its ruled lines, paragraphs from the places of its characters; scanned pages from their pictures."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.errors import UnreadableFile
from core.importers.from_pdf_page import Page, take_apart
from core.importers.from_pdf_scan import TITLE as _TITLE
from core.importers.from_pdf_scan import draw_pages, is_scan
from core.importers.ocr import Recogniser, available, install_hint
from core.importers.ocr_page import read_pages
from core.importers.page import Char
from core.importers.page_blocks import Sheet, blocks_of, sheet_of
from core.importers.page_grid import find_tables
from core.importers.page_text import cell_text, lines_of
from core.importers.source import MAX_PARAGRAPHS, Source
from core.report import Note

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MAX_PAGES = 300
MAX_SECONDS = 60.0
MAX_BYTES = 200_000_000


def read(data: bytes, name: str, recogniser: Recogniser | None = None) -> Source:
    """Return the paragraphs and tables of a PDF in reading order; pages that are scans are recognised (`doubtful`).

    Raises UnreadableFile for a file that is empty, damaged, locked by a password or too long, and for one of scans only where
    the optional engine is missing. `recogniser` stands in for that engine.
    """
    pages = _pages(data, name)
    scans = [number for number, page in enumerate(pages) if is_scan(page)]
    if not scans and not any(page.chars for page in pages):
        raise UnreadableFile(_TITLE, f"{name} 里面没有文字；请改用 Word、网页等带文字的版本")
    sheets = {number: _sheet(page, number) for number, page in enumerate(pages) if number not in scans}
    notes: list[Note] = []
    recognised = bool(scans)
    if scans and not recogniser and not available() and any(page.chars for page in pages):
        shown = "、".join(str(number + 1) for number in scans)
        notes.append(Note("", f"第 {shown} 页是扫描图片，没有读入；要读这些页，{install_hint()}"))
        recognised = False
    elif scans:
        found, notes = _recognised(data, pages, scans, name, recogniser)
        sheets |= found
    blocks, more = blocks_of([sheets[number] for number in sorted(sheets)])
    if len(blocks) > MAX_PARAGRAPHS:
        raise UnreadableFile(_TITLE, f"{name} 内容太多，不像一份年度报告；请只留下年度报告的那几页")
    return Source("pdf", tuple(blocks), (*notes, *more), doubtful=recognised)


def _recognised(
    data: bytes, pages: Sequence[Page], scans: Sequence[int], name: str, recogniser: Recogniser | None
) -> tuple[dict[int, Sheet], list[Note]]:
    """Return the sheets of the pages that are scans, and what was hard to read in them."""
    sizes = {number: (pages[number].width, pages[number].height) for number in scans}
    pictures = ((number, picture, sizes[number]) for number, picture in draw_pages(data, scans, name))
    return read_pages(pictures, len(scans), name, recogniser)


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


def _sheet(page: Page, number: int) -> Sheet:
    tables = find_tables(page.level, page.upright, page.chars, cell_text)
    outside: Sequence[Char] = page.chars
    for table in tables:
        outside = table.outside(outside)
    return sheet_of(lines_of(outside, number), tables, page.width, page.height)
