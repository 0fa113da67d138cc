"""Read a web page saved as a single file (.mht, .mhtml): of a browser, Word, WPS or Excel."""

import re
from collections.abc import Sequence
from functools import cache

from core.errors import UnreadableFile
from core.importers.html_page import TITLE, page_source
from core.importers.html_text import decode
from core.importers.mime_parts import Part, TooManyParts, parts_of
from core.importers.recognition_labels import bare
from core.importers.source import Source
from core.schema import formats

MAX_BYTES = 64 * 1024 * 1024
# A report's page has some hundred kilobytes; what else the file holds are pictures.
_MAX_PAGE = 20_000_000
_PAGES = ("text/html", "application/xhtml+xml")
_HEAD = re.compile(rb"\s*[\w-]{2,60}:")
_SHEET = re.compile(r"sheet\d+\.html?$", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,400}>")


def read(data: bytes, name: str) -> Source:
    """Read an .mht file; UnreadableFile says in one sentence what is wrong with it and what to do."""
    if not data.strip():
        raise UnreadableFile(TITLE, f"{name} 是空文件；请重新保存网页")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(TITLE, f"{name} 超过 64 兆，不像是一份年度报告；请只保存报告所在的网页，或复制正文到 Word 后再试")
    if not _HEAD.match(data.removeprefix(b"\xef\xbb\xbf")):
        raise UnreadableFile(TITLE, f"{name} 不是单个文件的网页（.mht），扩展名可能被改过；请按它原来的格式打开，或重新保存网页")
    try:
        start, parts = parts_of(data, _PAGES)
    except TooManyParts as fault:
        raise UnreadableFile(TITLE, f"{name} 里的内容太多，不像是一份年度报告；请只保存报告所在的网页，或复制正文到 Word 后再试") from fault
    if not parts:
        raise UnreadableFile(TITLE, f"{name} 里没有网页，可能已损坏或没有下载完整；请重新保存网页")
    if sum(len(part.content) for part in parts) > _MAX_PAGE:
        raise UnreadableFile(TITLE, f"{name} 里的网页超过 20 兆，不像是一份年度报告；请只保存报告所在的网页，或复制正文到 Word 后再试")
    return page_source(_chosen(start, parts), name)


def _chosen(start: str, parts: Sequence[Part]) -> list[str]:
    """Choose the page: the sheets of a workbook one after the other, else what holds most of a report, else what the file begins with.

    A portal's page may show the report in a frame, which is a part of its own.
    """
    texts = [decode(part.content, part.charset) for part in parts]
    first = next((i for i, part in enumerate(parts) if start and part.content_id == start), 0)
    sheets = [text for part, text in zip(parts, texts, strict=True) if _SHEET.search(part.location)]
    if "<frameset" in texts[first].lower() and sheets:
        return sheets
    best = max(range(len(parts)), key=lambda i: (_headings(texts[i]), i == first, -i))
    return [texts[best]]


def _headings(page: str) -> int:
    """Count the titles of sections in a page."""
    plain = bare(_TAG.sub("", page))
    return sum(title in plain for title in _titles())


@cache
def _titles() -> frozenset[str]:
    return frozenset(bare(section.title) for form in formats().values() for section in form.sections)
