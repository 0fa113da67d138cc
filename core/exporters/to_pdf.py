"""Write a document as .pdf: pages by GB/T 9704, fonts embedded, text that copies and searches, bookmarks."""

from core.document import Document
from core.exporters.fonts import texts
from core.exporters.to_pdf_file import Packed, PdfFile, add_outline, text_string
from core.exporters.to_pdf_font import font_set
from core.exporters.to_pdf_measures import FOOTER_FACE, FOOTER_TEXT, PAGE_HEIGHT, PAGE_WIDTH
from core.exporters.to_pdf_pages import Paginator
from core.exporters.to_pdf_places import Paper
from core.exporters.to_pdf_sheet import Pages
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
    pages = Paginator(document, Typesetter(fonts), labels).run()
    file = PdfFile()
    held = " ".join(f"/{labels[name]} {font.add_to(file)} 0 R" for name, font in fonts.fonts.items())
    catalog = _add_pages(file, pages, file.add(f"<< /Font << {held} >> >>"))
    return Paper(file.content(catalog, file.add(_info(document))), tuple(pages.places))


def _add_pages(file: PdfFile, pages: Pages, resources: int) -> int:
    """Add the pages and what leads to them; return the catalog, in which every reader begins."""
    tree = file.reserve()
    numbers: list[int] = []
    for operators in pages.pages:
        content = file.add_stream(Packed.of("\n".join(operators).encode("ascii")))
        numbers.append(file.add(f"<< /Type /Page /Parent {tree} 0 R /Contents {content} 0 R >>"))
    kids = " ".join(f"{number} 0 R" for number in numbers)
    box = f"/MediaBox [0 0 {PAGE_WIDTH:.4f} {PAGE_HEIGHT:.4f}] /Resources {resources} 0 R"
    file.put(tree, f"<< /Type /Pages /Count {len(numbers)} /Kids [{kids}] {box} >>")
    outline = add_outline(file, pages.marks, numbers)
    view = "/Lang (zh-CN) /ViewerPreferences << /DisplayDocTitle true >>"
    return file.add(f"<< /Type /Catalog /Pages {tree} 0 R /Outlines {outline} 0 R {view} >>")


def _info(document: Document) -> str:
    """Write document properties without dates: the report carries its own."""
    year = f"{document.year}年" if document.year else ""
    fields = {
        "Title": document.title,
        "Author": document.unit,
        "Subject": f"{year}政府信息公开工作年度报告",
        "Creator": _PROGRAM,
        "Producer": _PROGRAM,
    }
    return f"<< {' '.join(f'/{name} {text_string(text)}' for name, text in fields.items() if text)} >>"
