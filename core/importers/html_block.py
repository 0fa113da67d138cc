"""The cells that a sheet, a word processor or a browser puts on the clipboard as a web page."""

from core.errors import AppError
from core.importers.html_rows import read_rows
from core.importers.html_table import TooLarge
from core.importers.html_walk import clear_unseen

# Sheets copy their looks along; beyond this no block of cells of an official table is described.
_LONGEST, _MOST_TAGS = 2_000_000, 20_000
_TITLE = "没有粘贴"


def block_of(page: str) -> tuple[tuple[str | None, ...], ...] | None:
    """Return the rows of the one table of a page, None where a span covers a place; None where there is no table.

    A table around others only lays out the page. AppError where there are several, or far too much.
    """
    from lxml import etree

    if "<table" not in page.lower():
        return None
    if len(page) > _LONGEST or page.count("<") > _MOST_TAGS:
        raise AppError(_TITLE, "剪贴板里的内容太多，不是一张表里的数，请只复制需要的格")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(page.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    if root is None:
        return None
    clear_unseen(root)
    try:
        found = [read_rows(table) for table in root.iter("table") if table.find(".//table") is None]
    except TooLarge as fault:
        raise AppError(_TITLE, "剪贴板里的表太大，请只复制需要的格") from fault
    tables = [rows for rows in found if any(text and text.strip() for row in rows for text in row)]
    if len(tables) > 1:
        raise AppError(_TITLE, f"剪贴板里有 {len(tables)} 张表，请一次只复制一张表里的格")
    return tables[0] if tables else None
