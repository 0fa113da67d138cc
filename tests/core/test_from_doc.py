"""The reader of old Word files must give what a person sees in the printed, accepted document, and never the wrong cell."""

import struct

import pytest

from core.importers.from_doc_file import Part, Story
from core.importers.source import RawText
from tests.core.doc_samples import (
    DELETED,
    HIDDEN,
    INSERTED,
    STYLE,
    SYMBOL,
    Par,
    doc,
    opened,
    p,
    plc,
    prop,
    row,
    style,
    styles,
)
from tests.core.docx_samples import notes, texts
from tests.core.sources import shown


def test_paragraphs_and_tables_come_in_reading_order_and_blank_paragraphs_do_not_come() -> None:
    source = opened(p("甲"), p(), p("　 "), row(["1", "2"]), p("乙"))
    assert shown(source) == ["甲", (("1", "2"),), "乙"]
    assert source.kind == "doc"
    assert source.notes == ()


def test_pieces_of_one_byte_and_of_two_are_one_text() -> None:
    body = [p("Total “12” – x…é"), p("No 34")]
    assert texts(opened(*body, widths=(1,))) == ["Total “12” – x…é", "No 34"]
    assert texts(opened(*body, widths=(1, 2, 1))) == ["Total “12” – x…é", "No 34"]


def test_characters_beyond_the_common_ones_are_whole_and_move_nothing() -> None:
    assert texts(opened(p("甲𠮷乙"), p("后", ("藏", prop(HIDDEN)), "面"))) == ["甲𠮷乙", "后面"]


def test_breaks_tabs_and_hyphens() -> None:
    source = opened(p("上\x0b下"), p("甲\t乙\x1e丙\x1f丁"), p("前页\x0c后页"), row(["一\x0b二", "x"]))
    assert shown(source) == ["上", "下", "甲\t乙-丙丁", "前页", "后页", (("一\n二", "x"),)]


def test_a_section_ends_its_last_paragraph() -> None:
    ended = Par((("甲", b""),), mark="\x0c")
    assert texts(opened(ended, p("乙"))) == ["甲", "乙"]


def test_fields_are_read_by_their_result() -> None:
    nested = "\x13 IF \x13 PAGE \x14 99\x15 \x14结果\x15"
    assert texts(opened(p("共", "\x13 HYPERLINK \x01", "\x14链接\x15", nested, "。"))) == ["共链接结果。"]


def test_a_field_that_never_ends_costs_no_more_than_its_paragraph() -> None:
    assert texts(opened(p("甲\x13 DATE 丢"), p("还在"))) == ["甲", "还在"]


def test_tracked_changes_are_read_as_accepted_and_said() -> None:
    source = opened(p("共公开", ("21", prop(INSERTED)), ("3", prop(DELETED)), ("8", prop(DELETED) + prop(0x0835)), "条"))
    assert texts(source) == ["共公开21条"]
    assert "1 处新增" in notes(source)
    assert "1 处已删除" in notes(source)


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    end = prop(DELETED)
    assert texts(opened(p("前半句", mark_properties=end), p("后半句"), p("末段", mark_properties=end))) == ["前半句后半句", "末段"]
    assert texts(opened(p("甲"), p(("去掉", end), mark_properties=end), p("乙"))) == ["甲", "乙"]


def test_a_change_that_fast_saving_laid_over_a_piece_counts() -> None:
    extra = prop(DELETED)
    assert texts(opened(p("甲乙"), extras=[prop(INSERTED), extra], modifier=1 << 1 | 1)) == []
    short = opened(p("甲乙"), modifier=0x41 << 1 | 1 << 8)
    assert texts(short) == []
    assert "1 处已删除" in notes(short)


STYLES = styles(
    style("Normal", built_in=0),
    style("隐", characters=prop(HIDDEN)),
    style("隐二", base=1),
    style("隐字", kind=2, characters=prop(HIDDEN)),
    b"",
    style("toc 1", built_in=19),
    style("目录 2"),
    style("圈", base=8),
    style("圈二", base=7),
)
SHEET = {Part.STYLES: STYLES}


def test_hidden_text_is_left_out_and_said() -> None:
    body = [
        p("看得见", ("看不见", prop(HIDDEN)), "又见", ("样式", prop(STYLE, 3)), ("露", prop(STYLE, 3) + prop(HIDDEN, 0))),
        p("藏", style=2),
        p("藏", ("反", prop(HIDDEN, 0x81)), ("同", prop(HIDDEN, 0x80)), style=1),
        p("常", style=7),
    ]
    source = opened(*body, parts=SHEET)
    assert texts(source) == ["看得见又见露", "反", "常"]
    assert "5 处隐藏" in notes(source)


def test_a_table_of_contents_is_left_out_and_said() -> None:
    source = opened(p("\x13 TOC \x14一、总体\t1", style=5), p("二、公开\t2\x15", style=6), p("一、总体"), parts=SHEET)
    assert texts(source) == ["一、总体"]
    assert "目录没有读入" in notes(source)


def test_pictures_comments_and_symbols_are_said() -> None:
    body = p(
        "文\x01\x05", ("(", prop(SYMBOL, b"\3\0\xfe\xf0")), "项", ("(", prop(SYMBOL, b"\3\0\x60\x24")), "\uf0a7", ("\x01", prop(0x0806))
    )
    source = opened(body)
    assert texts(source) == ["文项①"]
    assert "1 张图片" in notes(source)
    assert "1 条批注" in notes(source)
    assert "2 个特殊字体的符号" in notes(source)


def test_notes_at_the_foot_follow_the_paragraph_or_table_that_points_to_them() -> None:
    others = {Story.FOOTNOTES: [p("\x02 注的文字"), p("\x02 又一注")], Story.HEADERS: [p("页眉")], Story.ENDNOTES: [p("\x02尾注")]}
    parts = {
        Part.FOOTNOTE_PLACES: plc([1, 9, 12], [b"\1\0", b"\1\0"]),
        Part.FOOTNOTE_TEXTS: plc([0, 7, 13, 14], []),
        Part.ENDNOTE_PLACES: plc([6, 12], [b"\1\0"]),
        Part.ENDNOTE_TEXTS: plc([0, 4, 5], []),
    }
    source = opened(row(["8\x02", "9"]), p("后\x02"), p("末\x02"), others=others, parts=parts)
    assert shown(source) == [(("8", "9"),), " 注的文字", "后", "尾注", "末", " 又一注"]
    assert "3 条脚注或尾注" in notes(source)


def box_parts(*shapes: tuple[int, int], texts: tuple[tuple[int, int, int], ...], drawings: bytes = b"") -> dict[Part, bytes]:
    """Make the parts of shapes (place, number) and of boxes (from, to, number of the shape)."""
    places = [*(place for place, _ in shapes), 99]
    bounds = [*(start for start, _, _ in texts), texts[-1][1], texts[-1][1] + 1]
    entries = [struct.pack("<8xH4xi4x", 0, number) for _, _, number in texts] + [bytes(22)]
    return {
        Part.SHAPE_PLACES: plc(places, [struct.pack("<I22x", number) for _, number in shapes]),
        Part.BOX_TEXTS: plc(bounds, entries),
        Part.DRAWINGS: drawings,
    }


def test_text_boxes_follow_the_paragraph_or_stay_in_the_cell_that_they_hang_on() -> None:
    others = {Story.BOXES: [p("框内"), p("格内框"), p("无主")]}
    parts = box_parts((1, 1026), (6, 1027), texts=((0, 3, 1026), (3, 7, 1027), (7, 10, 5)))
    source = opened(p("前\x08后"), row(["7\x08", "8"]), p("末"), others=others, parts=parts)
    assert shown(source) == ["前后", "框内", (("7\n格内框", "8"),), "末", "无主"]
    assert "2 个文本框的文字放在了它所在的段落之后" in notes(source)
    assert "1 个文本框找不到所在的段落" in notes(source)


def record(kind: int, content: bytes, head: int = 0xF) -> bytes:
    return struct.pack("<HHI", head, kind, len(content)) + content


def shape(number: int, *, picture: int = 0) -> bytes:
    options = record(0xF00B, struct.pack("<HI", 0x4104, picture), head=1 << 4 | 3) if picture else b""
    return record(0xF004, record(0xF00A, struct.pack("<II", number, 0)) + options)


def test_boxes_in_a_group_hang_where_the_group_hangs_and_floating_pictures_are_said() -> None:
    group = record(0xF003, shape(1030) + shape(1031) + record(0xF003, shape(1032) + shape(1033)))
    layer = record(0xF002, record(0xF003, shape(1024) + group + shape(1040, picture=1)))
    drawings = record(0xF000, b"") + b"\0" + layer
    parts = box_parts((1, 1030), (4, 1040), texts=((0, 3, 1033),), drawings=drawings)
    source = opened(p("前\x08"), p("中\x08"), p("末"), others={Story.BOXES: [p("组内")]}, parts=parts)
    assert texts(source) == ["前", "组内", "中", "末"]
    assert "1 张图片" in notes(source)


@pytest.mark.parametrize("part", [Part.STYLES, Part.BOX_TEXTS, Part.DRAWINGS, Part.FOOTNOTE_PLACES])
def test_a_harmed_side_part_is_said_and_the_text_is_read(part: Part) -> None:
    content = plc(range(20_002), [bytes(22)] * 20_001) if part == Part.BOX_TEXTS else plc(range(20_002), [b"\0\0"] * 20_001)
    parts = {part: b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff" if part in (Part.STYLES, Part.DRAWINGS) else content}
    source = opened(p("共12件"), parts=parts)
    assert source.blocks == (RawText("共12件"),)
    assert "已损坏，没有读全" in notes(source)


def test_text_that_the_head_does_not_account_for_is_said() -> None:
    whole = bytearray(doc(p("甲"), p("共12件")))
    at = whole.index(struct.pack("<II", 7, 0), 512)
    whole[at : at + 4] = struct.pack("<I", 2)
    from core.importers.from_doc import read

    source = read(bytes(whole), "短.doc")
    assert texts(source) == ["甲"]
    assert "正文末尾" in notes(source)
