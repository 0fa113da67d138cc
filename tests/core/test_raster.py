"""Pages of a .pdf become pictures of the right size, in colours, from any thread."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest

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
