"""Tables and automatic numbers of old Word files must stand as Word shows them: every number in its own cell."""

import struct

import pytest

from core.importers.from_doc_file import Part
from core.importers.source import RawTable
from tests.core.doc_samples import (
    DELETED,
    HUGE,
    IN_TABLE,
    LEVEL,
    LIST,
    ROW_END,
    Par,
    definition,
    inner_row,
    level,
    lists,
    opened,
    p,
    prop,
    row,
    style,
    styles,
)
from tests.core.docx_samples import notes, only_table, texts
from tests.core.sources import shown, tables

FOUR = [0, 1000, 2000, 3000, 4000]
RESTART, ON = 0x60, 0x20


def test_rows_with_other_edges_lie_in_one_rectangle() -> None:
    source = opened(
        row(["角", "头"], [-108, 1892, 5892]),
        row(["项", "3", "4"], [-108, 1892, 3892, 5892]),
        row(["晚", "5"], [1892, 3892, 5892]),
        row(["早"], [-108, 1892]),
    )
    assert only_table(source) == (("角", "头", None), ("项", "3", "4"), ("", "晚", "5"), ("早", "", ""))
    assert source.notes == ()


def test_edges_that_the_eye_cannot_tell_apart_are_one_but_a_narrow_column_stays() -> None:
    assert only_table(opened(row(["1", "2"], [0, 1010, 2000]), row(["3", "4"], [-8, 1000, 2040]))) == (("1", "2"), ("3", "4"))
    narrow = opened(row(["1", "2", "3"], [0, 1000, 1030, 2000]), row(["4", "5"], [0, 1000, 2000]))
    assert only_table(narrow) == (("1", "2", "3"), ("4", "5", None))


def test_cells_merged_downwards_and_to_the_side() -> None:
    source = opened(
        row(["角", "头", "", "尾"], FOUR, [RESTART, 1, 2, 0]),
        row(["", "3", "4", "5"], FOUR, [ON, 0, 0, RESTART]),
        row(["6", "7", "8", ""], FOUR, [ON | 0x40, 0, 0, ON]),
    )
    assert only_table(source) == (("角", "头", None, "尾"), (None, "3", "4", "5"), ("6", "7", "8", None))


def test_both_orders_of_the_marks_of_a_merge_to_the_side_are_read() -> None:
    assert only_table(opened(row(["1", "", "3", ""], FOUR, [1, 2, 1, 2]))) == (("1", None, "3", None),)
    assert only_table(opened(row(["1", "", "3", ""], FOUR, [2, 1, 3, 1]))) == (("1", None, "3", None),)
    assert only_table(opened(row(["1", "2", "3", "4"], FOUR, [0, 1, 0, 2]))) == (("1", "2", "3", "4"),)


def test_merges_laid_over_the_cells_later_count() -> None:
    source = opened(
        row(["1", "", "3", "4"], FOUR, more=prop(0x5624, b"\0\2") + prop(0xD62B, b"\3\3")),
        row(["5", "6", "7", ""], FOUR, [1, 2, 0, 0], more=prop(0x5625, b"\0\2") + prop(0xD62B, b"\3\1")),
    )
    assert only_table(source) == (("1", None, "3", "4"), ("5", "6", "7", None))


def test_a_row_moved_or_widened_later_stands_where_it_was_moved_to() -> None:
    moved = prop(0x9602, 108)
    source = opened(
        row(["1", "2", "3"], [-108, 892, 1892, 2892]),
        row(["4", "5"], shape=moved + definition([-108, 892, 1892]) + prop(0x9601, 1000)),
        row(["6", "7"], [-108, 892, 1892], more=prop(0x7623, b"\1\2" + struct.pack("<h", 2000))),
    )
    assert only_table(source) == (("1", "2", "3"), ("", "4", "5"), ("6", "7", None))


def test_a_merge_that_begins_nowhere_is_a_cell() -> None:
    assert only_table(opened(row(["1", "2"], flags=[ON, 0]))) == (("1", "2"),)


def test_text_under_a_merge_is_not_shown_and_said() -> None:
    source = opened(row(["1", "38"], flags=[1, 2]))
    assert only_table(source) == (("1", None),)
    assert "1 个被合并单元格盖住的格子里还有文字" in notes(source)


def test_properties_of_wide_rows_stand_in_the_data_stream() -> None:
    shape = prop(IN_TABLE) + prop(ROW_END) + definition([100 * i for i in range(41)])
    cells = row([str(i) for i in range(40)], shape=b"")
    cells[-1] = Par((), prop(HUGE, 6), mark="\x07")
    source = opened(cells, p("末"), data=bytes(6) + struct.pack("<H", len(shape)) + shape)
    assert only_table(source) == (tuple(str(i) for i in range(40)),)
    assert source.notes == ()


def test_a_table_in_a_cell_is_flattened_and_a_frame_around_all_is_taken_off() -> None:
    source = opened(row([[p("外"), *inner_row(["内一", "内二"]), p("尾")], "旁"]))
    assert only_table(source) == (("外\n内一\n内二\n尾", "旁"),)
    assert "1 个单元格里还有表格" in notes(source)
    framed = opened(row([[p("正文"), *inner_row(["内一", "内二"]), *inner_row(["内三", "内四"]), p("尾")]]))
    assert shown(framed) == ["正文", (("内一", "内二"), ("内三", "内四")), "尾"]
    assert framed.notes == ()


def test_a_row_that_a_tracked_change_removed_is_left_out() -> None:
    source = opened(row(["1", "2"]), row(["旧", "旧"], end_properties=prop(DELETED)), row(["3", "4"]))
    assert only_table(source) == (("1", "2"), ("3", "4"))
    assert "1 行已删除" in notes(source)


def test_a_table_whose_rows_are_all_removed_is_gone() -> None:
    source = opened(p("甲"), row(["旧", "旧"], end_properties=prop(DELETED)), p("乙"))
    assert shown(source) == ["甲", "乙"]


def test_cells_keep_all_their_paragraphs() -> None:
    assert only_table(opened(row([[p("上"), p(), p("下")], "x"]))) == (("上\n下", "x"),)


@pytest.mark.parametrize(
    "bad",
    [
        row(["3", "4", "5"], [0, 1000, 2000]),
        row(["3", "4"], shape=b""),
        row(["3", "4"], more=prop(0x7621, b"\1\1\0\2")),
        row(["3", "4"])[:-1],
        row(["3", "4"], [0, 2000, 1000]),
        row(["3", "4"], shape=prop(0xD608, b"\2\0\0")),
        row(["3", "4"], shape=b"\x08\xd6\xff"),
        row(["3", "4"], more=prop(0xD62B, b"\7\1")),
    ],
    ids=[
        "more cells than columns",
        "no columns",
        "cells put in later",
        "no end",
        "edges going back",
        "edges cut off",
        "properties cut off",
        "merge outside",
    ],
)
def test_a_row_whose_columns_are_not_told_gives_the_cells_in_order_and_says_so(bad: list[Par]) -> None:
    source = opened(p("甲"), row(["1", "2", "9"]), bad)
    (table,) = tables(source)
    assert table == RawTable((("1", "2", "9"), tuple(each.runs[0][0] for each in bad if each.runs)), exact=False)
    assert "1 个表格的列不完整" in notes(source)


def test_rows_without_widths_are_columns_where_they_have_as_many_cells() -> None:
    assert only_table(opened(row(["1", "2"], [0, 0, 0]), row(["3", "4"], [0, 0, 0]))) == (("1", "2"), ("3", "4"))


# ---- automatic numbers ------------------------------------------------------------------------------

OUTLINE = [level(37, "%1、"), level(37, "（%2）"), level(0, "%3.", follow=0), *[level(23, "\uf0b7")] * 6]


def numbered(text: str, list_id: int, depth: int = 0) -> Par:
    return p(text, properties=prop(LEVEL, depth) + prop(LIST, list_id))


def test_automatic_numbers_are_text_and_deeper_levels_start_again() -> None:
    body = [numbered("甲", 1), numbered("乙", 1, 1), numbered("丙", 1, 2), numbered("丁", 1, 2), numbered("戊", 1, 1), numbered("己", 1, 2)]
    source = opened(*body, numbered("庚", 1), numbered("点", 1, 3), lists=lists({5: OUTLINE}, [5]))
    assert texts(source) == ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "点"]


def test_lists_of_one_shape_go_on_and_an_override_starts_again_once() -> None:
    start = struct.pack("<iI", 5, 0x10)
    own = struct.pack("<iI", 0, 0x20) + level(1, "%1)", 3, follow=0)
    body = [numbered("甲", 1), numbered("乙", 2), numbered("丙", 3), numbered("丁", 3), numbered("戊", 4)]
    made = lists({5: OUTLINE, 6: OUTLINE}, [5, 5, 5, 6], {3: start, 4: own})
    assert texts(opened(*body, lists=made)) == ["一、甲", "二、乙", "五、丙", "六、丁", "III)戊"]


def test_a_level_that_never_restarts_and_a_legal_level() -> None:
    shape = [level(37, "%1、"), level(0, "%1.%2", flags=0x0C, restart=0, follow=1), *[level(255, "")] * 7]
    body = [numbered("甲", 1), numbered("子", 1, 1), numbered("乙", 1), numbered("丑", 1, 1)]
    assert texts(opened(*body, lists=lists({5: shape}, [5]))) == ["一、甲", "1.1 子", "二、乙", "2.2 丑"]


def test_a_style_numbers_its_paragraphs_and_those_of_styles_on_it() -> None:
    sheet = styles(
        style("Normal", built_in=0),
        style("编号", properties=prop(LIST, 1)),
        style("编号二", properties=prop(LIST, 1)),
        style("其上", base=1),
    )
    body = [p("头", style=1), p("次", style=2), p("又", style=3), p("无号", style=1, properties=prop(LIST, 0))]
    body.append(p("也无", style=1, properties=prop(LIST, 0xF801)))
    source = opened(*body, parts={Part.STYLES: sheet}, lists=lists({5: OUTLINE}, [5], linked=2))
    assert texts(source) == ["一、头", "（一）次", "二、又", "无号", "也无"]


def test_a_long_list_of_tab_stops_hides_no_property_behind_it() -> None:
    few = prop(0xC615, bytes([0, 1]) + bytes(3))
    many = struct.pack("<HBB", 0xC615, 255, 20) + bytes(80) + bytes([40]) + bytes(120)
    body = [p(text, properties=tabs + prop(LIST, 1)) for text, tabs in (("甲", few), ("乙", many))]
    assert texts(opened(*body, lists=lists({5: OUTLINE}, [5]))) == ["一、甲", "二、乙"]


def test_a_blank_numbered_paragraph_counts_but_shows_in_cells_only() -> None:
    made = lists({5: [level(0, "%1.")]}, [5])
    source = opened(numbered("", 1), row([numbered("", 1), "x"]), numbered("末", 1), numbered("深", 1, 4), numbered("无", 9), lists=made)
    assert only_table(source) == (("2.", "x"),)
    assert texts(source) == ["3.末", "深", "无"]


@pytest.mark.parametrize(
    "harmed",
    [
        (struct.pack("<H", 0xFFFF), b"", struct.pack("<I", 1)),
        lists({5: [level(0, "长" * 300)]}, [5]),
        lists({5: [level(0, "%1" * 12)]}, [5]),
        (struct.pack("<H", 0), b"", struct.pack("<I", 30_000)),
    ],
    ids=["cut off", "long", "full of numbers", "many"],
)
def test_harmed_lists_are_said(harmed: tuple[bytes, bytes, bytes]) -> None:
    source = opened(numbered("甲", 1), lists=harmed)
    assert texts(source) == ["甲"]
    assert "已损坏，没有读全" in notes(source)
