"""Read a web page: saved from a portal, exported by a word processor, or written by this program."""

import re

from core.errors import UnreadableFile
from core.importers.html_table import TooLarge
from core.importers.html_text import decode
from core.importers.html_walk import Walker, clear_unseen, layout_tables
from core.importers.source import MAX_CELLS, RawTable, Source

# A report's page has some hundred kilobytes; saved with its pictures inside, some millions.
MAX_BYTES = 20_000_000
MAX_TAGS = 500_000
_TITLE = "打不开这个网页"
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|main|meta|title|div|p|pre|br|span|font|center|table|thead|tbody|tr|t[hd]|h[1-6]|[ou]l|li|section|article)\b",
    re.IGNORECASE,
)
_FOREIGN = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff")
# Characters that no page may hold and that would end its text for the parser.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


def read(data: bytes, name: str) -> Source:
    """Read an .html file; UnreadableFile says in one sentence what is wrong with it and what to do."""
    if not data.strip():
        raise UnreadableFile(_TITLE, f"{name} 是空文件；请重新保存网页")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(_TITLE, f"{name} 超过 20 兆，不像是一份年度报告；请只保存报告所在的网页，或复制正文到 Word 后再试")
    if data.startswith(_FOREIGN):
        raise UnreadableFile(_TITLE, f"{name} 不是网页文件，扩展名可能被改过；请按它原来的格式打开")
    if data[:2000].lstrip().lower().startswith((b"mime-version:", b"from:")) or b"multipart/related" in data[:2000].lower():
        raise UnreadableFile(_TITLE, f"{name} 是单个文件的网页（.mht）；请在浏览器里另存为“网页，仅 HTML”后再试")
    text = _CONTROLS.sub("", decode(data))
    if not _MARKUP.search(text):
        raise UnreadableFile(_TITLE, f"{name} 里没有网页内容；请重新保存网页，纯文字请存为 .txt 后再试")
    try:
        if text.count("<") > MAX_TAGS:
            raise TooLarge
        return _source(text, name)
    except TooLarge as fault:
        raise UnreadableFile(
            _TITLE, f"{name} 里的内容太多，不像是一份年度报告；请只保存报告所在的网页，或复制正文到 Word 后再试"
        ) from fault


def _source(text: str, name: str) -> Source:
    from lxml import etree

    # Bytes with a known encoding: what the page itself declares was looked at before and may be wrong.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as fault:
        raise UnreadableFile(_TITLE, f"{name} 里没有网页内容；请重新保存网页") from fault
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooLarge
    if root is None:
        raise UnreadableFile(_TITLE, f"{name} 里没有网页内容；请重新保存网页")
    clear_unseen(root)
    blocks = Walker(layout_tables(root)).walk(root)
    if sum(len(b.rows) * len(b.rows[0]) for b in blocks if isinstance(b, RawTable)) > MAX_CELLS:
        raise TooLarge
    if not blocks:
        raise UnreadableFile(_TITLE, f"{name} 里没有文字，正文可能要在浏览器里才显示；请在浏览器中打开，复制正文到 Word 后再试")
    return Source("html", tuple(blocks))
