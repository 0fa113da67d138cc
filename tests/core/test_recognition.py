"""Titles, headings, prose and tables are told apart however a source arranges them, and every guess leaves a note."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import UnreadableFile
from core.importers import from_text
from core.importers.recognition import recognise
from core.importers.recognition_prose import find_title, join_cut, match_heading, take_signature
from core.importers.source import RawTable, RawText, Source
from core.report import PREAMBLE, Note, Report, text_slot
from core.schema import CellId, formats
from tests.core.written import Row, Written, written
from tests.helpers import UNIT, cell_values, distinct_report

TRUTH = distinct_report("2021")
OLD = distinct_report("2019")


def read(text: str) -> Report:
    return recognise(from_text.read(text.encode("utf-8"), "样本.txt"), "样本.txt")


def messages(report: Report, where: str) -> str:
    return "\n".join(n.message for n in report.notes if n.where == where)


def rows_of(source: Written, label: str) -> list[Row]:
    return [row for rows in source.tables.values() for row in rows if any(c and label in c for c in row)]


# ---- title, unit, year --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        [f"{UNIT}2023年政府信息公开工作年度报告"],
        [UNIT, "2023年政府信息公开工作年度报告"],
        [f"{UNIT}2023年政府信息公开", "年度报告"],
        [UNIT, "2023年政府信息公开", "工作年度报告"],
        [f"{UNIT} ２０２３ 年度政府信息公开工作年度报告"],
        [f"{UNIT}关于2023年政府信息公开工作年度报告"],
        [f"{UNIT}二〇二三年政府信息公开工作年度报告"],
        [f"{UNIT}2023年度政府信息公开工作报告"],
        [f"{UNIT}2023年政府信息公开年报"],
        [f"{UNIT}文件", "柳政发〔2024〕3号", UNIT, "2023年政府信息公开工作年度报告"],
        [f"{UNIT}文件", f"{UNIT}2023年政府信息公开工作年度报告"],
        ["柳政发〔2024〕3号", UNIT, "2023年政府信息公开工作年度报告"],
    ],
)
def test_a_title_is_found_on_one_to_three_lines_and_behind_a_letterhead(lines: list[str]) -> None:
    source = written(TRUTH)
    source.title = lines
    report = read(source.tab_rows())
    assert (report.unit, report.year) == (UNIT, 2023)
    assert report.title.startswith(UNIT)
    assert report.texts == TRUTH.texts
    assert cell_values(report) == cell_values(TRUTH)
    if len(lines) > 1 and "文件" in lines[0]:
        assert lines[0] in messages(report, "title")


def test_a_title_without_a_year_takes_the_year_of_the_period() -> None:
    source = written(TRUTH)
    source.title = [f"{UNIT}政府信息公开工作年度报告"]
    report = read(source.tab_rows())
    assert (report.unit, report.year) == (UNIT, 2023)
    assert "2023" in messages(report, "year")


def test_a_report_without_a_title_says_so_and_takes_the_signing_unit() -> None:
    source = written(TRUTH)
    source.title = []
    report = read(source.tab_rows())
    assert (report.unit, report.year, report.title) == (UNIT, 2023, "")
    assert messages(report, "title")
    assert UNIT in messages(report, "unit")
    assert report.texts == TRUTH.texts


def test_a_sentence_about_reports_is_no_title() -> None:
    assert find_title(["本报告是柳河乡2023年政府信息公开工作年度报告。", "正文"]) is None
    assert find_title([]) is None


def test_a_title_repeated_behind_a_cover_is_taken_once() -> None:
    source = written(TRUTH)
    source.title = [TRUTH.title, "目 录", UNIT, "2023年政府信息公开工作年度报告"]
    report = read(source.tab_rows())
    assert report.title == TRUTH.title
    assert report.paragraphs(PREAMBLE) == TRUTH.paragraphs(PREAMBLE)


@pytest.mark.parametrize("mark", ["", " 1", "……1", "\t3", "......12", " · · · 2"])
@pytest.mark.parametrize("before_preamble", [True, False])
def test_a_table_of_contents_opens_no_section(mark: str, before_preamble: bool) -> None:
    source = written(TRUTH)
    contents = ["目录", *(f"{heading}{mark}" for heading in source.headings.values())]
    source.front = contents + source.front if before_preamble else source.front + contents
    report = read(source.cell_lines() if "\t" not in mark else source.tab_rows().replace("\t3", " 3"))
    assert report.texts[PREAMBLE] == TRUTH.texts[PREAMBLE]
    assert report.texts == TRUTH.texts
    assert report.as_read.headings == ()


# ---- headings -----------------------------------------------------------------------------------


def test_seen_variants_of_headings_are_no_departure() -> None:
    source = written(TRUTH)
    source.headings["proactive"] = "二、行政机关主动公开政府信息情况"
    source.headings["problems"] = " 五、 政府信息公开工作存在的主要问题 及改进情况"
    report = read(source.tab_rows())
    assert report.as_read.headings == ()
    assert report.notes == ()


def test_a_misworded_heading_is_read_noted_and_kept_for_the_check() -> None:
    source = written(TRUTH)
    source.headings["other"] = "六、其进他需要报告的事项"
    report = read(source.tab_rows())
    assert report.texts == TRUTH.texts
    assert ("other", "六、其进他需要报告的事项") in report.as_read.headings
    assert "六、其他需要报告的事项" in messages(report, "other")


def test_headings_out_of_order_are_read_and_kept_for_the_check() -> None:
    source = written(TRUTH)
    source.headings = {
        key: source.headings[key] for key in ("proactive", "overview", "applications", "review_litigation", "problems", "other")
    }
    report = read(source.tab_rows())
    assert cell_values(report) == cell_values(TRUTH)
    assert report.texts == TRUTH.texts
    assert [s for s, _ in report.as_read.headings][:2] == ["proactive", "overview"]


def test_a_missing_heading_is_noted_and_the_tables_are_still_told_by_their_labels() -> None:
    source = written(TRUTH, spans="none")
    for key in ("proactive", "applications", "review_litigation"):
        source.headings[key] = "　"
    report = recognise(source.grids())
    assert cell_values(report) == cell_values(TRUTH)
    for key in ("proactive", "applications", "review_litigation"):
        assert "没有" in messages(report, key)


def test_text_behind_a_heading_on_the_same_line_belongs_to_the_section() -> None:
    source = written(TRUTH)
    source.headings["other"] = "六、其他需要报告的事项：无。"
    source.texts["other"] = []
    report = read(source.tab_rows())
    assert [p.text for p in report.paragraphs("other")] == ["无。"]
    assert report.as_read.headings == ()


def test_a_subheading_that_resembles_a_heading_stays_prose() -> None:
    source = written(TRUTH)
    extra = ["一、主动公开情况", "全年公开信息三百余条。", "二、主动公开信息情况", "按时公开。"]
    source.texts["overview"] = [*source.texts["overview"], *extra]
    report = read(source.cell_lines())
    assert [p.text for p in report.paragraphs("overview")][-4:] == extra
    assert cell_values(report) == cell_values(TRUTH)


def test_a_heading_inside_a_table_row_cuts_the_table() -> None:
    source = written(TRUTH)
    text = source.tab_rows()
    heading = source.headings["review_litigation"]
    assert f"\n\n{heading}\n\n" in text
    report = read(text.replace(f"\n\n{heading}\n\n", f"\n\t{heading}\t\t\n"))
    assert cell_values(report) == cell_values(TRUTH)


@pytest.mark.parametrize(
    "text", ["总体情况良好", "三、本年度办理结果", "四、结转下年度继续办理", "一、本年新收政府信息公开申请数量", "二、" + "长" * 500]
)
def test_what_is_no_heading(text: str) -> None:
    assert match_heading(text, formats()["2021"]) is None


# ---- prose --------------------------------------------------------------------------------------


def test_a_paragraph_cut_by_a_page_break_is_joined_with_a_note() -> None:
    source = written(TRUTH)
    source.texts["overview"][0] = "2023年，柳河乡扎实做好政府信息公开工作，把各项要求落到实"
    source.texts["overview"].insert(1, "处，群众满意度不断提高。")
    report = read(source.tab_rows())
    assert report.paragraphs("overview")[0].text == "2023年，柳河乡扎实做好政府信息公开工作，把各项要求落到实处，群众满意度不断提高。"
    assert "1 处" in messages(report, "overview")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("（一）健全机制，把任务落实到人到岗到位并按季通报结果", "1.明确分工。"),
        ("（一）主动公开政府信息的情况和依申请公开的情况", "本年度工作正常。"),
        ("工作正常开展。", "群众满意。"),
        ("短句子没有标点", "下一段。"),
        ("全乡干部职工认真学习有关文件并逐条对照检查整改", "（二）加强宣传。"),
    ],
)
def test_paragraphs_that_were_not_cut_stay_apart(before: str, after: str) -> None:
    assert join_cut([before, after]) == ([before, after], 0)


def test_only_plain_text_is_joined() -> None:
    source = written(TRUTH, spans="none")
    source.texts["overview"] = ["柳河乡扎实做好政府信息公开工作把各项要求落到实", "处。"]
    assert [p.text for p in recognise(source.grids()).paragraphs("overview")] == source.texts["overview"]


@pytest.mark.parametrize(
    ("lines", "rest", "unit", "date"),
    [
        (["正文。", UNIT, "2024年1月20日"], ["正文。"], UNIT, "2024-01-20"),
        (["正文。", f"{UNIT}2024年1月20日"], ["正文。"], UNIT, "2024-01-20"),
        (["正文。", f"{UNIT}　　2024 年 1 月 20 日"], ["正文。"], UNIT, "2024-01-20"),
        (["正文。", UNIT, "二〇二四年一月二十日"], ["正文。"], UNIT, "2024-01-20"),
        (["正文。", UNIT, "二〇二四年十二月三十一日"], ["正文。"], UNIT, "2024-12-31"),
        (["正文。", UNIT, "二〇二四年十月十日"], ["正文。"], UNIT, "2024-10-10"),
        (["正文。", "柳河乡党政办公室", "2024年1月20日"], ["正文。"], "柳河乡党政办公室", "2024-01-20"),
        (["正文。", "2024年1月20日"], ["正文。"], "", "2024-01-20"),
        (["正文。", UNIT, "2024年13月20日"], ["正文。", UNIT, "2024年13月20日"], "", ""),
        (["会议开到，2024年1月20日"], ["会议开到，2024年1月20日"], "", ""),
        (["正文。"], ["正文。"], "", ""),
        ([], [], "", ""),
    ],
)
def test_signing_lines_are_split_off_the_end(lines: list[str], rest: list[str], unit: str, date: str) -> None:
    assert take_signature(lines, UNIT) == (rest, unit, date)


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


# ---- tables -------------------------------------------------------------------------------------


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


# ---- anything at all ----------------------------------------------------------------------------

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
