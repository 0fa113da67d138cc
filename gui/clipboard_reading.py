"""What a clipboard holds that can be read as a report: files of a file manager, else the richest form of a copied text."""

from pathlib import Path

from PySide6.QtCore import QMimeData

from gui.pasting import holds_files

NOTHING = "剪贴板里没有可以读的内容；请先在 Word、WPS 或浏览器里打开上年的报告，按 Ctrl+A 全选、Ctrl+C 复制"
_RICH = ("application/rtf", "text/rtf", "text/richtext", "Rich Text Format", 'application/x-qt-windows-mime;value="Rich Text Format"')
_BOM = "\ufeff"


def held_by(held: QMimeData | None) -> list[Path] | bytes | None:
    """Return the files, or the bytes of the text with its tables where there are any; None where nothing can be read."""
    # Some systems give none for an empty clipboard.
    if held is None:
        return None
    if holds_files(held):
        return [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    if held.hasHtml() and held.html().strip():
        # Qt has decoded it: the mark outdoes what the page says of its own letters.
        return (_BOM + held.html()).encode("utf-8", "replace")
    for kind in _RICH:
        data = bytes(held.data(kind).data()).rstrip(b"\0")
        if data.strip():
            return data
    text = held.text()
    return text.encode("utf-8", "replace") if text.strip() else None
