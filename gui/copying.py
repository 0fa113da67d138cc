"""Put the whole report on the clipboard: as a page for editors that take tables, as text for those that do not."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from core.report import Report


def held_of(report: Report) -> QMimeData:
    """Return the report in the forms in which other programs take it."""
    from core.exporters.to_html import fragment
    from core.exporters.to_tabs import text
    from core.layout import document

    laid = document(report)
    held = QMimeData()
    held.setHtml(fragment(laid))
    held.setText(text(laid))
    return held


def copy_report(report: Report) -> None:
    """Replace what the clipboard holds by the report."""
    QGuiApplication.clipboard().setMimeData(held_of(report))
