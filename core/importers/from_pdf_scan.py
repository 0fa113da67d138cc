"""Tell which pages of a PDF are scans, and draw those as the pictures that are read instead of their text."""

import math
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from core.errors import UnreadableFile
from core.importers.from_pdf_page import Page
from core.importers.ocr import MAX_PIXELS
from core.importers.ocr_picture import LEAST_DPI, MOST_DPI

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

# A page with fewer characters than this and with pictures over this share of it is a scan: scanners stamp a line of their own.
_FEW = 30
_COVERED = 0.5
_POINTS = 72.0
TITLE = "PDF 读不出来"


def is_scan(page: Page) -> bool:
    """Tell whether a page is a picture without a text layer to trust."""
    return page.pictures >= _COVERED and sum(not char.text.isspace() for char in page.chars) < _FEW


def draw_pages(data: bytes, numbers: Iterable[int], name: str) -> Iterator[tuple[int, "Image"]]:
    """Yield (number, picture) of pages, each drawn when it is asked for; UnreadableFile where one is damaged or too large."""
    from pypdfium2 import PdfDocument, PdfiumError

    document = PdfDocument(data)
    try:
        for number in numbers:
            yield number, _drawn(document, number, name)
    except PdfiumError as fault:
        raise UnreadableFile(TITLE, f"{name} 有一页已损坏；请重新下载，或重新扫描后再试") from fault
    finally:
        document.close()


def _drawn(document: "PdfDocument", number: int, name: str) -> "Image":
    page = document[number]
    try:
        width, height = page.get_size()
        sides = _picture_sizes(page)
        if any(wide * high > MAX_PIXELS for wide, high in sides):
            raise UnreadableFile(TITLE, f"{name} 第 {number + 1} 页的扫描图片太大；请用 300 dpi 重新扫描后再试")
        own = max((wide for wide, _ in sides), default=0) / width * _POINTS
        scale = min(max(own, LEAST_DPI), MOST_DPI) / _POINTS
        scale = min(scale, math.sqrt(MAX_PIXELS / (width * height)))
        return page.render(scale=scale).to_pil().convert("RGB")
    finally:
        page.close()


def _picture_sizes(page: "PdfPage") -> list[tuple[int, int]]:
    """Return the sides of a page's pictures in their own pixels."""
    import ctypes

    import pypdfium2.raw as raw

    found: list[tuple[int, int]] = []
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=6):
        if raw.FPDFImageObj_GetImagePixelSize(item.raw, wide, high):
            found.append((wide.value, high.value))
    return found
