"""The 审签单 of a .docx is a page of its own before the report, and no part of it when the file comes back."""

import io

import docx as python_docx
import pytest
from lxml import etree

from core.document import Slip
from core.exporters.to_docx import render
from core.exporters.to_docx_base import TYPE_WIDTH
from core.files import to_bytes
from core.finding_rows import FindingRow
from core.importers.from_docx import read
from core.importers.recognition import recognise, recognise_places
from core.importers.source import RawTable, RawText, Source
from core.interchange import to_dict
from core.layout import Document
from core.papers import Extras, laid_out
from core.report import Report
from core.slip import SIGNERS, TITLE
from tests.core.docx_schema import W, attribute, body_of, faults, parts_of, short, texts_in
from tests.helpers import distinct_report

ROW = FindingRow("核实", "H2", "规章 现行有效件数", "与上年接不上", "核对过台账")


def signed(reasons: int = 2) -> Document:
    report = distinct_report()
    report.contact = "柳明 0371-5550123"
    return laid_out(report, [ROW] * reasons, Extras(slip=True))


def sections_of(data: bytes) -> list[etree._Element]:
    return list(body_of(data).iter(W + "sectPr"))


def test_the_slip_is_a_section_of_its_own_on_the_same_paper_without_page_numbers() -> None:
    own, report = sections_of(render(signed()))
    assert [short(child) for child in own] == ["pgSz", "pgMar", "cols", "docGrid"]
    assert [short(child) for child in report] == ["footerReference", "footerReference", "pgSz", "pgMar", "pgNumType", "cols", "docGrid"]
    for name in ("pgSz", "pgMar", "docGrid"):
        first, second = own.find(W + name), report.find(W + name)
        assert first is not None
        assert second is not None
        assert dict(first.attrib) == dict(second.attrib)


def test_the_report_counts_its_pages_from_one_behind_the_slip_only() -> None:
    assert attribute(sections_of(render(signed()))[-1], "pgNumType", "start") == "1"
    (alone,) = sections_of(render(laid_out(distinct_report())))
    assert alone.find(W + "pgNumType") is None


def test_the_slip_ends_with_its_note_and_the_report_follows_without_an_empty_paragraph() -> None:
    body = body_of(render(signed()))
    assert [short(child) for child in body][:4] == ["p", "tbl", "p", "p"]
    assert texts_in(body[0]) == TITLE
    assert texts_in(body[2]).startswith("数据指纹：")
    assert body[2].find(f"{W}pPr/{W}sectPr") is not None
    assert attribute(body[3], "pPr/pStyle") == "Title"


def test_nothing_of_the_slip_stands_in_the_navigation_pane() -> None:
    data = render(signed())
    styles = {s.get(W + "styleId"): s for s in etree.fromstring(parts_of(data)["word/styles.xml"]).iter(W + "style")}
    used = {attribute(p, "pPr/pStyle") for child in list(body_of(data))[:3] for p in child.iter(W + "p")}
    assert used == {"ReportSlipTitle", "ReportSlipLabel", "ReportSlipField", "ReportSlipNote"}
    for name in used:
        assert attribute(styles[name], "basedOn") in ("Normal", None)
        assert styles[name].find(f"{W}pPr/{W}outlineLvl") is None
    assert attribute(styles["ReportSlipTitle"], "rPr/rFonts", "eastAsia") == "方正小标宋简体"
    assert attribute(styles["ReportSlipTitle"], "rPr/sz") == "44"


def test_cells_hold_the_slip_left_aligned_with_breaks_and_boxes_are_tall() -> None:
    document = signed()
    slip = document.blocks[0]
    assert isinstance(slip, Slip)
    table = python_docx.Document(io.BytesIO(render(document))).tables[0]
    assert [row.cells[0].text for row in table.rows][-4:] == list(SIGNERS)
    assert table.rows[4].cells[1].text.count("\n") == 1
    made = body_of(render(document))[1]
    heights = [int(attribute(row, "trPr/trHeight") or 0) for row in made.iterfind(W + "tr")]
    assert [round(height / 1440 * 25.4, 1) for height in heights] == list(slip.heights)
    assert sum(int(c.get(W + "w", "0")) for c in made.iter(W + "gridCol")) == TYPE_WIDTH


def test_a_row_of_many_reasons_may_break_and_no_other() -> None:
    rows = list(body_of(render(signed(20)))[1].iterfind(W + "tr"))
    broken = [texts_in(row)[:4] for row in rows if row.find(f"{W}trPr/{W}cantSplit") is None]
    assert broken == ["核实说明"]


@pytest.mark.parametrize("reasons", [0, 2, 12])
def test_the_slip_keeps_the_order_of_the_schema(reasons: int) -> None:
    parts = parts_of(render(signed(reasons)))
    for name in ("word/document.xml", "word/styles.xml"):
        assert list(faults(etree.fromstring(parts[name]))) == []


# ---- coming back ------------------------------------------------------------------------------------


def with_slip(report: Report) -> bytes:
    return to_bytes(report, ".docx", [ROW, ROW._replace(reason="")], Extras(slip=True))


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_a_report_with_a_slip_reads_back_as_without(form: str) -> None:
    report = distinct_report(form)
    report.contact = "柳明"
    back, alone = (recognise(read(data, "年报.docx"), "年报.docx") for data in (with_slip(report), to_bytes(report, ".docx")))
    assert to_dict(back) == to_dict(alone)
    assert (back.title, back.unit, back.year) == (report.title, report.unit, report.year)


def test_places_still_point_into_the_file() -> None:
    source = read(with_slip(distinct_report()), "年报.docx")
    report, origins = recognise_places(source)
    assert isinstance(source.blocks[1], RawTable)
    assert [origins.parts[at] for at in range(4)] == [["slip"], ["slip"], ["slip"], ["title"]]
    for cell, (block, row, column) in origins.cells.items():
        table = source.blocks[block]
        assert isinstance(table, RawTable)
        assert table.rows[row][column] == str(report.value(cell))


def test_what_was_written_on_the_slip_is_told() -> None:
    source = read(with_slip(distinct_report()), "年报.docx")
    table = source.blocks[1]
    assert isinstance(table, RawTable)
    rows = [list(row) for row in table.rows]
    rows[-1][1:] = ["同意报送。", "柳明", "2024年1月18日"]
    blocks = (source.blocks[0], RawTable(tuple(map(tuple, rows))), *source.blocks[2:])
    notes = [note.message for note in recognise(Source("docx", blocks)).notes]
    assert notes == ["审签单上“主要负责人”一栏写有“同意报送。；柳明；2024年1月18日”，审签单不属于报告，没有读入"]


def test_a_table_that_names_those_who_sign_elsewhere_is_no_slip() -> None:
    rows = (("拟稿人", "分管领导"), ("主要负责人", "审核人"))
    source = read(to_bytes(distinct_report(), ".docx"), "年报.docx")
    report = recognise(Source("docx", (*source.blocks[:3], RawTable(rows), RawText("数据指纹"), *source.blocks[3:])))
    assert any("没有读入" in note.message for note in report.notes)
