"""Pages of a .pdf as pictures: what the preview, the printer and the .png writer show."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

# pdfium must not be called by two threads at once, whatever the documents.
_LOCK = threading.RLock()


@dataclass(frozen=True, slots=True)
class Raster:
    """A picture: four bytes a pixel (blue, green, red, unused), `stride` bytes a row, rows from the top."""

    width: int
    height: int
    stride: int
    pixels: bytes


class Pages:
    """The pages of one .pdf; any thread may ask. Use as a context manager, or close."""

    def __init__(self, data: bytes) -> None:
        from pypdfium2 import PdfDocument

        self._document: PdfDocument | None = None
        with _LOCK:
            self._document = document = PdfDocument(data)
            self.sizes = tuple(document.get_page_size(at) for at in range(len(document)))

    def __enter__(self) -> "Pages":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        # Left to itself the library would close the document without the lock, in whichever thread lets go of it last.
        self.close()

    def render(self, page: int, scale: float) -> Raster:
        """Draw a page (from 0) on white, `scale` pixels to a point."""
        with _LOCK, self._page(page) as drawn:
            # pypdfium2 says int and means any number.
            bitmap = drawn.render(scale=scale, prefer_bgrx=True, draw_annots=False)  # pyright: ignore[reportArgumentType]
            made = Raster(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
        return made

    def close(self) -> None:
        """Give the document's memory back; nothing can be drawn afterwards."""
        with _LOCK:
            if self._document is not None:
                self._document.close()
            self._document = None

    @contextmanager
    def _page(self, at: int) -> "Iterator[PdfPage]":
        if self._document is None:
            raise ValueError("the document is closed")
        page = self._document[at]
        try:
            yield page
        finally:
            page.close()
