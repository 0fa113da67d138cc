"""Write a document as .pdf: pages by GB/T 9704, fonts embedded, text that copies and searches, bookmarks."""

from core.document import Document
from core.exporters.fonts import texts
from core.exporters.to_pdf_file import PdfFile
from core.exporters.to_pdf_font import font_set
from core.exporters.to_pdf_layout import lay_out
from core.exporters.to_pdf_measures import FOOTER_FACE, FOOTER_TEXT, PAGE_HEIGHT, PAGE_WIDTH
from core.exporters.to_pdf_places import Paper
from core.exporters.to_pdf_text import Typesetter, is_invisible

_BLANKS = {" ", "\u3000"}
_PROGRAM = "公开年报"


def render(document: Document) -> bytes:
    """Return the document as a PDF file; the same document gives the same bytes on the same machine."""
    return paper(document).data


def paper(document: Document) -> Paper:
    """Return the document as a PDF file and where every place of it stands on the pages."""
    used = {role: {char for char in chars if not is_invisible(char)} | _BLANKS for role, chars in texts(document).items() if chars}
    used[FOOTER_FACE] = used.get(FOOTER_FACE, set()) | set(FOOTER_TEXT)
    fonts = font_set(used)
    labels = {name: f"F{at}" for at, name in enumerate(fonts.fonts, start=1)}
    pages = lay_out(document, Typesetter(fonts), labels)
    file = PdfFile(_properties(document))
    resources = file.add({"Font": {labels[name]: font.add_to(file) for name, font in fonts.fonts.items()}})
    for operators in pages.pages:
        file.add_page(operators, PAGE_WIDTH, PAGE_HEIGHT, resources)
    file.add_outline(pages.marks)
    return Paper(file.content(), tuple(pages.places))


def _properties(document: Document) -> dict[str, str]:
    """Return the document's properties as readers show them."""
    year = f"{document.year}年" if document.year else ""
    return {
        "Title": document.title,
        "Author": document.unit,
        "Subject": f"{year}政府信息公开工作年度报告",
        "Creator": _PROGRAM,
        "Producer": _PROGRAM,
    }
