"""The report as it goes on paper now, for the preview and the printer; what can go wrong is told in a sentence. Not for the GUI thread."""

from typing import TYPE_CHECKING

from core.errors import AppError
from core.papers import Extras
from gui.settings import INFOGRAPHIC, SLIP, Settings

if TYPE_CHECKING:
    from core.exporters.to_pdf_places import Paper
    from core.raster import Pages, Raster
    from core.report import Report
    from core.rules.engine import Finding


def extras_of(settings: Settings) -> Extras:
    """Return what a person wants on paper beside the report."""
    return Extras(settings.get(SLIP), settings.get(INFOGRAPHIC))


def paper_of(report: "Report", findings: "tuple[Finding, ...]", extras: Extras) -> "Paper":
    """Make the .pdf of a report; AppError where its fonts cannot be read."""
    from core.exporters.to_pdf import paper
    from core.files import unreadable_parts
    from core.finding_rows import rows_of
    from core.papers import laid_out

    try:
        # Only the 审签单 counts findings.
        return paper(laid_out(report, rows_of(report, findings) if extras.slip else (), extras))
    except OSError as fault:
        raise unreadable_parts(fault) from fault


def picture_of(pages: "Pages", page: int, scale: float) -> "Raster":
    """Draw a page, `scale` pixels to a point; AppError where it cannot be drawn."""
    from pypdfium2 import PdfiumError

    try:
        return pages.render(page, scale)
    except (PdfiumError, MemoryError) as fault:
        raise AppError("页面画不出来", "内存可能不够；请关闭别的程序再试") from fault
