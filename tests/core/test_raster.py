"""Pages of a .pdf become pictures of the right size, in colours, from any thread."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

from core import raster
from core.files import to_bytes
from core.raster import Pages
from tests.helpers import distinct_report


@cache
def paper() -> bytes:
    return to_bytes(distinct_report(), ".pdf")


def test_a_page_is_drawn_at_the_scale_asked_for_on_white_with_ink_on_it() -> None:
    pages = Pages(paper())
    picture = pages.render(0, 1.5)
    assert (picture.width, picture.height) == (893, 1263)
    assert len(picture.pixels) == picture.stride * picture.height
    assert picture.pixels[:3] == b"\xff\xff\xff"
    assert 0.01 < sum(value < 128 for value in picture.pixels[::4]) / (picture.width * picture.height) < 0.3
    pages.close()


def test_threads_that_ask_at_once_get_what_one_alone_gets() -> None:
    pages = Pages(paper())
    alone = [pages.render(at, 0.5) for at in range(len(pages.sizes))]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda at: pages.render(at % len(alone), 0.5), range(12)))
    assert together == [alone[at % len(alone)] for at in range(12)]
    pages.close()


def test_a_closed_document_draws_nothing() -> None:
    pages = Pages(paper())
    pages.close()
    pages.close()
    with pytest.raises(ValueError, match="closed"):
        pages.render(0, 1.0)


def test_pages_that_nobody_closed_are_closed_under_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdfium2 import PdfDocument

    held: list[int] = []

    class Lock:
        def __enter__(self) -> None:
            held.append(1)

        def __exit__(self, *_: object) -> None:
            held.pop()

    closed: list[bool] = []
    close = PdfDocument.close
    monkeypatch.setattr(raster, "_LOCK", Lock())
    monkeypatch.setattr(PdfDocument, "close", lambda document: closed.append(bool(held)) or close(document))
    pages = Pages(paper())
    del pages
    assert closed == [True]
    with pytest.raises(ZeroDivisionError), Pages(paper()):
        raise ZeroDivisionError
    assert closed == [True, True]


def test_what_is_no_pdf_leaves_nothing_to_close() -> None:
    from pypdfium2 import PdfiumError

    with pytest.raises(PdfiumError):
        Pages(b"%PDF-1.7 torn")
