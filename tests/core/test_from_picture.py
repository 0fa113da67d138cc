"""Pictures of reports: kinds, pages, turns, limits, and what is said where one cannot be read."""

import io
import struct
import zlib
from importlib.machinery import ModuleSpec

import pytest
from PIL import Image

from core.errors import UnreadableFile
from core.importers import ocr, ocr_page
from core.importers.from_picture import read
from core.importers.ocr import CHECK
from core.importers.source import RawText, Source
from tests.core.scans import BarReader, as_file, draw_bar, table_page
from tests.core.sources import refused, shown, tables

WORDS = [("项目名称", 0.99), ("自然人件数", 0.99), ("7", 0.99), ("31", 0.99), ("政府信息公开工作年度报告全文", 0.99), ("脏", 0.1)]
PAGE = table_page([[0, 1], [0, 2], [0, 3]])
ROWS = (("项目名称", "自然人件数"), ("项目名称", "7"), ("项目名称", "31"))


def recognised(data: bytes, reader: BarReader | None = None) -> Source:
    return read(data, "年报.png", reader or BarReader(WORDS))


def refusal(data: bytes, says: str, reader: BarReader | None = None) -> None:
    refused(lambda data, name: read(data, name, reader or BarReader(WORDS)), data, "年报.png", says)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "WEBP"])
def test_every_kind_of_picture_gives_the_same_table(kind: str) -> None:
    assert shown(recognised(as_file(PAGE, kind))) == [ROWS]


@pytest.mark.parametrize("mode", ["1", "RGB", "RGBA", "P", "LA", "CMYK", "I;16"])
def test_every_colour_mode_gives_the_same_table(mode: str) -> None:
    page = PAGE.convert("I").point(lambda value: value * 256).convert("I;16") if mode == "I;16" else PAGE.convert(mode)
    assert shown(recognised(as_file(page, "TIFF" if mode == "CMYK" else "PNG"))) == [ROWS]


def test_what_is_transparent_is_paper() -> None:
    page = Image.new("RGBA", PAGE.size, (0, 0, 0, 0))
    page.paste((0, 0, 0, 255), (0, 0), PAGE.point([255] * 128 + [0] * 128))
    assert shown(recognised(as_file(page))) == [ROWS]


def test_the_source_is_doubtful_and_says_first_that_it_was_recognised() -> None:
    source = recognised(as_file(PAGE))
    assert (source.kind, source.doubtful) == ("picture", True)
    assert source.notes[0].message == CHECK


def test_lines_around_a_table_are_read_in_order_and_dirt_is_noted() -> None:
    page = PAGE.copy()
    for number, top in ((4, 200), (0, 900), (5, 1500)):
        draw_bar(page, number, 250, top)
    source = recognised(as_file(page))
    assert shown(source) == ["政府信息公开工作年度报告全文", ROWS, "项目名称"]
    assert ["1 处字迹认不清" in note.message for note in source.notes[1:]] == [True]


def test_a_table_over_the_pages_of_a_tiff_is_one_table() -> None:
    (table,) = tables(recognised(as_file(PAGE, "TIFF", [table_page([[0, 1], [1, 3]])])))
    assert table.rows == (*ROWS, ("自然人件数", "31"))


def test_a_photo_is_turned_as_the_camera_says() -> None:
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 8
    PAGE.rotate(-90, expand=True).save(stream, "JPEG", exif=exif)
    assert shown(recognised(stream.getvalue())) == [ROWS]


@pytest.mark.parametrize(("degrees", "blind"), [(180, 2), (90, 4)])
def test_a_page_that_cannot_be_read_is_turned(degrees: int, blind: int) -> None:
    page = PAGE.copy()
    draw_bar(page, 4, 250, 200)
    reader = BarReader(WORDS, blind=blind)
    assert shown(recognised(as_file(page.rotate(degrees, expand=True)), reader)) == [WORDS[4][0], ROWS]


def test_a_long_picture_of_a_web_page_is_searched_piece_by_piece() -> None:
    page = Image.new("L", (1654, 8000), 255)
    for number, top in ((4, 300), (0, 4000), (4, 7700)):
        draw_bar(page, number, 100, top)
    reader = BarReader(WORDS)
    texts = [block.text for block in recognised(as_file(page), reader).blocks if isinstance(block, RawText)]
    assert texts == [WORDS[4][0], WORDS[0][0], WORDS[4][0]]
    assert len(reader.seen) > 2


def test_many_doubts_are_counted_not_listed() -> None:
    words = [*WORDS[:2], ("7", 0.3), *WORDS[3:]]
    notes = recognised(as_file(table_page([[0, 1, 1, 1, 1], *[[0, 2, 2, 2, 2]] * 20])), BarReader(words)).notes
    assert len(notes) == 42
    assert notes[-1].message.startswith("另有 40 处")


# ---- what cannot be read ------------------------------------------------------------------------


def test_an_empty_file_says_so() -> None:
    refusal(b"", "空文件")


@pytest.mark.parametrize("data", [b"GIF89a" + b"\0" * 100, b"%PDF-1.7", "年报".encode() * 50])
def test_what_is_no_picture_says_so(data: bytes) -> None:
    refusal(data, "不是能认的图片")


def test_damage_ends_in_a_sentence_or_a_reading() -> None:
    outcomes = set()
    for kind in ("PNG", "JPEG", "TIFF", "BMP", "WEBP"):
        whole = as_file(PAGE.resize((100, 140)), kind)
        cut = [whole[:at] for at in range(4, len(whole), len(whole) // 12)]
        holes = [whole[:at] + b"\xff" * 20 + whole[at + 20 :] for at in range(4, min(len(whole), 300), 30)]
        for data in [*cut, *holes]:
            try:
                outcomes.add(type(recognised(data)))
            except UnreadableFile as fault:
                outcomes.add("年报.png" in fault.message)
    assert outcomes <= {Source, True}
    assert True in outcomes


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [6400, 12_000, 60_000])
def test_a_picture_of_too_many_pixels_is_refused_unopened(side: int) -> None:
    refusal(bomb(side, side), "太大")


def test_a_picture_too_small_to_read_says_so() -> None:
    refusal(as_file(Image.new("L", (500, 20), 255)), "太小")


def test_a_picture_without_text_says_so() -> None:
    refusal(as_file(Image.new("L", (600, 800), 255)), "认不出文字")


def test_too_many_pages_say_so() -> None:
    tiny = Image.new("1", (40, 40), 1)
    refusal(as_file(tiny, "TIFF", [tiny] * 60), "61 页")


def test_a_reading_that_takes_too_long_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr_page, "MAX_SECONDS", -1.0)
    refusal(as_file(PAGE), "太复杂")


def test_without_the_optional_packages_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "find_spec", lambda package: ModuleSpec(package, None) if package == "rapidocr" else None)
    refused(read, as_file(PAGE), "年报.png", "pip install '.[ocr]'")
    assert not ocr.available()
