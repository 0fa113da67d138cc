"""What a clipboard or a drop holds, before its words are taken."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

FILES_REFUSED = "没有粘贴：剪贴板里是文件，不是文字。要读入文件，请把它拖到窗口里，或用“文件”菜单的“打开”"


def on_clipboard() -> QMimeData:
    """Return what the clipboard holds; nothing where the system hands out nothing, as some do while it is empty."""
    held: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if held is None else held


def holds_files(source: QMimeData) -> bool:
    """Tell whether these are files, as a file manager hands them out: their words would be their addresses.

    What comes with looks of its own was copied from a document, whatever it was copied out of.
    """
    return not source.hasHtml() and any(url.isLocalFile() for url in source.urls())
