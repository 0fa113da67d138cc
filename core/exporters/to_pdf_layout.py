"""Lay out a whole document, and once more where its last page would hold a few lines only."""

from core.document import Document
from core.exporters.to_pdf_measures import LINE, TABLE_SIZE_TIGHT, TABLE_SIZES
from core.exporters.to_pdf_pages import Paginator
from core.exporters.to_pdf_sheet import Pages
from core.exporters.to_pdf_text import Typesetter

# A last page with no more lines than this looks forgotten.
_FEW = 4


def lay_out(document: Document, setter: Typesetter, labels: dict[str, str]) -> Pages:
    """Return a document's pages.

    Where the last one has a few lines only and a tighter last table spares it, the table is set in the largest type that does, as a
    careful typist would.
    """
    paginator = Paginator(document, setter, labels)
    pages = paginator.run()
    count = len(pages.pages)
    if count < 2 or pages.used > _FEW * LINE or paginator.last_table < 0:
        return pages
    most = paginator.last_table_height() + pages.blank - pages.used
    steps = range(1, TABLE_SIZES.index(TABLE_SIZE_TIGHT) + 1)
    other = next((each for each in map(paginator.tightened, steps) if each.last_table_height() <= most), None)
    spared = other.run() if other else pages
    return spared if len(spared.pages) < count else pages
