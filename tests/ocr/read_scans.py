"""Real recognition, with the optional packages: run by its path, `python -m pytest tests/ocr/read_scans.py`.

The name keeps it out of the plain run, whose environment has no engine. Every page is the program's own, drawn as a scanner would.
"""

import io
import socket
from collections.abc import Callable, Iterator

import pytest
from PIL import Image, ImageChops, ImageDraw

from core.exporters.to_pdf import render
from core.importers import from_pdf, from_picture
from core.importers.ocr import Recogniser, engine
from core.importers.recognition import recognise
from core.importers.source import Source
from core.layout import document
from core.report import PREAMBLE, Report
from tests.helpers import cell_values, distinct_report

Spoil = Callable[[Image.Image], Image.Image]


@pytest.fixture(scope="module")
def recogniser() -> Iterator[Recogniser]:
    """The engine, in a process that is refused every connection."""

    def refuse(*_: object) -> None:
        raise AssertionError("the engine asks the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        yield engine("年报.pdf")


def lean(page: Image.Image) -> Image.Image:
    return page.rotate(0.7, Image.Resampling.BICUBIC, fillcolor="white")


def grey(page: Image.Image) -> Image.Image:
    return ImageChops.multiply(page, Image.new("RGB", page.size, (205, 200, 190)))


def sealed(page: Image.Image) -> Image.Image:
    red, radius = Image.new("RGB", page.size, "white"), page.width // 8
    for x, y in ((0.7 * page.width, 0.8 * page.height), (0.55 * page.width, 0.3 * page.height)):
        ImageDraw.Draw(red).ellipse((x - radius, y - radius, x + radius, y + radius), outline=(215, 40, 45), width=radius // 12)
    return ImageChops.multiply(page, red)


def noisy(page: Image.Image) -> Image.Image:
    noise = Image.effect_noise(page.size, 24)
    lighter = noise.point([max(0, value - 128) for value in range(256)])
    darker = noise.point([max(0, 128 - value) for value in range(256)])
    return ImageChops.subtract(ImageChops.add(page, Image.merge("RGB", [lighter] * 3)), Image.merge("RGB", [darker] * 3))


def squeezed(page: Image.Image) -> Image.Image:
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=40)
    return Image.open(stream).convert("RGB")


def pages(report: Report, dpi: int, *spoils: Spoil) -> list[Image.Image]:
    from pypdfium2 import PdfDocument

    found: list[Image.Image] = []
    paper = PdfDocument(render(document(report)))
    for page in paper:
        picture = page.render(scale=dpi / 72).to_pil().convert("RGB")  # pyright: ignore[reportArgumentType]
        for spoil in spoils:
            picture = spoil(picture)
        found.append(picture)
    paper.close()
    return found


def as_pdf(found: list[Image.Image], dpi: int) -> bytes:
    stream = io.BytesIO()
    found[0].save(stream, "PDF", resolution=dpi, save_all=True, append_images=found[1:])
    return stream.getvalue()


def demand(source: Source, truth: Report) -> None:
    """Demand every cell, every paragraph, the title and the signing lines."""
    report = recognise(source, "年报")
    assert source.doubtful
    assert report.form is truth.form
    assert cell_values(report) == cell_values(truth)
    for part in (PREAMBLE, *(section.id for section in truth.form.text_sections)):
        assert [p.text for p in report.paragraphs(part)] == [p.text for p in truth.paragraphs(part)]
    assert (report.title, report.signed_unit, report.signed_date) == (truth.title, truth.signed_unit, truth.signed_date)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize("spoils", [(), (lean,)])
def test_every_cell_of_a_clean_and_a_leaning_scan_is_right(
    recogniser: Recogniser, form_id: str, dpi: int, spoils: tuple[Spoil, ...]
) -> None:
    truth = distinct_report(form_id)
    demand(from_pdf.read(as_pdf(pages(truth, dpi, *spoils), dpi), "年报.pdf", recogniser), truth)


@pytest.mark.parametrize("spoils", [(grey,), (sealed,), (noisy,), (squeezed,), (sealed, grey, lean, noisy, squeezed)])
def test_every_cell_of_a_spoiled_scan_is_right(recogniser: Recogniser, spoils: tuple[Spoil, ...]) -> None:
    truth = distinct_report()
    report = recognise(from_pdf.read(as_pdf(pages(truth, 200, *spoils), 200), "年报.pdf", recogniser), "年报")
    assert cell_values(report) == cell_values(truth)


@pytest.mark.parametrize("degrees", [90, 180])
def test_pages_that_stand_on_their_side_or_head_are_turned(recogniser: Recogniser, degrees: int) -> None:
    truth = distinct_report()
    turned = [page.rotate(degrees, expand=True) for page in pages(truth, 150)[1:3]]
    found, wanted = cell_values(recognise(from_pdf.read(as_pdf(turned, 150), "年报.pdf", recogniser), "年报")), cell_values(truth)
    tables = ("proactive.", "applications.")
    assert {cell: found[cell] for cell in found if cell.startswith(tables)} == {c: wanted[c] for c in wanted if c.startswith(tables)}


def test_a_tiff_of_several_pages_is_read_whole(recogniser: Recogniser) -> None:
    truth, stream = distinct_report(), io.BytesIO()
    first, *rest = [page.convert("L").point([0] * 160 + [255] * 96).convert("1") for page in pages(truth, 200)]
    first.save(stream, "TIFF", save_all=True, append_images=rest, compression="group4")
    demand(from_picture.read(stream.getvalue(), "年报.tif", recogniser), truth)


def test_the_engine_is_made_by_the_reader_itself_and_says_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    truth = distinct_report()
    source = from_pdf.read(as_pdf(pages(truth, 200)[:1], 200), "年报.pdf")
    assert source.doubtful
    assert capfd.readouterr() == ("", "")
