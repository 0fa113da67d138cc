"""Web pages carry a report whole, and pages from anywhere are read as a browser shows them, whatever their bytes."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from core.exporters import to_html
from core.importers import from_html
from core.importers.html_table import HtmlCell, lay_out
from core.importers.recognition import recognise
from core.importers.source import RawTable, RawText
from core.layout import document
from core.report import Entry, Paragraph, Report, paragraphs
from core.schema import CellId, formats
from tests.core.sources import blocks_of, refused
from tests.helpers import cell_values, distinct_report, reports


def read(page: str | bytes) -> list[str | tuple[tuple[str | None, ...], ...]]:
    """Read a page; tables as their rows, paragraphs as their text."""
    source = from_html.read(page.encode() if isinstance(page, str) else page, "page.html")
    return [block.text if isinstance(block, RawText) else block.rows for block in source.blocks]


# ---- round trip -----------------------------------------------------------------------------------


@given(reports(with_last=False))
@settings(max_examples=40)
def test_a_page_gives_back_every_block_of_any_report(report: Report) -> None:
    laid = document(report)
    assert from_html.read(to_html.render(laid), "x.html").blocks == blocks_of(laid)


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_page_recognised_is_the_same_report(form_id: str) -> None:
    report = distinct_report(form_id)
    again = recognise(from_html.read(to_html.render(document(report)), "x.html"), "x.html")
    assert cell_values(again) == cell_values(report)
    assert again.texts == report.texts
    assert (again.title, again.unit, again.year) == (report.title, report.unit, report.year)
    assert (again.signed_unit, again.signed_date) == (report.signed_unit, report.signed_date)


def test_blanks_and_line_breaks_survive() -> None:
    report = Report(formats()["2021"], unit="甲乡", year=2024)
    report.texts["overview"] = paragraphs(["a  b   c", "1 < 2 & 3 > 2 &amp; “引号”", "𠮷村 & 𬭊"])
    report.entries[CellId("proactive", "licensing", "decisions")] = Entry(12, remark="其中 <b>3</b> 件")
    laid = document(report)
    assert from_html.read(to_html.render(laid), "x.html").blocks == blocks_of(laid)


def test_the_same_report_gives_the_same_bytes() -> None:
    assert to_html.render(document(distinct_report())) == to_html.render(document(distinct_report()))


# ---- the page itself ------------------------------------------------------------------------------


class Checker(HTMLParser):
    """Collect tags and demand that they are nested properly."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "col"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_clean() -> None:
    page = to_html.render(document(distinct_report())).decode("utf-8")
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    tags = [tag for tag, _ in checker.seen]
    assert page.startswith('<!DOCTYPE html>\n<html lang="zh-CN">')
    assert {"script", "font", "span", "div", "img", "link"}.isdisjoint(tags)
    assert "font-family" not in page
    assert all("class" not in attributes and "id" not in attributes for _, attributes in checker.seen)
    assert [tags.count(tag) for tag in ("h1", "h2", "table", "title")] == [1, 6, 3, 1]
    assert tags.count("thead") == 2, "the two tables with heads of their own"
    assert tags.count("tbody") == 6, "one for each of the four blocks of the first table, one for each other table"
    assert all(attributes.get("scope") in ("row", "col", "rowgroup") for tag, attributes in checker.seen if tag == "th")
    assert [attributes.get("colspan") for _, attributes in checker.seen if attributes.get("scope") == "rowgroup"] == ["4"] * 4


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_no_cell_of_a_table_crosses_the_edge_of_its_part(form_id: str) -> None:
    page = to_html.render(document(distinct_report(form_id))).decode("utf-8")
    parts = re.findall(r"<(thead|tbody)>\n(.*?)\n</\1>", page, re.DOTALL)
    assert parts
    for _, part in parts:
        rows = part.split("\n")
        for at, row in enumerate(rows):
            assert row.startswith("<tr>")
            assert all(at + int(span) <= len(rows) for span in re.findall(r'rowspan="(\d+)"', row))


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_the_widths_of_the_columns_fill_the_table(form_id: str) -> None:
    page = to_html.render(document(distinct_report(form_id))).decode("utf-8")
    for columns in re.findall(r"<colgroup>(.*?)</colgroup>", page):
        assert sum(map(float, re.findall(r'width="([\d.]+)%"', columns))) == pytest.approx(100, abs=1)


def test_the_clipboard_gets_elements_that_bring_their_lines_and_no_page() -> None:
    laid = document(distinct_report())
    copied = to_html.fragment(laid)
    checker = Checker()
    checker.feed(copied)
    assert checker.open == []
    tags = [tag for tag, _ in checker.seen]
    assert tags[0] == "h1"
    assert {"html", "head", "body", "meta", "style", "script", "font", "span", "div"}.isdisjoint(tags)
    assert "font-family" not in copied
    assert all("border: 1px solid" in str(attributes.get("style")) for tag, attributes in checker.seen if tag in ("th", "td"))
    assert all(attributes["border"] == "1" for tag, attributes in checker.seen if tag == "table")
    assert from_html.read(copied.encode(), "x.html").blocks == blocks_of(laid)


def test_what_no_page_can_hold_is_left_out_or_replaced() -> None:
    odd = "甲\x00\x03\x85\ud800乙\ufffe\ufdd0\ud842\udfb7丙\r\n丁"
    report = distinct_report(unit="甲乡")
    report.title = odd
    report.texts["overview"] = (Paragraph(odd),)
    page = to_html.render(document(report)).decode("utf-8")
    assert "<title>甲\ufffd乙𠮷丙 丁</title>" in page
    assert "<p>甲\ufffd乙𠮷丙<br>丁</p>" in page
    assert to_html.fragment(document(report)).encode("utf-8")


def test_every_place_of_a_table_is_covered_exactly_once() -> None:
    for form in formats().values():
        report = distinct_report(form.id)
        page = to_html.render(document(report)).decode("utf-8")
        for table in re.findall(r"<table.*?</table>", page, re.DOTALL):
            rows = re.findall(r"<tr>(.*?)</tr>", table)
            taken: set[tuple[int, int]] = set()
            for y, row in enumerate(rows):
                x = 0
                for attributes in re.findall(r"<t[hd]([^>]*)>", row):
                    down, right = (int(m[1]) if (m := re.search(rf'{name}="(\d+)"', attributes)) else 1 for name in ("rowspan", "colspan"))
                    while (y, x) in taken:
                        x += 1
                    places = {(y + i, x + j) for i in range(down) for j in range(right)}
                    assert not places & taken
                    taken |= places
            width = max(x for _, x in taken) + 1
            assert len(taken) == len(rows) * width


# ---- pages of other programs ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "gb2312"),
        ("utf-8", "gb2312"),
        ("gb18030", "gb2312"),
        ("gb18030", "utf-8"),
        ("gb18030", ""),
        ("gbk", "x-unheard-of"),
        ("gbk", "punycode"),
        ("gbk", "unicode_escape"),
        ("utf-16", ""),
        ("utf-16-le", ""),
        ("utf-16-be", "utf-8"),
        ("big5", "big5"),
    ],
)
def test_the_encoding_is_found(encoding: str, declared: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    text = "本年政府信息公開工作" if encoding == "big5" else "政府信息公开工作，㙟村䢺河" if encoding != "gbk" else "政府信息公开\\d工作"
    assert read(f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(encoding)) == [text]


def test_a_page_with_an_xml_declaration_is_read() -> None:
    page = '<?xml version="1.0" encoding="gb2312"?><!DOCTYPE html><html><body><p>总体情况</p></body></html>'
    assert read(page.encode("gbk")) == ["总体情况"]


def test_text_flows_as_in_a_browser() -> None:
    assert read("<div>一是\n   加强<b>学习</b>；\n二是 <i>改进</i> work\nwell。</div>") == ["一是加强学习；二是 改进 work well。"]
    assert read("<div>前<p>中</p>后<br>末&nbsp;尾</div>") == ["前", "中", "后", "末 尾"]
    assert read("<pre>第一行\n第二行</pre>") == ["第一行", "第二行"]
    assert read("<p>甲<!-- 注 -->乙<![if !x]>丙<![endif]></p>") == ["甲乙丙"]


def test_numbers_of_a_list_are_read() -> None:
    assert read('<ol start="3"><li>学习<li><p>宣传</p><li>4.公开</ol><ul><li>其他</ul>') == ["3.学习", "4.宣传", "4.公开", "其他"]


def test_what_nobody_sees_is_left_out() -> None:
    page = """<html><head><title>题</title><style>p{}</style></head><body><nav><p>首页</p></nav><header>网站头</header>
    <script>var a="<p>脚本</p>";</script>尾一<p style="DISPLAY : none">藏</p><p hidden>藏</p><select><option>选</select><aside>旁</aside>
    <article><header><h1>标题</h1></header><p>正文</p></article><footer>版权</footer></body></html>"""
    assert read(page) == ["尾一", "标题", "正文"]


def test_a_layout_table_is_unwrapped_and_the_data_table_in_it_kept() -> None:
    page = """<table><tr><td><h2>二、主动公开</h2><p>第一段</p>
    <table><tr><td>信息内容<td>件数<tr><td>规章<td>3</table><p>第二段</p></td><td>侧栏</td></tr></table>"""
    assert read(page) == ["二、主动公开", "第一段", (("信息内容", "件数"), ("规章", "3")), "第二段", "侧栏"]


def test_a_data_table_with_a_table_in_a_cell_stays_one() -> None:
    rows = "".join(f"<tr><td>第{i}项<td>{i}<td>{i + 100}</tr>" for i in range(10))
    page = f"<table>{rows}<tr><td>末项<td><table><tr><td>7</td><td>件</td></tr></table><td>8</tr></table>"
    [table] = read(page)
    assert len(table) == 11
    assert table[10] == ("末项", "7\n件", "8")


def test_spans_give_an_exact_grid() -> None:
    page = """<table><caption>表一</caption><thead><tr><th rowspan="9">甲<th colspan="2">乙<tr><td>丙<td>丁</thead>
    <tbody><tr><td>1<td>2<br>3<td>4</tr><tr><td rowspan=0>5<td colspan=0>6<td><p>7</p><p>8</p><tr><td>9<td></table>"""
    grid = (("甲", "乙", None), (None, "丙", "丁"), ("1", "2\n3", "4"), ("5", "6", "7\n8"), (None, "9", ""))
    assert read(page) == ["表一", grid]


def test_spans_that_meet_cover_nothing_twice() -> None:
    cells = [[[HtmlCell("a"), HtmlCell("b", rows=2), HtmlCell("c")], [HtmlCell("d", columns=3)], [HtmlCell("e", columns=3)]]]
    assert lay_out(cells) == (("a", "b", "c"), ("d", None, ""), ("e", None, None))


def test_a_span_written_too_large_makes_no_columns() -> None:
    assert read("<table><tr><td colspan=1000>题<tr><td>1<td>2<tr><td>3<td>4</table>") == [(("题", None), ("1", "2"), ("3", "4"))]


# ---- bad pages ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空文件"),
        (b" \n\t ", "空文件"),
        (b"%PDF-1.7 ...", "不是网页"),
        (b"PK\x03\x04....", "不是网页"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>", "改为 .mht"),
        ("只有文字，没有标签".encode(), "没有网页内容"),
        (b"\x00\x01\x02\x03" * 50, "没有网页内容"),
        (b"<html><body><script>x()</script></body></html>", "没有文字"),
        (b"<html></html>", "没有文字"),
        (b"<!DOCTYPE html>", "网页"),
        (b"x" * (from_html.MAX_BYTES + 1), "20 兆"),
        (b"<p>1</p>" * 300_000, "太多"),
        (b"<div>" * 200_000 + b"x", "太多"),
        (b"<table><tr><td>" * 100_000 + b"x", "太多"),
        (b"<p>1</p>" * 20_001, "太多"),
        (b"<table><tr><td rowspan=65535 colspan=1000>x" + b"<tr><td>z" * 3000 + b"</table>", "太多"),
        (b"<div>" * 1000 + b"<header>1</header>" * 20_001, "没有文字"),
        (b"<table><tr>" + b"<td colspan=900>x" * 9 + b"</table>", "太多"),
    ],
)
def test_a_page_that_is_none_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    refused(from_html.read, data, "坏.html", says)


@given(reports(with_last=False))
@settings(max_examples=5)
def test_a_page_cut_anywhere_is_read_or_refused(report: Report) -> None:
    page = to_html.render(document(report))
    for end in range(0, len(page), max(1, len(page) // 40)):
        try:
            blocks = from_html.read(page[:end], "x.html").blocks
        except from_html.UnreadableFile:
            continue
        assert all(len(row) == len(b.rows[0]) for b in blocks if isinstance(b, RawTable) for row in b.rows)
