"""Turn the text of web pages into a source, whatever file they came in."""

import re
from collections.abc import Sequence

from core.errors import UnreadableFile
from core.importers.html_report import report_of
from core.importers.html_table import TooLarge
from core.importers.html_walk import Walker, clear_unseen, layout_tables
from core.importers.source import MAX_CELLS, MAX_PARAGRAPHS, RawTable, RawText, Source
from core.report import Note

TITLE = "打不开这个网页"
MAX_TAGS = 500_000
# Characters that no page may hold and that would end its text for the parser.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f]")


def page_source(pages: Sequence[str], name: str) -> Source:
    """Read pages one after the other; UnreadableFile where they hold no text or more than any report."""
    blocks: list[RawText | RawTable] = []
    notes: list[Note] = []
    try:
        if sum(page.count("<") for page in pages) > MAX_TAGS:
            raise TooLarge
        for page in pages:
            found, said = _blocks(_CONTROLS.sub("", page), name)
            blocks += found
            notes += said
        cells = sum(len(b.rows) * len(b.rows[0]) for b in blocks if isinstance(b, RawTable))
        if cells > MAX_CELLS or len(blocks) > MAX_PARAGRAPHS:
            raise TooLarge
    except TooLarge as fault:
        message = f"{name} 里的内容太多，不像是一份年度报告；请只保存报告所在的网页，或复制正文到 Word 后再试"
        raise UnreadableFile(TITLE, message) from fault
    if not blocks:
        raise UnreadableFile(TITLE, f"{name} 里没有文字，正文可能要在浏览器里才显示；请在浏览器中打开，复制正文到 Word 后再试")
    return Source("html", tuple(blocks), tuple(notes))


def _blocks(page: str, name: str) -> tuple[list[RawText | RawTable], list[Note]]:
    from lxml import etree

    # Bytes with a known encoding: what the page itself declares was looked at before and may be wrong.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as fault:
        raise UnreadableFile(TITLE, f"{name} 里没有网页内容；请重新保存网页") from fault
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooLarge
    if root is None:
        raise UnreadableFile(TITLE, f"{name} 里没有网页内容；请重新保存网页")
    clear_unseen(root)
    walker = Walker(layout_tables(root))
    walker.walk(root)
    blocks, notes = report_of(walker.blocks, walker.homes)
    return blocks, notes + walker.notes
