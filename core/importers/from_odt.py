"""Read OpenDocument texts and spreadsheets (.odt, .ott, .fodt, .ods, .fods)."""

from core.importers.from_odt_body import Body
from core.importers.from_odt_package import Opened, opened
from core.importers.from_odt_sheet import sheets_of
from core.importers.from_odt_text import TooDeep
from core.importers.sheet import TooLarge
from core.importers.source import MAX_PARAGRAPHS, RawText, Source
from core.importers.word_notes import notes_of


def read(data: bytes, name: str) -> Source:
    """Read an OpenDocument file; UnreadableFile says in one sentence why it cannot be read and what to do."""
    file = opened(data, name)
    try:
        return _sheets(file) if file.is_sheet else _text(file)
    except TooDeep as fault:
        raise file.file.fail("里面的内容嵌套得太深；请用 WPS 或 LibreOffice 整理后另存再试") from fault
    except TooLarge as fault:
        raise file.file.fail("里面的内容多得不像一份年度报告；请只保留报告正文，另存后再试") from fault


def _text(file: Opened) -> Source:
    body = Body(file.body, file.styles)
    return Source("odt", body.read(), notes_of(body.counts))


def _sheets(file: Opened) -> Source:
    sheets = sheets_of(file.body, file.styles)
    found = tuple(sheets.in_order())
    if not found:
        raise file.file.fail("里没有内容；请另选文件")
    if sum(isinstance(block, RawText) for block in found) > MAX_PARAGRAPHS:
        raise TooLarge
    return Source("ods", found, tuple(sheets.notes))
