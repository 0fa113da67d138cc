"""The recogniser finds rows, columns and values of the tables, and tells what it could not place."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UnreadableFile
from core.importers.recognition import recognise
from core.importers.source import RawTable, RawText, Source
from core.report import PREAMBLE, Note, Report, text_slot
from core.schema import CellId, formats
from tests.core.recognised import OLD, TRUTH, messages, read, rows_of
from tests.core.written import written
from tests.helpers import UNIT, cell_values


def test_a_table_in_a_prose_section_becomes_text_in_its_place() -> None:
    source = written(TRUTH, spans="none").grids()
    table = RawTable((("类别", "件数"), ("动态", "88")), exact=True)
    place = next(i for i, b in enumerate(source.blocks) if isinstance(b, RawText) and b.text.startswith("（一）主动公开"))
    report = recognise(Source("docx", (*source.blocks[: place + 1], table, *source.blocks[place + 1 :])))
    texts = [p.text for p in report.paragraphs("overview")]
    assert texts[2:4] == ["类别 件数", "动态 88"]
    assert "表格" in messages(report, "overview")
    assert cell_values(report) == cell_values(TRUTH)


def test_a_table_before_the_first_section_may_hold_the_title() -> None:
    source = written(TRUTH, spans="none")
    source.title = []
    blocks = (RawTable(((UNIT, None), ("2023年政府信息公开工作年度报告", "")), exact=True), *source.grids().blocks)
    report = recognise(Source("docx", blocks))
    assert (report.unit, report.year) == (UNIT, 2023)
    assert "表格" in messages(report, PREAMBLE)


def test_text_between_the_pieces_of_a_table_is_noted() -> None:
    source = written(TRUTH)
    source.headings["applications"] += "\n\n单位：件"
    report = read(source.tab_rows())
    assert "单位：件" in messages(report, "applications")
    assert cell_values(report) == cell_values(TRUTH)


def test_a_table_cut_in_pieces_with_repeated_headings_is_one_table() -> None:
    source = written(TRUTH)
    rows = source.tables["applications"]
    heads = rows[:3]
    source.tables["applications"] = [*rows[:12], [""], *heads, *rows[12:20], [""], *rows[20:]]
    report = read(source.tab_rows())
    assert cell_values(report) == cell_values(TRUTH)
    assert report.notes == ()


def test_an_exact_table_cut_in_pieces_takes_the_headings_of_the_first() -> None:
    blocks = list(written(TRUTH, spans="none").grids().blocks)
    place = next(i for i, b in enumerate(blocks) if isinstance(b, RawTable) and len(b.rows) == 28)
    table = blocks[place]
    assert isinstance(table, RawTable)
    blocks[place : place + 1] = [RawTable(table.rows[:9]), RawText(""), RawTable(table.rows[9:])]
    assert cell_values(recognise(Source("pdf", tuple(blocks)))) == cell_values(TRUTH)


def test_an_exact_table_keeps_a_blank_cell_blank_and_text_as_it_stands() -> None:
    source = written(TRUTH, spans="none")
    row = rows_of(source, "2.重复申请")[0]
    row[4], row[5] = "", "约三件"
    report = recognise(source.grids())
    row_id = "applications.declined_repeat"
    values = cell_values(report)
    assert values[f"{row_id}.business"] is None
    assert values[f"{row_id}.research"] == "约三件"
    assert "不是数字" in messages(report, f"{row_id}.research")
    assert values[f"{row_id}.total"] == cell_values(TRUTH)[f"{row_id}.total"]


def test_exact_columns_are_found_by_their_headings_in_any_order() -> None:
    source = written(TRUTH, spans="none")
    for row in source.tables["applications"]:
        row[4], row[7] = row[7], row[4]
    assert cell_values(recognise(source.grids())) == cell_values(TRUTH)


def test_a_wrong_total_of_the_source_comes_in_as_typed_by_hand() -> None:
    source = written(TRUTH)
    rows_of(source, "（七）总计")[0][-1] = "60"
    report = read(source.tab_rows())
    total = CellId("applications", "results_total", "total")
    assert report.value(total) == 60
    assert report.entry(total).manual
    assert report.notes == ()


def test_an_older_row_of_other_handling_goes_to_its_successor_with_a_note() -> None:
    source = written(TRUTH)
    rows = source.tables["applications"]
    first = next(i for i, row in enumerate(rows) if "（六）其他处理" in row)
    rows[first : first + 3] = [["", "（六）其他处理", "", "1", "2", "3", "4", "5", "6", "21"]]
    report = read(source.tab_rows())
    assert report.as_read.one_row_other
    assert [report.value(CellId("applications", "other_misc", c)) for c in ("natural_person", "total")] == [1, 21]
    assert report.value(CellId("applications", "other_not_corrected", "total")) is None
    assert "旧表样" in messages(report, "applications.other_misc")


def test_a_group_label_left_alone_is_not_taken_for_the_older_row() -> None:
    source = written(TRUTH)
    rows_of(source, "1.申请人无正当理由")[0][2] = ""
    report = read(source.tab_rows())
    assert not report.as_read.one_row_other
    assert cell_values(report) == cell_values(TRUTH)
    assert "按位置对应" in messages(report, "applications.other_not_corrected")


@pytest.mark.parametrize(("label", "said"), [(None, "原文这一行没有名称，按位置"), ("公文", "原文这一行的名称是“公文”，按位置")])
def test_a_row_known_by_its_place_is_told_by_the_name_that_it_has(label: str | None, said: str) -> None:
    source = written(TRUTH, spans="none")
    rows_of(source, "行政规范性文件")[0][0] = label
    report = recognise(source.grids(), "样本.docx")
    assert said in messages(report, "proactive.normative_documents")


def test_columns_of_another_edition_are_not_taken_for_this_ones() -> None:
    source = written(TRUTH)
    source.tables["proactive"] = written(OLD).tables["proactive"][:4]
    report = read(source.tab_rows())
    assert report.form.id == "2021"
    for row in ("government_rules", "normative_documents"):
        assert report.value(CellId("proactive", row, "issued")) is None
        assert "另一年份的表样" in messages(report, f"proactive.{row}")


def test_units_and_money_are_read_by_the_type_of_the_cell() -> None:
    source = written(OLD)
    rows_of(source, "政府集中采购")[0][1:3] = ["2项", "4万元"]
    report = read(source.tab_rows())
    assert report.value(CellId("proactive", "procurement", "items")) == 2
    assert report.value(CellId("proactive", "procurement", "amount")) == "4万元"
    new = written(TRUTH)
    rows_of(new, "行政事业性收费")[0][1] = "12000元"
    report = read(new.tab_rows())
    assert report.value(CellId("proactive", "fees", "amount")) == Decimal("1.2")
    assert "12000元" in messages(report, "proactive.fees.amount")


def test_remarks_and_dashes_come_in_with_the_cell() -> None:
    source = written(TRUTH)
    row = rows_of(source, "2.重复申请")[0]
    row[3], row[4] = f"{row[3]}（含上年2件）", "—"
    report = read(source.tab_rows())
    assert report.entry(CellId("applications", "declined_repeat", "natural_person")).remark == "含上年2件"
    assert report.value(CellId("applications", "declined_repeat", "business")) is None
    assert "未填" in messages(report, "applications.declined_repeat.business")


def test_a_row_twice_is_read_once_and_noted_at_the_row() -> None:
    source = written(TRUTH)
    rows = source.tables["applications"]
    place = next(i for i, row in enumerate(rows) if "2.重复申请" in row)
    rows.insert(place + 1, ["", "", "2.重复申请", *["777"] * 7])
    report = read(source.tab_rows())
    assert "777" in messages(report, "applications.declined_repeat")


def test_two_rows_of_numbers_in_the_fourth_table_are_noted() -> None:
    source = written(TRUTH)
    rows = source.tables["review_litigation"]
    rows.append([str(i) for i in range(15)])
    report = read(source.tab_rows())
    assert "2 行数字" in messages(report, "review_litigation")
    assert report.value(CellId("review_litigation", "review", "corrected")) == 1


def test_a_fourth_table_short_of_a_number_is_not_filled() -> None:
    source = written(TRUTH)
    source.tables["review_litigation"][-1].pop()
    report = read(source.tab_rows())
    assert report.value(CellId("review_litigation", "review", "upheld")) is None
    assert "14 个" in messages(report, "review_litigation")


def test_missing_tables_are_noted() -> None:
    source = written(TRUTH)
    source.tables["applications"] = []
    source.tables["review_litigation"] = source.tables["review_litigation"][:-1]
    report = read(source.tab_rows())
    assert "没有找到" in messages(report, "applications")
    assert "没有找到" in messages(report, "review_litigation")


def test_an_empty_form_is_read_as_not_filled() -> None:
    report = recognise(written(Report(formats()["2021"], unit=UNIT, year=2023, title=TRUTH.title), spans="none").grids())
    assert all(value is None for value in cell_values(report).values())
    assert [n.message for n in report.notes if n.where == "applications"] == []


@pytest.mark.parametrize("year", [2020, 2022])
def test_without_tables_the_year_tells_the_edition(year: int) -> None:
    report = read(f"{UNIT}{year}年政府信息公开工作年度报告\n\n一、总体情况\n\n工作正常。")
    assert report.form.id == ("2019" if year == 2020 else "2021")
    assert report.year == year


def test_the_tables_tell_the_edition_against_the_year() -> None:
    source = written(OLD)
    source.title = [f"{UNIT}2022年政府信息公开工作年度报告"]
    report = read(source.tab_rows())
    assert (report.form.id, report.year) == ("2019", 2022)


@pytest.mark.parametrize("text", ["今天天气很好。", "姓名\t年龄\n张三\t5\n李四\t6", "一、总体情况"])
def test_what_is_no_report_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(UnreadableFile, match=r"样本\.txt"):
        read(text)


def test_a_readers_own_notes_are_kept() -> None:
    source = written(TRUTH, spans="none").grids()
    note = Note("", "有一张图片没有读入")
    assert note in recognise(Source("docx", source.blocks, (note,))).notes


_LABELS = [r.label for t in TRUTH.form.tables for b in t.blocks for r in b.rows if r.path][:30]


_TEXTS = st.one_of(
    st.sampled_from(
        [*_LABELS, *(s.title for s in TRUTH.form.sections), TRUTH.title, UNIT, "2024年1月20日", "总计", "信息内容", "商业企业"]
    ),
    st.sampled_from(["0", "5", "-", "", " ", "\u200b", "6.", "1（甲）", "目录", "二〇二四年一月一日"]),
    st.text(max_size=12),
)


def _tables() -> st.SearchStrategy[RawTable]:
    ragged = st.lists(st.lists(_TEXTS, max_size=16).map(tuple), max_size=12).map(lambda rows: RawTable(tuple(rows), exact=False))
    exact = st.integers(1, 16).flatmap(
        lambda width: st.lists(st.lists(st.none() | _TEXTS, min_size=width, max_size=width).map(tuple), max_size=12)
    )
    return ragged | exact.map(lambda rows: RawTable(tuple(rows), exact=True))


@settings(max_examples=120)
@given(st.lists(_TEXTS.map(RawText) | _tables(), max_size=14), st.sampled_from(["text", "docx"]))
def test_no_source_makes_the_recogniser_fail(blocks: list[RawText | RawTable], kind: str) -> None:
    try:
        report = recognise(Source(kind, tuple(blocks)), "样本")
    except UnreadableFile:
        return
    for part in (PREAMBLE, *(s.id for s in report.form.text_sections)):
        assert report.get(text_slot(part)) == report.paragraphs(part)
        assert all(p.text and p.text == p.text.strip() for p in report.paragraphs(part))
    assert all(cell in report.form.cells for cell in report.entries)
    assert all(n.message for n in report.notes)
