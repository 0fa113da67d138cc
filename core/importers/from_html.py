"""Read a web page: saved from a portal, exported by a word processor, or written by this program."""

import re

from core.errors import UnreadableFile
from core.importers.html_page import TITLE, page_source
from core.importers.html_text import decode
from core.importers.source import Source

# A report's page has some hundred kilobytes; saved with its pictures inside, some millions.
MAX_BYTES = 20_000_000
_MARKUP = re.compile(
    r"<(?:!doctype|!--startfragment|html|head|body|main|meta|title|div|p|pre|br|span|font|center|table|col|thead|tbody|tr|t[hd]|h[1-6]"
    r"|[ou]l|li|section|article|b|strong|em|i|u|a)\b",
    re.IGNORECASE,
)
# What the clipboard of Windows has before a page: its version, places in it, where it comes from.
_CLIPBOARD = re.compile(rb"\s*Version:\d[\d.]*\s*(?:[A-Za-z]{3,20}:[^\r\n<]{0,4000}[\r\n]+)*", re.IGNORECASE)
_FOREIGN = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")


def read(data: bytes, name: str) -> Source:
    """Read an .html file; UnreadableFile says in one sentence what is wrong with it and what to do."""
    if not data.strip():
        raise UnreadableFile(TITLE, f"{name} 是空文件；请重新保存网页")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(TITLE, f"{name} 超过 20 兆，不像是一份年度报告；请只保存报告所在的网页，或复制正文到 Word 后再试")
    if data.startswith(_FOREIGN):
        raise UnreadableFile(TITLE, f"{name} 不是网页文件，扩展名可能被改过；请按它原来的格式打开")
    if data[:2000].lstrip().lower().startswith((b"mime-version:", b"from:")) or b"multipart/related" in data[:2000].lower():
        raise UnreadableFile(TITLE, f"{name} 是单个文件的网页，扩展名可能被改过；请把扩展名改为 .mht 后再试")
    header = _CLIPBOARD.match(data)
    text = decode(data[header.end() :] if header else data)
    if not _MARKUP.search(text):
        raise UnreadableFile(TITLE, f"{name} 里没有网页内容；请重新保存网页，纯文字请存为 .txt 后再试")
    return page_source([text], name)
