"""Write a document as .pdf: pages by GB/T 9704, fonts embedded, text that copies and searches, bookmarks."""

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from core.exporters.fonts import texts
from core.exporters.to_pdf_font import font_set
from core.exporters.to_pdf_measures import FOOTER_FACE, FOOTER_TEXT, PAGE_HEIGHT, PAGE_WIDTH
from core.exporters.to_pdf_pages import Paginator
from core.exporters.to_pdf_places import Paper
from core.exporters.to_pdf_sheet import Mark
from core.exporters.to_pdf_text import Typesetter, is_invisible
from core.layout import Document

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument, PDFInfo

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
    stream = BytesIO()
    canvas = _canvas(stream, document)
    labels = {name: font.add_to(canvas._doc) for name, font in fonts.fonts.items()}
    pages = Paginator(document, Typesetter(fonts), labels).run()
    marks = _sound(pages.marks)
    for at, operators in enumerate(pages.pages):
        for number, mark in enumerate(marks):
            if mark.page == at:
                canvas.bookmarkPage(f"m{number}", fit="XYZ", left=0, top=mark.top, zoom=0)
                canvas.addOutlineEntry(mark.title, f"m{number}", level=mark.level)
        canvas.addLiteral("\n".join(operators), escaped=1)
        canvas.showPage()
    canvas.save()
    return Paper(stream.getvalue(), tuple(pages.places))


def _sound(marks: list[Mark]) -> list[Mark]:
    """Lift bookmarks that skip a level: a reader shows only levels that go down step by step."""
    found: list[Mark] = []
    for mark in marks:
        deepest = found[-1].level + 1 if found else 0
        found.append(Mark(min(mark.level, deepest), mark.title, mark.page, mark.top))
    return found


def _canvas(stream: BytesIO, document: Document) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    maker: Any = Canvas
    canvas = maker(
        stream,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        initialFontName=_no_font(),
        lang="zh-CN",
        pdfVersion=(1, 7),
    )
    canvas._doc.info = _info()
    canvas.setTitle(document.title)
    canvas.setAuthor(document.unit)
    canvas.setSubject(f"{document.year}年政府信息公开工作年度报告" if document.year else "政府信息公开工作年度报告")
    canvas.setCreator(_PROGRAM)
    canvas.setProducer(_PROGRAM)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


@cache
def _no_font() -> str:
    """Register a font that is never drawn with: reportlab wants one for each page and would list Helvetica in the file."""
    from reportlab.pdfbase import pdfmetrics

    fonts: Any = vars(pdfmetrics)["_fonts"]

    class NoFont:
        fontName = "GKNone"
        face = None
        # A font that builds itself while text is drawn is not put into a page's preamble.
        _dynamicFont = 1
        _multiByte = 1

    fonts[NoFont.fontName] = NoFont()
    return NoFont.fontName


def _info() -> "PDFInfo":
    """Make document properties without dates: the report carries its own."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString

    class Info(PDFInfo):
        def format(self, document: "PDFDocument") -> bytes:
            fields = {
                "Title": self.title,
                "Author": self.author,
                "Subject": self.subject,
                "Creator": self.creator,
                "Producer": self.producer,
            }
            return PDFDictionary({name: PDFString(text) for name, text in fields.items() if text}).format(document)

    return Info()
