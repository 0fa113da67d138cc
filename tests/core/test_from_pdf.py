import io
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from core.errors import UnreadableFile
from core.exporters.to_pdf import render
from core.importers import from_pdf_page, ocr
from core.importers.from_pdf import read
from core.importers.source import RawText, Source
from core.layout import Document, Grid, Heading, Para, Signature, Title, document
from core.report import PREAMBLE, Entry, Report
from core.report import paragraphs as as_paragraphs
from core.schema import formats
from tests.core.sources import tables
from tests.helpers import distinct_report

Row = list[str]


def expected(laid: Document) -> list[str | list[Row]]:
    """Return what a reader should find: paragraphs, and tables as rows of the texts of the cells that begin there."""
    found: list[str | list[Row]] = []
    for block in laid.blocks:
        match block:
            case Title():
                found.append("".join(block.lines))
            case Heading() | Para():
                found.append(block.text)
            case Grid():
                rows: list[Row] = [[] for _ in range(block.rows)]
                for cell in block.cells:
                    rows[cell.row].append(cell.text)
                found.append(rows)
            case Signature():
                found += [text for text in (block.unit, block.date) if text]
    return found


def got(source: Source) -> list[str | list[Row]]:
    """Return a source's blocks in the same shape."""
    return [b.text if isinstance(b, RawText) else [[c for c in row if c is not None] for row in b.rows] for b in source.blocks]


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_programs_own_paper_comes_back_whole(form_id: str) -> None:
    laid = document(distinct_report(form_id))
    source = read(render(laid), "年报.pdf")
    assert got(source) == expected(laid)
    assert source.kind == "pdf"
    assert all(table.exact and len({len(row) for row in table.rows}) == 1 for table in tables(source))


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_places_of_the_table_of_applications_are_its_columns(form_id: str) -> None:
    laid = document(distinct_report(form_id))
    (grid,) = [block for block in laid.blocks if isinstance(block, Grid) and block.table == "applications"]
    table = tables(read(render(laid), "x.pdf"))[1]
    places: list[list[str | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        places[cell.row][cell.column] = cell.text
    assert [list(row) for row in table.rows] == places


def test_empty_cells_and_remarks_keep_their_places() -> None:
    report = distinct_report()
    for number, cell in enumerate(report.form.cells):
        if number % 3 == 0:
            report.entries[cell] = Entry(None)
        elif number % 5 == 0:
            report.entries[cell] = Entry(number, remark=f"其中修订{number}件，另有说明")
    laid = document(report)
    assert got(read(render(laid), "x.pdf")) == expected(laid)


def test_a_table_over_several_pages_comes_back_as_one() -> None:
    report = distinct_report()
    for number, cell in enumerate(report.form.table("applications").cells):
        report.entries[cell] = Entry(1000 + number, remark="包括上年结转的和本年新收的各类申请" if number % 7 == 3 else "")
    laid = document(report)
    data = render(laid)
    assert len(re.findall(rb"/Type /Page\s", data)) > 6
    assert got(read(data, "x.pdf")) == expected(laid)


_LATIN = st.sampled_from(
    ["GB/T 9704", "Word 2016", "A4", "12.5%", "0371-5550123", "www.liuhe.example.cn", "open data", "2023", "e\u0301tude"]
)
_CHINESE = st.text(st.sampled_from("政府信息公开工作年度报告堽硚垟䢺主动依申请管理平台监督保障"), min_size=1, max_size=25)
_MARKS = st.sampled_from(["，", "。", "、", "；", "“", "”", "（", "）", "《", "》", "——", "……", "：“", "”。", "）、", ""])
prose = st.lists(st.one_of(_CHINESE, _CHINESE, _LATIN, _MARKS), min_size=1, max_size=40).map("".join).filter(bool)


@st.composite
def random_reports(draw: st.DrawFn) -> Report:
    form = formats()[draw(st.sampled_from(["2019", "2021"]))]
    report = Report(form, "柳河乡人民政府", 2023)
    start, step = draw(st.integers(0, 10**6)), draw(st.sampled_from([1, 7, 1001]))
    for number, cell in enumerate(form.cells):
        if draw(st.integers(0, 9)):
            report.entries[cell] = Entry(start + step * number, remark=draw(st.sampled_from(["", "", "", "", f"其中{number}件"])))
    for part in (PREAMBLE, *(section.id for section in form.text_sections)):
        report.texts[part] = as_paragraphs(draw(st.lists(prose, max_size=4)))
    report.signed_unit, report.signed_date = draw(st.sampled_from([("", ""), ("柳河乡人民政府", "2024-01-20")]))
    return report


@settings(max_examples=12)
@given(random_reports())
def test_random_reports_come_back_place_by_place(report: Report) -> None:
    laid = document(report)
    assert got(read(render(laid), "x.pdf")) == expected(laid)


# ---- what cannot be read ------------------------------------------------------------------------


def drawn(draw: Callable[[Canvas], object], *, pages: int = 1, **options: object) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842), invariant=1, **options)  # pyright: ignore[reportArgumentType]
    for _ in range(pages):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def scan(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, 842)


def hello(canvas: Canvas) -> None:
    canvas.drawString(100, 700, "hello")


def refusal(data: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read(data, "年报.pdf")
    assert "年报.pdf" in caught.value.message
    return caught.value.message


def test_an_empty_file_says_so() -> None:
    assert "空文件" in refusal(b"")


def test_another_kind_of_file_says_so() -> None:
    assert "不是 PDF" in refusal(b"PK\x03\x04" + b"\0" * 2000)


def test_a_locked_file_says_so() -> None:
    assert "密码" in refusal(drawn(hello, encrypt=StandardEncryption("open", "own", strength=128)))


def test_a_scan_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    message = refusal(drawn(scan))
    assert "扫描" in message
    assert "OCR" in message
    assert "pip install" in message


def test_a_file_without_text_says_so() -> None:
    assert "没有文字" in refusal(drawn(lambda canvas: canvas.rect(100, 100, 50, 50)))


def test_a_file_with_too_many_pages_says_so() -> None:
    assert "301 页" in refusal(drawn(hello, pages=301))


def test_damage_ends_in_a_sentence_or_a_reading() -> None:
    whole = render(document(distinct_report()))
    cut = [whole[:at] for at in range(8, len(whole), len(whole) // 12)]
    holes = [whole[:at] + b"\0" * 400 + whole[at + 400 :] for at in range(500, len(whole), len(whole) // 12)]
    outcomes = set()
    for data in [*cut, *holes, b"%PDF-1.7\n%%EOF", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>"]:
        try:
            outcomes.add(type(read(data, "x.pdf")))
        except UnreadableFile as fault:
            outcomes.add(fault.message.startswith("x.pdf"))
    assert outcomes == {Source, True}


# ---- other people's papers ----------------------------------------------------------------------


@pytest.mark.parametrize("scaled", [1.0, 16.0, 0.05])
def test_numbers_stay_whole_whatever_size_their_font_is_called_with_before_it_is_scaled(scaled: float) -> None:
    def number(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setFont("Helvetica", 16 / scaled)
        text.setCharSpace(0.5 / scaled)
        text.setTextTransform(scaled, 0, 0, scaled, 100, 700)
        text.textOut("Granted: 4096")
        canvas.drawText(text)

    assert got(read(drawn(number), "x.pdf")) == ["Granted: 4096"]


@pytest.mark.parametrize("name", ["柳河乡", "𡌴坪乡", "𠮷𡌴𠮷"])
def test_rare_characters_move_none_of_those_beside_them(name: str) -> None:
    report = Report(formats()["2021"], name, 2023)
    report.texts["overview"] = as_paragraphs([f"{name}公开12条{name}，另有345条。"])
    laid = document(report)
    assert got(read(render(laid), "x.pdf")) == expected(laid)


def test_a_page_with_too_much_on_it_says_that_it_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    data = render(document(distinct_report()))
    assert not any("太多" in note.message for note in read(data, "年报.pdf").notes)
    for bound in ("MAX_CHARACTERS", "MAX_RULES"):
        with monkeypatch.context() as patch:
            patch.setattr(from_pdf_page, bound, 30)
            assert any("页的内容太多" in note.message for note in read(data, "年报.pdf").notes), bound
