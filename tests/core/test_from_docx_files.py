"""A file that is no sound Word file must end in one clear sentence, soon, and never in a crash."""

import contextlib
import io
import time
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableFile
from core.importers.from_docx import read
from tests.core.docx_samples import OUTLINE, STRICT, STYLES, docx, lists, p, relations, run, tbl, tc, texts, tr, zipped


def test_a_strict_file_and_a_main_part_elsewhere_are_read() -> None:
    assert texts(read(docx(p("甲"), namespace=STRICT), "试.docx")) == ["甲"]
    assert texts(read(docx(p("乙"), main="正文/wenjian.xml"), "试.docm")) == ["乙"]


def swapped(data: bytes, part: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return zipped(parts | {part: content})


GOOD = docx(p("共12件") + tbl(tr(tc("1"), tc("2"))), styles=STYLES, numbering=lists({0: OUTLINE}, {1: 0}))
LAUGHS = b'<!DOCTYPE w [<!ENTITY a "' + b"ha" * 500 + b'">' + b"".join(
    b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 50) for i in range(8)
) + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>'  # fmt: skip  # noqa: E501


def locked(data: bytes) -> bytes:
    """Set the flag of encryption in every header."""
    out = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = out.find(mark)
        while at >= 0:
            out[at + offset] |= 1
            at = out.find(mark, at + 4)
    return bytes(out)


BAD = {
    "empty": (b"", "空文件"),
    "blanks": (b" \n" * 300, "空文件"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "图片"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "rtf": (b"{\\rtf1 x}", "RTF"),
    "web page": ("<html><body>年报</body></html>".encode(), "网页"),
    "text": ("一、总体情况".encode("gb18030"), "不是 Word 文档"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
    "locked zip": (locked(GOOD), "密码"),
    "cut off": (GOOD[: len(GOOD) // 2], "损坏"),
    "no text": (zipped({"a.txt": "x"}), "没有 Word 正文"),
    "workbook": (zipped({"_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}), "xl/workbook.xml": "<a/>"}), "没有 Word 正文"),
    "broken XML": (swapped(GOOD, "word/document.xml", b"<w:document"), "损坏"),
    "empty XML": (swapped(GOOD, "word/document.xml", b""), "损坏"),
    "no body": (swapped(GOOD, "word/document.xml", b"<document/>"), "损坏"),
    "entities": (swapped(GOOD, "word/document.xml", LAUGHS), "实体"),
    "bomb": (swapped(GOOD, "word/document.xml", b" " * 40_000_000), "大得不像"),
    "bomb in styles": (swapped(GOOD, "word/styles.xml", b"<a>" + b" " * 20_000_000 + b"</a>"), "大得不像"),
    "deep": (docx("".join(["<w:tbl><w:tr><w:tc>"] * 70) + p() + "".join(["<w:p/></w:tc></w:tr></w:tbl>"] * 70)), "太深"),
    "deep text": (docx(p("<w:smartTag>" * 100 + run("x") + "</w:smartTag>" * 100)), "太深"),
    "wide": (docx(tbl(tr(tc("1", '<w:gridSpan w:val="99999"/>')))), "大得不像"),
    "wide and long": (docx(tbl(*[tr(tc("1"))] * 1000, tr(tc("1", '<w:gridSpan w:val="400"/>')))), "大得不像"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_ends_soon_in_one_sentence_that_says_what_to_do(kind: str) -> None:
    data, words = BAD[kind]
    start = time.perf_counter()
    with pytest.raises(UnreadableFile) as caught:
        read(data, "报告.docx")
    assert time.perf_counter() - start < 2
    assert words in caught.value.message
    assert caught.value.message.startswith("报告.docx ")
    assert "请" in caught.value.message
    assert "\n" not in str(caught.value)


@given(st.data())
def test_a_damaged_file_never_raises_anything_else(data: st.DataObject) -> None:
    harmed = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 6))):
        harmed[data.draw(st.integers(0, len(harmed) - 1))] = data.draw(st.integers(0, 255))
    # Anything but UnreadableFile gets out and fails the test.
    with contextlib.suppress(UnreadableFile):
        assert read(bytes(harmed), "坏.docx").kind == "docx"


def test_more_tags_than_memory_should_hold_are_refused_before_they_are_read() -> None:
    many = b"".join(b"<w:p><w:r/><w:x%d/></w:p>" % number for number in range(550_000))
    with pytest.raises(UnreadableFile, match="大得不像"):
        read(swapped(GOOD, "word/document.xml", many), "多.docx")
