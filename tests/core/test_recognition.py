"""Titles, headings, prose and tables are told apart however a source arranges them, and every guess leaves a note."""

import pytest

from core.importers.recognition import recognise
from core.importers.recognition_prose import find_title, join_cut, match_heading, take_signature
from core.importers.source import RawTable, Source
from core.report import PREAMBLE, Report
from core.schema import formats
from tests.core.recognised import TRUTH, messages, read
from tests.core.written import written
from tests.helpers import UNIT, cell_values

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
        (["正文。", UNIT[:9], UNIT[9:], "2024年1月20日"], ["正文。"], UNIT, "2024-01-20"),
        (["正文。", f"{UNIT}办", "公室2024年1月20日"], ["正文。"], f"{UNIT}办公室", "2024-01-20"),
        (["正文。", f"{UNIT}办", "公室", "2024年1月20日"], ["正文。"], f"{UNIT}办公室", "2024-01-20"),
        ([f"{UNIT}收费", "无", "2024年1月20日"], [f"{UNIT}收费", "无"], "", "2024-01-20"),
        ([UNIT, UNIT, "2024年1月20日"], [UNIT], UNIT, "2024-01-20"),
        (["正文。", "2024年1月20日"], ["正文。"], "", "2024-01-20"),
        (["正文。", UNIT, "2024年13月20日"], ["正文。", UNIT, "2024年13月20日"], "", ""),
        (["会议开到，2024年1月20日"], ["会议开到，2024年1月20日"], "", ""),
        (["正文。"], ["正文。"], "", ""),
        ([], [], "", ""),
    ],
)
def test_signing_lines_are_split_off_the_end(lines: list[str], rest: list[str], unit: str, date: str) -> None:
    assert take_signature(lines, UNIT) == (rest, unit, date)


def test_what_a_template_left_goes_with_a_note_and_the_check_still_finds_it() -> None:
    text = written(TRUTH)
    text.texts["problems"] = ["（文字描述）", *text.texts["problems"], "[bookmark: _GoBack]改进到位。"]
    report = read(text.tab_rows())
    assert [p.text for p in report.paragraphs("problems")] == [*[p.text for p in TRUTH.paragraphs("problems")], "改进到位。"]
    assert "（文字描述）" in messages(report, "problems")
    assert "_GoBack" in messages(report, "problems")
    assert report.as_read.remains == (("problems", "（文字描述）"), ("problems", "[bookmark: _GoBack]"))


def test_a_sign_off_sheet_is_no_part_of_the_report() -> None:
    sheet = RawTable((("拟稿人", "周小满", "拟稿时间", "1月6日"), ("审核", "同意。", "会签", "无"), ("签发", "同意印发。", "份数", "35")))
    source = written(TRUTH, spans="none").grids()
    for blocks in ((sheet, *source.blocks), (*source.blocks, sheet)):
        report = recognise(Source("docx", blocks))
        assert {part: report.texts[part] for part in TRUTH.texts} == TRUTH.texts
        assert any("审签单" in note.message for note in report.notes)


def test_the_official_blank_form_is_an_empty_report() -> None:
    empty = written(Report(TRUTH.form))
    empty.title, empty.front = [], ["政府信息公开工作年度报告格式模板"]
    empty.texts = {section.id: ["（文字描述）"] for section in TRUTH.form.text_sections}
    report = read(empty.tab_rows())
    assert report.form.id == "2021"
    assert (report.unit, report.year, report.texts) == ("", 0, {part: () for part in report.texts})
    assert set(cell_values(report).values()) == {None}


@pytest.mark.parametrize("heading", ["1.总体情况", "１、总体情况", "总体情况", "第一部分 总体情况", "一 总体情况"])
def test_a_heading_with_another_ordinal_or_none_opens_its_section(heading: str) -> None:
    text = written(TRUTH)
    text.headings["overview"] = heading
    report = read(text.tab_rows())
    assert report.texts == TRUTH.texts


def test_a_line_worded_like_a_heading_is_none_where_the_very_heading_stands_elsewhere() -> None:
    text = written(TRUTH)
    text.texts["overview"] = ["总体情况", *text.texts["overview"]]
    assert read(text.tab_rows()).paragraphs("overview")[0].text == "总体情况"
    assert match_heading("（一）总体情况", TRUTH.form) is None


def test_page_numbers_between_paragraphs_of_a_text_are_left_out_with_a_note() -> None:
    text = written(TRUTH)
    text.texts["overview"].insert(1, "- 2 -")
    report = read(text.tab_rows())
    assert report.texts == TRUTH.texts
    assert "页码" in messages(report, "overview")


def test_the_signature_stands_behind_whatever_section_is_last() -> None:
    text = written(TRUTH)
    for part in ("problems", "other"):
        del text.headings[part]
    report = read(text.tab_rows())
    assert (report.signed_unit, report.signed_date) == (TRUTH.signed_unit, TRUTH.signed_date)
    assert "没有读入" not in messages(report, "review_litigation")
