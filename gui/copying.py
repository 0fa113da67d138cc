"""Put the whole report on the clipboard: as a page for editors that take tables, as text for those that do not."""

from dataclasses import replace

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from core.document import Document, DocumentBlock, Heading, Signature
from core.report import Report
from gui.places import INFO


def held_of(report: Report, page: str | None = None) -> QMimeData:
    """Return the report, or one page of it, in the forms in which other programs take it."""
    from core.exporters.to_html import fragment
    from core.exporters.to_tabs import text
    from core.layout import document

    laid = document(report)
    if page is not None:
        laid = replace(laid, blocks=_blocks(laid, page))
    held = QMimeData()
    held.setHtml(fragment(laid))
    held.setText(text(laid))
    return held


def copy_report(report: Report) -> None:
    """Replace what the clipboard holds by the report."""
    QGuiApplication.clipboard().setMimeData(held_of(report))


def copy_part(report: Report, page: str) -> None:
    """Replace what the clipboard holds by a section with its heading; by title and preamble for the page of the particulars."""
    QGuiApplication.clipboard().setMimeData(held_of(report, page))


def _blocks(laid: Document, page: str) -> tuple[DocumentBlock, ...]:
    """Return the blocks of a section, or those before the first one."""
    kept: list[DocumentBlock] = []
    here = INFO
    for block in laid.blocks:
        if isinstance(block, Heading):
            here = block.section
        if here == page and not isinstance(block, Signature):
            kept.append(block)
    return tuple(kept)
