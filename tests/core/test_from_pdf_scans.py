"""PDFs whose pages are pictures, all of them or some: every page is read by its own way."""

import io
from collections.abc import Callable, Sequence

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from core.importers import from_pdf, from_pdf_scan
from core.importers.from_pdf import read
from core.importers.ocr import CHECK
from core.importers.source import Source
from tests.core.scans import BarReader, table_page
from tests.core.sources import refused, shown

WORDS = [("项目名称", 0.99), ("自然人件数", 0.99), ("7", 0.99), ("31", 0.99)]
ROWS = (("项目名称", "自然人件数"), ("项目名称", "7"))
Draw = Callable[[Canvas], object]
LONG = "This page holds a whole line of text of its own."


def pdf(pages: Sequence[Sequence[Draw]], size: tuple[int, int] = (595, 842), turn: int = 0) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size, invariant=1)
    for page in pages:
        canvas.setPageRotation(turn)
        for draw in page:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scan(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(table_page([[0, 1], [0, 2]])), 0, 0, 595, 842)


def sliced(canvas: Canvas) -> None:
    page = table_page([[0, 1], [0, 2]])
    for top in range(0, page.height, 200):
        part = page.crop((0, top, page.width, min(page.height, top + 200)))
        high = part.height * 842 / page.height
        canvas.drawImage(ImageReader(part), 0, 842 - top * 842 / page.height - high, 595, high)


def logo(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 60), 100)), 50, 700, 60, 60)


def text(canvas: Canvas) -> None:
    canvas.drawString(100, 600, LONG)


def stamp(canvas: Canvas) -> None:
    canvas.drawString(400, 20, "Scanned by a phone")


def recognised(pages: Sequence[Sequence[Draw]]) -> Source:
    return read(pdf(pages), "年报.pdf", BarReader(WORDS))


@pytest.mark.parametrize("page", [[scan], [sliced], [scan, stamp]])
def test_a_scanned_page_is_recognised_and_doubtful(page: list[Draw]) -> None:
    source = recognised([page])
    assert ROWS in shown(source)
    assert (source.kind, source.doubtful) == ("pdf", True)
    assert source.notes[0].message == CHECK


def test_a_scan_in_a_turned_page_is_seen_as_the_page_is_shown() -> None:
    def on_its_side(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(table_page([[0, 1], [0, 2]]).rotate(90, expand=True)), 0, 0, 842, 595)

    reader = BarReader(WORDS)
    assert shown(read(pdf([[on_its_side]], (842, 595), 90), "年报.pdf", reader)) == [ROWS]
    assert len(reader.seen) == 1


def test_pages_with_text_keep_their_text_beside_scanned_ones() -> None:
    source = recognised([[text], [scan], [text, logo]])
    assert shown(source) == [LONG, ROWS, LONG]
    assert source.doubtful


@pytest.mark.parametrize("page", [[text, scan], [text, logo], [text]])
def test_a_text_layer_is_trusted_where_it_holds_text(page: list[Draw]) -> None:
    source = recognised([page])
    assert LONG in shown(source)
    assert not source.doubtful
    assert source.notes == ()


def test_without_the_optional_packages_the_text_is_read_and_the_scanned_pages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_pdf, "available", lambda: False)
    source = read(pdf([[text], [scan], [scan]]), "年报.pdf")
    assert shown(source) == [LONG]
    assert not source.doubtful
    (note,) = source.notes
    assert note.message.startswith("第 2、3 页是扫描图片，没有读入")
    assert "pip install" in note.message


def test_a_small_picture_alone_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_pdf, "available", lambda: False)
    refused(read, pdf([[logo]]), "年报.pdf", "没有文字")


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_pdf_scan, "MAX_PIXELS", 1_000_000)
    refused(lambda data, name: read(data, name, BarReader(WORDS)), pdf([[scan]]), "年报.pdf", "第 1 页的扫描图片太大")


def test_too_many_scanned_pages_say_so() -> None:
    refused(lambda data, name: read(data, name, BarReader(WORDS)), pdf([[scan]] * 61), "年报.pdf", "61 页")
