"""Pages saved as a single file are read as the page that they hold, whichever part it is and however it is sent."""

from pathlib import Path

import pytest

from core.errors import UnreadableFile
from core.importers import from_html, from_mht, mime_parts
from core.importers.recognition import recognise
from core.layout import document
from tests.core.page_samples import part, single_file, word_page
from tests.core.sources import blocks_of, refused, shown
from tests.helpers import cell_values, distinct_report

FILES = Path(__file__).parent / "files" / "mht"
PICTURE = part(
    b"\x89PNG" + bytes(range(256)) * 40, "image/png", encoding="base64", head="Content-Location: file:///C:/1.files/image001.png\r\n"
)
SMALL = "<html><body><p>总体情况</p></body></html>"


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [(c, e) for c in ("gb2312", "utf-8", "") for e in ("quoted-printable", "base64", "8bit")] + [("unicode", "base64")],
)
def test_a_report_saved_by_word_is_read_whole(charset: str, encoding: str) -> None:
    report = distinct_report()
    page = word_page(report, charset or "gb2312").encode({"unicode": "utf-16", "": "gbk"}.get(charset, charset))
    data = single_file(part(page, charset=charset, encoding=encoding), PICTURE)
    source = from_mht.read(data, "年报.mht")
    assert source.kind == "html"
    assert source.blocks == blocks_of(document(report))
    assert cell_values(recognise(source)) == cell_values(report)


def test_a_file_in_words_manner_is_read() -> None:
    report = distinct_report("2019")
    again = recognise(from_mht.read((FILES / "word2019.mht").read_bytes(), "word2019.mht"))
    assert cell_values(again) == cell_values(report)
    assert (again.title, again.signed_date) == (report.title, report.signed_date)
    assert again.texts == report.texts


def test_the_part_that_the_file_names_is_the_page() -> None:
    frame = part("<p>广告框</p>" + "<p>长</p>" * 500, head="Content-ID: <a@x>\r\n")
    page = part("<p>正文</p>", head="Content-ID: <b@x>\r\n")
    assert shown(from_mht.read(single_file(frame, page, parameters='start="<b@x>"; '), "x.mht")) == ["正文"]
    assert shown(from_mht.read(single_file(page, frame), "x.mht")) == ["正文"]


def test_a_report_in_a_frame_is_found() -> None:
    frame = part("<p>一、<b>总体</b>情况</p><p>二、主动公开政府信息情况</p>")
    assert shown(from_mht.read(single_file(part("<p>门户首页</p>"), frame), "x.mht")) == ["一、总体情况", "二、主动公开政府信息情况"]


def test_the_sheets_of_a_workbook_come_in_order() -> None:
    frames = part(
        "<html><frameset rows='*,39'><frame src='x.files/sheet001.htm'></frameset></html>", head="Content-Location: file:///C:/x.htm\r\n"
    )
    sheets = [part(f"<table><tr><td>表{i}<td>{i}</table>", head=f"Content-Location: file:///C:/x.files/sheet00{i}.htm\r\n") for i in (1, 2)]
    tabs = part("<p>表签</p>", head="Content-Location: file:///C:/x.files/tabstrip.htm\r\n")
    assert shown(from_mht.read(single_file(frames, tabs, *sheets), "x.mht")) == [(("表1", "1"),), (("表2", "2"),)]


def test_parts_within_parts_and_a_page_without_any_are_read() -> None:
    inner = (
        single_file(part("纯文字", "text/plain"), part(SMALL))
        .replace(b"_NextPart_", b"_Inner_")
        .replace(b"multipart/related", b"multipart/alternative")
    )
    assert shown(from_mht.read(single_file(inner, PICTURE), "x.mht")) == ["总体情况"]
    assert shown(from_mht.read(b"MIME-Version: 1.0\r\n" + part(SMALL), "x.mht")) == ["总体情况"]


def test_a_file_that_breaks_off_or_has_lost_its_boundary_gives_what_it_has() -> None:
    whole = single_file(part(SMALL), PICTURE)
    assert shown(from_mht.read(single_file(part(SMALL), end=False), "x.mht")) == ["总体情况"]
    assert shown(from_mht.read(whole[: len(whole) - 900], "x.mht")) == ["总体情况"]
    assert shown(from_mht.read(whole.replace(b'boundary="', b'bundary="'), "x.mht")) == ["总体情况"]
    assert shown(from_mht.read(whole.replace(b'boundary="----', b'boundary="--'), "x.mht")) == ["总体情况"]
    assert shown(from_mht.read(whole.replace(b"\r\n", b"\n"), "x.mht")) == ["总体情况"]
    assert shown(from_mht.read(b"\xef\xbb\xbf\r\n" + whole, "x.mht")) == ["总体情况"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空文件"),
        (b" \r\n", "空文件"),
        (b"A: b\r\n" + bytes(from_mht.MAX_BYTES), "64 兆"),
        (b"\x89PNG\r\n", "不是单个文件的网页"),
        (SMALL.encode(), "不是单个文件的网页"),
        (single_file(PICTURE), "没有网页"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "没有网页"),
        (single_file(part("")), "没有网页内容"),
        (single_file(part("<p> </p>")), "没有文字"),
        (single_file(*[b""] * 10_001), "太多"),
        (single_file(part(b"<p>1</p>" * 600_000)), "太多"),
        (single_file(part(b"x" * 20_000_001, encoding="8bit")), "20 兆"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    refused(from_mht.read, data, "坏.mht", says)


def test_only_pages_are_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    unpacked: list[int] = []
    decoded = mime_parts._decoded
    monkeypatch.setattr(mime_parts, "_decoded", lambda body, encoding: unpacked.append(len(body)) or decoded(body, encoding))
    assert from_mht.read(single_file(*[PICTURE] * 3000, part(SMALL)), "x.mht").blocks
    assert len(unpacked) == 1


def test_a_file_cut_or_damaged_anywhere_is_read_or_refused() -> None:
    data = single_file(part(SMALL, encoding="base64"), part(SMALL), PICTURE)[:1500]
    for at in range(0, len(data)):
        for damaged in (data[:at], data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :], data[:at] + data[at + 7 :]):
            try:
                source = from_mht.read(damaged, "坏.mht")
            except UnreadableFile:
                continue
            assert source.blocks


def test_the_reader_of_pages_says_that_it_is_not_for_it() -> None:
    refused(from_html.read, single_file(part(SMALL)), "坏.html", ".mht")
