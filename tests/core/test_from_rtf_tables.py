"""A table of an RTF file must come out as the exact grid that is printed; what does not fit is said and shifts nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core.importers.from_rtf import read
from core.importers.recognition import recognise
from core.importers.source import RawTable, RawText
from core.layout import document
from tests.core.docx_samples import notes, only_table, texts
from tests.core.rtf_samples import Rows, Words, after, codes, edges, gbk, in_rtf, row, row_after, row_before, source_of
from tests.core.sources import blocks_of, shown
from tests.helpers import cell_values, distinct_report

FILES = Path(__file__).parent / "files" / "rtf"
FIRST, NEXT = rb"\clvmgf", rb"\clvmrg"


def table(body: bytes) -> tuple[tuple[str | None, ...], ...]:
    return only_table(source_of(body))


def plain(*texts: str, define: bytes = b"") -> bytes:
    return define + rb"\pard\intbl " + b"".join(text.encode() + rb"\cell " for text in texts) + rb"\row "


THREE = edges(1000, 2000, 3000, left=0)


def in_two_bytes(text: str) -> bytes:
    return rb"{\uc2\loch\af0\dbch\af13\dbch " + codes(text, rb"\'d5\'fe") + b"}"


def _seen(block: RawText | RawTable) -> RawText | RawTable:
    """Leave out columns of a table in which no cell begins: where all cells are wide, no edge tells of them."""
    if isinstance(block, RawText):
        return block
    kept = [column for column in zip(*block.rows, strict=True) if any(text is not None for text in column)]
    return RawTable(tuple(zip(*kept, strict=True)))


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize(
    ("words", "rows", "flags", "unsteady"),
    [
        (gbk, row, False, 0),
        (gbk, row, True, 0),
        (codes, row_before, False, 30),
        (in_two_bytes, row_before, True, 15),
        (gbk, row_after, False, 25),
    ],
)
def test_every_cell_of_a_report_has_its_place_in_each_manner(form_id: str, words: Words, rows: Rows, flags: bool, unsteady: int) -> None:
    laid = document(distinct_report(form_id))
    source = read(in_rtf(laid, words, rows, flags=flags, unsteady=unsteady), "报告.rtf")
    assert [_seen(block) for block in source.blocks] == [_seen(block) for block in blocks_of(laid)]
    assert source.notes == ()


@pytest.mark.parametrize("form_id", ["2019", "2021"])
def test_a_report_that_libreoffice_wrote_is_read_cell_by_cell(form_id: str) -> None:
    source = read((FILES / f"report-{form_id}-libreoffice.rtf").read_bytes(), "报告.rtf")
    assert source.notes == ()
    report, truth = recognise(source, "报告.rtf"), distinct_report(form_id)
    assert cell_values(report) == cell_values(truth)
    assert (report.texts, report.unit, report.year) == (truth.texts, truth.unit, truth.year)
    assert report.notes == ()


def test_what_libreoffice_writes_of_lists_notes_changes_and_tables_in_tables_is_read() -> None:
    source = read((FILES / "parts-libreoffice.rtf").read_bytes(), "稿.rtf")
    merged = (("甲", None, "乙"), ("丙", "1", None), (None, "2", "3"))
    assert shown(source) == [
        "普通段落“引号”—…①②㈠　全角 ㎡ 𠮷龘", "共公开21条", "看得见又见", "带脚注的段落", "注的文字", "尾注的文字", "带框之后",
        "字段\t制表", "换行", "被批注", "一、编号一", "二、编号二", "1.编号二一", "圈项", "表前", merged, "中",
        (("外1", "前\n内1\n内2\n内3\n内4\n后", "外3"), ("4", "5", "6")), "中2",
        (("8\n第二段", "三、表内编号", "{花}括\\弧|"),), "末",
    ]  # fmt: skip
    for said in ("1 处新增", "1 处已删除", "1 条批注", "1 处隐藏", "2 条脚注", "目录", "1 个单元格里还有表格"):
        assert said in notes(source)


def test_merges_downwards_and_across_leave_none_where_they_cover() -> None:
    rows = [
        row(edges((FIRST, 1000), (rb"\clmgf", 2000), (rb"\clmrg", 3000)), ["a", "b", ""]),
        row(edges((NEXT, 1000), (FIRST + rb"\clmgf", 2000), (FIRST + rb"\clmrg", 3000)), ["", "1", ""]),
        row(edges(1000, (NEXT + rb"\clmgf", 2000), (NEXT + rb"\clmrg", 3000)), ["2", "", ""]),
    ]
    assert table(b"".join(rows)) == (("a", "b", None), (None, "1", None), ("2", None, None))


def test_a_merge_that_nothing_began_is_a_cell_of_its_own() -> None:
    body = row(edges((NEXT, 1000), (rb"\clmrg", 2000)), ["1", "2"]) + row(edges((NEXT, 1000), 2000), ["3", "4"])
    assert table(body) == (("1", "2"), ("3", "4"))
    first = row(edges((rb"\clmrg", 1000), 2000), ["1", "2"])
    assert table(first) == (("1", "2"),)


def test_text_in_a_cell_that_a_merge_covers_is_said() -> None:
    source = source_of(row(edges((FIRST, 1000), 2000), ["a", "1"]) + row(edges((NEXT, 1000), 2000), ["77", "2"]))
    assert only_table(source) == (("a", "1"), (None, "2"))
    assert "1 个被合并掉的单元格里还有文字" in notes(source)


def test_rows_with_different_edges_are_laid_out_on_all_of_them() -> None:
    body = row(edges(3000, left=0), ["title"]) + row(edges(1500, 3000, left=0), ["a", "b"]) + row(THREE, ["1", "2", "3"])
    assert table(body) == (("title", None, None, None), ("a", None, "b", None), ("1", "2", None, "3"))


def test_near_edges_are_one_edge_unless_a_row_has_both() -> None:
    assert table(row(edges(1000, 3000), ["a", "b"]) + row(edges(1030, 2970), ["1", "2"])) == (("a", "b"), ("1", "2"))
    slim = row(edges(1000, 1020, 3000), ["a", "", "b"]) + row(edges(1010, 3000), ["1", "2"])
    assert table(slim) == (("a", "", "b"), ("1", "2", None))
    assert table(row(edges(1000, 3000), ["a", "b"]) + row(edges(1031, 3000), ["1", "2"])) == (("a", "b", None), ("1", None, "2"))


def test_rows_that_begin_or_end_within_the_table_have_empty_places_there() -> None:
    body = (
        row(edges(1000, 2000, 3000, left=0), ["1", "2", "3"])
        + row(edges(2000, left=1000), ["4"])
        + row(edges(2000, 2900, left=108), ["5", "6"])
    )
    assert table(body) == (("1", "2", "3"), ("", "4", ""), ("5", None, "6"))


def test_a_definition_holds_for_the_rows_that_follow_it() -> None:
    assert table(plain("1", "2", "3", define=THREE) + plain("4", "5", "6")) == (("1", "2", "3"), ("4", "5", "6"))


def test_cells_without_the_word_that_they_are_in_a_table_are_cells() -> None:
    body = THREE + rb"\pard a\par b\cell 2\par 3\cell 4\cell\row " + THREE + rb"\pard 5\par 6\cell 7\cell 8\cell\row \pard after\par"
    source = source_of(body)
    assert shown(source) == [(("a\nb", "2\n3", "4"), ("5\n6", "7", "8")), "after"]


def test_text_between_definition_and_cells_that_stands_outside_is_outside() -> None:
    body = plain("1", "2", "3", define=THREE) + THREE + rb"\pard between\par\pard\intbl 4\cell 5\cell 6\cell\row\pard after"
    assert shown(source_of(body)) == [(("1", "2", "3"),), "between", (("4", "5", "6"),), "after"]


def test_text_between_two_tables_parts_them_and_an_empty_line_does_too() -> None:
    one = plain("1", "2", "3", define=THREE)
    assert shown(source_of(one + rb"\pard\par " + one + rb"\pard mid\par " + one)) == [
        (("1", "2", "3"),),
        (("1", "2", "3"),),
        "mid",
        (("1", "2", "3"),),
    ]


def test_a_first_row_behind_a_last_one_begins_a_table() -> None:
    last = row(THREE.replace(rb"\irow1", rb"\irow1\lastrow"), ["4", "5", "6"])
    first = row(THREE.replace(rb"\irow1", rb"\irow0"), ["1", "2", "3"])
    assert shown(source_of(first + last + first)) == [(("1", "2", "3"), ("4", "5", "6")), (("1", "2", "3"),)]


def test_cells_have_lines_and_numbers_of_lists() -> None:
    cell = rb"\pard\intbl a\par\par b\line c\par{\listtext 1.\tab}d\par{\listtext 2.\tab}"
    assert table(THREE + cell + rb"\cell {\deleted 8}{\revised 9}\cell{\v x}\cell\row") == (("a\nb\nc\n1.d\n2.", "9", ""),)


def test_a_footnote_in_a_cell_follows_the_table() -> None:
    body = THREE + rb"\intbl 1\chftn{\footnote note}\cell 2\cell 3\cell\row\pard after"
    assert shown(source_of(body)) == [(("1", "2", "3"),), "note", "after"]


NESTED = (
    rb"\pard\intbl\itap2 i\nestcell j\nestcell{\*\nesttableprops\trowd\cellx400\cellx800\nestrow}{\nonesttables\par}"
    rb"\pard\intbl\itap2 k\nestcell l\nestcell{\*\nesttableprops\trowd\cellx400\cellx800\nestrow}{\nonesttables\par}"
)


def test_a_table_in_a_cell_becomes_lines_of_the_cell_and_that_is_said() -> None:
    source = source_of(THREE + rb"\pard\intbl 1\cell before\par " + NESTED + rb"\pard\intbl after\cell 3\cell" + THREE + rb"\row")
    assert only_table(source) == (("1", "before\ni\nj\nk\nl\nafter", "3"),)
    assert notes(source) == "1 个单元格里还有表格，其中的文字并入了该单元格"


def test_a_row_with_a_table_in_a_cell_may_end_with_empty_marks_too_many_but_not_with_too_few() -> None:
    inner = rb"\pard\intbl 1\cell " + NESTED + rb"\pard\intbl\cell "
    many = source_of(THREE + inner + rb"3\cell\cell\cell\row")
    assert only_table(many) == (("1", "i\nj\nk\nl", "3"),)
    assert "不符" not in notes(many)
    few = source_of(THREE + inner + rb"\row")
    assert only_table(few) == (("1", "i\nj\nk\nl", ""),)
    assert "“1”一行的单元格数与列数不符" in notes(few)


def test_a_frame_of_one_cell_around_everything_is_no_table() -> None:
    source = source_of(rb"\trowd\cellx9000\pard\intbl head\par " + NESTED + rb"\pard\intbl foot\cell\row")
    assert shown(source) == ["head", (("i", "j"), ("k", "l")), "foot"]
    assert source.notes == ()


def test_a_row_deleted_by_a_tracked_change_is_left_out_and_said() -> None:
    gone = THREE + rb"\pard\intbl{\deleted 4\cell 5\cell 6\cell}\pard\intbl{\deleted" + THREE + rb"\row}"
    source = source_of(plain("1", "2", "3", define=THREE) + gone + plain("7", "8", "9", define=THREE))
    assert only_table(source) == (("1", "2", "3"), ("7", "8", "9"))
    assert "1 行已删除" in notes(source)


def test_a_cell_deleted_by_a_tracked_change_is_empty_and_said() -> None:
    source = source_of(row(edges(1000, (rb"\cldel", 2000), 3000), ["1", "2", "3"]))
    assert only_table(source) == (("1", "", "3"),)
    assert "1 处已删除" in notes(source)


@pytest.mark.parametrize(
    ("cells", "read_as"),
    [
        (["合计", "2"], ("合计", "2", "", None)),
        (["合计", "2", "3", "4"], ("合计", "2", "3", "4")),
        (["合计", "2", "3", ""], ("合计", "2", "3", None)),
    ],
)
def test_too_few_and_too_many_cells_stay_in_their_order_and_the_row_is_named(cells: list[str], read_as: tuple[str | None, ...]) -> None:
    good = row(THREE, ["a", "b", "c"])
    source = source_of(good + row(THREE, cells) + good)
    wide = len(cells) == 4 and bool(cells[3])
    rows = only_table(source)
    assert rows[1] == (read_as if wide else read_as[:3])
    assert rows[0] == rows[2] == (("a", "b", "c", "") if wide else ("a", "b", "c"))
    assert "“合计”一行的单元格数与列数不符" in notes(source)


def test_many_rows_that_do_not_fit_are_named_up_to_a_few_and_the_rest_is_counted() -> None:
    source = source_of(b"".join(row(THREE, [f"行{index}", "1"]) for index in range(14)) + row(THREE, ["", ""]))
    assert len(source.notes) == 11
    assert "“行9”" in notes(source)
    assert "另有 5 行" in notes(source)
    assert "有一行空行" in notes(source_of(row(THREE, ["1", "2", "3"]) + row(THREE, ["", ""])))


def test_a_row_without_a_definition_is_laid_out_as_one_with_as_many_cells() -> None:
    source = source_of(plain("1", "2", "3", define=rb"\trowd ") + plain("4", "5", "6", define=THREE))
    assert only_table(source) == (("1", "2", "3"), ("4", "5", "6"))
    assert "1 行的列边界缺失或有误" in notes(source)


def test_edges_that_go_backwards_keep_the_order_of_the_cells_and_are_said() -> None:
    source = source_of(row(edges(2000, 1000, 3000, left=0), ["1", "2", "3"]))
    assert only_table(source) == (("1", "2", "3"),)
    assert "1 行的列边界缺失或有误" in notes(source)


def test_text_that_no_cell_ends_is_kept_behind_the_table() -> None:
    source = source_of(THREE + rb"\pard\intbl 1\cell 2\cell 3\cell\row\pard\intbl loose\par\pard out\par")
    assert shown(source) == [(("1", "2", "3"),), "loose", "out"]
    last = source_of(THREE + rb"\pard\intbl 1\cell 2\cell 3\row\pard out\par")
    assert shown(last) == [(("1", "2", "3"),), "out"]


def test_a_row_that_is_not_ended_is_read_where_it_is_whole() -> None:
    source = source_of(THREE + rb"\pard\intbl 1\cell 2\cell 3\cell\pard out\par")
    assert shown(source) == [(("1", "2", "3"),), "out"]


Damage = Callable[[bytes, int], bytes]


def dropped(body: bytes, index: int) -> bytes:
    pieces = body.split(rb"\cell ")
    return rb"\cell ".join([*pieces[:index], pieces[index] + pieces[index + 1], *pieces[index + 2 :]])


def doubled(body: bytes, index: int) -> bytes:
    pieces = body.split(rb"\cell ")
    return rb"\cell ".join([*pieces[:index], pieces[index], b"", *pieces[index + 1 :]])


@pytest.mark.parametrize("damage", [dropped, doubled])
def test_no_lost_or_doubled_mark_of_a_cell_shifts_a_row_unsaid(damage: Damage) -> None:
    numbers = [[str(10 * line + place) for place in range(3)] for line in range(4)]
    body = b"".join(row(THREE, each) for each in numbers)
    for index in range(12):
        source = source_of(damage(body, index))
        rows = only_table(source)
        is_named = "单元格数与列数不符" in notes(source)
        for line, each in enumerate(numbers):
            if line != index // 3 or not is_named:
                assert list(rows[line][:3]) == each


def test_a_paragraph_after_the_table_is_outside() -> None:
    source = source_of(row(THREE, ["1", "2", "3"]) + after())
    assert source.blocks == (RawTable((("1", "2", "3"),)), RawText("完"))
    assert texts(source) == ["完"]
