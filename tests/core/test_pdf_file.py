"""The file is a sound PDF: every object is where its table says, bookmarks make a tree, no other maker is named."""

import re
import zlib

import pypdfium2
import pytest

from core.drawing import Drawing
from core.exporters.to_pdf import render
from core.exporters.to_pdf_drawing import page
from core.exporters.to_pdf_file import Mark, PdfFile
from core.layout import document
from tests.helpers import distinct_report


def made(marks: list[Mark]) -> bytes:
    file = PdfFile({"Title": "年报𬭊", "Author": ""})
    for _ in range(3):
        file.add_page(["q", "Q"], 9, 9)
    file.add_outline(marks)
    return file.content()


def outline(data: bytes) -> list[tuple[int, str, int]]:
    pdf = pypdfium2.PdfDocument(data)
    found = [(mark.level, mark.get_title(), (dest.get_index() if (dest := mark.get_dest()) else None) or 0) for mark in pdf.get_toc()]
    pdf.close()
    return found


@pytest.mark.parametrize("data", [made([]), render(document(distinct_report()))], ids=["small", "report"])
def test_the_table_of_objects_says_where_each_begins(data: bytes) -> None:
    start = int(data.rpartition(b"startxref\n")[2].split()[0])
    assert data[start:].startswith(b"xref\n0 ")
    places = re.findall(rb"(\d{10}) 00000 n \n", data[start:])
    assert len(places) > 5
    for number, place in enumerate(places, start=1):
        assert data[int(place) :].startswith(b"%d 0 obj\n<<" % number)


def test_streams_are_as_long_as_they_say_and_unpack() -> None:
    data = render(document(distinct_report()))
    streams = list(re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", data))
    assert len(streams) > 5
    for found in streams:
        end = found.end() + int(found[1])
        assert zlib.decompress(data[found.end() : end])
        assert data[end:].startswith(b"endstream\nendobj\n")


def test_bookmarks_nest_and_those_that_skip_a_level_are_lifted() -> None:
    marks = [
        Mark(1, "前", 0, 5),
        Mark(0, "一", 0, 9),
        Mark(1, "（一）", 0, 7),
        Mark(1, "（二）", 1, 9),
        Mark(0, "二𬭊", 2, 9),
        Mark(3, "深", 2, 3),
    ]
    expected = [(0, "前", 0), (0, "一", 0), (1, "（一）", 0), (1, "（二）", 1), (0, "二𬭊", 2), (1, "深", 2)]
    data = made(marks)
    assert outline(data) == expected
    *marked, pages = re.findall(rb"/Count (\d+)", data)
    assert (marked, pages) == ([b"6", b"2", b"1"], b"3")


def test_a_file_without_bookmarks_has_none() -> None:
    assert outline(made([])) == []


def test_titles_in_any_script_are_kept() -> None:
    pdf = pypdfium2.PdfDocument(made([]))
    assert pdf.get_metadata_dict()["Title"] == "年报𬭊"
    pdf.close()


def test_another_content_has_another_identity() -> None:
    ids = {re.findall(rb"/ID \n\[<(\w{32})><(\w{32})>\]", made([Mark(0, title, 0, 5)]))[0] for title in "一二"}
    assert len(ids) == 2
    assert all(first == second for first, second in ids)


def test_no_other_maker_is_named_and_no_date() -> None:
    pdf = pypdfium2.PdfDocument(render(document(distinct_report())))
    told = pdf.get_metadata_dict(skip_empty=True)
    pdf.close()
    assert set(told) == {"Title", "Author", "Subject", "Creator", "Producer"}
    assert told["Creator"] == told["Producer"] == "公开年报"


def test_the_systems_clock_and_its_stand_in_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = made([])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert made([]) == before


def test_the_library_that_writes_the_file_is_reportlab() -> None:
    assert b"ReportLab" in render(document(distinct_report()))
    assert b"ReportLab" in page(Drawing(9, 9, (), "空"))


def test_no_font_is_named_that_the_file_does_not_hold() -> None:
    data = render(document(distinct_report()))
    assert b"Helvetica" not in data
    assert data.count(b"/FontFile2") == data.count(b"/FontDescriptor\n") == data.count(b"/Subtype /Type0") > 0
