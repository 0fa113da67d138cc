"""Sources whose numbers would stand in wrong cells, or whose sentences would be lost, were the reading of them less careful."""

import pytest

from core.importers.recognition import recognise
from core.importers.recognition_columns import STRANGE_HEADINGS
from core.report import Report
from core.schema import CellId
from tests.core.recognised import OLD, TRUTH, messages
from tests.core.written import Row, Written, written
from tests.helpers import cell_values


def read_grids(source: Written) -> Report:
    return recognise(source.grids(), "样本.docx")


def renamed(rows: list[Row], names: dict[str, str]) -> None:
    for row in rows:
        row[:] = [names.get(text, text) if text else text for text in row]


@pytest.mark.parametrize("label", ["2023", "件数"])
@pytest.mark.parametrize("lost", [2, 4, 14])
def test_the_label_of_the_one_row_never_fills_up_for_a_lost_column(label: str, lost: int) -> None:
    source = written(TRUTH, spans="none")
    rows = source.tables["review_litigation"]
    for row in rows:
        del row[lost]
        row.insert(0, "年度" if row is rows[0] else label if row is rows[-1] else None)
    read = read_grids(source)
    moved = [c for c in TRUTH.form.cells if c.table == "review_litigation" and read.value(c) not in (None, TRUTH.value(c))]
    assert not moved
    assert "没有填入" in messages(read, "review_litigation")


def test_a_short_row_of_a_table_of_several_blocks_is_doubtful() -> None:
    source = written(OLD, spans="none")
    for row in source.tables["proactive"]:
        row[1:] = [*row[2:], ""]
    read = read_grids(source)
    assert "按位置对应" in messages(read, "proactive.fees")


@pytest.mark.parametrize("layout", ["grid", "tab"])
def test_headings_of_another_classification_are_told(layout: str) -> None:
    source = written(TRUTH, spans="none" if layout == "grid" else "blank")
    names = {"商业企业": "企业", "科研机构": "事业单位", "社会公益组织": "社会团体", "法律服务机构": "国家机关"}
    renamed(source.tables["applications"], names)
    assert STRANGE_HEADINGS in messages(read_grids(source), "applications")


def test_numbers_of_the_year_before_are_not_taken_for_this_years_unsaid() -> None:
    source = written(TRUTH, spans="none")
    names = {name: name.replace("本年", "上年") for name in ("本年制发件数", "本年废止件数", "本年处理决定数量")}
    renamed(source.tables["proactive"], names)
    assert STRANGE_HEADINGS in messages(read_grids(source), "proactive")


@pytest.mark.parametrize("caption", [["单位", "青石县柳河乡"], ["", "", "", "", "", "", "", "", "单位", "件"]])
def test_the_word_unit_above_a_table_empties_no_column(caption: Row) -> None:
    source = written(TRUTH, spans="none")
    rows = source.tables["applications"]
    rows.insert(0, [*caption, *[""] * (len(rows[0]) - len(caption))])
    read = read_grids(source)
    assert cell_values(read) == cell_values(TRUTH)
    assert messages(read, "applications") == ""


def test_a_number_merged_over_two_columns_is_doubtful() -> None:
    source = written(TRUTH, spans="none")
    row = next(row for row in source.tables["applications"] if row[-1] and row[-1].isdigit())
    row[-4] = None
    row[-1] = str(sum(int(text) for text in row[:-1] if text and text.isdigit()))
    read = read_grids(source)
    assert "合并" in messages(read, "applications.new")
    assert all(entry.doubtful for cell, entry in read.entries.items() if (cell.table, cell.row) == ("applications", "new"))


def test_rows_beyond_the_bound_are_told() -> None:
    source = written(TRUTH, spans="none")
    rows = source.tables["applications"]
    rows[4:4] = [["说明", *[""] * (len(rows[0]) - 1)] for _ in range(700)]
    assert "只读了前 600 行" in messages(read_grids(source), "applications")


def test_a_row_of_the_year_before_is_not_taken_for_the_row_of_this_year() -> None:
    source = written(TRUTH, spans="none")
    rows = source.tables["applications"]
    place = next(i for i, row in enumerate(rows) if row[0] and row[0].startswith("一、本年新收"))
    rows[place][0] = "一、上年新收政府信息公开申请数量"
    report = recognise(source.grids())
    new = CellId("applications", "new", "natural_person")
    assert report.value(new) is None or any(note.where == "applications.new" for note in report.notes)
