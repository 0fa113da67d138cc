"""What a person does not see of a sheet is not read, is named, and moves nothing that is seen out of its place."""

import io
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.comments import Comment

from core.importers import from_xlsx, sheet
from core.importers.recognition import recognise
from core.importers.sheet import Sheet, TooLarge
from core.importers.sheet_order import Sheets
from core.importers.source import Source
from core.layout import document
from core.workbook import REMARK_MARK
from tests.core.docx_samples import notes
from tests.core.sources import Shown, blocks_of, shown
from tests.core.workbooks import changed, read, rendered, sheet_of, whole_labels
from tests.helpers import cell_values, distinct_report


def cut(made: Sheet) -> tuple[Shown, str]:
    """Return what a sheet shows, and what is said about it."""
    sheets = Sheets()
    sheets.add(made, {})
    source = Source("xlsx", tuple(sheets.in_order()), tuple(sheets.notes))
    return shown(source), notes(source)


def grid(*rows: str) -> Sheet:
    """Make a sheet of rows, a character a cell; a dot is an empty one."""
    return Sheet("表", {(y, x): text for y, row in enumerate(rows) for x, text in enumerate(row) if text != "."})


def test_hidden_rows_and_columns_are_left_out_and_named() -> None:
    made = grid("甲乙丙丁", "一二三四", "子丑寅卯")
    made.hide_columns(1, 2)
    made.hide_rows(1, 1)
    assert cut(made) == (
        [(("甲", "丁"), ("子", "卯"))],
        "工作表“表”的第 2 行，第 B、C 列是隐藏的，其中的内容没有读入；需要时请取消隐藏后重新导入",
    )


def test_empty_hidden_rows_and_columns_are_passed_over_without_a_word() -> None:
    made = grid("甲.乙", "...", "丙.丁")
    made.hide_columns(1, 1)
    made.hide_rows(1, 1)
    made.hide_rows(3, 1_048_575)
    made.hide_columns(3, 16_383)
    assert cut(made) == ([(("甲", "乙"), ("丙", "丁"))], "")


def test_many_hidden_rows_are_counted() -> None:
    made = grid(*["甲乙"] * 9)
    for row in (8, 1, 2, 3, 4, 5, 3):
        made.hide_rows(row, row)
    assert cut(made) == (
        [(("甲", "乙"),) * 3],
        "工作表“表”的第 2、3、4、5、6 等 6 行是隐藏的，其中的内容没有读入；需要时请取消隐藏后重新导入",
    )


def test_a_merged_area_that_begins_hidden_keeps_its_text_where_it_is_first_seen() -> None:
    made = grid("项..数", "一..二", "...三")
    made.merges = [(0, 0, 0, 2), (1, 0, 2, 1)]
    made.ruled = {(0, 0), (0, 3), (1, 0), (1, 3), (2, 3)}
    made.hide_columns(0, 0)
    assert cut(made) == ([(("项", None, "数"), ("一", "", "二"), (None, "", "三"))], "")
    made = grid("项数", "一二", ".三", ".四")
    made.merges = [(1, 0, 3, 0)]
    made.hide_rows(1, 2)
    found, said = cut(made)
    assert found == [(("项", "数"), ("一", "四"))]
    assert "的第 2、3 行是隐藏的" in said


def test_a_merged_area_that_is_hidden_whole_is_lost_with_a_note_and_one_that_ends_hidden_is_shorter() -> None:
    made = grid("项.数.", "一.二三", "四五六七")
    made.merges = [(0, 0, 0, 1), (0, 2, 0, 3)]
    made.hide_columns(3, 3)
    made.hide_columns(0, 1)
    made.hide_rows(9, 9)
    found, said = cut(made)
    assert found == ["数", "二", "六"]
    assert "A、B、D 列是隐藏的" in said


def test_a_table_is_not_cut_in_two_by_a_hidden_row_and_its_empty_last_row_stays() -> None:
    made = grid("项数", "一二", "三四")
    made.ruled = set(made.texts)
    made.blank_rows = {3: [0, 1]}
    made.hide_rows(2, 2)
    assert cut(made)[0] == [(("项", "数"), ("一", "二"), ("", ""))]


def test_places_in_notes_are_those_of_the_file() -> None:
    book, page = sheet_of(("项", "藏", "数"), ("一", "=A1", "=A1+1"), ("二", 7, 3))
    page.column_dimensions["B"].hidden = True
    page["C3"].comment = Comment("核对", "")
    page["B3"].comment = Comment(f"{REMARK_MARK}旧", "")
    source = read(book)
    assert shown(source) == [(("项", "数"), ("一", ""), ("二", "3"))]
    assert "C2 是公式" in notes(source)
    assert "C3 有批注" in notes(source)
    assert "B2" not in notes(source)
    assert "的第 B 列是隐藏的" in notes(source)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b'<cols><col min="2" max="2" width="9" hidden="1"/></cols><sheetData>'),
        (b"<sheetData>", b'<cols><col min="2" max="2" width="9" hidden="true"/></cols><sheetData>'),
        (b"<sheetData>", b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>'),
    ],
)
def test_a_workbook_hides_columns_by_word_or_by_width(old: bytes, new: bytes) -> None:
    book, _ = sheet_of(("项", "旧", "数"), ("一", 1, 2))
    stream = io.BytesIO()
    book.save(stream)
    source = from_xlsx.read(changed(stream.getvalue(), "xl/worksheets/sheet1.xml", old, new), "x.xlsx")
    assert shown(source) == [(("项", "数"), ("一", "2"))]
    assert "的第 B 列是隐藏的" in notes(source)


@pytest.mark.parametrize(
    ("says", "hidden"),
    [
        ('hidden="1"', True),
        ('ht="0" customHeight="1"', True),
        ('ht="0"', False),
        ('ht="12" customHeight="1"', False),
        ('hidden="0"', False),
    ],
)
def test_a_workbook_hides_rows_by_word_or_by_a_height_that_somebody_set(says: str, hidden: bool) -> None:
    book, _ = sheet_of(("项", "数"), ("一", 1), ("二", 2))
    stream = io.BytesIO()
    book.save(stream)
    data = changed(stream.getvalue(), "xl/worksheets/sheet1.xml", b'<row r="2"', f'<row {says} r="2"'.encode())
    source = from_xlsx.read(data, "x.xlsx")
    assert shown(source) == [(("项", "数"), *([] if hidden else [("一", "1")]), ("二", "2"))]
    assert ("第 2 行是隐藏的" in notes(source)) is hidden


def test_a_hidden_row_and_column_of_a_report_lose_their_own_numbers_only() -> None:
    report = distinct_report()
    book = load_workbook(io.BytesIO(rendered(report)))
    page = book[next(name for name in book.sheetnames if "主动公开" in name)]
    labels = {page.cell(row, 1).value: row for row in range(1, page.max_row + 1)}
    page.row_dimensions[labels["行政许可"]].hidden = True
    source = read(book)
    again = recognise(source, "年报.xlsx")
    wrong = {cell for cell, value in cell_values(report).items() if cell_values(again)[cell] != value}
    assert wrong
    assert {cell for cell in wrong if not cell.startswith("proactive.licensing")} <= {str(c) for c in report.form.sum_of}
    assert f"第 {labels['行政许可']} 行是隐藏的" in notes(source)


def test_the_programs_own_workbook_is_read_as_before() -> None:
    report = distinct_report()
    source = from_xlsx.read(rendered(report), "x.xlsx")
    laid = document(report)
    assert whole_labels(source.blocks, laid) == blocks_of(laid)
    assert source.notes == ()


RUNS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), max_size=8)


@settings(max_examples=150)
@given(RUNS, RUNS)
def test_what_is_seen_is_what_no_run_covers_in_any_order(rows: list[tuple[int, int]], columns: list[tuple[int, int]]) -> None:
    made = grid(*["甲乙丙丁戊己庚辛壬癸子丑寅"] * 13)
    for first, more in rows:
        made.hide_rows(first, first + more)
    for first, more in columns:
        made.hide_columns(first, first + more)
    gone = {row for first, more in rows for row in range(first, first + more + 1)}
    unseen = {column for first, more in columns for column in range(first, first + more + 1)}
    line = tuple(text for column, text in enumerate("甲乙丙丁戊己庚辛壬癸子丑寅") if column not in unseen)
    many = 13 - len(gone)
    table: Shown = [(line,) * many] if many else []
    assert cut(made)[0] == (table if len(line) > 1 else list(line) * many)


def test_endless_hidden_rows_cost_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    made = grid("甲乙")
    tracemalloc.start()
    try:
        for row in range(1, 300_000):
            made.hide_rows(row, row)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()
    monkeypatch.setattr(sheet, "MAX_CELLS", 50)
    for row in range(400_000, 400_098, 2):
        made.hide_rows(row, row)
    with pytest.raises(TooLarge):
        made.hide_rows(500_000, 500_000)
