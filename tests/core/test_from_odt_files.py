"""Files that an office program wrote must read whole; a file that is no sound OpenDocument must end in one clear sentence, soon."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableFile
from core.importers.from_odt import read
from core.importers.recognition import recognise
from core.layout import document
from tests.core.docx_samples import notes, texts
from tests.core.odf_samples import content, items, level, list_style, odt, p, packed, root, styled, table, td, tr
from tests.core.sources import blocks_of, refused, shown
from tests.helpers import cell_values, distinct_report

FILES = Path(__file__).parent / "files" / "odt"


def file(name: str) -> bytes:
    return (FILES / name).read_bytes()


@pytest.mark.parametrize("name", ["report2019.odt", "report2021.odt", "report2021.ods"])
def test_a_converted_report_gives_every_cell_and_sentence_back(name: str) -> None:
    truth = distinct_report(name[6:10])
    source = read(file(name), name)
    found = recognise(source, name)
    assert source.notes == ()
    assert source.kind == name[-3:]
    assert cell_values(found) == cell_values(truth)
    assert found.texts == truth.texts
    assert (found.unit, found.year, found.signed_date, found.notes) == (truth.unit, truth.year, truth.signed_date, ())


def test_a_converted_report_keeps_its_blocks_and_spans() -> None:
    assert read(file("report2021.odt"), "试.odt").blocks == blocks_of(document(distinct_report("2021")))


# Lists, notes, tracked changes, boxes and tables of a Word file, as LibreOffice 7.4 stores them.
RICH = """青石县柳河乡人民政府2023年政府信息公开工作年度报告
第一部分 总体情况
（一）主动公开
（二）依申请公开
第二部分 收到和处理
（一）又一
一、甲
（一）乙
1.丙
2.丁
中间无号
（二）戊
1.己
二、庚
三、接着
五、从五起
六、六
七、再接
1.多一
1.1多二
1.1.a)多三
1.2多四
2.多五
2.1.a)跳级
三、样式号
四、样式号子
样式无号
五、样式号又
共公开21条
前半句后半句
看得见又见
上
下
甲\t乙  两个空格\u2011丙
批注处
脚注前脚注后
脚注的文字
尾注
尾注的文字
框前框后
框内
域2026年引用
拼音
书签链接"""
RICH_TABLE = (
    ("角", None, "头", None),
    (None, None, "3", "4"),
    ("项", "5", "6", "7\n左\n右"),
    ("八、号", "8", None, "5\n框内"),
)


def test_all_that_an_office_program_writes_is_read_as_it_is_shown() -> None:
    source = read(file("rich.odt"), "试.odt")
    assert shown(source) == [*RICH.split("\n"), RICH_TABLE, "表间", (("外\n内一\n内二", "旁"),), "末段"]
    said = notes(source)
    for each in ("1 处新增", "1 处已删除", "1 条批注", "2 处隐藏", "2 个文本框", "2 条脚注", "目录没有", "1 个单元格里还有表格"):
        assert each in said


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
)
GOOD = odt(p("共12件") + table(tr(td("1"), td("2"))))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a "{"哈" * 100}"><!ENTITY b "&a;&a;">]>'
DEEP_CELLS = "<table:table><table:table-row><table:table-cell>" * 45 + "</table:table-cell></table:table-row></table:table>" * 45
BAD = {
    "empty": (b"", "空文件"),
    "blanks": (b" \n" * 300, "空文件"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "图片"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版"),
    "text": ("一、总体情况".encode(), "不是 OpenDocument"),
    "web page": ("<html><body>年报</body></html>".encode(), "不是 OpenDocument"),
    "cut off": (GOOD[: len(GOOD) // 2], "损坏"),
    "no content": (packed({"a.txt": "x"}), "没有正文"),
    "locked": (packed({"content.xml": b"\x00\x01", "META-INF/manifest.xml": MANIFEST}), "密码"),
    "locked whole": (packed({"encrypted-package": b"\x00\x01"}), "密码"),
    "slides": (packed({"content.xml": content("", kind="presentation")}), "演示文稿"),
    "no body": (packed({"content.xml": root("document-content", "")}), "损坏"),
    "broken XML": (packed({"content.xml": "<office:document-content"}), "损坏"),
    "broken styles": (packed({"content.xml": content(p("甲")), "styles.xml": "<a"}), "损坏"),
    "entities": (packed({"content.xml": LAUGHS + content(p("&b;")).partition("?>")[2]}), "实体"),
    "entities, flat": ((LAUGHS + content(p("&b;")).partition("?>")[2]).encode(), "实体"),
    "entities, far": (("<?xml version='1.0'?>" + " " * 5000 + LAUGHS + "<office/>").encode("utf-16"), "实体"),
    "bomb": (packed({"content.xml": b" " * 40_000_000}), "大得不像"),
    "bomb in styles": (packed({"content.xml": content(p("甲")), "styles.xml": b"<a>" + b" " * 20_000_000 + b"</a>"}), "大得不像"),
    "deep cells": (odt(DEEP_CELLS), "太深"),
    "deep spans": (odt(p("<text:span>" * 60 + "x" + "</text:span>" * 60)), "太深"),
    "deep lists": (odt("<text:list><text:list-item>" * 60 + p("x") + "</text:list-item></text:list>" * 60), "太深"),
    "deep sections": (odt("<text:section>" * 60 + p("x") + "</text:section>" * 60), "太深"),
    "deep groups": (odt(p("<draw:g>" * 60 + "</draw:g>" * 60)), "太深"),
    "deep rows": (odt("<table:table>" + "<table:table-rows>" * 60 + "</table:table-rows>" * 60 + "</table:table>"), "太深"),
    "deeper than the parser goes": (odt("<text:section>" * 9999 + "</text:section>" * 9999), "损坏"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_ends_soon_in_one_sentence_that_says_what_to_do(kind: str) -> None:
    data, words = BAD[kind]
    start = time.perf_counter()
    refused(read, data, "报告.odt", words)
    assert time.perf_counter() - start < 2


def test_what_names_or_joins_a_long_text_again_and_again_costs_no_more_than_once() -> None:
    region = '<text:changed-region xml:id="{0}" text:id="{0}"><text:deletion>{1}</text:deletion></text:changed-region>'.format
    named = (
        f"<text:tracked-changes>{region('a', '<text:p/>' * 20_000)}</text:tracked-changes>"
        + p('<text:change text:change-id="a"/>') * 20_000
    )
    ends = "".join(
        f'<text:change-end text:change-id="{n - 1}"/>行行行行{"字" * 99}<text:change-start text:change-id="{n}"/></text:p><text:p>'
        for n in range(1, 15_000)
    )
    regions = "".join(region(str(n), "") for n in range(14_999))
    joined = f"<text:tracked-changes>{regions}</text:tracked-changes><text:p>甲{ends}末</text:p>"
    mark = list_style("L", level(1, "1", "长" * 100_000))
    marked = items(*[p("甲")] * 20_000, more=styled("L"))
    start = time.perf_counter()
    for body in (named, joined):
        read(odt(body), "试.odt")
    assert sum(len(text) for text in texts(read(odt(marked, mark), "试.odt"))) < 10_000_000
    assert time.perf_counter() - start < 5


@given(st.data())
def test_a_damaged_file_never_raises_anything_else(data: st.DataObject) -> None:
    harmed = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        harmed[data.draw(st.integers(0, len(harmed) - 1))] = data.draw(st.integers(0, 255))
    # Anything but UnreadableFile gets out and fails the test.
    with contextlib.suppress(UnreadableFile):
        assert read(bytes(harmed), "坏.odt").kind == "odt"
