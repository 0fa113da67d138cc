"""A file that is no sound RTF must end in one clear sentence, soon, or be read as far as it goes and say so."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import UnreadableFile
from core.importers.from_rtf import MAX_BYTES, read
from core.importers.from_rtf_grid import Bound, Cell, Losses, Row, lay_out
from core.importers.from_rtf_tokens import MAX_TOKENS
from core.importers.source import MAX_CELLS, RawTable
from tests.core.docx_samples import notes, texts
from tests.core.rtf_samples import after, edges, gbk, row, rtf
from tests.core.sources import refused, shown

HEAD = rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset134 S;}}"
MANY = MAX_TOKENS + 1

BAD = {
    "empty": (b"", "不是 RTF"),
    "text": ("一、总体情况".encode("gb18030"), "不是 RTF"),
    "late start": (b"x" * 10 + rtf(b"1"), "不是 RTF"),
    "head only": (HEAD, "损坏"),
    "cut in the head": (rtf(b"1")[:60], "损坏"),
    "closed too early": (rb"{\rtf1}12\par}", "损坏"),
    "no text": (rtf(rb"\par\par"), "没有文字"),
    "picture only": (rtf(rb"{\pict ff}\par"), "只有图片"),
    "deep": (HEAD + b"{" * MANY, "太深"),
    "deep tables": (HEAD + rb"\intbl\itap60 1\nestcell", "太深"),
    "deep notes": (HEAD + rb"{\footnote x" * 900, "太深"),
    "words": (HEAD + rb"\b" * MANY, "太多"),
    "braces": (HEAD + b"{}" * MANY, "太多"),
    "braces in what is left out": (HEAD + rb"{\*\zz" + b"{}" * MANY, "太多"),
    "paragraphs": (HEAD + rb"x\par " * (250_000), "太多"),
    "cells": (HEAD + rb"\cell " * (MAX_CELLS + 1), "太多"),
    "one wide row": (HEAD + b"".join(b"\\cellx%d" % (100 * i) for i in range(501)), "太多"),
    "many definitions": (HEAD + (rb"\trowd" + b"".join(b"\\cellx%d" % (100 * i) for i in range(500))) * 900, "太多"),
    "many small tables": (HEAD + rb"\pard\intbl\itap20 x\par\pard x\par" * 11_000, "太多"),
    "rows with all edges different": (HEAD + b"".join(rb"\trowd\cellx%d 1\cell\row" % (31 * i) for i in range(2000)), "太多"),
    "millions of bytes": (HEAD + b" " * MAX_BYTES, "40 兆"),
    "a backslash at the end": (HEAD + b"\\", "损坏"),
    "a number without end": (HEAD + rb"\fs" + b"9" * MANY, "损坏"),
    "more binary than there is": (HEAD + rb"\bin99999999999999999999 12\par}", "损坏"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_cannot_be_read_ends_in_one_sentence_that_says_what_to_do(kind: str) -> None:
    data, words = BAD[kind]
    refused(read, data, "报告.rtf", words)


def test_a_large_picture_is_stepped_over() -> None:
    data = rtf(
        rb"{\*\shppict{\pict\pngblip " + b"89504e47\r\n" * 1_500_000 + rb"}}{\pict\bin3000000 " + b"{" * 3_000_000 + b"}" + gbk("正文")
    )
    source = read(data, "报告.rtf")
    assert texts(source) == ["正文"]
    assert "2 张图片" in notes(source)


def test_a_file_that_breaks_off_is_read_as_far_as_it_goes_and_that_is_said() -> None:
    body = row(edges(1000, 2000), ["11", "12"]) + row(edges(1000, 2000), ["21", "22"])
    source = read(HEAD + gbk("甲") + rb"\par " + body[: body.rindex(b"\\'3")] + rb"\'", "报告.rtf")
    assert shown(source) == ["甲", (("11", "12"), ("21", "")), "2"]
    assert "文件不完整" in notes(source)
    assert "“21”一行的单元格数与列数不符" in notes(source)


def test_text_behind_the_end_is_not_read_and_that_is_said() -> None:
    source = read(rtf(gbk("甲") + rb"\par}" + gbk("乙") + rb"\par"), "报告.rtf")
    assert texts(source) == ["甲"]
    assert "文件正文结束之后还有内容" in notes(source)


def test_malformed_words_cost_nothing_but_themselves() -> None:
    body = rb"a\'zz b\uc-5\u-99999999999 c\u1114112 d\bin-7 e\cellx\row\nestrow\nestcell\f99999999 f\'b9"
    source = read(rtf(body), "报告.rtf")
    assert shown(source) == [(("azz b\ufffdc\ufffdde",),), "f\ufffd"]
    assert "3 个字符的编码有误" in notes(source)


GOOD = (Path(__file__).parent / "files" / "rtf" / "parts-libreoffice.rtf").read_bytes()
WORDS = (
    rb"\cell \row \trowd \cellx9 \par \pard \intbl \itap2 \nestcell \nestrow \u9 \uc9 \bin9 {\* {\footnote \' { } \deleted \clvmrg".split()
)


@given(st.data())
def test_a_damaged_file_never_raises_anything_else_and_its_tables_stay_rectangles(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(GOOD) - 1))
    harmed = bytearray(HEAD + GOOD[start : start + 4000] + rb"\par end" + after())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(harmed) - 1))
        if data.draw(st.booleans()):
            harmed[place] = data.draw(st.integers(0, 255))
        else:
            harmed[place:place] = data.draw(st.sampled_from(WORDS))
    # Anything but UnreadableFile gets out and fails the test.
    with contextlib.suppress(UnreadableFile):
        for block in read(bytes(harmed), "坏.rtf").blocks:
            if isinstance(block, RawTable):
                assert len({len(cells) for cells in block.rows}) == 1
            else:
                assert block.text.strip()
                assert block.text.encode()


class Counted(list[Row]):
    """Rows that count how often somebody goes through them."""

    rounds = 0

    def __iter__(self) -> Iterator[Row]:
        self.rounds += 1
        return super().__iter__()


def test_rows_without_edges_do_not_each_look_through_all_the_others() -> None:
    bare = Row(0, (), (Cell("1"), Cell("2")))
    rows = Counted([bare] * 50 + [Row(0, (Bound(1000), Bound(2000)), bare.cells)])
    assert lay_out(rows, 1000, Losses()) == (("1", "2"),) * 51
    assert rows.rounds < 5
